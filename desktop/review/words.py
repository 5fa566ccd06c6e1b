"""Words that several steps of the review share."""

from __future__ import annotations

from core.i18n import _, ngettext
from core.insight.quarterly_review.pages import Promise, Quote
from core.paper import words as printed
from desktop import formats


def owner_and_day(promise: Promise) -> str:
    """Who keeps a promise, and by when."""
    if promise.due_on is None:
        return promise.owner
    return _("{owner}, by {day}").format(owner=promise.owner, day=formats.day(promise.due_on))


def more_in_app(left: int) -> str:
    """How many a list of the review leaves out; "" for none."""
    if left <= 0:
        return ""
    more = ngettext("and {n} more in the app", "and {n} more in the app", left)
    return more.format(n=formats.number(left))


def still_wait(count: int) -> str:
    """How many voices have no answer yet."""
    return ngettext(
        "{n} voice still waits for an answer.", "{n} voices still wait for an answer.", count
    ).format(n=formats.number(count))


def quoted_by(quote: Quote) -> str:
    """Under a quotation: who, when, and about what."""
    marks = [
        quote.customer or _("A walk-in"),
        formats.day(quote.said_on),
        _(printed.KINDS[quote.kind]),
        quote.topic,
    ]
    return " · ".join(mark for mark in marks if mark)
