"""Every weighed entry of the lexicons can be found in a text; one that cannot is dead weight."""

from __future__ import annotations

import pytest

from core.measures.sentiment.lexicon_files import lines, weighted
from core.measures.sentiment.readers import lexicon, names
from core.measures.sentiment.signs import SIGNS
from core.measures.sentiment.tokens import Sort, plain, tokens
from core.measures.sentiment.weighing import weigh

GAPS = {"~": "", "_": "x", "#": "5"}


def found(language: str, entry: str) -> bool:
    """Whether a text that says just this entry, or one word that begins so, is told by it."""
    said = " ".join(GAPS.get(part, part) for part in entry.replace("*", "").split())
    pieces = tokens(said)
    if len(pieces) == 1 and pieces[0].sort in (Sort.WORD, Sort.SIGN):
        return pieces[0].form == plain(said)
    return bool(weigh(pieces, lexicon(language)).hits)


@pytest.mark.parametrize("name", ["words", "phrases", "facts"])
@pytest.mark.parametrize("language", names())
def test_every_entry_can_be_found_in_a_text(language: str, name: str) -> None:
    told = [weighted(line) for line in lines(name, language)]
    assert [entry for entry, weight, _label in told if weight and not found(language, entry)] == []


def test_an_entry_that_cannot_be_found_is_seen() -> None:
    assert found("en", "lovely")
    assert found("cs", "spokoje*")
    assert not found("en", "qw+rtz")


def test_every_sign_is_read_as_a_sign() -> None:
    """Also one from a corner of Unicode where emoji seldom stand, like the star."""
    assert [sign for sign in SIGNS if tokens(f"x {sign} x")[1].sort is not Sort.SIGN] == []
