"""NPS, CSAT and CES against worked examples and their edge cases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import KnownError
from core.measures.satisfaction import ces, csat, nps, nps_of_counts


@pytest.mark.parametrize(
    ("promoters", "passives", "detractors", "value", "centre", "margin"),
    [
        (12, 5, 3, 45.0, 39.1, 30.7),
        (7, 2, 1, 60.0, 46.2, 39.1),
        (50, 30, 20, 30.0, 29.1, 15.1),
        (5, 0, 0, 100.0, 62.5, 45.0),
    ],
)
def test_nps_and_its_margin_equal_the_worked_examples(
    promoters: int, passives: int, detractors: int, value: float, centre: float, margin: float
) -> None:
    result = nps([9] * promoters + [8] * passives + [0] * detractors)
    assert result.value == pytest.approx(value)
    assert result.centre == pytest.approx(centre, abs=0.05)
    assert result.margin == pytest.approx(margin, abs=0.05)


def test_nine_and_ten_promote_seven_and_eight_are_passive_the_rest_detract() -> None:
    result = nps(range(11))
    assert (result.promoters, result.passives, result.detractors) == (2, 2, 7)


def test_zero_is_an_answer_and_blank_is_not() -> None:
    result = nps([0, None, 10, None])
    assert (result.n, result.promoters, result.detractors) == (2, 1, 1)


def test_nps_of_nobody_has_no_value_and_no_margin() -> None:
    result = nps([None])
    assert (result.n, result.value, result.centre, result.margin) == (0, None, None, None)
    assert result.too_few


def test_equal_scores_still_have_a_margin() -> None:
    result = nps([10] * 200)
    assert result.value == 100
    assert result.margin is not None
    assert result.margin > 0


@given(st.lists(st.integers(0, 10), min_size=1, max_size=200))
def test_nps_stays_on_its_scale_and_counts_everyone(scores: list[int]) -> None:
    result = nps(scores)
    assert result.n == len(scores)
    assert result.value is not None
    assert -100 <= result.value <= 100


def test_two_small_quarters_do_not_differ_but_two_large_ones_do() -> None:
    assert not nps_of_counts(12, 5, 3).differs_from(nps_of_counts(7, 2, 1))
    assert nps_of_counts(700, 200, 100).differs_from(nps_of_counts(300, 300, 400))


def test_a_quarter_without_answers_differs_from_none() -> None:
    assert not nps([]).differs_from(nps([10] * 50))


def test_csat_is_the_share_of_fours_and_fives() -> None:
    result = csat([5] * 5 + [4] * 4 + [3])
    assert result.percent == pytest.approx(90)
    assert result.interval == (pytest.approx(59.6, abs=0.05), pytest.approx(98.2, abs=0.05))


def test_csat_of_nobody_has_no_value() -> None:
    assert csat([]).percent is None


def test_ces_is_the_mean_agreement_and_the_share_from_five_up() -> None:
    result = ces([7, 6, 5, 4, 1, None])
    assert result.mean == pytest.approx(4.6)
    assert (result.easy.numerator, result.n) == (3, 5)
    assert result.too_few


def test_ces_of_nobody_has_no_mean() -> None:
    assert ces([]).mean is None


@pytest.mark.parametrize(
    ("measure", "value", "code"),
    [
        (nps, 11, "nps_off_scale"),
        (nps, -1, "nps_off_scale"),
        (csat, 0, "csat_off_scale"),
        (csat, 6, "csat_off_scale"),
        (ces, 0, "ces_off_scale"),
        (ces, 8, "ces_off_scale"),
    ],
)
def test_an_answer_off_its_scale_is_refused(measure, value: int, code: str) -> None:
    with pytest.raises(KnownError) as refusal:
        measure([value])
    assert refusal.value.code == code
    assert str(value) in refusal.value.text()


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_nps_most_likely_lies_on_its_own_scale_and_around_what_was_said(
    promoters: int, passives: int, detractors: int
) -> None:
    answers = [10] * promoters + [7] * passives + [0] * detractors
    result = nps(answers)
    if not answers:
        assert result.interval is None
        return
    assert result.interval is not None
    assert result.value is not None
    low, high = result.interval
    assert -100 <= low <= result.value <= high <= 100
