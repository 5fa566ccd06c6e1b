"""An answer chosen from steps by its digits, the arrows or a press; it may be left blank."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.flow_row import FlowRow
from desktop.widgets.label import Label

Value = int | str
RING = 4
_STEP_WIDTH = 42
_GAP = 6


class AnswerScale(QWidget):
    """Steps of which one may be chosen. Typing 1 and 0 gives 10; Backspace leaves it blank.

    The whole scale is one stop of the Tab key; Enter goes on to the next field.
    """

    answered = Signal(object)

    def __init__(
        self,
        steps: Sequence[tuple[Value, str]],
        name: str,
        ends: tuple[str, str] = ("", ""),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._values = [value for value, _text in steps]
        # Numbers are typed as they are, other steps by their place.
        self._keys = {
            str(value if isinstance(value, int) else place): place - 1
            for place, (value, _text) in enumerate(steps, start=1)
        }
        self._chosen = -1
        self._typed = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._steps = FlowRow(_GAP)
        self._buttons = [self._add(number, text) for number, (_value, text) in enumerate(steps)]
        column = QVBoxLayout(self)
        column.setContentsMargins(RING, RING, RING, RING)
        column.setSpacing(theme.GRID // 2)
        column.addWidget(self._steps)
        if any(ends):
            column.addLayout(self._words_at(ends, len(steps)))
        self._speak()

    @property
    def value(self) -> Value | None:
        """The chosen answer, or None for a blank."""
        return self._values[self._chosen] if self._chosen >= 0 else None

    def set_value(self, value: Value | None) -> None:
        """Choose without telling anybody; None leaves it blank."""
        self._typed = ""
        self._show(self._values.index(value) if value is not None else -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        if plain and event.text().isdecimal():
            self._type(event.text())
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._choose(-1)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            self._choose(min(max(self._chosen + step, 0), len(self._values) - 1))
        elif plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # A digit typed after coming back is a new answer, not the end of the old one.
        self._typed = ""
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("focus"), 2))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, theme.CORNER, theme.CORNER)

    def _type(self, digit: str) -> None:
        typed = self._typed + digit if self._typed + digit in self._keys else digit
        if typed in self._keys:
            self._choose(self._keys[typed])
            self._typed = typed

    def _choose(self, number: int) -> None:
        self._typed = ""
        if number != self._chosen:
            self._show(number)
            self.answered.emit(self.value)

    def _press(self, number: int) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._choose(-1 if number == self._chosen else number)
        self._show(self._chosen)

    def _show(self, number: int) -> None:
        self._chosen = number
        for place, button in enumerate(self._buttons):
            button.setChecked(place == number)
        self._speak()

    def _speak(self) -> None:
        chosen = self._buttons[self._chosen].accessibleName() if self._chosen >= 0 else ""
        self.setAccessibleName(f"{self._name}: {chosen}" if chosen else self._name)

    def _add(self, number: int, text: str) -> QPushButton:
        is_number = isinstance(self._values[number], int)
        place = "" if is_number else f"{number + 1}   "
        step = QPushButton(place + text.replace("&", "&&"))
        step.setProperty("kind", "chip" if not is_number else "step")
        step.setCheckable(True)
        step.setAutoDefault(False)
        step.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        step.setAccessibleName(text)
        if is_number:
            step.setFixedWidth(_STEP_WIDTH)
        step.clicked.connect(lambda _checked=False: self._press(number))
        self._steps.add(step)
        return step

    def _words_at(self, ends: tuple[str, str], steps: int) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(Label(ends[0], "caption", "soft"))
        row.addStretch(1)
        last = Label(ends[1], "caption", "soft")
        row.addWidget(last)
        spacing = self._steps.spacing
        width = steps * (_STEP_WIDTH + spacing) - spacing
        whole = QHBoxLayout()
        inner = QWidget()
        inner.setLayout(row)
        row.setContentsMargins(2, 0, 2, 0)
        inner.setFixedWidth(max(width, row.sizeHint().width()))
        whole.addWidget(inner)
        whole.addStretch(1)
        return whole
