"""Which lines were brought in before: a key for every line, so that none comes in twice."""

from __future__ import annotations

import sqlite3
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.store.write import Write

# From here on the counts of lines live in SQLite's own scratch file instead of in memory.
MOST_IN_MEMORY = 80_000
_ASKED_AT_ONCE = 500


class Lines:
    """The keys of a file's lines: a line's content and how often it stood there before."""

    def __init__(self, write: Write, batch_id: int, kind: str) -> None:
        self._write, self._batch_id = write, batch_id
        self._base = blake2b(digest_size=8, person=kind.encode())
        self._counts: dict[int, int] = {}
        self._spilled = False
        self._any_known = bool(write.execute("SELECT 1 FROM import_line LIMIT 1").fetchone())
        self._waiting: list[tuple[int, int, str, int]] = []

    def keys(self, contents: list[str]) -> list[int]:
        """The keys of some lines, in the order in which they stand in the file."""
        found = []
        for content in contents:
            key = self._hash(content)
            times = self._times(key)
            found.append(self._hash(f"{content}\x1e{times}") if times else key)
        return found

    def known(self, keys: list[int]) -> set[int]:
        """Those of the keys that were brought in before."""
        if not self._any_known:
            return set()
        found: set[int] = set()
        for start in range(0, len(keys), _ASKED_AT_ONCE):
            asked = keys[start : start + _ASKED_AT_ONCE]
            marks = ", ".join("?" * len(asked))
            rows = self._write.execute(f"SELECT key FROM import_line WHERE key IN ({marks})", asked)
            found.update(row[0] for row in rows)
        return found

    def add(self, key: int, noun: str, row_id: int) -> None:
        """Remember that a line became (part of) a row."""
        self._waiting.append((key, self._batch_id, noun, row_id))

    def flush(self) -> None:
        """Write the keys that were added."""
        if self._waiting:
            columns = ("key", "import_batch_id", "noun", "row_id")
            self._write.insert_many("import_line", columns, self._waiting)
            self._waiting.clear()

    def close(self) -> None:
        """Let the scratch table go."""
        if self._spilled:
            self._write.execute("DROP TABLE temp.line_count")

    def _hash(self, content: str) -> int:
        state = self._base.copy()
        state.update(content.encode("utf-8", "surrogatepass"))
        return int.from_bytes(state.digest(), "big") >> 1

    def _times(self, key: int) -> int:
        """How often this key came before in this file."""
        if self._spilled:
            return self._times_in_scratch(key)
        times = self._counts.get(key, 0)
        self._counts[key] = times + 1
        if len(self._counts) >= MOST_IN_MEMORY:
            self._spill()
        return times

    def _spill(self) -> None:
        self._write.execute("CREATE TEMP TABLE line_count (key INTEGER PRIMARY KEY, times INTEGER)")
        for pair in self._counts.items():
            self._write.execute("INSERT INTO temp.line_count VALUES (?, ?)", pair)
        self._counts.clear()
        self._spilled = True

    def _times_in_scratch(self, key: int) -> int:
        try:
            self._write.execute("INSERT INTO temp.line_count VALUES (?, 1)", [key])
        except sqlite3.IntegrityError:
            row = self._write.execute(
                "UPDATE temp.line_count SET times = times + 1 WHERE key = ? RETURNING times - 1",
                [key],
            ).fetchone()
            return int(row[0])
        return 0
