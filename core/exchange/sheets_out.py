"""Tables to take away: CSV that every spreadsheet opens rightly, or XLSX."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from core import files
from core.clock import iso
from core.errors import KnownError
from core.exchange.values import guard
from core.i18n import N_

# Excel cuts no text: it calls a file with a longer cell damaged.
LONGEST_XLSX_CELL = 32_767


def table(path: Path | str, headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> Path:
    """Write any rows as a table, CSV or XLSX by the ending of the name; gives the path.

    Text that a spreadsheet would take for a formula gets an apostrophe in CSV (our import takes
    it off again) and is plain text in XLSX. A file of that name is replaced only by a whole
    one. Raises KnownError `unknown_format`, `export_failed`.
    """
    path = Path(path)
    writers = {".csv": write_csv, ".xlsx": _write_xlsx}
    write = writers.get(path.suffix.lower())
    if write is None:
        raise KnownError(
            "unknown_format", N_("“{file}” should end in .csv or .xlsx."), file=path.name
        )
    with replacing(path) as half_made:
        write(half_made, headers, rows)
    return path


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path to write to, put in the place of `path` once it is whole.

    Raises KnownError `export_failed`; then what was there stays.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with files.replacing(path) as half_made:
            yield half_made
    except OSError as error:
        raise KnownError(
            "export_failed",
            N_("“{file}” could not be written. Is there space, and may you write there?"),
            file=path.name,
        ) from error


def write_csv(path: Path, headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write a table as CSV to a path of its own; whoever calls cares for what was there."""
    # The mark at the beginning tells Excel that this is UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(headers)
        for row in rows:
            writer.writerow([_csv_cell(value) for value in row])


def _csv_cell(value: Any) -> Any:
    plain = _plain(value)
    return guard(plain) if isinstance(plain, str) else plain


def _write_xlsx(path: Path, headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    book = Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate((headers, *rows)):
        for column, value in enumerate(row):
            plain = _plain(value)
            if isinstance(plain, int | float):
                sheet.write_number(number, column, plain)
            elif plain:
                sheet.write_string(number, column, plain[:LONGEST_XLSX_CELL])
    try:
        book.close()
    except FileCreateError as error:
        raise OSError(str(error)) from error


def _plain(value: Any) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return iso(value)
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, int | float) else str(value)
