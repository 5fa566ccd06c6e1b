"""Who would move with other weights: the bands before and after, and the biggest movers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from core.i18n import _, ngettext
from core.insight.reweighing import Mover, Preview
from core.measures.points import whole
from desktop import theme
from desktop.formats import number
from desktop.health.band_bars import BandBars, moved
from desktop.widgets import badge
from desktop.widgets.badge import Badge
from desktop.widgets.button import Button
from desktop.widgets.card import Card
from desktop.widgets.label import Label
from desktop.widgets.layouts import empty

SHOWN_MOVERS = 5


class PreviewCard(Card):
    """Bars for the bands, the sentence that sums them up, and those who move the most."""

    def __init__(self, open_customer: Callable[[int], object]) -> None:
        super().__init__(_("Who would move"))
        self._open = open_customer
        self.sentence = Label(_("The scores are being read…"), "body", "soft", wrap=True)
        self.bars = BandBars()
        self.key = Label(
            _("Pale: as it is now. Full: as the sliders stand."),
            "caption",
            "soft",
            wrap=True,
        )
        self._movers = QGridLayout()
        self._movers.setHorizontalSpacing(theme.GAP)
        self._movers.setVerticalSpacing(theme.GRID // 2)
        self._movers.setColumnStretch(0, 1)
        self._rest = Label("", "caption", "soft", wrap=True)
        for widget in (self.sentence, self.bars, self.key):
            self.add(widget)
        self.body.addSpacing(theme.GRID // 2)
        self.body.addLayout(self._movers)
        self.add(self._rest)
        self.body.addStretch(1)
        for hidden in (self.bars, self.key, self._rest):
            hidden.hide()

    def show_preview(self, preview: Preview, changed: bool) -> None:
        """Show what would be; `changed` says whether the weights differ from those in force."""
        people = sum(preview.counts.values())
        self.bars.setVisible(people > 0)
        self.key.setVisible(changed and people > 0)
        self.bars.show_counts(preview.counts, preview.counts_before if changed else None)
        self.sentence.setText(_summed_up(preview, people, changed))
        self._show_movers(preview.moved if changed else [])

    def _show_movers(self, movers: Sequence[Mover]) -> None:
        empty(self._movers)
        for row, mover in enumerate(movers[:SHOWN_MOVERS]):
            name = Button(mover.customer, partial(self._open, mover.customer_id), kind="link")
            points = Label(moved(whole(mover.before), whole(mover.score)), number=True)
            name.setAccessibleDescription(points.text())
            self._movers.addWidget(name, row, 0, Qt.AlignmentFlag.AlignLeft)
            self._movers.addWidget(points, row, 1)
            self._movers.addWidget(Badge(badge.band(mover.band)), row, 2)
        more = len(movers) - SHOWN_MOVERS
        self._rest.setVisible(more > 0)
        self._rest.setText(
            ngettext(
                "{n} more customer would move, by fewer points.",
                "{n} more customers would move, by fewer points.",
                max(0, more),
            ).format(n=number(max(0, more)))
        )


def _summed_up(preview: Preview, people: int, changed: bool) -> str:
    if not people:
        return _("Nobody has a score yet. It begins with the first visit you write down.")
    if not changed:
        return _("These weights are in force. Move a slider to see who would move.")
    crossing = _crossing(len(preview.moved), people)
    if not preview.unscored:
        return crossing
    unscored = ngettext(
        "{n} customer would have no score any more.",
        "{n} customers would have no score any more.",
        preview.unscored,
    ).format(n=number(preview.unscored))
    return f"{crossing} {unscored}"


def _crossing(count: int, people: int) -> str:
    if not count:
        return _("Nobody would change their band.")
    return ngettext(
        "{n} of {people} customers would change their band.",
        "{n} of {people} customers would change their band.",
        count,
    ).format(n=number(count), people=number(people))
