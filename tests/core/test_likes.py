"""What a customer likes: her services and who looked after her, counted in visit days."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.insight import likes
from core.people import customers, visits
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.voice import staff


@pytest.fixture
def jana(workspace):
    return customers.add(workspace, NewCustomer("Jana Nováková")).id


@pytest.fixture
def came(workspace, jana):
    def came(days_ago, services="Cut", staff_member_id=None, status="done", amount=None):
        on = workspace.clock.today() - timedelta(days=days_ago)
        new = NewVisit(jana, on, services, amount, staff_member_id, status)
        return visits.record(workspace, new)

    return came


def test_nobody_likes_anything_before_the_first_visit(workspace, jana):
    assert likes.of_customer(workspace, jana) == likes.Likes((), (), 0)


def test_services_stand_in_the_order_of_how_often_she_had_them(workspace, jana, came):
    came(90, "Cut, colour")
    came(60, "Cut")
    came(30, "cut + blow-dry")
    found = likes.of_customer(workspace, jana).services
    assert [(each.service, each.visits) for each in found] == [
        ("cut", 3),
        ("blow-dry", 1),
        ("colour", 1),
    ]
    assert found[0].usual_gap_days == 30


def test_staff_are_counted_by_days_and_only_days_that_name_anybody(workspace, jana, came):
    ema, ida = staff.add(workspace, "Ema").id, staff.add(workspace, "Ida").id
    came(30, staff_member_id=ema)
    came(30, "Colour", staff_member_id=ema)
    came(20, staff_member_id=ema)
    came(10, staff_member_id=ida)
    came(5)
    found = likes.of_customer(workspace, jana)
    assert [(one.name, one.visits) for one in found.staff] == [("Ema", 2), ("Ida", 1)]
    assert found.staffed == 3


def test_bookings_refunds_and_days_she_stayed_away_are_no_likes(workspace, jana, came):
    ema = staff.add(workspace, "Ema").id
    came(-5, staff_member_id=ema)
    came(3, staff_member_id=ema, status="no_show")
    came(4, staff_member_id=ema, status="cancelled")
    came(5, staff_member_id=ema, amount=-5000)
    assert likes.of_customer(workspace, jana) == likes.Likes((), (), 0)


def test_a_past_day_knows_nothing_of_later_visits(workspace, jana, came):
    ema = staff.add(workspace, "Ema").id
    came(100, staff_member_id=ema)
    came(1, "Colour", staff_member_id=ema)
    then = likes.of_customer(workspace, jana, workspace.clock.today() - timedelta(days=50))
    assert [each.service for each in then.services] == ["Cut"]
    assert (then.staff[0].visits, then.staffed) == (1, 1)
