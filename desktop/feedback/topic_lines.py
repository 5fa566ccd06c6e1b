"""The topics to choose from for one voice, the best guess first."""

from __future__ import annotations

from dataclasses import dataclass

from core.i18n import _
from core.store.workspace import Workspace
from core.voice import topic_guess, topics
from core.voice.feedback import Feedback

NONE_KEY = "-"


@dataclass(frozen=True, slots=True)
class TopicChoice:
    """A topic to take, with what there is to say about it."""

    topic_id: int | None
    name: str
    note: str = ""
    key: str = ""


def topic_choices(workspace: Workspace, said: Feedback) -> list[TopicChoice]:
    """The topic that was said by hand or is guessed, then the others, then none."""
    known = topics.find(workspace)
    best = said.topic_id if said.topic_by_hand else _guessed(workspace, said)
    found = [TopicChoice(each.id, each.name) for each in known]
    first = [each for each in found if each.topic_id == best and best is not None]
    note = _("as you said") if said.topic_by_hand else _("best guess")
    return [
        *(TopicChoice(each.topic_id, each.name, note) for each in first),
        *(each for each in found if each not in first),
        TopicChoice(None, _("No topic"), key=NONE_KEY),
    ]


def _guessed(workspace: Workspace, said: Feedback) -> int | None:
    """The topic that the words point to by what is known today, else as they were first taken."""
    found = topic_guess.guesser(workspace).guess(said.body, said.reading.language)
    return found if found is not None else said.topic_id
