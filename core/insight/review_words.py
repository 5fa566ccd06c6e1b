"""How the printed review counts kinds of feedback and names quarters and promises."""

from __future__ import annotations

from core.i18n import _, pgettext
from core.insight import periods


def counted(kind: str) -> str:
    """A kind of feedback under how often it came."""
    # Other languages tell a customer's question and idea from those of the shop.
    names = {
        "complaint": _("Complaints"),
        "question": pgettext("from customers", "Questions"),
        "suggestion": pgettext("from customers", "Suggestions"),
        "praise": pgettext("from customers", "Praise"),
        "other": pgettext("from customers", "Other"),
    }
    return names[kind]


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
