"""How customers move through the stages: who stands where each month, who is new, back or lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from core.i18n import _
from core.insight import behind, periods, stage_findings, stage_flow
from core.insight.behind import Trace
from core.insight.stage_flow import StageMonth
from core.measures.stage import Stage
from core.store.workspace import Workspace
from desktop import formats
from desktop.insights import dressing, steps
from desktop.insights.months_axis import name_months
from desktop.insights.picture import ListBehind, Picture, Span, counted, tip
from desktop.theme import Theme
from desktop.widgets import badge
from desktop.widgets.drawing import Draw, Tie

# From the foot of a column to its top.
SHOWN: tuple[Stage, ...] = ("loyal", "repeat", "first")
EVERY: tuple[Stage, ...] = (*SHOWN, "lost")
# Of the height between the highest and the lowest column, what their figures need beyond.
ROOM = 0.3
Moving = Sequence[StageMonth]


def picture(months: Sequence[StageMonth], span: Span) -> Picture:
    """Say what the months show."""
    if not any(month.counts.get(stage, 0) for month in months for stage in EVERY):
        return Picture(nothing=_("Nobody came until the end of this period."))
    return Picture(
        finding=stage_findings.of_stages(months),
        draw=_drawing(months, span),
        caption=_("Customers by stage at the end of each month; below, who came or was lost."),
        description=", ".join(
            counted(formats.month(month.month), sum(month.counts.get(s, 0) for s in SHOWN))
            for month in months[-12:]
        ),
        headings=(
            _("Month"), *(_name(stage) for stage in EVERY), _("New customers"),
            _("Came back"), _("Lost since the month before"),
        ),
        rows=[
            (m.month, *(m.counts.get(stage, 0) for stage in EVERY), _new(m), _back(m), _lost(m))
            for m in months
        ],
    )  # fmt: skip


def _drawing(months: Sequence[StageMonth], span: Span) -> Draw:
    columns = steps.steps(months)
    grouped = len(columns) < len(months)
    begins = [column[0].month for column in columns]

    def draw(axes: Any, look: Theme, tie: Tie) -> None:
        lower = dressing.panel_below(axes, look, span, begins)
        _stand(axes, [column[-1] for column in columns], look, tie)
        _move(lower, columns, [steps.name(column, grouped) for column in columns], look, tie)
        name_months(lower, begins, grouped=grouped)
        axes.tick_params(labelbottom=False)

    return draw


def _stand(axes: Any, months: Sequence[StageMonth], look: Theme, tie: Tie) -> None:
    """Who stood where at the end of each month, or of each quarter."""
    foot = [0] * len(months)
    for stage, colour in _colours(look).items():
        counts = [month.counts.get(stage, 0) for month in months]
        bars = _columns(axes, counts, foot, colour, counted(_name(stage), counts[-1]), look)
        for bar, month, count in zip(bars, months, counts, strict=True):
            if count:
                tie(bar, _standing(month, stage), _tip(month))
        foot = [base + count for base, count in zip(foot, counts, strict=True)]
    axes.set_yticks([])
    dressing.legend(axes, look)


def _move(
    axes: Any, columns: Sequence[Moving], names: Sequence[str], look: Theme, tie: Tie
) -> None:
    """New ones and those who came back stand above the line, those who were lost below."""
    gained, fallen = [0] * len(columns), [0] * len(columns)
    axes.axhline(0, color=look.edge, lw=0.8)
    for move in _moves(look):
        counts = [move.side * sum(map(move.count, column)) for column in columns]
        foot = gained if move.side > 0 else [0] * len(columns)
        bars = _columns(axes, counts, foot, move.colour, move.name, look)
        for bar, column, name, count in zip(bars, columns, names, counts, strict=True):
            if count:
                there = ListBehind(
                    move.title.format(month=name),
                    partial(_movers, months=[each.month for each in column], people=move.people),
                )
                tie(bar, there, _tip_of_moves(column, name, look))
        if move.side > 0:
            gained = [base + count for base, count in zip(gained, counts, strict=True)]
        else:
            fallen = counts
    for each in (gained, fallen):
        _sign(axes, each, look)
    lowest, highest = min(fallen), max(gained)
    # Not by margins: an empty bar on top of the highest one would take them away.
    room = ROOM * max(1, highest - lowest)
    axes.set_ylim(lowest - (room if lowest else 0), highest + room)
    axes.set_yticks([])
    dressing.legend(axes, look)


def _columns(
    axes: Any,
    counts: Sequence[int],
    foot: Sequence[int],
    colour: str,
    label: str,
    look: Theme,
) -> Any:
    return axes.bar(
        range(len(counts)), counts, width=0.78, bottom=foot, color=colour, label=label,
        edgecolor=look.surface, linewidth=0.6,
    )  # fmt: skip


def _sign(axes: Any, counts: Sequence[int], look: Theme) -> None:
    """How many were gained above each column, how many lost below it, where there is room."""
    if len(counts) > dressing.ALL_NAMED:
        return
    for place, count in enumerate(counts):
        if count:
            text = f"{'+' if count > 0 else '−'}{formats.number(abs(count))}"
            dressing.over(axes, text, place, count, look, gap=2 if count > 0 else -2)


@dataclass(frozen=True, slots=True)
class _Move:
    """A way into or out of the shop: above the line (1) or below it (−1)."""

    name: str
    title: str
    side: int
    colour: str
    count: Callable[[StageMonth], int]
    people: Callable[[Workspace, date], list[Trace]]


def _moves(look: Theme) -> tuple[_Move, ...]:
    return (
        _Move(_("New customers"), _("New in {month}"), 1, look.edge, _new, _first_here),
        _Move(_("Came back"), _("Came back in {month}"), 1, look.positive, _back, _came_back),
        _Move(_("Lost"), _("Lost in {month}"), -1, look.negative, _lost, _became_lost),
    )


def _colours(look: Theme) -> Mapping[Stage, str]:
    return {
        "loyal": look.accent,
        "repeat": dressing.blend(look.surface, look.accent, 0.7),
        "first": look.edge,
    }


def _name(stage: Stage) -> str:
    return badge.stage(stage).text


def _new(month: StageMonth) -> int:
    return sum(n for (was, _to), n in month.moved.items() if was == "prospect")


def _lost(month: StageMonth) -> int:
    return sum(n for (_from, to), n in month.moved.items() if to == "lost")


def _back(month: StageMonth) -> int:
    return sum(n for (was, _to), n in month.moved.items() if was == "lost")


def _standing(month: StageMonth, stage: Stage) -> ListBehind:
    title = _("{stage} at the end of {month}").format(
        stage=_name(stage), month=formats.month(month.month)
    )
    return ListBehind(title, partial(stage_flow.people, month=month.month, stage=stage))


def _first_here(workspace: Workspace, month: date) -> list[Trace]:
    return behind.returners(workspace, month, 0)


def _became_lost(workspace: Workspace, month: date) -> list[Trace]:
    return _only_in_first(*_lost_at_both_ends(workspace, month))


def _came_back(workspace: Workspace, month: date) -> list[Trace]:
    return _only_in_first(*reversed(_lost_at_both_ends(workspace, month)))


def _lost_at_both_ends(workspace: Workspace, month: date) -> tuple[list[Trace], list[Trace]]:
    before = periods.months_after(month, -1)
    now = stage_flow.people(workspace, month, "lost")
    return now, stage_flow.people(workspace, before, "lost")


def _only_in_first(these: Sequence[Trace], those: Sequence[Trace]) -> list[Trace]:
    known = {trace.customer_id for trace in those}
    return [trace for trace in these if trace.customer_id not in known]


def _movers(
    workspace: Workspace,
    months: Sequence[date],
    people: Callable[[Workspace, date], list[Trace]],
) -> list[Trace]:
    return [trace for month in months for trace in people(workspace, month)]


def _tip(month: StageMonth) -> str:
    stages = (*reversed(SHOWN), "lost")
    lines = [counted(_name(stage), month.counts.get(stage, 0)) for stage in stages]
    return tip(formats.month(month.month), *lines)


def _tip_of_moves(column: Moving, name: str, look: Theme) -> str:
    lines = [counted(move.name, sum(map(move.count, column))) for move in _moves(look)]
    return tip(name, *lines)
