"""What was computed from the file, kept in memory until a write touches what it rests on."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")

# Periods an owner looks at in one sitting; older ones are computed again.
MOST = 48


@dataclass(frozen=True, slots=True)
class _Entry:
    nouns: frozenset[str]
    state: Hashable
    value: Any


class Keeping:
    """Values by key; each is forgotten when one of its nouns changes, the oldest beyond 48 too."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._entries: OrderedDict[Hashable, _Entry] = OrderedDict()
        self._writes = 0
        self._newest: int | None = None

    def get(
        self, key: Hashable, nouns: frozenset[str], make: Callable[[], T], state: Hashable = None
    ) -> T:
        """The kept value, or what `make` gives; not kept if a write came while it was made.

        A value made of another `state` gives way to the new one.
        """
        with self._lock:
            entry = self._entries.get(key)
            if entry is not None and entry.state == state:
                self._entries.move_to_end(key)
                value: T = entry.value
                return value
            began = self._writes
        made = make()
        with self._lock:
            if self._writes == began:
                self._entries[key] = _Entry(nouns, state, made)
                self._entries.move_to_end(key)
                while len(self._entries) > MOST:
                    self._entries.popitem(last=False)
        return made

    def heed(self, newest: int) -> None:
        """Let go of everything when the journal has an entry that another program wrote."""
        with self._lock:
            if self._newest not in (None, newest):
                self._writes += 1
                self._entries.clear()
            self._newest = newest

    def forget(self, nouns: frozenset[str], written: int | None = None) -> None:
        """Let go of everything that rests on one of the nouns; `written` is the journal's entry."""
        with self._lock:
            self._writes += 1
            if self._newest is not None and written is not None:
                self._newest = max(self._newest, written)
            gone = [key for key, entry in self._entries.items() if entry.nouns & nouns]
            for key in gone:
                del self._entries[key]
