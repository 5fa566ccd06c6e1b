"""What the app does by itself while it is open: scores, the daily backup, undo thinned, moods."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QInputMethod

from core.errors import Cancelled, KnownError
from core.i18n import _, ngettext
from core.insight.snapshots import MOVING_NOUNS
from core.store.changes import Changes
from core.voice import moods
from core.voice.moods import ReadAnew
from desktop import formats
from desktop.desk import Desk
from desktop.tasks import LongTask, Progress

CALM_MS = 4_000
# So few texts are read anew without a word.
FEW = 20
# Later than the health scores, so that the two do not take both readers at once.
QUIET_MS = 6_000
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
        self._moods = MoodUpkeep(desk, self)
        desk.changes.happened.connect(self._notice)

    def start(self) -> None:
        """Look at everything once now, and again as time passes."""
        self._moods.start()
        self._look()
        self._looks.start()
        self._desk.tasks.write(self._thin)

    def refresh_health(self) -> None:
        """Compute the health scores anew, if the data moved since they were computed.

        The shop's own past is read either way: the first customer's page would wait for it.
        """
        from core.insight import health_scores, shop_days

        workspace = self._desk.workspace

        def work() -> None:
            if not health_scores.is_fresh(workspace):
                health_scores.refresh(workspace)
            shop_days.pair(workspace, workspace.clock.today())

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


class MoodUpkeep(QObject):
    """Learns from corrections when nobody types; once, reads what an older reader read."""

    # A correction is feedback that changed; undoing a reset changes the setting that keeps it.
    nouns = frozenset({"feedback", "setting"})

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._written: tuple[object, ...] = ()
        self._looks_for_stale = True
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self.look)
        desk.changes.happened.connect(self._notice)

    def start(self) -> None:
        """Begin once the first page has had its quiet moment."""
        self._wait()

    def look(self) -> None:
        """Learn if nobody typed since the last look or change, else look again later.

        Nor while anything else is read: on a slow computer the health scores take longer.
        """
        if _being_written() == self._written and not self._desk.tasks.busy:
            self.learn()
        else:
            self._wait()

    def learn(self) -> None:
        """Learn from the corrections, unless that is done, and then read what is stale."""
        workspace = self._desk.workspace

        def work() -> None:
            if not moods.is_learned(workspace):
                moods.learn(workspace)

        self._desk.tasks.read(work, lambda _none: self._look_for_stale(), key="moods")

    def _look_for_stale(self) -> None:
        # Stopped by the owner it stays stopped: the next start asks again.
        if self._looks_for_stale:
            self._looks_for_stale = False
            self._desk.tasks.read(lambda: moods.stale(self._desk.workspace), self._read_stale)

    def _read_stale(self, texts: int) -> None:
        if texts > FEW:
            read_anew(self._desk)
        elif texts:
            self._desk.tasks.read(lambda: moods.read_anew(self._desk.workspace), None)

    def _wait(self) -> None:
        self._written = _being_written()
        self._quiet.start()

    def _notice(self, changes: Changes) -> None:
        if not changes.nouns.isdisjoint(self.nouns):
            # An undo gives rows back as they were, also the readings of an older reader.
            self._looks_for_stale |= changes.undo and "feedback" in changes.nouns
            if changes.undo and "setting" in changes.nouns:
                # Somebody who takes the forgetting back looks at the card meanwhile.
                self.learn()
            else:
                self._wait()


def read_anew(desk: Desk, *, everything: bool = False) -> LongTask:
    """Read the stale texts again, or all of them, as a long task; a run before is stopped."""
    workspace = desk.workspace

    def work(progress: Progress) -> ReadAnew:
        return moods.read_anew(workspace, _Counted(progress), everything=everything)

    def tell(read: ReadAnew) -> None:
        desk.messages.say(_told(read))

    def stop(error: KnownError) -> None:
        if isinstance(error, Cancelled):
            desk.messages.say(_("Stopped. What was read until then stays."))
        else:
            desk.messages.problem(error)

    return desk.tasks.long(_("Reading feedback again"), work, tell, stop, key="read anew")


def _told(read: ReadAnew) -> str:
    texts, changed = formats.number(read.texts), formats.number(read.changed)
    if not read.changed:
        return ngettext(
            "{n} text was read again. Its mood stays.",
            "{n} texts were read again. Their moods stay.",
            read.texts,
        ).format(n=texts)
    return ngettext(
        "{n} of {texts} texts changed its mood.",
        "{n} of {texts} texts changed their mood.",
        read.changed,
    ).format(n=changed, texts=texts)


class _Counted:
    """Passes on how far the reading is, and how long it is going to take."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._began = time.monotonic()

    def step(self, done: int, total: int) -> None:
        self._progress.step(done, total, self._text(done, total))

    def _text(self, done: int, total: int) -> str:
        count = {"done": formats.number(done), "total": formats.number(total)}
        if not done:
            return _("{done} of {total}").format(**count)
        left = max(1, round((time.monotonic() - self._began) / done * (total - done)))
        return ngettext(
            "{done} of {total}, {n} second to go", "{done} of {total}, {n} seconds to go", left
        ).format(n=formats.number(left), **count)


def _being_written() -> tuple[object, ...]:
    """What stands around the cursor of the field in use: it differs while somebody types."""
    asked = (Qt.InputMethodQuery.ImSurroundingText, Qt.InputMethodQuery.ImCursorPosition)
    return tuple(QInputMethod.queryFocusObject(query, None) for query in asked)
