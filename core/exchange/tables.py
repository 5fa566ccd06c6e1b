"""Tables in files: the row of headings, and the rows below it one by one, never all at once."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import IO

from core.errors import KnownError
from core.exchange import sheets_in, sniff, sources
from core.exchange.words import FOOTERS
from core.i18n import N_, _

# Titles and empty rows that programs print above the headings.
MOST_TITLE_ROWS = 30
# A record of more lines than this is a quotation mark that was never closed.
MOST_LINES = 200
_FOOTER_STARTS = tuple({word[:3] for word in FOOTERS} | {"sou"})

Row = tuple[int, "list[str] | None"]


@dataclass(frozen=True, slots=True)
class Table:
    """A table in a file; rows are numbered as a spreadsheet numbers them."""

    path: Path
    headers: tuple[str, ...]
    header_row: int
    encoding: str
    delimiter: str
    sheet: str = ""
    sheets: tuple[str, ...] = ()

    def rows(self) -> Iterator[Row]:
        """The rows below the headings, their cells as many as the headings or more.

        Empty rows and totals are left out; None stands for a row that cannot be read because
        a quotation mark in it is never closed.
        """
        width = len(self.headers)
        for number, cells in self._records():
            if number <= self.header_row:
                continue
            if cells is not None:
                if len(cells) < width:
                    cells += [""] * (width - len(cells))
                if not any(map(str.strip, cells)) or _is_footer(cells, width):
                    continue
            yield number, cells

    def _records(self) -> Iterator[Row]:
        if self.sheet:
            yield from enumerate(sheets_in.records(self.path, self.sheet), start=1)
            return
        with self.path.open(encoding=self.encoding, errors="replace", newline="") as stream:
            yield from enumerate(records(stream, self.delimiter), start=1)


def find(path: Path, shop_language: str = "en", sheet: str = "") -> Table:
    """The table in a file, of a workbook in the sheet asked for or the likeliest one.

    Raises KnownError: missing_file, empty_file, not_a_table, no_rows, no_such_sheet.
    """
    head = sniff.head_of(path)
    if sheets_in.is_workbook(head):
        table = _in_workbook(path, sheet)
    elif sheets_in.is_foreign(head):
        raise sniff.not_a_table(path.name)
    else:
        table = _in_text(path, shop_language)
    if next(table.rows(), None) is None:
        raise KnownError(
            "no_rows", N_("“{file}” has headings but no rows below them."), file=path.name
        )
    return table


def _in_text(path: Path, shop_language: str) -> Table:
    encoding = sniff.encoding(path, shop_language)
    try:
        with path.open(encoding=encoding, errors="replace", newline="") as stream:
            sample = stream.read(1 << 15)
    except UnicodeError as error:
        raise sniff.not_a_table(path.name) from error
    mark = sniff.delimiter(sample, sources.is_known)
    first = list(itertools.islice(records(StringIO(sample, newline=""), mark), MOST_TITLE_ROWS))
    row, headers = _headings(first, path.name)
    if len(headers) == 1 and not sources.is_known(headers[0]):
        raise sniff.not_a_table(path.name)
    return Table(path, headers, row, encoding, mark)


def _in_workbook(path: Path, wanted: str) -> Table:
    """The sheet with most known headings, the first one where several have as many."""
    best: tuple[int, Table] | None = None
    sheets = tuple(sheets_in.names(path))
    if wanted and wanted not in sheets:
        raise KnownError(
            "no_such_sheet",
            N_("“{file}” has no sheet called “{sheet}”."),
            file=path.name,
            sheet=wanted,
        )
    for sheet in (wanted,) if wanted else sheets:
        first = list(itertools.islice(sheets_in.records(path, sheet), MOST_TITLE_ROWS))
        if not any(any(cells) for cells in first):
            continue
        row, headers = _headings(list(first), path.name)
        known = sum(map(sources.is_known, headers))
        if best is None or known > best[0]:
            best = known, Table(path, headers, row, "", "", sheet, sheets)
    if best is None:
        raise KnownError("empty_file", N_("“{file}” is empty."), file=path.name)
    return best[1]


def _headings(first: list[list[str] | None], name: str) -> tuple[int, tuple[str, ...]]:
    """The number of the row of headings and its names, repeated ones told apart."""
    best, most = 0, -1
    for number, cells in enumerate(first, start=1):
        known = sum(map(sources.is_known, cells or ()))
        if known >= 2:
            best = number
            break
        if any(map(str.strip, cells or ())) and known > most:
            best, most = number, known
    if not best:
        raise sniff.not_a_table(name)
    return best, _told_apart(first[best - 1] or [])


def _told_apart(cells: list[str]) -> tuple[str, ...]:
    names: list[str] = []
    for position, cell in enumerate(cells, start=1):
        wanted = " ".join(cell.split()) or _("Column {number}").format(number=position)
        name, number = wanted, 2
        while name in names:
            name, number = f"{wanted} {number}", number + 1
        names.append(name)
    while names and not cells[len(names) - 1].strip():
        names.pop()
    return tuple(names)


def _is_footer(cells: list[str], width: int) -> bool:
    first = next((cell for cell in cells if cell), "").strip()
    if not first[:3].lower().startswith(_FOOTER_STARTS):
        return False
    full = sum(1 for cell in cells if cell.strip())
    return sources.key(first) in FOOTERS and full <= max(2, width // 2)


class _NeverClosed(Exception):
    """A record went on for more lines than any record does."""


def records(stream: Iterator[str] | IO[str], mark: str) -> Iterator[list[str] | None]:
    """The records of a delimited text; None for a line whose quotation mark is never closed.

    The lines after such a line are read again, so that one bad row does not swallow others.
    """
    source: Iterator[str] = iter(stream)
    while True:
        lines: list[str] = []
        reader = csv.reader(_fed(source, lines), delimiter=mark, strict=True)
        try:
            for record in reader:
                lines.clear()
                yield record
            return
        except (csv.Error, _NeverClosed):
            yield _leniently(lines, mark)
            source = itertools.chain(lines[1:], source)


def _fed(source: Iterator[str], lines: list[str]) -> Iterator[str]:
    for line in source:
        lines.append(line)
        if len(lines) > MOST_LINES:
            raise _NeverClosed
        yield line


def _leniently(lines: list[str], mark: str) -> list[str] | None:
    """A single line with stray quotation marks read as well as it goes."""
    if len(lines) > 1 or lines[0].count('"') % 2:
        return None
    try:
        return next(csv.reader(lines, delimiter=mark), None)
    except csv.Error:
        return None
