"""What an answer to a decision would say, before the decision is taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.store import settings
from core.voice import wording, wordings
from core.voice.replies.drafting import addressee, language_of

if TYPE_CHECKING:
    from core.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Foretold:
    """The letter as it would be drafted, and the language it is in."""

    language: str
    body: str


def foretell(
    workspace: Workspace, feedback_id: int, status: str, title: str, because: str
) -> Foretold:
    """The draft that a decision would make for whoever gave a feedback; nothing is written.

    Raises Missing; KnownError for a walk-in, KeyError for a status of which nobody is told.
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
    text = wording.compose(letter, chosen.body, title, because)
    if chosen.purpose == "commercial":
        text = wording.with_opt_out(text, chosen.language)
    return Foretold(language, text)
