"""An answer from the list of frequent questions, written or told to one who asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import KnownError
from core.i18n import N_
from core.voice import alike, faq, feedback, replies
from core.voice.replies import Reply

if TYPE_CHECKING:
    from core.store.workspace import Workspace
    from core.voice.faq import Faq


def draft(workspace: Workspace, asked: Faq, feedback_id: int) -> Reply:
    """The draft for a voice with the answer in it, above the farewell.

    Words that the owner wrote in a draft stay. Raises Missing; KnownError for a walk-in or erased
    voice, `reply_sent` for one with its answer.
    """
    if feedback.get(workspace, feedback_id).answered:
        raise KnownError("reply_sent", N_("This answer is closed and stays as it is."))
    begun = replies.draft(workspace, feedback_id)
    answer = asked.text(replies.language_of(workspace, feedback_id)).answer
    if answer in begun.body:
        return begun
    return replies.edit(workspace, begun.id, with_answer(begun.body, answer))


def told(workspace: Workspace, faq_id: int, feedback_id: int) -> Reply | None:
    """Note that who asked was told the answer at once, the way the voice came.

    What was said is kept as a sent answer, in the language of the voice; a draft that was begun
    gives way to it. None for a walk-in, and where the voice has its answer: the use counts all
    the same. Raises Missing.
    """
    asked, said = faq.get(workspace, faq_id), feedback.get(workspace, feedback_id)
    answer = asked.text(alike.spoken(workspace, said.body)).answer
    with workspace.write(N_("Answer noted")):
        faq.link(workspace, faq_id, feedback_id)
        faq.use(workspace, faq_id, feedback_id)
        if said.answered or said.customer_id is None or not answer:
            return None
        begun = replies.draft(workspace, feedback_id, answer)
        replies.edit(workspace, begun.id, answer, purpose="service")
        # She has heard it already, so nothing is left to ask about the same words.
        return replies.mark_sent(workspace, begun.id, said.channel, sure=True)


def with_answer(letter: str, answer: str) -> str:
    """A letter with a paragraph more: before its farewell, or at the end where it has none."""
    paragraphs = letter.split("\n\n")
    place = len(paragraphs) - 1 if len(paragraphs) > 2 else len(paragraphs)
    return "\n\n".join((*paragraphs[:place], answer, *paragraphs[place:]))
