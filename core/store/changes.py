"""What a finished write tells its listeners."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """Which nouns changed, what was done (a msgid) and which journal entry undoes it.

    A `lasting` change is for ever: the journal knows it but does not take it back.
    """

    label: str
    nouns: frozenset[str]
    journal_id: int | None
    undo: bool = False
    lasting: bool = False


Listener = Callable[[Changes], None]
