"""The page of insights: key figures and a few large charts, each leading to its rows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from core.i18n import N_, _
from core.insight import behind, metrics
from core.store.workspace import Workspace
from desktop import formats, theme
from desktop.desk import Desk
from desktop.insights import (
    cohorts_chart,
    health_chart,
    mood_chart,
    nps_chart,
    topics_chart,
    visits_chart,
)
from desktop.insights.behind_dialog import BehindDialog
from desktop.insights.chart_box import ChartBox
from desktop.insights.figures import Figures
from desktop.insights.picture import Behind, ListBehind, Picture, Span
from desktop.widgets.chips import Chips, Choice
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.page import Page
from desktop.widgets.period_choice import PERIODS, days_of

Make = Callable[[Workspace, Span], Picture]

# Each chart by its key: what it is called, who makes it, and whether it takes the whole width.
CHARTS: tuple[tuple[str, str, Make, bool], ...] = (
    ("visits", N_("Visits and revenue"), visits_chart.picture, True),
    ("mood", N_("Mood of feedback"), mood_chart.picture, False),
    ("topics", N_("What people complain about"), topics_chart.picture, False),
    ("cohorts", N_("Do new customers come back?"), cohorts_chart.picture, True),
    ("nps", N_("Would they recommend you?"), nps_chart.picture, False),
    ("health", N_("Health of customers"), health_chart.picture, False),
)
NARROW = 820
PERIOD_KEY = "insights/period"


class InsightsPage(Page):
    """Everything is read in the background, once for each period until something changes."""

    nouns = frozenset(
        {"visit", "customer", "feedback", "reply", "topic", "submission", "answer",
         "health_snapshot", "setting", "support"}
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk, _("Insights"), _("Do people come back, and what do they say?"), scroll=True
        )
        self.period = Chips([Choice(key, _(text)) for key, text in PERIODS], _("Which days"))
        self.period.choose(_remembered(desk))
        self.period.chosen.connect(self._choose)
        self.add_filter(self.period)
        self._known: dict[tuple[str, str], Any] = {}
        self.figures = Figures()
        self.charts = {key: ChartBox(desk, _(name), f"{key}") for key, name, _make, _wide in CHARTS}
        self._empty = EmptyState(
            "insights",
            _(
                "This page shows whether people come back and what they talk about. It fills by "
                "itself as visits and feedback come in; the quickest way is to import a file."
            ),
            _("Import a file"),
            lambda: desk.navigation.open("exchange"),
        )
        self._charts = QGridLayout()
        self._charts.setSpacing(theme.GRID * 2)
        self._shelf = QWidget()
        self._shelf.setLayout(self._charts)
        self._charts.setContentsMargins(0, 0, 0, 0)
        self._in_one_column: bool | None = None
        for widget in (self._empty, self.figures, self._shelf):
            self.body.addWidget(widget, 8 if widget is self._empty else 0)
            widget.hide()
        self.body.addStretch(1)
        for box in self.charts.values():
            box.picked.connect(self._open)

    def reload(self) -> None:
        # A new shelf: an answer still on its way belongs on the old one.
        self._known = {}
        self._read_all()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(self.width() < NARROW)

    def _choose(self, key: str) -> None:
        self.desk.preferences.put(PERIOD_KEY, key)
        self._read_all()

    def _read_all(self) -> None:
        self.read(partial(behind.first_on, self.desk.workspace), self._begin, "first")

    def _begin(self, first: Any) -> None:
        self._empty.setVisible(first is None)
        self.period.setVisible(first is not None)
        self.figures.setVisible(first is not None)
        self._shelf.setVisible(first is not None)
        if first is None:
            return
        shop, key = self.desk.workspace, self.period.value
        today = shop.clock.today()
        span = Span(*days_of(key, today, first), today)
        self.set_lead(
            _("Do people come back, and what do they say? {since} – {until}").format(
                since=formats.day(span.since), until=formats.day(span.until)
            )
        )
        work = partial(metrics.gather, shop, span.since, span.until)
        self._show_or_read("figures", work, self.figures.show_metrics)
        for name, _title, make, _wide in CHARTS:
            self._show_or_read(name, partial(make, shop, span), self.charts[name].show_picture)

    def _show_or_read(
        self, name: str, work: Callable[[], Any], show: Callable[[Any], None]
    ) -> None:
        known, place = self._known, (name, self.period.value)

        def keep(found: Any) -> None:
            known[place] = found
            show(found)

        if place in known:
            self.read(lambda: known[place], show, name)
        else:
            self.read(work, keep, name)

    def _open(self, target: object) -> None:
        if isinstance(target, Behind):
            self.desk.navigation.open(target.page, target.target)
        elif isinstance(target, ListBehind):
            BehindDialog(self.desk, target, self.window()).open()

    def _place(self, in_one_column: bool) -> None:
        if in_one_column == self._in_one_column:
            return
        self._in_one_column = in_one_column
        row = column = 0
        for key, _name, _make, wide in CHARTS:
            alone = wide or in_one_column
            if alone and column:
                row, column = row + 1, 0
            self._charts.addWidget(self.charts[key], row, column, 1, 2 if alone else 1)
            row, column = (row + 1, 0) if alone or column else (row, 1)
        for each in (0, 1):
            self._charts.setColumnStretch(each, 1)


def _remembered(desk: Desk) -> str:
    kept = desk.preferences.text(PERIOD_KEY)
    return kept if kept in dict(PERIODS) else "12_months"
