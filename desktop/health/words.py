"""The plain words of the page: what each side of health looks at, and what a shop's past taught."""

from __future__ import annotations

import math

from core.formats import number
from core.i18n import N_, _
from core.measures.foretelling import ELSEWHERE, Slopes

# What each side of the score looks at, for an owner who never saw a formula.
SIDES: dict[str, str] = {
    "rhythm": N_(
        "How often somebody came in two years, against how long they have been away, measured "
        "by their own usual gap; days on which you were closed do not count. This says the most "
        "about who comes back."
    ),
    "spend": N_(
        "What somebody spent in two years, and whether the last visits cost more or less than "
        "those before."
    ),
    "mood": N_("How their own words sound. What was said fades out within half a year."),
    "complaints": N_(
        "A complaint without an answer pulls the score down, more with every day that it waits."
    ),
    "survey": N_("What they answered in your surveys. An answer fades out within a year."),
    "pulse": N_("What you noted yourself: worried, not sure, all well. It counts three months."),
}
BANDS: dict[str, tuple[str, str]] = {
    "healthy": (N_("75 to 100"), N_("Comes as always. Nothing to do but to be nice.")),
    "watch": (N_("50 to 74"), N_("Something has changed. Keep an eye on it.")),
    "at_risk": (N_("0 to 49"), N_("May not come again. A word from you helps now.")),
}
# A slope this many times steeper than elsewhere is told of; less is no difference one can feel.
STEEPER, FLATTER = 1.15, 0.87
# So much between two rankings is chance in most shops.
SAME_RANKING = 0.015
# Somebody with a rhythm as most regulars have it, on the scale 0–1 of `Slopes.regular`.
_TYPICAL_REGULARITY = 0.3

_AWAY = {
    "more": N_("Staying away is a louder sign here than in most shops."),
    "less": N_("Staying away says less here than in most shops: people do come again."),
    "same": N_("Staying away says as much here as in most shops."),
}
_VISITS = {
    "more": N_("How often somebody has come says more here than in most shops."),
    "less": N_("How often somebody has come says less here than in most shops."),
    "same": N_("How often somebody has come says as much here as in most shops."),
}
_REGULAR = {
    "more": N_("When somebody very regular stays away, that counts for even more here."),
    "less": N_("Very regular or not: here that makes less of a difference than in most shops."),
    "same": "",
}


def taught(slopes: Slopes) -> list[str]:
    """What a shop's own past says about its customers, in sentences."""
    if slopes == ELSEWHERE:
        return [
            _(
                "Your own past does not yet teach anything that would hold, so an absence "
                "counts as it does in most shops."
            )
        ]
    away = _against(_away(slopes), _away(ELSEWHERE))
    regular = _against(slopes.regular, ELSEWHERE.regular)
    visits = _against(slopes.visits, ELSEWHERE.visits)
    found = (_AWAY[away], _REGULAR[regular], _VISITS[visits])
    return [_(sentence) for sentence in found if sentence]


def compared(ranking: float, now: float) -> str:
    """Whether other weights would have told better who came again, `now` being those in force."""
    facts = {"n": number(100 * ranking), "now": number(100 * now)}
    if abs(ranking - now) < SAME_RANKING:
        return _("On your own past these weights would have done as well as those in force.")
    if ranking > now:
        return _(
            "On your own past these weights would have done better: {n} times in 100 the one who "
            "came again stood higher, with those in force {now} times."
        ).format(**facts)
    return _(
        "On your own past these weights would have done worse: {n} times in 100 the one who came "
        "again stood higher, with those in force {now} times."
    ).format(**facts)


def _away(slopes: Slopes) -> float:
    """How much an absence of two gaps costs a usual regular, in log odds."""
    return slopes.away * math.log(3) + slopes.regular * _TYPICAL_REGULARITY


def _against(here: float, elsewhere: float) -> str:
    if here > STEEPER * elsewhere:
        return "more"
    return "less" if here < FLATTER * elsewhere else "same"
