"""The frame: side bar, the page in view, and the bars at the foot. It knows no page by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.i18n import _
from desktop.desk import Desk
from desktop.widgets.drop_veil import DropVeil
from desktop.widgets.drops import Drops
from desktop.widgets.page import Page
from desktop.widgets.progress_bar import ProgressBar
from desktop.widgets.side_bar import SideBar
from desktop.widgets.undo_bar import UndoBar

NAME = "main"
SIZE = (1366, 768)
SMALLEST = (960, 600)
FRAME = QSize(16, 40)  # room for the title bar and edges that the window gets on a small screen
KEPT_FOR_BAR = 18  # with the margin at the foot of a page, the height of a bar of one line


@dataclass(frozen=True, slots=True)
class Place:
    """A page as the frame knows it; `make` is called when it is first shown.

    `where` is "list" or "foot" of the side bar, or "" for a page reached from other pages. The
    one that `takes_files` is opened with what is dropped on any page.
    """

    key: str
    text: str
    icon: str
    make: Callable[[Desk], Page]
    where: str = "list"
    takes_files: bool = False


class MainWindow(QMainWindow):
    """Shows one page at a time and keeps the bars of undo and progress in view."""

    closing = Signal()

    def __init__(
        self,
        desk: Desk,
        shop_name: str,
        places: Sequence[Place],
        log_feedback: Callable[[QWidget], None],
    ) -> None:
        super().__init__()
        self._desk = desk
        self._places = {place.key: place for place in places}
        self._pages: dict[str, Page] = {}
        self.side_bar = SideBar(shop_name)
        self._stack = QStackedWidget()
        # Qt dresses whatever comes from elsewhere once more, with all that is in it.
        self._desk_of_pages = replace(desk, frame=self._stack)
        self._veil = DropVeil(self)
        self.undo_bar = UndoBar(desk)
        self.keeps_alive: Callable[[], bool] = lambda: False
        self.setWindowTitle(shop_name)
        for place in places:
            if place.takes_files:
                self._take_files_to(place.key)
        self.setMinimumSize(*SMALLEST)
        self.resize(QSize(*SIZE).boundedTo(self.screen().availableSize() - FRAME))
        self._fill_side_bar(places, log_feedback)
        self._lay_out()
        self._connect()
        desk.preferences.keep_window(self, NAME)

    @property
    def page(self) -> Page | None:
        """The page in view."""
        page = self._stack.currentWidget()
        return page if isinstance(page, Page) else None

    def show_page(self, key: str, target: object = None) -> None:
        """Bring a page into view, made now if it was never shown."""
        place = self._places.get(key)
        if place is None:
            return
        if key not in self._pages:
            self._pages[key] = place.make(self._desk_of_pages)
            self._stack.addWidget(self._pages[key])
        page = self._pages[key]
        was_here_before = page.focusWidget() is not None
        self._stack.setCurrentWidget(page)
        # A page seen for the first time would have the focus on its first button, under Enter.
        if not was_here_before or not self._has_focus(page):
            page.setFocus()
        self.side_bar.mark(key)
        if target is not None:
            page.show_target(target)

    def set_shop_name(self, name: str) -> None:
        """Show another name of the shop, in the side bar and the title."""
        self.side_bar.set_name(name)
        self.setWindowTitle(name)

    def raise_up(self) -> None:
        """Come to the front, out of the tray or from behind other windows."""
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._desk.preferences.leave_window(self, NAME)
        self._desk.preferences.save()
        if self.keeps_alive():
            event.ignore()
            self.hide()
            return
        self.closing.emit()
        super().closeEvent(event)

    def _fill_side_bar(
        self, places: Sequence[Place], log_feedback: Callable[[QWidget], None]
    ) -> None:
        self.side_bar.set_primary(
            _("Log feedback"), "log", lambda: log_feedback(self), shortcut="Ctrl+N"
        )
        numbered = [place for place in places if place.where == "list"]
        for number, place in enumerate(numbered, start=1):
            self.side_bar.add(place.key, place.text, place.icon, f"Ctrl+{number}")
        for place in places:
            if place.where == "foot":
                self.side_bar.add_foot(place.key, place.text, place.icon)

    def _lay_out(self) -> None:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side_bar)
        row.addLayout(self._pages_under_bars(), 1)
        self.setCentralWidget(whole)

    def _pages_under_bars(self) -> QGridLayout:
        """The page, and the bars over its foot: nothing in it moves when they come or go."""
        page = QVBoxLayout()
        page.setContentsMargins(0, 0, 0, KEPT_FOR_BAR)
        page.addWidget(self._stack)
        foot = QWidget()
        bars = QVBoxLayout(foot)
        bars.setContentsMargins(0, 0, 0, 0)
        bars.setSpacing(0)
        bars.addWidget(ProgressBar(self._desk.tasks))
        bars.addWidget(self.undo_bar)
        both = QGridLayout()
        both.addLayout(page, 0, 0)
        both.addWidget(foot, 0, 0, Qt.AlignmentFlag.AlignBottom)
        return both

    def _connect(self) -> None:
        self.side_bar.picked.connect(self._desk.navigation.open)
        self._desk.navigation.requested.connect(self.show_page)
        self._desk.navigation.add_shortcuts(self)
        self.undo_bar.add_shortcuts(self)
        QShortcut(QKeySequence.StandardKey.Quit, self).activated.connect(self.close)
        QShortcut(QKeySequence("F5"), self).activated.connect(self._reload)

    def _take_files_to(self, key: str) -> None:
        """Open a page with whatever files are dropped on any other."""
        drops = Drops(self)
        drops.over.connect(lambda over: self._veil.cover(self._stack if over else None))
        drops.dropped.connect(lambda files: self._desk.navigation.open(key, tuple(files)))

    def _has_focus(self, page: Page) -> bool:
        """Whether a page gave the focus to one of its parts when it came into view."""
        here = self.focusWidget()
        return here is not None and page.isAncestorOf(here)

    def _reload(self) -> None:
        if self.page is not None:
            self.page.reload()
