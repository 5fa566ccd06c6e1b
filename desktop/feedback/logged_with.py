"""Saving what the quick log asks for: the feedback, and in one step what was wished with it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.i18n import N_
from core.people import customers
from core.people.customers import NewCustomer
from core.store.workspace import Workspace
from core.voice import faq, faq_answer, feedback, moods, suggestions
from core.voice.feedback import Feedback, NewFeedback

NOBODY = N_(
    "Nobody here is called “{name}”. Choose “Add as a new customer” from the list, "
    "or empty the field for a walk-in."
)


@dataclass(frozen=True, slots=True)
class Wishes:
    """Suggestions to link, and the question that was answered: at once, or with a draft."""

    suggestion_ids: tuple[int, ...] = ()
    faq_id: int | None = None
    draft: bool = False


def log(
    workspace: Workspace,
    new: NewFeedback,
    typed: str = "",
    *,
    as_new: bool = False,
    wishes: Wishes = Wishes(),
) -> Feedback:
    """Save the feedback of whoever the typed name means; a new customer is added with it.

    Raises RefusedInput when the name fits nobody, or several.
    """
    if typed and new.customer_id is None and not as_new:
        new = replace(new, customer_id=customers.meant(workspace, typed, NOBODY).id)
    if not typed or not as_new:
        if wishes == Wishes():
            return feedback.log(workspace, new)
        as_new = False
    moods.reader(workspace).read(new.body)  # loads the reader before the transaction begins
    with workspace.write(N_("Feedback saved")):
        if as_new and new.customer_id is None:
            added = customers.add(workspace, NewCustomer(typed))
            new = replace(new, customer_id=added.id)
        said = feedback.log(workspace, new)
        _fulfil(workspace, said, wishes)
        return feedback.get(workspace, said.id)


def _fulfil(workspace: Workspace, said: Feedback, wishes: Wishes) -> None:
    for suggestion_id in wishes.suggestion_ids:
        suggestions.link(workspace, suggestion_id, said.id)
    if wishes.faq_id is None:
        return
    if wishes.draft and said.customer_id is not None:
        faq.answer_with(workspace, wishes.faq_id, said.id)
        return
    faq_answer.told(workspace, wishes.faq_id, said.id)
