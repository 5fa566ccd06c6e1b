"""A badge that opens a menu: what holds now, and what it may be set to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from desktop import icons, theme
from desktop.widgets import badge
from desktop.widgets.badge import Look
from desktop.widgets.button import Press

_CARET = 14
_RING = 1


@dataclass(frozen=True, slots=True)
class MenuChoice:
    """One line of the menu; the one that holds is ticked, `tip` says what it means."""

    text: str
    act: Callable[[], object]
    holds: bool = False
    tip: str = ""
    apart: bool = False


class BadgeMenu(Press):
    """Enter, space or a click opens the menu; arrows and Enter choose in it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._look = Look("")
        self.menu_below = QMenu(self)
        self.menu_below.setAccessibleName(name)
        self.menu_below.setToolTipsVisible(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: self.open_menu())

    @property
    def look(self) -> Look:
        """What is shown now."""
        return self._look

    def show_look(self, look: Look, choices: Sequence[MenuChoice], tip: str = "") -> None:
        """Show what holds now, and what can be chosen instead."""
        self._look = look
        self.setAccessibleName(f"{self._name}: {look.text}")
        self.setAccessibleDescription(tip)
        self.setToolTip(tip)
        self.menu_below.clear()
        for choice in choices:
            if choice.apart:
                self.menu_below.addSeparator()
            action = self.menu_below.addAction(choice.text.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(choice.holds)
            action.setToolTip(choice.tip)
            action.triggered.connect(lambda _checked=False, act=choice.act: act())
        self.updateGeometry()
        self.update()

    def open_menu(self) -> None:
        """Open the menu below, with what holds ready to be chosen."""
        self.menu_below.popup(self.mapToGlobal(QPoint(0, self.height())))
        held = [action for action in self.menu_below.actions() if action.isChecked()]
        self.menu_below.setActiveAction((held or self.menu_below.actions())[0])

    def sizeHint(self) -> QSize:
        return QSize(badge.width_of(self._look) + _CARET + 2 * _RING, badge.HEIGHT + 2 * _RING)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(_RING, _RING, self.width() - 2 * _RING, badge.HEIGHT)
        ring = "focus" if self.hasFocus() else "edge" if self.underMouse() else ""
        painter.setPen(QPen(theme.color(ring or "line"), 2 if self.hasFocus() else 1))
        painter.setBrush(theme.ground_of(self._look.tone))
        painter.drawRoundedRect(box, badge.HEIGHT / 2, badge.HEIGHT / 2)
        middle = box.center().y()
        badge.paint(painter, QPointF(_RING, middle), self._look, box.width() - _CARET)
        caret = QRectF(box.right() - _CARET - 5, middle - _CARET / 2 + 1, _CARET - 2, _CARET - 2)
        icons.paint(painter, caret, "down", theme.TONES[self._look.tone][0])
