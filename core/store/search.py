"""Finding customers and feedback by the beginnings of words, diacritics forgiven."""

from __future__ import annotations

import sqlite3

from core.store.schema import SEARCHED
from core.text import search_expression

# Of very common words only the newest rows are looked at, so that a key press stays quick.
MOST_LOOKED_AT = 2000


def matching(noun: str, text: str) -> tuple[str, list[object]] | None:
    """A subquery of ids, with its parameters, of the rows of a noun that hold every word.

    None where the text holds no word. At most MOST_LOOKED_AT of the newest rows are given.
    """
    expression = search_expression(text)
    if not expression:
        return None
    if noun not in SEARCHED:
        raise ValueError(noun)
    sql = (
        f"SELECT rowid FROM {noun}_search WHERE {noun}_search MATCH ? "
        f"ORDER BY rowid DESC LIMIT {MOST_LOOKED_AT}"
    )
    return sql, [expression]


def learn(connection: sqlite3.Connection, noun: str, first: int, last: int) -> None:
    """Enter a run of rows, as they are now, into the index of their noun."""
    if noun in SEARCHED:
        columns = ", ".join(SEARCHED[noun])
        connection.execute(
            f"INSERT INTO {noun}_search (rowid, {columns}) "
            f"SELECT id, {columns} FROM {noun} WHERE id BETWEEN ? AND ?",
            [first, last],
        )


def forget(connection: sqlite3.Connection, noun: str, first: int, last: int) -> None:
    """Take a run of rows, as they are now, out of the index: before they change or go."""
    if noun in SEARCHED:
        columns = ", ".join(SEARCHED[noun])
        connection.execute(
            f"INSERT INTO {noun}_search ({noun}_search, rowid, {columns}) "
            f"SELECT 'delete', id, {columns} FROM {noun} WHERE id BETWEEN ? AND ?",
            [first, last],
        )


def rebuild(connection: sqlite3.Connection) -> None:
    """Make every index anew from its rows, leaving no trace of rows that are gone."""
    for noun in SEARCHED:
        connection.execute(f"INSERT INTO {noun}_search ({noun}_search) VALUES ('rebuild')")
        connection.execute(f"INSERT INTO {noun}_search ({noun}_search) VALUES ('optimize')")
