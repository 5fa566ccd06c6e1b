"""What belongs to this computer and not to the shop: the language of the screen, the look."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from core import i18n
from core.i18n import _
from desktop import language, theme
from desktop.desk import Desk
from desktop.widgets.card import Card
from desktop.widgets.chips import Chips, Choice
from desktop.widgets.label import Label


class ScreenCard(Card):
    """Applied at once, on this computer only."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("This computer"))
        self._preferences = desk.preferences
        self.languages = Chips(
            [Choice(code, name) for code, name in language.choices()], _("Language of the screen")
        )
        self.languages.choose(i18n.language())
        self.languages.chosen.connect(self._speak)
        self.looks = Chips(
            [
                Choice("system", _("As the system")),
                Choice("light", _("Light"), "light"),
                Choice("dark", _("Dark"), "dark"),
            ],
            _("Light or dark"),
        )
        kept = self._preferences.text(theme.KEY, "system")
        self.looks.choose(kept if kept in theme.MODES else "system")
        self.looks.chosen.connect(self._dress)
        for title, chips in (
            (_("Language of the screen"), self.languages),
            (_("Light or dark"), self.looks),
        ):
            self.add(Label(title, "strong"))
            self.add(chips)
            self.body.addSpacing(theme.GRID // 2)

    def _speak(self, code: str) -> None:
        # The window is built anew for another language, this card with it.
        QTimer.singleShot(0, lambda: language.change(self._preferences, code))

    def _dress(self, mode: str) -> None:
        self._preferences.put(theme.KEY, mode)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, mode)
