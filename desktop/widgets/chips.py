"""Chips: one choice of a few, each reached by one key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from desktop import icons
from desktop.formats import shortcut as native
from desktop.widgets.layouts import Flow


@dataclass(frozen=True, slots=True)
class Choice:
    """One chip; the shortcut, such as "Alt+1", works from anywhere in the window."""

    key: str
    text: str
    icon: str = ""
    shortcut: str = ""


class Chips(QWidget):
    """A row of chips, one of them chosen. Digits and arrows choose while it has the focus.

    A chip that is `clicked`, unlike one walked to, may give the focus to what it chose.
    """

    chosen = Signal(str)
    clicked = Signal()

    def __init__(self, choices: Sequence[Choice], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._choices = list(choices)
        self._group = QButtonGroup(self)
        self._row = Flow(self)
        fits = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        fits.setHeightForWidth(True)
        self.setSizePolicy(fits)
        for number, choice in enumerate(self._choices):
            self._add(number, choice)
        self._group.idClicked.connect(lambda number: self._tell(number))
        self._group.idClicked.connect(lambda _number: self.clicked.emit())
        if self._choices:
            self._group.button(0).setChecked(True)
            self.setFocusProxy(self._group.button(0))

    @property
    def value(self) -> str:
        """The key of the chosen chip; "" without any."""
        number = self._group.checkedId()
        return self._choices[number].key if number >= 0 else ""

    def choose(self, key: str) -> None:
        """Choose without telling anybody; an unknown key is a KeyError."""
        keys = [choice.key for choice in self._choices]
        if key not in keys:
            raise KeyError(key)
        self._group.button(keys.index(key)).setChecked(True)

    def choose_none(self) -> None:
        """Leave no chip chosen, as before the first choice was made."""
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(False)
        self._group.setExclusive(True)

    def set_text(self, key: str, text: str) -> None:
        """Change the words of a chip, such as a count in them."""
        number = [choice.key for choice in self._choices].index(key)
        self._group.button(number).setText(text.replace("&", "&&"))
        self._group.button(number).setAccessibleName(text)

    def set_tip(self, key: str, tip: str) -> None:
        """Say more about a chip to who hovers it."""
        number = [choice.key for choice in self._choices].index(key)
        self._group.button(number).setToolTip(tip)
        self._group.button(number).setAccessibleDescription(tip)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Boxes around a row that breaks do not all ask for its height; they all keep a minimum.
        self.setMinimumHeight(self._row.heightForWidth(self.width()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if typed.isdigit() and 1 <= int(typed) <= len(self._choices):
            self._press(int(typed) - 1)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            self._press((self._group.checkedId() + step) % len(self._choices))
        else:
            super().keyPressEvent(event)

    def _add(self, number: int, choice: Choice) -> None:
        chip = _Chip(choice.text.replace("&", "&&"))
        chip.setProperty("kind", "chip")
        chip.setCheckable(True)
        chip.setAutoDefault(False)
        chip.setAccessibleName(choice.text)
        if choice.icon:
            chip.setIcon(icons.icon(choice.icon))
            chip.setIconSize(QSize(20, 16))
        if choice.shortcut:
            keys = QShortcut(QKeySequence(choice.shortcut), self)
            keys.setContext(Qt.ShortcutContext.WindowShortcut)
            keys.setWhatsThis(choice.text)
            keys.activated.connect(lambda: self._press(number, focus=False))
            chip.setToolTip(native(choice.shortcut))
        self._group.addButton(chip, number)
        self._row.addWidget(chip)

    def _press(self, number: int, focus: bool = True) -> None:
        chip = self._group.button(number)
        if focus:
            chip.setFocus(Qt.FocusReason.OtherFocusReason)
        # The chip that is chosen already tells so as well, as it does when it is clicked.
        chip.setChecked(True)
        self._tell(number)

    def _tell(self, number: int) -> None:
        self.chosen.emit(self._choices[number].key)


class _Chip(QPushButton):
    """As wide as its words are when it is chosen, so that choosing cuts and moves nothing."""

    def sizeHint(self) -> QSize:
        strong = QFont(self.font())
        strong.setWeight(QFont.Weight.DemiBold)
        wide = QFontMetrics(strong).horizontalAdvance(self.text())
        usual = QFontMetrics(self.font()).horizontalAdvance(self.text())
        return super().sizeHint() + QSize(max(0, wide - usual), 0)
