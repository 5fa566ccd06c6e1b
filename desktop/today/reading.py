"""What Today shows, read beside the window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.insight import notebook, today
from core.insight.today import Counts, Today
from core.store.workspace import Workspace
from desktop.widgets.waiting_age import Patience

# Of so many who are to be called it is told why they may have stopped coming; nobody scrolls on.
EXPLAINED = 8
NOTHING = Counts(checkins=0, waiting=0, due=0, drops=0, bookings=0)


@dataclass(frozen=True, slots=True)
class Morning:
    """Who needs the owner today, how long a voice may wait, and whether anybody is known yet.

    `behind_since` is the day of the last visit, where none was written down for long.
    """

    today: Today
    patience: Patience
    anybody: bool
    behind_since: date | None


def gather(workspace: Workspace) -> Morning:
    """All that the page of the morning shows."""
    found = today.gather(workspace, reasons=EXPLAINED)
    anybody = found.counts != NOTHING or _is_anybody_known(workspace)
    return Morning(found, Patience.of(workspace), anybody, notebook.behind_since(workspace))


def _is_anybody_known(workspace: Workspace) -> bool:
    # Putting all customers in order takes as long as the rest, and mostly somebody needs the owner.
    from core.people import customers

    return bool(customers.find(workspace, limit=1))
