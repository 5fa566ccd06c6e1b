"""How many of those behind a suggestion have their answer, and the way to the drafts."""

from __future__ import annotations

from core.i18n import _, ngettext
from desktop import formats, theme
from desktop.desk import Desk
from desktop.widgets.button import Button
from desktop.widgets.card import Card
from desktop.widgets.label import Label


class AnswersCard(Card):
    """Hidden until answers are due."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._suggestion_id = 0
        self._told = Label("", "strong", wrap=True)
        self._left = Label("", "body", "soft", wrap=True)
        self._go = Button(_("Open the answers"), self._open, icon="replies")
        for part in (self._told, self._left, self._go):
            self.add(part)
        self.body.setSpacing(theme.GRID // 2)
        self.hide()

    def show_answers(self, suggestion_id: int, drafts: int, sent: int) -> None:
        """Show where the answers to a suggestion are; nothing where none are due yet."""
        self._suggestion_id = suggestion_id
        waiting = ngettext(
            "{n} answer is drafted and waits to be sent.",
            "{n} answers are drafted and wait to be sent.",
            drafts,
        ).format(n=formats.number(drafts))
        told = ngettext("{n} answer was sent.", "{n} answers were sent.", sent)
        self._told.setText(waiting if drafts else _("Everyone by name has their answer."))
        self._left.setText(told.format(n=formats.number(sent)))
        self._left.setVisible(sent > 0)
        self._go.setVisible(drafts > 0)
        self.setVisible(drafts > 0 or sent > 0)

    def _open(self) -> None:
        self._desk.navigation.open("replies", ("suggestion", self._suggestion_id))
