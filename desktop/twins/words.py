"""Likeness and particulars in words."""

from __future__ import annotations

from datetime import date

from core.i18n import N_, _
from core.people.duplicates import Twins
from desktop import formats, language
from desktop.widgets.badge import Look

VERY_LIKELY, LIKELY = 0.9, 0.7

PARTICULARS = {
    "name": N_("Whole name"),
    "first_name": N_("First name"),
    "phone": N_("Phone"),
    "email": N_("E-mail"),
    "language": N_("Language"),
    "born_on": N_("Birthday"),
    "joined_on": N_("Customer since"),
    "reference": N_("Customer number"),
    "note": N_("Note"),
}


def likeness(share: float) -> Look:
    """How likely two people are one, in a word."""
    if share >= VERY_LIKELY:
        return Look(_("Very likely"), "accent", "fine")
    if share >= LIKELY:
        return Look(_("Likely"), "accent", "yes")
    return Look(_("Perhaps"), "neutral", "question")


def reasons(twins: Twins) -> str:
    """Why they may be one, as sentences."""
    return " ".join(_(reason) for reason in twins.reasons)


def names(twins: Twins) -> str:
    """The names of both, in one line."""
    return f"{twins.one.name} · {twins.other.name}"


def particular(field: str, value: object) -> str:
    """One particular as it is read; "" where nothing is known."""
    if isinstance(value, date):
        return formats.day(value)
    if field == "language" and value:
        return dict(language.choices()).get(str(value), str(value))
    return str(value or "")
