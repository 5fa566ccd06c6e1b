"""Taking an import back; where later changes build on it, the owner is asked first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from core.errors import KnownError
from core.exchange import imports
from core.exchange.imports import Batch
from core.i18n import _, ngettext
from core.store.journal import Entry
from core.store.workspace import Workspace
from desktop import formats
from desktop.desk import Desk
from desktop.tasks import Done, LongTask, Progress

# More changes than these make no one wiser.
NAMED = 6
# A change and the customers it is about, where they are few.
Later = tuple[Entry, list[str]]


def look(workspace: Workspace, number: int) -> list[Later]:
    """What stands in the way of taking a batch back, the newest change first."""
    from core.insight import touched

    later = imports.in_the_way(workspace, number)
    named = [(entry, touched.names(workspace, entry.id)) for entry in later[:NAMED]]
    return [*named, *((entry, []) for entry in later[NAMED:])]


class TakingBack(QObject):
    """Looks what stands in the way, asks, takes back; tells what became of it."""

    taken_back = Signal(Batch)
    under_way = Signal(bool)
    failed = Signal(KnownError)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._task: LongTask | None = None

    def begin(self, batch: Batch | None) -> None:
        """Take a batch back, unless later changes need a word first."""
        under_way = self._task is not None and self._task.running
        if batch is None or batch.batch is None or under_way:
            return
        number = batch.batch
        self.under_way.emit(True)
        shop = self._desk.workspace

        def work(progress: Progress) -> list[Later]:
            progress.say("")
            later = look(shop, number)
            if not later:
                imports.undo(shop, number)
            return later

        self._run(batch, work, lambda later: self._ask(batch, number, later))

    def _ask(self, batch: Batch, number: int, later: Sequence[Later]) -> None:
        if not later:
            self.taken_back.emit(batch)
            return
        agreed = self._desk.messages.ask(
            ngettext(
                "{n} later change builds on “{file}”.",
                "{n} later changes build on “{file}”.",
                len(later),
            ).format(n=formats.number(len(later)), file=batch.file_name),
            yes=_("Take these back too"),
            no=_("Leave everything as it is"),
            details="\n".join(
                (*self._named(later), "", _("Until the next change, Redo brings all of it back."))
            ),
        )
        if not agreed:
            self.under_way.emit(False)
            return
        shop = self._desk.workspace

        def work(progress: Progress) -> None:
            progress.say("")
            imports.undo(shop, number, with_later=True)

        self._run(batch, work, lambda _nothing: self.taken_back.emit(batch))

    def _named(self, later: Sequence[Later]) -> list[str]:
        """The newest changes, each with its time and people, and how many more there are."""
        lines = [self._line(*each) for each in later[:NAMED]]
        more = len(later) - len(lines)
        if more:
            lines.append(
                ngettext("and {n} more", "and {n} more", more).format(n=formats.number(more))
            )
        return lines

    def _line(self, entry: Entry, people: list[str]) -> str:
        label = _(entry.label)
        if entry.is_undo:
            label = _("Taken back: {label}").format(label=label)
        when = formats.moment(entry.at, self._desk.workspace.clock)
        if not people:
            return _("{when}: {change}").format(when=when, change=label)
        return _("{when}: {change} ({who})").format(
            when=when, change=label, who=formats.name_list(people)
        )

    def _run(self, batch: Batch, work: Callable[[Progress], object], done: Done) -> None:
        title = _("Taking “{file}” back").format(file=batch.file_name)
        self._task = self._desk.tasks.long(title, work, done, self._not_taken_back, owner=self)

    def _not_taken_back(self, error: KnownError) -> None:
        self.under_way.emit(False)
        self.failed.emit(error)
