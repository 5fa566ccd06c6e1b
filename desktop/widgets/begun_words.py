"""What was typed into a dialog and left, so that it is there again the next time."""

from __future__ import annotations

from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from core.store.workspace import Workspace

Begun = TypeVar("Begun")


class BegunWords(Generic[Begun]):
    """Kept for each shop and record as long as the shop is open, never in a file."""

    def __init__(self) -> None:
        self._of_shop: WeakKeyDictionary[Workspace, dict[int, Begun]] = WeakKeyDictionary()

    def of(self, workspace: Workspace, record_id: int) -> Begun | None:
        """What was begun for a record and left, or None."""
        return self._of_shop.get(workspace, {}).get(record_id)

    def keep(self, workspace: Workspace, record_id: int, begun: Begun) -> None:
        """Remember how it stood."""
        self._of_shop.setdefault(workspace, {})[record_id] = begun

    def forget(self, workspace: Workspace, record_id: int) -> None:
        """Let it go: it was saved, or nothing was typed."""
        self._of_shop.get(workspace, {}).pop(record_id, None)
