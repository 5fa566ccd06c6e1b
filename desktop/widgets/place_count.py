"""How many wait on a page, as a number in the side bar that follows the shop."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer

from core.store.changes import Changes
from core.store.workspace import Workspace
from desktop.desk import Desk
from desktop.widgets.side_bar import SideBar

# A day begins while the window stays open, and what slept until then waits again.
EVERY_MS = 10 * 60 * 1000


class PlaceCount(QObject):
    """Counts in the background after every change, and every ten minutes."""

    def __init__(
        self, desk: Desk, side_bar: SideBar, page: str, count: Callable[[Workspace], int]
    ) -> None:
        super().__init__(side_bar)
        self._desk, self._side_bar = desk, side_bar
        self._page, self._count = page, count
        desk.changes.happened.connect(self._notice)
        again = QTimer(self, interval=EVERY_MS)
        again.timeout.connect(self.ask)
        again.start()
        self.ask()

    def ask(self) -> None:
        """Count anew; what has not changed since is known already."""
        self._desk.tasks.read(
            partial(self._count, self._desk.workspace),
            partial(self._side_bar.set_count, self._page),
            key=("count", self._page),
            owner=self,
        )

    def _notice(self, _changes: Changes) -> None:
        self.ask()
