"""Frequent questions: what customers ask, what the shop answers, and who asked."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from core.clock import iso, parse_instant, parse_optional
from core.errors import KnownError, Missing, refuse
from core.i18n import LANGUAGES, N_
from core.store import settings
from core.text import fold, sort_key
from core.voice import feedback, replies
from core.voice.faq_records import LONGEST_ANSWER, LONGEST_QUESTION, Faq, FaqText, NewFaq
from core.voice.feedback import Feedback, FeedbackFilter
from core.voice.replies import Reply

if TYPE_CHECKING:
    from core.store.workspace import Workspace
    from core.store.write import Write

__all__ = [
    "LONGEST_ANSWER",
    "LONGEST_QUESTION",
    "Faq",
    "FaqText",
    "NewFaq",
    "add",
    "answer_with",
    "answering",
    "archive",
    "bring_back",
    "change",
    "find",
    "get",
    "link",
    "unlink",
    "use",
    "voices",
]


def add(workspace: Workspace, new: NewFaq) -> Faq:
    """Write a frequent question down with who asked it. Raises RefusedInput, Missing."""
    refuse(new.problems())
    with workspace.write(N_("Question added")) as write:
        now = iso(workspace.clock.now())
        _require_topic(workspace, new.topic_id)
        faq_id = write.insert("faq", topic_id=new.topic_id, created_at=now)
        _put_texts(write, faq_id, new.tidy())
        for feedback_id in new.feedback_ids:
            link(workspace, faq_id, feedback_id)
    return get(workspace, faq_id)


def change(workspace: Workspace, faq_id: int, new: NewFaq) -> Faq:
    """Give a question other texts and another topic; who asked is kept, or added to.

    Raises RefusedInput, Missing.
    """
    refuse(new.problems())
    with workspace.write(N_("Question changed")) as write:
        _require_topic(workspace, new.topic_id)
        write.update("faq", faq_id, topic_id=new.topic_id)
        _put_texts(write, faq_id, new.tidy())
        for feedback_id in new.feedback_ids:
            link(workspace, faq_id, feedback_id)
    return get(workspace, faq_id)


def archive(workspace: Workspace, faq_id: int) -> None:
    """Hide a question: it is neither offered nor printed any more. Raises Missing."""
    with workspace.write(N_("Question hidden")) as write:
        write.update("faq", faq_id, archived_at=iso(workspace.clock.now()))


def bring_back(workspace: Workspace, faq_id: int) -> None:
    """Use a hidden question again. Raises Missing."""
    with workspace.write(N_("Question brought back")) as write:
        write.update("faq", faq_id, archived_at=None)


def get(workspace: Workspace, faq_id: int) -> Faq:
    """One frequent question, hidden or not. Raises Missing."""
    found = _read(workspace, "faq.id = ?", [faq_id])
    if not found:
        raise Missing("faq", faq_id)
    return found[0]


def find(
    workspace: Workspace, text: str = "", topic_id: int | None = None, archived: bool = False
) -> list[Faq]:
    """Frequent questions with every typed word in them, the most used first.

    Those in use, or with `archived` the hidden ones instead.
    """
    hidden = "IS NOT NULL" if archived else "IS NULL"
    found = _read(workspace, f"faq.archived_at {hidden}", [])
    words = fold(text).split()
    language = settings.get(workspace, settings.LANGUAGE)
    fitting = [
        each
        for each in found
        if (topic_id is None or each.topic_id == topic_id) and _holds(each, words)
    ]
    return sorted(fitting, key=lambda each: _rank(each, language))


def voices(workspace: Workspace, faq_id: int, limit: int = 500) -> list[Feedback]:
    """Who asked, in their own words, the newest first. Raises Missing."""
    workspace.require("faq", faq_id)
    rows = workspace.rows(
        "SELECT feedback_id FROM faq_voice JOIN feedback ON feedback.id = feedback_id "
        "WHERE faq_id = ? AND feedback.body <> '' ORDER BY said_at DESC LIMIT ?",
        [faq_id, limit],
    )
    return feedback.find(workspace, FeedbackFilter(ids=tuple(row[0] for row in rows)), limit=limit)


def answering(workspace: Workspace, feedback_id: int) -> list[Faq]:
    """The frequent questions that a feedback stands behind."""
    return _read(
        workspace, "faq.id IN (SELECT faq_id FROM faq_voice WHERE feedback_id = ?)", [feedback_id]
    )


def link(workspace: Workspace, faq_id: int, feedback_id: int) -> None:
    """Let a voice stand behind a question; linking twice changes nothing. Raises Missing."""
    workspace.require("faq", faq_id)
    workspace.require("feedback", feedback_id)
    if _voice_id(workspace, faq_id, feedback_id) is not None:
        return
    with workspace.write(N_("Voice linked to a question")) as write:
        linked_at = iso(workspace.clock.now())
        write.insert("faq_voice", faq_id=faq_id, feedback_id=feedback_id, linked_at=linked_at)


def unlink(workspace: Workspace, faq_id: int, feedback_id: int) -> None:
    """Take a voice from behind a question. Raises Missing."""
    voice_id = _voice_id(workspace, faq_id, feedback_id)
    if voice_id is None:
        raise Missing("faq_voice", feedback_id)
    with workspace.write(N_("Link removed")) as write:
        write.delete("faq_voice", voice_id)


def use(workspace: Workspace, faq_id: int, feedback_id: int | None = None) -> None:
    """Count that an answer was given from the list, to a voice or at the counter.

    One voice counts once for a question. Raises Missing.
    """
    workspace.require("faq", faq_id)
    if feedback_id is not None:
        workspace.require("feedback", feedback_id)
        if workspace.value(
            "SELECT 1 FROM faq_use WHERE faq_id = ? AND feedback_id = ?", [faq_id, feedback_id]
        ):
            return
    with workspace.write(N_("Answer used")) as write:
        used_at = iso(workspace.clock.now())
        write.insert("faq_use", faq_id=faq_id, feedback_id=feedback_id, used_at=used_at)


def answer_with(workspace: Workspace, faq_id: int, feedback_id: int) -> Reply:
    """Draft an answer to a voice from the list, in the customer's language.

    It takes the place of a draft that is there; the use is counted and the voice linked, all in
    one step. Raises Missing; KnownError for a walk-in or erased voice, for a voice with its
    answer, and for a question without an answer.
    """
    from core.voice import faq_answer

    asked = get(workspace, faq_id)
    if not any(text.answer for text in asked.texts.values()):
        raise KnownError("faq_unanswered", N_("This question has no answer yet. Write one first."))
    with workspace.write(N_("Answer drafted")):
        reply = faq_answer.draft(workspace, asked, feedback_id)
        link(workspace, faq_id, feedback_id)
        use(workspace, faq_id, feedback_id)
    return replies.get(workspace, reply.id)


_SELECT = """SELECT faq.*, topic.name AS topic,
    (SELECT count(*) FROM faq_voice JOIN feedback ON feedback.id = feedback_id
     WHERE faq_id = faq.id AND feedback.body <> '') AS voices,
    (SELECT count(*) FROM faq_use WHERE faq_id = faq.id) AS uses,
    (SELECT max(used_at) FROM faq_use WHERE faq_id = faq.id) AS last_used_at
    FROM faq LEFT JOIN topic ON topic.id = faq.topic_id"""


def _read(workspace: Workspace, where: str, params: list[int]) -> list[Faq]:
    rows = workspace.rows(f"{_SELECT} WHERE {where} ORDER BY faq.id", params)
    texts: dict[int, dict[str, FaqText]] = {row["id"]: {} for row in rows}
    for text in _texts(workspace, texts):
        texts[text["faq_id"]][text["language"]] = FaqText(text["question"], text["answer"])
    # A question whose last text is gone (a file mended by hand) has nothing to show.
    return [_from_row(row, texts[row["id"]]) for row in rows if texts[row["id"]]]


def _texts(workspace: Workspace, ids: Iterable[int]) -> list[sqlite3.Row]:
    """The texts of questions in our languages, the shop's own before the others."""
    rows = workspace.rows(
        "SELECT * FROM faq_text WHERE faq_id IN (SELECT value FROM json_each(?))",
        [json.dumps(list(ids))],
    )
    order = [settings.get(workspace, settings.LANGUAGE), *LANGUAGES]
    known = [row for row in rows if row["language"] in LANGUAGES]
    return sorted(known, key=lambda row: order.index(row["language"]))


def _from_row(row: sqlite3.Row, texts: dict[str, FaqText]) -> Faq:
    return Faq(
        id=row["id"],
        topic_id=row["topic_id"],
        topic=row["topic"] or "",
        texts=texts,
        voices=row["voices"],
        uses=row["uses"],
        last_used_at=parse_optional(row["last_used_at"]),
        archived_at=parse_optional(row["archived_at"]),
        created_at=parse_instant(row["created_at"]),
    )


def _rank(each: Faq, language: str) -> tuple[int, int, str]:
    return (-each.uses, -each.voices, sort_key(each.text(language).question, language))


def _holds(each: Faq, words: list[str]) -> bool:
    told = fold(
        " ".join([each.topic, *(f"{one.question} {one.answer}" for one in each.texts.values())])
    )
    return all(word in told for word in words)


def _put_texts(write: Write, faq_id: int, texts: Mapping[str, FaqText]) -> None:
    """Let the texts of a question be these and no others."""
    rows = write.execute("SELECT id, language FROM faq_text WHERE faq_id = ?", [faq_id]).fetchall()
    known = {language: row_id for row_id, language in rows}
    for language in known.keys() - texts.keys():
        write.delete("faq_text", known[language])
    for language, text in texts.items():
        values = {"question": text.question, "answer": text.answer}
        if language in known:
            write.update("faq_text", known[language], **values)
        else:
            write.insert("faq_text", faq_id=faq_id, language=language, **values)


def _require_topic(workspace: Workspace, topic_id: int | None) -> None:
    if topic_id is not None:
        workspace.require("topic", topic_id)


def _voice_id(workspace: Workspace, faq_id: int, feedback_id: int) -> int | None:
    found: int | None = workspace.value(
        "SELECT id FROM faq_voice WHERE faq_id = ? AND feedback_id = ?", [faq_id, feedback_id]
    )
    return found
