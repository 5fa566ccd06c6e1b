"""Moving everything that points at one customer to another, whatever tables there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.store.references import references_to
from core.store.schema import DERIVED

if TYPE_CHECKING:
    from core.store.workspace import Workspace
    from core.store.write import Write

Row = dict[str, Any]


def move(workspace: Workspace, write: Write, kept_id: int, merged_id: int) -> None:
    """Let the rows of the merged customer belong to the kept one, found by the foreign keys.

    Where a table takes one row for each customer, the two become one (see `_ONE_OF_TWO`); in a
    table that no rule names, the kept one's row stays. Derived rows are left to be dropped.
    Import lines, which name their row by a number only, follow.
    """
    for reference in references_to(workspace.rows, "customer"):
        if reference.noun == "told_apart" or reference.noun in DERIVED:
            continue
        unique = _unique_columns(workspace, reference.noun, reference.column)
        for row in _rows(workspace, reference.noun, {reference.column: merged_id}):
            wanted = {**row, reference.column: kept_id}
            held = [{name: wanted[name] for name in columns} for columns in unique]
            in_place = next((r for by in held for r in _rows(workspace, reference.noun, by)), None)
            if in_place is None:
                write.update(reference.noun, row["id"], **{reference.column: kept_id})
            else:
                _join(write, reference.noun, in_place, row)
    _keep_apart(workspace, write, kept_id, merged_id)
    _answer_once(workspace, write, kept_id)
    for line in _rows(workspace, "import_line", {"noun": "customer", "row_id": merged_id}):
        write.update("import_line", line["id"], row_id=kept_id)


def _rows(workspace: Workspace, noun: str, having: Row) -> list[Row]:
    where = " AND ".join(f"{name} = ?" for name in having)
    sql = f"SELECT * FROM {noun} WHERE {where} ORDER BY id"
    return [dict(row) for row in workspace.rows(sql, list(having.values()))]


def _unique_columns(workspace: Workspace, noun: str, column: str) -> list[list[str]]:
    """The sets of columns, this one among them, that no two rows of a noun may share."""
    indexes = workspace.rows(
        'SELECT name FROM pragma_index_list(?) WHERE "unique" AND NOT partial', [noun]
    )
    found = [
        [row[0] for row in workspace.rows("SELECT name FROM pragma_index_info(?)", [name])]
        for (name,) in indexes
    ]
    return [columns for columns in found if column in columns]


def _join(write: Write, noun: str, mine: Row, hers: Row) -> None:
    changes = _ONE_OF_TWO.get(noun, _as_it_was)(mine, hers)
    write.delete(noun, hers["id"])
    write.update(noun, mine["id"], **changes)


def _as_it_was(_mine: Row, _hers: Row) -> Row:
    return {}


def _shorter_checkin(mine: Row, hers: Row) -> Row:
    """The shorter interval and the earlier day, so that nobody waits longer than promised."""
    snoozed = [mine["snoozed_until"], hers["snoozed_until"]]
    notes = dict.fromkeys(note for note in (mine["note"], hers["note"]) if note)
    return {
        "interval_days": min(mine["interval_days"], hers["interval_days"]),
        "started_on": min(mine["started_on"], hers["started_on"]),
        "snoozed_until": min(snoozed) if all(snoozed) else None,
        "note": " · ".join(notes) or None,
    }


def _later_snooze(mine: Row, hers: Row) -> Row:
    return {"until_on": max(mine["until_on"], hers["until_on"])}


_ONE_OF_TWO = {"checkin": _shorter_checkin, "snooze": _later_snooze}


def _keep_apart(workspace: Workspace, write: Write, kept_id: int, merged_id: int) -> None:
    """Whoever was told apart from the merged one is told apart from the kept one now."""
    pairs = workspace.rows(
        "SELECT id, one_id, other_id FROM told_apart WHERE ? IN (one_id, other_id)", [merged_id]
    )
    for row_id, *pair in pairs:
        one, other = sorted(kept_id if each == merged_id else each for each in pair)
        there = _rows(workspace, "told_apart", {"one_id": one, "other_id": other})
        if one == other or there:
            write.delete("told_apart", row_id)
        else:
            write.update("told_apart", row_id, one_id=one, other_id=other)


def _answer_once(workspace: Workspace, write: Write, kept_id: int) -> None:
    """Of two drafts about one decision the first stays, and none where one of the two was told."""
    drafts = workspace.rows(
        """SELECT id FROM reply AS mine WHERE customer_id = ? AND status = 'draft'
        AND EXISTS (SELECT 1 FROM reply AS other WHERE other.customer_id = mine.customer_id
            AND other.suggestion_id = mine.suggestion_id AND other.id <> mine.id
            AND CASE other.status WHEN 'draft' THEN other.id < mine.id
                ELSE other.drafted_at >= coalesce((SELECT max(decided_at) FROM decision
                    WHERE decision.suggestion_id = mine.suggestion_id), '') END)""",
        [kept_id],
    )
    for row in drafts:
        write.delete("reply", row["id"])
