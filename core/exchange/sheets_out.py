"""Tables to take away: CSV that every spreadsheet opens rightly, or XLSX."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from core import files
from core.errors import KnownError
from core.exchange import xlsx_out
from core.exchange.values import guard
from core.exchange.xlsx_out import ASKED_EVERY, plain
from core.i18n import N_
from core.progress import Progress


def table(
    path: Path | str,
    headers: Sequence[str],
    rows: Iterable[Sequence[Any]],
    progress: Progress | None = None,
) -> Path:
    """Write any rows as a table, CSV or XLSX by the ending of the name; gives the path.

    Cells are text, numbers, Decimals, days, instants or None; the rows may be any number, they
    are never all in memory. Text that a spreadsheet would take for a formula gets an apostrophe
    in CSV (our import takes it off again) and is plain text in XLSX. A file of that name is
    replaced only by a whole one. Raises KnownError `unknown_format`, `too_many_rows`,
    `export_failed`, and `cancelled` from `progress`.
    """
    path = Path(path)
    require_format(path)
    write = write_csv if path.suffix.lower() == ".csv" else xlsx_out.write_xlsx
    with replacing(path) as half_made:
        write(half_made, headers, rows, progress)
    return path


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


def write_csv(
    path: Path,
    headers: Sequence[str],
    rows: Iterable[Sequence[Any]],
    progress: Progress | None = None,
) -> None:
    """Write a table as CSV to a path of its own; whoever calls cares for what was there."""
    # The mark at the beginning tells Excel that this is UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([_csv_cell(header) for header in headers])
        for done, row in enumerate(rows):
            if progress and done % ASKED_EVERY == 0:
                progress.step(done, 0)
            writer.writerow([_csv_cell(value) for value in row])


def _csv_cell(value: Any) -> Any:
    if isinstance(value, str):
        return guard(value)
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    return plain(value)
