"""The factors of health: what lifts, what costs, what fades, and what is missing."""

from __future__ import annotations

import string
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measures import reasons
from core.measures.factors import (
    FACTORS,
    PULSE_POINTS,
    PULSES,
    WEIGHTS,
    counted_visits,
    frequency_and_rhythm,
    mood_of_recent_feedback,
    open_complaints,
    pulse,
    spend_against_own_past,
    survey_answers,
)
from core.measures.foretelling import ELSEWHERE, Slopes
from core.measures.health import Factor, band
from core.measures.opening import OpenDays

TODAY = date(2026, 9, 20)
SHOP_GAP = 35.0


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def monthly(visits: int, away: int) -> list[date]:
    return [ago(away + 28 * n) for n in range(visits)]


def rhythm_points(visit_days: list[date]) -> float:
    found = frequency_and_rhythm(visit_days, SHOP_GAP, TODAY)
    assert found is not None
    return found.points


def sure(factor: Factor | None) -> Factor:
    assert factor is not None
    return factor


def test_every_factor_has_a_name_and_a_weight() -> None:
    assert list(FACTORS) == list(WEIGHTS)
    assert list(PULSES) == list(PULSE_POINTS)


def test_nothing_known_is_no_factor_at_all() -> None:
    assert frequency_and_rhythm([], SHOP_GAP, TODAY) is None
    assert spend_against_own_past([], TODAY) is None
    assert mood_of_recent_feedback([], TODAY) is None
    assert open_complaints([], TODAY) is None
    assert survey_answers([], TODAY) is None


def test_what_lies_in_the_future_is_not_known_yet() -> None:
    tomorrow = ago(-1)
    assert frequency_and_rhythm([tomorrow], SHOP_GAP, TODAY) is None
    assert mood_of_recent_feedback([(tomorrow, -1.0)], TODAY) is None
    assert open_complaints([tomorrow], TODAY) is None
    assert survey_answers([(tomorrow, "nps", 0)], TODAY) is None
    assert pulse(1, tomorrow, TODAY) is None


@pytest.mark.parametrize(
    ("away", "expected"), [(0, "healthy"), (21, "healthy"), (60, "watch"), (120, "at_risk")]
)
def test_a_regular_customer_falls_from_healthy_to_at_risk_while_away(
    away: int, expected: str
) -> None:
    assert band(rhythm_points(monthly(12, away))) == expected


def test_a_newcomer_is_watched_and_soon_at_risk() -> None:
    assert band(rhythm_points([TODAY])) == "watch"
    assert band(rhythm_points([ago(60)])) == "at_risk"


def test_an_absence_weighs_more_for_someone_regular_than_for_someone_irregular() -> None:
    regular = [ago(60 + 30 * n) for n in range(9)]
    irregular = [ago(60 + days) for days in (0, 5, 65, 70, 120, 128, 180, 188, 240)]
    assert rhythm_points(regular) < rhythm_points(irregular)


def test_five_visits_and_due_today_is_the_border_of_healthy_whatever_was_learned() -> None:
    days = [ago(30 + 30 * n) for n in range(5)]

    def points(slopes: Slopes) -> float:
        return sure(frequency_and_rhythm(days, 30, TODAY, slopes=slopes)).points

    for slopes in (ELSEWHERE, Slopes(0.5, 2.0, 0.5), Slopes(0.0, 0.0, 0.0)):
        assert points(slopes) == pytest.approx(75)


@pytest.mark.parametrize("gap", [7, 14, 28, 60])
@pytest.mark.parametrize("visits", [5, 12, 40])
def test_nobody_regular_is_worse_than_healthy_before_the_next_visit_is_due(
    gap: int, visits: int
) -> None:
    days = [ago(gap - 1 + gap * n) for n in range(visits)]
    assert band(sure(frequency_and_rhythm(days, gap, TODAY)).points) == "healthy"


@pytest.mark.parametrize("gap", [14, 28, 60])
@pytest.mark.parametrize("visits", [8, 12, 26])
def test_somebody_regular_who_missed_three_visits_is_at_risk(gap: int, visits: int) -> None:
    days = [ago(4 * gap + gap * n) for n in range(visits)]
    assert band(sure(frequency_and_rhythm(days, gap, TODAY)).points) == "at_risk"


@pytest.mark.parametrize(("visits", "counted"), [(1, 1), (12, 12), (16, 13), (52, 22)])
def test_each_visit_beyond_the_twelfth_counts_a_quarter(visits: int, counted: float) -> None:
    assert counted_visits(visits) == counted


def test_a_closure_and_a_holiday_are_no_absence() -> None:
    days = monthly(6, 40)
    shut = OpenDays([(ago(35), ago(22))], [ago(10)])
    kept = sure(frequency_and_rhythm(days, SHOP_GAP, TODAY, open_days=shut))
    assert kept.points == pytest.approx(rhythm_points(monthly(6, 25)))


def test_two_visits_on_a_day_count_once() -> None:
    assert rhythm_points([ago(5), ago(5)]) == rhythm_points([ago(5)])


@given(st.sets(st.integers(0, 2000), min_size=1, max_size=40), st.integers(1, 300))
def test_a_longer_absence_never_raises_the_points(past: set[int], longer: int) -> None:
    now = rhythm_points([ago(days) for days in past])
    later = rhythm_points([ago(days + longer) for days in past])
    assert 0 <= later < now <= 100


@given(st.integers(1, 6), st.integers(0, 200))
def test_one_more_visit_never_lowers_the_points_of_a_newer_customer(visits: int, away: int) -> None:
    # With fewer than four gaps nobody counts as regular, so only frequency speaks.
    fewer = min(visits, 3)
    assert rhythm_points(monthly(fewer + 1, away)) > rhythm_points(monthly(fewer, away))


def test_the_rhythm_tells_its_reason_and_its_day() -> None:
    assert sure(frequency_and_rhythm([TODAY], SHOP_GAP, TODAY)).text() == (
        "Was here today, 1 visit so far."
    )
    assert sure(frequency_and_rhythm([ago(9)], SHOP_GAP, TODAY)).text() == "Came once, 9 days ago."
    regular = sure(frequency_and_rhythm(monthly(12, 1), SHOP_GAP, TODAY))
    assert regular.text() == "Last seen 1 day ago, usually here every 28 days."
    assert regular.on == ago(1)


def spending(*amounts: int) -> list[tuple[date, int]]:
    return [(ago(300 - 10 * n), amount) for n, amount in enumerate(amounts)]


def test_spend_is_what_was_paid_in_usual_visits_and_how_it_changed() -> None:
    # t = 500 ÷ 100 = 5 and q = 1: 100·5 / (5 + 2).
    same = sure(spend_against_own_past(spending(100, 100, 100, 100, 100), TODAY, usual_minor=100))
    assert same.points == pytest.approx(500 / 7)
    # t = 350 ÷ 100 and q = ½: t√q = 2.475.
    half = sure(spend_against_own_past(spending(100, 100, 50, 50, 50), TODAY, usual_minor=100))
    assert half.points == pytest.approx(100 * 2.4749 / 4.4749, rel=1e-4)
    assert same.text() == "Spends about as much as before."
    assert half.text() == "Spends less than before, by 50 %."


def test_spending_more_says_how_much() -> None:
    more = sure(spend_against_own_past(spending(100, 100, 130, 130, 130), TODAY))
    assert more.text() == "Spends more than before, by 30 %."


def test_before_five_paid_days_only_the_sum_counts() -> None:
    few = sure(spend_against_own_past(spending(100, 100, 100), TODAY, usual_minor=100))
    assert few.points == pytest.approx(60)
    assert few.text() == "Has spent about as much as 3 usual visits so far."
    one = [(ago(5), 900)]
    assert spend_against_own_past(one, TODAY) is None
    one_day = sure(spend_against_own_past(one, TODAY, usual_minor=900))
    assert one_day.text() == "Has spent about as much as 1 usual visit so far."


def test_what_was_paid_longer_ago_than_two_years_counts_no_more() -> None:
    old = [(ago(731), 100), (ago(10), 100)]
    found = sure(spend_against_own_past(old, TODAY, usual_minor=100))
    assert found.points == pytest.approx(100 / 3)


def test_refunds_never_leave_the_scale() -> None:
    refunded = sure(spend_against_own_past(spending(100, 100, -500, 10, 10), TODAY))
    assert refunded.points == 0
    assert spend_against_own_past(spending(-100, -100, 50, 50, 50), TODAY) is None
    nothing = sure(spend_against_own_past(spending(-100), TODAY, usual_minor=100))
    assert (nothing.points, nothing.text()) == (0, "Has spent little so far.")


def test_mood_runs_from_unhappy_over_calm_to_happy() -> None:
    moods = [sure(mood_of_recent_feedback([(TODAY, mood)], TODAY)) for mood in (-1.0, 0.0, 1.0)]
    assert [mood.points for mood in moods] == pytest.approx([0, 70, 100])
    assert [mood.reason for mood in moods] == ["mood_bad", "mood_even", "mood_good"]


def test_feedback_fades_in_a_line_until_it_is_gone() -> None:
    fresh = sure(mood_of_recent_feedback([(TODAY, -1.0)], TODAY))
    faded = sure(mood_of_recent_feedback([(ago(90), -1.0)], TODAY))
    assert faded.weight == pytest.approx(fresh.weight / 2)
    assert mood_of_recent_feedback([(ago(180), -1.0)], TODAY) is None


def test_newer_feedback_outweighs_older() -> None:
    better = [(ago(120), -0.5), (ago(1), 0.5)]
    assert sure(mood_of_recent_feedback(better, TODAY)).reason == "mood_good"


def test_an_open_complaint_costs_more_each_day_until_nothing_is_left() -> None:
    points = [sure(open_complaints([ago(days)], TODAY)).points for days in (0, 7, 14, 90)]
    assert points == pytest.approx([40, 20, 0, 0])


def test_a_second_open_complaint_costs_again() -> None:
    two = sure(open_complaints([TODAY, TODAY], TODAY))
    assert two.points == pytest.approx(20)
    assert two.text() == "2 complaints are still open."


@pytest.mark.parametrize(("kind", "worst", "best"), [("nps", 0, 10), ("csat", 1, 5), ("ces", 1, 7)])
def test_each_survey_scale_runs_from_zero_to_a_hundred(kind, worst: int, best: int) -> None:
    assert sure(survey_answers([(TODAY, kind, worst)], TODAY)).points == 0
    assert sure(survey_answers([(TODAY, kind, best)], TODAY)).points == 100


def test_a_survey_answer_fades_in_a_year() -> None:
    assert survey_answers([(ago(364), "nps", 0)], TODAY) is not None
    assert survey_answers([(ago(365), "nps", 0)], TODAY) is None


def test_the_owners_view_counts_ninety_days() -> None:
    assert sure(pulse(1, TODAY, TODAY)).points < sure(pulse(3, TODAY, TODAY)).points
    assert pulse(1, ago(89), TODAY) is not None
    assert pulse(1, ago(90), TODAY) is None


def test_every_reason_is_a_sentence_with_nothing_left_to_fill() -> None:
    facts = {"visits": 3, "days": 5, "gap": 30, "percent": 20, "n": 2, "points": 80, "times": 4}
    for reason in reasons.SENTENCES:
        sentence = reasons.text(reason, facts)
        assert sentence.endswith("."), reason
        assert not list(
            filter(None, (field for _, field, *_ in string.Formatter().parse(sentence)))
        )


def test_every_pulse_has_its_sentence() -> None:
    for value in PULSES:
        assert sure(pulse(value, TODAY, TODAY)).text().startswith("You noted")
