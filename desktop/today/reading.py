"""What Today shows, read beside the window: the first time while its widgets are still loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.insight.today import Today
    from core.store.workspace import Workspace
    from desktop.widgets.waiting_age import Patience

KEY = "today"


def gather(workspace: Workspace) -> tuple[Today, Patience, bool]:
    """Who needs the owner today, how long a voice may wait, and whether anybody is known yet."""
    from core.insight import today
    from core.people import customers
    from desktop.widgets.waiting_age import Patience

    anybody = bool(customers.find(workspace, limit=1))
    return today.gather(workspace), Patience.of(workspace), anybody
