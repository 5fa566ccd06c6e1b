"""Services as people write them down: one line of text, several things done."""

from __future__ import annotations

import re

from core.text import fold

# Commas and the like, but not in "1,5 h" or "60+", and signs between two words.
_SIGNS = r"(?<!\d),|,(?!\d)|[;|\n•·]|\s[+&]\s|(?<=[^\W\d])[+&/](?=[^\W\d])|\s/\s"
_WORDS = r"\s(?:and|un|plus)\s"
# "a" joins two services in Czech; in English it is in the middle of one.
_CZECH_WORDS = r"\s(?:a|i|plus|and)\s"
_NOT_IN_BRACKETS = r"(?![^(]*\))"


def _joint(words: str) -> re.Pattern[str]:
    return re.compile(f"(?:{_SIGNS}|{words}){_NOT_IN_BRACKETS}", re.IGNORECASE)


_JOINT, _CZECH_JOINT = _joint(_WORDS), _joint(_CZECH_WORDS)


def split(text: str, language: str = "") -> list[str]:
    """The services in a line, in its order and each once: "Cut, colour + blow-dry" gives three.

    `language` is that of the shop; "cs" lets "a" join two of them.
    """
    joint = _CZECH_JOINT if language == "cs" else _JOINT
    pieces = (" ".join(piece.split()).strip(" .,;:-–") for piece in joint.split(text))
    found: dict[str, str] = {}
    for piece in pieces:
        if any(map(str.isalnum, piece)):
            found.setdefault(key(piece), piece)
    return list(found.values())


def key(service: str) -> str:
    """What tells one service from another, however it is typed: case and accents gone."""
    return fold(service)
