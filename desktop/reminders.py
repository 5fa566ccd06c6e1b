"""Reminders: asked of the data again and again, never kept as timers."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, QTimer

from core.i18n import ngettext
from desktop.tasks import Tasks

EVERY_MS = 60_000
# A gap this much longer than the beat means that the computer slept or its clock was set.
JUMP_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something due: `key` tells it apart from the others, `text` is one short line."""

    key: Hashable
    text: str


class Reminders(QObject):
    """Raises each due reminder once a day, all of one look in one notification."""

    def __init__(
        self,
        due: Callable[[], Sequence[Reminder]],
        today: Callable[[], date],
        notify: Callable[[str, str], object],
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._due = due
        self._today = today
        self._notify = notify
        self._tasks = tasks
        self._raised: dict[Hashable, date] = {}
        self._looked_at = time.time()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Look now, and from now on."""
        self._timer.start()
        self.look()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def look(self) -> None:
        """Ask the data what is due, in the background."""
        self._looked_at = time.time()
        self._tasks.read(self._due, self._raise, key=("reminders", id(self)), owner=self)

    def jumped(self) -> bool:
        """Whether the computer's clock moved other than the beat since the last look."""
        gap = time.time() - self._looked_at
        return abs(gap - EVERY_MS / 1000) > JUMP_SECONDS

    def _beat(self) -> None:
        if self.jumped():
            # After a sleep or a set clock "today" may be another day, earlier or later.
            self._raised = {key: on for key, on in self._raised.items() if on == self._today()}
        self.look()

    def _raise(self, due: Sequence[Reminder]) -> None:
        today = self._today()
        fresh = [each for each in due if self._raised.get(each.key) != today]
        if not fresh:
            return
        self._raised = {key: on for key, on in self._raised.items() if on == today}
        self._raised.update((each.key, today) for each in fresh)
        self._notify(_heading(len(fresh)), _lines(fresh))


def _heading(count: int) -> str:
    return ngettext("{n} check-in is due", "{n} check-ins are due", count).format(n=count)


def _lines(reminders: Sequence[Reminder]) -> str:
    shown = [each.text for each in reminders[:4]]
    left = len(reminders) - len(shown)
    if left:
        shown.append(ngettext("and {n} more", "and {n} more", left).format(n=left))
    return "\n".join(shown)
