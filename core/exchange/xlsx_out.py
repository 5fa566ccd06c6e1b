"""A table as a workbook: days are days, money has its cents, and the headings stay in sight."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from core.clock import iso
from core.errors import KnownError
from core.i18n import N_
from core.progress import Progress

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# Excel cuts no text: it calls a file with a longer cell damaged.
LONGEST_CELL = 32_767
MOST_ROWS = 1_048_576
ASKED_EVERY = 500
_FIRST_YEAR = 1900
_NARROWEST, _WIDEST = 8, 60
# Excel's own numbers for a day and a moment as the computer of the reader writes them.
_DAY, _MOMENT, _CENTS = 14, 22, "#,##0.00"


def write_xlsx(
    path: Path,
    headers: Sequence[str],
    rows: Iterable[Sequence[Any]],
    progress: Progress | None = None,
) -> None:
    """Write a table as XLSX to a path of its own; whoever calls cares for what was there.

    Moments are written in the computer's own time. Raises KnownError `too_many_rows`, OSError.
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    with TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        book = Workbook(str(path), {"constant_memory": True, "tmpdir": scratch})
        sheet = _Sheet(
            book.add_worksheet(),
            heading=book.add_format({"bold": True, "bottom": 1}),
            day=book.add_format({"num_format": _DAY}),
            moment=book.add_format({"num_format": _MOMENT}),
            cents=book.add_format({"num_format": _CENTS}),
        )
        try:
            sheet.fill(headers, rows, progress)
            book.close()
        except FileCreateError as error:
            raise OSError(*error.args) from error
        finally:
            sheet.let_go()


class _Sheet:
    """A sheet that is written row by row, and what was seen of it on the way."""

    def __init__(self, sheet: Worksheet, **formats: Format) -> None:
        self._sheet, self._formats = sheet, formats
        self._widths: dict[int, int] = {}

    def fill(
        self, headers: Sequence[str], rows: Iterable[Sequence[Any]], progress: Progress | None
    ) -> None:
        for column, header in enumerate(headers):
            self._sheet.write_string(0, column, header, self._formats["heading"])
            # The button of the filter stands over the end of the heading.
            self._widths[column] = len(header) + 3
        last = 0
        for last, row in enumerate(rows, start=1):
            if progress and last % ASKED_EVERY == 1:
                progress.step(last - 1, 0)
            if last >= MOST_ROWS:
                raise KnownError(
                    "too_many_rows",
                    N_("A workbook holds at most {n} rows. Please save as CSV."),
                    n=MOST_ROWS - 1,
                )
            for column, value in enumerate(row):
                self._cell(last, column, value)
        self._finish(last, len(headers))

    def _finish(self, last: int, columns: int) -> None:
        self._sheet.freeze_panes(1, 0)
        if columns:
            self._sheet.autofilter(0, 0, last, columns - 1)
        for column, width in self._widths.items():
            self._sheet.set_column(column, column, min(max(width, _NARROWEST), _WIDEST))

    def _cell(self, row: int, column: int, value: Any) -> None:
        if isinstance(value, date) and value.year > _FIRST_YEAR:
            self._date(row, column, value)
        elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            self._number(row, column, value)
        elif text := plain(value):
            self._sheet.write_string(row, column, text[:LONGEST_CELL])
            self._seen(column, len(text))

    def _date(self, row: int, column: int, value: date) -> None:
        name = "moment" if isinstance(value, datetime) else "day"
        if isinstance(value, datetime) and value.tzinfo is not None:
            # A cell knows no time zones.
            value = value.astimezone().replace(tzinfo=None)
        self._sheet.write_datetime(row, column, value, self._formats[name])
        self._seen(column, 16 if name == "moment" else 11)

    def _number(self, row: int, column: int, value: int | float | Decimal) -> None:
        if not math.isfinite(value):
            return
        form = None if isinstance(value, int) else self._formats["cents"]
        self._sheet.write_number(row, column, value, form)
        self._seen(column, len(f"{value:,}" if form is None else f"{value:,.2f}"))

    def _seen(self, column: int, length: int) -> None:
        if length > self._widths.get(column, 0):
            self._widths[column] = length

    def let_go(self) -> None:
        """Close the scratch file of a sheet that was not finished."""
        with suppress(ValueError):
            self._sheet._opt_close()


def plain(value: Any) -> str:
    """A cell as text: days and instants in ISO form, amounts with their point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return iso(value)
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
