"""A whole shop in again: the folder of an export becomes the shop it was written from."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core import log
from core.clock import iso
from core.errors import KnownError
from core.exchange import column_words, exported_table, exports
from core.exchange.exported_table import ExportedTable
from core.exchange.shop_tables import LATER, NOUNS, SETTINGS, TABLES
from core.exchange.spilling import spilling
from core.i18n import N_
from core.progress import Progress
from core.store import settings
from core.text import sort_key

if TYPE_CHECKING:
    from core.store.workspace import Workspace
    from core.store.write import Write

KIND = "shop"
UNDO_LABEL = N_("Whole shop brought in")
# No shop of a lifetime comes near.
MOST_BYTES = 4 << 30
# More than this may be written to the disk before it is done; readers wait for it then.
MOST_BYTES_IN_MEMORY = 40 << 20
# What an empty shop may have. It makes room for what comes in, and one undo brings it back.
_MAKING_ROOM = ("topic", "import_batch")
_NO_CONTENT = frozenset({"setting", "import_line", *_MAKING_ROOM})


@dataclass(frozen=True, slots=True)
class WholeShop:
    """What came in, and which files of the folder were left aside.

    `batch` undoes it, None where it was only tried.
    """

    batch: int | None
    customers: int
    visits: int
    feedback: int
    rows: int
    files: int
    ignored: tuple[str, ...] = ()

    def as_contract(self) -> dict[str, int | str | None]:
        """The fields that the terminal prints of every import."""
        return {
            "batch": self.batch,
            "source": "regulars",
            "kind": KIND,
            "rows": self.rows,
            "created": self.rows,
            "updated": 0,
            "skipped": 0,
            "problems": 0,
        }


class _DryRun(Exception):
    """Ends a dry run, so that its transaction is rolled back."""

    def __init__(self, made: WholeShop) -> None:
        super().__init__()
        self.made = made


def is_export(folder: Path | str) -> bool:
    """Whether a folder holds an export of everything, whatever language its names are in."""
    folder = Path(folder)
    if not folder.is_dir():
        return False
    found = {table for table, _path in _named(folder) if table}
    return {"customers", "visits", "settings"} <= found


def bring_in(
    workspace: Workspace,
    folder: Path | str,
    progress: Progress | None = None,
    *,
    dry_run: bool = False,
) -> WholeShop:
    """Bring an export into an empty shop, every row with its number, in one transaction.

    Settings and topics of the shop make room for those of the export; its folder of backups
    stays. A dry run does everything and keeps nothing. Raises KnownError `shop_not_empty`,
    `not_an_export`, `broken_row` (with file and row), `too_large`, `unreadable_file`,
    `disk_full` and `cancelled` (from `progress`); then nothing was changed.
    """
    require_empty(workspace)
    folder = Path(folder)
    try:
        paths, ignored = _files(folder)
        tables = {name: _opened(workspace, name, path) for name, path in paths.items()}
        total = _size(paths.values())
        large = total > MOST_BYTES_IN_MEMORY
        with spilling(workspace, wanted=large), workspace.write(UNDO_LABEL) as write:
            made = _take_in(workspace, write, tables, folder.name, _Told(progress, total))
            if dry_run:
                raise _DryRun(made)
    except _DryRun as tried:
        return replace(tried.made, batch=None, ignored=ignored)
    except OSError as error:
        raise KnownError(
            "unreadable_file", N_("“{file}” cannot be read."), file=folder.name
        ) from error
    log.get("exchange").info("whole shop: %s rows", made.rows)
    return replace(made, ignored=ignored)


def require_empty(workspace: Workspace) -> None:
    """Raise KnownError `shop_not_empty` where the shop holds more than settings and topics."""
    for noun in NOUNS.values():
        if noun not in _NO_CONTENT and workspace.value(f"SELECT 1 FROM {noun} LIMIT 1"):
            raise KnownError(
                "shop_not_empty",
                N_(
                    "A whole shop comes only into an empty one. "
                    "Begin a new shop first, and bring the folder in there."
                ),
            )


# -- files ------------------------------------------------------------------------------


def _named(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files of a folder with the table that each is named after, "" for none."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or not path.is_file():
            continue
        is_table = path.suffix.lower() == ".csv" and not path.is_symlink()
        yield column_words.table_of(path.stem) if is_table else "", path


def _files(folder: Path) -> tuple[dict[str, Path], tuple[str, ...]]:
    found: dict[str, Path] = {}
    ignored = []
    for table, path in _named(folder) if folder.is_dir() else ():
        if table in found:
            raise KnownError(
                "not_an_export",
                N_("“{file}” and “{other}” hold the same table. Please keep one of them."),
                file=found[table].name,
                other=path.name,
            )
        if table:
            found[table] = path
        else:
            ignored.append(path.name)
    missing = next((table for table in TABLES if table not in found and table not in LATER), None)
    if missing:
        raise KnownError(
            "not_an_export",
            N_("This is not a whole export: “{file}” is missing."),
            file=column_words.file_name(missing, None),
        )
    # In the order of the tables, settings first: the language sorts the names.
    order = ("settings", *(table for table in TABLES if table != "settings"))
    return {table: found[table] for table in order if table in found}, tuple(ignored)


def _size(paths: Any) -> int:
    total = 0
    for path in paths:
        total += path.stat().st_size
        if total > MOST_BYTES:
            raise KnownError("too_large", N_("“{file}” is larger than any export."), file=path.name)
    return total


def _opened(workspace: Workspace, table: str, path: Path) -> ExportedTable:
    shape = workspace.rows(f"PRAGMA table_info({NOUNS[table]})")
    known = exports.columns_of(workspace, table)
    return exported_table.opened(path, table, known, shape)


class _Told:
    """Tells how many bytes of all files are read."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress, self._total = progress, total
        self.before = 0

    def __call__(self, of_this_file: int) -> None:
        if self._progress:
            self._progress.step(self.before + of_this_file, self._total)


# -- rows -------------------------------------------------------------------------------


def _take_in(
    workspace: Workspace, write: Write, tables: dict[str, ExportedTable], name: str, told: _Told
) -> WholeShop:
    # Rows may point at rows that come later; all of them are looked at in the end.
    write.execute("PRAGMA defer_foreign_keys = ON")
    kept = _make_room(workspace, write)
    counts = {}
    for table, found in tables.items():
        counts[table] = _take_table(workspace, write, found, told)
        told.before += found.path.stat().st_size
        told(0)
    for key, value in kept:
        write.insert("setting", key=key, value=value)
    _require_whole(write, tables)
    _keep_numbers_of_the_erased(write)
    rows = sum(counts.values())
    batch = _note_batch(workspace, write, name, rows)
    return WholeShop(
        batch, counts["customers"], counts["visits"], counts["feedback"], rows, len(tables)
    )


def _make_room(workspace: Workspace, write: Write) -> list[tuple[str, str]]:
    """Take the shop's own first rows away; gives the settings that come back behind the others."""
    for noun in _MAKING_ROOM:
        last = write.execute(f"SELECT coalesce(max(id), 0) FROM {noun}").fetchone()[0]
        write.delete_run(noun, 1, last)
    kept = []
    for row in workspace.rows("SELECT id, key, value FROM setting WHERE id > 0 ORDER BY id"):
        write.delete("setting", row["id"])
        if row["key"] not in SETTINGS:
            kept.append((row["key"], row["value"]))
    return kept


def _take_table(workspace: Workspace, write: Write, found: ExportedTable, told: _Told) -> int:
    columns, rows = found.columns, found.rows(told)
    if found.noun == "customer":
        columns, rows = (*columns, "sort_name"), _with_order(workspace, found, rows)
    try:
        return write.insert_numbered(found.noun, columns, rows)
    except sqlite3.IntegrityError as error:
        raise found.broken(
            N_("Row {row} of “{file}” does not fit the rest of the shop.")
        ) from error


def _with_order(
    workspace: Workspace, found: ExportedTable, rows: Iterator[list[Any]]
) -> Iterator[list[Any]]:
    language, name = settings.get(workspace, settings.LANGUAGE), found.columns.index("name")
    for row in rows:
        yield [*row, sort_key(row[name], language)]


def _require_whole(write: Write, tables: dict[str, ExportedTable]) -> None:
    torn = write.execute("PRAGMA foreign_key_check").fetchone()
    if torn is None:
        return
    found = next(each for each in tables.values() if each.noun == torn[0])
    number = found.columns.index("id")
    next(row for row in found.rows(lambda _bytes: None) if row[number] == torn[1])
    raise found.broken(N_("Row {row} of “{file}” points at a row that is not there."))


def _keep_numbers_of_the_erased(write: Write) -> None:
    """An older backup, put back, would erase whoever had the number of an erased customer."""
    last = write.execute("SELECT max(customer_id) FROM erasure").fetchone()[0]
    if last is None:
        return
    known = write.execute("SELECT seq FROM sqlite_sequence WHERE name = 'customer'").fetchone()
    if known is None:
        write.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('customer', 0)")
    write.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'customer'", [last])


def _note_batch(workspace: Workspace, write: Write, name: str, rows: int) -> int:
    """List it among the imports; it has no lines, so a later export knows nothing of it."""
    cursor = write.execute(
        "INSERT INTO import_batch (source, kind, file_name, rows, created, updated, skipped, "
        "problems, imported_at, journal_id) VALUES ('regulars', ?, ?, ?, ?, 0, 0, 0, ?, ?)",
        [KIND, name, rows, rows, iso(workspace.clock.now()), write.next_id("journal")],
    )
    write.tell("import_batch")
    assert cursor.lastrowid is not None
    return cursor.lastrowid
