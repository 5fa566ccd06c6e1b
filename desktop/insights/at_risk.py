"""Money at risk: what the usual visits of those come to who should have been here by now."""

from __future__ import annotations

from core.i18n import _, ngettext
from core.insight import behind as rows
from core.insight.expected import AtRisk
from desktop import formats
from desktop.insights.picture import ListBehind

KEY = "at_risk"


def name() -> str:
    """What the figure is called."""
    return _("At risk now")


def value(found: AtRisk) -> str:
    """The amount; a dash where no amount is known of anybody."""
    if found.people and found.people == found.unknown:
        return "–"
    # A sum of usual visits: cents would pretend to a precision that nobody has.
    return formats.money(round(found.minor, -2), found.currency)


def words(found: AtRisk) -> str:
    """How many people it is about."""
    return ngettext("{n} person overdue", "{n} people overdue", found.people).format(
        n=formats.number(found.people)
    )


def meaning() -> str:
    """How it is counted."""
    return _(
        "The usual spend of everyone who is overdue today, or lost within the last thirty days, "
        "and is not booked. It is a sum of what is known, not a forecast; the period does not "
        "change it."
    )


def facts(found: AtRisk) -> str:
    """What it rests on, and of how many no amount is known."""
    lines = [words(found)]
    if found.unknown:
        unknown = ngettext(
            "of {n} of them no amount is known",
            "of {n} of them no amount is known",
            found.unknown,
        )
        lines.append(unknown.format(n=formats.number(found.unknown)))
    return "\n".join(lines)


def behind() -> ListBehind:
    """The people, worth most first."""
    return ListBehind(_("Overdue now, by what they usually spend"), rows.at_risk, "risk")
