"""Tables to take away: CSV that every spreadsheet opens rightly, or XLSX."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

from core import files
from core.errors import KnownError
from core.exchange import xlsx_out
from core.exchange.values import guard
from core.exchange.xlsx_out import ASKED_EVERY, plain
from core.i18n import N_, language
from core.progress import Progress

# Spreadsheets expect semicolons between cells wherever a comma stands before the cents.
SEMICOLON = ";"
DELIMITERS = (",", SEMICOLON)
_WITH_SEMICOLONS = ("cs", "lv")


def table(
    path: Path | str,
    headers: Sequence[str],
    rows: Iterable[Sequence[Any]],
    progress: Progress | None = None,
) -> Path:
    """Write any rows as a table, CSV or XLSX by the ending of the name; gives the path.

    Cells are text, numbers, Decimals, days, instants or None; the rows may be any number, they
    are never all in memory. CSV is written as spreadsheets in the language in use read it. Text
    that a spreadsheet would take for a formula gets an apostrophe in CSV (our import takes it off
    again) and is plain text in XLSX. A file of that name is replaced only by a whole one.
    Raises KnownError `unknown_format`, `too_many_rows`, `export_failed`, and `cancelled` from
    `progress`.
    """
    path = Path(path)
    require_format(path)
    with replacing(path) as half_made:
        if path.suffix.lower() == ".csv":
            write_csv(half_made, headers, rows, progress, delimiter_in(language()))
        else:
            xlsx_out.write_xlsx(half_made, headers, rows, progress)
    return path


def delimiter_in(spoken: str | None) -> str:
    """What spreadsheets in a language expect between cells; a comma for the stable form (None)."""
    return SEMICOLON if spoken in _WITH_SEMICOLONS else ","


def require_format(path: Path) -> None:
    """Raise KnownError `unknown_format` for a name that ends in neither .csv nor .xlsx."""
    if path.suffix.lower() not in (".csv", ".xlsx"):
        raise KnownError(
            "unknown_format", N_("“{file}” should end in .csv or .xlsx."), file=path.name
        )


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path to write to, put in the place of `path` once it is whole.

    Raises KnownError `export_failed`; then what was there stays.
    """
    with files.handing_out(path, "export_failed") as half_made:
        yield half_made


def write_csv(
    path: Path,
    headers: Sequence[str],
    rows: Iterable[Sequence[Any]],
    progress: Progress | None = None,
    delimiter: str = ",",
) -> None:
    """Write a table as CSV to a path of its own; whoever calls cares for what was there.

    Between semicolons numbers have a decimal comma, between commas a point.
    """
    cell = _cell_with_comma if delimiter == SEMICOLON else _csv_cell
    # The mark at the beginning tells Excel that this is UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=delimiter)
        writer.writerow([_csv_cell(header) for header in headers])
        for done, row in enumerate(rows):
            if progress and done % ASKED_EVERY == 0:
                progress.step(done, 0)
            writer.writerow([cell(value) for value in row])


def _cell_with_comma(value: Any) -> Any:
    # Excel there takes 1.5 for the first of May.
    if isinstance(value, float | Decimal):
        return str(_csv_cell(value)).replace(".", ",")
    return _csv_cell(value)


def _csv_cell(value: Any) -> Any:
    if isinstance(value, str):
        return guard(value)
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    return plain(value)
