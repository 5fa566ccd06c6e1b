"""The names that events of our own calendar bear, by which they are known when they come back."""

from __future__ import annotations

import re

_OURS = "regulars"
_VISIT = re.compile(r"visit-(\d{1,18})-(\d{8}T\d{6}Z)@regulars", re.IGNORECASE)


def of_visit(visit_id: int, created_at: str) -> str:
    """The name of a booking's event. Ids are given anew, so its moment of making stands with it."""
    return f"visit-{visit_id}-{_compact(created_at)}@{_OURS}"


def of_checkin(customer_id: int, started_on: str) -> str:
    """The name of a check-in's event."""
    return f"checkin-{customer_id}-{_compact(started_on)}@{_OURS}"


def is_own(uid: str) -> bool:
    """Whether an event was written by Regulars, in whichever shop."""
    return uid.lower().endswith(f"@{_OURS}")


def visit_of(uid: str) -> tuple[int, str] | None:
    """The id and the moment of making of the visit that an event stands for, None for no visit."""
    found = _VISIT.fullmatch(uid)
    if found is None:
        return None
    at = found[2]
    made = f"{at[:4]}-{at[4:6]}-{at[6:8]}T{at[9:11]}:{at[11:13]}:{at[13:15]}Z"
    return int(found[1]), made


def _compact(moment: str) -> str:
    return moment.replace("-", "").replace(":", "")
