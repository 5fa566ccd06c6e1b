"""Wordings: the sentences of a reply, in the customer's language, signed by the owner."""

from __future__ import annotations

from dataclasses import dataclass

from core.i18n import N_, said_in
from core.text import shorten
from core.voice.address import vocative

QUOTED = 140


@dataclass(frozen=True, slots=True)
class Letter:
    """Whom a reply addresses and in which language; `words` are the customer's own."""

    language: str
    first_name: str
    words: str
    shop: str
    owner: str


_DECISIONS = {
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
}

_THANKS = {
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
}

_GREETING = N_("Dear {name},")
_GREETING_NAMELESS = N_("Good day,")
_FAREWELL = N_("Warm regards")


def decision(letter: Letter, status: str, title: str, because: str) -> str:
    """The reply that tells what became of a suggestion: planned, done or declined."""
    body = said_in(
        letter.language,
        _DECISIONS[status],
        words=shorten(letter.words, QUOTED),
        title=title,
        because=_sentence(because),
    )
    return _signed(letter, body)


def thanks(letter: Letter, kind: str) -> str:
    """The reply that thanks for a feedback of a kind before anything is decided."""
    body = said_in(letter.language, _THANKS[kind], words=shorten(letter.words, QUOTED))
    return _signed(letter, body.rstrip())


def _signed(letter: Letter, body: str) -> str:
    name = vocative(letter.first_name, letter.language)
    greeting = (
        said_in(letter.language, _GREETING, name=name)
        if name
        else said_in(letter.language, _GREETING_NAMELESS)
    )
    below = [said_in(letter.language, _FAREWELL), letter.owner, letter.shop]
    return f"{greeting}\n\n{body}\n\n" + "\n".join(line for line in below if line)


def _sentence(because: str) -> str:
    """The owner's because as a sentence with its full stop."""
    text = because.strip()
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
