"""The strip of a rhythm: what it shows of how much time, and how one walks along it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt

from desktop.widgets.rhythm_days import Dot, Rhythm, Span, days_shown, marks
from desktop.widgets.rhythm_strip import RhythmStrip

TODAY = date(2026, 9, 21)
KEY = Qt.Key


def dot(days_ago: int, kind: str = "came") -> Dot:
    on = TODAY - timedelta(days=days_ago)
    return Dot(on, kind, lambda: f"{on}: {kind}", on)


def rhythm(*days_ago: int, expected: Span | None = None, shut: tuple[Span, ...] = ()) -> Rhythm:
    dots = sorted((dot(ago, "came" if ago >= 0 else "booked") for ago in days_ago), key=_day)
    return Rhythm(dots, TODAY, expected, shut, "Usually comes every 30 days.")


def _day(each: Dot) -> date:
    return each.on


@pytest.fixture
def strip(shown):
    def build(wanted: Rhythm) -> RhythmStrip:
        made = RhythmStrip()
        made.show_rhythm(wanted)
        return shown(made, 440, 110)

    return build


def test_two_years_are_shown_at_most_and_half_a_year_at_least():
    first, last = days_shown(rhythm(*range(0, 1500, 30)))
    assert (TODAY - first).days == 730
    assert 0 < (last - TODAY).days < 60
    assert (TODAY - days_shown(rhythm(3, 10))[0]).days == 182


def test_whoever_was_last_here_long_ago_is_shown_with_her_last_year():
    first, _last = days_shown(rhythm(*range(2000, 3000, 30)))
    assert (TODAY - timedelta(days=2000) - first).days == 365


def test_a_booking_within_a_year_is_shown_and_one_in_seven_years_is_not():
    assert days_shown(rhythm(30, -100))[1] > TODAY + timedelta(days=100)
    assert days_shown(rhythm(30, -2500))[1] < TODAY + timedelta(days=60)


@given(
    st.lists(st.integers(-3000, 700_000), max_size=20),
    st.dates(min_value=date(1900, 1, 1), max_value=date(2999, 12, 31)),
)
def test_any_days_have_a_line_that_holds_today(ago, today):
    days = sorted(date.fromordinal(today.toordinal() - n) for n in ago if n < today.toordinal())
    shown = Rhythm([Dot(day, "came", str) for day in days], today, None, (), "")
    first, last = days_shown(shown)
    assert first < today < last
    assert all(first <= on <= last for on, _text in marks(first, last, 8))


@given(
    st.dates(min_value=date(1900, 1, 1), max_value=date(2900, 1, 1)),
    st.integers(40, 30_000),
    st.floats(2, 40),
)
def test_marks_are_as_few_as_there_is_room_for(first, days, most):
    last = first + timedelta(days=days)
    found = marks(first, last, most)
    assert len(found) <= max(most, days / 1800) + 1
    assert [on for on, _text in found] == sorted({on for on, _text in found})


def test_arrows_walk_along_the_days_and_enter_opens_one(strip, qtbot, words_in):
    made = strip(rhythm(10, 40, 70, -5))
    picked = []
    made.picked.connect(picked.append)
    made.line.setFocus(Qt.FocusReason.TabFocusReason)
    assert made.line.accessibleDescription() == "2026-09-11: came"  # the last that was
    for key, told in (
        (KEY.Key_Left, "2026-08-12: came"),
        (KEY.Key_Home, "2026-07-13: came"),
        (KEY.Key_Left, "2026-07-13: came"),
        (KEY.Key_End, "2026-09-26: booked"),
    ):
        qtbot.keyClick(made.line, key)
        assert made.line.accessibleDescription() == told
        assert told in words_in(made)
    qtbot.keyClick(made.line, KEY.Key_Return)
    assert picked == [date(2026, 9, 26)]
    made.line.clearFocus()
    assert "Usually comes every 30 days." in words_in(made)


def test_a_click_opens_the_day_under_the_pointer(strip, qtbot):
    made = strip(rhythm(10, 100, 200))
    picked = []
    made.picked.connect(picked.append)
    x = round(made.line.x_of(TODAY - timedelta(days=100)))
    qtbot.mouseClick(made.line, Qt.MouseButton.LeftButton, pos=QPoint(x + 3, 30))
    qtbot.mouseClick(made.line, Qt.MouseButton.LeftButton, pos=QPoint(x + 30, 30))
    assert picked == [TODAY - timedelta(days=100)]


def test_places_tell_what_lies_there(strip):
    window = Span(TODAY + timedelta(days=20), TODAY + timedelta(days=40), "Expected then.")
    closed = Span(TODAY - timedelta(days=60), TODAY - timedelta(days=50), "Closed. Summer")
    made = strip(rhythm(10, 100, expected=window, shut=(closed,)))
    assert made.line.told_at(made.line.x_of(window.since) + 4) == "Expected then."
    assert made.line.told_at(made.line.x_of(closed.since) + 2) == "Closed. Summer"
    assert made.line.told_at(made.line.x_of(TODAY - timedelta(days=100))).endswith("came")
    assert made.line.told_at(made.line.x_of(TODAY - timedelta(days=150))) == ""


def test_without_any_day_there_is_no_line(strip, words_in):
    made = strip(Rhythm([], TODAY, None, (), "No visit is noted yet."))
    assert not made.line.isVisible()
    assert words_in(made) == "No visit is noted yet."


def test_every_kind_of_day_is_drawn_in_its_own_way(strip):
    kinds = ("came", "booked", "missed", "cancelled")
    pictures = {}
    for kind in kinds:
        made = strip(Rhythm([dot(90, kind)], TODAY, None, (), ""))
        pictures[kind] = made.line.grab().toImage()
    assert all(pictures[a] != pictures[b] for a in kinds for b in kinds if a != b)
