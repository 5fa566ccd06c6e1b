"""Win-back: who is lost, worth most first, and why they may have gone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from core.insight import likely_reasons, winback
from core.people import consents, customers, snoozes, visits
from core.people.consents import NewConsent
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store.workspace import Workspace
from core.voice import feedback, replies, staff
from core.voice.feedback import NewFeedback

TODAY = date(2026, 9, 21)
GONE = (160, 130, 100)


def someone(
    workspace: Workspace, name: str, *ago: int, paid: int | None = None, by: int | None = None
) -> int:
    """A long known customer with visits so many days before today."""
    customer_id = customers.add(workspace, NewCustomer(name, joined_on=date(2020, 1, 1))).id
    for days in ago:
        day = TODAY - timedelta(days=days)
        new = NewVisit(customer_id, day, amount_minor=paid, staff_member_id=by)
        visits.record(workspace, new)
    return customer_id


def said(workspace: Workspace, customer_id: int, kind: str, body: str, ago: int) -> int:
    at = datetime(2026, 9, 21, 8, tzinfo=UTC) - timedelta(days=ago)
    return feedback.log(workspace, NewFeedback(kind, body, customer_id, said_at=at)).id


def reason(workspace: Workspace) -> str:
    (found,) = winback.lost(workspace)
    return found.likely_reason


def test_nobody_is_lost_in_an_empty_shop(workspace: Workspace) -> None:
    assert winback.lost(workspace) == []


def test_the_lost_are_told_with_what_they_were_to_the_shop(workspace: Workspace) -> None:
    jana = someone(workspace, "Jana Nováková", *GONE, paid=700_00)
    someone(workspace, "Ilze Kalniņa", 40, 20, paid=700_00)
    (found,) = winback.lost(workspace)
    assert (found.customer_id, found.customer, found.visits) == (jana, "Jana Nováková", 3)
    assert found.last_visit_on == TODAY - timedelta(days=100)
    assert (found.usual_spend_minor, found.currency) == (700_00, "CZK")


def test_worth_most_comes_first_and_fades_with_the_years(workspace: Workspace) -> None:
    someone(workspace, "Small", *GONE, paid=100_00)
    someone(workspace, "Large", *GONE, paid=900_00)
    someone(workspace, "Large Long Ago", 3000, 2970, 2940, paid=900_00)
    assert [x.customer for x in winback.lost(workspace)] == ["Large", "Small", "Large Long Ago"]
    assert [x.customer for x in winback.lost(workspace, limit=1)] == ["Large"]


def test_without_amounts_there_is_no_usual_spend(workspace: Workspace) -> None:
    someone(workspace, "Jana Nováková", *GONE)
    (found,) = winback.lost(workspace)
    assert found.usual_spend_minor is None


def test_refunds_do_not_lower_the_usual_spend(workspace: Workspace) -> None:
    jana = someone(workspace, "Jana Nováková", *GONE, paid=500_00)
    visits.record(workspace, NewVisit(jana, TODAY - timedelta(days=95), amount_minor=-500_00))
    (found,) = winback.lost(workspace)
    assert (found.usual_spend_minor, found.visits) == (500_00, 3)


def test_who_is_booked_hidden_put_off_or_silent_is_left_in_peace(workspace: Workspace) -> None:
    booked, hidden, resting, silent = (someone(workspace, name, *GONE) for name in "ABCD")
    visits.record(workspace, NewVisit(booked, TODAY + timedelta(days=2)))
    customers.archive(workspace, hidden)
    snoozes.snooze(workspace, resting, "winback", TODAY + timedelta(days=30))
    consents.record(workspace, NewConsent(silent, "email", "no"))
    assert winback.lost(workspace) == []


def test_a_past_day_has_its_own_lost(workspace: Workspace) -> None:
    someone(workspace, "Came Back", 300, 270, 240, 5)
    assert winback.lost(workspace) == []
    before = winback.lost(workspace, TODAY - timedelta(days=30))
    assert [lost.customer for lost in before] == ["Came Back"]


@pytest.mark.parametrize("answered", [False, True])
def test_a_complaint_left_without_an_answer_is_the_first_reason(
    workspace: Workspace, answered: bool
) -> None:
    jana = someone(workspace, "Jana Nováková", *GONE)
    feedback_id = said(workspace, jana, "complaint", "Židle u okna", 101)
    if answered:
        replies.mark_sent(workspace, replies.draft(workspace, feedback_id, "Sorry.").id, sure=True)
    assert reason(workspace) == (likely_reasons.UNKNOWN if answered else likely_reasons.UNANSWERED)


def test_the_last_feedback_decides_whether_she_was_unhappy(workspace: Workspace) -> None:
    jana = someone(workspace, "Jana Nováková", *GONE)
    said(workspace, jana, "other", "This was terrible and awful.", 110)
    assert reason(workspace) == likely_reasons.UNHAPPY
    said(workspace, jana, "praise", "Wonderful, I love it.", 101)
    assert reason(workspace) == likely_reasons.UNKNOWN


def test_old_voices_are_no_reason(workspace: Workspace) -> None:
    jana = someone(workspace, "Jana Nováková", *GONE)
    said(workspace, jana, "other", "This was terrible and awful.", 300)
    assert reason(workspace) == likely_reasons.UNKNOWN


def test_a_staff_member_who_left_may_have_taken_her_customers(workspace: Workspace) -> None:
    eva = staff.add(workspace, "Eva").id
    someone(workspace, "Jana Nováková", *GONE, by=eva)
    assert reason(workspace) == likely_reasons.UNKNOWN
    staff.archive(workspace, eva)
    assert reason(workspace) == likely_reasons.STAFF_LEFT


def test_who_took_something_back_looked_after_nobody(workspace: Workspace) -> None:
    eva, ivo = staff.add(workspace, "Eva").id, staff.add(workspace, "Ivo").id
    jana = someone(workspace, "Jana Nováková", *GONE, by=eva)
    on = TODAY - timedelta(days=95)
    visits.record(workspace, NewVisit(jana, on, amount_minor=-500_00, staff_member_id=ivo))
    staff.archive(workspace, ivo)
    assert reason(workspace) == likely_reasons.UNKNOWN


def test_who_came_once_just_came_once(workspace: Workspace) -> None:
    someone(workspace, "Jana Nováková", 300)
    assert reason(workspace) == likely_reasons.CAME_ONCE


def test_spending_less_and_less_is_a_sign(workspace: Workspace) -> None:
    jana = someone(workspace, "Jana Nováková", 280, 250, 220, paid=900_00)
    for ago in (190, 160, 130):
        day = TODAY - timedelta(days=ago)
        visits.record(workspace, NewVisit(jana, day, amount_minor=300_00))
    assert reason(workspace) == likely_reasons.SPENT_LESS
