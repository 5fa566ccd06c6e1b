"""Ranking: in which order suggestions stand, and how it would change with less confidence."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from core.measures import rice

Key = tuple[bool, float, int, int]


class Ranked(rice.Rated, Protocol):
    """Whatever has a place in the order."""

    @property
    def id(self) -> int: ...
    @property
    def must_do(self) -> bool: ...
    @property
    def supporters(self) -> int: ...


T = TypeVar("T", bound=Ranked)


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Where a suggestion stands now (1 is first) and where it would; scores None until rated."""

    suggestion_id: int
    place: int
    new_place: int
    score: float | None
    new_score: float | None


def key(each: Ranked, score: float | None) -> Key:
    """Must-dos first, then by score, the unrated last; of equals the one with more people."""
    return (not each.must_do, math.inf if score is None else -score, -each.supporters, each.id)


def ordered(suggestions: Sequence[T]) -> list[T]:
    """The suggestions by rank."""
    return sorted(suggestions, key=lambda each: key(each, each.score))


def less_sure(each: Ranked) -> float | None:
    """The score with the confidence one step lower; the lowest step has none below it."""
    if each.score is None or each.impact is None or each.effort_days is None:
        return None
    lower = rice.lower_confidence(each.confidence or 0)
    return rice.score(each.reach, each.impact, lower, each.effort_days)


def what_if(ranked: Sequence[Ranked], suggestion_id: int | None = None) -> list[WhatIf]:
    """How the order changes when the confidence of one suggestion drops a step.

    For one: every suggestion in the new order, so that those which move up can be seen. Without
    one: each of them dropped on its own, in the order of now. Must-dos keep their places before
    all others; what is not rated keeps its score of None.
    """
    keys = sorted(key(each, each.score) for each in ranked)
    places = {each[-1]: place for place, each in enumerate(keys, start=1)}
    if suggestion_id is not None:
        return _one_dropped(ranked, suggestion_id, places)
    found = []
    for each in sorted(ranked, key=lambda each: places[each.id]):
        place, lower = places[each.id], less_sure(each)
        # A lower score never leads upwards, so it is among those that stand before the new place.
        new_place = bisect_left(keys, key(each, lower), lo=place - 1)
        found.append(WhatIf(each.id, place, max(place, new_place), each.score, lower))
    return found


def _one_dropped(
    ranked: Sequence[Ranked], suggestion_id: int, places: dict[int, int]
) -> list[WhatIf]:
    scores = {
        each.id: less_sure(each) if each.id == suggestion_id else each.score for each in ranked
    }
    new_order = sorted(ranked, key=lambda each: key(each, scores[each.id]))
    return [
        WhatIf(each.id, places[each.id], new_place, each.score, scores[each.id])
        for new_place, each in enumerate(new_order, start=1)
    ]
