"""A list as it is shown, read row by row from its first to its last, for a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from core.progress import Progress
from desktop.widgets.record_model import Column, Count, Fetch, read_slice

# Long enough that reading costs little, short enough that it all fits in memory.
SLICE = 5_000


class Moved(Exception):
    """The shop changed while its rows were read: some could be missing or told twice."""


@dataclass(frozen=True, slots=True)
class ShownList:
    """The columns of a list and how to read its rows, filtered and in order as on the screen."""

    columns: Sequence[Column]
    fetch: Fetch
    count: Count
    order: str = ""
    descending: bool = False

    @property
    def headings(self) -> list[str]:
        """What stands above each column."""
        return [column.heading or column.title for column in self.columns]

    def rows(
        self, progress: Progress, has_moved: Callable[[], bool] = lambda: False
    ) -> Iterator[list[object]]:
        """Every row, a slice of them in memory at a time. Raises Cancelled, Moved."""
        total, done = self.count(), 0
        while True:
            progress.step(done, max(total, done + 1))
            records = read_slice(self.fetch, done, SLICE, self.order, self.descending)
            if has_moved():
                raise Moved
            for record in records:
                yield [cell(column, record) for column in self.columns]
            done += len(records)
            if len(records) < SLICE:
                return


def cell(column: Column, record: Any) -> object:
    """What a file says of a record in a column: a value where there is one, else the words."""
    if column.value is not None:
        return column.value(record)
    look = column.look(record) if column.look else None
    words = column.text(record)
    return words or (look.text if look else "")


def amount(minor: int | None) -> Decimal | None:
    """An amount in minor units as the number that a spreadsheet adds up."""
    return None if minor is None else Decimal(minor).scaleb(-2)
