"""What the statistical reader sees of a text: words, parts of words, the lexicon's findings."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache

from core.measures.sentiment.lexicon import REMEMBERED
from core.measures.sentiment.tokens import Sort, Token
from core.measures.sentiment.weighing import Hit, Weighed

# Parts of words stand for their stems: Czech and Latvian bend word ends, and people mistype.
SHORTEST_PART, LONGEST_PART = 3, 5
# A longer text says the same again; what it adds is noise.
MOST_WORDS = 300
# A whole word says more than a part of one.
WORD, PART = 2.0, 1.0

Features = dict[str, float]

_NAMES = {Sort.NUMBER: "#", Sort.LINK: "http", Sort.NAME: "@"}


def of(weighed: Weighed) -> Features:
    """All features of a text: each different word with its parts, and what the lexicon found.

    Words are scaled so that long texts do not shout; the findings are figures of about −1…+1.
    """
    forms = spoken(weighed.tokens)
    scale = 1 / math.sqrt(loudness(forms))
    features: Features = {}
    for form in forms:
        for name, value in of_word(form).items():
            features[name] = features.get(name, 0.0) + value * scale
    features.update(findings(weighed))
    return features


def spoken(tokens: Sequence[Token]) -> list[str]:
    """The different words of a text, in their order."""
    forms = [_NAMES.get(token.sort) or token.form[:20] for token in tokens[:MOST_WORDS]]
    return list(dict.fromkeys(forms))


def loudness(forms: Sequence[str]) -> int:
    """How many features these words have, at least 1."""
    return 1 + sum(map(size, forms))


def of_word(form: str) -> Features:
    """The features of one word: itself and its parts; a sign has no parts."""
    features: Features = {f"w {form}": WORD}
    if form[0].isalpha():
        for part in parts(form):
            features[part] = features.get(part, 0.0) + PART
    return features


def parts(form: str, shortest: int = SHORTEST_PART, longest: int = LONGEST_PART) -> Iterator[str]:
    """The pieces of a word, with "_" where it begins and ends."""
    word = f"_{form[:20]}_"
    for length in range(shortest, longest + 1):
        for start in range(len(word) - length + 1):
            yield word[start : start + length]


@lru_cache(REMEMBERED)
def size(form: str) -> int:
    """How many features a word has, each counted as often as it stands there."""
    if not form[0].isalpha():
        return 1
    edges = len(form) + 3
    return 1 + sum(max(0, edges - each) for each in range(SHORTEST_PART, LONGEST_PART + 1))


def findings(weighed: Weighed) -> Features:
    """What the lexicon found, and how the text is built."""
    hits = weighed.hits
    good, bad = weighed.good, weighed.bad
    words = sum(token.sort is Sort.WORD for token in weighed.tokens)
    last = hits[-1].weight if hits else 0.0
    figures = {
        "good": math.tanh(good),
        "bad": math.tanh(bad),
        "balance": weighed.score,
        "both": min(1.0, 2 * min(good, bad)),
        "none": float(not hits),
        "last": last,
        "dense": math.tanh(3 * (good - bad) / max(1, words)),
        "fact": _sum(hits, "fact"),
        "sign": _sum(hits, "sign"),
        "phrase": _sum(hits, "phrase"),
        "asks": float(weighed.asks),
        "wishes": min(1.0, weighed.wishes / 2),
        "contrasts": float(bool(weighed.turns)),
        "calls": float(any("!" in token.form for token in weighed.tokens)),
        "long": math.log1p(words) / 4,
    }
    return {f"= {name}": value for name, value in figures.items() if value}


def _sum(hits: list[Hit], source: str) -> float:
    return math.tanh(sum(hit.weight for hit in hits if hit.source == source))
