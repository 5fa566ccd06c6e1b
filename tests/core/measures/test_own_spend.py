"""Spend against her own past: the last three paid days beside those before."""

from __future__ import annotations

import pytest

from core.measures.own_spend import change_percent, own_ratio, spends_less


@pytest.mark.parametrize(
    ("amounts", "ratio"),
    [
        ([100, 100, 50, 50], None),
        ([100, 100, 50, 50, 50], 0.5),
        ([100, 300, 400, 400, 400], 2.0),
        ([100, -100, 50, 50, 50], None),
        ([100, 100, -500, 10, 10], 0.0),
    ],
)
def test_the_last_three_are_held_against_those_before(
    amounts: list[int], ratio: float | None
) -> None:
    assert own_ratio(amounts) == ratio
    assert spends_less(amounts) is (ratio is not None and ratio < 1)


def test_less_than_a_tenth_is_no_change() -> None:
    assert [change_percent(ratio) for ratio in (0.91, 1.09, 0.9, 1.1)] == [0, 0, -10, 10]
    assert not spends_less([100, 100, 91, 91, 91])
