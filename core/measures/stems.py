"""Stems: what is left of a word when its endings are gone, so that its forms meet.

Light stemming in the manner of Dolamic and Savoy (Czech, 2009), Kreslins (Latvian, 1996) and
Porter (English, 1980), cut to what comparing short texts needs: a stem is a beginning of the word
in plain letters, so that a search by beginnings finds its other forms.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

from core.measures import meanings
from core.measures.stop_words import BY_LANGUAGE

SHORTEST, LONGEST = 3, 6
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SENTENCE = re.compile(r"[.!?…\n]+(?:\s+|$)")


def _endings(text: str) -> tuple[str, ...]:
    return tuple(sorted(set(text.split()), key=len, reverse=True))


_CZECH = _endings(
    "ovanimi ovanich ovanim ovani ovavat ovala ovali ovalo ovaly oval ovat ovana ovane ovano "
    "ovany ovate ovace uju ujete ujeme ujou ujes uje uji ujte ovacich ovaci avani avala avali "
    "avalo aval avat avame avate avaji avka avky avku avek avce avkou enych eneho enou enim "
    "enich eni ena eno eny ene anim anich ani ana ano any ane ila ilo ili ily il it im is ime "
    "ite ete eme ejte ejme ela elo eli ely el et al ala alo ali aly at am as ame ate aji ejsi "
    "ejsiho ejsich ejsim ssi iho imu imi ych ymi ym eho emu ou ami emi ove ovi um ech ich ach "
    "em om ata atum aty ik iku iky ikem icich ce cich ci nou nych nym nymi neho nemu ne na no "
    "ny ni a e i o u y"
)
_LATVIAN = _endings(
    "asanas esanas isanas osanas sanas asana esana isana osana sana asanu esanu isanu osanu "
    "sanu asanos isanos esanos osanos aties eties ities oties ties ajos ejos ijos ojos ajas "
    "ejas ijas ojas ajaties ejaties ijaties ojaties ajamies ejamies ajam ejam ijam ojam ajat "
    "ejat ijat ojat ajusi ejusi ijusi ojusi aju eju iju oju uju aja eja ija oja uja amas ama "
    "amais am at et it ot iet iem asim esim isim osim asiet esiet isiet osiet as es is os us ts "
    "ta tu ti tas tos tais ajai ajiem akas aka aks aku aki ako akais ak ai ei im em ais inat "
    "iskas iska isks iski iku u a e i s"
)
_ENGLISH = _endings(
    "ingly ings ing edly ed ies ied es s er ers ly ness ment ments ation ations tion e y"
)
_OF_LANGUAGE = {"cs": _CZECH, "lv": _LATVIAN, "en": _ENGLISH}
# What stands before the same word: Czech "zaparkovat" parks too, Latvian "jāgaida" is a duty.
_BEFORE = {"cs": ("za", "vy"), "lv": ("ja",), "en": ()}
_LEFT_AFTER = 5


def sentences(text: str) -> list[str]:
    """The sentences of a text; marks within a word or number end none."""
    return [part for part in _SENTENCE.split(text) if part.strip()]


def telling(text: str, language: str) -> tuple[str, ...]:
    """What the words of a text tell it is about: meanings, else stems, each once, in order."""
    words = [word for word in _WORD.findall(_plain()(text)) if len(word) >= SHORTEST]
    told = dict.fromkeys(filter(None, (_told(word, language) for word in words)))
    return meanings.joined(tuple(told), words, language)


@cache
def _plain() -> Callable[[str], str]:
    # Compiling what texts are taken apart with is not for the start of the app.
    from core.measures.sentiment.tokens import plain

    return plain


def begun(told: str) -> tuple[str, ...]:
    """How words with a stem or meaning may begin; a full stop stands behind whole words."""
    if told.startswith("="):
        return meanings.spoken(told)
    before = dict.fromkeys(part for parts in _BEFORE.values() for part in parts)
    return (told, *(f"{part}{told}" for part in before))


@lru_cache(50_000)
def _told(word: str, language: str) -> str:
    """The meaning of a word, else its stem; "" for a word that tells nothing."""
    meaning = meanings.of_word(word, language)
    if meaning:
        return meaning
    return "" if word in BY_LANGUAGE.get(language, ()) else stem(word, language)


@lru_cache(50_000)
def stem(word: str, language: str) -> str:
    """The stem of a word in plain letters, at most six letters long."""
    word = word.replace("’", "'").partition("'")[0]
    for before in _BEFORE.get(language, ()):
        if word.startswith(before) and len(word) - len(before) >= _LEFT_AFTER:
            word = word[len(before) :]
            break
    for ending in _OF_LANGUAGE.get(language, ()):
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            word = word[: -len(ending)]
            break
    # "Wrapping" and "wrap": English doubles what stands before its endings.
    if language == "en" and len(word) > SHORTEST and word[-1] == word[-2]:
        word = word[:-1]
    return word[:LONGEST]
