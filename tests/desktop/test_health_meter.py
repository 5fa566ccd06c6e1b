"""How a customer is: the score, its sentence, and what it is made of."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.insight import health_scores
from core.measures import health, points
from core.measures.health import Health
from desktop.customers.head import moved
from desktop.widgets.badge import Badge, Look
from desktop.widgets.health_meter import Factor, FactorList, HealthHead, whole_points


def test_the_head_tells_score_band_sentence_and_how_it_moved(shown, words_in):
    head = HealthHead()
    change = Look("6 points down in the last month", "negative", "falling")
    head.show_health(61.9, "watch", "Last seen 52 days ago.", change)
    shown(head)
    assert "61 | Last seen 52 days ago." in words_in(head)
    badges = [each.accessibleName() for each in head.findChildren(Badge) if each.isVisible()]
    assert badges == ["Watch", "6 points down in the last month"]
    assert head.accessibleName() == "Health 61, Watch"
    assert head.accessibleDescription() == "Last seen 52 days ago."


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [
        (68.9, 90.1, "22 points down in the last month"),
        (90.1, 68.9, "22 points up in the last month"),
        (75.0, 78.0, "Much as a month ago"),
    ],
)
def test_the_change_told_is_the_difference_of_the_numbers_shown(
    workspace, add_customer, now, before, told
):
    found = health_scores.of_customer(workspace, add_customer().id)
    standing = Health(now, health.band(now), ())
    trend = health.health_trend(now, before)
    change = moved(replace(found, health=standing, before=before, trend=trend))
    assert change is not None
    assert change.text == told


def test_no_score_is_no_zero(shown, words_in):
    head = HealthHead()
    head.show_health(None, "unknown", "There is too little to go by yet.")
    shown(head)
    assert "– | There is too little" in words_in(head)
    assert head.accessibleName() == "Health not known yet, Too early to tell"


def test_every_factor_is_told_with_points_day_and_reason(shown, words_in):
    factors = FactorList()
    factors.show_factors([Factor("Rhythm", 18, 40, "52 days have passed.", "1 Sep 2026")])
    shown(factors)
    words = words_in(factors)
    assert all(part in words for part in ("Rhythm", "18 of 40", "52 days", "1 Sep 2026"))


def test_a_factor_without_figures_is_not_shown_as_zero(shown, words_in):
    factors = FactorList()
    factors.show_factors([Factor("Survey", None, 20, "Not asked.")])
    shown(factors)
    assert "no figures yet" in words_in(factors)
    assert "0 of 20" not in words_in(factors)


@given(
    st.lists(
        st.tuples(st.floats(0.01, 5), st.floats(0, 100)),
        min_size=1,
        max_size=6,
    )
)
def test_whole_points_add_up_to_the_score_and_to_a_hundred(parts):
    whole = sum(weight for weight, _points in parts)
    shares = [(points * weight / whole, 100 * weight / whole) for weight, points in parts]
    score = sum(points for points, _most in shares)
    found = whole_points(score, shares)
    assert sum(most for _points, most in found) == 100
    assert sum(points for points, _most in found) == points.whole(score)
    assert all(0 <= points <= most for points, most in found)
