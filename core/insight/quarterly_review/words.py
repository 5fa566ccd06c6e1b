"""How a review says what it found, alike on the screen and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from core import formats
from core.i18n import _, ngettext, pgettext
from core.insight import periods
from core.measures.margins import Rate, too_few
from core.measures.trend import TRENDS
from core.paper.words import STATUSES

if TYPE_CHECKING:
    from core.insight.answering import AnsweredMonth
    from core.insight.quarterly_review.pages import (
        Became,
        Figure,
        LostCustomer,
        Ranked,
        ReviewPages,
        TopicTold,
    )
    from core.voice.outcomes import ConfidenceKept, Outcome


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
    return formats.quarter(first)


def kept(state: bool | None) -> str:
    """What became of a promise."""
    if state is None:
        return _("Not judged yet")
    return _("Kept") if state else _("Not kept")


def became(told: Became) -> str:
    """What became of the suggestion behind a promise, in one line."""
    facts = {"title": told.title, "status": _(STATUSES[told.status]), "because": told.because}
    if told.decided_on is None:
        return _("“{title}”: nothing decided yet.").format(**facts)
    facts["day"] = formats.day(told.decided_on)
    if not told.because:
        return _("“{title}”: {status} since {day}.").format(**facts)
    return _("“{title}”: {status} since {day}, because: {because}").format(**facts)


def others(pages: ReviewPages) -> list[Outcome]:
    """The outcomes of the quarter that no promise tells of already."""
    told = {became.suggestion_id for became in pages.became}
    return [each for each in pages.outcomes if each.suggestion_id not in told]


def confidence(pages: ReviewPages) -> list[str]:
    """How good the owner's confidence was in the past, a sentence for each step of it."""
    return [_kept(kept) for kept in pages.confidence]


def _kept(kept: ConfidenceKept) -> str:
    words = ngettext(
        "Of {n} done at a confidence of {share}, {better} helped.",
        "Of {n} done at a confidence of {share}, {better} helped.",
        kept.done,
    ).format(
        n=formats.number(kept.done),
        share=formats.percent(kept.confidence),
        better=formats.number(kept.better),
    )
    return f"{words} {_('Too few to judge.')}" if kept.too_few else words


def lost_money(pages: ReviewPages) -> str:
    """What those who were lost had spent in their last year; "" where no amount is known."""
    if pages.lost_year_minor is None or not pages.lost:
        return ""
    money = formats.money(pages.lost_year_minor, pages.lost[0].currency)
    return ngettext(
        "In the year before, {n} of them brought {money}.",
        "In the year before, all {n} of them together brought {money}.",
        pages.lost_count,
    ).format(n=formats.number(pages.lost_count), money=money)


def lost_reasons(pages: ReviewPages) -> str:
    """How many may have gone for each reason, the most frequent first."""
    told = [
        _("{n} × {reason}").format(n=formats.number(count), reason=_(reason))
        for reason, count in pages.lost_reasons
    ]
    return " · ".join(told)


def figure_before(figure: Figure) -> str:
    """A figure of the quarter before; a dash where the records do not reach through it."""
    return figure.before.text() if figure.comparable else "–"


def figure_change(figure: Figure) -> str:
    """Whether a figure went up or down, or why that cannot be said."""
    if figure.now.too_few:
        return _("too few to judge")
    if not figure.comparable:
        return _("no quarter before")
    return "–" if figure.before.value is None else _(TRENDS[figure.trend])


def topic_trend(topic: TopicTold) -> str:
    """Whether more or less was said on a topic than a quarter before, beyond chance."""
    if topic.before is None:
        return ""
    if too_few(topic.feedback + topic.before):
        return _("too few to judge")
    return _(TRENDS[topic.trend])


def asked(lost: LostCustomer) -> str:
    """Whether the shop has been in touch with someone lost; "" where it has not."""
    if lost.asked_on is None:
        return ""
    return _("asked on {day}").format(day=formats.day_short(lost.asked_on))


def less_sure(place: int, ranked: Ranked) -> str:
    """Where a suggestion would stand if its owner were less sure; "" where that changes nothing."""
    lower = ranked.place_if_less_sure
    if lower is None or lower == place:
        return ""
    return _("place {n} if we are a step less sure").format(n=formats.number(lower))


def of_answers(months: Sequence[AnsweredMonth]) -> str:
    """How many of the last three months' voices have an answer, as the title of their chart."""
    last = months[-periods.MONTHS_A_QUARTER :]
    rate = Rate(sum(m.answered.numerator for m in last), sum(m.answered.denominator for m in last))
    if not rate.denominator:
        return _("Nobody asked for an answer in this quarter.")
    return _("{share} of those who asked in this quarter have an answer.").format(
        share=formats.percent(rate.share or 0)
    )


def state(pages: ReviewPages) -> str:
    """Of which day the figures are, and whether they can still change."""
    if pages.counted_anew:
        return _(
            "This review kept no figures when it was closed; they are counted anew from the shop "
            "as it is now."
        )
    day = formats.day(pages.on)
    if pages.closed_at is None:
        return _("Not closed yet: as it was on {day}.").format(day=day)
    return _("Closed, with the figures of {day}.").format(day=day)


def nothing_lost(pages: ReviewPages) -> str:
    """Why nobody stands among the lost."""
    if not any(month.visits for month in pages.visits):
        return _("No visits are known yet, so nobody can be missed.")
    return _("Nobody was lost in this quarter.")
