"""What a finished write tells its listeners."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """Which nouns changed, what was done (a msgid) and which journal entry undoes it."""

    label: str
    nouns: frozenset[str]
    journal_id: int | None
    undo: bool = False


Listener = Callable[[Changes], None]
