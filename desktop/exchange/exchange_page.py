"""The page of import and export: a file is looked at, brought in, told about, taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.errors import KnownError
from core.exchange import batches
from core.exchange.imports import Batch
from core.i18n import _
from core.people import customers
from core.store import settings
from desktop.desk import Desk
from desktop.exchange import folder_view, looking, words
from desktop.exchange.busy import Busy
from desktop.exchange.file_view import FileView
from desktop.exchange.folder_view import Folder, FolderView
from desktop.exchange.looking import Question, Seen
from desktop.exchange.report import Report
from desktop.exchange.start import Start
from desktop.exchange.taking_back import TakingBack
from desktop.exchange.waiting import Waiting
from desktop.tasks import LongTask
from desktop.widgets.button import Button
from desktop.widgets.drops import Drops
from desktop.widgets.page import Page

# A file of this size is looked at as a long task, with progress and a way to stop it.
LONG_BYTES = 1 << 18
# What is seen sooner than this would only flicker.
PATIENCE_MS = 300


class ExchangePage(Page):
    """One walk: a file, what it would become, the report; and everything out again."""

    nouns = frozenset({"import_batch", "import_line", "customer"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Import and export"))
        self._seen: Seen | None = None
        self._asked: object = None
        self._task: LongTask | None = None
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._show_busy)
        self.start = Start(desk)
        self._file: FileView | None = None
        self.folder = FolderView(desk, self)
        self.report = Report(desk)
        self.busy = Busy()
        self.waiting = Waiting()
        self._taking_back = TakingBack(desk, self)
        self._views = QStackedWidget(self)
        for view in (self.start, self.folder, self.report, self.busy):
            self._views.addWidget(view)
        self.body.addWidget(self.waiting)
        self.body.addWidget(self._views, 1)
        self._add_buttons()
        self._drops = Drops(self)
        self._connect()
        self.go_to_start()

    def _add_buttons(self) -> None:
        """Which of them are seen depends on the view."""
        self.other = self.add_action(_("Another file"), "file", self.choose_file, "Ctrl+O")
        self.back = self.add_action(_("Leave it"), "back", self.go_on)
        self.take_back = self.add_action(
            _("Take this import back"), "undo", lambda: self._taking_back.begin(self.report.batch)
        )
        self.done = self.set_primary(_("All imports"), "history", self.go_to_start)
        self.choose = self.set_primary(_("Choose a file"), "import", self.choose_file, "Ctrl+O")
        self.bring = self.set_primary(_("Bring in"), "done", self.bring_in, "Ctrl+Return")
        self.bring_shop = self.set_primary(
            _("Bring the shop in"), "done", self.folder.bring_in, "Ctrl+Return"
        )

    def _connect(self) -> None:
        self._drops.over.connect(self.start.zone.set_over)
        self._drops.dropped.connect(self.take)
        self.start.file_asked.connect(self.choose_file)
        self.start.folder_asked.connect(self.choose_folder)
        self.start.undo_asked.connect(self._taking_back.begin)
        self.start.report_asked.connect(self.show_earlier)
        self.waiting.next_asked.connect(self._next)
        self.report.twins_asked.connect(lambda: self.desk.navigation.open("twins"))
        self.folder.begun.connect(self._follow)
        self.folder.brought_in.connect(self.go_to_start)
        self.folder.told.connect(self.start.show_good_news)
        self.folder.failed.connect(lambda: self._show(self.folder))
        self._taking_back.taken_back.connect(self._taken_back)
        self._taking_back.under_way.connect(self._offer_undo)
        self._taking_back.failed.connect(self._tell)
        escape = QShortcut(QKeySequence("Esc"), self, self._escape)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @property
    def file(self) -> FileView:
        """The file that is looked at; made with the first one, for the page opens sooner so."""
        if self._file is None:
            self._file = view = FileView(self.desk)
            self._views.addWidget(view)
            ask = self._ask_anew
            view.kind_chosen.connect(lambda kind: ask(lambda seen: seen.of_kind(kind)))
            view.column_chosen.connect(
                lambda heading, field: ask(lambda seen: seen.with_column(heading, field))
            )
            view.sheet_chosen.connect(lambda name: ask(lambda seen: seen.of_sheet(name)))
            view.anew_asked.connect(lambda: ask(lambda seen: seen.found_anew()))
            view.days_chosen.connect(lambda first: ask(lambda seen: seen.with_days(first)))
        return self._file

    # -- what the page shows ------------------------------------------------------------------

    def reload(self) -> None:
        shop = self.desk.workspace

        def gather() -> tuple[list[Batch], bool, bool]:
            empty, made_up = not customers.count(shop), settings.get(shop, settings.SAMPLE)
            return batches.find(shop), empty, made_up

        def show(found: tuple[list[Batch], bool, bool]) -> None:
            self.start.show_batches(*found)
            if self.report.follow(found[0]):
                self._offer_undo()

        self.read(gather, show, "batches")

    def show_target(self, target: object) -> None:
        if isinstance(target, Path):
            self.take([target])
        elif isinstance(target, tuple):
            self.take([path for path in target if isinstance(path, Path)])

    def go_to_start(self) -> None:
        """Leave the file that is looked at; nothing of it was brought in."""
        self._seen = self._asked = None
        self._show(self.start)

    def go_on(self) -> None:
        """Look at the file whose turn it is, else go back to the start."""
        if self.is_busy:
            return
        path = self.waiting.take()
        if path is None:
            self.go_to_start()
        else:
            self.look_at(path)

    def _next(self) -> None:
        """Look at the file whose turn it is; the one in view waits behind the others."""
        if not self.is_busy:
            self.waiting.put(_paths_of(self._asked))
            self.go_on()

    @property
    def is_busy(self) -> bool:
        """Whether a file is being looked at or brought in where it can be stopped."""
        return self._task is not None and self._task.running

    def _show(self, view: QWidget) -> None:
        self._views.setCurrentWidget(view)
        lead = view.lead() if isinstance(view, FileView | Report) else ""
        self.set_lead(
            lead or _("Bring in what you have, and take out everything whenever you like.")
        )
        for button, views in (
            (self.choose, Start),
            (self.bring, FileView),
            (self.bring_shop, FolderView),
            (self.back, FileView | FolderView),
            (self.other, FileView | Report),
            (self.done, Report),
            (self.take_back, Report),
        ):
            button.setVisible(isinstance(view, views))
        self.waiting.next.setEnabled(view is not self.busy)
        self.start.zone.set_over(False)

    def _follow(self, task: LongTask, note: str = "") -> None:
        """Show a task that takes its time; one that is quick is over before."""
        self.busy.follow(task, note)
        self._task = task
        self._patience.start()

    def _show_busy(self) -> None:
        if self._task is not None and self._task.running:
            self._show(self.busy)
            self.busy.stop.setFocus()

    def _escape(self) -> None:
        view = self._views.currentWidget()
        if isinstance(view, FileView | FolderView):
            self.go_on()
        elif view is self.report:
            self.go_to_start()

    # -- a file is chosen and looked at -------------------------------------------------------

    def choose_file(self) -> None:
        """Ask for files and look at the first of them."""
        self.take(self.desk.messages.open_files(_("Bring in a file"), words.file_filter()))

    def choose_folder(self) -> None:
        """Ask for a folder that everything was exported to, and look at it."""
        path = self.desk.messages.pick_folder(_("Bring a whole shop in"))
        if path is not None:
            self.take([path])

    def take(self, paths: Sequence[Path]) -> None:
        """Look at the first of these and let the others wait; all wait for one under way.

        Among several, the file that was in view comes again after them.
        """
        if self.is_busy:
            self.waiting.put(paths)
            return
        self.waiting.put(paths[1:])
        if paths and self.waiting.any:
            self.waiting.put(_paths_of(self._asked))
        for path in paths[:1]:
            self.waiting.drop(path)
            self.look_at(path)

    def look_at(self, path: Path) -> None:
        """Look at a file or a folder in the background and show what it would become."""
        self.start.clear()
        # What is said of the file before would seem to be said of this one.
        self.desk.messages.hush()
        if path.is_dir():
            self._asked = path
            self.desk.tasks.read(
                partial(folder_view.look_into, path),
                partial(self._show_folder, path),
                partial(self._not_seen, path),
                key=(id(self), "look"),
                owner=self,
            )
        else:
            self._ask(Question(path))

    def _ask(self, question: Question) -> None:
        self._asked = question
        shop = self.desk.workspace
        seen, failed = partial(self._show_seen, question), partial(self._not_seen, question)
        self.bring.setEnabled(False)
        if question.path.is_file() and question.path.stat().st_size > LONG_BYTES:
            self._follow(
                self.desk.tasks.long(
                    _("Looking at “{file}”").format(file=question.path.name),
                    lambda progress: looking.look(shop, question, progress), seen, failed,
                    key=(id(self), "look"), owner=self, shown_by=self,
                )
            )  # fmt: skip
        else:
            self.desk.tasks.read(
                lambda: looking.look(shop, question), seen, failed,
                key=(id(self), "look"), owner=self,
            )  # fmt: skip

    def _ask_anew(self, change: Callable[[Seen], Question]) -> None:
        if self._seen is not None:
            self._ask(change(self._seen))

    def _show_seen(self, question: Question, seen: Seen) -> None:
        if question is not self._asked:
            return
        self._seen = seen
        arrived = not isinstance(self._views.currentWidget(), FileView)
        self.file.show_seen(seen)
        _offer(self.bring, seen)
        self._show(self.file)
        if arrived:
            self.file.setFocus()

    def _not_seen(self, asked: object, error: KnownError) -> None:
        if asked is not self._asked:
            return
        seen = self._seen
        if isinstance(asked, Question) and seen and seen.question.path == asked.path:
            # A choice that does not work out leaves what was seen before in view.
            self._asked = seen.question
            self.file.show_seen(seen)
            self.file.trouble.say(error.text(), "negative")
            _offer(self.bring, seen)
            self._show(self.file)
            return
        self.go_to_start()
        self._tell(error)

    # -- it is brought in, and taken back -----------------------------------------------------

    def bring_in(self) -> None:
        """Bring in the file that is looked at, just as it is shown."""
        seen = self._seen
        if seen is None or self.is_busy or not self.bring.isEnabled():
            return
        shop = self.desk.workspace
        task = self.desk.tasks.long(
            _("Bringing in “{file}”").format(file=seen.question.path.name),
            lambda progress: looking.bring_in(shop, seen, progress),
            self._brought_in,
            self._not_brought_in,
            owner=self,
            shown_by=self,
        )
        self._follow(task, _("You can go on working meanwhile."))

    def _brought_in(self, batch: Batch) -> None:
        self.report.show_batch(batch)
        self._seen = self._asked = None
        self._offer_undo()
        self._show(self.report)
        self.done.setFocus()

    def show_earlier(self, batch: Batch) -> None:
        """Show what became of a file that was brought in some time ago."""
        if self.is_busy:
            return
        self.report.show_earlier(batch)
        self._offer_undo()
        self._show(self.report)
        self.done.setFocus()

    def _not_brought_in(self, error: KnownError) -> None:
        self._show(self.file)
        stopped = error.code == "cancelled"
        self.file.trouble.say(error.text(), "warning" if stopped else "negative")

    def _offer_undo(self, under_way: bool = False) -> None:
        batch = self.report.batch
        free = not under_way and not self.report.is_taken_back
        self.take_back.setEnabled(batch is not None and batch.in_journal and free)
        self.take_back.setToolTip(words.why_not_undone(batch) if batch else "")

    def _taken_back(self, batch: Batch) -> None:
        if self._views.currentWidget() is self.report and self.report.batch == batch:
            self.report.show_taken_back()
            self._offer_undo()

    # -- a whole shop -------------------------------------------------------------------------

    def _show_folder(self, path: Path, folder: Folder) -> None:
        if path is self._asked:
            self.folder.show_folder(folder)
            self._show(self.folder)
            self.bring_shop.setFocus()

    def _tell(self, error: KnownError) -> None:
        """Say what went wrong on the view that is shown."""
        if self._views.currentWidget() is self.report:
            self.report.notice.say(error.text(), "negative")
        else:
            self.start.show_trouble(error)


def _paths_of(asked: object) -> list[Path]:
    """The file or folder that was asked about; nobody said that it shall be left."""
    path = asked.path if isinstance(asked, Question) else asked
    return [path] if isinstance(path, Path) else []


def _offer(bring: Button, seen: Seen) -> None:
    """Let the button say how many rows would come in, where any would."""
    preview = seen.preview
    expected = preview.expected if preview else None
    news = expected is None or expected.created + expected.updated > 0
    bring.setEnabled(preview is not None and news)
    if preview is None:
        bring.say(_("Bring in"))
    else:
        count = preview.row_count - (expected.problems if expected else 0)
        bring.say(_("Bring in {rows}").format(rows=words.rows(count)))
