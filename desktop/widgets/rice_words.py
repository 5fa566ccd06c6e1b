"""RICE in words: the steps of impact and confidence, and the score as a sentence."""

from __future__ import annotations

from core.i18n import _, ngettext, pgettext
from core.measures import rice
from core.voice.suggestions import Suggestion
from desktop import formats


def impact(value: float | None) -> str:
    """The named step of an impact; "" without one."""
    return "" if value is None else _(rice.IMPACTS.get(value, f"{value:g}"))


def confidence(value: float | None) -> str:
    """The named step of a confidence; "" without one."""
    return "" if value is None else _(rice.CONFIDENCES.get(value, f"{value:g}"))


def people(count: int) -> str:
    """So many people."""
    return ngettext("{n} person", "{n} people", count).format(n=formats.number(count))


def effort(days: float | None) -> str:
    """So many days of work; "" without a number."""
    if days is None:
        return ""
    if days == int(days):
        return ngettext("{n} day", "{n} days", int(days)).format(n=formats.number(days))
    return pgettext("a part of a day", "{n} days").format(n=formats.number(days, 1))


def days(value: float | None) -> str:
    """Days of work as a bare number; a dash without one."""
    return "–" if value is None else formats.number(value, 0 if value == int(value) else 1)


def score(value: float | None) -> str:
    """The score with one decimal, as in the terminal and on paper; a dash without one."""
    return "–" if value is None else formats.number(value, 1)


def impact_choices() -> list[tuple[str, str]]:
    """The steps of impact, the strongest first, as (value, text)."""
    return [(f"{value:g}", capital(_(word))) for value, word in rice.IMPACTS.items()]


def confidence_choices() -> list[tuple[str, str]]:
    """The steps of confidence, the surest first, as (value, text)."""
    return [(f"{value:g}", capital(_(word))) for value, word in rice.CONFIDENCES.items()]


def capital(words: str) -> str:
    """The words with a capital at the beginning."""
    return words[:1].upper() + words[1:]


def sentence(suggestion: rice.Rated) -> str:
    """The score as its owner would say it, or what is missing for one."""
    if suggestion.score is None:
        return _("Not ranked yet. Still to say: {missing}.").format(missing=missing(suggestion))
    return _("{people} × {impact} × {confidence} ÷ {effort}").format(
        people=people(suggestion.reach),
        impact=impact(suggestion.impact),
        confidence=confidence(suggestion.confidence),
        effort=effort(suggestion.effort_days),
    )


def sum_line(suggestion: rice.Rated) -> str:
    """The same with its numbers; "" without a score."""
    if suggestion.score is None or suggestion.effort_days is None:
        return ""
    return _("{reach} × {impact} × {confidence} ÷ {months} months of work = {score}").format(
        reach=formats.number(suggestion.reach),
        impact=_figure(suggestion.impact),
        confidence=_figure(suggestion.confidence),
        months=_figure(suggestion.effort_days / rice.DAYS_PER_MONTH),
        score=score(suggestion.score),
    )


def _figure(value: float | None) -> str:
    """A number with just as many decimals as it has, at most three."""
    digits = len(f"{value or 0:.3f}".rstrip("0").partition(".")[2])
    return formats.number(value or 0, digits)


def reach_note(suggestion: Suggestion) -> str:
    """What the reach rests on."""
    count = suggestion.counted_reach
    counted = ngettext(
        "{n} person spoke of it in the last 90 days.",
        "{n} people spoke of it in the last 90 days.",
        count,
    ).format(n=formats.number(count))
    if not count:
        counted = _("Nobody spoke of it in the last 90 days.")
    if suggestion.reach_by_hand is None:
        return counted
    return _("Reach was set by hand. {counted}").format(counted=counted)


def missing(suggestion: rice.Rated) -> str:
    """The inputs that nobody has said yet, as a list in words."""
    inputs = (
        (suggestion.impact, _("impact")),
        (suggestion.confidence, _("confidence")),
        (suggestion.effort_days, _("effort")),
    )
    return formats.name_list([word for value, word in inputs if value is None])
