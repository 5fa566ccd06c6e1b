"""How long customers wait for an answer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from core.measures.waiting import answered_share, hours_to_first_answer

SAID = datetime(2026, 3, 28, 10, tzinfo=UTC)


def test_the_first_answer_is_counted_in_hours() -> None:
    assert hours_to_first_answer(SAID, SAID + timedelta(hours=30)) == 30


def test_without_an_answer_there_are_no_hours() -> None:
    assert hours_to_first_answer(SAID, None) is None


def test_an_answer_dated_before_the_feedback_took_no_time() -> None:
    assert hours_to_first_answer(SAID, SAID - timedelta(hours=3)) == 0


def test_the_night_of_summer_time_has_its_true_hours() -> None:
    prague = ZoneInfo("Europe/Prague")
    said = datetime(2026, 3, 28, 12, tzinfo=prague).astimezone(UTC)
    sent = datetime(2026, 3, 29, 12, tzinfo=prague).astimezone(UTC)
    assert hours_to_first_answer(said, sent) == 23


def test_answered_share_shows_both_terms() -> None:
    rate = answered_share(8, 10)
    assert (rate.percent, rate.n) == (80, 10)
    assert answered_share(0, 0).percent is None
