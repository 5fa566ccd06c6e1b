"""The visits that stood in the shop before a file came, and which programs told of them."""

from __future__ import annotations

import sqlite3
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.exchange.visit_rows import VisitRow
    from core.store.write import Write

_KNOWN = "SELECT id, amount_minor, services, staff_member_id, status, note FROM visit"
_BY_ID = f"{_KNOWN} WHERE id = ?"
# A booking of this very file is not said again by it.
_THAT_DAY = f"""{_KNOWN} WHERE customer_id = ? AND visited_on = ?
    AND (status = ? OR status = 'booked' AND id < ?)
    AND (currency IS ? OR amount_minor IS NULL OR ? IS NULL) ORDER BY id"""
_BOOKING = """SELECT id FROM visit WHERE customer_id = ? AND visited_on = ?
    AND status = 'booked' AND ifnull(services, '') = ? AND id < ?"""
_ANY_TOLD = "SELECT 1 FROM import_line WHERE noun = 'visit' LIMIT 1"
_TOLD_BEFORE = """SELECT DISTINCT row_id, source FROM import_line
    JOIN import_batch ON import_batch.id = import_batch_id WHERE noun = 'visit'"""


class EarlierVisits:
    """Finds what a row may belong to. Visits from `first_id` on are of this import."""

    def __init__(self, write: Write, first_id: int) -> None:
        self._write, self._first_id = write, first_id
        self._sources: dict[int, frozenset[str]] | None = None

    def get(self, visit_id: int) -> sqlite3.Row | None:
        """A visit as it stands now, None where it is gone."""
        found: sqlite3.Row | None = self._write.execute(_BY_ID, [visit_id]).fetchone()
        return found

    def of_day(self, customer_id: int, row: VisitRow) -> list[sqlite3.Row]:
        """What a customer has that day in the status of a row and its currency, and bookings."""
        asked = (customer_id, row.visited_on, row.status, self._first_id)
        return self._write.execute(_THAT_DAY, (*asked, row.currency, row.amount_minor)).fetchall()

    def booking(self, customer_id: int, row: VisitRow) -> int | None:
        """The booking of that day for the same services."""
        asked = (customer_id, row.visited_on, row.services, self._first_id)
        found = self._write.execute(_BOOKING, asked).fetchone()
        return found["id"] if found else None

    def told_any(self) -> bool:
        """Whether any file told of a visit before this one."""
        return self._write.execute(_ANY_TOLD).fetchone() is not None

    def sources(self, visit_id: int) -> frozenset[str]:
        """The programs whose files told of a visit before; none where someone wrote it by hand."""
        if self._sources is None:
            found: dict[int, frozenset[str]] = {}
            for row_id, source in self._write.execute(_TOLD_BEFORE):
                found[row_id] = _together(found.get(row_id, frozenset()), source)
            self._sources = found
        return self._sources.get(visit_id, frozenset())


@cache
def _together(sources: frozenset[str], source: str) -> frozenset[str]:
    """Few different sets, however many visits there are."""
    return sources | {source}
