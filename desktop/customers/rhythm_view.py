"""A customer's rhythm as a strip shows it: every visit and booking a dot with its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from itertools import groupby
from operator import attrgetter

from core.i18n import N_, _
from core.people.closures import Closure
from core.people.visits import Visit
from desktop.customers.next_step import rhythm_sentence
from desktop.customers.portrait import Portrait
from desktop.formats import day, money
from desktop.widgets.rhythm_days import Dot, Rhythm, Span

# One a day for the two years that are shown, and some to come.
_MOST = 800
# A day on which several things are noted has the dot of the first of these.
_KINDS = ("came", "booked", "missed", "cancelled")
_KIND_OF = {"done": "came", "booked": "booked", "no_show": "missed", "cancelled": "cancelled"}
_WORDS = {
    "done": N_("{day}: was here"),
    "booked": N_("{day}: booked"),
    "no_show": N_("{day}: did not come"),
    "cancelled": N_("{day}: cancelled"),
}
# As it is after the computer's clock was set back.
_IN_FUTURE = N_("{day}: noted, though the day is still to come")
_REFUND = N_("{day}: money back")


def rhythm_of(portrait: Portrait) -> Rhythm:
    """What the strip of a customer shows."""
    window = portrait.health.expected
    expected = None
    if window is not None and portrait.health.booked_on is None:
        told = _("Expected between {since} and {until}.")
        words = told.format(since=day(window.since), until=day(window.until))
        expected = Span(window.since, window.until, words)
    return Rhythm(
        dots=dots(portrait.came[:_MOST], portrait.today),
        today=portrait.today,
        expected=expected,
        shut=[_shut(closure) for closure in portrait.closures],
        summary=rhythm_sentence(portrait),
    )


def dots(came: Iterable[Visit], today: date) -> list[Dot]:
    """One dot for each day, oldest first; `came` is newest first."""
    day_of = attrgetter("visited_on")
    by_day = groupby(sorted(came, key=day_of), day_of)
    return [_dot(on, list(that_day), today) for on, that_day in by_day]


def _dot(on: date, that_day: Sequence[Visit], today: date) -> Dot:
    first = min(that_day, key=lambda visit: _KINDS.index(_kind(visit)))
    return Dot(on, _kind(first), partial(_told, on, that_day, today), first.id)


def _kind(visit: Visit) -> str:
    # Money given back is noted on a day on which nobody need have come.
    return "cancelled" if visit.status == "done" and visit.is_refund else _KIND_OF[visit.status]


def _told(on: date, that_day: Sequence[Visit], today: date) -> str:
    parts = []
    for visit in that_day:
        paid = money(visit.amount_minor, visit.currency) if visit.amount_minor is not None else ""
        words = _REFUND if visit.is_refund else _WORDS[visit.status]
        if on > today and visit.status == "done":
            words = _IN_FUTURE
        told = (_(words).format(day=day(on)), visit.services, paid)
        parts.append(" · ".join(part for part in told if part))
    return "\n".join(parts)


def _shut(closure: Closure) -> Span:
    told = _("Closed from {since} to {until}.").format(
        since=day(closure.since_on), until=day(closure.until_on)
    )
    return Span(closure.since_on, closure.until_on, f"{told} {closure.note}".strip())
