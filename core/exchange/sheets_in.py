"""Spreadsheets that people bring (.xlsx, .xls, .ods), their cells as text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import KnownError
from core.exchange.records import Reading
from core.exchange.sniff import head_of, not_a_table
from core.exchange.unpacking import refuse_bomb
from core.i18n import N_

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_FOREIGN = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"SQLite format 3", b"\x1f\x8b", b"Rar!")


def is_workbook(head: bytes) -> bool:
    """Whether the first bytes are those of a spreadsheet program's file."""
    return head.startswith((_ZIP, _OLE))


def is_foreign(head: bytes) -> bool:
    """Whether the first bytes are those of something that is surely no table."""
    return head.startswith(_FOREIGN)


def names(path: Path) -> list[str]:
    """The sheets of a workbook that hold cells, in order; hidden ones where no other does.

    Raises KnownError: not_a_table, locked_file, too_large.
    """
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    if head_of(path).startswith(_ZIP):
        refuse_bomb(path)
    with _opened(path) as book:
        found = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    shown = [sheet.name for sheet in found if sheet.visible == SheetVisibleEnum.Visible]
    return shown or [sheet.name for sheet in found]


def records(
    path: Path, sheet: str, spread_below: int | None = None, reading: Reading | None = None
) -> Iterator[list[str]]:
    """The rows of a sheet from its first row on, every cell as text.

    A cell merged over several rows below row `spread_below` stands in each of them, unless it
    is a number: what is counted must not count twice. `reading` is told how far it is.
    """
    with _opened(path) as book:
        page = book.get_sheet_by_name(sheet)
        rows = page.iter_rows()
        if spread_below is not None and page.merged_cell_ranges:
            rows = _spread(rows, _merged_down(page, spread_below))
        at = 0
        if reading is not None:
            reading.total, reading.tell = page.total_height, lambda: at
        for at, row in enumerate(rows, start=1):  # noqa: B007 - told by `reading`
            yield [as_text(cell) for cell in row]


def _merged_down(page: CalamineSheet, below: int) -> dict[int, list[tuple[int, int]]]:
    """The column and last row of the cells merged over several rows, by their first row."""
    left = page.start[1] if page.start else 0
    found: dict[int, list[tuple[int, int]]] = {}
    for (top, column), (bottom, _right) in page.merged_cell_ranges or ():
        if below <= top < bottom and column >= left:
            found.setdefault(top, []).append((column - left, bottom))
    return found


def _spread(
    rows: Iterator[list[Any]], merged: dict[int, list[tuple[int, int]]]
) -> Iterator[list[Any]]:
    held: dict[int, tuple[int, Any]] = {}
    for at, row in enumerate(rows):
        held = {column: kept for column, kept in held.items() if at <= kept[0]}
        for column, (_last, value) in held.items():
            row[column] = value
        for column, last in merged.get(at, ()):
            if column < len(row) and _may_stand_again(row[column]):
                held[column] = last, row[column]
        yield row


def _may_stand_again(cell: Any) -> bool:
    """Whether a value is no sum: a day, or words without a digit."""
    if isinstance(cell, str):
        return not any(map(str.isdigit, cell))
    return isinstance(cell, date)


@contextmanager
def _opened(path: Path) -> Iterator[CalamineWorkbook]:
    """A workbook for reading; whatever is broken in it becomes the sentence for no table."""
    from python_calamine import CalamineError, PasswordError, load_workbook

    try:
        with load_workbook(str(path)) as book:
            yield book
    except PasswordError as error:
        raise KnownError(
            "locked_file",
            N_("“{file}” is locked with a password. Please save it without one."),
            file=path.name,
        ) from error
    except (CalamineError, OSError) as error:
        raise not_a_table(path.name) from error
    except BaseException as error:
        # What the reader, written in Rust, did not foresee comes as no ordinary exception.
        if type(error).__name__ == "PanicException":
            raise not_a_table(path.name) from error
        raise


def as_text(cell: Any) -> str:
    """A cell as a person would have typed it: days in ISO form, whole numbers without a point."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return _number(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ") if cell.time() != time() else cell.date().isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return "" if cell is None else str(cell)


def _number(value: float) -> str:
    if value.is_integer():
        return str(int(value))
    text = repr(value)
    # "12.345" could be taken for thousands; a cell that holds a number leaves no doubt.
    return text + "0" if len(text.rpartition(".")[2]) == 3 else text
