"""The key figures under four questions, and what the chosen one means and rests on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.i18n import N_, _, ngettext
from core.insight.expected import AtRisk
from core.insight.metric import Compared, Metric
from core.insight.metric_words import LABELS
from desktop import formats, theme
from desktop.insights import at_risk
from desktop.insights.explanation import Explanation
from desktop.insights.figure import Figure
from desktop.widgets.card import Card
from desktop.widgets.label import Label
from desktop.widgets.tiles import Tiles

# Each question with the figures that answer it, the telling one first.
QUESTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        N_("Do they come back?"),
        ("still_active", "retention", "new_client_return", "repeat_rate", "churn"),
    ),
    (N_("What is it worth?"), ("average_spend", "visit_frequency", "lifetime_value", at_risk.KEY)),
    (N_("Are they content?"), ("nps", "csat", "ces", "ces_easy")),
    (N_("Do they get an answer?"), ("answered", "first_answer")),
)
NARROWEST = 230


class Figures(QWidget):
    """A card for each question; a click, Enter or the focus on a figure explains it below."""

    def __init__(self) -> None:
        super().__init__()
        self.figures: dict[str, Figure] = {}
        cards = [self._card(_(question), keys) for question, keys in QUESTIONS]
        self.explanation = Explanation()
        self.asked = self.explanation.asked
        self._known: dict[str, Compared] = {}
        self._at_risk: AtRisk | None = None
        self._compare = True
        self._chosen = QUESTIONS[0][1][0]
        self.figures[self._chosen].set_chosen(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(Tiles(cards, narrowest=NARROWEST, spacing=theme.GRID))
        column.addWidget(self.explanation)

    def show_metrics(
        self, metrics: Sequence[Compared], risk: AtRisk, *, compare: bool = True
    ) -> None:
        """Show the figures of a period; without `compare` there is no period before it."""
        self._known = {compared.now.key: compared for compared in metrics}
        self._at_risk, self._compare = risk, compare
        for key, compared in self._known.items():
            self.figures[key].show_figure(compared, rests_on(compared.now), compare=compare)
        self.figures[at_risk.KEY].show_words(
            at_risk.value(risk), at_risk.words(risk), at_risk.meaning()
        )
        self._explain(self._chosen)

    def _explain(self, key: str) -> None:
        self._chosen = key
        for each, figure in self.figures.items():
            figure.set_chosen(each == key)
        if key == at_risk.KEY and self._at_risk is not None:
            self._explain_risk(self._at_risk)
        elif key in self._known:
            compared = self._known[key]
            self.explanation.show_metric(compared, rests_on(compared.now), compare=self._compare)

    def _step(self, count: int) -> None:
        """Go to a neighbour of the chosen figure, from the last on to the first."""
        keys = list(self.figures)
        there = self.figures[keys[(keys.index(self._chosen) + count) % len(keys)]]
        there.setFocus(Qt.FocusReason.TabFocusReason)

    def _explain_risk(self, risk: AtRisk) -> None:
        self.explanation.show_words(
            at_risk.name(),
            at_risk.value(risk),
            at_risk.meaning(),
            at_risk.facts(risk),
            at_risk.behind() if risk.people else None,
        )

    def _card(self, question: str, keys: Sequence[str]) -> Card:
        card = Card(padding=theme.GRID)
        card.setAccessibleName(question)
        card.body.setSpacing(theme.GRID // 2)
        heading = Label(question, "strong", "soft", wrap=True)
        heading.setContentsMargins(theme.GRID, theme.GRID, theme.GRID, 0)
        card.add(heading)
        for number, key in enumerate(keys):
            name = at_risk.name() if key == at_risk.KEY else _(LABELS[key])
            figure = Figure(name, large=not number)
            figure.chosen.connect(lambda key=key: self._explain(key))
            figure.stepped.connect(self._step)
            self.figures[key] = figure
            card.add(figure)
        card.body.addStretch(1)
        return card


def rests_on(metric: Metric) -> str:
    """How many people, visits or voices a figure rests on."""
    n = formats.number(metric.n)
    if metric.key in ("nps", "csat", "ces", "ces_easy"):
        return ngettext("{n} answer", "{n} answers", metric.n).format(n=n)
    if metric.key == "average_spend":
        return ngettext("{n} visit", "{n} visits", metric.n).format(n=n)
    if metric.key in ("answered", "first_answer"):
        return ngettext("{n} voice", "{n} voices", metric.n).format(n=n)
    return ngettext("{n} customer", "{n} customers", metric.n).format(n=n)
