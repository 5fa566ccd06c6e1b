"""What Today shows, read beside the window: the first time while its widgets are still loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.insight.today import Today
    from core.store.workspace import Workspace
    from desktop.widgets.waiting_age import Patience

KEY = "today"


def gather(workspace: Workspace) -> tuple[Today, Patience]:
    """Who needs the owner today, and how long a voice may wait in this shop."""
    from core.insight import today
    from desktop.widgets.waiting_age import Patience

    return today.gather(workspace), Patience.of(workspace)
