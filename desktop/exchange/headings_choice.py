"""In which words the headings of exported tables are: chosen once, beside the export."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from core.i18n import N_, _
from core.store import settings
from core.store.changes import Changes
from desktop.desk import Desk
from desktop.widgets.button import Button

SHORT = {
    "owner": N_("Headings to read"),
    "english": N_("Headings for programs"),
}


class HeadingsChoice(Button):
    """Says what is chosen; a press offers the other choice too."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("", self.open_menu, kind="quiet", icon="down")
        self._desk = desk
        self._menu = QMenu(self)
        self._group = QActionGroup(self)
        setting = settings.EXPORT_HEADINGS
        self.setToolTip(f"{_(setting.label)}\n{_(setting.help)}")
        for key, label in setting.choices:
            action = QAction(_(label), self._group)
            action.setCheckable(True)
            action.setData(key)
            action.triggered.connect(partial(self.choose, key))
            self._menu.addAction(action)
        desk.changes.happened.connect(self._notice)
        self._show(setting.default)
        self._read()

    def choose(self, key: str, _checked: bool = True) -> None:
        """Keep a choice for this and every later export."""
        shop = self._desk.workspace
        self._desk.tasks.write(partial(settings.put, shop, settings.EXPORT_HEADINGS, key))

    def open_menu(self) -> None:
        """Offer both below the button."""
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        self._menu.setActiveAction(self._group.checkedAction())

    def _notice(self, changes: Changes) -> None:
        if "setting" in changes.nouns:
            self._read()

    def _read(self) -> None:
        wanted = partial(settings.get, self._desk.workspace, settings.EXPORT_HEADINGS)
        self._desk.tasks.read(wanted, self._show, key=("headings", id(self)), owner=self)

    def _show(self, chosen: str) -> None:
        self.say(_(SHORT[chosen]))
        for action in self._group.actions():
            action.setChecked(action.data() == chosen)
