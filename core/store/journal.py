"""Undo: what every write changed, kept as images of the rows before it.

An undo is a write of its own that remembers what it undid, so a redo is the undo of an undo.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from core.clock import iso, parse_instant
from core.errors import KnownError, Missing
from core.i18n import N_
from core.store import closed_reviews, settings
from core.store.changes import Changes
from core.store.references import references_to
from core.store.write import Image, Write

if TYPE_CHECKING:
    from core.store.workspace import Workspace

KEPT_ENTRIES = 1000
MOST_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """One write as the journal remembers it."""

    id: int
    label: str
    at: datetime
    undone_by: int | None
    is_undo: bool


def keep(write: Write, label: str, at: datetime, undoes: int | None) -> Changes | None:
    """Store the images of a write in its own transaction; None when nothing was changed.

    Derived rows alone are told to listeners but leave nothing to undo.
    """
    if not write.images:
        return Changes(label, write.nouns, None) if write.nouns else None
    is_undo = undoes is not None and not _was_undo(write, undoes)
    journal_id = write.execute(
        "INSERT INTO journal (label, at, undoes, is_undo) VALUES (?, ?, ?, ?)",
        [label, iso(at), undoes, is_undo],
    ).lastrowid
    for image in _joined(write.images):
        write.execute(
            "INSERT INTO journal_image (journal_id, noun, row_id, last_row_id, before) "
            "VALUES (?, ?, ?, ?, ?)",
            [journal_id, image.noun, image.row_id, image.last_row_id, image.before],
        )
    for undone in () if undoes is None else (undoes, *write.with_it):
        write.execute("UPDATE journal SET undone_by = ? WHERE id = ?", [journal_id, undone])
    write.journal_id = journal_id
    return Changes(label, write.nouns, journal_id, undo=is_undo, lasting=write.lasting)


def _was_undo(write: Write, journal_id: int) -> bool:
    row = write.execute("SELECT is_undo FROM journal WHERE id = ?", [journal_id]).fetchone()
    return bool(row[0])


def undo(workspace: Workspace) -> Changes | None:
    """Take back the last write that still stands; None where there is none."""
    entry = _last(workspace, "is_undo = 0 AND undone_by IS NULL")
    return _take_back(workspace, entry) if entry else None


def redo(workspace: Workspace) -> Changes | None:
    """Do again what was last undone, unless something new was done since."""
    entry = _last(workspace, "is_undo = 1 AND undone_by IS NULL")
    if entry is None or _last(workspace, "id > ? AND undoes IS NULL", [entry.id]):
        return None
    return _take_back(workspace, entry)


def undo_entry(workspace: Workspace, journal_id: int) -> Changes:
    """Take back one write, also an older one.

    Raises Missing for an unknown entry, KnownError `already_undone`, and KnownError
    `undo_in_the_way` when later changes touch the same rows.
    """
    entry = _standing(workspace, journal_id)
    in_the_way = later_changes(workspace, journal_id)
    if in_the_way:
        raise KnownError(
            "undo_in_the_way",
            N_("This cannot be undone: later changes build on it ({n})."),
            n=len(in_the_way),
        )
    return _take_back(workspace, entry)


def undo_with_later(workspace: Workspace, journal_id: int) -> Changes:
    """Take back one write and every later one that builds on it, as one step.

    One redo brings all of them back. Raises Missing, KnownError `already_undone`.
    """
    entry = _standing(workspace, journal_id)
    return _take_back(workspace, entry, later_changes(workspace, journal_id))


def later_changes(workspace: Workspace, journal_id: int) -> list[Entry]:
    """The later writes that build on one, and those that build on them, the newest first."""
    found: dict[int, Entry] = {}
    open_ends = [get(workspace, journal_id)]
    while open_ends:
        entry = open_ends.pop()
        images = _images_of(workspace, entry.id)
        for later in _later_touches(workspace, entry, images) - found.keys():
            found[later] = get(workspace, later)
            open_ends.append(found[later])
    return [found[later] for later in sorted(found, reverse=True)]


def _standing(workspace: Workspace, journal_id: int) -> Entry:
    entry = get(workspace, journal_id)
    if entry.undone_by is not None:
        raise KnownError("already_undone", N_("This was undone already."))
    return entry


def _take_back(workspace: Workspace, entry: Entry, later: Sequence[Entry] = ()) -> Changes:
    """Undo in order, `later` first: the last write that stands is always free to go."""
    with workspace.write(entry.label, undoes=entry.id) as write:
        images = [
            image for each in (entry, *reversed(later)) for image in _images_of(workspace, each.id)
        ]
        closed_reviews.require_untouched(workspace, images, entry.at)
        # Rows that point at each other may come in any order, as long as all are there at the end.
        write.execute("PRAGMA defer_foreign_keys = ON")
        _restore(write, reversed(images))
        if any(image.noun == "setting" for image in images):
            settings.sort_names_anew(workspace, write)
        write.with_it = tuple(each.id for each in later)
    return Changes(entry.label, write.nouns, write.journal_id, undo=not entry.is_undo)


def get(workspace: Workspace, journal_id: int) -> Entry:
    """One entry. Raises Missing."""
    entry = _last(workspace, "id = ?", [journal_id])
    if entry is None:
        raise Missing("journal", journal_id)
    return entry


def _images_of(workspace: Workspace, journal_id: int) -> list[Image]:
    """The images of one entry in the order in which they were taken."""
    rows = workspace.rows(
        "SELECT noun, row_id, last_row_id, before FROM journal_image "
        "WHERE journal_id = ? ORDER BY id",
        [journal_id],
    )
    return [Image(*row) for row in rows]


def thin(workspace: Workspace) -> None:
    """Forget all but the newest entries, so that the file does not grow for ever."""
    with workspace.write(N_("Old undo steps let go")) as write:
        write.execute(
            "DELETE FROM journal WHERE id <= (SELECT max(id) FROM journal) - ?", [KEPT_ENTRIES]
        )


def _last(workspace: Workspace, where: str, params: Iterable[object] = ()) -> Entry | None:
    row = workspace.row(
        "SELECT id, label, at, undone_by, is_undo FROM journal "
        f"WHERE {where} ORDER BY id DESC LIMIT 1",
        list(params),
    )
    if row is None:
        return None
    return Entry(row["id"], row["label"], parse_instant(row["at"]), row[3], bool(row[4]))


def _joined(images: list[Image]) -> Iterable[Image]:
    """The images with neighbouring new rows of one noun drawn together into runs."""
    run: Image | None = None
    for image in images:
        if run and _continues(run, image):
            run = Image(run.noun, run.row_id, image.last_row_id, None)
            continue
        if run:
            yield run
        run = image
    if run:
        yield run


def _continues(run: Image, image: Image) -> bool:
    both_new = run.before is None and image.before is None
    return both_new and run.noun == image.noun and image.row_id == run.last_row_id + 1


def _restore(write: Write, images: Iterable[Image]) -> None:
    """Give every row of the images, the last taken first, what it was before."""
    for (noun, was_new), alike in groupby(images, key=lambda i: (i.noun, i.before is None)):
        for portion in _without_repeats(alike):
            if was_new:
                for image in portion:
                    write.delete_run(noun, image.row_id, image.last_row_id)
            else:
                write.put_back(noun, [json.loads(image.before or "") for image in portion])


def _without_repeats(images: Iterable[Image]) -> Iterator[list[Image]]:
    """Portions in which no row comes twice: of two images of a row the order counts."""
    portion: dict[int, Image] = {}
    for image in images:
        if image.row_id in portion or len(portion) >= MOST_AT_ONCE:
            yield list(portion.values())
            portion = {}
        portion[image.row_id] = image
    yield list(portion.values())


def _later_touches(workspace: Workspace, entry: Entry, images: list[Image]) -> set[int]:
    """The later writes that still stand and touch rows of these images."""
    later: set[int] = set()
    for image in _spans(images):
        rows = workspace.rows(
            "SELECT DISTINCT journal.id FROM journal_image AS image "
            "JOIN journal ON journal.id = image.journal_id "
            "WHERE journal.id > ? AND journal.undone_by IS NULL AND journal.is_undo = 0 "
            "AND image.noun = ? AND image.row_id <= ? AND image.last_row_id >= ?",
            [entry.id, image.noun, image.last_row_id, image.row_id],
        )
        later.update(row[0] for row in rows)
        later.update(_touched_children(workspace, entry, image))
    return later


def _spans(images: list[Image]) -> list[Image]:
    return list(_joined(sorted(images, key=lambda image: (image.noun, image.row_id))))


def _touched_children(workspace: Workspace, entry: Entry, image: Image) -> set[int]:
    """Later entries that touch rows which belong, or belonged since, to rows this entry added.

    Those that belonged are gone or belong elsewhere now; to put them back, what they point at
    must be there.
    """
    if image.before is not None:
        return set()
    found: set[int] = set()
    run = {"first": image.row_id, "last": image.last_row_id}
    for reference in references_to(workspace.rows, image.noun):
        noun, column = reference.noun, reference.column
        belonged = f"json_extract(image.before, '$.{column}') BETWEEN :first AND :last"
        rows = workspace.rows(
            "WITH former (id) AS (SELECT row_id FROM journal_image AS image "
            f"WHERE journal_id > :entry AND noun = :noun AND {belonged}) "
            "SELECT DISTINCT journal.id FROM journal "
            "JOIN journal_image AS image ON image.journal_id = journal.id "
            "WHERE journal.id > :entry AND journal.undone_by IS NULL AND journal.is_undo = 0 "
            f"AND image.noun = :noun AND ({belonged} OR EXISTS (SELECT 1 FROM {noun} AS child "
            "WHERE child.id BETWEEN image.row_id AND image.last_row_id "
            f"AND child.{column} BETWEEN :first AND :last) "
            "OR (image.before IS NULL AND EXISTS (SELECT 1 FROM former "
            "WHERE former.id BETWEEN image.row_id AND image.last_row_id)))",
            {"entry": entry.id, "noun": noun, **run},
        )
        found.update(row[0] for row in rows)
    return found
