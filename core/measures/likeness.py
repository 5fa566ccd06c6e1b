"""How alike two short texts are: the meanings and stems they share, sentence by sentence."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import chain, product

from core.measures import meanings, stems

Told = tuple[str, ...]
Weight = Callable[[str], float]

# Fewer telling words than this say too little to be compared, unless one is a subject.
FEWEST = 2
# A subject says as much as two words.
OF_SUBJECT = 2.0
# In a small shop every word is rare; it tells as much as it would among so many texts.
FEWEST_TEXTS = 200
# Forms that stemming did not bring together: this long, and this alike (0 to 100).
LONG_ENOUGH, SAME_WORD = 5, 84.0


def units(text: str, language: str) -> tuple[Told, ...]:
    """What each sentence of a text tells; the whole text where no sentence tells enough."""
    told = [stems.telling(sentence, language) for sentence in stems.sentences(text)]
    enough = tuple(dict.fromkeys(each for each in told if tells(each)))
    if enough:
        return enough
    whole = tuple(dict.fromkeys(chain.from_iterable(told)))
    return (whole,) if tells(whole) else ()


def tells(told: Told) -> bool:
    """Whether this is enough to be compared with something."""
    return len(told) >= FEWEST or any(map(meanings.is_subject, told))


def of_texts(first: Sequence[Told], second: Sequence[Told], weight: Weight) -> float:
    """How alike two texts are, 0 to 100: as much as the sentences that are the most alike."""
    return max((of_units(a, b, weight) for a, b in product(first, second)), default=0.0)


def of_units(first: Told, second: Told, weight: Weight) -> float:
    """How alike two sentences are, 0 to 100: the weighted cosine of what they tell.

    0 unless they share a subject or two telling words. `weight` says how much a word tells.
    """
    shared = _shared(first, second)
    if len(shared) < FEWEST and not any(map(meanings.is_subject, shared)):
        return 0.0
    common = sum(worth(told, weight) for told in shared)
    whole = math.sqrt(
        sum(worth(told, weight) for told in first) * sum(worth(told, weight) for told in second)
    )
    return min(100.0, 100.0 * common / whole) if whole else 0.0


def worth(told: str, weight: Weight) -> float:
    """How much a word or subject tells."""
    return weight(told) * (OF_SUBJECT if meanings.is_subject(told) else 1.0)


def rarity(having: int, texts: int) -> float:
    """How much a word tells that `having` (≥ 1) of so many texts have: the rarer, the more."""
    return math.log1p(max(FEWEST_TEXTS, texts) / having)


def _shared(first: Told, second: Told) -> list[str]:
    """What both tell; of stems also those that are nearly the same."""
    other = set(second)
    shared = [told for told in first if told in other]
    left = [told for told in first if told not in other and len(told) >= LONG_ENOUGH]
    rest = [told for told in second if told not in first and len(told) >= LONG_ENOUGH]
    if left and rest:
        from rapidfuzz import fuzz

        shared += [
            told
            for told in left
            if told[0] != "=" and any(fuzz.ratio(told, each) >= SAME_WORD for each in rest)
        ]
    return shared
