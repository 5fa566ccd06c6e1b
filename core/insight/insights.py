"""Everything that the Insights page shows of a period, in one record, kept until it changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from core.insight import (
    behind,
    metrics,
    periods,
    score_spread,
    snapshots,
    stage_flow,
    topic_moods,
    trends,
)
from core.insight.metric import Compared
from core.insight.score_spread import ScoreSpread
from core.insight.stage_flow import StageMonth
from core.insight.topic_moods import TopicMood
from core.insight.trends import Cohort, MoodMonth, NpsQuarter, TopicBar, VisitMonth

if TYPE_CHECKING:
    from core.store.workspace import Workspace

VISIT_NOUNS = frozenset({"visit", "customer", "setting"})
VOICE_NOUNS = frozenset({"feedback", "topic", "submission", "answer", "question"})
ANSWER_NOUNS = frozenset({"reply", "support", "suggestion"})
HEALTH_NOUNS = frozenset({"health_snapshot", "customer"})
PAST_HEALTH_NOUNS = frozenset(snapshots.MOVING_NOUNS)


@dataclass(frozen=True, slots=True)
class Insights:
    """A period of the shop, local days `since`–`until`, as known at the end of the day `on`.

    `metrics` stand beside the period `before_since`–`before_until`. `health` is that of the day
    `on` itself, whatever the period. `first_on` is None for a shop without any record.
    """

    since: date
    until: date
    on: date
    before_since: date
    before_until: date
    first_on: date | None
    metrics: tuple[Compared, ...]
    visits: tuple[VisitMonth, ...]
    cohorts: tuple[Cohort, ...]
    stages: tuple[StageMonth, ...]
    moods: tuple[MoodMonth, ...]
    topics: tuple[TopicBar, ...]
    topic_moods: tuple[TopicMood, ...]
    nps: tuple[NpsQuarter, ...]
    health: ScoreSpread


@dataclass(frozen=True, slots=True)
class _Series:
    visits: tuple[VisitMonth, ...]
    cohorts: tuple[Cohort, ...]


@dataclass(frozen=True, slots=True)
class _Voices:
    moods: tuple[MoodMonth, ...]
    nps: tuple[NpsQuarter, ...]


@dataclass(frozen=True, slots=True)
class _Topics:
    topics: tuple[TopicBar, ...]
    topic_moods: tuple[TopicMood, ...]


def read(
    workspace: Workspace,
    since: date,
    until: date,
    on: date | None = None,
    series_since: date | None = None,
) -> Insights:
    """All figures and series of local days since–until, as asked at the end of a day.

    Series by month and quarter begin on `series_since` (None: on `since`). Each part is kept
    until a write touches what it rests on, so asking again costs nothing.
    """
    on = on or workspace.clock.today()
    begins, ends = series_since or since, min(until, on)
    series, voices = _series(workspace, begins, ends), _voices(workspace, begins, ends, on)
    topics = _topics(workspace, since, ends, on)
    return Insights(
        since,
        until,
        on,
        *periods.before(since, until, on),
        first_on=behind.first_on(workspace),
        metrics=_figures(workspace, since, until, on),
        visits=series.visits,
        cohorts=series.cohorts,
        stages=tuple(stage_flow.by_month(workspace, begins, until, on)),
        moods=voices.moods,
        topics=topics.topics,
        topic_moods=topics.topic_moods,
        nps=voices.nps,
        health=_health(workspace, on),
    )


def _figures(workspace: Workspace, since: date, until: date, on: date) -> tuple[Compared, ...]:
    return workspace.kept(
        ("insights", "figures", since, until, on),
        VISIT_NOUNS | VOICE_NOUNS | ANSWER_NOUNS | {"closure"},
        lambda: tuple(metrics.compare(workspace, since, until, on)),
    )


def _series(workspace: Workspace, since: date, until: date) -> _Series:
    return workspace.kept(
        ("insights", "series", since, until),
        VISIT_NOUNS,
        lambda: _Series(
            tuple(trends.visits_by_month(workspace, since, until)),
            tuple(trends.cohorts(workspace, since, until)),
        ),
    )


def _voices(workspace: Workspace, since: date, until: date, on: date) -> _Voices:
    return workspace.kept(
        ("insights", "voices", since, until, on),
        VOICE_NOUNS,
        lambda: _Voices(
            tuple(trends.mood_by_month(workspace, since, until, on)),
            tuple(trends.nps_by_quarter(workspace, since, until)),
        ),
    )


def _topics(workspace: Workspace, since: date, until: date, on: date) -> _Topics:
    return workspace.kept(
        ("insights", "topics", since, until, on),
        VOICE_NOUNS,
        lambda: _Topics(
            tuple(trends.topics_pareto(workspace, since, until)),
            tuple(topic_moods.by_topic(workspace, since, until, on)),
        ),
    )


def _health(workspace: Workspace, on: date) -> ScoreSpread:
    # Today's scores are read from the snapshots; those of a past day from the records.
    is_past = on < workspace.clock.today()
    return workspace.kept(
        ("insights", "health", on, is_past),
        PAST_HEALTH_NOUNS if is_past else HEALTH_NOUNS,
        lambda: score_spread.of_day(workspace, on),
    )
