"""A file looked through once, before anything is written: its rows, its days, its decimals."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.exchange import days, guessing, remembered, sources, tables, values
from core.exchange.records import Reading, Row, Unread
from core.exchange.refused import Stamp, stamp_of
from core.exchange.said import NOTHING, Said
from core.exchange.sources import Layout
from core.exchange.tables import Table
from core.progress import Part, Progress
from core.store import settings

if TYPE_CHECKING:
    from core.store.workspace import Workspace

DAY_FIELDS = ("date", "born_on", "joined_on")
AMOUNT_FIELDS = ("amount",)
# More different values than this tell nothing new of a column.
ENOUGH = 20_000
# No day and no amount is longer.
LONGEST_SEEN = 200
# Letters held at once, so that rows of 40,000 letters do not add up to all memory.
HEAVIEST_CHUNK = 4_000_000
_CHUNK = 5_000
# The share of finding the encoding in the time of looking a file through.
FOUND = 0.15


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be brought in, and how its cells are to be read.

    `said` is what the owner says of the file, now or the last time (`recalled`).
    `doubtful_day` is an example of a day like 3/4/2026 that nothing in its column settles, ""
    where there is none. `stamp` tells whether the file is still the one that was looked through.
    """

    table: Table
    layout: Layout
    said: Said
    recalled: bool
    row_count: int
    day_first: bool
    doubtful_day: str
    decimal_mark: str | None
    stamp: Stamp


def make(
    workspace: Workspace,
    path: Path,
    now_said: Said = NOTHING,
    progress: Progress | None = None,
) -> Plan:
    """Look through a file. Raises KnownError where it is no table or its columns are unknown."""
    stamp = stamp_of(path)
    language = settings.get(workspace, settings.LANGUAGE)
    looked_at = Part(progress, 0, FOUND)
    table = tables.find(path, language, now_said.sheet, workspace.clock, looked_at)
    said = now_said
    # What was said of one table without headings says nothing of another.
    if not guessing.without_headings(table.headers):
        said = remembered.recall(workspace, table.headers, now_said)
    layout = sources.recognise(table.headers, said.kind, said.mapping, _first_rows(table))
    wanted = [at for name in (*DAY_FIELDS, *AMOUNT_FIELDS) for at in layout.columns(name)]
    seen: dict[int, set[str]] = {at: set() for at in wanted}
    row_count = _look_through(table, seen, Part(progress, FOUND, 1))
    found = _day_order(layout, seen)
    # What the file itself settles goes before what was said of another one.
    order = found if now_said.day_first is None else now_said.day_first
    order = said.day_first if order is None else order
    doubtful = _doubtful(layout, seen) if order is None else ""
    return Plan(
        table,
        layout,
        said,
        said is not now_said,
        row_count,
        (not layout.month_first) if order is None else order,
        doubtful,
        values.decimal_mark(text for at in layout.columns("amount") for text in seen[at]),
        stamp,
    )


def _first_rows(table: Table) -> list[list[str]]:
    rows = itertools.islice(table.rows(), guessing.LOOKED_AT)
    return [cells for _number, cells in rows if isinstance(cells, list)]


def _look_through(table: Table, seen: dict[int, set[str]], progress: Progress) -> int:
    count, reading = 0, Reading()
    for chunk in chunks(table.rows(reading), _CHUNK):
        progress.step(reading.tell(), reading.total)
        count += len(chunk)
        readable = [cells for _number, cells in chunk if not isinstance(cells, Unread)]
        for at, found in seen.items():
            if len(found) < ENOUGH:
                found.update([cells[at][:LONGEST_SEEN] for cells in readable])
    return count


def _day_order(layout: Layout, seen: Mapping[int, set[str]]) -> bool | None:
    texts = [text for name in DAY_FIELDS for at in layout.columns(name) for text in seen[at]]
    found = days.days_come_first(texts)
    if found is None and any(text.strip().lower().endswith(("am", "pm")) for text in texts):
        return False
    return found


def _doubtful(layout: Layout, seen: Mapping[int, set[str]]) -> str:
    if layout.month_first:
        return ""
    for at in (at for name in DAY_FIELDS for at in layout.columns(name)):
        for text in sorted(seen[at]):
            if days.has_slashes(text):
                return text.strip()
    return ""


def chunks(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    """The rows in lists of at most `size`, fewer where their cells are long."""
    chunk: list[Row] = []
    weight = 0
    for row in rows:
        chunk.append(row)
        cells = row[1]
        weight += len(cells.line) if isinstance(cells, Unread) else sum(map(len, cells))
        if len(chunk) >= size or weight >= HEAVIEST_CHUNK:
            yield chunk
            chunk, weight = [], 0
    if chunk:
        yield chunk
