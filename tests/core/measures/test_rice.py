"""RICE against Intercom's worked examples, and its refusals."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import KnownError
from core.measures import rice

RATED = date(2026, 3, 1)
reaches = st.floats(0.01, 1e6)
impacts = st.sampled_from(sorted(rice.IMPACTS))
confidences = st.sampled_from(sorted(rice.CONFIDENCES))
efforts = st.floats(rice.MIN_EFFORT_DAYS, 1e4)


def test_two_thousand_people_high_impact_in_three_months_score_1066_7() -> None:
    assert round(rice.score_from_months(2000, 2, 0.8, 3), 1) == 1066.7


def test_five_thousand_people_low_impact_in_a_month_score_2500() -> None:
    assert rice.score_from_months(5000, 0.5, 1.0, 1) == 2500


def test_two_thousand_people_high_impact_in_four_months_score_800() -> None:
    assert rice.score_from_months(2000, 2, 0.8, 4) == pytest.approx(800)


def test_effort_in_days_counts_twenty_to_the_month() -> None:
    assert rice.score(2000, 2, 0.8, 80) == pytest.approx(800)


def test_the_scales_are_those_of_the_original() -> None:
    assert list(rice.IMPACTS) == [3, 2, 1, 0.5, 0.25]
    assert list(rice.CONFIDENCES) == [1.0, 0.8, 0.5]


def test_nobody_reached_scores_zero() -> None:
    assert rice.score(0, 3, 1.0, 1) == 0


@pytest.mark.parametrize(
    ("reach", "impact", "confidence", "effort", "code"),
    [
        (-1, 1, 1.0, 1, "reach_negative"),
        (float("nan"), 1, 1.0, 1, "reach_negative"),
        (float("inf"), 1, 1.0, 1, "reach_too_large"),
        (1, 4, 1.0, 1, "impact_off_scale"),
        (1, 0, 1.0, 1, "impact_off_scale"),
        (1, 1, 0.9, 1, "confidence_off_scale"),
        (1, 1, 80, 1, "confidence_off_scale"),
        (1, 1, 1.0, 0, "effort_too_small"),
        (1, 1, 1.0, 0.4, "effort_too_small"),
        (1, 1, 1.0, float("nan"), "effort_too_small"),
        (1, 1, 1.0, float("inf"), "effort_too_small"),
    ],
)
def test_a_value_off_its_scale_is_refused_by_name(
    reach: float, impact: float, confidence: float, effort: float, code: str
) -> None:
    with pytest.raises(KnownError) as refusal:
        rice.score(reach, impact, confidence, effort)
    assert refusal.value.code == code
    assert "“" in refusal.value.text()


@given(reaches, impacts, confidences, efforts)
def test_twice_the_reach_is_twice_the_score(
    reach: float, impact: float, confidence: float, effort: float
) -> None:
    once = rice.score(reach, impact, confidence, effort)
    assert rice.score(2 * reach, impact, confidence, effort) == pytest.approx(2 * once)


@given(reaches, impacts, confidences, efforts)
def test_more_effort_never_scores_higher(
    reach: float, impact: float, confidence: float, effort: float
) -> None:
    quick = rice.score(reach, impact, confidence, effort)
    assert rice.score(reach, impact, confidence, effort + 1) < quick


def test_a_rating_is_fresh_for_ninety_days_and_stale_on_the_ninety_first() -> None:
    assert not rice.is_stale(RATED, 0, RATED + timedelta(days=90))
    assert rice.is_stale(RATED, 0, RATED + timedelta(days=91))


def test_new_evidence_makes_a_fresh_rating_stale() -> None:
    today = RATED + timedelta(days=5)
    assert rice.is_stale(RATED, 1, today)
    assert not rice.is_stale(RATED, 0, today)


@pytest.mark.parametrize(("step", "below"), [(1.0, 0.8), (0.8, 0.5), (0.5, 0.5)])
def test_confidence_drops_by_one_step_and_no_further_than_the_lowest(
    step: float, below: float
) -> None:
    assert rice.lower_confidence(step) == below
    with pytest.raises(KnownError) as refused:
        rice.lower_confidence(0.9)
    assert refused.value.code == "confidence_off_scale"
