"""The sentences of the morning: what the day asks for, who is late, what is at risk.

Everything here is on the first page, so days and amounts are written without Babel.
"""

from __future__ import annotations

from datetime import date

from core.i18n import _, ngettext
from core.insight.today import AtRisk, Drop, DueVisit, PassedBooking, Today
from core.measures.health import whole
from desktop.formats import day_long, day_said, days_ago, money_about


def heading(today: Today) -> str:
    """What the day asks for, in one sentence."""
    waiting = {voice.customer_id for voice in today.waiting}
    count = len(waiting | {checkin.customer_id for checkin in today.checkins})
    if not count:
        return _("{day} – nobody waits for you. Enjoy the quiet.").format(day=day_long(today.on))
    return ngettext(
        "{day} – {n} customer waits to hear from you.",
        "{day} – {n} customers wait to hear from you.",
        count,
    ).format(day=day_long(today.on), n=count)


def late(visit: DueVisit, on: date) -> str:
    """Why a visit is expected; from one visit or two no rhythm of her own is told."""
    gap = max(1, round(visit.usual_gap_days))
    facts = {"n": gap, "ago": days_ago((on - visit.last_visit_on).days)}
    if visit.gap_is_estimate:
        return ngettext(
            "Most customers come again after about {n} day; last here {ago}.",
            "Most customers come again after about {n} days; last here {ago}.",
            gap,
        ).format(**facts)
    return ngettext(
        "Usually comes every {n} day; last here {ago}.",
        "Usually comes every {n} days; last here {ago}.",
        gap,
    ).format(**facts)


def all_came(count: int) -> str:
    """What a press says of every booking gone by."""
    return ngettext("{n} came", "All {n} came", count).format(n=count)


def fallen_for(drop: Drop, on: date) -> str:
    """Since when a customer is in the worse band, and where she stood a month ago."""
    days = (on - drop.since_on).days
    before = whole(drop.before)
    if days <= 0:
        return _("Since today; {before} points a month ago.").format(before=before)
    return ngettext(
        "For {n} day now; {before} points a month ago.",
        "For {n} days now; {before} points a month ago.",
        days,
    ).format(n=days, before=before)


def at_risk(found: AtRisk) -> str:
    """The usual visits of everyone overdue, added up; "" where there is nothing to add."""
    known = found.people - found.unknown
    if not known or found.minor <= 0:
        return ""
    return ngettext(
        "About {money} of usual visits is overdue with {n} customer.",
        "About {money} of usual visits is overdue with {n} customers.",
        known,
    ).format(money=money_about(found.minor, found.currency), n=known)


def behind(last: date) -> str:
    """That the notebook lags, so that those listed may have been here since."""
    return _("The last visit was written down on {day}: the list may be behind.").format(
        day=day_said(last)
    )


def booked_for(booking: PassedBooking) -> str:
    """The day of a booking gone by, and for what."""
    day = day_long(booking.booked_on)
    if not booking.services:
        return day
    return _("{day}: {services}").format(day=day, services=booking.services)
