"""Dresses what is in view when the look is switched, and what is hidden once it is shown again.

Qt alone dresses each widget of the app anew once for every widget that it lies in, hidden ones
as well: with all pages opened that takes seconds, in which the window does not answer.
"""

from __future__ import annotations

from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget


class DressedWhenSeen(QWidget):
    """A part of a window, such as a page, that a switched look reaches only once it is shown."""

    is_dressed = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.is_dressed:
            _dress(self)


def switch(app: QApplication, palette: QPalette, rules: str) -> None:
    """Give the app other colours and rules, and every window its new look."""
    # Qt dresses whatever has kept its old rules; now nothing has, and it is done here.
    app.style().unpolish(app)
    app.setPalette(palette)
    app.setStyleSheet(rules)
    for window in app.topLevelWidgets():
        # Menus and lists that drop down come with the button or field they hang on.
        if window.parentWidget() is None or window.isVisible():
            _dress(window)


def _dress(widget: QWidget) -> None:
    if isinstance(widget, DressedWhenSeen):
        widget.is_dressed = not widget.isHidden()
        if not widget.is_dressed:
            return
    # No word of it to the widget itself, as Qt would give: nothing changes its size or place.
    widget.style().polish(widget)
    widget.update()
    for part in widget.children():
        if isinstance(part, QWidget):
            _dress(part)
