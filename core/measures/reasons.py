"""The sentences that explain a health factor, told from a stored key and its facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from core.i18n import _, ngettext

Facts = Mapping[str, int]


def _last_seen(facts: Facts) -> str:
    if facts["gap"] == 1:
        return ngettext(
            "Last seen {days} day ago, usually here every day.",
            "Last seen {days} days ago, usually here every day.",
            facts["days"],
        )
    return ngettext(
        "Last seen {days} day ago, usually here every {gap} days.",
        "Last seen {days} days ago, usually here every {gap} days.",
        facts["days"],
    )


def _spent_so_far(facts: Facts) -> str:
    if not facts["times"]:
        return _("Has spent little so far.")
    return ngettext(
        "Has spent about as much as {times} usual visit so far.",
        "Has spent about as much as {times} usual visits so far.",
        facts["times"],
    )


# Keys are kept in the shop's file; sentences are made when shown, in any language.
SENTENCES: dict[str, Callable[[Facts], str]] = {
    "here_today": lambda facts: ngettext(
        "Was here today, {visits} visit so far.",
        "Was here today, {visits} visits so far.",
        facts["visits"],
    ),
    "came_once": lambda facts: ngettext(
        "Came once, {days} day ago.", "Came once, {days} days ago.", facts["days"]
    ),
    "came_twice": lambda facts: ngettext(
        "Came twice, the last time {days} day ago.",
        "Came twice, the last time {days} days ago.",
        facts["days"],
    ),
    "last_seen": _last_seen,
    "spent_so_far": _spent_so_far,
    "spends_more": lambda facts: _("Spends more than before, by {percent} %."),
    "spends_same": lambda facts: _("Spends about as much as before."),
    "spends_less": lambda facts: _("Spends less than before, by {percent} %."),
    "mood_good": lambda facts: ngettext(
        "Recent feedback sounds happy ({n} entry).",
        "Recent feedback sounds happy ({n} entries).",
        facts["n"],
    ),
    "mood_even": lambda facts: ngettext(
        "Recent feedback sounds calm ({n} entry).",
        "Recent feedback sounds calm ({n} entries).",
        facts["n"],
    ),
    "mood_bad": lambda facts: ngettext(
        "Recent feedback sounds unhappy ({n} entry).",
        "Recent feedback sounds unhappy ({n} entries).",
        facts["n"],
    ),
    "complaint_waits": lambda facts: ngettext(
        "A complaint has been open for {days} day.",
        "A complaint has been open for {days} days.",
        facts["days"],
    ),
    "complaints_wait": lambda facts: ngettext(
        "{n} complaint is still open.", "{n} complaints are still open.", facts["n"]
    ),
    "survey": lambda facts: _("Recent survey answers give {points} points out of 100."),
    "pulse_1": lambda facts: _("You noted that you are worried."),
    "pulse_2": lambda facts: _("You noted that you are not sure."),
    "pulse_3": lambda facts: _("You noted that all is well."),
}


def text(reason: str, facts: Facts) -> str:
    """The sentence of a reason in the language in use now."""
    return SENTENCES[reason](facts).format(**{name: _shown(n) for name, n in facts.items()})


def _shown(number: int) -> str:
    # Only large numbers are written differently; what knows how takes a moment to load.
    if number < 1_000:
        return str(number)
    from core import formats

    return formats.number(number)
