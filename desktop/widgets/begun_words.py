"""What was typed into a dialog and left, so that it is there again the next time."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from core.i18n import _
from core.store.workspace import Workspace
from desktop.desk import Desk
from desktop.widgets.label import Label

Begun = TypeVar("Begun")


class BegunWords(Generic[Begun]):
    """Kept for each shop and record as long as the shop is open, never in a file."""

    def __init__(self) -> None:
        self._of_shop: WeakKeyDictionary[Workspace, dict[Hashable, Begun]] = WeakKeyDictionary()

    def of(self, workspace: Workspace, record: Hashable) -> Begun | None:
        """What was begun for a record and left, or None."""
        return self._of_shop.get(workspace, {}).get(record)

    def keep(self, workspace: Workspace, record: Hashable, begun: Begun) -> None:
        """Remember how it stood."""
        self._of_shop.setdefault(workspace, {})[record] = begun

    def forget(self, workspace: Workspace, record: Hashable) -> None:
        """Let it go: it was saved, or nothing was typed."""
        self._of_shop.get(workspace, {}).pop(record, None)

    def leave(self, desk: Desk, record: Hashable, begun: Begun | None, sentence: str) -> None:
        """Keep what was begun and say so in a sentence; with None there is nothing to keep."""
        if begun is None:
            self.forget(desk.workspace, record)
        else:
            self.keep(desk.workspace, record, begun)
            desk.messages.say(sentence)


def begun_before() -> Label:
    """What stands above words that were typed another time."""
    label = Label(_("You began this before; your words are still here."), "caption")
    label.set_tone("accent")
    return label
