"""What Today shows, read beside the window."""

from __future__ import annotations

from core.insight import today
from core.insight.today import Counts, Today
from core.store.workspace import Workspace
from desktop.widgets.waiting_age import Patience

NOTHING = Counts(checkins=0, waiting=0, due=0, drops=0, bookings=0)


def gather(workspace: Workspace) -> tuple[Today, Patience, bool]:
    """Who needs the owner today, how long a voice may wait, and whether anybody is known yet."""
    found = today.gather(workspace)
    anybody = found.counts != NOTHING or _is_anybody_known(workspace)
    return found, Patience.of(workspace), anybody


def _is_anybody_known(workspace: Workspace) -> bool:
    # Putting all customers in order takes as long as the rest, and mostly somebody needs the owner.
    from core.people import customers

    return bool(customers.find(workspace, limit=1))
