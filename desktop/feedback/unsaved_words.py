"""Words typed into the quick log and not saved: kept while the app runs, never written to a file.

They are a customer's words, so they live in memory only, one set for each open shop.
"""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

from core.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class UnsavedWords:
    """What stood in the quick log when it was put away."""

    body: str
    kind: str
    channel: str
    customer_id: int | None = None
    customer: str = ""
    new_customer: str = ""
    topic_id: int | None = None
    kind_chosen: bool = False


_kept: WeakKeyDictionary[Workspace, UnsavedWords] = WeakKeyDictionary()


def keep(workspace: Workspace, words: UnsavedWords) -> None:
    """Remember what stood there."""
    _kept[workspace] = words


def kept(workspace: Workspace) -> UnsavedWords | None:
    """What stood there last and was not saved, or None."""
    return _kept.get(workspace)


def forget(workspace: Workspace) -> None:
    """Let it go: it was saved, or is not wanted any more."""
    _kept.pop(workspace, None)
