"""One open write: every row goes through here, and its image before goes to the journal."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from core.errors import Missing
from core.store import search
from core.store.references import Reference, references_to
from core.store.schema import DERIVED, SEARCHED

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Image:
    """A row as it was before the write, or a run of rows that did not exist (`before` None)."""

    noun: str
    row_id: int
    last_row_id: int
    before: str | None


class Write:
    """The rows changed in one transaction."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.images: list[Image] = []
        self.journal_id: int | None = None
        # Later entries that go together with the one this write undoes.
        self.with_it: tuple[int, ...] = ()
        # Set where the change is for ever, so that no undo is offered.
        self.lasting = False
        self._told: set[str] = set()

    @property
    def nouns(self) -> frozenset[str]:
        """The tables touched so far."""
        return frozenset(image.noun for image in self.images) | self._told

    def insert(self, noun: str, /, **values: Any) -> int:
        """Add a row and return its id (given, or the next one)."""
        cursor = self._db.conn.execute(
            f"INSERT INTO {noun} ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})",
            list(values.values()),
        )
        row_id: int | None = values.get("id", cursor.lastrowid)
        assert row_id is not None
        self._remember(noun, row_id, None)
        search.learn(self._db.conn, noun, row_id, row_id)
        return row_id

    def insert_many(
        self, noun: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
    ) -> range:
        """Add many rows fast and return the run of their ids."""
        first = self.next_id(noun)
        marks = ", ".join("?" * (len(columns) + 1))
        count = 0

        def numbered() -> Iterable[tuple[Any, ...]]:
            nonlocal count
            for row in rows:
                yield (first + count, *row)
                count += 1

        self._db.conn.executemany(
            f"INSERT INTO {noun} (id, {', '.join(columns)}) VALUES ({marks})", numbered()
        )
        if count:
            self.images.append(Image(noun, first, first + count - 1, None))
            search.learn(self._db.conn, noun, first, first + count - 1)
        return range(first, first + count)

    def insert_numbered(
        self, noun: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
    ) -> int:
        """Fill a noun without rows with rows that bring their `id`; gives how many came."""
        marks = ", ".join("?" * len(columns))
        self._db.conn.executemany(
            f"INSERT INTO {noun} ({', '.join(columns)}) VALUES ({marks})", rows
        )
        first, last, count = self._db.conn.execute(
            f"SELECT min(id), max(id), count(*) FROM {noun} WHERE id > 0"
        ).fetchone()
        if count:
            self.images.append(Image(noun, first, last, None))
            search.learn(self._db.conn, noun, first, last)
        return int(count)

    def put_back(self, noun: str, rows: list[dict[str, Any]]) -> None:
        """Let rows be what is given, each with its `id` once: changed, or added again."""
        marks = ", ".join("?" * len(rows))
        here = {
            row[0]
            for row in self._db.conn.execute(
                f"SELECT id FROM {noun} WHERE id IN ({marks})", [row["id"] for row in rows]
            )
        }
        for row in rows:
            if row["id"] in here:
                self.update(noun, row["id"], **{k: v for k, v in row.items() if k != "id"})
        gone = sorted((row for row in rows if row["id"] not in here), key=itemgetter("id"))
        for _columns, alike in groupby(gone, key=tuple):
            self._add_again(noun, list(alike))

    def _add_again(self, noun: str, rows: list[dict[str, Any]]) -> None:
        columns = list(rows[0])
        marks = ", ".join("?" * len(columns))
        self._db.conn.executemany(
            f"INSERT INTO {noun} ({', '.join(columns)}) VALUES ({marks})",
            (list(row.values()) for row in rows),
        )
        for row in rows:
            self._remember(noun, row["id"], None)
            search.learn(self._db.conn, noun, row["id"], row["id"])

    def update(self, noun: str, row_id: int, /, **values: Any) -> None:
        """Change columns of a row. Raises Missing where there is no such row."""
        before = self._row(noun, row_id)
        changed = {name: value for name, value in values.items() if before[name] != value}
        if not changed:
            return
        self._remember(noun, row_id, before)
        is_searched = not changed.keys().isdisjoint(SEARCHED.get(noun, ()))
        if is_searched:
            search.forget(self._db.conn, noun, row_id, row_id)
        listed = ", ".join(f"{name} = ?" for name in changed)
        self._db.conn.execute(
            f"UPDATE {noun} SET {listed} WHERE id = ?", [*changed.values(), row_id]
        )
        if is_searched:
            search.learn(self._db.conn, noun, row_id, row_id)

    def delete(self, noun: str, row_id: int) -> None:
        """Remove a row and what belongs to it. Raises Missing where there is no such row."""
        self._row(noun, row_id)
        self.delete_run(noun, row_id, row_id)

    def delete_run(self, noun: str, first: int, last: int) -> None:
        """Remove the rows of a run of ids and what belongs to them."""
        for reference in references_to(self._db.conn.execute, noun):
            self._let_go(reference, first, last)
        rows = self._db.conn.execute(
            f"SELECT * FROM {noun} WHERE id BETWEEN ? AND ? ORDER BY id", [first, last]
        ).fetchall()
        for row in rows:
            self._remember(noun, row["id"], dict(row))
        search.forget(self._db.conn, noun, first, last)
        self._db.conn.execute(f"DELETE FROM {noun} WHERE id BETWEEN ? AND ?", [first, last])

    def next_id(self, noun: str) -> int:
        """The id that the next new row of a noun gets."""
        conn = self._db.conn
        highest = conn.execute(f"SELECT max(id) FROM {noun}").fetchone()[0] or 0
        remembered = conn.execute(
            "SELECT seq FROM sqlite_sequence WHERE name = ?", [noun]
        ).fetchone()
        return int(max(highest, remembered[0] if remembered else 0)) + 1

    def execute(self, sql: str, params: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Run a statement that leaves no image: for erasing, thinning and upkeep only."""
        return self._db.conn.execute(sql, params)

    def tell(self, noun: str) -> None:
        """Let listeners know of a noun whose rows are derived and so leave no image."""
        self._told.add(noun)

    def _let_go(self, reference: Reference, first: int, last: int) -> None:
        if reference.noun in DERIVED:
            return
        rows = self._db.conn.execute(
            f"SELECT id FROM {reference.noun} WHERE {reference.column} BETWEEN ? AND ?",
            [first, last],
        ).fetchall()
        for (child,) in rows:
            if reference.on_delete == "CASCADE":
                self.delete_run(reference.noun, child, child)
            else:
                self.update(reference.noun, child, **{reference.column: None})

    def _row(self, noun: str, row_id: int) -> dict[str, Any]:
        row = self._db.conn.execute(f"SELECT * FROM {noun} WHERE id = ?", [row_id]).fetchone()
        if row is None:
            raise Missing(noun, row_id)
        return dict(row)

    def _remember(self, noun: str, row_id: int, before: dict[str, Any] | None) -> None:
        image = None if before is None else json.dumps(before, ensure_ascii=False)
        self.images.append(Image(noun, row_id, row_id, image))
