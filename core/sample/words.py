"""The words of a sample shop: names, services and voices of one language, from resources."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from core.paths import resources

_FORMS = re.compile(r"\{([^|{}]*)\|([^|{}]*)\}|\{([^|{}]+)\}")
# "spokojen{á|ý}" names both forms; "čekal{a|}" leaves the man's empty.


@dataclass(frozen=True, slots=True)
class Voice:
    """One sentence as customers say it, its kind, topic and the idea behind it ("" for none)."""

    kind: str
    topic: str
    idea: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Words:
    """Everything a sample shop says in one language; `told` is the file as it was written."""

    language: str
    women: tuple[str, ...]
    men: tuple[str, ...]
    families: tuple[tuple[str, str], ...]
    voices: tuple[Voice, ...]
    told: dict[str, Any]


@cache
def of(language: str) -> Words:
    """The words of "cs", "lv" or "en"."""
    file = resources() / "sample" / f"{language}.toml"
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    names = told["names"]
    return Words(
        language=language,
        women=tuple(names["women"].split()),
        men=tuple(names["men"].split()),
        families=tuple(_both_forms(family) for family in names["families"].split()),
        voices=tuple(_voice(line) for line in told["voices"].strip().splitlines()),
        told=told,
    )


def as_said_by(sentence: str, woman: bool) -> str:
    """The sentence in a woman's or a man's form; named placeholders such as {name} stay."""
    return _FORMS.sub(lambda found: _chosen(found, woman), sentence)


def _chosen(found: re.Match[str], woman: bool) -> str:
    if found[3] is not None:
        return found[0]
    return found[1] if woman else found[2]


def _both_forms(family: str) -> tuple[str, str]:
    """A man's and a woman's family name; a language with one form has it twice."""
    man, _slash, woman = family.partition("/")
    return man, woman or man


def _voice(line: str) -> Voice:
    head, _bar, sentence = line.partition(" | ")
    kind, topic, idea = head.split()
    return Voice(kind, topic, "" if idea == "-" else idea, sentence)
