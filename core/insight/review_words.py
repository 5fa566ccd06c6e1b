"""The words on the printed review for what the store keeps as keys."""

from __future__ import annotations

from core.i18n import N_, _
from core.insight import periods

KINDS = {
    "complaint": N_("Complaint"),
    "question": N_("Question"),
    "suggestion": N_("Suggestion"),
    "praise": N_("Praise"),
    "other": N_("Other"),
}
KINDS_COUNTED = {
    "complaint": N_("Complaints"),
    "question": N_("Questions"),
    "suggestion": N_("Suggestions"),
    "praise": N_("Praise"),
    "other": N_("Other"),
}
STATUSES = {
    "open": N_("Open"),
    "planned": N_("Planned"),
    "in_progress": N_("In progress"),
    "done": N_("Done"),
    "declined": N_("Declined"),
    "merged": N_("Merged"),
}


def quarter(text: str) -> str:
    """ "2026-Q3" as a title reads it."""
    first, _last = periods.days_of(text)
    number = (first.month - 1) // periods.MONTHS_A_QUARTER + 1
    return _("Quarter {number}, {year}").format(number=number, year=first.year)


def kept(state: bool | None) -> str:
    """What became of a promise."""
    if state is None:
        return _("Not judged yet")
    return _("Kept") if state else _("Not kept")
