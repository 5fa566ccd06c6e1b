"""The welcome: from nothing to a shop file in four short steps, or straight to one there is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core import paths
from core.errors import KnownError, RefusedInput
from core.exchange import new_shop
from core.i18n import N_, _
from core.store import recovery
from core.store.workspace import Workspace
from desktop import crash, icons, language, theme
from desktop.messages import Messages
from desktop.tasks import LongTask, Progress, Tasks
from desktop.welcome import FIRST_PAGE, steps
from desktop.welcome.draft import FROM_FILE, Draft
from desktop.widgets.button import Button
from desktop.widgets.label import Label
from desktop.widgets.notice import Notice
from desktop.widgets.progress_bar import ProgressBar
from desktop.widgets.stepper import Stepper
from desktop.window_state import LAST_SHOP, Preferences

SIZE = QSize(880, 600)
SIDE_WIDTH, SIGN = 232, 44
STEPS = (
    (
        N_("Language"),
        N_("Welcome"),
        N_(
            "Regulars is the notebook of your customers: what they told you, who needs you today, "
            "what to mend next. Which language shall it speak?"
        ),
    ),
    (N_("Your shop"), N_("Your shop"), N_("This stands on your answers and reviews.")),
    (N_("Where it lies"), N_("Where it lies"), N_("On this computer, and nowhere else.")),
    (N_("Beginning"), N_("What shall it begin with?"), N_("You can bring in files at any time.")),
)
SHOP_FILES = N_("Shop files (*.regulars);;All files (*)")
BACKUPS = N_("Backups (*.backup *.regulars);;All files (*)")


def welcome(path: Path, preferences: Preferences, trouble: KnownError | None = None) -> Path | None:
    """Walk the owner to a shop file, which then exists and is closed; None if she left.

    With `trouble`, the file at `path` could not be opened: the sentence is shown, a new shop
    gets a name beside it, and only a backup is ever put in its place.
    """
    dialog = Welcome(path, preferences, trouble)
    try:
        dialog.exec()
        return dialog.shop_file
    finally:
        dialog.tasks.close()
        dialog.deleteLater()


class Welcome(QDialog):
    """Back and Next through the steps; every word changes with the language chosen first."""

    def __init__(
        self,
        path: Path,
        preferences: Preferences,
        trouble: KnownError | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.draft = Draft(new_shop.free_path(path) if trouble else path)
        self._trouble = trouble
        self._troubled = path if trouble else None
        self.shop_file: Path | None = None
        self.messages = Messages(self)
        self.tasks = Tasks(self._tell, crash.tell, self)
        self._preferences = preferences
        self._task: LongTask | None = None
        self._at = 0
        self._furthest = 0
        self._room = QVBoxLayout(self)
        self._room.setContentsMargins(0, 0, 0, 0)
        self._root = QWidget()
        self.setMinimumSize(SIZE)
        QShortcut(QKeySequence("Alt+Left"), self).activated.connect(self.go_back)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.go_on)
        self._fill()

    # -- walking ------------------------------------------------------------------------------

    @property
    def step(self) -> int:
        """The step in view, from 0."""
        return self._at

    def go_on(self) -> None:
        """To the next step, or set the shop up after the last one."""
        if not self.next.isEnabled():
            return
        self.keep()
        if self._at == 1 and (problems := self.draft.new_shop().problems()):
            self.steps[1].show_problems(problems)
        elif self._at + 1 < len(STEPS):
            self.go_to(self._at + 1)
        else:
            self.begin()

    def go_back(self) -> None:
        """To the step before."""
        if self._at and self.back.isEnabled():
            self.go_to(self._at - 1)

    def go_to(self, step: int) -> None:
        """To a step that was reached already, or the next one."""
        self.keep()
        if step > max(self._furthest, self._at + 1) or (step > 1 and not self.draft.name):
            step = min(step, 1)
        self._at, self._furthest = step, max(step, self._furthest)
        self._show_step()

    def keep(self) -> None:
        """Take what stands in the fields into the draft."""
        for each in self.steps:
            each.keep(self.draft)

    def _show_step(self) -> None:
        _name, title, lead = STEPS[self._at]
        self.notice.clear()
        self._title.setText(_(title))
        self._lead.setText(_(lead))
        self._stack.setCurrentIndex(self._at)
        self.stepper.show_step(self._at, self._furthest)
        self.back.setVisible(self._at > 0)
        last = self._at == len(STEPS) - 1
        self.next.say(_("Begin") if last else _("Next"))
        self.steps[self._at].first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _speak(self, code: str) -> None:
        self.keep()
        self.draft.language = code
        self.draft.settle_place()
        language.change(self._preferences, code)
        self._fill()

    # -- what the walk ends in ----------------------------------------------------------------

    def begin(self) -> None:
        """Make the shop in the background; whatever goes wrong leaves nothing behind."""
        path, new, fill = self.draft.path, self.draft.new_shop(), self.draft.filling()
        self._start(
            _("Setting up the shop"),
            lambda progress: new_shop.begin(path, new, fill=fill, progress=progress),
        )

    def open_file(self) -> None:
        """Ask for a shop file there is and go on with it."""
        path = self.messages.open_file(_("Open a shop file"), _(SHOP_FILES), self._known_folder())
        if path is not None:
            self._start(_("Opening the shop"), lambda _progress: _proved(path))

    def put_back(self) -> None:
        """Ask for a backup and make the shop file from it."""
        source = self.messages.open_file(_("Put a backup back"), _(BACKUPS), self._known_folder())
        path = self._troubled or self.draft.file
        if source is not None:
            self._start(_("Putting the backup back"), lambda _progress: _from(source, path))

    def _known_folder(self) -> Path:
        """Where the shop lies that was open last, else where a new one would."""
        last = self._preferences.text(LAST_SHOP)
        return Path(last).parent if last else self.draft.file.parent

    def reject(self) -> None:
        """Leave; while the shop is being made, stop that first."""
        if self._task is not None and self._task.running:
            self._task.cancel()
        else:
            super().reject()

    def _start(self, title: str, work: Callable[[Progress], Path]) -> None:
        self.notice.clear()
        self._set_busy(True)
        self._task = self.tasks.long(title, work, self._made, self._tell, owner=self)

    def _made(self, path: Path) -> None:
        self._set_busy(False)
        self.shop_file = path
        self._preferences.put(language.KEY, self.draft.language)
        if self._at == len(STEPS) - 1 and self.draft.begin == FROM_FILE:
            self._preferences.put(FIRST_PAGE, "exchange")
        self._preferences.save()
        self.accept()

    def _tell(self, error: KnownError) -> None:
        self._set_busy(False)
        if isinstance(error, RefusedInput):
            self.go_to(1)
            self.steps[1].show_problems(error.problems)
            return
        if error.code in ("file_exists", "folder_refused"):
            self.go_to(2)
        self.notice.say(error.text(), "warning" if error.code == "cancelled" else "negative")

    def _set_busy(self, busy: bool) -> None:
        for widget in (self.next, self.back, self.stepper, self._stack):
            widget.setEnabled(not busy)

    # -- how it looks -------------------------------------------------------------------------

    def _fill(self) -> None:
        """Build everything in the language that is spoken now."""
        self.setWindowTitle(paths.APP)
        self.steps = steps.make(self.draft, self.messages)
        # Queued: the pressed chip still takes the focus after it told, so it goes away later.
        self.steps[0].spoken.connect(self._speak, Qt.ConnectionType.QueuedConnection)
        self.steps[0].file_asked.connect(self.open_file)
        self.steps[0].backup_asked.connect(self.put_back)
        root = QWidget()
        row = QHBoxLayout(root)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side())
        row.addWidget(self._pane(), 1)
        self._room.addWidget(root)
        root.show()  # at once: what is still hidden cannot take the focus from what goes
        self._root.hide()
        self._room.removeWidget(self._root)
        self._root.deleteLater()
        self._root = root
        self._show_step()
        if self._trouble is not None:
            self.notice.say(self._trouble.text(), "negative")

    def _side(self) -> QWidget:
        sign = QLabel()
        sign.setPixmap(icons.app_icon().pixmap(SIGN, SIGN))
        self.stepper = Stepper([_(name) for name, _title, _lead in STEPS], _("Steps"))
        self.stepper.chosen.connect(self.go_to)
        side = QFrame()
        side.setProperty("shape", "sidebar")
        side.setFixedWidth(SIDE_WIDTH)
        column = QVBoxLayout(side)
        edge = theme.GRID * 3
        column.setContentsMargins(theme.GAP, edge, theme.GAP, edge)
        column.setSpacing(theme.GRID)
        head = QHBoxLayout()
        head.setContentsMargins(theme.GRID, 0, 0, 0)
        head.setSpacing(theme.GAP)
        head.addWidget(sign)
        head.addWidget(Label(paths.APP, "title"), 1)
        column.addLayout(head)
        column.addSpacing(theme.GRID * 2)
        column.addWidget(self.stepper)
        column.addStretch(1)
        promise = Label(
            _("Everything stays in one file on this computer. Nothing is sent by itself."),
            "caption", "soft", wrap=True,
        )  # fmt: skip
        promise.setContentsMargins(theme.GRID, 0, theme.GRID, 0)
        column.addWidget(promise)
        return side

    def _pane(self) -> QWidget:
        self._title = Label("", "display", wrap=True)
        self._lead = Label("", "body", "soft", wrap=True)
        self._stack = QStackedWidget()
        for each in self.steps:
            self._stack.addWidget(each)
        self.notice = Notice()
        self.back = Button(_("Back"), self.go_back, icon="back")
        self.next = Button(_("Next"), self.go_on, kind="primary")
        self.next.setDefault(True)
        foot = QHBoxLayout()
        foot.setSpacing(theme.GRID)
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.next)
        pane = QWidget()
        column = QVBoxLayout(pane)
        side = theme.GRID * 5
        column.setContentsMargins(side, side, side, theme.GRID * 3)
        column.setSpacing(theme.GRID // 2)
        column.addWidget(self._title)
        column.addWidget(self._lead)
        column.addSpacing(theme.GRID * 3)
        column.addWidget(self._stack, 1)
        column.addSpacing(theme.GRID)
        column.addWidget(self.notice)
        column.addWidget(ProgressBar(self.tasks))
        column.addSpacing(theme.GRID)
        column.addLayout(foot)
        return pane


def _proved(path: Path) -> Path:
    """The path, once the file there opened as a shop."""
    Workspace.open(path).close()
    return path


def _from(source: Path, path: Path) -> Path:
    recovery.put_back(path, source)
    return _proved(path)
