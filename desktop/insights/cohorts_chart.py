"""Retention by monthly cohort: of those who came first in a month, who came in later months."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.i18n import _, ngettext
from core.insight import findings, periods, trends
from core.insight.trends import Cohort
from core.measures.margins import Rate
from core.store.workspace import Workspace
from desktop import formats
from desktop.insights.picture import ListBehind, Picture, Span, counted, tip
from desktop.theme import Theme
from desktop.widgets.chart import Draw, Tie

MOST_ROWS = 24
ROW_HEIGHT = 21
# A shade for half of a cohort is as strong as it gets: few shops keep more month by month.
FULL_SHADE = 0.6
# Of a handful of people a share says little, so it is shaded less.
FEW_SHADE = 0.45


def picture(workspace: Workspace, span: Span) -> Picture:
    """Read the cohorts and say what they show; the latest ones are drawn."""
    cohorts = trends.cohorts(workspace, span.since, span.until)
    drawn = [cohort for cohort in cohorts if len(cohort.seen) > 1][-MOST_ROWS:]
    if not drawn:
        return Picture(
            nothing=_("Nobody came for the first time in this period, or it is too early to see.")
        )
    return Picture(
        finding=findings.of_cohorts(cohorts),
        draw=_drawing(drawn),
        description=", ".join(
            counted(formats.month(cohort.month), cohort.customers) for cohort in drawn
        ),
        headings=(_("Month of the first visit"), _("New customers"), *_months_later(cohorts)),
        rows=[(cohort.month, cohort.customers, *cohort.seen[1:]) for cohort in cohorts],
        height=90 + ROW_HEIGHT * max(6, len(drawn) + 1),
    )


def _months_later(cohorts: Sequence[Cohort]) -> list[str]:
    most = max(len(cohort.seen) for cohort in cohorts)
    return [
        ngettext("Again {n} month later", "Again {n} months later", later).format(n=later)
        for later in range(1, most)
    ]


def _drawing(cohorts: Sequence[Cohort]) -> Draw:
    columns = max(len(cohort.seen) for cohort in cohorts) - 1

    def draw(axes: Any, look: Theme, tie: Tie) -> None:
        for later in range(1, columns + 1):
            _cell(axes, look, (later, 0), _together(cohorts, later))
        for row, cohort in enumerate(cohorts, start=1):
            for later in range(1, len(cohort.seen)):
                rate = cohort.rate(later)
                mark = _cell(axes, look, (later, row + 0.3), rate)
                tie(mark, _behind(cohort, later), _tip(cohort, later))
        _name_rows(axes, cohorts)
        axes.set_xticks(range(1, columns + 1), [formats.number(n) for n in range(1, columns + 1)])
        axes.xaxis.tick_top()
        axes.xaxis.set_label_position("top")
        note = _("Months after the first visit. Rows of fewer than 10 people are paler.")
        axes.set_xlabel(note, fontsize=9, color=look.ink_soft, loc="left", labelpad=6)
        axes.set_xlim(0.5, max(columns, 12) + 0.5)
        axes.set_ylim(max(len(cohorts), 6) + 0.9, -0.55)
        axes.spines["bottom"].set_linewidth(0)

    return draw


def _cell(axes: Any, look: Theme, at: tuple[float, float], rate: Rate | None) -> Any:
    from matplotlib.patches import Rectangle

    share = (rate.share if rate else None) or 0.0
    few = rate is None or rate.too_few
    strength = min(1.0, share / FULL_SHADE) * (FEW_SHADE if few else 1)
    shade = _blend(look.raised, look.accent, strength)
    cell = Rectangle((at[0] - 0.48, at[1] - 0.46), 0.96, 0.92, facecolor=shade)
    axes.add_patch(cell)
    if rate is not None and rate.n:
        axes.text(
            *at,
            formats.percent(share),
            ha="center",
            va="center_baseline",
            fontsize=8.5,
            color=_clearest(shade, (look.ink, look.on_accent)),
            weight="normal" if few else "semibold",
        )
    return cell


def _blend(ground: str, full: str, strength: float) -> str:
    from matplotlib.colors import to_hex, to_rgb

    ends = zip(to_rgb(ground), to_rgb(full), strict=True)
    red, green, blue = (low + (high - low) * strength for low, high in ends)
    return to_hex((red, green, blue))


def _clearest(ground: str, inks: Sequence[str]) -> str:
    """The ink that stands out most from a ground."""
    return max(inks, key=lambda ink: abs(_lightness(ink) - _lightness(ground)))


def _lightness(colour: str) -> float:
    """Perceived lightness 0–1, near enough for choosing an ink."""
    from matplotlib.colors import to_rgb

    red, green, blue = (part**2.2 for part in to_rgb(colour))
    return float((0.2126 * red + 0.7152 * green + 0.0722 * blue) ** 0.43)


def _together(cohorts: Sequence[Cohort], later: int) -> Rate:
    """All cohorts that are old enough, taken as one."""
    old = [cohort for cohort in cohorts if later < len(cohort.seen)]
    return Rate(sum(c.seen[later] for c in old), sum(c.customers for c in old))


def _name_rows(axes: Any, cohorts: Sequence[Cohort]) -> None:
    names = [_("All together")]
    for cohort in cohorts:
        names.append(
            _("{month} · {n}").format(
                month=formats.month(cohort.month), n=formats.number(cohort.customers)
            )
        )
    places = [0, *(row + 0.3 for row in range(1, len(cohorts) + 1))]
    axes.set_yticks(places, names)


def _behind(cohort: Cohort, later: int) -> ListBehind:
    return ListBehind("cohort", cohort.month, periods.last_day(cohort.month), later)


def _tip(cohort: Cohort, later: int) -> str:
    return tip(
        _("New in {month}, here again in {later}").format(
            month=formats.month(cohort.month),
            later=formats.month(periods.months_after(cohort.month, later)),
        ),
        ngettext("{some} of {n} customer", "{some} of {n} customers", cohort.customers).format(
            some=formats.number(cohort.seen[later]), n=formats.number(cohort.customers)
        ),
    )
