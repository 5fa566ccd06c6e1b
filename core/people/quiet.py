"""Quiet hours: when the owner is left in peace, at night and on days on which the shop is shut."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from core.people import closures
from core.store import settings

if TYPE_CHECKING:
    from core.store.workspace import Workspace


def is_quiet(workspace: Workspace, at: datetime) -> bool:
    """Whether no notice is to be shown at a moment.

    The hours may span midnight; where they begin and end at the same hour there are none.
    """
    local = workspace.clock.local(at)
    if not closures.working_days(workspace, local.date()).is_open(local.toordinal()):
        return True
    since = settings.get(workspace, settings.QUIET_FROM)
    until = settings.get(workspace, settings.QUIET_UNTIL)
    if since <= until:
        return since <= local.hour < until
    return local.hour >= since or local.hour < until
