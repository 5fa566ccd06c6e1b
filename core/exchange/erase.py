"""The right to be forgotten: a person leaves the shop's file, byte by byte.

What goes, what stays without a name and why is written in docs/decisions/0020-erase.md.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core import log
from core.clock import iso
from core.i18n import N_
from core.people import customers
from core.store import backup, connections, erasure, search

if TYPE_CHECKING:
    from core.store.workspace import Workspace

# Free text about others or the shop, where someone may have written a customer's name.
_FREE_TEXTS = (
    ("customer", "note"),
    ("visit", "note"),
    ("touchpoint", "note"),
    ("goal", "body"),
    ("checkin", "note"),
    ("feedback", "body"),
    ("suggestion", "title"),
    ("suggestion", "body"),
    ("rating", "source"),
    ("decision", "because"),
    ("reply", "body"),
    ("suggestion_change", "before"),
    ("suggestion_change", "after"),
    ("wording", "body"),
    ("faq_text", "question"),
    ("faq_text", "answer"),
    ("saved_view", "wanted"),
    ("answer", "body"),
    ("quarterly_review", "notes"),
    ("quarterly_review", "summary"),
    ("promise", "body"),
    ("promise", "owner"),
)
_NOUNS = (
    "customer",
    "visit",
    "touchpoint",
    "consent",
    "checkin",
    "goal",
    "feedback",
    "reply",
    "submission",
    "answer",
    "health_snapshot",
    "snooze",
    "pinned_stage",
    "pulse",
    "also_known",
    "told_apart",
    "erasure",
)


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure left for the owner to know.

    `mentions` counts the free texts about others that still hold the person's full name;
    `backups` the older backups, which keep her until they are thinned out and would erase
    her again when restored.
    """

    customer_id: int
    mentions: int
    backups: int


def erase_person(workspace: Workspace, customer_id: int) -> Erased:
    """Erase a customer and everything she said or did; this cannot be undone.

    A verified backup guards the work and goes when it is done. All earlier undo steps go too,
    because they hold rows as they were. Raises Missing, KnownError `backup_failed`,
    `disk_full`, `shop_in_use`; then nothing was changed.
    """
    name = customers.get(workspace, customer_id).name
    _require_space(workspace.path)
    guard = backup.make(workspace, "erase")
    try:
        _forget(workspace, customer_id, iso(workspace.clock.now()))
    finally:
        # Before VACUUM, which wants that much space again.
        if guard is not None:
            guard.path.unlink(missing_ok=True)
            backup.seal_file(guard.path).unlink(missing_ok=True)
    with workspace.alone() as connection:
        connection.execute("VACUUM")
    log.get("exchange").info("a person was erased")
    return Erased(customer_id, _mentions(workspace, name), len(backup.all_of(workspace)))


def _require_space(path: Path | None) -> None:
    """Room for the backup and then for VACUUM, asked before anything is gone."""
    if path is not None and shutil.disk_usage(path.parent).free < 2 * path.stat().st_size:
        raise connections.disk_full()


def _forget(workspace: Workspace, customer_id: int, at: str) -> None:
    with workspace.write(N_("Person erased")) as write, workspace.alone() as connection:
        # Around the journal: an image of what was erased would keep it.
        erasure.forget(connection, customer_id, at)
        connection.execute("DELETE FROM journal")
        search.rebuild(connection)
        for noun in _NOUNS:
            write.tell(noun)


def _mentions(workspace: Workspace, name: str) -> int:
    """How many free texts still hold a full name; a single word would find too many."""
    if " " not in name:
        return 0
    return sum(
        int(workspace.value(f"SELECT count(*) FROM {noun} WHERE instr({column}, ?) > 0", [name]))
        for noun, column in _FREE_TEXTS
    )
