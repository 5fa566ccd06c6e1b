"""The lifecycle stage by its visible rules."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.measures import rhythm
from core.measures.stage import LOYAL_FROM_VISITS, RULES, STAGES, of_visits, stage

LOST_ON = date(2026, 6, 1)
BEFORE = LOST_ON - timedelta(days=1)


@pytest.mark.parametrize(
    ("visit_days", "expected"),
    [(0, "prospect"), (1, "first"), (2, "repeat"), (4, "repeat"), (5, "loyal"), (50, "loyal")],
)
def test_the_number_of_visit_days_makes_the_stage(visit_days: int, expected: str) -> None:
    assert stage(visit_days, LOST_ON, BEFORE) == expected


@pytest.mark.parametrize("visit_days", [1, 3, 30])
def test_anyone_who_ever_came_can_be_lost(visit_days: int) -> None:
    assert stage(visit_days, LOST_ON, LOST_ON) == "lost"


def test_a_prospect_is_never_lost() -> None:
    assert stage(0, LOST_ON, LOST_ON) == "prospect"


def test_nobody_is_lost_without_a_day_to_be_lost_on() -> None:
    assert stage(5, None, date.max) == "loyal"


def test_every_stage_has_a_rule_that_says_the_numbers_in_use() -> None:
    assert list(RULES) == list(STAGES)
    assert "five days" in RULES["loyal"]
    assert LOYAL_FROM_VISITS == 5
    assert "two, three or four days" in RULES["repeat"]
    assert [of_visits(count) for count in (1, 2, 4, 5)] == ["first", "repeat", "repeat", "loyal"]
    assert "twice the usual time" in RULES["lost"]
    assert rhythm.LOST_AFTER_GAPS == 2


def test_every_stage_has_a_name() -> None:
    assert list(STAGES) == ["prospect", "first", "repeat", "loyal", "lost"]
