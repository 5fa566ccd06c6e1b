"""Which days the list of feedback is kept to."""

from __future__ import annotations

from datetime import timedelta

from core.clock import Clock
from core.i18n import _
from core.voice.feedback import FeedbackFilter
from desktop import formats


def days_shown(wanted: FeedbackFilter, clock: Clock) -> str:
    """The first and the last local day that a filter lets through; "" where it has no bounds."""
    first = clock.day_of(wanted.since) if wanted.since is not None else None
    # The end is the moment at which the day after begins.
    last = clock.day_of(wanted.until) - timedelta(days=1) if wanted.until is not None else None
    if first is None:
        return _("Until {day}").format(day=formats.day(last)) if last is not None else ""
    if last is None:
        return _("From {day}").format(day=formats.day(first))
    if last <= first:
        return formats.day(first)
    return _("{since} – {until}").format(since=formats.day(first), until=formats.day(last))
