"""What the chosen figure means, what it rests on, and what it was before."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from core.i18n import _, ngettext
from core.insight.metric import Compared, Metric
from core.insight.metric_words import DEFINITIONS
from desktop import formats, theme
from desktop.insights import at_risk
from desktop.insights.figure import why_nothing
from desktop.widgets.button import Button
from desktop.widgets.card import Card
from desktop.widgets.label import Label

GAP = theme.GRID * 4


class Explanation(Card):
    """Two lines that are always there, so that nothing moves when another figure is chosen."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__(padding=theme.GRID * 2)
        self._name = Label("", "strong")
        self._meaning = Label("", "body", wrap=True, select=True)
        self._facts = Label("", "body", "soft", wrap=True, select=True)
        self._rows: object = None
        self._show_rows = Button(_("Show the people"), lambda: self.asked.emit(self._rows))
        self._show_rows.hide()
        self.body.setSpacing(theme.GRID // 2)
        for label in (self._name, self._meaning, self._facts):
            label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._name)
        words.addWidget(self._meaning)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addLayout(words, 3)
        row.addWidget(self._facts, 2)
        row.addWidget(self._show_rows, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room(event.size().width())

    def _make_room(self, width: int) -> None:
        """Have room for the longest of all definitions at this width."""
        room = QRect(0, 0, (width - 4 * theme.GRID - GAP) * 3 // 5, 10_000)
        metrics = self._meaning.fontMetrics()
        wrapped = Qt.TextFlag.TextWordWrap
        highest = max(
            metrics.boundingRect(room, wrapped, text).height()
            for text in (at_risk.meaning(), *map(_, DEFINITIONS.values()))
        )
        high = max(metrics.height() + 2 + highest, 3 * metrics.height())
        self.setMinimumHeight(4 * theme.GRID + 2 + high)

    def show_metric(self, compared: Compared, rests_on: str, *, compare: bool) -> None:
        """Explain a figure; `compare` says whether there is a period before it."""
        now = compared.now
        lines = [_parts(now) or rests_on, now.range_text()]
        if now.value is None and not now.n:
            lines = [why_nothing(now.key)]
        if compare and compared.before.value is not None:
            before = _("Before: {value}").format(value=compared.before.text())
            lines.append(_joined(before, compared.change_text()))
        facts = "\n".join(line for line in lines if line)
        self.show_words(_(now.label), now.text(), _(now.definition), facts)

    def show_words(
        self, name: str, value: str, meaning: str, facts: str, rows: object = None
    ) -> None:
        """Explain a figure in words; `rows` is what is asked for with the button, if anything."""
        self._name.setText(_("{figure}: {value}").format(figure=name, value=value))
        self._meaning.setText(meaning)
        self._facts.setText(facts)
        self._rows = rows
        self._show_rows.setVisible(rows is not None)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _parts(metric: Metric) -> str:
    """Numerator and denominator of a share in words; empty for what is none."""
    if metric.unit != "percent" or metric.numerator is None or not metric.denominator:
        return ""
    some, n = formats.number(metric.numerator), formats.number(metric.n)
    if metric.key in ("csat", "ces_easy"):
        words = ngettext("{some} of {n} answer", "{some} of {n} answers", metric.n)
    elif metric.key == "answered":
        words = ngettext("{some} of {n} voice", "{some} of {n} voices", metric.n)
    else:
        words = ngettext("{some} of {n} customer", "{some} of {n} customers", metric.n)
    return words.format(some=some, n=n)
