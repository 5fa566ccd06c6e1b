"""How a customer is addressed: the vocative that Czech and Latvian greetings need.

The rules cover the given names in use; a name they do not know stays as it is, which reads
as plain rather than wrong.
"""

from __future__ import annotations

_CZECH_ENDINGS = (
    ("něk", "ňku"),
    ("děk", "ďku"),
    ("těk", "ťku"),
    ("ek", "ku"),
    ("ěk", "ku"),
    ("el", "eli"),
    ("dr", "dře"),
    ("tr", "tře"),
    ("ch", "chu"),
    ("š", "ši"),
    ("ž", "ži"),
    ("č", "či"),
    ("ř", "ři"),
    ("j", "ji"),
    ("c", "ci"),
    ("k", "ku"),
    ("g", "gu"),
    ("h", "hu"),
    ("s", "si"),
    ("x", "xi"),
)
_CZECH_CONSONANTS = "bdflmnprtvz"
# The three names in -el that lose their e.
_CZECH_OWN = {"havel": "Havle", "karel": "Karle", "pavel": "Pavle"}
# Women's names that end like men's and are called as they are.
_CZECH_UNCHANGED = frozenset(
    "agnes carmen dagmar dolores doris edit elisabeth elizabeth ester esther gudrun ines "
    "ingeborg ingrid iris isabel izabel jasmin judit karin kim mabel marion miriam nicol "
    "nikol noemi rachel rut ruth ráchel rút sarah vivien yasmin".split()
)
_LATVIAN_UNCHANGED = frozenset("agnes beatris doris ines iris".split())


def vocative(first_name: str, language: str) -> str:
    """The form of a given name for a greeting in `language`; as it is where unknown."""
    if language == "cs":
        return _czech(first_name)
    if language == "lv":
        return _latvian(first_name)
    return first_name


def _czech(name: str) -> str:
    folded = name.casefold()
    if folded in _CZECH_OWN:
        return _CZECH_OWN[folded]
    if folded in _CZECH_UNCHANGED:
        return name
    if folded.endswith("a"):
        return name[:-1] + "o"
    for ending, called in _CZECH_ENDINGS:
        if folded.endswith(ending):
            return name[: -len(ending)] + called
    if folded[-1:] in tuple(_CZECH_CONSONANTS):
        return name + "e"
    return name


def _latvian(name: str) -> str:
    folded = name.casefold()
    if folded in _LATVIAN_UNCHANGED:
        return name
    return name[:-1] if folded.endswith(("s", "š")) else name
