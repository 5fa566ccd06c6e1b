"""Bringing a file in: looked at first, taken in as a whole or not at all, undone in one step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core import log
from core.exchange import batches, plan, remembered
from core.exchange.batches import Batch
from core.exchange.bookings_in import BookingsIn
from core.exchange.cells import BadRow
from core.exchange.customers_in import CustomersIn
from core.exchange.directory import Directory
from core.exchange.feedback_in import FeedbackIn
from core.exchange.first_look import first_rows
from core.exchange.lines import Lines
from core.exchange.plan import Plan
from core.exchange.records import Row, Unread
from core.exchange.said import NOTHING, Said
from core.exchange.sources import KINDS
from core.exchange.spilling import spilling
from core.exchange.surveys.surveys_in import SurveysIn
from core.exchange.takers import RowProblem, Taker, Tally
from core.exchange.visits_in import VisitsIn
from core.i18n import N_
from core.progress import Part, Progress
from core.store import backup

if TYPE_CHECKING:
    from core.store.workspace import Workspace
    from core.store.write import Write

__all__ = [
    "KINDS",
    "Batch",
    "Column",
    "Preview",
    "RowProblem",
    "Said",
    "bring_in",
    "in_the_way",
    "preview",
    "undo",
]

_TAKERS: dict[str, type[Any]] = {
    "customers": CustomersIn,
    "visits": VisitsIn,
    "feedback": FeedbackIn,
    "survey": SurveysIn,
    # Not a kind of its own to the owner: visits whose events can be said again.
    "bookings": BookingsIn,
}
# Up to this size a preview tries the whole import and takes it back.
MOST_TRIED_ROWS = 20_000
# A larger file may write to the disk before it is done; readers wait for it then.
MOST_BYTES_IN_MEMORY = 16 << 20
# The share of the time that looking a file through takes; the rest is taking it in.
LOOKING = 0.06
# And this much once the shop is safe in a backup.
GUARDED = 0.2
# Between two steps whoever wants to stop waits.
MOST_AT_ONCE = 2_000
UNDO_LABEL = N_("File brought in")

undo, in_the_way = batches.undo, batches.in_the_way


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file and the field it becomes: "" for the note, "nowhere" for not kept."""

    heading: str
    field: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would become. `expected` is the outcome, None for files too large to try.

    `doubtful_day` is an example of a day whose order the owner should be asked for, or "".
    `said` is what the owner says of the file; `recalled` where it was said of one before.
    """

    source: str
    kind: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    row_count: int
    problems: tuple[RowProblem, ...]
    expected: Batch | None
    encoding: str
    day_first: bool
    doubtful_day: str
    said: Said
    recalled: bool
    sheet: str
    sheets: tuple[str, ...]


def preview(
    workspace: Workspace,
    path: Path | str,
    said: Said = NOTHING,
    progress: Progress | None = None,
) -> Preview:
    """What a file would become, without writing anything.

    Raises KnownError: missing_file, empty_file, not_a_table, no_rows, locked_file, too_large,
    no_such_sheet, unknown_kind, unknown_columns.
    """
    made = plan.make(workspace, Path(path), said, Part(progress, 0, LOOKING))
    tried = made.row_count <= MOST_TRIED_ROWS
    trying = Part(progress, LOOKING, 1)
    expected = _take_in(workspace, made, trying, dry_run=True) if tried else None
    columns = zip(made.table.headers, made.layout.fields, strict=True)
    return Preview(
        made.layout.source,
        made.layout.kind,
        tuple(Column(heading, field) for heading, field in columns),
        first_rows(made.table),
        made.row_count,
        expected.row_problems if expected else (),
        expected,
        made.table.encoding,
        made.day_first,
        made.doubtful_day,
        made.said,
        made.recalled,
        made.table.sheet,
        made.table.sheets,
    )


def bring_in(
    workspace: Workspace,
    path: Path | str,
    said: Said = NOTHING,
    progress: Progress | None = None,
    *,
    dry_run: bool = False,
) -> Batch:
    """Bring a file in, in one transaction behind a verified backup.

    Rows that cannot be read are left out and told in `row_problems`; the others come in. What
    the owner says of the columns is remembered for these headings.
    A dry run does everything and keeps nothing. Raises KnownError like `preview`, also
    `cancelled` from `progress`, `backup_failed` and `disk_full`; then nothing was changed.
    """
    made = plan.make(workspace, Path(path), said, Part(progress, 0, LOOKING))
    if not dry_run and workspace.value("SELECT 1 FROM customer UNION SELECT 1 FROM feedback"):
        backup.make(workspace, "import", Part(progress, LOOKING, GUARDED))
    return _take_in(workspace, made, Part(progress, GUARDED, 1), dry_run)


class _DryRun(Exception):
    """Ends a dry run, so that its transaction is rolled back."""

    def __init__(self, batch: Batch) -> None:
        super().__init__()
        self.batch = batch


def _take_in(workspace: Workspace, made: Plan, progress: Progress, dry_run: bool) -> Batch:
    large = made.table.path.stat().st_size > MOST_BYTES_IN_MEMORY
    try:
        with spilling(workspace, wanted=large), workspace.write(UNDO_LABEL) as write:
            batch = _take_all(workspace, write, made, progress)
            if dry_run:
                raise _DryRun(batch)
    except _DryRun as done:
        return done.batch.untaken()
    log.get("exchange").info("import: %s rows of %s", batch.rows, batch.kind)
    return batch


def _take_all(workspace: Workspace, write: Write, made: Plan, progress: Progress) -> Batch:
    now = workspace.clock.now()
    batch_id = batches.begin(write, made, now)
    people = Directory(workspace, write)
    kind = made.layout.kind
    if kind == "visits" and made.table.form == "icalendar":
        kind = "bookings"
    taker = _TAKERS[kind](workspace, write, made, people)
    lines = Lines(write, batch_id, made.layout.kind)
    tally = Tally()
    for chunk in plan.chunks(made.table.rows(), min(taker.chunk_size, MOST_AT_ONCE)):
        _take_chunk(chunk, taker, lines, tally)
        progress.step(tally.rows, made.row_count)
    taker.close()
    lines.close()
    people.close()
    if made.said.mapping or made.said.day_first is not None:
        kept = replace(made.said, kind=made.layout.kind)
        remembered.remember(write, made.table.headers, kept, now)
    elif made.said.mapping is not None:
        # Found out anew and brought in as found: what was said before counts no longer.
        remembered.forget(workspace, made.table.headers)
    return batches.finish(write, batch_id, made, now, tally, people.added)


def _take_chunk(chunk: list[Row], taker: Taker[Any], lines: Lines, tally: Tally) -> None:
    rows: list[tuple[int, list[str]]] = []
    entries = []
    for number, cells in chunk:
        if isinstance(cells, Unread):
            tally.refuse(number, BadRow(cells.sentence), [cells.line])
            continue
        try:
            entries.append(taker.read(cells))
            rows.append((number, cells))
        except BadRow as error:
            tally.refuse(number, error, cells)
    keys = lines.keys([entry.content for entry in entries])
    known = lines.known(keys)
    for (number, cells), entry, key in zip(rows, entries, keys, strict=True):
        if key in known:
            tally.skipped += 1
            continue
        try:
            taken = taker.take(entry)
        except BadRow as error:
            tally.refuse(number, error, cells)
            continue
        tally.note(taken.outcome)
        lines.add(key, taken.noun, taken.row_id)
    taker.flush()
    lines.flush()
