"""Tables in files: the row of headings, and the rows below it one by one, never all at once."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path

from core.clock import Clock, SystemClock
from core.errors import KnownError
from core.exchange import cards_in, content_lines, guessing, sheets_in, sniff, sources, two_rows
from core.exchange.calendars import calendar_in
from core.exchange.records import Cells, Reading, Row, Unread, records
from core.exchange.words import FOOTERS
from core.i18n import N_
from core.progress import Progress

__all__ = ["Row", "Table", "Unread", "find"]

# Titles and empty rows that programs print above the headings.
MOST_TITLE_ROWS = 30
# As many as a spreadsheet has.
MOST_COLUMNS = 16_384
_SAMPLE = 1 << 16
# Files that are tables in all but their looks.
FORMS = {"vcard": cards_in, "icalendar": calendar_in}
_LONGEST_FOOTER = 40
_FOOTER_STARTS = tuple({word[:3] for word in FOOTERS} | {"sou"})
# Excel writes and obeys a first line that names the delimiter.
_NAMED_MARK = re.compile(r'"?sep=(.)"?[\r\n]', re.IGNORECASE)


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
    # What is read for bytes that are no letters of the encoding.
    errors: str = "replace"
    # A name of FORMS.
    form: str = ""
    # Tells the shop's days to a form that needs them.
    clock: Clock | None = None

    def rows(self, reading: Reading | None = None) -> Iterator[Row]:
        """The rows below the headings, their cells as many as the headings or more.

        Empty rows and totals are left out; a row that cannot be taken apart is Unread.
        `reading` is told how far it is.
        """
        width = len(self.headers)
        for number, cells in self._records(reading or Reading()):
            if number <= self.header_row:
                continue
            if not isinstance(cells, Unread):
                if len(cells) < width:
                    cells += [""] * (width - len(cells))
                if not any(map(str.strip, cells)) or _is_footer(cells, width):
                    continue
            yield number, cells

    def _records(self, reading: Reading) -> Iterator[Row]:
        if self.form:
            clock = self.clock or SystemClock()
            form = FORMS[self.form]
            yield from form.records(self.path, self.encoding, self.headers, clock)
            return
        # A damaged workbook may have a sheet without a name.
        if self.sheets:
            rows = sheets_in.records(self.path, self.sheet, self.header_row, reading)
            yield from enumerate(rows, start=1)
            return
        with self.path.open("rb") as file:
            reading.total, reading.tell = self.path.stat().st_size, file.tell
            stream = TextIOWrapper(file, self.encoding, self.errors, newline="")
            yield from enumerate(records(stream, self.delimiter), start=1)
            reading.tell = lambda: reading.total


def find(
    path: Path,
    shop_language: str = "en",
    sheet: str = "",
    clock: Clock | None = None,
    progress: Progress | None = None,
) -> Table:
    """The table in a file, of a workbook in the sheet asked for or the likeliest one.

    Raises KnownError: missing_file, empty_file, not_a_table, no_rows, no_such_sheet.
    """
    head = sniff.head_of(path)
    if form := content_lines.form_of(head):
        encoding = sniff.encoding(path, shop_language)
        headings = FORMS[form].headings(path, encoding)
        return Table(path, headings, 0, encoding, "", form=form, clock=clock)
    if sheets_in.is_workbook(head):
        table = _in_workbook(path, sheet, shop_language)
    elif sheets_in.is_foreign(head):
        raise sniff.not_a_table(path.name)
    else:
        table = _in_text(path, shop_language, progress)
    if next(table.rows(), None) is None:
        raise KnownError(
            "no_rows", N_("“{file}” has headings but no rows below them."), file=path.name
        )
    return table


def _in_text(path: Path, shop_language: str, progress: Progress | None) -> Table:
    encoding, errors = sniff.written_in(path, shop_language, progress)
    try:
        with path.open(encoding=encoding, errors=errors, newline="") as stream:
            sample = stream.read(_SAMPLE)
            named = _NAMED_MARK.match(sample)
            mark = named[1] if named else sniff.delimiter(sample, sources.is_known)
            stream.seek(0)
            first = list(itertools.islice(records(stream, mark), MOST_TITLE_ROWS))
    except UnicodeError as error:
        raise sniff.not_a_table(path.name) from error
    if named:
        first[0] = []
    row, headers = _headings(first, path.name, shop_language)
    if len(headers) == 1 and not sources.is_known(headers[0]) and row:
        raise sniff.not_a_table(path.name)
    return Table(path, headers, max(row, 1) if named else row, encoding, mark, errors=errors)


def _in_workbook(path: Path, wanted: str, shop_language: str) -> Table:
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
        if not any(any(map(str.strip, cells)) for cells in first):
            continue
        row, headers = _headings(list(first), path.name, shop_language)
        known = sum(map(sources.is_known, headers))
        if best is None or known > best[0]:
            best = known, Table(path, headers, row, "", "", sheet, sheets)
    if best is None:
        raise KnownError("empty_file", N_("“{file}” is empty."), file=path.name)
    return best[1]


def _headings(
    first: Sequence[Cells | Unread], name: str, language: str
) -> tuple[int, tuple[str, ...]]:
    """The number of the last row of headings and their names, repeated ones told apart.

    The row is 0 where the table begins with its first row and nothing is called anything.
    """
    rows = [[] if isinstance(cells, Unread) else cells for cells in first]
    best, most = 0, -1
    for number, cells in enumerate(rows, start=1):
        known = sum(map(sources.is_known, cells))
        if known >= 2:
            best = number
            break
        if any(map(str.strip, cells)) and known > most:
            best, most = number, known
    if not best:
        if any(isinstance(cells, Unread) for cells in first):
            raise sniff.not_a_table(name)
        raise KnownError("empty_file", N_("“{file}” is empty."), file=name)
    cells, below = rows[best - 1], rows[best] if best < len(rows) else []
    if len(cells) > MOST_COLUMNS:
        raise KnownError(
            "too_many_columns",
            N_("“{file}” has more than {n} columns. No table has that many."),
            file=name,
            n=MOST_COLUMNS,
        )
    filled = [row for row in rows if any(map(str.strip, row))]
    if sum(map(sources.is_known, cells)) < 2 and guessing.is_row(filled[0], filled[1:]):
        width = min(max(map(len, filled)), MOST_COLUMNS)
        return 0, tuple(guessing.heading_of(number, language) for number in range(1, width + 1))
    if two_rows.is_first_of_two(cells, below):
        return best + 1, _told_apart(two_rows.joined(cells, below), language)
    return best, _told_apart(cells, language)


def _told_apart(cells: list[str], language: str) -> tuple[str, ...]:
    names: list[str] = []
    taken: set[str] = set()
    numbers: dict[str, int] = {}
    for position, cell in enumerate(cells, start=1):
        name = wanted = " ".join(cell.split()) or guessing.heading_of(position, language)
        while name in taken:
            numbers[wanted] = numbers.get(wanted, 1) + 1
            name = f"{wanted} {numbers[wanted]}"
        names.append(name)
        taken.add(name)
    while names and not cells[len(names) - 1].strip():
        names.pop()
    return tuple(names)


def _is_footer(cells: list[str], width: int) -> bool:
    first = next((cell for cell in cells if cell), "").strip()
    if len(first) > _LONGEST_FOOTER or not first[:3].lower().startswith(_FOOTER_STARTS):
        return False
    full = sum(1 for cell in cells if cell.strip())
    return sources.key(first) in FOOTERS and full <= max(2, width // 2)
