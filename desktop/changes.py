"""What changed in the shop, told to the window on its own thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from core.store.changes import Changes
    from core.store.workspace import Workspace


class ShopChanges(QObject):
    """Passes on each Changes of the workspace after its commit, on the GUI thread."""

    happened = Signal(object)
    _heard = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._listens = True
        self._heard.connect(self._pass_on)
        workspace.subscribe(self._listen)

    def close(self) -> None:
        """Hear nothing any more."""
        self._listens = False

    def _listen(self, changes: Changes) -> None:
        # May come from the writer thread: a signal to an object of the GUI thread is queued.
        if self._listens and shiboken6.isValid(self):
            self._heard.emit(changes)

    def _pass_on(self, changes: Changes) -> None:
        if self._listens:
            self.happened.emit(changes)
