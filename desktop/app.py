"""The one place where everything is wired together: preferences, shop, desk, pages, window."""

from __future__ import annotations

import gc
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from core import paths
from core.errors import KnownError
from core.i18n import N_, _
from core.store.workspace import Workspace
from desktop import crash, language, reopen, theme
from desktop.desk import Desk
from desktop.garbage import Garbage
from desktop.main_window import Place
from desktop.session import Session
from desktop.single_instance import SingleInstance
from desktop.welcome import FIRST_PAGE
from desktop.widgets.page import Page
from desktop.window_state import LAST_SHOP, Preferences

if TYPE_CHECKING:
    from core.voice.feedback import NewFeedback

TODAY = "today"
GIVE_WAY_SECONDS = 0.0005
# What glibc calls the number of heaps in mallopt.
M_ARENA_MAX = -8


def run(shop: Path | None = None, *, lang: str = "", measure_start: float | None = None) -> int:
    """Open the window and stay until it is closed; returns the exit code.

    `lang` is the language of this time, else the one chosen before. With `measure_start` (a
    `time.perf_counter` value) the time to the first painted page is printed as JSON and the
    app exits.
    """
    # Threads beside the window give way ten times sooner than Python lets them by itself.
    sys.setswitchinterval(GIVE_WAY_SECONDS)
    _share_one_heap()
    app = application()
    Garbage(app)
    preferences = Preferences(paths.preferences_file())
    theme.apply(app, preferences.text(theme.KEY, "system"))
    theme.follow_system(app, lambda: preferences.text(theme.KEY, "system"))
    language.start(preferences, lang)
    path = shop or _last_shop(preferences)
    while True:
        try:
            opened = _open(path, preferences)
        except KnownError as error:
            sys.stderr.write(error.text() + "\n")
            way_out = _way_out(error, path, preferences)
            if way_out is None:
                return 1
            path = way_out
            continue
        if opened is None:
            return 0
        code = _stay(app, *opened, preferences, measure_start)
        if code != reopen.AGAIN:
            return code
        path = _go_on(opened[0].path or path, preferences)


def _share_one_heap() -> None:
    """Let every thread take its memory from one place.

    On Linux each would get a heap of its own, and none gives back what another could use: a big
    shop needs some 15 MiB less so.
    """
    if sys.platform == "linux":
        import ctypes

        with suppress(AttributeError, OSError):
            ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)


def _stay(
    app: QApplication,
    workspace: Workspace,
    instance: SingleInstance,
    preferences: Preferences,
    measure_start: float | None,
) -> int:
    """Keep one shop open until its window is closed; returns why it was."""
    preferences.put(LAST_SHOP, str(workspace.path))
    desk = Desk.of(workspace, preferences)
    try:
        page = _first_page(preferences)
        session = Session(app, desk, instance, places, partial(_log, desk), page)
        if measure_start is not None:
            session.exit_after_first_paint(measure_start)
        # What is loaded by now stays for good: no later look for garbage has to pass it again.
        gc.freeze()
        code = app.exec()
        session.close()
    finally:
        # Also after a bug on the way: threads that wait for work would hold the process.
        desk.close()
    return code


def _go_on(path: Path, preferences: Preferences) -> Path:
    """The file to open after this one: itself with a backup put back, or another shop."""
    source = reopen.take_backup(preferences)
    if source is not None:
        from core.store import recovery

        try:
            recovery.put_back(path, source)
        except KnownError as error:
            return _way_out(error, path, preferences) or path
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
        Place(TODAY, _("Today"), "today", _today),
        Place("feedback", _("Feedback"), "feedback", _feedback),
        Place("suggestions", _("Suggestions"), "suggestions", _suggestions),
        Place("replies", _("Answers"), "replies", _replies),
        Place("customers", _("Customers"), "customers", _customers),
        Place("surveys", _("Surveys"), "surveys", _surveys),
        Place("insights", _("Insights"), "insights", _insights),
        Place("review", _("Review"), "review", _review),
        Place("twins", _("Twins"), "twins", _twins, where=""),
        Place("faq", _("Frequent questions"), "question", _faq, where=""),
        Place("health", _("How health works"), "health", _health, where=""),
        Place(
            "exchange",
            _("Import and export"),
            "exchange",
            _exchange,
            where="foot",
            takes_files=True,
        ),
        Place("settings", _("Settings"), "settings", _settings, where="foot"),
    ]


def _first_page(preferences: Preferences) -> str:
    """Today, unless the welcome asked for another page just once."""
    page = preferences.text(FIRST_PAGE) or TODAY
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


def _way_out(error: KnownError, path: Path, preferences: Preferences) -> Path | None:
    """What the owner chose instead of a file that cannot be opened: a backup, another shop.

    None where she left, where the shop is open in another window, and without a screen.
    """
    nobody_looks = QApplication.platformName() in ("offscreen", "minimal")
    if error.code == "already_open" or nobody_looks:
        return None
    from desktop.welcome.welcome import welcome

    return welcome(path, preferences, error)


def _log(desk: Desk, parent: QWidget, begun: NewFeedback | None = None, customer: str = "") -> None:
    from desktop.feedback.quick_log import QuickLog

    QuickLog(desk, parent, customer=customer, begun=begun).open()


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


def _twins(desk: Desk) -> Page:
    from desktop.twins.twins_page import TwinsPage

    return TwinsPage(desk)


def _faq(desk: Desk) -> Page:
    from desktop.faq.faq_page import FaqPage

    return FaqPage(desk)


def _health(desk: Desk) -> Page:
    from desktop.health.health_page import HealthPage

    return HealthPage(desk)


def _exchange(desk: Desk) -> Page:
    from desktop.exchange.exchange_page import ExchangePage

    return ExchangePage(desk)


def _settings(desk: Desk) -> Page:
    from desktop.settings.settings_page import SettingsPage

    return SettingsPage(desk)
