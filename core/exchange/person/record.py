"""Everything the shop knows of one person, gathered for paper."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from core.clock import parse_instant
from core.i18n import _
from core.measures import reasons
from core.measures.satisfaction import SCALES
from core.people import checkins, customers, goals, merging, touchpoints, visits
from core.people.checkins import Checkin
from core.people.customers import Customer
from core.people.goals import Goal
from core.people.merging import AlsoKnown
from core.people.touchpoints import Touchpoint
from core.people.visits import Visit
from core.store import settings
from core.voice import feedback
from core.voice.feedback import Feedback, FeedbackFilter

if TYPE_CHECKING:
    from core.clock import Clock
    from core.store.workspace import Workspace

_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Said:
    """What she said of messages by one channel, and where and in which words."""

    channel: str
    state: str
    since_on: date
    source: str
    wording: str


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer to one feedback; `because` is why it says so, or why none is needed."""

    status: str
    channel: str
    body: str
    because: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a survey with her answer."""

    survey: str
    submitted_at: datetime
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How she was on the day her health was last looked at."""

    on: date
    score: float | None
    band: str | None
    stage: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """The whole record; lists run from the oldest to the newest unless a page turns them."""

    shop: str
    on: date
    clock: Clock
    customer: Customer
    also_known: tuple[AlsoKnown, ...]
    consents: tuple[Said, ...]
    standing: Standing | None
    # What the owner said on which day: a stage or None for the rules, a feeling or 0 for none.
    pins: tuple[tuple[date, str | None], ...]
    pulses: tuple[tuple[date, int], ...]
    checkin: Checkin | None
    goals: tuple[Goal, ...]
    visits: tuple[Visit, ...]
    feedback: tuple[tuple[Feedback, tuple[Answered, ...]], ...]
    supported: tuple[tuple[str, str], ...]
    answers: tuple[Asked, ...]
    contacts: tuple[Touchpoint, ...]


def gather(workspace: Workspace, customer_id: int) -> PersonRecord:
    """Everything about one person. Raises Missing."""
    customer = customers.get(workspace, customer_id)
    said = feedback.find(workspace, FeedbackFilter(customer_id=customer_id), limit=_ALL)
    answered = _answered(workspace, customer_id)
    return PersonRecord(
        shop=settings.get(workspace, settings.SHOP_NAME),
        on=workspace.clock.today(),
        clock=workspace.clock,
        customer=customer,
        also_known=tuple(merging.also_known(workspace, customer_id)),
        consents=_consents(workspace, customer_id),
        standing=_standing(workspace, customer_id),
        pins=_dated(workspace, "SELECT pinned_on, stage FROM pinned_stage", customer_id),
        pulses=_dated(workspace, "SELECT set_on, value FROM pulse", customer_id),
        checkin=checkins.find(workspace, customer_id),
        goals=tuple(goals.of_customer(workspace, customer_id)),
        visits=tuple(visits.of_customer(workspace, customer_id, _ALL)),
        feedback=tuple((heard, tuple(answered.get(heard.id, ()))) for heard in said),
        supported=_supported(workspace, customer_id),
        answers=_answers(workspace, customer_id),
        contacts=tuple(touchpoints.of_customer(workspace, customer_id, _ALL)),
    )


def _consents(workspace: Workspace, customer_id: int) -> tuple[Said, ...]:
    rows = workspace.rows(
        "SELECT channel, state, since_on, source, wording FROM consent WHERE customer_id = ? "
        "ORDER BY since_on DESC, id DESC",
        [customer_id],
    )
    return tuple(
        Said(row[0], row[1], date.fromisoformat(row[2]), row[3], row[4] or "") for row in rows
    )


def _standing(workspace: Workspace, customer_id: int) -> Standing | None:
    row = workspace.row(
        "SELECT taken_on, score, band, stage, why FROM health_snapshot WHERE customer_id = ? "
        "ORDER BY taken_on DESC LIMIT 1",
        [customer_id],
    )
    if row is None:
        return None
    # The owner's own view speaks to the owner, and this paper goes to the customer.
    told = [one for one in json.loads(row["why"]) if not one["reason"].startswith("pulse")]
    why = tuple(reasons.text(one["reason"], one["facts"]) for one in told)
    taken_on = date.fromisoformat(row["taken_on"])
    return Standing(taken_on, row["score"], row["band"], row["stage"], why)


def _dated(workspace: Workspace, query: str, customer_id: int) -> tuple[tuple[date, Any], ...]:
    rows = workspace.rows(f"{query} WHERE customer_id = ? ORDER BY 1, id", [customer_id])
    return tuple((date.fromisoformat(row[0]), row[1]) for row in rows)


def _answered(workspace: Workspace, customer_id: int) -> dict[int, list[Answered]]:
    rows = workspace.rows(
        "SELECT feedback_id, reply.status, reply.channel, reply.body, because, "
        "coalesce(sent_at, drafted_at) AS at FROM reply "
        "JOIN feedback ON feedback.id = reply.feedback_id WHERE feedback.customer_id = ? "
        "ORDER BY at, reply.id",
        [customer_id],
    )
    found: dict[int, list[Answered]] = {}
    for row in rows:
        answer = Answered(row[1], row[2], row[3], row[4] or "", parse_instant(row[5]))
        found.setdefault(row["feedback_id"], []).append(answer)
    return found


def _supported(workspace: Workspace, customer_id: int) -> tuple[tuple[str, str], ...]:
    rows = workspace.rows(
        "SELECT DISTINCT suggestion.id, title, status FROM suggestion "
        "JOIN support ON support.suggestion_id = suggestion.id "
        "JOIN feedback ON feedback.id = support.feedback_id WHERE feedback.customer_id = ? "
        "ORDER BY suggestion.id",
        [customer_id],
    )
    return tuple((row["title"], row["status"]) for row in rows)


def _answers(workspace: Workspace, customer_id: int) -> tuple[Asked, ...]:
    rows = workspace.rows(
        "SELECT survey.title, submitted_at, wording, number, answer.body, kind FROM submission "
        "JOIN survey ON survey.id = submission.survey_id "
        "JOIN answer ON answer.submission_id = submission.id "
        "JOIN question ON question.id = answer.question_id WHERE submission.customer_id = ? "
        "ORDER BY submitted_at DESC, submission.id DESC, position, answer.id",
        [customer_id],
    )
    return tuple(
        Asked(row[0], parse_instant(row[1]), row[2], row[4] or _number(row[3], row[5]))
        for row in rows
    )


def _number(value: float | None, kind: str) -> str:
    """A number on the scale of its question."""
    if value is None or kind not in SCALES:
        return "" if value is None else f"{value:g}"
    return _("{number} of {most}").format(number=f"{value:g}", most=max(SCALES[kind]))
