"""The one place where everything is wired together: shop, desk, pages, window, reminders."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from core import log, paths
from core.errors import KnownError
from core.i18n import N_, _
from core.store import settings
from core.store.workspace import Workspace
from desktop import crash, language, reopen, theme
from desktop.desk import Desk
from desktop.main_window import MainWindow, Place
from desktop.single_instance import SingleInstance
from desktop.welcome import FIRST_PAGE
from desktop.widgets.page import Page
from desktop.window_state import Preferences

if TYPE_CHECKING:
    from desktop.reminders import Reminder

LAST_SHOP = "last_shop"


def run(shop: Path | None = None, *, measure_start: float | None = None) -> int:
    """Open the window and stay until it is closed; returns the exit code.

    With `measure_start` (a `time.perf_counter` value) the time to the first painted page is
    printed as JSON and the app exits.
    """
    log.set_up()
    app = application()
    preferences = Preferences(paths.preferences_file())
    theme.apply(app, preferences.text(theme.KEY, "system"))
    theme.follow_system(app, lambda: preferences.text(theme.KEY, "system"))
    language.start(preferences)
    path = shop or _last_shop(preferences)
    while True:
        try:
            opened = _open(path, preferences)
        except KnownError as error:
            _show_refusal(error)
            sys.stderr.write(error.text() + "\n")
            return 1
        if opened is None:
            return 0
        code = _stay(app, *opened, preferences, measure_start)
        if code != reopen.AGAIN:
            return code
        path = _go_on(opened[0].path or path, preferences)


def _stay(
    app: QApplication,
    workspace: Workspace,
    instance: SingleInstance,
    preferences: Preferences,
    measure_start: float | None,
) -> int:
    """Keep one shop open until its window is closed; returns why it was."""
    preferences.put(LAST_SHOP, str(workspace.path))
    session = Session(app, workspace, preferences, instance)
    if measure_start is not None:
        session.exit_after_first_paint(measure_start)
    code = app.exec()
    session.close()
    return code


def _go_on(path: Path, preferences: Preferences) -> Path:
    """The file to open after this one: itself with a backup put back, or another shop."""
    source = reopen.take_backup(preferences)
    if source is not None:
        from core.store import recovery

        try:
            recovery.put_back(path, source)
        except KnownError as error:
            _show_refusal(error)
    if reopen.take_another(preferences):
        from core.exchange.new_shop import free_path
        from desktop.welcome.welcome import welcome

        return welcome(free_path(paths.default_shop_file()), preferences) or path
    return path


def application() -> QApplication:
    """The Qt application with our name, made once."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName(paths.APP)
    app.setApplicationDisplayName(paths.APP)
    app.setDesktopFileName("regulars")
    app.setQuitOnLastWindowClosed(False)
    crash.install()
    return app


def places() -> list[Place]:
    """Every page in the order of the side bar; each imports its room when first shown."""
    return [
        Place("today", _("Today"), "today", _today),
        Place("feedback", _("Feedback"), "feedback", _feedback),
        Place("suggestions", _("Suggestions"), "suggestions", _suggestions),
        Place("customers", _("Customers"), "customers", _customers),
        Place("surveys", _("Surveys"), "surveys", _surveys),
        Place("insights", _("Insights"), "insights", _insights),
        Place("review", _("Review"), "review", _review),
        Place("replies", _("Answers"), "replies", _replies, where=""),
        Place("exchange", _("Import and export"), "exchange", _exchange, where="foot"),
        Place("settings", _("Settings"), "settings", _settings, where="foot"),
    ]


class Session(QObject):
    """One shop open in one window, with what runs beside it."""

    def __init__(
        self,
        app: QApplication,
        workspace: Workspace,
        preferences: Preferences,
        instance: SingleInstance,
    ) -> None:
        super().__init__()
        self._app = app
        self._instance = instance
        self.desk = Desk.of(workspace, preferences)
        self.window = self._make_window(_first_page(preferences), None)
        self._first_paint = FirstPaint(self.window, self.desk)
        self._first_paint.happened.append(lambda: QTimer.singleShot(0, self._settle_in))
        language.news().changed.connect(self._speak_anew)
        instance.raised.connect(lambda: self.window.raise_up())
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
        name = settings.get(self.desk.workspace, settings.SHOP_NAME) or paths.APP
        window = MainWindow(self.desk, name, places(), lambda parent: _log(self.desk, parent))
        window.closing.connect(self._app.quit)
        self.desk.navigation.open(page, target)
        return window

    def _speak_anew(self) -> None:
        """Another language: the same places in a window made anew."""
        old = self.window
        page, _target = self.desk.navigation.here
        self.window = self._make_window(page, None)
        self.window.setGeometry(old.geometry())
        self.window.show()
        old.closing.disconnect()
        old.deleteLater()
        self._tray_and_reminders()

    def _settle_in(self) -> None:
        """What can wait until the first page is in view."""
        from desktop.upkeep import Upkeep

        self._instance.listen()
        self._tray_and_reminders()
        self._upkeep = Upkeep(self.desk, self)
        self._upkeep.start()

    def _tray_and_reminders(self) -> None:
        from desktop.reminders import Reminders
        from desktop.tray import Tray

        workspace = self.desk.workspace
        tray = Tray(self.window, self.desk.preferences)
        tray.opened.connect(self._come_back)
        tray.quit_asked.connect(self._app.quit)
        self.window.keeps_alive = lambda: (
            tray.available and settings.get(workspace, settings.STAY_IN_TRAY)
        )
        reminders = Reminders(
            self._due, workspace.clock.today, tray.notify, self.desk.tasks, self.window
        )
        reminders.start()

    def _come_back(self, _target: object) -> None:
        self.window.raise_up()
        self.desk.navigation.open("today")

    def _due(self) -> list[Reminder]:
        """The check-ins that are due, for the notification."""
        from core.people import checkins
        from desktop.reminders import Reminder

        workspace = self.desk.workspace
        if not settings.get(workspace, settings.NOTIFY):
            return []
        return [
            Reminder(checkin.customer_id, checkin.customer)
            for checkin in checkins.due(workspace, workspace.clock.today())
        ]


class FirstPaint(QObject):
    """Notices when the first page was painted with its own content, not as an empty frame."""

    def __init__(self, window: MainWindow, desk: Desk) -> None:
        super().__init__(window)
        self.happened: list[Callable[[], None]] = []
        self._desk = desk
        self._window = window
        window.installEventFilter(self)
        desk_page = window.page
        if desk_page is not None:
            desk_page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self._look)
        return False

    def _look(self) -> None:
        if self._desk.tasks.busy:
            # The content is still being read; paint again when it has come.
            QTimer.singleShot(1, self._look)
            return
        self._window.removeEventFilter(self)
        told, self.happened = self.happened, []
        if told:
            self._window.repaint()
        for tell in told:
            tell()


def _first_page(preferences: Preferences) -> str:
    """Today, unless the welcome asked for another page just once."""
    page = preferences.text(FIRST_PAGE) or "today"
    preferences.put(FIRST_PAGE, "")
    return page


def _last_shop(preferences: Preferences) -> Path:
    kept = preferences.text(LAST_SHOP)
    return Path(kept) if kept else paths.default_shop_file()


def _open(path: Path, preferences: Preferences) -> tuple[Workspace, SingleInstance] | None:
    """The shop and the lock on its file; None when the owner left the welcome.

    Raises KnownError `already_open` after raising the window that has the file.
    """
    if not path.exists():
        from desktop.welcome.welcome import welcome

        chosen = welcome(path, preferences)
        if chosen is None:
            return None
        path = chosen
    instance = SingleInstance(path)
    if not instance.first():
        instance.raise_first()
        raise KnownError("already_open", N_("This shop is open already. Its window comes up now."))
    return Workspace.open(path), instance


def _show_refusal(error: KnownError) -> None:
    if error.code == "already_open":
        return
    from PySide6.QtWidgets import QMessageBox

    if QApplication.platformName() not in ("offscreen", "minimal"):
        QMessageBox.critical(None, paths.APP, error.text())


def _log(desk: Desk, parent: QWidget) -> None:
    from desktop.feedback.quick_log import QuickLog

    QuickLog(desk, parent).open()


def _today(desk: Desk) -> Page:
    from desktop.today.today_page import TodayPage

    return TodayPage(desk)


def _feedback(desk: Desk) -> Page:
    from desktop.feedback.feedback_page import FeedbackPage

    return FeedbackPage(desk)


def _suggestions(desk: Desk) -> Page:
    from desktop.suggestions.suggestions_page import SuggestionsPage

    return SuggestionsPage(desk)


def _customers(desk: Desk) -> Page:
    from desktop.customers.customers_page import CustomersPage

    return CustomersPage(desk)


def _surveys(desk: Desk) -> Page:
    from desktop.surveys.surveys_page import SurveysPage

    return SurveysPage(desk)


def _insights(desk: Desk) -> Page:
    from desktop.insights.insights_page import InsightsPage

    return InsightsPage(desk)


def _review(desk: Desk) -> Page:
    from desktop.review.review_page import ReviewPage

    return ReviewPage(desk)


def _replies(desk: Desk) -> Page:
    from desktop.replies.replies_page import RepliesPage

    return RepliesPage(desk)


def _exchange(desk: Desk) -> Page:
    from desktop.exchange.exchange_page import ExchangePage

    return ExchangePage(desk)


def _settings(desk: Desk) -> Page:
    from desktop.settings.settings_page import SettingsPage

    return SettingsPage(desk)
