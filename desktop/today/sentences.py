"""The sentences of the morning: what the day asks for, who is late, what is at risk.

Everything here is on the first page, so days and amounts are written without Babel.
"""

from __future__ import annotations

from datetime import date

from core.i18n import _, ngettext
from core.insight.today import AtRisk, Drop, DueVisit, PassedBooking, Today
from core.measures.points import whole
from desktop.formats import day_long, day_said, days_ago, money_about


def heading(today: Today) -> str:
    """What the day asks for, in one sentence."""
    count = today.people
    if not count:
        return _quiet(today)
    return ngettext(
        "{day} – {n} customer waits to hear from you.",
        "{day} – {n} customers wait to hear from you.",
        count,
    ).format(day=day_long(today.on), n=count)


def _quiet(today: Today) -> str:
    """The same when nobody waits to hear anything, which is not yet a day without worries."""
    day, overdue = day_long(today.on), today.at_risk.people
    if overdue:
        return ngettext(
            "{day} – nobody waits to hear from you; {n} customer is overdue.",
            "{day} – nobody waits to hear from you; {n} customers are overdue.",
            overdue,
        ).format(day=day, n=overdue)
    if today.due or today.drops or today.passed or today.stopped.people:
        return _("{day} – nobody waits to hear from you.").format(day=day)
    return _("{day} – nobody waits for you. Enjoy the quiet.").format(day=day)


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


def at_risk(found: AtRisk, only_due: int = 0) -> str:
    """The usual visits of everyone overdue, added up; "" where there is nothing to add.

    Whoever of the list adds nothing is told of too: those without an amount, and `only_due`.
    """
    known = found.people - found.unknown
    if not known or found.minor <= 0:
        return ""
    told = [
        ngettext(
            "About {money} of usual visits is overdue with {n} customer.",
            "About {money} of usual visits is overdue with {n} customers.",
            known,
        ).format(money=money_about(found.minor, found.currency), n=known)
    ]
    if found.unknown:
        told.append(
            ngettext(
                "Of {n} more no amount is known.", "Of {n} more no amount is known.", found.unknown
            ).format(n=found.unknown)
        )
    if only_due:
        told.append(
            ngettext("{n} more is only due.", "{n} more are only due.", only_due).format(n=only_due)
        )
    return " ".join(told)


def stopped(found: AtRisk) -> str:
    """Who was lost within a year, and what their usual visits come to; "" where nobody was."""
    if not found.people:
        return ""
    if found.people == found.unknown or found.minor <= 0:
        return ngettext(
            "{n} customer stopped coming within the last year.",
            "{n} customers stopped coming within the last year.",
            found.people,
        ).format(n=found.people)
    return ngettext(
        "{n} customer stopped coming within the last year; the usual visit came to about {money}.",
        "{n} customers stopped coming within the last year; their usual visits come to about "
        "{money}.",
        found.people,
    ).format(n=found.people, money=money_about(found.minor, found.currency))


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


def promised(on: date | None, today: date) -> str:
    """That the owner said so, where a voice waits because she promised to come back."""
    if on is None:
        return ""
    if on == today:
        return _("You promised to come back today.")
    return _("You promised to come back on {day}.").format(day=day_said(on))


def put_off_until(customer: str, until: date) -> str:
    """Until when somebody rests."""
    return _("Put off; {name} comes back on {day}.").format(name=customer, day=day_said(until))
