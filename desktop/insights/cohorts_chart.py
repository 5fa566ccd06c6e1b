"""Retention by monthly cohort: of those who came first in a month, who came in later months."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from core.i18n import _, ngettext, pgettext
from core.insight import behind, findings, periods
from core.insight.behind import Trace
from core.insight.trends import Cohort
from core.measures.margins import Rate
from core.store.workspace import Workspace
from desktop import formats
from desktop.insights import dressing
from desktop.insights.picture import ListBehind, Picture, Span, counted, tip
from desktop.theme import Theme
from desktop.widgets.drawing import Draw, Tie

MOST_ROWS = 24
ROW_HEIGHT = 22
# Fewer columns would make cells as wide as bars.
COLUMNS = 8
ROOMY_INCHES = 9.5
# A shade for half of a cohort is as strong as it gets: few shops keep more month by month.
FULL_SHADE = 0.6
# Of a handful of people a share says little, so it is shaded less.
FEW_SHADE = 0.45
# Where the cohorts begin under the row of all together.
BELOW = 0.3


def picture(cohorts: Sequence[Cohort]) -> Picture:
    """Say what the cohorts show; the latest ones are drawn."""
    drawn = [cohort for cohort in cohorts if len(cohort.seen) > 1][-MOST_ROWS:]
    if not drawn:
        return Picture(
            nothing=_("Nobody came for the first time in this period, or it is too early to see.")
        )
    return Picture(
        finding=findings.of_cohorts(cohorts),
        draw=_drawing(drawn),
        caption=_(
            "Of those who came first in a month: how many came again so many months later. "
            "Where fewer than 10 are behind it, a cell is paler."
        ),
        description=", ".join(
            counted(formats.month(cohort.month), cohort.customers) for cohort in drawn
        ),
        headings=(_("Month of the first visit"), _("New customers"), *_months_later(cohorts)),
        rows=[(cohort.month, cohort.customers, *cohort.seen[1:]) for cohort in cohorts],
    )


def height(span: Span) -> int:
    """How high the map will be, known before it is: a row for each month, 24 at most."""
    months = periods.months_between(max(span.drawn_since, span.first), span.until)
    return 70 + ROW_HEIGHT * (1 + max(6, min(MOST_ROWS, len(months) - 2)))


def _months_later(cohorts: Sequence[Cohort]) -> list[str]:
    most = max(len(cohort.seen) for cohort in cohorts)
    return [
        ngettext("Again {n} month later", "Again {n} months later", later).format(n=later)
        for later in range(1, most)
    ]


def _drawing(cohorts: Sequence[Cohort]) -> Draw:
    columns = max(len(cohort.seen) for cohort in cohorts) - 1

    def draw(axes: Any, look: Theme, tie: Tie) -> None:
        tie(_count(axes, look, 0, sum(each.customers for each in cohorts)),
            _all_behind(cohorts, 0), _("All together"))  # fmt: skip
        for later in range(1, columns + 1):
            rate = _together(cohorts, later)
            mark = _cell(axes, look, (later, 0), rate)
            tie(mark, _all_behind(cohorts, later), tip(_("All together"), _some(rate)))
        for row, cohort in enumerate(cohorts, start=1):
            tie(_count(axes, look, row + BELOW, cohort.customers),
                _behind(cohort, 0), _title(cohort, 0))  # fmt: skip
            for later in range(1, len(cohort.seen)):
                rate = Rate(cohort.seen[later], cohort.customers)
                mark = _cell(axes, look, (later, row + BELOW), rate)
                tie(mark, _behind(cohort, later), tip(_title(cohort, later), _some(rate)))
        _name(axes, cohorts, columns)

    return draw


def _name(axes: Any, cohorts: Sequence[Cohort], columns: int) -> None:
    names = [_("All together"), *(formats.month(cohort.month) for cohort in cohorts)]
    axes.set_yticks([0, *(row + BELOW for row in range(1, len(names)))], names)
    # Beside a side bar in a small window there is room for the numbers only.
    roomy = axes.figure.get_size_inches()[0] >= ROOMY_INCHES
    later = [_months(n) if roomy else formats.number(n) for n in range(1, columns + 1)]
    axes.set_xticks(range(columns + 1), [pgettext("people", "New"), *later])
    axes.xaxis.tick_top()
    axes.set_xlim(-0.5, max(columns, COLUMNS) + 0.5)
    axes.set_ylim(max(len(cohorts), 6) + 0.9, -0.55)
    axes.spines["bottom"].set_linewidth(0)


def _months(count: int) -> str:
    return ngettext("{n} month", "{n} months", count).format(n=formats.number(count))


def _cell(axes: Any, look: Theme, at: tuple[float, float], rate: Rate) -> Any:
    share = rate.share or 0.0
    strength = min(1.0, share / FULL_SHADE) * (FEW_SHADE if rate.too_few else 1)
    shade = dressing.blend(look.raised, look.accent, strength)
    ink = dressing.clearest(shade, look) if share else look.ink_soft
    text = formats.percent(share) if rate.n else ""
    return _box(axes, at, shade, text, ink, strong=not rate.too_few)


def _count(axes: Any, look: Theme, row: float, customers: int) -> Any:
    """How many new customers a row rests on: a cell without a shade."""
    return _box(axes, (0, row), look.surface, formats.number(customers), look.ink, strong=False)


def _box(
    axes: Any, at: tuple[float, float], shade: str, text: str, ink: str, *, strong: bool
) -> Any:
    from matplotlib.patches import Rectangle

    cell = Rectangle((at[0] - 0.48, at[1] - 0.46), 0.96, 0.92, facecolor=shade)
    axes.add_patch(cell)
    # Inside the map, so the layout need not measure hundreds of words.
    axes.text(*at, text, in_layout=False, ha="center", va="center_baseline", fontsize=8.5,
              color=ink, weight="semibold" if strong else "normal")  # fmt: skip
    return cell


def _together(cohorts: Sequence[Cohort], later: int) -> Rate:
    """All cohorts that are old enough, taken as one."""
    old = [cohort for cohort in cohorts if later < len(cohort.seen)]
    return Rate(sum(c.seen[later] for c in old), sum(c.customers for c in old))


def _behind(cohort: Cohort, later: int) -> ListBehind:
    return _list(_title(cohort, later), [cohort], later)


def _all_behind(cohorts: Sequence[Cohort], later: int) -> ListBehind:
    title = _("All new customers")
    if later:
        title = ngettext(
            "All who came again {n} month after their first visit",
            "All who came again {n} months after their first visit",
            later,
        ).format(n=formats.number(later))
    old = [cohort for cohort in cohorts if later < len(cohort.seen)]
    return _list(title, old, later)


def _list(title: str, cohorts: Sequence[Cohort], later: int) -> ListBehind:
    """Who came again, and who did not; of the month of the first visit there are no others."""
    months = [cohort.month for cohort in cohorts]
    absent = partial(behind.absentees, months=months, months_later=later) if later else None
    return ListBehind(title, partial(_returners, cohorts=cohorts, later=later), absent=absent)


def _returners(workspace: Workspace, cohorts: Sequence[Cohort], later: int) -> list[Trace]:
    return [
        trace for cohort in cohorts for trace in behind.returners(workspace, cohort.month, later)
    ]


def _title(cohort: Cohort, later: int) -> str:
    month = formats.month(cohort.month)
    if not later:
        return _("New in {month}").format(month=month)
    again = formats.month(periods.months_after(cohort.month, later))
    return _("New in {month}, here again in {later}").format(month=month, later=again)


def _some(rate: Rate) -> str:
    return ngettext("{some} of {n} customer", "{some} of {n} customers", rate.denominator).format(
        some=formats.number(rate.numerator), n=formats.number(rate.denominator)
    )
