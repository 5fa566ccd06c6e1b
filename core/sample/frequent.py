"""The questions that a sample shop has an answer ready for, and who asked them."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from core.clock import iso
from core.paths import resources
from core.sample.voices import Said
from core.store.write import Write

# Where fewer asked so far, the owner wrote the question down because she hears it by heart.
WRITTEN_AFTER_VOICES = 3
KNOWN_BY_HEART = timedelta(days=150)
# The last ones have not been translated yet, as in a real shop.
TRANSLATED = 3


def store(
    write: Write,
    voices: Sequence[Said],
    answered: dict[int, datetime],
    topic_ids: dict[str, int],
    language: str,
    now: datetime,
) -> None:
    """Write the frequent questions down; each use is an answer sent after it was written.

    `answered` gives the moment of the sent answer by the number of the feedback.
    """
    for place, told in enumerate(_questions()):
        asking = [said for said in voices if _asks(said, told)]
        texts = _texts(told, language, translated=place < TRANSLATED)
        topic_id, by_heart = topic_ids.get(told["topic"]), now - KNOWN_BY_HEART
        _store(write, asking, answered, topic_id, texts, by_heart)


def _questions() -> list[dict[str, Any]]:
    file = resources() / "sample" / "frequent.toml"
    questions: list[dict[str, Any]] = tomllib.loads(file.read_text("utf-8"))["questions"]
    return questions


def _asks(said: Said, told: dict[str, Any]) -> bool:
    return said.kind == "question" and told[said.language]["asked"] in said.body


def _texts(
    told: dict[str, Any], language: str, *, translated: bool
) -> list[tuple[str, dict[str, str]]]:
    spoken = ("cs", "lv", "en") if translated else (language,)
    return [(each, told[each]) for each in spoken]


def _store(
    write: Write,
    asking: list[Said],
    answered: dict[int, datetime],
    topic_id: int | None,
    texts: list[tuple[str, dict[str, str]]],
    by_heart: datetime,
) -> None:
    third = asking[WRITTEN_AFTER_VOICES - 1 : WRITTEN_AFTER_VOICES]
    written_at = min([by_heart, *(said.said_at + timedelta(hours=5) for said in third)])
    faq_id = write.insert("faq", topic_id=topic_id, created_at=iso(written_at))
    write.insert_many(
        "faq_text",
        ("faq_id", "language", "question", "answer"),
        [(faq_id, each, told["question"], told["answer"]) for each, told in texts],
    )
    linked = [(faq_id, s.id, iso(max(s.said_at, written_at))) for s in asking]
    write.insert_many("faq_voice", ("faq_id", "feedback_id", "linked_at"), linked)
    uses = [
        (faq_id, s.id, iso(answered[s.id]))
        for s in asking
        if s.id in answered and answered[s.id] >= written_at
    ]
    write.insert_many("faq_use", ("faq_id", "feedback_id", "used_at"), uses)
