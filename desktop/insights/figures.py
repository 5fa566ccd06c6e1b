"""The key figures: each with what it rests on, how sure it is, and its definition in the tip."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from core.i18n import _, ngettext
from core.insight.metrics import Metric
from desktop import formats, theme
from desktop.widgets.stat import Stat

SHOWN = (
    "retention",
    "repeat_rate",
    "new_client_return",
    "visit_frequency",
    "average_spend",
    "lifetime_value",
    "nps",
    "csat",
    "ces",
    "ces_easy",
    "answered",
    "first_answer",
)
NARROWEST = 210


class Figures(QWidget):
    """A grid of figures, as many side by side as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self.stats: dict[str, Stat] = {}
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.GRID)

    def show_metrics(self, metrics: Sequence[Metric]) -> None:
        """Show the figures of a period."""
        by_key = {metric.key: metric for metric in metrics}
        if not self.stats:
            for key in SHOWN:
                self.stats[key] = Stat(_(by_key[key].label))
            self._place()
        for key, stat in self.stats.items():
            _show(stat, by_key[key])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """Rows of the same length: six, four, three or two figures."""
        fit = max(2, (self.width() + theme.GRID) // (NARROWEST + theme.GRID))
        columns = max(number for number in (2, 3, 4, 6) if number <= fit)
        if not self.stats or (columns == self._columns and self._grid.count()):
            return
        self._columns = columns
        for place, stat in enumerate(self.stats.values()):
            self._grid.addWidget(stat, place // columns, place % columns)
        for column in range(6):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)


def _show(stat: Stat, metric: Metric) -> None:
    stat.setToolTip(_(metric.definition))
    if metric.value is None:
        few = _("too few to judge") if metric.n else _("nothing to count yet")
        stat.show_value("–", few, "soft")
        return
    note = _rests_on(metric)
    if metric.too_few:
        few = _("too few to judge")
        stat.show_value(metric.text(), f"{note} · {few}", "soft")
        return
    stat.show_value(metric.text(), "\n".join(part for part in (note, metric.range_text()) if part))


def _rests_on(metric: Metric) -> str:
    n = formats.number(metric.n)
    if metric.key in ("nps", "csat", "ces", "ces_easy"):
        return ngettext("{n} answer", "{n} answers", metric.n).format(n=n)
    if metric.key == "average_spend":
        return ngettext("{n} visit", "{n} visits", metric.n).format(n=n)
    if metric.key in ("answered", "first_answer"):
        return ngettext("{n} voice", "{n} voices", metric.n).format(n=n)
    return ngettext("{n} customer", "{n} customers", metric.n).format(n=n)
