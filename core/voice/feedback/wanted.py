"""A filter as a saved view keeps it, and back again: plain words that any version can read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from core.clock import iso, parse_instant
from core.voice.feedback.records import EVERYTHING, STATES, FeedbackFilter

_WORDS = ("text", "kind", "polarity", "channel", "stage")
_NUMBERS = ("topic_id", "suggestion_id", "staff_member_id", "days")
_MOMENTS = ("since", "until")


def to_wanted(wanted: FeedbackFilter) -> dict[str, Any]:
    """What a filter asks for as plain values, without what it leaves open.

    Rows named one by one, and one customer, are no view to come back to and are left out.
    """
    found: dict[str, Any] = {}
    for name in ("state", *_WORDS, *_NUMBERS, *_MOMENTS):
        value = getattr(wanted, name)
        if value != getattr(EVERYTHING, name):
            found[name] = iso(value) if isinstance(value, datetime) else value
    return found


def from_wanted(kept: Mapping[str, Any]) -> FeedbackFilter:
    """The filter that a saved view keeps; what this version cannot read asks for nothing."""
    found: dict[str, Any] = {}
    for name in _WORDS:
        if isinstance(kept.get(name), str):
            found[name] = kept[name]
    for name in _NUMBERS:
        if isinstance(kept.get(name), int) and not isinstance(kept[name], bool):
            found[name] = kept[name]
    for name in _MOMENTS:
        moment = _moment(kept.get(name))
        if moment is not None:
            found[name] = moment
    if kept.get("state") in STATES:
        found["state"] = kept["state"]
    return FeedbackFilter(**found)


def _moment(text: object) -> datetime | None:
    if not isinstance(text, str):
        return None
    try:
        return parse_instant(text)
    except ValueError:
        return None
