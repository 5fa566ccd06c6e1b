"""The page of import and export: a file is looked at, brought in, told about, taken back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.errors import KnownError
from core.exchange import batches, imports
from core.exchange.imports import Batch
from core.i18n import _
from core.people import customers
from desktop.desk import Desk
from desktop.exchange import looking, words
from desktop.exchange.file_view import FileView
from desktop.exchange.looking import Question, Seen
from desktop.exchange.report import Report
from desktop.exchange.start import Start
from desktop.tasks import LongTask, Progress
from desktop.widgets.drop_zone import files_in
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.page import Page

# A file of this size is looked at as a long task, with progress and a way to stop it.
LONG_BYTES = 2 << 20


class ExchangePage(Page):
    """One walk: a file, what it would become, the report; and everything out again."""

    nouns = frozenset({"import_batch", "import_line", "customer"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Import and export"))
        self._seen: Seen | None = None
        self._asked: Question | None = None
        self._task: LongTask | None = None
        self.start = Start(desk)
        self.file = FileView(desk)
        self.report = Report(desk)
        self._busy = EmptyState("import", "", _("Stop"), self._stop)
        self._views = QStackedWidget()
        for view in (self.start, self.file, self.report, self._busy):
            self._views.addWidget(view)
        self.body.addWidget(self._views, 1)
        self.other = self.add_action(_("Another file"), "file", self.choose_file)
        self.back = self.add_action(_("Leave it"), "back", self.go_to_start)
        self.take_back = self.add_action(_("Take this import back"), "undo", self._undo_shown)
        self.done = self.set_primary(_("All imports"), "history", self.go_to_start)
        self.choose = self.set_primary(_("Choose a file"), "import", self.choose_file, "Ctrl+O")
        self.bring = self.set_primary(_("Bring in"), "done", self.bring_in, "Ctrl+Return")
        self.setAcceptDrops(True)
        self._connect()
        self.go_to_start()

    # -- what the page shows ------------------------------------------------------------------

    def reload(self) -> None:
        shop = self.desk.workspace
        self.read(
            lambda: (batches.find(shop), not customers.count(shop)),
            lambda found: self.start.show_batches(*found),
            "batches",
        )

    def show_target(self, target: object) -> None:
        if isinstance(target, Path):
            self.look_at(target)

    def go_to_start(self) -> None:
        """Leave the file that is looked at; nothing of it was brought in."""
        self._seen = self._asked = None
        self._show(self.start)

    def _show(self, view: QWidget) -> None:
        self._views.setCurrentWidget(view)
        self.set_lead(self._lead_of(view))
        self.choose.setVisible(view is self.start)
        self.bring.setVisible(view is self.file)
        self.back.setVisible(view is self.file)
        self.other.setVisible(view in (self.file, self.report))
        self.done.setVisible(view is self.report)
        self.take_back.setVisible(view is self.report)
        self.start.zone.set_over(False)

    def _lead_of(self, view: QWidget) -> str:
        if view is self.file:
            return _("Have a look: this is what would become of the file.")
        if view is self.report and self.report.batch is not None:
            batch = self.report.batch
            return _("“{file}”: {rows}, and what became of them.").format(
                file=batch.file_name, rows=words.rows(batch.rows)
            )
        return _("Bring in what you have, and take out everything whenever you like.")

    def _show_busy(self, sentence: str) -> None:
        self._busy.say(sentence)
        self._show(self._busy)

    # -- a file is chosen and looked at -------------------------------------------------------

    def choose_file(self) -> None:
        """Ask for a file and look at it."""
        path = self.desk.messages.open_file(
            _("Bring in a file"), _("Tables (*.csv *.tsv *.txt *.xlsx *.xls *.ods);;All files (*)")
        )
        if path is not None:
            self.look_at(path)

    def look_at(self, path: Path) -> None:
        """Look at a file in the background and show what it would become."""
        self._ask(Question(path))

    def _ask(self, question: Question) -> None:
        self._asked = question
        self.start.clear()
        shop = self.desk.workspace
        seen, failed = partial(self._show_seen, question), partial(self._not_seen, question)
        if question.path.is_file() and question.path.stat().st_size > LONG_BYTES:
            title = _("Looking at “{file}”").format(file=question.path.name)
            self._show_busy(title)
            self._task = self.desk.tasks.long(
                title, lambda progress: looking.look(shop, question, progress), seen, failed,
                owner=self,
            )  # fmt: skip
        else:
            self.desk.tasks.read(
                lambda: looking.look(shop, question), seen, failed,
                key=(id(self), "look"), owner=self,
            )  # fmt: skip

    def _show_seen(self, question: Question, seen: Seen) -> None:
        if question is not self._asked:
            return
        self._seen = seen
        self.file.show_seen(seen)
        self._offer(seen)
        arrived = self._views.currentWidget() is not self.file
        self._show(self.file)
        if arrived and self.file.table is not None:
            self.file.table.setFocus()

    def _offer(self, seen: Seen) -> None:
        preview = seen.preview
        expected = preview.expected if preview else None
        news = expected is None or expected.created + expected.updated > 0
        self.bring.setEnabled(preview is not None and news)
        if preview is None:
            self.bring.say(_("Bring in"))
        else:
            count = preview.row_count - (expected.problems if expected else 0)
            self.bring.say(_("Bring in {rows}").format(rows=words.rows(count)))

    def _not_seen(self, question: Question, error: KnownError) -> None:
        if question is not self._asked:
            return
        if self._seen is not None and self._seen.question.path == question.path:
            # A choice that does not work out leaves what was seen before in view.
            self._asked = self._seen.question
            self.file.show_seen(self._seen)
            self.file.trouble.say(error.text(), "negative")
            self._show(self.file)
            return
        self.go_to_start()
        self._tell(error)

    def _connect(self) -> None:
        self.start.file_asked.connect(self.choose_file)
        self.start.undo_asked.connect(self._undo)
        view = self.file
        view.kind_chosen.connect(lambda kind: self._ask_anew(lambda seen: seen.of_kind(kind)))
        view.column_chosen.connect(
            lambda heading, field: self._ask_anew(lambda seen: seen.with_column(heading, field))
        )
        view.days_chosen.connect(lambda first: self._ask_anew(lambda seen: seen.with_days(first)))

    def _ask_anew(self, change: Callable[[Seen], Question]) -> None:
        if self._seen is not None:
            self._ask(change(self._seen))

    # -- it is brought in, and taken back -----------------------------------------------------

    def bring_in(self) -> None:
        """Bring in the file that is looked at, just as it is shown."""
        seen = self._seen
        if seen is None or not self.bring.isEnabled():
            return
        shop, name = self.desk.workspace, seen.question.path.name
        self._show_busy(
            _("“{file}” is being brought in. You can go on working meanwhile.").format(file=name)
        )
        self._task = self.desk.tasks.long(
            _("Bringing in “{file}”").format(file=name),
            lambda progress: looking.bring_in(shop, seen, progress),
            self._brought_in,
            self._not_brought_in,
            owner=self,
        )

    def _brought_in(self, batch: Batch) -> None:
        self.report.show_batch(batch)
        self.take_back.setEnabled(bool(batch.created or batch.updated))
        self._seen = self._asked = None
        self._show(self.report)

    def _not_brought_in(self, error: KnownError) -> None:
        self._show(self.file)
        stopped = error.code == "cancelled"
        self.file.trouble.say(error.text(), "warning" if stopped else "negative")

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _undo_shown(self) -> None:
        if self.report.batch is not None:
            self._undo(self.report.batch)

    def _undo(self, batch: Batch) -> None:
        shop, number = self.desk.workspace, batch.batch
        if number is None:
            return

        def work(progress: Progress) -> Batch:
            progress.say("")
            return imports.undo(shop, number)

        self.take_back.setEnabled(False)
        title = _("Taking “{file}” back").format(file=batch.file_name)
        self.desk.tasks.long(title, work, self._undone, self._tell, owner=self)

    def _undone(self, batch: Batch) -> None:
        if self._views.currentWidget() is self.report:
            self.report.show_taken_back()

    def _tell(self, error: KnownError) -> None:
        """Say what went wrong on the view that is shown."""
        if self._views.currentWidget() is self.report:
            self.report.notice.say(error.text(), "negative")
        else:
            self.start.show_trouble(error)

    # -- dropping a file ----------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_in(event.mimeData()) and self._views.currentWidget() is not self._busy:
            self.start.zone.set_over(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.start.zone.set_over(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.start.zone.set_over(False)
        files = files_in(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.look_at(files[0])
        if len(files) > 1:
            self.desk.messages.say(_("One file after the other: this is the first of them."))
