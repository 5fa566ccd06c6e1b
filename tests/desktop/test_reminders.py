"""Reminders come once a day, all in one, at an hour when one may be disturbed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.insight import health_scores, quarterly_review
from core.people import checkins, closures
from core.people.closures import NewClosure
from core.store import settings
from desktop import reminders
from desktop.reminders import Asking, Reminder, Reminders, Told
from desktop.window_state import Preferences

MONDAY = date(2026, 9, 21)


class Shop:
    """What is due in a shop, its clock, and the notifications that were shown."""

    def __init__(self):
        self.due = [Reminder("Jana Nováková"), Reminder("Ilze Ozola")]
        self.today = MONDAY
        self.quiet = False
        self.asked = 0
        self.shown = []
        self.preferences = Preferences(None)

    def ask(self):
        self.asked += 1
        return self.due

    def watch(self, desk):
        asking = Asking(self.ask, lambda: self.today, lambda: self.quiet)
        told = Told(self.preferences, "salon.regulars")
        return Reminders(asking, told, lambda *said: self.shown.append(said), desk.tasks)


@pytest.fixture
def shop():
    return Shop()


@pytest.fixture
def look(desk, shop):
    watching = shop.watch(desk)

    def look(at=None):
        (at or watching).look()
        desk.tasks.wait_idle()

    return look


def test_everything_due_is_told_in_one_notification_and_once_a_day(shop, look):
    for _look in range(3):
        look()
    assert shop.shown == [("2 reminders for today", "Jana Nováková\nIlze Ozola")]
    assert shop.asked == 1


def test_what_falls_due_later_the_same_day_is_not_told_again(shop, look):
    look()
    shop.due = [*shop.due, Reminder("Tom Bērziņš")]
    look()
    assert len(shop.shown) == 1


def test_a_day_on_which_something_falls_due_only_later_is_told_then(shop, look):
    shop.due, due = [], shop.due
    look()
    assert shop.shown == []
    shop.due = due
    look()
    assert len(shop.shown) == 1


def test_the_next_day_what_is_still_due_is_told_again(shop, look):
    look()
    shop.today += timedelta(days=1)
    look()
    assert len(shop.shown) == 2


def test_quiet_hours_put_the_notification_off_and_lose_nothing(shop, look):
    shop.quiet = True
    look()
    assert shop.shown == []
    assert shop.asked == 0
    shop.quiet = False
    look()
    assert len(shop.shown) == 1


def test_a_clock_that_jumps_ahead_and_back_brings_nothing_twice(shop, look):
    look()
    for day in (date(2030, 1, 1), MONDAY, date(2030, 1, 1), MONDAY - timedelta(days=1), MONDAY):
        shop.today = day
        look()
    assert len(shop.shown) == 3  # Monday, the day in 2030 and the Sunday, each a single time


def test_the_program_started_again_on_the_same_day_stays_silent(desk, shop, look):
    look()
    look(shop.watch(desk))
    assert len(shop.shown) == 1


def test_many_are_told_in_a_few_lines(shop, look):
    shop.due = [Reminder(f"Customer {number}") for number in range(30)]
    look()
    heading, lines = shop.shown[0]
    assert heading == "30 reminders for today"
    assert lines.splitlines()[-1] == "and 26 more"


def test_nothing_due_says_nothing(shop, look):
    shop.due = []
    look()
    assert not shop.shown


def test_a_shop_tells_who_is_due_unless_notices_are_off(workspace, clock, jana):
    checkins.set_interval(workspace, jana.id, 7)
    clock.move_to(clock.now() + timedelta(days=9))
    assert Reminder("Jana Nováková") in reminders.due_today(workspace)
    settings.put(workspace, settings.NOTIFY, False)
    assert reminders.due_today(workspace) == []


def test_the_plan_of_a_stage_and_the_quarterly_review_are_told_with_the_rest(
    workspace, clock, jana, came
):
    came(8)
    health_scores.refresh(workspace)
    assert reminders.due_today(workspace) == [Reminder("Jana Nováková")]
    quarterly_review.start(workspace, "2026-Q2")
    assert reminders.due_today(workspace) == [
        Reminder("The quarterly review is due."),
        Reminder("Jana Nováková"),
    ]


def test_a_closed_day_is_quiet_from_morning_to_night(workspace, clock):
    asking = reminders.of_shop(workspace)
    assert not asking.is_quiet()
    closures.add(workspace, NewClosure(MONDAY, MONDAY))
    assert asking.is_quiet()
    clock.move_to(clock.now() + timedelta(days=1))
    assert not asking.is_quiet()
    clock.move_to(clock.now() + timedelta(hours=12))
    assert asking.is_quiet()
