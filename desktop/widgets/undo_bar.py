"""The bar at the foot: what just happened, and a way to take it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from core.i18n import _
from core.store import journal
from core.store.changes import Changes
from core.store.workspace import Workspace
from desktop import theme
from desktop.desk import Desk
from desktop.messages import Message
from desktop.widgets.button import Button, IconButton
from desktop.widgets.label import Label, repolish

SHOWN_MS = 10_000


def say_with_undo(
    desk: Desk, text: str, *, action: str = "", act: Callable[[], object] | None = None
) -> None:
    """Tell what a change came to in place of its label, with the same way back.

    With an `action` there is one thing more to do about it, which calls `act`.
    """
    desk.messages.say(text, action=action, act=act, undo=True)


def _undo(desk: Desk) -> None:
    _turn(desk, journal.undo, _("There is nothing to undo."))


def _redo(desk: Desk) -> None:
    _turn(desk, journal.redo, _("There is nothing to redo."))


def _turn(desk: Desk, way: Callable[[Workspace], Changes | None], nothing: str) -> None:
    def tell(changes: Changes | None) -> None:
        if changes is None:
            desk.messages.say(nothing)

    desk.tasks.write(lambda: way(desk.workspace), tell)


class UndoBar(QFrame):
    """Tells of every change for ten seconds; problems stay until they are put away."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._text = Label("", "body", wrap=True)
        self._undo = Button(_("Undo"), self.undo, kind="quiet", icon="undo")
        self._redo = Button(_("Redo"), self.redo, kind="quiet", icon="redo")
        self._act = Button(_("Show"), self._do, kind="quiet")
        self._wanted: Callable[[], object] | None = None
        self._close = IconButton("close", _("Put this message away"), self.hide)
        self.setProperty("shape", "bar")
        self.setAccessibleName(_("Last change"))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GRID * 2, theme.GRID // 2, theme.GRID, theme.GRID // 2)
        row.addWidget(self._text, 1)
        for button in (self._act, self._undo, self._redo, self._close):
            row.addWidget(button)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()
        desk.changes.happened.connect(self._show_change)
        desk.messages.said.connect(self._show_message)
        desk.messages.hushed.connect(self._hush)

    def undo(self) -> None:
        """Take back the last change, in the background."""
        _undo(self._desk)

    def redo(self) -> None:
        """Do again what was taken back."""
        _redo(self._desk)

    def add_shortcuts(self, window: QWidget) -> None:
        """Ctrl+Z, and Ctrl+Shift+Z or Ctrl+Y, anywhere in a window; text fields keep their own."""
        ways = (("Ctrl+Z", self.undo), ("Ctrl+Shift+Z", self.redo), ("Ctrl+Y", self.redo))
        for keys, go in ways:
            QShortcut(QKeySequence(keys), window).activated.connect(go)

    def _show_change(self, changes: Changes) -> None:
        if changes.journal_id is None:
            return
        label = _(changes.label)
        text = _("Taken back: {label}").format(label=label) if changes.undo else label
        self._show(text, "ink", undo=not (changes.undo or changes.lasting), redo=changes.undo)

    def _show_message(self, message: Message) -> None:
        self._show(message.text, message.tone, undo=message.undo, message=message)

    def _hush(self) -> None:
        # What stays is put away by whoever read it.
        if self._timer.isActive():
            self._timer.stop()
            self.hide()

    def _do(self) -> None:
        if self._wanted is not None:
            self._wanted()

    def _show(
        self,
        text: str,
        tone: str,
        *,
        undo: bool = False,
        redo: bool = False,
        message: Message | None = None,
    ) -> None:
        self._text.setText(text)
        self._text.set_tone(tone)
        self.setProperty("tone", tone)
        repolish(self)
        self._undo.setVisible(undo)
        self._redo.setVisible(redo)
        self._wanted = message.act if message else None
        self._act.setVisible(self._wanted is not None)
        if message and message.action:
            self._act.say(message.action)
        self.setAccessibleDescription(text)
        self.show()
        self.raise_()
        stays = tone == "negative" or (message is not None and message.stays)
        self._timer.stop() if stays else self._timer.start()
