"""The page of insights: key figures and a few large charts, each leading to its rows."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from core.i18n import N_, _
from desktop import formats, theme
from desktop.desk import Desk
from desktop.insights import cohorts_chart, reading
from desktop.insights.behind_dialog import BehindDialog
from desktop.insights.chart_box import ChartBox
from desktop.insights.figures import Figures
from desktop.insights.picture import Behind, ListBehind, Span
from desktop.insights.reading import Read
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.label import Label
from desktop.widgets.page import Page
from desktop.widgets.period_choice import PeriodChoice

# Each chart by its key: what it is called, and whether it takes the whole width.
CHARTS: tuple[tuple[str, str, bool], ...] = (
    ("visits", N_("Visits and revenue"), True),
    ("cohorts", N_("Do new customers come back?"), True),
    ("stages", N_("Stages of customers"), False),
    ("health", N_("Health of customers"), False),
    ("mood", N_("Mood of feedback"), False),
    ("nps", N_("Would they recommend you?"), False),
    ("topics", N_("What people complain about"), False),
    ("topic_moods", N_("What people feel by topic"), False),
)
# Before which chart a question stands as a heading.
QUESTIONS = {
    "visits": N_("Do people come back?"),
    "mood": N_("What do they say?"),
}
HEIGHTS = {"visits": 320, "stages": 320, "health": 320}
NARROW = 820
PERIOD_KEY = "insights/period"


class InsightsPage(Page):
    """Everything is read in the background, once for each period until something changes."""

    nouns = frozenset(
        {"visit", "customer", "feedback", "reply", "topic", "submission", "answer",
         "question", "health_snapshot", "setting", "support", "closure", "snooze"}
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk, _("Insights"), _("Do people come back, and what do they say?"), scroll=True
        )
        self.period = PeriodChoice()
        self.period.restore(desk.preferences.text(PERIOD_KEY))
        self.period.chosen.connect(self._choose)
        self.add_filter(self.period)
        self._first: date | None = None
        self.figures = Figures()
        self.charts = {
            key: ChartBox(desk, _(name), HEIGHTS.get(key, 280)) for key, name, _wide in CHARTS
        }
        self._headings = {
            key: _heading(_(text), key == CHARTS[0][0]) for key, text in QUESTIONS.items()
        }
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
        self.figures.asked.connect(self._open)
        for box in self.charts.values():
            box.picked.connect(self._open)
        how = _("How health is computed")
        self.charts["health"].add_action("about", how, lambda: desk.navigation.open("health"))

    def reload(self) -> None:
        self.read(partial(reading.first_on, self.desk.workspace), self._begin, "first")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(self.width() < NARROW)

    def _choose(self) -> None:
        self.desk.preferences.put(PERIOD_KEY, self.period.kept())
        self._read()

    def _begin(self, first: date | None) -> None:
        self._first = first
        self._empty.setVisible(first is None)
        for widget in (self.period, self.figures, self._shelf):
            widget.setVisible(first is not None)
        if first is not None:
            self.period.set_bounds(first, self.desk.workspace.clock.today())
            self._read()

    def _read(self) -> None:
        if self._first is None:
            return
        shop = self.desk.workspace
        since, until = self.period.days()
        span = Span(since, until, shop.clock.today(), self._first)
        if not self.charts["cohorts"].drawn:
            self._make_room(span)
        self.read(partial(reading.read, shop, span, self.period.ends()), self._show, "insights")

    def _show(self, found: Read) -> None:
        # Not sooner: the days belong to the figures below them.
        self.set_lead(
            _("Do people come back, and what do they say? {since} – {until}").format(
                since=formats.day(found.span.since), until=formats.day(found.span.until)
            )
        )
        self._make_room(found.span)
        self.figures.show_metrics(found.figures.metrics, found.at_risk, compare=found.has_before)
        for key, box in self.charts.items():
            box.show_picture(found.pictures[key])

    def _make_room(self, span: Span) -> None:
        """The map of cohorts has a row for each month, known before it is read."""
        self.charts["cohorts"].set_height(cohorts_chart.height(span))

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
        for key, _name, wide in CHARTS:
            alone = wide or in_one_column
            if column and (alone or key in self._headings):
                row, column = row + 1, 0
            if key in self._headings:
                self._charts.addWidget(self._headings[key], row, 0, 1, 2)
                row += 1
            self._charts.addWidget(self.charts[key], row, column, 1, 2 if alone else 1)
            row, column = (row + 1, 0) if alone or column else (row, 1)
        for each in (0, 1):
            self._charts.setColumnStretch(each, 1)


def _heading(question: str, first: bool) -> QWidget:
    """A question over its charts; at the first it is told what can be done with them all."""
    heading = QWidget()
    column = QVBoxLayout(heading)
    column.setContentsMargins(0, theme.GRID, 0, 0)
    column.setSpacing(2)
    column.addWidget(Label(question, "title"))
    if first:
        hint = _("Click a bar, dot or cell to see who or what is behind it.")
        column.addWidget(Label(hint, "body", "soft", wrap=True))
    return heading
