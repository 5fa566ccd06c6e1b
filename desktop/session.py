"""One shop open in one window, with what runs beside it once the first page is painted."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from core import paths
from core.store import settings
from desktop import language
from desktop.desk import Desk
from desktop.main_window import MainWindow, Place
from desktop.single_instance import SingleInstance

if TYPE_CHECKING:
    from core.store.changes import Changes

LATEST_MS = 5_000


class Session(QObject):
    """One shop open in one window, with what runs beside it."""

    def __init__(
        self,
        app: QApplication,
        desk: Desk,
        instance: SingleInstance,
        places: Callable[[], Sequence[Place]],
        log_feedback: Callable[..., None],
        page: str,
    ) -> None:
        super().__init__()
        self._app = app
        self._instance = instance
        self._places = places
        self._log_feedback = log_feedback
        self.desk = desk
        self.window = self._make_window(page, None)
        self._first_paint = FirstPaint(self.window, self.desk)
        self._first_paint.happened.append(lambda: QTimer.singleShot(0, self._settle_in))
        language.news().changed.connect(self._speak_anew)
        instance.raised.connect(lambda: self.window.raise_up())
        desk.changes.happened.connect(self._rename)
        desk.navigation.log_asked.connect(
            lambda begun, customer: self._log_feedback(self.window, begun, customer)
        )
        self.window.show()

    def exit_after_first_paint(self, started: float) -> None:
        """Print how long the first painted page took, then quit."""

        def tell() -> None:
            milliseconds = round((time.perf_counter() - started) * 1000)
            sys.stdout.write(json.dumps({"first_paint_ms": milliseconds}) + "\n")
            sys.stdout.flush()
            self._app.quit()

        self._first_paint.happened[:] = [tell]

    def close(self) -> None:
        """Finish what is under way and let go of the file."""
        language.news().changed.disconnect(self._speak_anew)
        self.window.hide()
        self.desk.close()
        self.window.deleteLater()
        self.desk.workspace.close()
        self._instance.close()

    def _make_window(self, page: str, target: object) -> MainWindow:
        window = MainWindow(self.desk, self._shop_name(), self._places(), self._log_feedback)
        window.closing.connect(self._app.quit)
        self.desk.navigation.open(page, target)
        return window

    def _shop_name(self) -> str:
        return settings.get(self.desk.workspace, settings.SHOP_NAME) or paths.APP

    def _rename(self, changes: Changes) -> None:
        if "setting" in changes.nouns:
            self.window.set_shop_name(self._shop_name())

    def _speak_anew(self) -> None:
        """Another language: the same places in a window made anew."""
        old = self.window
        page, _target = self.desk.navigation.here
        self.window = self._make_window(page, None)
        self.window.setGeometry(old.geometry())
        self.window.show()
        old.closing.disconnect()
        old.deleteLater()
        self._count_waiting()
        self._tray_and_reminders()

    def _settle_in(self) -> None:
        """What can wait until the first page is in view."""
        from core import log
        from desktop.rooms import Rooms
        from desktop.upkeep import Upkeep

        log.set_up()
        self._instance.listen()
        self._count_waiting()
        self._tray_and_reminders()
        self._upkeep = Upkeep(self.desk, self)
        self._upkeep.start()
        Rooms(self).start()

    def _count_waiting(self) -> None:
        """Say in the side bar how many still wait for an answer, from now on."""
        from core.voice import replies
        from desktop.widgets.place_count import PlaceCount

        PlaceCount(self.desk, self.window.side_bar, "replies", replies.count_waiting)

    def _tray_and_reminders(self) -> None:
        from desktop import reminders
        from desktop.tray import Tray

        workspace = self.desk.workspace
        tray = Tray(self.window)
        tray.opened.connect(self._come_back)
        tray.quit_asked.connect(self._app.quit)
        self.window.keeps_alive = lambda: (
            tray.available and settings.get(workspace, settings.STAY_IN_TRAY)
        )
        told = reminders.Told(self.desk.preferences, str(workspace.path))
        asking = reminders.of_shop(workspace)
        reminders.Reminders(asking, told, tray.notify, self.desk.tasks, self.window).start()

    def _come_back(self, _target: object) -> None:
        self.window.raise_up()
        self.desk.navigation.open("today")


class FirstPaint(QObject):
    """Notices when the first page was painted with its own content, not as an empty frame."""

    def __init__(self, window: MainWindow, desk: Desk) -> None:
        super().__init__(window)
        self.happened: list[Callable[[], None]] = []
        self._desk = desk
        self._window = window
        window.installEventFilter(self)
        # A window that comes up minimised is not painted, and settles in all the same.
        QTimer.singleShot(LATEST_MS, self, self._tell)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest and self._has_content():
            self._window.removeEventFilter(self)
            # New lines are shown and laid out by events of their own: those come first, so that
            # this paint has everything in it. By the next turn it is done.
            QCoreApplication.sendPostedEvents()
            QTimer.singleShot(0, self, self._tell)
        return False

    def _has_content(self) -> bool:
        page = self._window.page
        return page is not None and page.is_fresh and not self._desk.tasks.busy

    def _tell(self) -> None:
        self._window.removeEventFilter(self)
        told, self.happened = self.happened, []
        for tell in told:
            tell()
