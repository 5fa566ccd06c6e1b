"""What every chart of Insights is made of: a finding, a drawing, its figures, the rows behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from core.clock import Clock
from core.i18n import _
from core.insight import periods
from core.insight.behind import Trace
from core.store.workspace import Workspace
from core.voice.feedback import FeedbackFilter
from desktop import formats
from desktop.widgets.drawing import Draw

# A short period is drawn with a year before it, the same month a year ago included.
CONTEXT_MONTHS = 12

# What a row behind a mark is about: it decides what the columns of the list are called.
About = Literal["visits", "money", "nps", "score", "risk"]


@dataclass(frozen=True, slots=True)
class Span:
    """The days that Insights looks at, both included, of a shop with records since `first`."""

    since: date
    until: date
    today: date
    first: date

    @property
    def drawn_since(self) -> date:
        """Where charts by month begin: a short period is drawn with a year before its end.

        Twelve months and more are drawn as they are; no chart begins before the shop's records.
        """
        begins, opening = self.since, periods.month_of(self.first)
        if len(periods.months_between(self.since, self.until)) < CONTEXT_MONTHS:
            a_year_before = periods.months_after(periods.month_of(self.until), -CONTEXT_MONTHS)
            begins = min(begins, a_year_before)
        return max(begins, min(opening, periods.month_of(self.until)))

    def chosen(self, months: Sequence[date]) -> tuple[int, int] | None:
        """The places of the first and last chosen month; None where all are chosen."""
        places = [
            place
            for place, month in enumerate(months)
            if periods.last_day(month) >= self.since and month <= self.until
        ]
        if not places or len(places) == len(months):
            return None
        return places[0], places[-1]

    def text(self) -> str:
        """Both days, as they are written."""
        return _("{since} – {until}").format(
            since=formats.day(self.since), until=formats.day(self.until)
        )


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart ready to be shown; without `draw` there is nothing to show, and `nothing` says why.

    `caption` says how to read it. `headings` and `rows` are the figures as they are saved. Marks
    are tied to a `Behind` or a `ListBehind`.
    """

    finding: str = ""
    draw: Draw | None = None
    caption: str = ""
    description: str = ""
    headings: Sequence[str] = ()
    rows: Sequence[Sequence[Any]] = field(default=())
    nothing: str = ""


@dataclass(frozen=True, slots=True)
class Behind:
    """A page that shows the rows behind a mark, and what it is to show."""

    page: str
    target: object


@dataclass(frozen=True, slots=True)
class ListBehind:
    """Rows that no page lists: they are read when they are asked for, and shown in a dialog.

    Behind a share, `read` are those who came again and `absent`, if given, those who did not.
    """

    title: str
    read: Callable[[Workspace], Sequence[Trace]]
    about: About = "visits"
    absent: Callable[[Workspace], Sequence[Trace]] | None = None


def said_within(clock: Clock, since: date, until: date, **wanted: Any) -> Behind:
    """The feedback of the local days since–until, both included."""
    begin = periods.begins_at(clock, since)
    end = periods.begins_at(clock, date.fromordinal(until.toordinal() + 1))
    return Behind("feedback", FeedbackFilter(since=begin, until=end, **wanted))


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
