"""The rows of a file that stayed out, saved as a file to be mended and dropped again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from core.errors import KnownError
from core.exchange import sheets_out
from core.exchange.headings import STAYED_OUT
from core.exchange.records import Unread
from core.exchange.tables import Table
from core.exchange.takers import Tally
from core.exchange.xlsx_out import LONGEST_CELL as LONGEST_XLSX_CELL
from core.i18n import N_, _
from core.progress import Progress

# The size of a file and when it was written, in nanoseconds.
Stamp = tuple[int, int]


class RefusedRows:
    """Which rows of a file stayed out and why; what they say stays in the file."""

    def __init__(self, table: Table, stamp: Stamp, tally: Tally) -> None:
        self.table, self.stamp = table, stamp
        self._refusals = tally.refusals
        self._told = {problem.row: problem for problem in tally.row_problems}

    def __len__(self) -> int:
        return len(self._refusals)

    def reasons(self) -> Iterator[tuple[int, str]]:
        """The numbers of the rows in order, as a spreadsheet shows them, and why they stayed out.

        Of a long list the later reasons leave the values out.
        """
        sentences = list(self._refusals.sentences)
        pairs = zip(self._refusals.numbers, self._refusals.reasons, strict=True)
        for row, reason in sorted(pairs):
            problem = self._told.get(row)
            yield row, problem.text() if problem else _(sentences[reason]).format_map(_Ellipsis())


class _Ellipsis(dict[str, object]):
    """Stands for the facts of a sentence that were not kept."""

    def __missing__(self, key: str) -> str:
        return "…"


def stamp_of(path: Path) -> Stamp:
    """What tells a file from itself after a change. Raises KnownError `missing_file`."""
    try:
        found = path.stat()
    except OSError as error:
        raise KnownError(
            "missing_file", N_("There is no file “{file}”."), file=path.name
        ) from error
    return found.st_size, found.st_mtime_ns


def save(rows: RefusedRows, path: Path | str, progress: Progress | None = None) -> Path:
    """Write the rows that stayed out with the headings of their file, and why; gives the path.

    The file is .csv or .xlsx by its name. What a row holds beyond the headings stands after
    the reason. Raises KnownError: missing_file, file_changed, too_long_for_excel,
    unknown_format, export_failed, cancelled.
    """
    path, table = Path(path), rows.table
    if stamp_of(table.path) != rows.stamp:
        raise KnownError(
            "file_changed",
            N_("“{file}” has changed since it was looked at. Please choose it again."),
            file=table.path.name,
        )
    headers = [*table.headers, _(STAYED_OUT)]
    return sheets_out.table(path, headers, _rows(rows, path.suffix.lower() == ".xlsx"), progress)


def _rows(rows: RefusedRows, for_excel: bool) -> Iterator[list[str]]:
    reasons, width = rows.reasons(), len(rows.table.headers)
    wanted, why = next(reasons, (0, ""))
    for number, cells in rows.table.rows():
        if number != wanted:
            continue
        if isinstance(cells, Unread):
            # What cannot be told apart is all there, for the owner to tell apart.
            cells = [cells.line.rstrip("\r\n"), *[""] * (width - 1)]
        if for_excel and max(map(len, cells)) > LONGEST_XLSX_CELL:
            raise KnownError(
                "too_long_for_excel",
                N_("A cell of row {row} is too long for Excel. Please save as CSV."),
                row=number,
            )
        yield [*cells[:width], why, *cells[width:]]
        wanted, why = next(reasons, (0, ""))
        if not wanted:
            return
