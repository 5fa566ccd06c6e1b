"""What an answer to a decision would say, before the decision is taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.store import settings
from core.voice import wording, wordings
from core.voice.decided import NO_MORE, Decided, Said
from core.voice.replies.drafting import addressee, language_of

if TYPE_CHECKING:
    from core.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Foretold:
    """The letter as it would be drafted, and the language it is in.

    `reason_in` is the language of the reason where that is another.
    """

    language: str
    body: str
    reason_in: str = ""


def foretell(
    workspace: Workspace,
    feedback_id: int,
    status: str,
    title: str,
    because: str,
    also: Mapping[str, Said] = NO_MORE,
) -> Foretold:
    """The draft that a decision would make for whoever gave a feedback; nothing is written.

    `also` gives title and reason in more languages. Raises Missing; KnownError for a walk-in,
    KeyError for a status of which nobody is told.
    """
    row = addressee(workspace, feedback_id)
    language = language_of(workspace, feedback_id)
    chosen = wordings.choice(workspace, status, language)
    letter = wording.Letter(
        language,
        row["first_name"] or "",
        row["body"],
        settings.get(workspace, settings.SHOP_NAME),
        settings.get(workspace, settings.OWNER_NAME),
    )
    shop_language = settings.get(workspace, settings.LANGUAGE)
    more = {spoken: said.cleaned for spoken, said in also.items()}
    what = Decided(status, title, because, shop_language, more)
    because = what.because_in(language)
    text = wording.compose(letter, chosen.body, what.title_in(language), because)
    if chosen.purpose == "commercial":
        text = wording.with_opt_out(text, chosen.language)
    return Foretold(language, text, what.foreign_to(language))
