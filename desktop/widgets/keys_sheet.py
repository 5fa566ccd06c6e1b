"""The keys of a page, and those that work everywhere, on one sheet."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from core.i18n import _
from desktop import theme
from desktop.formats import shortcut
from desktop.widgets.label import Label
from desktop.widgets.record_view import RecordView
from desktop.widgets.sheet import Sheet

Keys = list[tuple[str, str]]


def keys_in(page: QWidget) -> Keys:
    """Each key that a part in view answers to, with what it does there."""
    found: dict[str, str] = {}
    for keys, does in _told(page):
        if keys and does:
            found.setdefault(shortcut(keys), does)
    return list(found.items())


def of_many() -> Keys:
    """The keys of a list of which several rows may be chosen."""
    return [
        ("X", _("choose this one as well, then walk on")),
        (shortcut("Shift+Down"), _("choose from here on")),
        (shortcut("Ctrl+A"), _("choose the whole list")),
        ("Esc", _("choose only one again")),
    ]


def everywhere() -> Keys:
    """The keys that every page has."""
    pages = f"{shortcut('Ctrl+1')}–8"
    back = f"{shortcut('Alt+Left')}  {shortcut('Alt+Right')}"
    return [
        (shortcut("Ctrl+N"), _("Log feedback")),
        (pages, _("go to a page")),
        (back, _("back, forward")),
        (shortcut("Ctrl+F"), _("search")),
        ("J  K", _("the next one, the one before")),
        (shortcut("Ctrl+Z"), _("undo the last step")),
        (shortcut("Ctrl+Y"), _("Redo")),
        (shortcut("F5"), _("read the page anew")),
        ("F1  ?", _("these keys")),
    ]


class KeysSheet(Sheet):
    """Escape, F1 or ? closes it again."""

    def __init__(self, page: QWidget, parent: QWidget | None = None) -> None:
        lead = _("Single letters work while the list is in focus.")
        super().__init__(_("Keys"), lead, parent)
        halves = QHBoxLayout()
        halves.setSpacing(theme.GRID * 5)
        here, all_pages = QVBoxLayout(), QVBoxLayout()
        for half in (here, all_pages):
            half.setSpacing(theme.GRID * 2)
            halves.addLayout(half)
        own = keys_in(page)
        if own:
            here.addLayout(_group(page.accessibleName(), own))
        if any(view.takes_many and view.isVisible() for view in page.findChildren(RecordView)):
            all_pages.addLayout(_group(_("Several at once"), of_many()))
        all_pages.addLayout(_group(_("Everywhere"), everywhere()))
        for half in (here, all_pages):
            half.addStretch(1)
        self.body.addLayout(halves)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_F1, Qt.Key.Key_Question):
            self.accept()
        else:
            super().keyPressEvent(event)


def _told(page: QWidget) -> Iterator[tuple[str, str]]:
    for key in page.findChildren(QShortcut):
        part = key.parent()
        if isinstance(part, QWidget) and part.isVisible():
            yield key.key().toString(), key.whatsThis()
    for button in page.findChildren(QAbstractButton):
        if button.isVisible():
            yield button.shortcut().toString(), button.accessibleName()


def _group(title: str, listed: Keys) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(theme.GRID)
    column.addWidget(Label(title, "heading"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.GRID * 2)
    grid.setVerticalSpacing(6)
    for row, (key, does) in enumerate(listed):
        grid.addWidget(Label(key, "strong"), row, 0)
        grid.addWidget(Label(does[:1].upper() + does[1:]), row, 1)
    grid.setColumnMinimumWidth(0, theme.GRID * 9)
    grid.setColumnStretch(1, 1)
    column.addLayout(grid)
    return column
