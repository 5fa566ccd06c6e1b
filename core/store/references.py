"""Which tables point at which: the foreign keys of the file, read from the file itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

_SQL = (
    'SELECT owner.name, keys."from", keys.on_delete FROM sqlite_master AS owner, '
    "pragma_foreign_key_list(owner.name) AS keys "
    "WHERE owner.type = 'table' AND keys.\"table\" = ? AND owner.name <> 'journal_image'"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A foreign key: rows of `noun` point with `column` at another noun."""

    noun: str
    column: str
    on_delete: str


def references_to(query: Callable[[str, list[Any]], Iterable[Any]], noun: str) -> list[Reference]:
    """The foreign keys that point at a noun; `query` runs SQL and gives rows."""
    return [Reference(*row) for row in query(_SQL, [noun])]
