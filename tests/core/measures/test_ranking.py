"""Ranking, and how it changes when the confidence drops a step."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measures import ranking, rice
from core.measures.ranking import what_if


@dataclass(frozen=True)
class Idea:
    id: int
    reach: int = 10
    impact: float | None = 1
    confidence: float | None = 1.0
    effort_days: float | None = 20
    must_do: bool = False
    supporters: int = 0

    @property
    def score(self) -> float | None:
        if self.impact is None or self.confidence is None or self.effort_days is None:
            return None
        return rice.score(self.reach, self.impact, self.confidence, self.effort_days)


ideas = st.lists(
    st.builds(
        Idea,
        id=st.integers(1, 10_000),
        reach=st.integers(0, 5),
        impact=st.sampled_from([None, *rice.IMPACTS]),
        confidence=st.sampled_from([None, *rice.CONFIDENCES]),
        effort_days=st.sampled_from([None, 0.5, 1.0, 2.0]),
        must_do=st.booleans(),
        supporters=st.integers(0, 2),
    ),
    max_size=12,
    unique_by=lambda idea: idea.id,
)


def test_less_confidence_lets_another_one_pass() -> None:
    first, second, third = Idea(1, 10), Idea(2, 9), Idea(3, 7)
    assert [
        (found.suggestion_id, found.place, found.new_place, found.score, found.new_score)
        for found in what_if([third, first, second])
    ] == [
        (1, 1, 2, 10, pytest.approx(8)),
        (2, 2, 2, 9, pytest.approx(7.2)),
        (3, 3, 3, 7, pytest.approx(5.6)),
    ]


def test_for_one_the_whole_new_order_is_told() -> None:
    found = what_if([Idea(1, 10), Idea(2, 9), Idea(3, 7)], 1)
    assert [(each.suggestion_id, each.place, each.new_place) for each in found] == [
        (2, 2, 1),
        (1, 1, 2),
        (3, 3, 3),
    ]
    assert [each.new_score for each in found] == [9, pytest.approx(8), 7]


def test_the_lowest_step_and_the_unrated_have_nothing_to_lose() -> None:
    lowest, unrated = Idea(1, confidence=0.5), Idea(2, impact=None)
    assert [
        (each.place, each.new_place, each.new_score) for each in what_if([unrated, lowest])
    ] == [
        (1, 1, 5),
        (2, 2, None),
    ]


def test_a_must_do_stays_before_all_others_whatever_its_score() -> None:
    found = what_if([Idea(1, 1, must_do=True), Idea(2, 100)])
    assert [(each.suggestion_id, each.new_place) for each in found] == [(1, 1), (2, 2)]


@given(ideas)
def test_each_on_its_own_lands_where_the_new_order_has_it(backlog: list[Idea]) -> None:
    for found in what_if(backlog):
        told = {each.suggestion_id: each for each in what_if(backlog, found.suggestion_id)}
        assert told[found.suggestion_id] == found
        assert sorted(each.new_place for each in told.values()) == list(range(1, len(backlog) + 1))
        moved_down = [each for each in told.values() if each.new_place > each.place]
        assert {each.suggestion_id for each in moved_down} <= {found.suggestion_id}


@given(ideas)
def test_the_order_is_by_must_do_then_score(backlog: list[Idea]) -> None:
    ordered = ranking.ordered(backlog)
    assert [idea.must_do for idea in ordered] == sorted(
        (idea.must_do for idea in ordered), reverse=True
    )
    for group in (True, False):
        scores = [idea.score for idea in ordered if idea.must_do is group]
        rated = [score for score in scores if score is not None]
        assert scores[: len(rated)] == sorted(rated, reverse=True)
