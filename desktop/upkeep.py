"""What the app does by itself while it is open: health scores, the daily backup, undo thinned."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from core.errors import KnownError
from core.insight.snapshots import MOVING_NOUNS
from core.store.changes import Changes
from desktop.desk import Desk

CALM_MS = 4_000
LOOK_EVERY_MS = 30 * 60_000


class Upkeep(QObject):
    """Keeps derived figures fresh and a good backup near; all of it in the background."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._calm = QTimer(self, singleShot=True, interval=CALM_MS)
        self._calm.timeout.connect(self.refresh_health)
        self._looks = QTimer(self, interval=LOOK_EVERY_MS)
        self._looks.timeout.connect(self._look)
        desk.changes.happened.connect(self._notice)

    def start(self) -> None:
        """Look at everything once now, and again as time passes."""
        self._look()
        self._looks.start()
        self._desk.tasks.write(self._thin)

    def refresh_health(self) -> None:
        """Compute the health scores anew, if the data moved since they were computed."""
        from core.insight import health_scores

        workspace = self._desk.workspace

        def work() -> None:
            if not health_scores.is_fresh(workspace):
                health_scores.refresh(workspace)

        self._desk.tasks.read(work, None, key="health")

    def back_up(self) -> None:
        """Make the daily backup if it is due; a failure is told, never fatal."""
        from core.store import backup

        self._desk.tasks.read(
            lambda: backup.make_if_due(self._desk.workspace), None, self._tell, key="backup"
        )

    def _tell(self, error: KnownError) -> None:
        self._desk.messages.problem(error)

    def _thin(self) -> None:
        from core.store import journal

        journal.thin(self._desk.workspace)

    def _look(self) -> None:
        # Also for an app that stays open over night: with the new day, scores and backup are due.
        self.refresh_health()
        self.back_up()

    def _notice(self, changes: Changes) -> None:
        if not changes.nouns.isdisjoint(MOVING_NOUNS):
            self._calm.start()
