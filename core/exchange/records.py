"""Delimited text taken apart into records, whatever is wrong with some of its lines."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import IO

from core.i18n import N_

# More than anybody writes into one cell; what is longer is a quotation mark gone astray.
LONGEST_CELL = 1_000_000
# A file without line ends must not fill the memory.
LONGEST_LINE = 4 * LONGEST_CELL
# A record of more lines than this is a quotation mark that was never closed.
MOST_LINES = 200
NEVER_CLOSED = N_("A quotation mark in this row is never closed.")
TOO_LONG = N_("A cell in this row is too long to keep.")
# The module keeps one limit for the whole program, and 131,072 when nobody sets it.
csv.field_size_limit(LONGEST_CELL)


@dataclass(frozen=True, slots=True)
class Unread:
    """A row that cannot be taken apart: why, and its first line as it stands in the file."""

    sentence: str
    line: str


class Reading:
    """How far the rows of a file are read: bytes of a text, rows of a sheet."""

    total = 0

    def __init__(self) -> None:
        self.tell: Callable[[], int] = int


Cells = list[str]
Row = tuple[int, Cells | Unread]


class _Astray(Exception):
    """A record went on for more lines, or for a longer one, than any record does."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.sentence = sentence


def records(stream: IO[str], mark: str) -> Iterator[Cells | Unread]:
    """The records of a delimited text, those that cannot be read as Unread.

    The lines after the first one of such a record are read again, so that one bad row does not
    swallow others. Bytes of zero are dropped: they are padding, or what a power cut left.
    """
    source = iter(partial(stream.readline, LONGEST_LINE), "")
    again: deque[str] = deque()
    while True:
        lines: list[str] = []
        reader = csv.reader(_fed(source, again, lines), delimiter=mark, strict=True)
        try:
            for record in reader:
                lines.clear()
                yield record
            return
        except _Astray as astray:
            yield Unread(astray.sentence, lines[0])
        except csv.Error as error:
            yield _leniently(lines, mark, TOO_LONG if "limit" in str(error) else NEVER_CLOSED)
        again.extendleft(reversed(lines[1:]))


def _fed(source: Iterator[str], again: deque[str], lines: list[str]) -> Iterator[str]:
    while True:
        line = again.popleft() if again else next(source, "")
        if not line:
            return
        if len(line) >= LONGEST_LINE:
            lines.append(_without_rest(line, source))
            raise _Astray(NEVER_CLOSED if len(lines) > 1 else TOO_LONG)
        if "\0" in line:
            line = line.replace("\0", "") or "\n"
        lines.append(line)
        if len(lines) > MOST_LINES:
            raise _Astray(NEVER_CLOSED)
        yield line


def _without_rest(line: str, source: Iterator[str]) -> str:
    """The beginning of a line that is too long to hold, after reading on to its end."""
    end = line
    while end and not end.endswith(("\n", "\r")):
        end = next(source, "")
    return line if line.endswith(("\n", "\r")) else line + "\n"


def _leniently(lines: list[str], mark: str, sentence: str) -> Cells | Unread:
    """A single line with stray quotation marks read as well as it goes."""
    if len(lines) > 1:
        return Unread(NEVER_CLOSED, lines[0])
    if lines[0].count('"') % 2 or sentence == TOO_LONG:
        return Unread(sentence, lines[0])
    try:
        return next(csv.reader(lines, delimiter=mark), [])
    except csv.Error:
        return Unread(sentence, lines[0])
