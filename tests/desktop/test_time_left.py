"""The time left is told late enough to be true, and counts down without jumping."""

from __future__ import annotations

import itertools

import pytest

from desktop.widgets.time_left import TimeLeft, in_words


def watch(*looks: tuple[float, float]) -> list[float | None]:
    """What is told at each (seconds, fraction)."""
    left = TimeLeft()
    return [left.see(fraction, seconds) for seconds, fraction in looks]


def test_nothing_is_told_before_two_seconds_and_a_twentieth() -> None:
    assert watch((0, 0), (1, 0.2), (1.9, 0.38))[-1] is None
    assert watch((0, 0), (2, 0.02), (4, 0.04))[-1] is None
    assert watch((0, 0), (1, 0.05), (2, 0.1))[-1] == pytest.approx(18)


def test_a_task_that_is_nearly_done_needs_no_words() -> None:
    assert set(watch(*((tenth / 10, tenth / 40) for tenth in range(41)))) == {None}


def test_an_even_pace_counts_down_second_by_second() -> None:
    told = [x for x in watch(*((float(n), n / 100) for n in range(101))) if x is not None]
    assert told[0] == pytest.approx(95)
    assert all(a - b == pytest.approx(1) for a, b in itertools.pairwise(told))


def test_an_uneven_pace_does_not_make_the_words_jump() -> None:
    # Rows go in with every second look only, as when portions are written.
    told = [x for x in watch(*((n / 2, (n // 2) / 100) for n in range(160))) if x is not None]
    assert len(told) > 100
    assert all(later <= sooner + 1 for sooner, later in itertools.pairwise(told))


def test_a_task_that_slows_down_is_believed_in_the_end() -> None:
    fast = [(float(n), n / 40) for n in range(11)]
    slow = [(10.0 + n, 0.25 + n / 400) for n in range(1, 101)]
    told = watch(*fast, *slow)
    assert told[10] == pytest.approx(30, rel=0.1)
    assert told[-1] == pytest.approx(200, rel=0.25)


def test_another_part_of_the_work_is_watched_anew() -> None:
    told = watch((0, 0), (2, 0.2), (4, 0.4), (5, 0.0), (6, 0.01), (8, 0.2))
    assert told[2] == pytest.approx(6)
    assert told[3:5] == [None, None]
    assert told[5] is not None


def test_pieces_that_nobody_counts_have_no_time() -> None:
    assert watch((0, -1), (5, -1), (9, -1)) == [None, None, None]
    assert watch((0, 0), (2, 0.1), (4, 0.2), (5, -1))[-1] is None


def test_a_clock_that_stands_still_or_a_task_that_does_is_survived() -> None:
    assert watch((0, 0), (0, 0.1), (0, 0.2))[-1] is None
    assert watch((0, 0.5), (9, 0.5), (18, 0.5))[-1] is None


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, ""),
        (0.0, "a few seconds left"),
        (7.9, "a few seconds left"),
        (8.0, "about 10 seconds left"),
        (41.0, "about 50 seconds left"),
        (55.0, "about 1 minute left"),
        (89.0, "about 1 minute left"),
        (121.0, "about 2 minutes left"),
        (3599.0, "about 60 minutes left"),
        (3600.0, "more than an hour left"),
    ],
)
def test_time_is_told_as_a_person_would(seconds: float | None, words: str) -> None:
    assert in_words(seconds) == words
