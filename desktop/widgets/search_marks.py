"""Where the words one searches for stand in a text, case and diacritics forgiven."""

from __future__ import annotations

import re
from functools import lru_cache

from core.text import clean, fold

# A list shows the first lines of a text; what stands further on is found in the detail.
LOOKED_AT = 4_000
BEFORE = 24
_WORD = re.compile(r"[^\W_]+", re.UNICODE)

Span = tuple[int, int]


def searched_words(text: str) -> tuple[str, ...]:
    """The words that are searched for, folded, as the search itself takes them."""
    return tuple(dict.fromkeys(fold(word) for word in _WORD.findall(clean(text))[:12]))


@lru_cache(512)
def search_marks(text: str, wanted: tuple[str, ...]) -> tuple[Span, ...]:
    """The beginnings of words in a text that fit a searched word, in reading order.

    As in the search, a word fits by its beginning; of several that fit the longest counts.
    """
    if not wanted:
        return ()
    found = []
    for word in _WORD.finditer(text[:LOOKED_AT]):
        length = max((_fitting(word[0], each) for each in wanted), default=0)
        if length:
            found.append((word.start(), word.start() + length))
    return tuple(found)


def from_first_mark(text: str, spans: tuple[Span, ...], room: int) -> tuple[str, tuple[Span, ...]]:
    """The text from a little before its first mark, where that would stand beyond `room` letters.

    The spans are moved along; what is left out is told by an ellipsis.
    """
    if not spans or spans[0][1] <= room:
        return text, spans
    before = min(BEFORE, room // 3)
    begin = text.rfind(" ", 0, max(1, spans[0][0] - before)) + 1
    if not begin:
        return text, spans
    move = begin - 2
    return f"… {text[begin:]}", tuple((start - move, end - move) for start, end in spans)


def _fitting(word: str, wanted: str) -> int:
    """How many letters of a word make up a searched beginning; 0 if it begins otherwise."""
    read = ""
    for place, letter in enumerate(word, start=1):
        read += fold(letter)
        if len(read) >= len(wanted):
            return place if read.startswith(wanted) else 0
        if not wanted.startswith(read):
            return 0
    return 0
