"""Drafting answers from wordings: to one voice, or to everyone behind a decided suggestion."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from core.clock import iso
from core.errors import KnownError, Missing, refuse
from core.i18n import N_
from core.store import settings
from core.text import clean
from core.voice import decided, wording, wordings
from core.voice.replies import records
from core.voice.replies.records import LONGEST_BODY, TOO_LONG, Reply, require_draft, spoken

if TYPE_CHECKING:
    from core.store.workspace import Workspace
    from core.voice.wordings import Wording

_COLUMNS = (
    "feedback_id", "suggestion_id", "customer_id", "channel", "body", "status", "purpose",
    "because", "drafted_at", "wording",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewReply:
    """What is told: in the words of the `chosen` wording, about a decided suggestion or none."""

    body: str
    chosen: Wording | None = None
    suggestion_id: int | None = None
    because: str = ""
    status: str = "draft"


def draft(
    workspace: Workspace, feedback_id: int, body: str = "", wording: str | None = None
) -> Reply:
    """Draft an answer to one feedback: the given body, or a wording in the customer's language.

    `wording` is a key; None takes the first choice for the kind. Gives the draft that is
    already there. Raises Missing, RefusedInput; KnownError for a walk-in.
    """
    with workspace.write(N_("Answer drafted")):
        known = draft_of(workspace, feedback_id)
        if known:
            return records.get(workspace, known)
        row, text = addressee(workspace, feedback_id), clean(body)
        if text:
            refuse([TOO_LONG] if len(text) > LONGEST_BODY else [])
            return insert(workspace, row, NewReply(text))
        chosen = (
            wordings.get(workspace, wording)
            if wording
            else wordings.choice(workspace, row["kind"], _language(workspace, row))
        )
        return insert(workspace, row, NewReply(composed(workspace, row, chosen), chosen))


def drafts_for(workspace: Workspace, suggestion_id: int) -> list[Reply]:
    """Draft one answer for every supporter not yet told of the decision (see `decided.told`).

    One person gets one, however often she spoke; who has a recorded reason for none since the
    decision gets none, and walk-ins cannot be written to. The whole is one transaction. Raises
    Missing when nothing was decided that people are told of.
    """
    with workspace.write(N_("Answers drafted")) as write:
        what = decided.told(workspace, suggestion_id)
        if what is None:
            raise Missing("decision", suggestion_id)
        choices: dict[str, Wording] = {}
        lines = []
        rows = _spoken_rows(workspace, _untold(workspace, suggestion_id, what.decided_at))
        shop = _Shop(workspace)
        for row in rows:
            language = spoken(row["language"], row["read_language"], shop.language)
            if language not in choices:
                choices[language] = wordings.choice(workspace, what.status, language)
            chosen, because = choices[language], what.because_in(language)
            letter = shop.letter(row, language)
            text = wording.compose(letter, chosen.body, what.title_in(language), because)
            lines.append(_line(workspace, row, NewReply(text, chosen, suggestion_id, because)))
        made = write.insert_many("reply", _COLUMNS, lines)
        return records.of_run(workspace, made)


def drop_drafts(workspace: Workspace, suggestion_id: int) -> None:
    """Take back the unsent drafts about a suggestion: a new decision makes new ones."""
    with workspace.write(N_("Drafts removed")) as write:
        rows = workspace.rows(
            "SELECT id FROM reply WHERE suggestion_id = ? AND status = 'draft' ORDER BY id",
            [suggestion_id],
        )
        # Drafts made together stand in runs, and a run goes much faster than its rows.
        for _gap, run in groupby(enumerate(rows), key=lambda pair: pair[1]["id"] - pair[0]):
            ids = [row["id"] for _place, row in run]
            write.delete_run("reply", ids[0], ids[-1])


def reword(workspace: Workspace, reply_id: int, key: str, sure: bool = False) -> Reply:
    """Draft an answer anew from another wording, with its purpose.

    Raises Missing, KnownError `reply_sent`, and `own_words` where words that no wording made
    would be lost, unless sure.
    """
    with workspace.write(N_("Wording chosen")) as write:
        reply = require_draft(workspace, reply_id)
        chosen = wordings.get(workspace, key)
        row = addressee(workspace, reply.feedback_id)
        if not sure and _has_own_words(workspace, row, reply):
            raise KnownError(
                "own_words",
                N_("Your own words stand here. Another wording would replace them."),
            )
        title, because = _told_in(workspace, reply, chosen.language)
        text = composed(workspace, row, chosen, title, because)
        write.update(
            "reply",
            reply_id,
            body=_fit(text, chosen),
            wording=chosen.key,
            purpose=chosen.purpose,
            because=because or None,
        )
        return records.get(workspace, reply_id)


def signed(workspace: Workspace, feedback_id: int, text: str) -> str:
    """A text as a letter to whoever gave a feedback: greeted in her language, and signed.

    Raises Missing; KnownError for a walk-in.
    """
    row = addressee(workspace, feedback_id)
    shop = _Shop(workspace)
    return wording.signed(shop.letter(row, _language(workspace, row)), clean(text))


def language_of(workspace: Workspace, feedback_id: int) -> str:
    """In which language whoever gave a feedback is written to. Raises Missing."""
    return _language(workspace, spoken_row(workspace, feedback_id))


def insert(workspace: Workspace, row: sqlite3.Row, new: NewReply) -> Reply:
    """Write one reply to the feedback of `row` (see spoken_row)."""
    with workspace.write(N_("Answer drafted")) as write:
        line = _line(workspace, row, new)
        reply_id = write.insert("reply", **dict(zip(_COLUMNS, line, strict=True)))
        return records.get(workspace, reply_id)


def draft_of(
    workspace: Workspace, feedback_id: int, suggestion_id: int | None = None
) -> int | None:
    """The newest draft for a feedback, or of them the one about a suggestion."""
    found: int | None = workspace.value(
        "SELECT id FROM reply WHERE feedback_id = ?1 AND status = 'draft' "
        "AND (?2 IS NULL OR suggestion_id = ?2) ORDER BY id DESC",
        [feedback_id, suggestion_id],
    )
    return found


def addressee(workspace: Workspace, feedback_id: int) -> sqlite3.Row:
    """A feedback with a customer to write to. Raises Missing; KnownError for a walk-in."""
    row = spoken_row(workspace, feedback_id)
    if row["customer_id"] is None:
        raise KnownError(
            "walk_in_reply",
            N_("A walk-in left no name to answer. Choose the customer first, or tell everyone."),
        )
    return row


def spoken_row(workspace: Workspace, feedback_id: int) -> sqlite3.Row:
    """What an answer needs of a feedback and whoever gave it. Raises Missing."""
    rows = _spoken_rows(workspace, [feedback_id])
    if not rows:
        raise Missing("feedback", feedback_id)
    return rows[0]


def way_back(channel: str, email: str | None, phone: str | None) -> str:
    """By what an answer goes: the way the voice came, unless that needs an address we lack."""
    if channel in ("survey", "web") and email:
        return "email"
    if channel in ("survey", "web", "letter"):
        return "phone" if phone else "in_person"
    return channel


class _Shop:
    """Who signs, and in which language where a customer's is unknown."""

    def __init__(self, workspace: Workspace) -> None:
        self.language = settings.get(workspace, settings.LANGUAGE)
        self._name = settings.get(workspace, settings.SHOP_NAME)
        self._owner = settings.get(workspace, settings.OWNER_NAME)

    def letter(self, row: sqlite3.Row, language: str) -> wording.Letter:
        """The letter to whoever gave the feedback of `row`."""
        return wording.Letter(
            language, row["first_name"] or "", row["body"], self._name, self._owner
        )


def composed(
    workspace: Workspace, row: sqlite3.Row, chosen: Wording, title: str = "", because: str = ""
) -> str:
    """A wording as a letter to whoever gave the feedback of `row`."""
    letter = _Shop(workspace).letter(row, chosen.language)
    return wording.compose(letter, chosen.body, title, because)


def _told_in(workspace: Workspace, reply: Reply, language: str) -> tuple[str, str]:
    """The title and the because that a draft carries in a language."""
    number = reply.suggestion_id
    what = None if number is None else decided.told(workspace, number)
    if what is None:
        return reply.suggestion, reply.because
    return what.title_in(language), what.because_in(language)


def _has_own_words(workspace: Workspace, row: sqlite3.Row, reply: Reply) -> bool:
    """Whether a draft says something else than its wording; the way it goes does not count."""
    try:
        made_from = wordings.get(workspace, reply.wording)
    except Missing:
        return True
    told = _told_in(workspace, reply, made_from.language)
    text = composed(workspace, row, made_from, *told)
    return wording.without_opt_out(text) != wording.without_opt_out(reply.body)


def _line(workspace: Workspace, row: sqlite3.Row, new: NewReply) -> tuple[object, ...]:
    """The columns of a new reply to the feedback of `row`."""
    chosen = new.chosen
    return (
        row["id"],
        new.suggestion_id,
        row["customer_id"],
        way_back(row["channel"], row["email"], row["phone"]),
        _fit(new.body, chosen) if chosen else new.body,
        new.status,
        chosen.purpose if chosen else "service",
        new.because or None,
        iso(workspace.clock.now()),
        chosen.key if chosen else None,
    )


def _fit(text: str, chosen: Wording) -> str:
    """The text as its purpose wants it: advertising tells how to get no more of it."""
    return wording.with_opt_out(text, chosen.language) if chosen.purpose == "commercial" else text


def _language(workspace: Workspace, row: sqlite3.Row) -> str:
    shop = settings.get(workspace, settings.LANGUAGE)
    return spoken(row["language"], row["read_language"], shop)


def _untold(workspace: Workspace, suggestion_id: int, decided_at: str) -> list[int]:
    """The newest feedback of each named supporter without a reply to this decision."""
    rows = workspace.rows(
        "SELECT max(feedback.id) FROM support "
        "JOIN feedback ON feedback.id = support.feedback_id "
        "WHERE support.suggestion_id = ? AND feedback.customer_id IS NOT NULL AND NOT EXISTS ("
        "    SELECT 1 FROM reply WHERE reply.suggestion_id = support.suggestion_id "
        "    AND reply.customer_id = feedback.customer_id "
        "    AND (reply.status = 'draft' OR reply.drafted_at >= ?)) "
        "GROUP BY feedback.customer_id ORDER BY min(feedback.said_at)",
        [suggestion_id, decided_at],
    )
    return [row[0] for row in rows]


def _spoken_rows(workspace: Workspace, feedback_ids: list[int]) -> list[sqlite3.Row]:
    return workspace.rows(
        "SELECT feedback.id, feedback.customer_id, feedback.kind, feedback.body, "
        "feedback.channel, feedback.language AS read_language, customer.first_name, "
        "customer.language, customer.email, customer.phone FROM json_each(?) AS wanted "
        "JOIN feedback ON feedback.id = wanted.value "
        "LEFT JOIN customer ON customer.id = feedback.customer_id ORDER BY wanted.key",
        [json.dumps(feedback_ids)],
    )
