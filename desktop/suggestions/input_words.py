"""What an input of RICE says, rests on and asks for, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from core.i18n import N_, _, ngettext
from core.voice.suggestions import RatedInput, WhatIf
from desktop import formats
from desktop.widgets import rice_words

_NAMES = {
    "reach": N_("Reach"),
    "impact": N_("Impact"),
    "confidence": N_("Confidence"),
    "effort_days": N_("Effort"),
}


def name(rated: RatedInput) -> str:
    """What the input is called."""
    return _(_NAMES[rated.input])


def value(rated: RatedInput) -> str:
    """Its value: a number of people or days, or the named step."""
    if rated.value is None:
        return _("Not said yet")
    if rated.input == "reach":
        people = rice_words.people(round(rated.value))
        if rated.value or rated.counted_since is None:
            return people
        return _("{people}: nobody in the last 90 days").format(people=people)
    if rated.input == "effort_days":
        return rice_words.effort(rated.value)
    step = rice_words.impact if rated.input == "impact" else rice_words.confidence
    return rice_words.capital(step(rated.value))


def mark(rated: RatedInput) -> str:
    """What has come since that may change it; "" for nothing."""
    if rated.new_voices:
        return ngettext("{n} new voice since", "{n} new voices since", rated.new_voices).format(
            n=formats.number(rated.new_voices)
        )
    return _("Over 90 days old") if rated.stale else ""


def asks_again(inputs: Sequence[RatedInput]) -> str:
    """The same for all inputs together, where it is the same for all that were said."""
    said = [rated for rated in inputs if rated.counted_since is None and rated.rated_on]
    marks = {(rated.new_voices, rated.stale) for rated in said}
    if len(marks) != 1 or not said[0].stale:
        return ""
    return since_rated(said[0].new_voices)


def since_rated(new_voices: int) -> str:
    """Why a rating wants another look: what was said since, or that it is old."""
    if not new_voices:
        return _("It was rated over 90 days ago.")
    return ngettext(
        "{n} new voice has come since it was rated.",
        "{n} new voices have come since it was rated.",
        new_voices,
    ).format(n=formats.number(new_voices))


def basis(rated: RatedInput) -> str:
    """Where the value comes from, and since when."""
    if rated.counted_since is not None and rated.counted_until is not None:
        return _("Counted from distinct people in the last 90 days, {since} to {until}").format(
            since=_whole(rated.counted_since), until=_whole(rated.counted_until)
        )
    if rated.value is None or rated.rated_on is None:
        return ""
    day = _whole(rated.rated_on)
    if not rated.source:
        return _("No source noted, {day}").format(day=day)
    return _("{source}, {day}").format(source=rated.source, day=day)


def _whole(on: date) -> str:
    """A day that never goes on in the next line."""
    return formats.day(on).replace(" ", "\xa0")


def place(what_if: WhatIf | None) -> str:
    """Where the suggestion stands in the ranking now."""
    if what_if is None:
        return ""
    return _("place {n} of the ranking").format(n=formats.number(what_if.place))


def less_sure(what_if: WhatIf | None) -> str:
    """Where it would stand with its confidence one step lower."""
    if what_if is None or what_if.new_score is None:
        return ""
    facts = {
        "place": formats.number(what_if.place),
        "new_place": formats.number(what_if.new_place),
        "score": rice_words.score(what_if.score),
        "new_score": rice_words.score(what_if.new_score),
    }
    if what_if.place == what_if.new_place:
        text = _("If you were one step less sure, it would keep place {place}.")
    else:
        text = _("If you were one step less sure, it would go from place {place} to {new_place}.")
    return text.format(**facts)
