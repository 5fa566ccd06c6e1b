"""Which days the list of feedback is kept to, when it was opened from a chart."""

from __future__ import annotations

from datetime import timedelta

from core.clock import Clock
from core.i18n import _
from core.voice.feedback import FeedbackFilter
from desktop import formats


def days_shown(wanted: FeedbackFilter, clock: Clock) -> str:
    """The first and the last local day that a filter lets through; "" where it has no bounds."""
    if wanted.since is None or wanted.until is None:
        return ""
    # The end is the moment at which the day after begins.
    first, last = clock.day_of(wanted.since), clock.day_of(wanted.until) - timedelta(days=1)
    if last <= first:
        return formats.day(first)
    return _("{since} – {until}").format(since=formats.day(first), until=formats.day(last))
