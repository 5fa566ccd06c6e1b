"""Words for a change."""

from __future__ import annotations

import pytest

from core.measures.trend import trend


@pytest.mark.parametrize(
    ("now", "then", "word"),
    [
        (60.1, 55.0, "up"),
        (60.0, 55.0, "no_clear_change"),
        (55.0, 60.0, "no_clear_change"),
        (54.9, 60.0, "down"),
        (None, 60.0, "no_clear_change"),
        (60.0, None, "no_clear_change"),
    ],
)
def test_a_change_has_a_direction_only_beyond_the_margin(
    now: float | None, then: float | None, word: str
) -> None:
    assert trend(now, then, 5) == word


def test_equal_numbers_without_margin_show_no_clear_change() -> None:
    assert trend(3, 3, 0) == "no_clear_change"
