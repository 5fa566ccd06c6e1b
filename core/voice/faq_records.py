"""A frequent question as it is written down and as it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from core.errors import Problem
from core.i18n import LANGUAGES, N_
from core.text import clean, one_line

LONGEST_QUESTION = 200
LONGEST_ANSWER = 2_000


@dataclass(frozen=True, slots=True)
class FaqText:
    """The question and its answer in one language; "" where there is no answer yet."""

    question: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class NewFaq:
    """What a form gives: texts by language, at least one; `feedback_ids` are who asked."""

    texts: Mapping[str, FaqText] = field(default_factory=dict)
    topic_id: int | None = None
    feedback_ids: tuple[int, ...] = ()

    def problems(self) -> list[Problem]:
        """What keeps this from being a frequent question."""
        found = []
        if not self.tidy():
            found.append(Problem("question", N_("Please write the question down.")))
        for language, text in self.tidy().items():
            found += _problems_of(language, text)
        return found

    def tidy(self) -> dict[str, FaqText]:
        """The texts cleaned, without languages in which nothing was written."""
        cleaned = {
            language: FaqText(one_line(text.question), clean(text.answer))
            for language, text in self.texts.items()
        }
        return {spoken: text for spoken, text in cleaned.items() if text.question or text.answer}


def _problems_of(language: str, text: FaqText) -> list[Problem]:
    found = []
    if language not in LANGUAGES:
        found.append(
            Problem("language", N_("“{value}” is not one of our languages."), {"value": language})
        )
    if not text.question:
        found.append(Problem("question", N_("This answer has no question in its language.")))
    if len(text.question) > LONGEST_QUESTION:
        found.append(Problem("question", N_("Please keep the question to one or two lines.")))
    if len(text.answer) > LONGEST_ANSWER:
        found.append(Problem("answer", N_("This answer is too long to read at the counter.")))
    return found


@dataclass(frozen=True, slots=True)
class Faq:
    """A frequent question. `texts` begin with the shop's language; `voices` counts who asked."""

    id: int
    topic_id: int | None
    topic: str
    texts: Mapping[str, FaqText]
    voices: int
    uses: int
    last_used_at: datetime | None
    archived_at: datetime | None
    created_at: datetime

    def text(self, language: str) -> FaqText:
        """The text in a language, else the first that has an answer, else the first."""
        asked = self.texts.get(language)
        if asked is not None and asked.answer:
            return asked
        answered = (text for text in self.texts.values() if text.answer)
        return next(answered, asked or next(iter(self.texts.values())))
