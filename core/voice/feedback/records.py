"""What feedback is made of: what a form gives, what the store knows, what a list is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from core.errors import Problem
from core.i18n import N_
from core.measures.sentiment import Reading
from core.people import touchpoints
from core.text import clean
from core.voice import wording

# Each has an answer of its own.
KINDS = wording.KINDS
CHANNELS = touchpoints.CHANNELS
ASKING_KINDS = ("complaint", "question", "suggestion")
STATES = ("all", "new", "waiting", "answered", "snoozed")
LONGEST_BODY = 40_000


@dataclass(frozen=True, slots=True)
class NewFeedback:
    """What the quick log gives. `said_at` None means now; no customer means a walk-in."""

    kind: str
    body: str
    customer_id: int | None = None
    channel: str = "in_person"
    staff_member_id: int | None = None
    topic_id: int | None = None
    said_at: datetime | None = None
    asks_reply: bool | None = None

    def problems(self) -> list[Problem]:
        """What keeps this from being feedback."""
        found = []
        if not clean(self.body):
            found.append(Problem("body", N_("Please write down what the customer said.")))
        if len(self.body) > LONGEST_BODY:
            found.append(Problem("body", N_("This text is too long to keep.")))
        if self.kind not in KINDS:
            found.append(not_a_kind(self.kind))
        if self.channel not in CHANNELS:
            found.append(
                Problem("channel", N_("“{value}” is not a channel."), {"value": self.channel})
            )
        return found


def not_a_kind(value: str) -> Problem:
    """What a word is refused with that names no kind of feedback."""
    return Problem("kind", N_("“{value}” is not a kind of feedback."), {"value": value})


@dataclass(frozen=True, slots=True)
class Feedback:
    """Feedback as the store knows it; `polarity` is the owner's word where she overruled.

    `is_new` says that nobody has looked at it in the inbox, `snoozed_until` the day on which it
    wakes, None while it is awake. `topic_by_hand` tells the owner's topic from a guessed one;
    `follows_reply_id` is the answer to which this was said in turn. `answered` holds also for
    what was settled with a reason why `none_needed`. `come_back_on` is the day on which the owner
    promised to come back, once more drafted than answered.
    """

    id: int
    customer_id: int | None
    customer: str
    staff_member: str
    topic_id: int | None
    topic: str
    kind: str
    channel: str
    body: str
    said_at: datetime
    asks_reply: bool
    answered: bool
    polarity: str
    overruled: bool
    reading: Reading
    suggestion_ids: tuple[int, ...]
    is_new: bool = False
    snoozed_until: date | None = None
    topic_by_hand: bool = False
    follows_reply_id: int | None = None
    none_needed: bool = False
    come_back_on: date | None = None

    @property
    def asks(self) -> bool:
        """Whether an answer is still asked for, put off or not; a walk-in cannot be answered."""
        return self.asks_reply and self.customer_id is not None and not self.answered

    @property
    def waiting(self) -> bool:
        """Whether the customer still waits for an answer.

        What was put off until a day still to come does not wait before that day; whom the owner
        promised to come back to waits again from it on.
        """
        return (self.asks or self.come_back_on is not None) and self.snoozed_until is None


@dataclass(frozen=True, slots=True)
class FeedbackFilter:
    """Which feedback a list shows; everything given must fit.

    `topic_id` 0 is feedback without a topic, `stage` that of the customer now, `days` the last so
    many local days, today among them. `ids` names the rows themselves.
    """

    text: str = ""
    state: str = "all"  # one of STATES
    kind: str | None = None
    polarity: str | None = None
    topic_id: int | None = None
    customer_id: int | None = None
    suggestion_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    ids: tuple[int, ...] | None = None
    channel: str | None = None
    staff_member_id: int | None = None
    stage: str | None = None
    days: int | None = None


EVERYTHING = FeedbackFilter()


@dataclass(frozen=True, slots=True)
class InboxCounts:
    """How much feedback there is in each state; some is in none of them, some in two.

    `untold` are customers who wait for news of a decision: they are among the answers to write.
    """

    new: int
    waiting: int
    answered: int
    snoozed: int
    all: int
    untold: int = 0
