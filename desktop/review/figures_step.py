"""Step 3: how the shop is, in figures that say what they rest on."""

from __future__ import annotations

from PySide6.QtCore import Qt

from core.i18n import N_, _, ngettext, pgettext
from core.insight import findings
from core.insight.quarterly_review import words as review_words
from core.insight.quarterly_review.pages import Figure, ReviewPages
from desktop import formats
from desktop.desk import Desk
from desktop.review import drawings
from desktop.review.step import NARROWEST_CHART, NARROWEST_STAT, Step
from desktop.widgets.chart import Chart
from desktop.widgets.record_table import Column, RecordTable
from desktop.widgets.section import Section
from desktop.widgets.stat import Stat
from desktop.widgets.tiles import Tiles

# What an owner looks for first, as on paper.
HEADLINE = ("retention", "nps", "csat", "answered")
CHART_HEIGHT = 280
NARROW = 600


class FiguresStep(Step):
    """Four figures, two charts over time, and all figures beside themselves a quarter ago."""

    def __init__(self, desk: Desk) -> None:
        lead = _("“Up” and “down” stand only where the change is larger than chance.")
        super().__init__(desk, lead)
        self._headline = Tiles(narrowest=NARROWEST_STAT)
        self._nps = Chart(desk, _("Recommendation score (NPS) by quarter"), height=190)
        self._visits = Chart(desk, _("Visits by month"), height=190)
        self._answered = Chart(desk, _("Answered by month"), height=190)
        self._health = Chart(desk, _("Customers by health"), height=190)
        pairs = ((self._visits, self._nps), (self._answered, self._health))
        for chart in (chart for pair in pairs for chart in pair):
            chart.setFixedHeight(CHART_HEIGHT)
        self.table = RecordTable(
            desk, "review_figures", _columns(), identity=lambda figure: figure.now.key
        )
        self.table.setAccessibleName(_("All figures"))
        every = Section(_("All figures"))
        every.add(self.table)
        self.body.addWidget(self._headline, 0, Qt.AlignmentFlag.AlignTop)
        for pair in pairs:
            self.body.addWidget(Tiles(pair, narrowest=NARROWEST_CHART))
        self.body.addWidget(every)
        self.body.addStretch(1)

    def show_pages(self, pages: ReviewPages) -> None:
        by_key = {figure.now.key: figure for figure in pages.figures}
        self._headline.show_parts([_card(by_key[key]) for key in HEADLINE if key in by_key])
        finding, drawn = findings.of_visits(pages.visits), drawings.visits(pages.visits)
        known = any(month.visits for month in pages.visits)
        self.show_finding(self._visits, finding, drawn, known=known)
        finding, drawn = findings.of_nps(pages.nps), drawings.nps(pages.nps)
        known = any(quarter.nps.n for quarter in pages.nps)
        self.show_finding(self._nps, finding, drawn, known=known)
        self._show_care(pages)
        self.table.make_room_for(len(pages.figures))
        self.table.load_list(pages.figures)

    def _show_care(self, pages: ReviewPages) -> None:
        finding, drawn = review_words.of_answers(pages.answered), drawings.answered(pages.answered)
        known = any(month.asked for month in pages.answered)
        self.show_finding(self._answered, finding, drawn, known=known)
        finding = findings.of_health(pages.health) if pages.health else _(_NO_HEALTH)
        known = any(band.customers for band in pages.health)
        self.show_finding(self._health, finding, drawings.health(pages.health), known=known)


# A review that was closed by an early version kept no scores.
_NO_HEALTH = N_("No health scores are known for this quarter.")


def _columns() -> list[Column]:
    return [
        Column("", lambda f: _(f.now.label), stretch=True, tip=lambda f: _(f.now.definition)),
        Column(_("This quarter"), lambda f: f.now.text(), align="right", width=130, strong=True),
        Column(
            _("Quarter before"),
            review_words.figure_before,
            align="right",
            width=130,
            tone="soft",
            hidden_below=NARROW,
        ),
        Column(pgettext("figures", "Change"), review_words.figure_change, width=150),
        Column(
            _("Rests on"),
            lambda f: formats.number(f.now.n),
            align="right",
            width=90,
            tone="soft",
            hidden_below=NARROW,
        ),
    ]


def _card(figure: Figure) -> Stat:
    stat = Stat(_(figure.now.label))
    stat.setToolTip(_(figure.now.definition))
    if figure.now.too_few:
        stat.show_too_few(_rests_on(figure.now.n))
    elif figure.before.value is None or not figure.comparable:
        stat.show_value(figure.now.text(), _rests_on(figure.now.n))
    else:
        before = _("before {value}").format(value=figure.before.text())
        stat.show_value(figure.now.text(), f"{before} · {review_words.figure_change(figure)}")
    return stat


def _rests_on(count: int) -> str:
    return ngettext("rests on {n}", "rests on {n}", count).format(n=formats.number(count))
