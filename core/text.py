"""Text as people type it: cleaned, folded for comparing, keyed for sorting and search."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
# ZWJ and the variation selectors hold emoji together, so they stay.
_KEPT = {"\u200d"}
# Control characters, and halves of surrogate pairs, which no UTF-8 file can hold.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_WORD = re.compile(r"[^\W_]+", re.UNICODE)

# Letters with a place of their own in the alphabet, each after its base letter.
_OWN_LETTERS = {
    "cs": {"č": "c", "ř": "r", "š": "s", "ž": "z"},
    "lv": dict(zip("čģķļņšž", "cgklnsz", strict=True)),
    "en": {},
}
_AFTER_BASE = "\U0010fffd"


def clean(text: str | None) -> str:
    """The text in NFC without control and invisible characters, stripped."""
    if not text:
        return ""
    text = _CONTROL.sub("", text)
    text = _INVISIBLE.sub(lambda match: match[0] if match[0] in _KEPT else "", text)
    return unicodedata.normalize("NFC", text).strip()


def one_line(text: str | None) -> str:
    """The cleaned text with every run of white space as one space."""
    return " ".join(clean(text).split())


def fold(text: str) -> str:
    """The text for comparing: case and diacritics gone."""
    return text.lower() if text.isascii() else without_diacritics(text.casefold())


def without_diacritics(text: str) -> str:
    """The text in plain letters, as hurried people type it."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def sort_key(text: str, language: str) -> str:
    """A key whose plain order is the order of the language's dictionary.

    Czech sorts ch after h and č ř š ž after their bases, Latvian č ģ ķ ļ ņ š ž; other
    diacritics only break ties. The key is stored, so that SQL can sort by it.
    """
    lowered = unicodedata.normalize("NFC", text.casefold().strip())
    own = _OWN_LETTERS.get(language, {})
    key = "".join(own[c] + _AFTER_BASE if c in own else fold(c) for c in lowered)
    if language == "cs":
        key = key.replace("ch", "h" + _AFTER_BASE)
    return f"{key}\x01{lowered}"


def search_words(text: str) -> list[str]:
    """The words that a typed text searches for, the first twelve."""
    return _WORD.findall(clean(text))[:12]


def search_expression(text: str) -> str:
    """An FTS5 expression that finds every typed word by its beginning; "" for none."""
    return " ".join(f'"{word}"*' for word in search_words(text))


# Ing., Ph.D., MUDr. and p., but not the initial J.
_TITLE = re.compile(r"(?:[^\W\d_]{2,}\.?[^\W\d_]*|[a-z])\.|[Pp]an[íi]?|[Kk]undze|[Kk]ungs")


# Somebody known only by a phone or an address is called by neither.
_NO_NAME = re.compile(r"[\d@]")


def first_name(name: str) -> str:
    """The given name in a full name: "Nováková, Jana" and "Ing. Jana Nováková" give "Jana"."""
    family, _comma, given = name.partition(",")
    words = _untitled(given) or _untitled(family) or name.split()
    return words[0] if words and not _NO_NAME.search(words[0]) else ""


def _untitled(words: str) -> list[str]:
    """The words of a name without titles such as Ing., Ph.D. and p.; an initial is none."""
    return [word for word in words.split() if not _TITLE.fullmatch(word)]


def joined_lines(known: str | None, said: str) -> str:
    """A known text with those lines of another that it lacks."""
    if not known:
        return said
    lines = known.split("\n")
    new = [line for line in said.split("\n") if line and line not in lines]
    return "\n".join([*lines, *new])


def shorten(text: str, length: int) -> str:
    """One line of at most `length` characters, cut at a word with an ellipsis."""
    line = one_line(text)
    if len(line) <= length:
        return line
    cut = line[: length - 1].rsplit(" ", 1)[0] or line[: length - 1]
    return cut.rstrip(" ,;:–-") + "…"
