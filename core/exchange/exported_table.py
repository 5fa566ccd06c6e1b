"""One table of an export, read back to the last letter; what does not fit is told with its row."""

from __future__ import annotations

import csv
import json
import math
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from core.clock import iso, parse_instant
from core.errors import KnownError
from core.exchange import column_words
from core.exchange.sheets_out import DELIMITERS, SEMICOLON
from core.exchange.shop_tables import NOUNS, SETTINGS, stable_heading
from core.exchange.values import unguarded
from core.i18n import N_
from core.measures.factors import PULSES
from core.measures.sentiment import POLARITIES
from core.measures.stage import STAGES
from core.people import consents, customers, touchpoints
from core.voice import moods, suggestions

# No cell that Regulars writes is longer; a quotation mark that is never closed may make one.
LONGEST_CELL = 16 << 20
_INTEGER = re.compile(r"-?\d{1,19}", re.ASCII)
# As we write it: 12,500 may be thousands, and 1,2E+11 has lost its cents.
_AMOUNT = re.compile(r"-?\d{1,17}(?:\.\d{1,2})?", re.ASCII)
# What a check of the file itself does not look at, and the app relies on.
_ALLOWED: dict[tuple[str, str], frozenset[Any]] = {
    ("customer", "pulse"): frozenset(PULSES),
    ("customer", "stage_pin"): frozenset(STAGES),
    ("pinned_stage", "stage"): frozenset(STAGES),
    ("pulse", "value"): frozenset({customers.NO_PULSE, *PULSES}),
    ("touchpoint", "channel"): frozenset(touchpoints.CHANNELS),
    ("consent", "channel"): frozenset(consents.CHANNELS),
    ("feedback", "channel"): frozenset(touchpoints.CHANNELS),
    ("feedback", "polarity"): frozenset(POLARITIES),
    ("feedback", "override"): frozenset(moods.SAYABLE),
    ("decision", "status"): frozenset(suggestions.STATUSES),
    ("setting", "key"): SETTINGS,
}
# What an import was undone with is of no use in another shop's file.
_LEFT_BEHIND = frozenset({("import_batch", "journal_id"), ("import_batch", "undone_at")})
_JSON: dict[tuple[str, str], type | None] = {
    ("feedback", "words"): list,
    ("question", "choices"): list,
    ("quarterly_review", "summary"): dict,
    ("setting", "value"): None,
}


class _Unfit(Exception):
    """A cell that cannot be what it should."""


@dataclass(slots=True)
class ExportedTable:
    """A file of an export; `row` is the one read last, numbered as a spreadsheet numbers it."""

    path: Path
    noun: str
    columns: tuple[str, ...]
    _readers: tuple[tuple[int, str, Callable[[str], Any]], ...]
    _width: int
    _delimiter: str
    row: int = field(default=1)

    def rows(self, told: Callable[[int], None]) -> Iterator[list[Any]]:
        """The values of every row in the order of `columns`; `told` hears how many bytes are read.

        Raises KnownError `broken_row`.
        """
        with self.path.open("rb") as raw, _reading(self, raw) as records:
            next(records)
            self.row = 1
            for record in records:
                self.row += 1
                if not record:
                    continue
                if self.row % 500 == 0:
                    told(raw.tell())
                yield self._values(record)

    def _values(self, record: list[str]) -> list[Any]:
        if len(record) != self._width:
            raise self.broken(N_("Row {row} of “{file}” has more or fewer cells than headings."))
        values = []
        for at, heading, read in self._readers:
            try:
                values.append(read(record[at]))
            except (_Unfit, ValueError, InvalidOperation) as error:
                raise self.broken(
                    N_("“{value}” does not fit under “{column}” in row {row} of “{file}”."),
                    value=record[at][:60],
                    column=heading,
                ) from error
        return values

    def broken(self, sentence: str, **facts: Any) -> KnownError:
        """What the row read last is refused with."""
        return KnownError("broken_row", sentence, row=self.row, file=self.path.name, **facts)


def opened(
    path: Path, table: str, known: Sequence[str], shape: Sequence[sqlite3.Row]
) -> ExportedTable:
    """A file of an export as a table; `known` are its columns, `shape` those of its noun.

    Raises KnownError `not_an_export` where its headings are not those of the table.
    """
    found = ExportedTable(path, NOUNS[table], (), (), 0, "")
    stable = [stable_heading(column) for column in known]
    headings, columns = _headings(found, table, stable)
    found._width = len(headings)
    kept = [
        row
        for row in shape
        if row["name"] in known and (found.noun, row["name"]) not in _LEFT_BEHIND
    ]
    found.columns = tuple(row["name"] for row in kept)
    found._readers = tuple(
        (at, headings[at], _reader(found.noun, row, found._delimiter))
        for row in kept
        for at in [columns.index(stable_heading(row["name"]))]
    )
    return found


def _headings(
    found: ExportedTable, table: str, stable: Sequence[str]
) -> tuple[list[str], list[str]]:
    """The headings as they stand and their stable names, by the delimiter under which they fit."""
    refused = not_an_export(found.path.name)
    for found._delimiter in DELIMITERS:
        try:
            with found.path.open("rb") as raw, _reading(found, raw) as records:
                headings = next(records, [])
        except KnownError as broken:
            refused = broken
            continue
        columns = column_words.columns_of(table, [unguarded(each) for each in headings], stable)
        if sorted(columns) == sorted(stable):
            return headings, columns
    raise refused


def not_an_export(name: str) -> KnownError:
    """What a file is refused with whose headings are not those of an export."""
    return KnownError(
        "not_an_export",
        N_(
            "The headings of “{file}” are not those of an export. "
            "Please take the files as Regulars wrote them."
        ),
        file=name,
    )


@contextmanager
def _reading(table: ExportedTable, raw: Any) -> Iterator[Iterator[list[str]]]:
    from io import TextIOWrapper

    before = csv.field_size_limit(LONGEST_CELL)
    try:
        text = TextIOWrapper(raw, encoding="utf-8-sig", newline="")
        yield csv.reader(text, delimiter=table._delimiter, strict=True)
    except UnicodeDecodeError as error:
        raise table.broken(N_("“{file}” is not in UTF-8 from row {row} on.")) from error
    except csv.Error as error:
        raise table.broken(
            N_("A quotation mark in row {row} of “{file}” is not where it should be.")
        ) from error
    finally:
        csv.field_size_limit(before)


# -- cells ------------------------------------------------------------------------------


def _reader(noun: str, column: sqlite3.Row, delimiter: str) -> Callable[[str], Any]:
    """How the cells of a column become its values; an empty one is none, or an empty text."""
    name, kind = column["name"], column["type"]
    read = _READERS.get(name) or _by_ending(name) or _READERS.get(kind, unguarded)
    allowed, shape = _ALLOWED.get((noun, name)), _JSON.get((noun, name), ...)
    required = bool(column["notnull"] or column["pk"])
    nothing = "" if required and read is unguarded else None
    if delimiter == SEMICOLON and read in (_minor, _number):
        read = _with_comma(read)

    def value(cell: str) -> Any:
        if not cell:
            if required and nothing is None:
                raise _Unfit
            return nothing
        found = read(cell)
        if allowed is not None and found not in allowed:
            raise _Unfit
        if shape is not ...:
            _require_json(found, shape)
        return found

    return value


def _by_ending(name: str) -> Callable[[str], Any] | None:
    if name == "at" or name.endswith("_at"):
        return _instant
    return _day if name.endswith(("_on", "_until")) else None


def _require_json(text: str, shape: type | None) -> None:
    found = json.loads(text)
    if shape is not None and not isinstance(found, shape):
        raise _Unfit


def _integer(cell: str) -> int:
    if not _INTEGER.fullmatch(cell) or not -(2**63) <= int(cell) < 2**63:
        raise _Unfit
    return int(cell)


def _own_number(cell: str) -> int:
    number = _integer(cell)
    if number < 1:
        raise _Unfit
    return number


def _number(cell: str) -> float:
    found = float(cell)
    if not math.isfinite(found):
        raise _Unfit
    return found


def _with_comma(read: Callable[[str], Any]) -> Callable[[str], Any]:
    """How a number is read between semicolons, where a point is no decimal mark."""

    def value(cell: str) -> Any:
        if "." in cell:
            raise _Unfit
        return read(cell.replace(",", "."))

    return value


def _minor(cell: str) -> int:
    if not _AMOUNT.fullmatch(cell):
        raise _Unfit
    minor = Decimal(cell).scaleb(2)
    if abs(minor) >= 2**63:
        raise _Unfit
    return int(minor)


def _day(cell: str) -> str:
    if date.fromisoformat(cell).isoformat() != cell:
        raise _Unfit
    return cell


def _instant(cell: str) -> str:
    if iso(parse_instant(cell)) != cell:
        raise _Unfit
    return cell


_READERS: dict[str, Callable[[str], Any]] = {
    "id": _own_number,
    "amount_minor": _minor,
    "INTEGER": _integer,
    "REAL": _number,
}
