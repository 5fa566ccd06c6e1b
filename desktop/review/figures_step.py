"""Step 3: how the shop is, in figures that say what they rest on."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from core.i18n import N_, _, ngettext, pgettext
from core.insight import findings, review_words
from core.insight.review_pages import Figure, ReviewPages
from core.measures.trend import TRENDS
from desktop import formats, theme
from desktop.desk import Desk
from desktop.review import drawings
from desktop.review.step import Step
from desktop.widgets.chart import Chart
from desktop.widgets.layouts import empty
from desktop.widgets.record_table import Column, RecordTable
from desktop.widgets.section import Section
from desktop.widgets.stat import Stat

# What an owner looks for first, as on paper.
HEADLINE = ("retention", "nps", "csat", "answered")
CHART_HEIGHT = 280


class FiguresStep(Step):
    """Four figures, two charts over time, and all figures beside themselves a quarter ago."""

    def __init__(self, desk: Desk) -> None:
        lead = _("“Up” and “down” stand only where the change is larger than chance.")
        super().__init__(desk, lead)
        self._headline = QWidget()
        self._headline.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._stats = QHBoxLayout(self._headline)
        self._stats.setContentsMargins(0, 0, 0, 0)
        self._stats.setSpacing(theme.GRID * 2)
        self._nps = Chart(desk, _("Recommendation score (NPS) by quarter"), height=190)
        self._visits = Chart(desk, _("Visits by month"), height=190)
        self._answered = Chart(desk, _("Answered by month"), height=190)
        self._health = Chart(desk, _("Customers by health"), height=190)
        charts = QGridLayout()
        charts.setSpacing(theme.GRID * 2)
        for place, chart in enumerate((self._visits, self._nps, self._answered, self._health)):
            chart.setFixedHeight(CHART_HEIGHT)
            charts.addWidget(chart, *divmod(place, 2))
            charts.setColumnStretch(place % 2, 1)
            charts.setColumnMinimumWidth(place % 2, theme.GRID * 30)
        self.table = RecordTable(
            desk, "review_figures", _columns(), identity=lambda figure: figure.now.key
        )
        self.table.setAccessibleName(_("All figures"))
        every = Section(_("All figures"))
        every.add(self.table)
        self.body.addWidget(self._headline)
        self.body.addLayout(charts)
        self.body.addWidget(every)

    def show_pages(self, pages: ReviewPages) -> None:
        by_key = {figure.now.key: figure for figure in pages.figures}
        empty(self._stats)
        for key in HEADLINE:
            if key in by_key:
                self._stats.addWidget(_card(by_key[key]), 1)
        self._visits.show_chart(findings.of_visits(pages.visits), drawings.visits(pages.visits))
        finding = findings.of_nps(pages.nps)
        if any(quarter.nps.n for quarter in pages.nps):
            self._nps.show_chart(finding, drawings.nps(pages.nps))
        else:
            self._nps.show_nothing(finding)
        self._show_care(pages)
        self.table.setFixedHeight(theme.ROW * (len(pages.figures) + 1) - 2)
        self.table.load_list(pages.figures)

    def _show_care(self, pages: ReviewPages) -> None:
        finding = review_words.of_answers(pages.answered)
        if any(month.asked for month in pages.answered):
            self._answered.show_chart(finding, drawings.answered(pages.answered))
        else:
            self._answered.show_nothing(finding)
        finding = findings.of_health(pages.health) if pages.health else _NO_HEALTH
        if any(band.customers for band in pages.health):
            self._health.show_chart(finding, drawings.health(pages.health))
        else:
            self._health.show_nothing(_(finding))


# A review that was closed by an early version kept no scores.
_NO_HEALTH = N_("No health scores are known for this quarter.")


def _columns() -> list[Column]:
    return [
        Column("", lambda f: _(f.now.label), stretch=True, tip=lambda f: _(f.now.definition)),
        Column(_("This quarter"), lambda f: f.now.text(), align="right", width=130, strong=True),
        Column(
            _("Quarter before"), lambda f: f.before.text(), align="right", width=130, tone=_soft
        ),
        Column(pgettext("figures", "Change"), _change, width=150),
        Column(
            _("Rests on"), lambda f: formats.number(f.now.n), align="right", width=90, tone=_soft
        ),
    ]


def _card(figure: Figure) -> Stat:
    stat = Stat(_(figure.now.label))
    stat.setToolTip(_(figure.now.definition))
    if figure.now.too_few:
        stat.show_too_few(_rests_on(figure.now.n))
    elif figure.before.value is None:
        stat.show_value(figure.now.text(), _rests_on(figure.now.n))
    else:
        before = _("before {value}").format(value=figure.before.text())
        stat.show_value(figure.now.text(), f"{before} · {_change(figure)}")
    return stat


def _change(figure: Figure) -> str:
    if figure.now.too_few:
        return _("too few to judge")
    return "" if figure.before.value is None else _(TRENDS[figure.trend])


def _rests_on(count: int) -> str:
    return ngettext("rests on {n}", "rests on {n}", count).format(n=formats.number(count))


def _soft(_figure: Figure) -> str:
    return "soft"
