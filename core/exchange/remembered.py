"""What the owner said of a table, kept for the next file with the same headings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from core.clock import iso
from core.exchange.headings import is_stayed_out, key
from core.exchange.said import Said
from core.i18n import N_

if TYPE_CHECKING:
    from core.store.workspace import Workspace
    from core.store.write import Write


def recall(workspace: Workspace, headings: Sequence[str], said: Said) -> Said:
    """What is said of a table, with what was said of these headings before where that fits."""
    row = workspace.row(
        "SELECT kind, mapping, day_first FROM remembered_columns WHERE headings = ?",
        [_set_of(headings)],
    )
    if row is None or said.mapping is not None or said.kind not in ("auto", row["kind"]):
        return said
    kept = None if row["day_first"] is None else bool(row["day_first"])
    return replace(
        said,
        kind=row["kind"],
        mapping=json.loads(row["mapping"]),
        day_first=kept if said.day_first is None else said.day_first,
    )


def remember(write: Write, headings: Sequence[str], said: Said, at: datetime) -> None:
    """Keep what was said of a table; it outlives the undoing of its import."""
    day_first = None if said.day_first is None else int(said.day_first)
    mapping = json.dumps(dict(said.mapping or {}), ensure_ascii=False)
    write.execute(
        "INSERT INTO remembered_columns (headings, kind, mapping, day_first, used_at) "
        "VALUES (?, ?, ?, ?, ?) ON CONFLICT (headings) DO UPDATE SET kind = excluded.kind, "
        "mapping = excluded.mapping, day_first = excluded.day_first, used_at = excluded.used_at",
        [_set_of(headings), said.kind, mapping, day_first, iso(at)],
    )


def forget(workspace: Workspace, headings: Sequence[str]) -> None:
    """Let what was said of a table go, so that it is understood by itself again."""
    with workspace.write(N_("Columns forgotten")) as write:
        write.execute("DELETE FROM remembered_columns WHERE headings = ?", [_set_of(headings)])


def _set_of(headings: Sequence[str]) -> str:
    # Refused rows that were mended are remembered with the file they came from.
    return "\n".join(sorted(key(heading) for heading in headings if not is_stayed_out(heading)))
