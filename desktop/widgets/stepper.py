"""The steps of a walk, one under the other: where one is, and what lies behind and ahead."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from core.i18n import _
from desktop import formats, icons, theme

_SIGN = 26
_GAP = 12


class _Step(QAbstractButton):
    """A numbered circle and a name; a tick once the step is behind."""

    def __init__(self, number: int, name: str) -> None:
        super().__init__()
        self._number = number
        self.behind = False
        self.setText(name)
        self.setToolTip(name)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(160, theme.ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = self.isChecked()
        box = QRectF(self.rect()).adjusted(1, 2, -1, -2)
        painter.setPen(Qt.PenStyle.NoPen)
        if here:
            painter.setBrush(theme.color("accent_soft"))
            painter.drawRoundedRect(box, theme.SMALL_CORNER, theme.SMALL_CORNER)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, theme.SMALL_CORNER, theme.SMALL_CORNER)
        sign = QRectF(_GAP - 2, (self.height() - _SIGN) / 2, _SIGN, _SIGN)
        self._paint_sign(painter, sign, here)
        words = self.rect().adjusted(_GAP * 2 + _SIGN - 2, 0, -_GAP, 0)
        font = theme.font(strong=here)
        painter.setFont(font)
        painter.setPen(theme.color("ink" if here or self.behind else "ink_soft"))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_sign(self, painter: QPainter, box: QRectF, here: bool) -> None:
        painter.setPen(QPen(theme.color("accent" if here or self.behind else "edge"), 1.5))
        painter.setBrush(theme.color("accent") if here else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
        if self.behind and not here:
            icons.paint(painter, box.adjusted(6, 6, -6, -6), "done", "accent")
            return
        painter.setFont(theme.font(theme.CAPTION, strong=True, tabular=True))
        painter.setPen(theme.color("on_accent" if here else "ink_soft"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, formats.number(self._number))


class Stepper(QWidget):
    """Every step can be gone to; the arrow keys walk them."""

    chosen = Signal(int)

    def __init__(self, steps: Sequence[str], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._steps = [_Step(number, step) for number, step in enumerate(steps, start=1)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for number, step in enumerate(self._steps):
            self._group.addButton(step, number)
            column.addWidget(step)
        self._group.idClicked.connect(self.chosen)
        self.show_step(0, 0)

    @property
    def step(self) -> int:
        """The step one is at, from 0."""
        return self._group.checkedId()

    def show_step(self, here: int, furthest: int) -> None:
        """Mark a step, and those before `furthest` as walked."""
        # Without a step to be at, as before a walk begins, none is marked.
        self._group.setExclusive(here >= 0)
        if here >= 0 and any(step.hasFocus() for step in self._steps):
            self._steps[here].setFocus(Qt.FocusReason.OtherFocusReason)
        for number, step in enumerate(self._steps):
            step.behind = number < furthest
            step.setChecked(number == here)
            step.setAccessibleName(self._spoken(number, step))
            step.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        wanted = self.step + (by or 0)
        if by and 0 <= wanted < len(self._steps):
            self._steps[wanted].setFocus(Qt.FocusReason.OtherFocusReason)
            self.chosen.emit(wanted)
        else:
            super().keyPressEvent(event)

    def _spoken(self, number: int, step: _Step) -> str:
        name = _("Step {number}: {name}").format(number=number + 1, name=step.text())
        return _("{name} (done)").format(name=name) if step.behind else name
