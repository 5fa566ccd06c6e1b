"""What every chart of Insights is made of: a finding, a drawing, its figures, the rows behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from core.clock import Clock
from core.i18n import _
from core.insight import periods
from core.voice.feedback import FeedbackFilter
from desktop import formats
from desktop.widgets.chart import Draw


@dataclass(frozen=True, slots=True)
class Span:
    """The days that Insights looks at, both included, of a shop that has records."""

    since: date
    until: date
    today: date


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart ready to be shown; without `draw` there is nothing to show, and `nothing` says why.

    `headings` and `rows` are the figures as they are saved. Marks are tied to a `Behind` or a
    `ListBehind`.
    """

    finding: str = ""
    draw: Draw | None = None
    description: str = ""
    headings: Sequence[str] = ()
    rows: Sequence[Sequence[Any]] = field(default=())
    nothing: str = ""
    height: int = 280


@dataclass(frozen=True, slots=True)
class Behind:
    """A page that shows the rows behind a mark, and what it is to show."""

    page: str
    target: object


@dataclass(frozen=True, slots=True)
class ListBehind:
    """Rows that no page lists: they are shown in a dialog. `kind` is visits, cohort or nps."""

    kind: str
    since: date
    until: date
    months_later: int = 0


def said_within(clock: Clock, since: date, until: date, **wanted: Any) -> Behind:
    """The feedback of the local days since–until, both included."""
    begin = periods.begins_at(clock, since)
    end = periods.begins_at(clock, date.fromordinal(until.toordinal() + 1))
    return Behind("feedback", FeedbackFilter(since=begin, until=end, **wanted))


def within(month: date, span: Span) -> tuple[date, date]:
    """The days of a month that lie in the span."""
    return max(month, span.since), min(periods.last_day(month), span.until)


def tip(title: str, *lines: str) -> str:
    """What the pointer shows over a mark."""
    return "\n".join((title, *lines))


def counted(name: str, count: float, share: float | None = None) -> str:
    """A named count, with its share where there is one."""
    if share is None:
        return _("{name}: {n}").format(name=name, n=formats.number(count))
    return _("{name}: {n} ({share})").format(
        name=name, n=formats.number(count), share=formats.percent(share)
    )
