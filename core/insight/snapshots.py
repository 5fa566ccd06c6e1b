"""The health snapshots kept in the file: a cache of today and of thirty days ago.

Snapshots are derived, so they are written without undo; a stamp remembers what they were
computed from and thereby when they are stale.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from core.i18n import N_
from core.measures import reasons

if TYPE_CHECKING:
    from core.store.workspace import Workspace

COLUMNS = (
    "customer_id",
    "taken_on",
    "score",
    "band",
    "stage",
    "last_visit_on",
    "due_on",
    "rhythm_state",
    "usual_gap_days",
    "why",
    "overdue_on",
    "lost_on",
    "expected_from_on",
    "usual_spend_minor",
    "gap_is_estimate",
    "band_since_on",
    "stage_since_on",
)
# Whose rows move somebody's health, stage or next visit.
MOVING_NOUNS = (
    "customer",
    "visit",
    "feedback",
    "support",
    "reply",
    "question",
    "submission",
    "answer",
    "pinned_stage",
    "pulse",
    "closure",
    "setting",
)
_STAMP_KEY = "health_computed_from"
# Below every id that a journalled setting can have, so that undoing one never meets it.
_STAMP_ID = -1


@dataclass(frozen=True, slots=True)
class Stamp:
    """What snapshots were computed from: the day, the journal so far, the shop as a whole.

    `measured` are the numbers that everyone's health was read against.
    """

    day: str
    journal_id: int
    measured: tuple[float | None, ...]


def last_journal_id(workspace: Workspace) -> int:
    """The newest entry of the journal, 0 before there is any."""
    return int(workspace.value("SELECT coalesce(max(id), 0) FROM journal"))


def stamp(workspace: Workspace) -> Stamp | None:
    """What the snapshots in the file were computed from; None before there are any."""
    stored = workspace.value("SELECT value FROM setting WHERE id = ?", [_STAMP_ID])
    if stored is None:
        return None
    fields = json.loads(stored)
    return Stamp(fields["day"], fields["journal_id"], tuple(fields.get("measured", ())))


def is_fresh(workspace: Workspace) -> bool:
    """Whether nothing happened since the snapshots were computed, and it is still that day."""
    kept = stamp(workspace)
    if kept is None or kept.day != workspace.clock.today().isoformat():
        return False
    marks = ", ".join("?" * len(MOVING_NOUNS))
    moved = workspace.value(
        "SELECT EXISTS (SELECT 1 FROM journal JOIN journal_image AS image "
        f"ON image.journal_id = journal.id WHERE journal.id > ? AND image.noun IN ({marks}))",
        [kept.journal_id, *MOVING_NOUNS],
    )
    return not moved


def sentences(why: str) -> list[str]:
    """The reasons in a snapshot's `why`, the deciding one first, in the language in use now."""
    return [reasons.text(reason["reason"], reason["facts"]) for reason in json.loads(why)]


def replace(
    workspace: Workspace,
    rows: Iterable[Sequence[Any]],
    computed_from: Stamp,
    concerned: Collection[int] | None = None,
) -> None:
    """Put rows of COLUMNS in the place of snapshots, in one write without undo.

    Only those of the customers `concerned` go, None being everyone's. A customer who was
    removed while the rows were computed is passed over.
    """
    marks = ", ".join("?" * len(COLUMNS))
    with workspace.write(N_("Health scores computed")) as write:
        if concerned is None:
            write.execute("DELETE FROM health_snapshot")
        for customer_id in concerned or ():
            write.execute("DELETE FROM health_snapshot WHERE customer_id = ?", [customer_id])
        for row in rows:
            write.execute(
                f"INSERT INTO health_snapshot ({', '.join(COLUMNS)}) SELECT {marks} "
                "WHERE EXISTS (SELECT 1 FROM customer WHERE id = ?)",
                [*row, row[0]],
            )
        write.execute(
            "INSERT INTO setting (id, key, value) VALUES (?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET value = excluded.value",
            [_STAMP_ID, _STAMP_KEY, json.dumps(asdict(computed_from))],
        )
        write.tell("health_snapshot")
