"""A sample shop as it was at an earlier moment, for what its owner did on that day."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from core.clock import Clock, iso
from core.i18n import N_

if TYPE_CHECKING:
    from core.store.workspace import Workspace

# When the rows of a noun came into the shop; what belongs to them goes with them.
CAME = {
    "customer": "created_at",
    "visit": "created_at",
    "touchpoint": "at",
    "consent": "since_on",
    "pulse": "set_on",
    "pinned_stage": "pinned_on",
    "feedback": "said_at",
    "suggestion": "created_at",
    "suggestion_change": "changed_at",
    "support": "linked_at",
    "rating": "rated_at",
    "decision": "decided_at",
    "reply": "drafted_at",
    "outcome": "done_on",
    "submission": "submitted_at",
}
# What a row says of now is told again from what had happened by then.
_RATED = """(SELECT value FROM rating WHERE suggestion_id = suggestion.id AND input = '{0}'
        ORDER BY id DESC LIMIT 1)"""
_SUGGESTIONS_AS_THEY_WERE = f"""UPDATE suggestion SET
    status = coalesce((SELECT status FROM decision WHERE suggestion_id = suggestion.id
        ORDER BY decided_at DESC LIMIT 1), 'open'),
    must_do = EXISTS (SELECT 1 FROM suggestion_change
        WHERE suggestion_id = suggestion.id AND what = 'must_do'),
    impact = {_RATED.format("impact")},
    confidence = {_RATED.format("confidence")},
    effort_days = {_RATED.format("effort_days")},
    reach_by_hand = {_RATED.format("reach_by_hand")}"""
_UNSENT = "UPDATE reply SET status = 'draft', sent_at = NULL WHERE sent_at > ?"


class ThatDay:
    """The shop's own clock, standing at another moment."""

    def __init__(self, clock: Clock, instant: datetime) -> None:
        self._clock, self.instant = clock, instant

    def now(self) -> datetime:
        return self.instant

    def today(self) -> date:
        return self._clock.day_of(self.instant)

    def day_of(self, instant: datetime) -> date:
        return self._clock.day_of(instant)

    def local(self, instant: datetime) -> datetime:
        return self._clock.local(instant)


def opened(workspace: Workspace, clock: ThatDay) -> Workspace:
    """A copy in memory that holds only what this shop held at the moment of `clock`; close it."""
    then = workspace.copy(clock=clock)
    moment = iso(clock.now())
    with then.write(N_("Sample shop added")) as write:
        for noun, came in CAME.items():
            write.execute(f"DELETE FROM {noun} WHERE {came} > ?", [moment])
        write.execute(_SUGGESTIONS_AS_THEY_WERE)
        write.execute(_UNSENT, [moment])
    return then
