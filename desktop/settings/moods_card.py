"""How texts are read: what the owner's corrections taught, let go again, and all read anew."""

from __future__ import annotations

from core.i18n import _, ngettext
from core.voice import moods
from desktop import formats, theme
from desktop.desk import Desk
from desktop.widgets.button import Button
from desktop.widgets.card import Card
from desktop.widgets.label import Label
from desktop.widgets.layouts import Flow


class MoodsCard(Card):
    """Tells from how many corrections the shop has learned; forgetting can be undone."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Moods"))
        self._desk = desk
        self._texts = 0
        self._reading = False
        self.state = Label("", "body", wrap=True)
        self.read = Button(_("Read all feedback again"), self.read_again, icon="redo")
        self.forget = Button(_("Forget what was learned"), self.let_go)
        lead = _(
            "Regulars reads how each text is meant. What you correct in Feedback stays as you "
            "said, and similar texts are read your way from then on."
        )
        self.add(Label(lead, "caption", "soft", wrap=True))
        self.add(self.state)
        buttons = Flow()
        for button in (self.read, self.forget):
            buttons.addWidget(button)
        self.body.addSpacing(theme.GRID // 2)
        self.body.addLayout(buttons)

    def show_learned(self, corrections: int, texts: int) -> None:
        """Show from how many corrections was learned, in a shop of so many texts."""
        self._texts = texts
        self.state.setText(_learned(corrections))
        self.forget.setEnabled(corrections > 0)
        self._show_ready()

    def let_go(self) -> None:
        """Forget what was learned; the corrections stay."""
        self.forget.setEnabled(False)
        self._desk.tasks.write(lambda: moods.forget(self._desk.workspace))

    def read_again(self) -> None:
        """Read every text of the shop again, with what was learned until now."""
        # Loaded here, because nothing before the first page needs it.
        from desktop.upkeep import read_anew

        task = read_anew(self._desk, everything=True)
        self._reading = True
        # Else the focus would move on to the button that forgets, right under Enter.
        self.read.clearFocus()
        self._show_ready()
        task.ended.connect(self._end)

    def _end(self) -> None:
        self._reading = False
        self._show_ready()

    def _show_ready(self) -> None:
        self.read.setEnabled(self._texts > 0 and not self._reading)


def _learned(corrections: int) -> str:
    if not corrections:
        return _("Nothing learned yet. Correct a mood in Feedback, and Regulars learns from you.")
    count = formats.number(corrections)
    return ngettext(
        "Learned from {n} correction.", "Learned from {n} corrections.", corrections
    ).format(n=count)
