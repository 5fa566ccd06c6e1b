"""The kinds of questions in words, and what a new question begins with."""

from __future__ import annotations

from dataclasses import dataclass

from core.i18n import N_, said_in
from core.store import settings
from core.store.workspace import Workspace
from core.voice.surveys import NewQuestion, NewSurvey


@dataclass(frozen=True, slots=True)
class QuestionKind:
    """A kind as the screen shows it; `wording` and `choices` are what it begins with."""

    key: str
    name: str
    icon: str
    wording: str
    choices: tuple[str, ...] = ()
    ends: tuple[str, str] = ("", "")


QUESTION_KINDS = {
    kind.key: kind
    for kind in (
        QuestionKind(
            "nps",
            N_("Recommend, 0–10"),
            "announce",
            N_("How likely are you to recommend us to a friend?"),
            ends=(N_("not at all likely"), N_("very likely")),
        ),
        QuestionKind(
            "csat",
            N_("Satisfaction, 1–5"),
            "positive",
            N_("How satisfied were you with today’s visit?"),
            ends=(N_("not at all"), N_("very much")),
        ),
        QuestionKind(
            "ces",
            N_("Ease, 1–7"),
            "yes",
            N_("You made it easy for me to get what I came for."),
            ends=(N_("I disagree"), N_("I agree")),
        ),
        QuestionKind(
            "choice",
            N_("One of a list"),
            "fine",
            N_("How did you hear about us?"),
            choices=(
                N_("From a friend"),
                N_("On the internet"),
                N_("Walking past"),
                N_("Somewhere else"),
            ),
        ),
        QuestionKind("text", N_("Own words"), "quote", N_("What could we do better?")),
    )
}
_READY_MADE = ("nps", "csat", "text")


def begun(workspace: Workspace, key: str) -> NewQuestion:
    """A new question of a kind, worded in the language of the shop: customers will read it."""
    kind, language = QUESTION_KINDS[key], settings.get(workspace, settings.LANGUAGE)
    choices = tuple(said_in(language, choice) for choice in kind.choices)
    return NewQuestion(key, said_in(language, kind.wording), choices)


def ready_made(workspace: Workspace) -> NewSurvey:
    """Three questions that fit on a card beside the till."""
    language = settings.get(workspace, settings.LANGUAGE)
    questions = tuple(begun(workspace, key) for key in _READY_MADE)
    return NewSurvey(said_in(language, N_("How was your visit?")), questions)
