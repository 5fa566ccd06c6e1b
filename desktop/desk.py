"""What a page is given: the open shop and the ground it stands on. There are no globals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop import crash
from desktop.changes import ShopChanges
from desktop.messages import Messages
from desktop.navigation import Navigation
from desktop.tasks import Tasks
from desktop.window_state import Preferences

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from core.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Desk:
    """The open shop, and everything a page needs to work with it.

    A page is made inside `frame`, the part of the window where it is shown, or on its own.
    """

    workspace: Workspace
    tasks: Tasks
    changes: ShopChanges
    messages: Messages
    navigation: Navigation
    preferences: Preferences
    frame: QWidget | None = None

    @classmethod
    def of(cls, workspace: Workspace, preferences: Preferences | None = None) -> Desk:
        """Lay a desk for a shop; without preferences, nothing is remembered."""
        messages = Messages()
        return cls(
            workspace=workspace,
            tasks=Tasks(messages.problem, crash.tell),
            changes=ShopChanges(workspace),
            messages=messages,
            navigation=Navigation(),
            preferences=preferences or Preferences(None),
        )

    def close(self) -> None:
        """Join the threads and stop listening; the workspace stays open."""
        self.changes.close()
        self.tasks.close()
