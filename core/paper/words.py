"""The words on everything printed for what the store keeps as keys."""

from __future__ import annotations

from core.i18n import N_

KINDS = {
    "complaint": N_("Complaint"),
    "question": N_("Question"),
    "suggestion": N_("Suggestion"),
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
