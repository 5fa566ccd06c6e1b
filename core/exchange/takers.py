"""What every kind of row has in common on its way into the shop."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import islice
from typing import Generic, Protocol, TypeVar

from core.errors import KnownError
from core.i18n import translate
from core.text import one_line

# The sentences kept of a file full of problems; the count stays exact.
MOST_PROBLEMS = 1000
# Of a value that does not fit as much is told as shows which one is meant.
LONGEST_TOLD = 120
# And as much of a row as shows which one it is.
CELLS_SAID, LONGEST_SAID = 3, 80


class Outcome(Enum):
    """What became of a row."""

    CREATED = "created"
    UPDATED = "updated"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a row, and which row of ours it is (part of) now."""

    outcome: Outcome
    noun: str
    row_id: int


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why a row of a file was left out, with its number as a spreadsheet shows it.

    `says` is the beginning of the row: its first filled cells, at most 80 characters.
    """

    row: int
    sentence: str
    facts: dict[str, object] = field(default_factory=dict)
    # Names stand in it: nothing that prints a record may print this.
    says: str = field(default="", repr=False)

    def text(self) -> str:
        """The sentence in the language in use now."""
        return translate(self.sentence, self.facts)


@dataclass(slots=True)
class Refusals:
    """Every refused row in a few bytes: its number, and which of the sentences it got."""

    numbers: array[int] = field(default_factory=lambda: array("L"))
    reasons: array[int] = field(default_factory=lambda: array("H"))
    sentences: dict[str, int] = field(default_factory=dict)

    def add(self, row: int, sentence: str) -> None:
        """Note a row that stayed out."""
        self.numbers.append(row)
        self.reasons.append(self.sentences.setdefault(sentence, len(self.sentences)))

    def __len__(self) -> int:
        return len(self.numbers)


@dataclass(slots=True)
class Tally:
    """The account of the rows so far; `rows` is always the sum of the others."""

    created: int = 0
    updated: int = 0
    skipped: int = 0
    problems: int = 0
    row_problems: list[RowProblem] = field(default_factory=list)
    refusals: Refusals = field(default_factory=Refusals)

    @property
    def rows(self) -> int:
        """Every row that was looked at."""
        return self.created + self.updated + self.skipped + self.problems

    def note(self, outcome: Outcome) -> None:
        """Count a row that was brought in or was there before."""
        name = outcome.value
        setattr(self, name, getattr(self, name) + 1)

    def refuse(self, row: int, error: KnownError, cells: Sequence[str] = ()) -> None:
        """Count a row that could not be brought in; `cells` are what it says."""
        self.problems += 1
        self.refusals.add(row, error.sentence)
        if len(self.row_problems) < MOST_PROBLEMS:
            facts = {name: _told(value) for name, value in error.facts.items()}
            self.row_problems.append(RowProblem(row, error.sentence, facts, _said(cells)))


def _told(value: object) -> object:
    return _cut(value, LONGEST_TOLD) if isinstance(value, str) else value


def _said(cells: Sequence[str]) -> str:
    # A cell may hold megabytes; its beginning is enough.
    beginnings = (one_line(cell[: 4 * LONGEST_SAID]) for cell in cells)
    filled = (text for text in beginnings if text)
    return _cut(" · ".join(islice(filled, CELLS_SAID)), LONGEST_SAID)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


class HasContent(Protocol):
    """A row that was read; `content` tells it from every other row."""

    @property
    def content(self) -> str: ...


Entry = TypeVar("Entry", bound=HasContent)


class Taker(Protocol, Generic[Entry]):
    """Brings rows of one kind in; what it collects is written with `flush`."""

    chunk_size: int

    def read(self, cells: list[str]) -> Entry:
        """What a row says. Raises BadRow."""

    def take(self, entry: Entry) -> Taken:
        """Bring a row in. Raises BadRow."""

    def flush(self) -> None:
        """Write what was collected."""

    def close(self) -> None:
        """Do what only the whole file tells, once its last row is in."""
