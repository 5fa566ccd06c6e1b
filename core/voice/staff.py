"""Staff members: who wrote a feedback down, who served a visit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.clock import iso
from core.errors import Problem, refuse
from core.i18n import N_
from core.store import settings
from core.text import one_line, sort_key

if TYPE_CHECKING:
    from core.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Someone who works in the shop."""

    id: int
    name: str


def add(workspace: Workspace, name: str) -> StaffMember:
    """Add a staff member, or give the one who has this name. Raises RefusedInput."""
    wanted = one_line(name)
    if not wanted:
        refuse([Problem("name", N_("A staff member needs a name."))])
    known = find_named(workspace, wanted)
    if known:
        return known
    with workspace.write(N_("Staff member added")) as write:
        return StaffMember(write.insert("staff_member", name=wanted), wanted)


def rename(workspace: Workspace, staff_member_id: int, name: str) -> None:
    """Correct a name. Raises RefusedInput, Missing."""
    wanted = one_line(name)
    if not wanted:
        refuse([Problem("name", N_("A staff member needs a name."))])
    with workspace.write(N_("Staff member renamed")) as write:
        write.update("staff_member", staff_member_id, name=wanted)


def archive(workspace: Workspace, staff_member_id: int) -> None:
    """Hide someone who left; what she wrote down stays hers. Raises Missing."""
    with workspace.write(N_("Staff member hidden")) as write:
        write.update("staff_member", staff_member_id, archived_at=iso(workspace.clock.now()))


def find(workspace: Workspace) -> list[StaffMember]:
    """Everyone who works here now, in the dictionary order of the shop's language."""
    rows = workspace.rows("SELECT id, name FROM staff_member WHERE archived_at IS NULL ORDER BY id")
    language = settings.get(workspace, settings.LANGUAGE)
    return sorted((StaffMember(*row) for row in rows), key=lambda s: sort_key(s.name, language))


def find_named(workspace: Workspace, name: str) -> StaffMember | None:
    """The staff member with this name, capitals forgiven, or None."""
    wanted = one_line(name).casefold()
    return next((s for s in find(workspace) if s.name.casefold() == wanted), None)
