"""What is known of a suggestion: its words, its inputs, its people, its history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from core.errors import Problem
from core.i18n import N_
from core.text import one_line
from core.voice import wording

STATUSES = ("open", "planned", "in_progress", "done", "declined", "merged")
DECISIONS = ("open", "planned", "in_progress", "done", "declined")
# What supporters are told of has a wording of its own.
ANSWERED_DECISIONS = wording.DECIDED
CLOSED = ("done", "declined")
CURRENT = ("open", "planned", "in_progress")
REACH_DAYS = 90
LONGEST_TITLE = 200


def listed(statuses: Iterable[str]) -> str:
    """Some statuses as SQL lists them: 'open', 'planned'."""
    return ", ".join(f"'{status}'" for status in statuses)


@dataclass(frozen=True, slots=True)
class NewSuggestion:
    """What a form gives; `feedback_ids` are the evidence it starts with.

    Without a topic it takes the one that at least half of its evidence is about.
    """

    title: str
    body: str = ""
    feedback_ids: tuple[int, ...] = ()
    topic_id: int | None = None

    def problems(self) -> list[Problem]:
        """What keeps this from being a suggestion."""
        found = []
        if not one_line(self.title):
            found.append(Problem("title", N_("A suggestion needs a title.")))
        if len(self.title) > LONGEST_TITLE:
            found.append(Problem("title", N_("Please keep the title to one line.")))
        return found


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggestion with its RICE inputs and what they rest on.

    `reach` is the number set by hand or, without one, the distinct people of the last 90 days;
    `supporters` counts them for all time and `waiting` those with a name who were not told yet.
    `score` is RICE per person-month, None until rated; `new_voices` came after the rating.
    """

    id: int
    title: str
    body: str
    status: str
    must_do: bool
    impact: float | None
    confidence: float | None
    effort_days: float | None
    reach_by_hand: int | None
    counted_reach: int
    supporters: int
    waiting: int
    score: float | None
    stale: bool
    because: str
    decided_at: datetime | None
    created_at: datetime
    topic_id: int | None = None
    topic: str = ""
    new_voices: int = 0

    @property
    def reach(self) -> int:
        """People per quarter: by hand where given, else counted."""
        return self.counted_reach if self.reach_by_hand is None else self.reach_by_hand

    @property
    def reach_is_by_hand(self) -> bool:
        """Whether the owner set the reach, beyond the people who spoke of it."""
        return self.reach_by_hand is not None


@dataclass(frozen=True, slots=True)
class Supporter:
    """One voice behind a suggestion; one without a customer is a walk-in's or an erased one's.

    `language` is the one that whoever said it is written to.
    """

    feedback_id: int
    customer_id: int | None
    customer: str
    body: str
    said_at: datetime
    language: str = "en"

    @property
    def is_erased(self) -> bool:
        """Whether the person who said it was erased; a walk-in's words are still there."""
        return self.customer_id is None and not self.body


@dataclass(frozen=True, slots=True)
class NewRating:
    """RICE inputs to set; None leaves one as it is. `source` says what they rest on."""

    impact: float | None = None
    confidence: float | None = None
    effort_days: float | None = None
    reach: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class RatedInput:
    """One input of RICE: reach, impact, confidence or effort_days, with what it rests on.

    `rated_on` is None for one not said yet. A reach without the owner's word is counted from
    the people who spoke of it on the days `counted_since`–`counted_until`. `new_voices` came
    after the input was rated; `stale` asks for another look.
    """

    input: str
    value: float | None
    source: str
    rated_on: date | None
    stale: bool
    new_voices: int
    counted_since: date | None = None
    counted_until: date | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened to a suggestion.

    `what` is added, title, body, topic, must_do, reach, impact, confidence, effort_days, linked,
    unlinked, merged (another into this one), merged_into or decided. `before` and `after` are
    texts: numbers as "0.5", must-do as "1" or "", decisions by their status, topics and other
    suggestions by their names, voices by the name of who spoke ("" for a walk-in). `number` is
    the feedback or the other suggestion meant. `because` is a decision's reason or an input's
    source.
    """

    at: datetime
    what: str
    before: str
    after: str
    because: str
    number: int | None = None
