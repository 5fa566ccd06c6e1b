"""Reminders: asked of the data again and again, told once a day in one notification."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from zlib import crc32

from PySide6.QtCore import QObject, QTimer

from core.i18n import _, ngettext
from desktop.tasks import Tasks
from desktop.window_state import Preferences

if TYPE_CHECKING:
    from core.store.workspace import Workspace

EVERY_MS = 60_000
SHOWN = 4
# A clock that was set wrong and right again comes back to days that were told already.
REMEMBERED = 14


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something due, in one short line."""

    text: str


@dataclass(frozen=True, slots=True)
class Asking:
    """What reminders ask the shop: what is due, which day it is, whether it is quiet now."""

    due: Callable[[], Sequence[Reminder]]
    today: Callable[[], date]
    is_quiet: Callable[[], bool]


class Told:
    """The days on which a shop's reminders were told, kept on this computer."""

    def __init__(self, preferences: Preferences, shop: str) -> None:
        self._preferences = preferences
        self._key = f"reminded/{crc32(shop.encode()):08x}"

    def __contains__(self, day: date) -> bool:
        return day.isoformat() in self._days()

    def add(self, day: date) -> None:
        """Remember a day, whatever the clock says later."""
        days = [*self._days(), day.isoformat()][-REMEMBERED:]
        self._preferences.put(self._key, " ".join(days))
        self._preferences.save()

    def _days(self) -> list[str]:
        return self._preferences.text(self._key).split()


class Reminders(QObject):
    """Tells of everything due in one notification a day, not in quiet hours or on closed days.

    Every look asks the clock and the data anew and no moment is waited for, so a sleep or a
    clock that was set cannot lose a day; and `told` outlives both, so none comes twice.
    """

    def __init__(
        self,
        asking: Asking,
        told: Told,
        notify: Callable[[str, str], object],
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._asking = asking
        self._told = told
        self._notify = notify
        self._tasks = tasks
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look now, and from now on."""
        self._timer.start()
        self.look()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def look(self) -> None:
        """Ask the data what is due, in the background, unless this day was told already."""
        if self._asking.today() not in self._told:
            self._tasks.read(self._ask, self._tell, key=("reminders", id(self)), owner=self)

    def _ask(self) -> Sequence[Reminder]:
        return () if self._asking.is_quiet() else self._asking.due()

    def _tell(self, due: Sequence[Reminder]) -> None:
        today = self._asking.today()
        if due and today not in self._told:
            self._told.add(today)
            self._notify(_heading(len(due)), _lines(due))


def of_shop(workspace: Workspace) -> Asking:
    """What a shop answers; it is asked beside the window."""
    clock = workspace.clock

    def is_quiet() -> bool:
        from core.people import quiet

        return quiet.is_quiet(workspace, clock.now())

    return Asking(lambda: due_today(workspace), clock.today, is_quiet)


def due_today(workspace: Workspace) -> list[Reminder]:
    """The quarterly review and everyone to get in touch with, where the owner wants notices."""
    from core.insight import quarterly_review, today
    from core.store import settings

    if not settings.get(workspace, settings.NOTIFY):
        return []
    asked = today.gather(workspace)
    found = [Reminder(checkin.customer) for checkin in asked.checkins]
    found += [Reminder(task.customer) for task in asked.care]
    if quarterly_review.due(workspace) is not None:
        found.insert(0, Reminder(_("The quarterly review is due.")))
    return found


def _heading(count: int) -> str:
    return ngettext("{n} reminder for today", "{n} reminders for today", count).format(n=count)


def _lines(reminders: Sequence[Reminder]) -> str:
    shown = [each.text for each in reminders[:SHOWN]]
    left = len(reminders) - len(shown)
    if left:
        shown.append(ngettext("and {n} more", "and {n} more", left).format(n=left))
    return "\n".join(shown)
