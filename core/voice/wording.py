"""Wording: how the sentences of a reply become a letter in the customer's language.

A wording is the middle of a letter. The greeting stands before it and the owner's signature
below, unless it speaks of {first_name} or {owner} itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from core.i18n import LANGUAGES, N_, said_in
from core.text import clean, shorten
from core.voice.address import vocative

QUOTED = 140
DECIDED = ("planned", "done", "declined")
KINDS = ("complaint", "question", "suggestion", "praise", "other")
# After an answer that promised more.
COME_BACK = "come_back"
SITUATIONS = (*DECIDED, *KINDS, COME_BACK)
PLACEHOLDERS = ("first_name", "words", "title", "because", "shop", "owner")
# Known only where the letter tells of a decision.
DECISION_PLACEHOLDERS = ("title", "because")

SITUATION_LABELS = {
    "planned": N_("A suggestion is planned"),
    "done": N_("A suggestion is done"),
    "declined": N_("A suggestion is declined"),
    "complaint": N_("After a complaint"),
    "question": N_("After a question"),
    "suggestion": N_("After a suggestion"),
    "praise": N_("After praise"),
    "other": N_("After anything else"),
    "come_back": N_("After a promise"),
}

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_CLOSING = "”“’\"'»)"
# Where the owner's because begins a sentence: after a full stop or the customer's whole words.
_OPENING = re.compile(
    rf"((?:[.!?…]|\{{words\}}(?=[{_CLOSING}]))[{_CLOSING}]*\s+)\{{\s*because\s*\}}"
)
_OPENING_BECAUSE = "because, opening"


@dataclass(frozen=True, slots=True)
class Letter:
    """Whom a reply addresses and in which language; `words` are the customer's own."""

    language: str
    first_name: str
    words: str
    shop: str
    owner: str


_BUILT_IN = {
    "planned": N_(
        "You told us: “{words}” Thank you. We have put “{title}” on our plan. {because} "
        "We will let you know when it is done."
    ),
    "done": N_(
        "You told us: “{words}” You were heard: “{title}” is done. {because} "
        "Thank you for helping us get better."
    ),
    "declined": N_(
        "You told us: “{words}” We thought about “{title}” with care and will not do it for now. "
        "The reason: {because} Thank you for saying it openly all the same."
    ),
    "complaint": N_(
        "You told us: “{words}” We are sorry that it went this way, and thank you for saying so. "
        "We will look into it and come back to you."
    ),
    "question": N_("You asked: “{words}” Thank you for the question. Here is what we can say:"),
    "suggestion": N_(
        "You told us: “{words}” Thank you for the idea. We will weigh it at our next review and "
        "tell you what comes of it."
    ),
    "praise": N_("You told us: “{words}” Thank you, this made our day."),
    "other": N_("You told us: “{words}” Thank you for telling us."),
    "come_back": N_(
        "You told us: “{words}” We promised to come back to you. Here is what came of it:"
    ),
}

_GREETING = N_("Dear {name},")
_GREETING_NAMELESS = N_("Good day,")
_FAREWELL = N_("Warm regards")
_OPT_OUT = N_("If you would rather get no such messages, answer with “no” and there will be none.")


def built_in(situation: str, language: str) -> str:
    """The app's own wording for a situation, its placeholders still in it."""
    return said_in(language, _BUILT_IN[situation])


def promising() -> tuple[str, ...]:
    """The built-in sentence that somebody will come back to the reader, in each language.

    The answer to a complaint ends with it.
    """
    wholes = (built_in("complaint", language) for language in LANGUAGES)
    return tuple(re.split(r"(?<=[.!?])\s+", whole)[-1] for whole in wholes)


def decision(letter: Letter, status: str, title: str, because: str) -> str:
    """The reply that tells what became of a suggestion: planned, done or declined."""
    return compose(letter, built_in(status, letter.language), title, because)


def compose(letter: Letter, body: str, title: str = "", because: str = "") -> str:
    """A whole letter from a wording; a placeholder within the customer's words stays as it is."""
    because = _sentence(because)
    facts = {
        "first_name": vocative(letter.first_name, letter.language),
        "words": shorten(letter.words, QUOTED),
        "title": title,
        "because": because,
        _OPENING_BECAUSE: _capital(because),
        "shop": letter.shop,
        "owner": letter.owner,
    }
    text = filled(_OPENING.sub(rf"\1{{{_OPENING_BECAUSE}}}", body), facts)
    return signed(letter, text, used=frozenset(_PLACEHOLDER.findall(body)))


def filled(body: str, facts: Mapping[str, str]) -> str:
    """A wording with its placeholders filled in one go; one without a fact is left out."""
    text = _PLACEHOLDER.sub(lambda found: facts.get(found[1].strip(), found[0]), body)
    # A nameless greeting leaves a gap before its comma, a missing reason one between sentences.
    return re.sub(r" +(?=[,.!?\n]|$)", "", re.sub(r"(?<=\S)  +", " ", text)).strip()


def signed(letter: Letter, text: str, used: frozenset[str] = frozenset()) -> str:
    """A text with the greeting before it and the signature below, but for what it has already."""
    parts = []
    if "first_name" not in used:
        parts.append(greeting(letter))
    parts.append(text)
    if "owner" not in used:
        below = [said_in(letter.language, _FAREWELL), letter.owner, letter.shop]
        parts.append("\n".join(line for line in below if line))
    return "\n\n".join(part for part in parts if part)


def greeting(letter: Letter) -> str:
    """How the letter begins: the name as the language calls it, or a good day without one."""
    name = vocative(letter.first_name, letter.language)
    if name:
        return said_in(letter.language, _GREETING, name=name)
    return said_in(letter.language, _GREETING_NAMELESS)


def opt_out(language: str) -> str:
    """The line that every commercial message carries: how to get no more of them."""
    return said_in(language, _OPT_OUT)


def has_opt_out(text: str) -> bool:
    """Whether a text carries the line, in any of our languages."""
    return any(opt_out(language) in text for language in LANGUAGES)


def with_opt_out(text: str, language: str) -> str:
    """The text with the line at its end, once."""
    return text if has_opt_out(text) else f"{text}\n\n{opt_out(language)}"


def without_opt_out(text: str) -> str:
    """The text as it was before it carried the line."""
    for language in LANGUAGES:
        text = text.replace(opt_out(language), "")
    return clean(text)


def unknown_placeholders(body: str, situation: str) -> list[str]:
    """What stands in braces but is known nowhere, or not in this situation."""
    known: tuple[str, ...] = PLACEHOLDERS
    if situation not in DECIDED:
        known = tuple(name for name in PLACEHOLDERS if name not in DECISION_PLACEHOLDERS)
    return [name for name in _PLACEHOLDER.findall(body) if name.strip() not in known]


def _sentence(because: str) -> str:
    """The owner's because as a sentence with its full stop; one may stand within quotes."""
    text = because.strip().rstrip(" ,;:–—")
    ends = not text or text.rstrip(_CLOSING).endswith((".", "!", "?", "…"))
    return text if ends else f"{text}."


def _capital(sentence: str) -> str:
    """A sentence with a capital letter, behind an opening quote too; a name like iPad keeps its."""
    first = re.search(r"\w", sentence)
    if first is None or sentence[first.end() : first.end() + 1].isupper():
        return sentence
    return sentence[: first.start()] + first[0].upper() + sentence[first.end() :]
