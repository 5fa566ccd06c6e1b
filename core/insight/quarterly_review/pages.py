"""What a quarterly review tells, as records: the figures of a quarter and the voices in it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from core.errors import Problem
from core.i18n import N_
from core.insight import metric
from core.insight.answering import AnsweredMonth
from core.insight.metric import Metric
from core.insight.score_spread import BandCount
from core.insight.trends import MoodMonth, NpsQuarter, TopicBar, VisitMonth
from core.measures import margins
from core.measures.trend import Trend, trend
from core.text import clean, one_line
from core.voice.outcomes import ConfidenceKept, Outcome

STEPS = (
    N_("Last quarter’s promises"),
    N_("What we heard"),
    N_("How we are"),
    N_("Who we lost"),
    N_("What to improve next"),
    N_("Promises for the next quarter"),
    N_("Answers to send"),
)
MOST_PROMISES = 3
LONGEST_PROMISE = 300
LONGEST_OWNER = 80
LONGEST_NOTES = 4000

# What belongs to a person; erasing her blanks it in closed reviews too (store.closed_reviews).
PERSONAL = MappingProxyType({"personal": True})


@dataclass(frozen=True, slots=True)
class NewPromise:
    """What a form gives: what will be done, by whom and by which day."""

    body: str
    owner: str
    due_on: date
    suggestion_id: int | None = None

    def problems(self) -> list[Problem]:
        """What keeps this from being a promise."""
        found = []
        if not clean(self.body):
            found.append(Problem("body", N_("Please write what you promise.")))
        if len(self.body) > LONGEST_PROMISE or len(self.owner) > LONGEST_OWNER:
            found.append(Problem("body", N_("Please keep a promise to a few lines.")))
        if not one_line(self.owner):
            found.append(Problem("owner", N_("A promise needs someone who keeps it.")))
        return found


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise of a review; `kept` is None until the next review asks."""

    id: int
    quarter: str
    suggestion_id: int | None
    body: str
    owner: str
    due_on: date | None
    kept: bool | None


@dataclass(frozen=True, slots=True)
class QuarterlyReview:
    """One review: how far the walk went (`step` counts STEPS from 0) and what was noted."""

    id: int
    quarter: str
    step: int
    notes: str
    promises: tuple[Promise, ...]
    opened_at: datetime
    closed_at: datetime | None
    next_on: date | None = None

    @property
    def closed(self) -> bool:
        """Whether it is over and stays as it is."""
        return self.closed_at is not None


@dataclass(frozen=True, slots=True)
class ReviewDue:
    """The review that is waiting: of which quarter, since when, and whether it was begun."""

    quarter: str
    due_on: date
    days_late: int
    open: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """A voice in its own words; a walk-in has no name."""

    feedback_id: int
    kind: str
    mood: str
    topic: str
    said_on: date
    customer_id: int | None = field(default=None, metadata=PERSONAL)
    customer: str = field(default="", metadata=PERSONAL)
    first_name: str = field(default="", metadata=PERSONAL)
    body: str = field(default="", metadata=PERSONAL)


@dataclass(frozen=True, slots=True)
class TopicTold:
    """How often a topic was spoken of in the quarter and in the one before.

    `before` is None where the shop's records do not reach through the whole quarter before.
    """

    topic_id: int | None
    topic: str
    feedback: int
    before: int | None
    complaints: int

    @property
    def trend(self) -> Trend:
        """Up or down only beyond chance: voices come one by one, so a count wavers by its root."""
        if self.before is None or margins.too_few(self.feedback + self.before):
            return "no_clear_change"
        margin = margins.Z95 * math.sqrt(self.feedback + self.before)
        return trend(self.feedback, self.before, margin)


@dataclass(frozen=True, slots=True)
class Heard:
    """Step 2: how much feedback of each kind, its moods, its complaints by topic, quotes.

    `kinds_before` counts the quarter before, empty where it is not known whole; of a quarter
    that still runs, as many days are held against each other. `told_count` counts the topics
    spoken of, of which `told` holds the most frequent.
    """

    feedback: int
    kinds: tuple[tuple[str, int], ...]
    moods: tuple[MoodMonth, ...]
    topics: tuple[TopicBar, ...]
    quotes: tuple[Quote, ...]
    kinds_before: tuple[tuple[str, int], ...] = ()
    told: tuple[TopicTold, ...] = ()
    told_count: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """Step 3: a metric of the quarter beside that of the quarter before, as in `Compared`."""

    now: Metric
    before: Metric
    comparable: bool = True

    @property
    def trend(self) -> Trend:
        """Up or down only where both margins and the records before allow to say so."""
        return metric.compared(self.now, self.before, comparable=self.comparable).change


@dataclass(frozen=True, slots=True)
class Became:
    """Step 1: what became of the suggestion behind a promise, as it stands now."""

    promise_id: int
    suggestion_id: int
    title: str
    status: str
    because: str = ""
    decided_on: date | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class LostCustomer:
    """Step 4: someone who used to come, for how much (minor units); `reason` is a msgid.

    `year_spend_minor` is what came in the year up to the last visit; `asked_on` the last day on
    which the shop was in touch since then.
    """

    customer_id: int
    last_visit_on: date | None
    visits: int
    usual_spend_minor: int | None
    currency: str
    reason: str
    customer: str = field(default="", metadata=PERSONAL)
    first_name: str = field(default="", metadata=PERSONAL)
    year_spend_minor: int | None = None
    asked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """Step 5: a suggestion in its place, with the inputs of its RICE score.

    `place_if_less_sure` is where it would stand with its confidence one step lower.
    """

    suggestion_id: int
    title: str
    status: str
    must_do: bool
    reach: int
    impact: float | None
    confidence: float | None
    effort_days: float | None
    score: float | None
    place_if_less_sure: int | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """Step 5: what was decided since the last review, and why."""

    suggestion_id: int
    title: str
    status: str
    because: str
    decided_on: date


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Step 7: someone who still waits for an answer, and for how many open days.

    `suggestion` is the title of what was decided and not yet told to her (`suggestion_id`), ""
    where she waits for an answer to her own words. `colour` is that of `patience`.
    """

    feedback_id: int
    kind: str
    said_on: date
    days: int
    draft_id: int | None
    suggestion: str = ""
    colour: str = "fresh"
    suggestion_id: int | None = None
    customer_id: int | None = field(default=None, metadata=PERSONAL)
    customer: str = field(default="", metadata=PERSONAL)
    first_name: str = field(default="", metadata=PERSONAL)
    body: str = field(default="", metadata=PERSONAL)


@dataclass(frozen=True, slots=True)
class ReviewPages:
    """Everything a review tells, step by step. Lists are cut; the counts beside them are not.
    A review that was closed by an early version has counts of 0 beside some of its lists.

    `on` is the day on which the state (backlog, answers) was taken. `outcomes` are those whose
    ninety days ended in the quarter, `confidence` how good the owner's was. `lost_reasons` counts
    the msgids of why everyone lost may have gone, `lost_year_minor` what they had spent in their
    last year; `health` counts customers by band at the end of the quarter and, as `before`, of
    the one before. `counted_anew` says that a closed review kept no figures of its own.
    """

    quarter: str
    since: date
    until: date
    on: date
    shop: str
    promises_before: tuple[Promise, ...]
    heard: Heard
    visits: tuple[VisitMonth, ...]
    figures: tuple[Figure, ...]
    nps: tuple[NpsQuarter, ...]
    lost: tuple[LostCustomer, ...]
    lost_count: int
    decided: tuple[Decided, ...]
    backlog: tuple[Ranked, ...]
    backlog_count: int
    promises: tuple[Promise, ...]
    waiting: tuple[Unanswered, ...]
    waiting_count: int
    notes: str
    closed_at: datetime | None
    became: tuple[Became, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    confidence: tuple[ConfidenceKept, ...] = ()
    health: tuple[BandCount, ...] = ()
    answered: tuple[AnsweredMonth, ...] = ()
    lost_reasons: tuple[tuple[str, int], ...] = ()
    lost_year_minor: int | None = None
    next_on: date | None = None
    counted_anew: bool = False
    decided_count: int = 0
    outcomes_count: int = 0
