"""What the score is made of, in plain words, for an owner who hesitates."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from core.i18n import _
from core.measures.factors import FACTORS
from desktop import theme
from desktop.health.words import BANDS, SIDES
from desktop.widgets import badge
from desktop.widgets.badge import Badge
from desktop.widgets.card import Card
from desktop.widgets.label import Label


class ExplanationCard(Card):
    """The six sides, the three bands, and what the score is not."""

    def __init__(self) -> None:
        super().__init__(_("What the score is made of"))
        self.add(
            Label(
                _(
                    "The score answers one question: if you do nothing, will this person come "
                    "again? Up to six sides add up to it, from 0 to 100. A side of which nothing "
                    "is known is left out; it never counts as nought."
                ),
                wrap=True,
            )
        )
        self.body.addSpacing(theme.GRID // 2)
        self.body.addLayout(_sides())
        self.body.addSpacing(theme.GRID // 2)
        self.body.addLayout(_bands())
        self.body.addSpacing(theme.GRID // 2)
        self.add(
            Label(
                _(
                    "Every customer’s page shows the points of each side with their reason. What "
                    "no notebook knows, that somebody moved away or comes before Christmas only, "
                    "is for your own view."
                ),
                "body",
                "soft",
                wrap=True,
            )
        )
        self.body.addStretch(1)


def _sides() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.GRID * 2)
    grid.setVerticalSpacing(theme.GRID)
    for row, (side, sentence) in enumerate(SIDES.items()):
        name = Label(_(FACTORS[side]), "strong", wrap=True)
        name.setFixedWidth(136)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(name, row, 0, top)
        grid.addWidget(Label(_(sentence), wrap=True), row, 1, top)
    grid.setColumnStretch(1, 1)
    return grid


def _bands() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.GRID * 2)
    grid.setVerticalSpacing(theme.GRID // 2)
    for row, (band, (points, sentence)) in enumerate(BANDS.items()):
        grid.addWidget(Badge(badge.band(band)), row, 0)
        grid.addWidget(Label(_(points), "strong"), row, 1)
        grid.addWidget(Label(_(sentence), wrap=True), row, 2)
    grid.setColumnStretch(2, 1)
    grid.setColumnMinimumWidth(0, 136)
    return grid
