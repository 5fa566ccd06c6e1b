"""The keys of the inbox on one sheet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from core.i18n import _
from desktop import theme
from desktop.formats import shortcut
from desktop.widgets.button import Button
from desktop.widgets.label import Label


def keys() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every key with what it does, in groups."""
    return [
        (
            _("Walk"),
            [
                ("J  K", _("the next voice, the one before")),
                ("Enter  R", _("write the answer")),
                (shortcut("Ctrl+F"), _("search")),
                ("?  F1", _("these keys")),
            ],
        ),
        (
            _("Work through"),
            [
                ("T", _("choose the topic; Enter takes the best guess")),
                ("L", _("link to a suggestion")),
                ("S", _("begin a new suggestion")),
                ("Z", _("put off until a day")),
                ("N", _("no answer needed, and why")),
                ("A", _("what the customer said to the answer")),
                ("E", _("looked through, nothing to do")),
            ],
        ),
        (
            _("Mood"),
            [
                ("1  2  3  4", _("negative, neutral, positive, mixed")),
                ("0", _("take your word on the mood back")),
            ],
        ),
        (
            _("Several at once"),
            [
                ("X", _("choose this one as well, then walk on")),
                (shortcut("Shift+Down"), _("choose from here on")),
                (shortcut("Ctrl+A"), _("choose the whole list")),
                ("Esc", _("choose only one again")),
                (shortcut("Ctrl+Z"), _("undo the last step")),
            ],
        ),
    ]


class KeysSheet(QDialog):
    """Escape, F1 or ? closes it again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Keys of the inbox"))
        self.setAccessibleName(_("Keys of the inbox"))
        column = QVBoxLayout(self)
        side = theme.GRID * 3
        column.setContentsMargins(side, side, side, theme.GRID * 2)
        column.setSpacing(theme.GRID * 2)
        column.addWidget(Label(_("Keys of the inbox"), "title"))
        lead = _("They work while the list is in focus. After each step the next voice is chosen.")
        column.addWidget(Label(lead, "body", "soft"))
        groups = QGridLayout()
        groups.setHorizontalSpacing(theme.GRID * 5)
        groups.setVerticalSpacing(theme.GRID * 2)
        for number, (title, listed) in enumerate(keys()):
            place = (number // 2, number % 2)
            groups.addLayout(_group(title, listed), *place, Qt.AlignmentFlag.AlignTop)
        column.addLayout(groups)
        foot = QHBoxLayout()
        foot.addStretch(1)
        self.done_button = Button(_("Close"), self.accept)
        foot.addWidget(self.done_button)
        column.addLayout(foot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_F1, Qt.Key.Key_Question):
            self.accept()
        else:
            super().keyPressEvent(event)


def _group(title: str, listed: list[tuple[str, str]]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(theme.GRID)
    column.addWidget(Label(title, "heading"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.GRID * 2)
    grid.setVerticalSpacing(6)
    for row, (key, meaning) in enumerate(listed):
        cap = Label(key, "strong", number=True)
        cap.setMinimumWidth(theme.GRID * 9)
        grid.addWidget(cap, row, 0)
        grid.addWidget(Label(meaning), row, 1)
    grid.setColumnStretch(1, 1)
    column.addLayout(grid)
    return column
