"""A past day is told as it was shown: a shop lives through weeks and looks back at each of them.

Only what says its own day can be told so. Left out are bookings called off before their day,
customers shown again after having been hidden, and words on a mood that were taken back: the
file does not keep when that was. A fact written down later belongs to the day on which it was.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.clock import FixedClock
from core.errors import KnownError
from core.insight import health_scores, metrics, stage_history, weights
from core.insight.health_scores import CustomerHealth
from core.insight.metric import Metric
from core.people import closures, customers, stages, visits
from core.people.closures import NewClosure
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store.workspace import Workspace
from core.voice import feedback, replies, surveys
from core.voice.feedback import NewFeedback
from core.voice.surveys import NewQuestion, NewSubmission, NewSurvey

ZONE = ZoneInfo("Europe/Prague")
# The clocks go back on 25 October 2026, in the middle of these weeks.
FIRST_DAY = date(2026, 9, 28)
NAMES = ("Jana Malá", "Petr Novák", "Žofie Krátká")
TEXTS = ("It was lovely, thank you.", "I waited forty minutes. Terrible.", "When do you open?")
HOURS = (time(0, 10), time(12), time(23, 50))


@dataclass(frozen=True)
class Shown:
    """What the shop showed at the end of a day: of its customers, in its list, of its figures."""

    health: list[CustomerHealth]
    listed: list[tuple[Any, ...]]
    figures: list[Metric]


@dataclass
class Life:
    """A shop whose days go by one after another."""

    workspace: Workspace
    clock: FixedClock
    shown: dict[date, Shown] = field(default_factory=dict)

    def at(self, day: date, hour: time) -> None:
        self.clock.instant = datetime.combine(day, hour, ZONE).astimezone(UTC)

    def end_day(self, day: date) -> None:
        health_scores.refresh(self.workspace)
        self.shown[day] = Shown(
            list(health_scores.each(self.workspace)),
            listed(self.workspace, day),
            figures(self.workspace, day),
        )


def listed(workspace: Workspace, day: date) -> list[tuple[Any, ...]]:
    """What the table of customers shows of each: it comes from the snapshots of that day."""
    rows = workspace.rows(
        "SELECT customer_id, score, band, stage FROM health_snapshot WHERE taken_on = ?"
        " ORDER BY customer_id",
        [day.isoformat()],
    )
    return [tuple(row) for row in rows]


def figures(workspace: Workspace, day: date, on: date | None = None) -> list[Metric]:
    return metrics.gather(workspace, day - timedelta(days=20), day, on)


def opened_shop() -> Life:
    """Three customers who have come for a year, and a closure that everybody knows of."""
    clock = FixedClock(datetime(2025, 9, 1, 8, tzinfo=UTC))
    workspace = Workspace.in_memory(clock=clock)
    closures.add(workspace, NewClosure(date(2026, 10, 5), date(2026, 10, 9), "New floor"))
    surveys.add(workspace, NewSurvey("How was it?", (NewQuestion("nps", "Recommend us?"),)))
    life = Life(workspace, clock)
    for number, name in enumerate(NAMES):
        customer_id = customers.add(workspace, NewCustomer(name)).id
        for n in range(10 - 3 * number):
            day = FIRST_DAY - timedelta(days=5 + number * 9 + n * (28 + 7 * number))
            life.at(day, HOURS[1])
            visits.record(workspace, NewVisit(customer_id, day, amount_minor=500_00))
    return life


# What may happen on a day, each with a customer and a number.


def _comes(life: Life, who: int, number: int) -> None:
    amount = (None, 0, 450_00, -100_00)[number % 4]
    visits.record(life.workspace, NewVisit(who, life.clock.today(), amount_minor=amount))


def _books(life: Life, who: int, number: int) -> None:
    on = life.clock.today() + timedelta(days=1 + number)
    visits.record(life.workspace, NewVisit(who, on))


def _settles(life: Life, who: int, number: int) -> None:
    today = life.clock.today()
    for visit in visits.of_customer(life.workspace, who):
        if visit.status == "booked" and visit.visited_on == today:
            visits.settle(life.workspace, visit.id, ("done", "no_show")[number % 2], 300_00)


def _says(life: Life, who: int, number: int) -> None:
    kind = ("complaint", "praise", "question")[number % 3]
    new = NewFeedback(kind, TEXTS[number % len(TEXTS)], customer_id=who, asks_reply=number % 2 == 0)
    feedback.log(life.workspace, new)


def _is_overruled(life: Life, who: int, number: int) -> None:
    for said in feedback.find(life.workspace, feedback.FeedbackFilter(customer_id=who), limit=1):
        if not said.overruled:
            feedback.override(life.workspace, said.id, ("positive", "negative")[number % 2])


def _is_answered(life: Life, who: int, number: int) -> None:
    for said in feedback.find(life.workspace, feedback.FeedbackFilter(customer_id=who), limit=1):
        if number % 2:
            replies.none_needed(life.workspace, said.id, "We talked.")
        else:
            replies.mark_sent(
                life.workspace, replies.draft(life.workspace, said.id, "Sorry!").id, sure=True
            )


def _answers(life: Life, who: int, number: int) -> None:
    survey = surveys.get(life.workspace, 1)
    answers: dict[int, int | str] = {survey.questions[0].id: number % 11}
    surveys.submit(life.workspace, NewSubmission(survey.id, answers, customer_id=who))


def _is_felt(life: Life, who: int, number: int) -> None:
    customers.feel_pulse(life.workspace, who, (None, 1, 2, 3)[number % 4])


def _is_pinned(life: Life, who: int, number: int) -> None:
    stages.pin(life.workspace, who, (None, "loyal", "prospect")[number % 3])  # type: ignore[arg-type]


def _is_hidden(life: Life, who: int, number: int) -> None:
    if number == 0:
        customers.archive(life.workspace, who)


def _counts_differently(life: Life, _who: int, number: int) -> None:
    if number % 3:
        weights.change(life.workspace, {"pulse": number / 2, "complaints": 3.0})
    else:
        weights.reset(life.workspace)


def _is_new(life: Life, _who: int, number: int) -> None:
    customers.add(life.workspace, NewCustomer(f"Nová {number}"))


DEEDS: tuple[Callable[[Life, int, int], None], ...] = (
    _comes, _books, _settles, _says, _is_overruled, _is_answered, _answers, _is_felt,
    _is_pinned, _is_hidden, _counts_differently, _is_new,
)  # fmt: skip

deeds = st.tuples(
    st.sampled_from(DEEDS), st.sampled_from(range(len(NAMES))), st.integers(0, 9),
    st.sampled_from(range(len(HOURS))),
)  # fmt: skip
days = st.lists(st.tuples(st.integers(1, 9), st.lists(deeds, max_size=4)), min_size=2, max_size=6)


def lived(told: list[tuple[int, list[tuple[Callable[..., None], int, int, int]]]]) -> Life:
    """A shop after all these days; each is looked at when its last hour is over."""
    life, day = opened_shop(), FIRST_DAY
    for later, done in told:
        for deed, who, number, hour in sorted(done, key=lambda each: each[3]):
            life.at(day, HOURS[hour])
            with suppress(KnownError):
                deed(life, who + 1, number)
        life.at(day, time(23, 59))
        life.end_day(day)
        day += timedelta(days=later)
    life.at(day + timedelta(days=40), time(9))
    return life


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(days)
def test_every_day_is_told_later_as_it_was_shown_at_its_end(
    told: list[tuple[int, list[tuple[Callable[..., None], int, int, int]]]],
) -> None:
    life = lived(told)
    for day, shown in life.shown.items():
        later = list(health_scores.each(life.workspace, day))
        assert later == shown.health, day
        assert [
            (one.customer_id, one.health and one.health.score, one.health and one.health.band,
             one.stage) for one in later
        ] == shown.listed  # fmt: skip
        assert figures(life.workspace, day, on=day) == shown.figures
    life.workspace.close()


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=15)
@given(days)
def test_one_customer_alone_is_told_like_everyone_together(
    told: list[tuple[int, list[tuple[Callable[..., None], int, int, int]]]],
) -> None:
    life = lived(told)
    for day, shown in life.shown.items():
        for one in shown.health:
            alone = health_scores.of_customer(life.workspace, one.customer_id, day)
            assert replace(alone, stage_since=None) == one
    life.workspace.close()


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=15)
@given(days)
def test_the_story_of_a_stage_agrees_with_what_every_day_showed(
    told: list[tuple[int, list[tuple[Callable[..., None], int, int, int]]]],
) -> None:
    life = lived(told)
    for day, shown in life.shown.items():
        for one in shown.health:
            changes = stage_history.of_customer(life.workspace, one.customer_id)
            known = [change for change in changes if change.on <= day]
            assert (known[-1].stage, known[-1].pinned) == (one.stage, one.stage_pinned), day
    life.workspace.close()


def test_the_list_of_a_day_is_not_empty_talk() -> None:
    """The days above differ from each other, so that telling them alike would be noticed."""
    life = lived(
        [
            (7, [(_comes, 0, 2, 1), (_says, 1, 0, 2)]),
            (30, [(_is_answered, 1, 0, 1), (_is_felt, 2, 1, 0), (_counts_differently, 0, 5, 1)]),
            (1, [(_is_pinned, 0, 1, 1)]),
        ]
    )
    first, second, third = life.shown.values()
    assert first.listed != second.listed != third.listed
    assert first.figures != second.figures
    assert {one.stage for one in third.health} >= {"loyal", "repeat"}
    life.workspace.close()
