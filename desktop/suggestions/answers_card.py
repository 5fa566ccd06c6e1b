"""How many of those behind a suggestion have their answer, and the way to the drafts."""

from __future__ import annotations

from core.i18n import _, ngettext
from core.voice import suggestions
from desktop import formats, theme
from desktop.desk import Desk
from desktop.suggestions.behind import Behind
from desktop.widgets.button import Button
from desktop.widgets.card import Card
from desktop.widgets.label import Label
from desktop.widgets.layouts import Flow


class AnswersCard(Card):
    """Hidden until answers are due."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._suggestion_id = 0
        self._told = Label("", "strong", wrap=True)
        self._left = Label("", "body", "soft", wrap=True)
        self._go = Button(_("Open the answers"), self._open, icon="replies")
        self._draft = Button(_("Draft their answers"), self._tell, icon="reply")
        for part in (self._told, self._left):
            self.add(part)
        steps = Flow()
        for button in (self._go, self._draft):
            steps.addWidget(button)
        self.body.addLayout(steps)
        self.body.setSpacing(theme.GRID // 2)
        self.hide()

    def show_answers(self, behind: Behind) -> None:
        """Show where the answers to a suggestion are; nothing where none are due yet."""
        self._suggestion_id = behind.suggestion.id
        first, *others = _sentences(behind)
        self._told.setText(first)
        self._left.setText(" ".join(others))
        self._left.setVisible(bool(others))
        self._go.setVisible(behind.drafts > 0)
        due = behind.untold > 0 and behind.can_tell
        self._draft.setVisible(due)
        self.setVisible(due or behind.drafts > 0 or behind.sent > 0)

    def _open(self) -> None:
        self._desk.navigation.open("replies", ("suggestion", self._suggestion_id))

    def _tell(self) -> None:
        shop, number = self._desk.workspace, self._suggestion_id
        self._desk.tasks.write(lambda: suggestions.tell(shop, number), owner=self)


def _sentences(behind: Behind) -> list[str]:
    """What is still to do before what is done."""
    waiting = ngettext(
        "{n} answer is drafted and waits to be sent.",
        "{n} answers are drafted and wait to be sent.",
        behind.drafts,
    )
    untold = ngettext(
        "{n} person has no answer about this yet.",
        "{n} people have no answer about this yet.",
        behind.untold,
    )
    told = ngettext("{n} answer was sent.", "{n} answers were sent.", behind.sent)
    counted = ((waiting, behind.drafts), (untold, behind.untold))
    due = [sentence.format(n=formats.number(count)) for sentence, count in counted if count]
    done = [told.format(n=formats.number(behind.sent))] if behind.sent else []
    return (due or [_("Everyone by name has their answer.")]) + done
