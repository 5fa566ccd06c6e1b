"""A text taken apart: words in plain letters, signs, numbers and marks, each with its place."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from enum import IntEnum
from typing import NamedTuple

from core.measures.sentiment.signs import SIGNS


class Sort(IntEnum):
    """What a token is."""

    WORD = 0
    NUMBER = 1
    SIGN = 2  # an emoji or emoticon
    LINK = 3  # an address of a page or a mail box
    NAME = 4  # @somebody
    MARK = 5  # punctuation within a sentence
    END = 6  # punctuation that ends a sentence


class Token(NamedTuple):
    """A piece of a text: its form for comparing, its sort, and where it stands."""

    form: str
    sort: Sort
    start: int
    end: int


# What stands for the apostrophe in "don't": typographic, modifier, acute, grave.
_APOSTROPHES = (0x2019, 0x02BC, 0x00B4, 0x0060)


def _plain_letters() -> dict[int, str]:
    """Each Latin letter with a diacritic and the plain letter for it, one for one."""
    table = {ord("İ"): "i"} | dict.fromkeys(_APOSTROPHES, "'")
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFKD", chr(code))[0].lower()
        if base.isascii() and base.isalpha():
            table[code] = base
    return table


_PLAIN = _plain_letters()


def plain(text: str) -> str:
    """The text in small plain letters; every character keeps its place."""
    simple = text.isascii() and "`" not in text
    lowered = text.lower() if simple else text.translate(_PLAIN).lower()
    # A few capitals of other scripts become two letters; then the places are worth more.
    return lowered if len(lowered) == len(text) else text.translate(_PLAIN)


def _emoticons() -> str:
    """The pattern of all emoticons, sorted by how they begin, so that few are tried anywhere.

    The letters in "xD", ":D" and ":3" may not be part of a word, nor what stands before them.
    """
    by_first: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for sign in sorted(SIGNS, key=len, reverse=True):
        if len(sign) > 1:
            lettered = sign[-1].isalnum()
            after = r"(?![^\W_])" if lettered else ""
            by_first[sign[0], lettered or sign[0].isalnum()].append(re.escape(sign[1:]) + after)
    return "|".join(
        (r"(?<![^\W_])" if lettered else "") + re.escape(first) + f"(?:{'|'.join(rest)})"
        for (first, lettered), rest in by_first.items()
    )


_SINGLE = "".join(re.escape(sign) for sign in SIGNS if len(sign) == 1 and not sign.isalnum())
_AWAY = (
    r"(?P<link>https?://\S*|www\.\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.\w[\w.]*)"
    r"|(?P<name>@\w+)|"
)
_HERE = (
    rf"(?P<sign>{_emoticons()}|[{_SINGLE}\u2600-\u27bf\U0001f000-\U0001faff])"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)"
    r"|(?P<number>\d+(?:[.,:]\d+)*)"
    r"|(?P<end>[.!?…]+|\n)"
    # The sign that asks for a coloured picture says nothing by itself.
    r"|(?P<mark>[^\w\s\ufe0f])"
)
_TOKEN, _TOKEN_OR_LINK = re.compile(_HERE), re.compile(_AWAY + _HERE)
_SORTS = {
    "link": Sort.LINK,
    "name": Sort.NAME,
    "sign": Sort.SIGN,
    "word": Sort.WORD,
    "number": Sort.NUMBER,
    "end": Sort.END,
    "mark": Sort.MARK,
}
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")


def tokens(text: str) -> list[Token]:
    """The tokens of a text in their order; places count characters of `text`."""
    said = plain(text)
    # Looking for addresses at every letter takes a third of the time, and few texts have one.
    linked = "@" in said or "//" in said or "www." in said
    return [
        Token(match[0], _SORTS[match.lastgroup or "mark"], *match.span())
        for match in (_TOKEN_OR_LINK if linked else _TOKEN).finditer(said)
    ]


def unstretched(form: str) -> tuple[str, ...]:
    """The words that a stretched one may stand for: "suuuper" is "super", "goood" is "good"."""
    if not _STRETCHED.search(form):
        return ()
    return _STRETCHED.sub(r"\1", form), _STRETCHED.sub(r"\1\1", form)
