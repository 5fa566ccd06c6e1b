"""Import batches: what each file brought, and taking it back."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from core.clock import iso, parse_instant, parse_optional
from core.errors import KnownError, Missing
from core.exchange.plan import Plan
from core.exchange.refused import RefusedRows
from core.exchange.takers import RowProblem, Tally
from core.i18n import N_
from core.store import journal

if TYPE_CHECKING:
    from core.store.workspace import Workspace
    from core.store.write import Write


@dataclass(frozen=True, slots=True)
class Batch:
    """One file brought in. `rows` = created + updated + skipped + problems, always.

    `batch` is None for a dry run. `new_customers` and `row_problems` are told right after the
    import and not kept; at most 1,000 of the latter. `refused` are all rows that stayed out, to
    be saved with `refused.save`; None where there are none. `doubtful_day` is an example of a
    day that was read with `day_first` though nothing settles it, or "". `in_journal` is false
    where nothing was changed, where the batch came with a whole shop, or long ago.
    """

    batch: int | None
    source: str
    kind: str
    rows: int
    created: int
    updated: int
    skipped: int
    problems: int
    file_name: str
    imported_at: datetime
    undone: bool = False
    new_customers: int = 0
    row_problems: tuple[RowProblem, ...] = ()
    refused: RefusedRows | None = None
    day_first: bool = True
    doubtful_day: str = ""
    in_journal: bool = False

    @property
    def can_undo(self) -> bool:
        """Whether `undo` has something to take back."""
        return self.in_journal and not self.undone

    def untaken(self) -> Batch:
        """The same figures for a batch that was only tried."""
        return replace(self, batch=None, in_journal=False)

    def as_contract(self) -> dict[str, int | str | None]:
        """The fields that the terminal prints."""
        return {
            "batch": self.batch,
            "source": self.source,
            "kind": self.kind,
            "rows": self.rows,
            "created": self.created,
            "updated": self.updated,
            "skipped": self.skipped,
            "problems": self.problems,
        }


def begin(write: Write, made: Plan, now: datetime) -> int:
    """The id of a new batch. Its row leaves no image: an undone batch is still listed."""
    cursor = write.execute(
        "INSERT INTO import_batch (source, kind, file_name, rows, created, updated, skipped, "
        "problems, imported_at) VALUES (?, ?, ?, 0, 0, 0, 0, 0, ?)",
        [made.layout.source, made.layout.kind, made.table.path.name, iso(now)],
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def finish(
    write: Write, batch_id: int, made: Plan, now: datetime, tally: Tally, new_customers: int
) -> Batch:
    """Keep the figures of a batch, and which journal entry will undo it."""
    journal_id = write.next_id("journal") if write.images else None
    write.execute(
        "UPDATE import_batch SET rows = ?, created = ?, updated = ?, skipped = ?, problems = ?, "
        "journal_id = ? WHERE id = ?",
        [
            tally.rows,
            tally.created,
            tally.updated,
            tally.skipped,
            tally.problems,
            journal_id,
            batch_id,
        ],
    )
    write.tell("import_batch")
    return Batch(
        batch_id,
        made.layout.source,
        made.layout.kind,
        tally.rows,
        tally.created,
        tally.updated,
        tally.skipped,
        tally.problems,
        made.table.path.name,
        now,
        new_customers=new_customers,
        row_problems=tuple(sorted(tally.row_problems, key=lambda problem: problem.row)),
        refused=RefusedRows(made.table, made.stamp, tally) if tally.problems else None,
        day_first=made.day_first,
        doubtful_day=made.doubtful_day,
        in_journal=journal_id is not None,
    )


def get(workspace: Workspace, batch_id: int) -> Batch:
    """One batch. Raises Missing."""
    row = workspace.row("SELECT * FROM import_batch WHERE id = ?", [batch_id])
    if row is None:
        raise Missing("import_batch", batch_id)
    return _from_row(workspace, row)


def find(workspace: Workspace, limit: int = 100) -> list[Batch]:
    """The batches, newest first."""
    rows = workspace.rows("SELECT * FROM import_batch ORDER BY id DESC LIMIT ?", [limit])
    return [_from_row(workspace, row) for row in rows]


def in_the_way(workspace: Workspace, batch_id: int) -> list[journal.Entry]:
    """The later changes that build on what a file brought, the newest first. Raises like `undo`."""
    return journal.later_changes(workspace, _undoable(workspace, batch_id).id)


def undo(workspace: Workspace, batch_id: int, *, with_later: bool = False) -> Batch:
    """Take back everything a file brought, and `with_later` what was built on it.

    Raises Missing, KnownError `already_undone`, `nothing_to_undo` (also where the journal no
    longer remembers), `undo_in_the_way` where later changes build on it.
    """
    entry = _undoable(workspace, batch_id)
    with workspace.write(entry.label, undoes=entry.id) as write:
        if with_later:
            journal.undo_with_later(workspace, entry.id)
        else:
            journal.undo_entry(workspace, entry.id)
        write.execute(
            "UPDATE import_batch SET undone_at = ? WHERE id = ?",
            [iso(workspace.clock.now()), batch_id],
        )
        write.tell("import_batch")
    return get(workspace, batch_id)


def _undoable(workspace: Workspace, batch_id: int) -> journal.Entry:
    if get(workspace, batch_id).undone:
        raise KnownError("already_undone", N_("This was undone already."))
    entry = _standing(workspace, _journal_id(workspace, batch_id))
    if entry is None:
        raise KnownError("nothing_to_undo", N_("There is nothing (more) to undo in this import."))
    return entry


def _journal_id(workspace: Workspace, batch_id: int) -> int | None:
    found: int | None = workspace.value(
        "SELECT journal_id FROM import_batch WHERE id = ?", [batch_id]
    )
    return found


def _standing(workspace: Workspace, journal_id: int | None) -> journal.Entry | None:
    """The entry that holds the import now: undone and redone, it is the last redo."""
    if journal_id is None:
        return None
    try:
        entry = journal.get(workspace, journal_id)
        while entry.undone_by is not None:
            entry = journal.get(workspace, entry.undone_by)
    except Missing:
        return None
    return entry


def _from_row(workspace: Workspace, row: sqlite3.Row) -> Batch:
    entry = _standing(workspace, row["journal_id"])
    undone = entry.is_undo if entry else parse_optional(row["undone_at"]) is not None
    return Batch(
        row["id"],
        row["source"],
        row["kind"],
        row["rows"],
        row["created"],
        row["updated"],
        row["skipped"],
        row["problems"],
        row["file_name"],
        parse_instant(row["imported_at"]),
        undone,
        in_journal=entry is not None,
    )
