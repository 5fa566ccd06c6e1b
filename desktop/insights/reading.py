"""What the page of insights is made from, read in one go beside the window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.insight import behind, expected, insights
from core.insight.expected import AtRisk
from core.insight.insights import Insights
from core.store.workspace import Workspace
from desktop.insights import (
    cohorts_chart,
    health_chart,
    mood_chart,
    nps_chart,
    stages_chart,
    topic_moods_chart,
    topics_chart,
    visits_chart,
)
from desktop.insights.picture import Picture, Span


@dataclass(frozen=True, slots=True)
class Read:
    """The figures of a period, and every chart of it by its key."""

    span: Span
    figures: Insights
    at_risk: AtRisk
    pictures: dict[str, Picture]

    @property
    def has_before(self) -> bool:
        """Whether the shop has records of the period before."""
        return self.span.first <= self.figures.before_until


def first_on(workspace: Workspace) -> date | None:
    """The first day with any record, None for an empty shop."""
    return behind.first_on(workspace)


def read(workspace: Workspace, span: Span, ends: date) -> Read:
    """Everything that is shown of a period; `ends` may be later than the last day looked at.

    Figures are those of the period itself; charts by month are drawn with a year before it.
    """
    found = insights.read(workspace, span.since, ends, series_since=span.drawn_since)
    clock = workspace.clock
    pictures = {
        "visits": visits_chart.picture(found.visits, span),
        "cohorts": cohorts_chart.picture(found.cohorts),
        "stages": stages_chart.picture(found.stages, span),
        "health": health_chart.picture(found.health),
        "mood": mood_chart.picture(found.moods, span, clock),
        "nps": nps_chart.picture(found.nps, span),
        "topics": topics_chart.picture(found.topics, span, clock),
        "topic_moods": topic_moods_chart.picture(found.topic_moods, span, clock),
    }
    return Read(span, found, expected.at_risk(workspace), pictures)
