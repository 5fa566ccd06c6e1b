"""Spreadsheets that people bring (.xlsx, .xls, .ods), their cells as text."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import KnownError
from core.exchange.sniff import not_a_table
from core.i18n import N_

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_FOREIGN = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"SQLite format 3", b"\x1f\x8b", b"Rar!")
# A sheet of a million rows stays below this; a bomb does not.
MOST_UNPACKED = 1 << 30


def is_workbook(head: bytes) -> bool:
    """Whether the first bytes are those of a spreadsheet program's file."""
    return head.startswith((_ZIP, _OLE))


def is_foreign(head: bytes) -> bool:
    """Whether the first bytes are those of something that is surely no table."""
    return head.startswith(_FOREIGN)


def names(path: Path) -> list[str]:
    """The sheets of a workbook in order."""
    with _opened(path) as book:
        return list(book.sheet_names)


def records(path: Path, sheet: str) -> Iterator[list[str]]:
    """The rows of a sheet from its first row on, every cell as text."""
    with _opened(path) as book:
        page = book.get_sheet_by_name(sheet)
        above = page.start[0] if page.start else 0
        left = page.start[1] if page.start else 0
        rows = page.to_python(skip_empty_area=True) if above or left else page.iter_rows()
        for _row in range(above):
            yield []
        for row in rows:
            yield [as_text(cell) for cell in row]


@contextmanager
def _opened(path: Path) -> Iterator[CalamineWorkbook]:
    from python_calamine import CalamineError, PasswordError, ZipError, load_workbook

    _refuse_bomb(path)
    try:
        book = load_workbook(str(path))
    except PasswordError as error:
        raise KnownError(
            "locked_file",
            N_("“{file}” is locked with a password. Please save it without one."),
            file=path.name,
        ) from error
    except (CalamineError, ZipError, OSError) as error:
        raise not_a_table(path.name) from error
    try:
        yield book
    finally:
        book.close()


def _refuse_bomb(path: Path) -> None:
    if not zipfile.is_zipfile(path):
        return
    try:
        with zipfile.ZipFile(path) as packed:
            unpacked = sum(entry.file_size for entry in packed.infolist())
    except (zipfile.BadZipFile, OSError) as error:
        raise not_a_table(path.name) from error
    if unpacked > MOST_UNPACKED:
        raise KnownError(
            "too_large",
            N_("“{file}” would unpack to more than this computer holds."),
            file=path.name,
        )


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
