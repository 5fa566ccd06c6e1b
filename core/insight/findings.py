"""What a chart shows, in one sentence: its title. A change counts only beyond its margin."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from core import formats
from core.i18n import _, ngettext
from core.insight import periods
from core.insight.topic_moods import TopicMood
from core.insight.trends import Cohort, MoodMonth, NpsQuarter, TopicBar, VisitMonth
from core.measures.margins import Z95, Rate, differ, half_width, too_few
from core.measures.trend import Trend, trend

if TYPE_CHECKING:
    from core.insight.score_spread import BandCount

COMPARED_MONTHS = 3
_YEAR = 12


def of_visits(months: Sequence[VisitMonth]) -> str:
    """The last three whole months against the same months a year before, or those before."""
    whole = [month.visits for month in months if month.whole]
    now, then, is_year = _two_spans(whole)
    if len(whole) < COMPARED_MONTHS or too_few(now + then):
        return _("Too few visits to judge yet.")
    if not then:
        return ngettext(
            "{n} visit in the last three months.", "{n} visits in the last three months.", now
        ).format(n=formats.number(now))
    # Visits arrive one by one, so a count wavers by about its square root.
    word = trend(now, then, Z95 * math.sqrt(now + then))
    if is_year:
        sentences = {
            "up": _("More visits than a year ago: {now} in three months, then {then}."),
            "down": _("Fewer visits than a year ago: {now} in three months, then {then}."),
            "no_clear_change": _("Visits: no clear change against a year ago."),
        }
    else:
        sentences = {
            "up": _("More visits: {now} in three months, {then} in the three before."),
            "down": _("Fewer visits: {now} in three months, {then} in the three before."),
            "no_clear_change": _("Visits: no clear change in the last months."),
        }
    return sentences[word].format(now=formats.number(now), then=formats.number(then))


def of_mood(months: Sequence[MoodMonth]) -> str:
    """The share of negative feedback in the last three months against the three before."""
    now = _negative(months[-COMPARED_MONTHS:])
    then = _negative(months[-2 * COMPARED_MONTHS : -COMPARED_MONTHS])
    if now.too_few:
        return _("Too little feedback with a known mood to judge yet.")
    if not then.denominator:
        return _("{now} of what we could read is negative.").format(now=_percent(now))
    sentences: dict[Trend, str] = {
        "up": _("The mood got worse: {now} of what we could read is negative, before {then}."),
        "down": _("The mood got better: {now} of what we could read is negative, before {then}."),
        "no_clear_change": _("{now} of what we could read is negative: no clear change."),
    }
    return sentences[_rate_trend(now, then)].format(now=_percent(now), then=_percent(then))


def of_topics(bars: Sequence[TopicBar]) -> str:
    """Which topic most complaints are about, if one stands out."""
    complaints = sum(bar.complaints for bar in bars)
    named = [bar for bar in bars if bar.topic]
    if not complaints:
        return _("No complaints in this period.")
    if too_few(complaints) or not named:
        return ngettext(
            "{n} complaint: too few to judge a pattern.",
            "{n} complaints: too few to judge a pattern.",
            complaints,
        ).format(n=complaints)
    top = named[0]
    if top.complaints * 2 > complaints:
        return _("Most complaints are about “{topic}”.").format(topic=top.topic)
    if len(named) > 1 and not _stands_out(top.complaints, named[1].complaints):
        topics = formats.name_list([_("“{words}”").format(words=bar.topic) for bar in named[:2]])
        return _("Complaints are mostly about {topics}.").format(topics=topics)
    return _("“{topic}” is what customers complain about most.").format(topic=top.topic)


def of_topic_moods(moods: Sequence[TopicMood]) -> str:
    """Which topic is spoken of worst, if clearly worse than the others, or else best."""
    judged = [mood for mood in moods if mood.topic and not mood.negative.too_few]
    if not judged:
        return _("Too little feedback with a known mood to judge yet.")
    if len(judged) == 1:
        return _("{share} of what is said about “{topic}” is negative.").format(
            share=_percent(judged[0].negative), topic=judged[0].topic
        )
    ranked = sorted(judged, key=lambda mood: mood.negative.share or 0)
    best, worst = ranked[0], ranked[-1]
    if _rate_trend(worst.negative, ranked[-2].negative) == "up":
        return _("“{topic}” is spoken of worst: {share} of it is negative.").format(
            topic=worst.topic, share=_percent(worst.negative)
        )
    if _rate_trend(best.negative, ranked[1].negative) == "down":
        return _("“{topic}” is spoken of best: only {share} of it is negative.").format(
            topic=best.topic, share=_percent(best.negative)
        )
    if _rate_trend(_together(ranked[-2:]), _together(ranked[:-2])) == "up":
        topics = formats.name_list(
            [_("“{words}”").format(words=each.topic) for each in ranked[:-3:-1]]
        )
        return _("Spoken of worst: {topics}.").format(topics=topics)
    return _("No topic is spoken of clearly worse than the others.")


def of_cohorts(cohorts: Sequence[Cohort]) -> str:
    """How many new customers were here again within the three months after their first."""
    settled = [cohort for cohort in cohorts if len(cohort.seen) > COMPARED_MONTHS]
    customers = sum(cohort.customers for cohort in settled)
    if too_few(customers):
        return _("Too few new customers to judge yet.")
    seen = sum(cohort.seen[COMPARED_MONTHS] for cohort in settled)
    return _("{share} of new customers come in the third month after their first visit.").format(
        share=_percent(Rate(seen, customers))
    )


def of_health(bands: Sequence[BandCount]) -> str:
    """How many customers are at risk, and whether that changed."""
    known = sum(band.customers for band in bands)
    if too_few(known):
        return _("Too few customers to judge yet.")
    now = next(band for band in bands if band.band == "at_risk")
    rate = Rate(now.customers, known)
    facts = {"share": _percent(rate), "n": formats.number(now.customers)}
    if now.before is None or not sum(band.before or 0 for band in bands):
        return _("{share} of customers are at risk ({n}).").format(**facts)
    facts["then"] = formats.number(now.before)
    sentences: dict[Trend, str] = {
        "up": _("More customers are at risk: {n}, before {then}."),
        "down": _("Fewer customers are at risk: {n}, before {then}."),
        "no_clear_change": _("{share} of customers are at risk ({n}): no clear change."),
    }
    before = Rate(now.before, sum(band.before or 0 for band in bands))
    return sentences[_rate_trend(rate, before)].format(**facts)


def of_nps(quarters: Sequence[NpsQuarter]) -> str:
    """The score of the last quarter with answers, by its name, against the one before it."""
    asked = [quarter for quarter in quarters if quarter.nps.n]
    if not asked:
        return _("Too few answers to judge the recommendation score yet.")
    last, quarter = asked[-1].nps, formats.quarter(periods.days_of(asked[-1].quarter)[0])
    facts = {"quarter": quarter, "now": formats.number(last.value or 0)}
    if last.too_few:
        return _("Too few answers in {quarter} to judge the recommendation score.").format(**facts)
    if len(asked) < 2:
        return _("The recommendation score of {quarter} is {now}.").format(**facts)
    if not last.differs_from(asked[-2].nps):
        return _("The recommendation score of {quarter} is {now}: no clear change.").format(**facts)
    before = asked[-2].nps
    facts["then"] = formats.number(before.value or 0)
    if (last.value or 0) > (before.value or 0):
        return _("The recommendation score of {quarter} is {now}, up from {then}.").format(**facts)
    return _("The recommendation score of {quarter} is {now}, down from {then}.").format(**facts)


def _two_spans(counts: Sequence[int]) -> tuple[int, int, bool]:
    """The last three counts, those they are held against, and whether that is a year ago.

    Fewer than three are nothing to hold them against.
    """
    is_year = len(counts) >= COMPARED_MONTHS + _YEAR
    end = len(counts) - (_YEAR if is_year else COMPARED_MONTHS)
    then = counts[end - COMPARED_MONTHS : end] if end >= COMPARED_MONTHS else ()
    return sum(counts[-COMPARED_MONTHS:]), sum(then), is_year


def _negative(months: Sequence[MoodMonth]) -> Rate:
    return Rate(sum(month.negative for month in months), sum(month.read for month in months))


def _rate_trend(now: Rate, then: Rate) -> Trend:
    if now.too_few or then.too_few:
        return "no_clear_change"
    margins = math.hypot(half_width(now.interval) or 0, half_width(then.interval) or 0)
    return trend(now.percent, then.percent, margins)


def _together(moods: Sequence[TopicMood]) -> Rate:
    rates = [mood.negative for mood in moods]
    return Rate(sum(rate.numerator for rate in rates), sum(rate.denominator for rate in rates))


def _stands_out(more: int, fewer: int) -> bool:
    return differ(more - fewer, Z95 * math.sqrt(more), Z95 * math.sqrt(fewer))


def _percent(rate: Rate) -> str:
    return formats.percent(rate.share or 0)
