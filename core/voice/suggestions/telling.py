"""Nobody is left: every supporter of a decided suggestion has an answer, or a reason for none.

A person with a name is told once, however often she spoke. A voice without a name cannot be
written to, which is recorded as its reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from core.clock import iso, parse_instant
from core.errors import Missing, Problem, refuse
from core.i18n import N_
from core.text import clean
from core.voice import decided, replies
from core.voice.reasons import LEFT_NO_NAME, NOBODY_LEFT, OF_ITS_OWN
from core.voice.suggestions.records import ANSWERED_DECISIONS

if TYPE_CHECKING:
    from core.store.workspace import Workspace
    from core.voice.replies import Reply

_NONE: Mapping[int, str] = {}

# A reply counts for the decision in force when it is a draft (a new decision makes new ones)
# or was settled since.
_IN_FORCE = """SELECT 1 FROM reply WHERE reply.suggestion_id = support.suggestion_id
    AND (reply.status = 'draft' OR reply.drafted_at >= :decided_at)"""
_TOLD = f"""CASE WHEN feedback.customer_id IS NULL
    THEN EXISTS ({_IN_FORCE} AND reply.feedback_id = feedback.id)
    ELSE EXISTS ({_IN_FORCE} AND reply.customer_id = feedback.customer_id) END"""
_SUPPORTERS = """FROM support JOIN feedback ON feedback.id = support.feedback_id
    WHERE support.suggestion_id = :id"""


def settle(workspace: Workspace, suggestion_id: int, silent: Mapping[int, str] = _NONE) -> None:
    """Bring the answers about a suggestion in line with who stands behind it now.

    Where the decision in force is told to people: drafts for those with a name, reasons for
    those without, and nothing for those who are no supporters any more. Changes nothing when
    all is as it should be. `silent` gives the owner's reason for a feedback without an answer.
    """
    with workspace.write(N_("Answers drafted")):
        _name_reasons(workspace, suggestion_id)
        decided_at = _told_since(workspace, suggestion_id)
        _take_back(workspace, suggestion_id, decided_at)
        if decided_at is None:
            return
        for feedback_id, because in silent.items():
            _record_reason(workspace, suggestion_id, feedback_id, because, decided_at)
        _draft(workspace, suggestion_id, decided_at)
        _give_reasons(workspace, suggestion_id, decided_at)


def can_tell(workspace: Workspace, suggestion_id: int) -> bool:
    """Whether there is a decision that those behind a suggestion could be told of."""
    return decided.told(workspace, suggestion_id) is not None


def tell(workspace: Workspace, suggestion_id: int) -> int:
    """Draft an answer for everyone by name who knows of no decision; gives how many.

    Raises Missing where there is none to tell (see `can_tell`).
    """
    with workspace.write(N_("Answers drafted")):
        return len(_draft(workspace, suggestion_id, iso(workspace.clock.now())))


def behind(workspace: Workspace, feedback_id: int) -> list[int]:
    """The suggestions that a feedback stands behind, by their numbers."""
    rows = workspace.rows("SELECT suggestion_id FROM support WHERE feedback_id = ?", [feedback_id])
    return [row["suggestion_id"] for row in rows]


def hand_over(workspace: Workspace, feedback_id: int) -> None:
    """Before a feedback goes: what its customer was told by it stays with another of her voices.

    Otherwise nobody would know any more that she has her answer, and she would get a second one.
    """
    rows = workspace.rows(
        """SELECT reply.id, min(other.id) AS other_id FROM reply
        JOIN support ON support.suggestion_id = reply.suggestion_id
        JOIN feedback AS other ON other.id = support.feedback_id
        WHERE reply.feedback_id = ?1 AND reply.status <> 'draft' AND other.id <> ?1
            AND other.customer_id = reply.customer_id GROUP BY reply.id""",
        [feedback_id],
    )
    with workspace.write(N_("Answers moved")) as write:
        for row in rows:
            write.update("reply", row["id"], feedback_id=row["other_id"])


def settle_all(workspace: Workspace, suggestion_ids: Iterable[int]) -> None:
    """The same for several: after a voice behind them got a name, lost it or went."""
    for suggestion_id in suggestion_ids:
        settle(workspace, suggestion_id)


def left(workspace: Workspace, suggestion_id: int) -> int:
    """How many supporters have neither a draft, a sent answer nor a reason for none.

    People with a name count once, voices without one each. Counts for the last decision; before
    any, everyone is left.
    """
    decided_at = workspace.value(
        "SELECT decided_at FROM decision WHERE suggestion_id = ? ORDER BY id DESC LIMIT 1",
        [suggestion_id],
    )
    found = workspace.value(
        "SELECT count(DISTINCT coalesce('c' || feedback.customer_id, 'w' || feedback.id)) "
        f"{_SUPPORTERS} AND NOT {_TOLD}",
        {"id": suggestion_id, "decided_at": decided_at or "9"},
    )
    return int(found)


def next_moment(workspace: Workspace, suggestion_id: int) -> datetime:
    """When a decision taken now counts from: after everything told about earlier ones.

    Normally now; a second later than the last answer where that has the same second, or where
    the computer's clock was set back.
    """
    last = workspace.value(
        "SELECT max(at) FROM (SELECT max(drafted_at) AS at FROM reply WHERE suggestion_id = ?1 "
        "UNION ALL SELECT max(decided_at) FROM decision WHERE suggestion_id = ?1)",
        [suggestion_id],
    )
    now = workspace.clock.now()
    return max(now, parse_instant(last) + timedelta(seconds=1)) if last else now


def reasons(workspace: Workspace, suggestion_id: int, silent: Mapping[int, str]) -> dict[int, str]:
    """The owner's reasons, clean. Raises RefusedInput for an empty one, Missing."""
    cleaned = {feedback_id: clean(because) for feedback_id, because in silent.items()}
    for feedback_id, because in cleaned.items():
        if not because:
            refuse([Problem("silent", N_("Please note why no answer is needed."))])
        if not workspace.value(
            "SELECT 1 FROM support WHERE suggestion_id = ? AND feedback_id = ?",
            [suggestion_id, feedback_id],
        ):
            raise Missing("support", feedback_id)
    return cleaned


def _told_since(workspace: Workspace, suggestion_id: int) -> str | None:
    """When the decision in force was taken, if it is one that people are told of."""
    row = workspace.row(
        "SELECT decision.status, decided_at FROM decision JOIN suggestion "
        "ON suggestion.id = suggestion_id AND suggestion.status = decision.status "
        "WHERE suggestion_id = ? ORDER BY decision.id DESC LIMIT 1",
        [suggestion_id],
    )
    return row["decided_at"] if row and row["status"] in ANSWERED_DECISIONS else None


def _name_reasons(workspace: Workspace, suggestion_id: int) -> None:
    """Of a voice that has a name now, our own reason is no longer true; the owner's stays hers."""
    rows = workspace.rows(
        "SELECT reply.id, reply.because, feedback.customer_id FROM reply "
        "JOIN feedback ON feedback.id = reply.feedback_id WHERE reply.suggestion_id = ? "
        "AND status = 'none' AND reply.customer_id IS NULL AND feedback.customer_id IS NOT NULL",
        [suggestion_id],
    )
    with workspace.write(N_("Customer noted")) as write:
        for row in rows:
            if row["because"] in OF_ITS_OWN:
                write.delete("reply", row["id"])
            else:
                write.update("reply", row["id"], customer_id=row["customer_id"])


def _take_back(workspace: Workspace, suggestion_id: int, decided_at: str | None) -> None:
    """Drafts to voices that are not behind it, where the link or the name was a mistake.

    And to whoever was told already, as where another suggestion brought its answers along.
    """
    rows = workspace.rows(
        """SELECT id FROM reply WHERE suggestion_id = :id AND status = 'draft' AND (
            NOT EXISTS (SELECT 1 FROM support JOIN feedback ON feedback.id = feedback_id
                WHERE suggestion_id = :id AND feedback_id = reply.feedback_id
                AND customer_id = reply.customer_id)
            OR EXISTS (SELECT 1 FROM reply AS told WHERE told.suggestion_id = :id
                AND told.customer_id = reply.customer_id AND told.status <> 'draft'
                AND told.drafted_at >= :decided_at))""",
        {"id": suggestion_id, "decided_at": decided_at},
    )
    with workspace.write(N_("Drafts removed")) as write:
        for row in rows:
            write.delete("reply", row["id"])


def _draft(workspace: Workspace, suggestion_id: int, decided_at: str) -> list[Reply]:
    made = replies.drafts_for(workspace, suggestion_id)
    with workspace.write(N_("Answers drafted")) as write:
        for reply in made:
            if iso(reply.drafted_at) < decided_at:
                write.update("reply", reply.id, drafted_at=decided_at)
    return made


def _record_reason(
    workspace: Workspace, suggestion_id: int, feedback_id: int, because: str, decided_at: str
) -> None:
    """The owner's reason, unless the same person has an answer or a reason already."""
    row = workspace.row(
        f"SELECT feedback.customer_id, channel {_SUPPORTERS} AND feedback.id = :feedback_id "
        f"AND NOT {_TOLD}",
        {"id": suggestion_id, "feedback_id": feedback_id, "decided_at": decided_at},
    )
    if row is None:
        return
    with workspace.write(N_("No answer needed")) as write:
        write.insert(
            "reply",
            feedback_id=feedback_id,
            suggestion_id=suggestion_id,
            customer_id=row["customer_id"],
            channel=row["channel"],
            body="",
            status="none",
            because=because,
            drafted_at=max(iso(workspace.clock.now()), decided_at),
        )


def _give_reasons(workspace: Workspace, suggestion_id: int, decided_at: str) -> None:
    rows = workspace.rows(
        "SELECT feedback.id, :id, channel, '', 'none', "
        "CASE feedback.body WHEN '' THEN :erased ELSE :unnamed END, :at "
        f"{_SUPPORTERS} AND feedback.customer_id IS NULL AND NOT {_TOLD} ORDER BY feedback.id",
        {
            "id": suggestion_id,
            "decided_at": decided_at,
            "erased": NOBODY_LEFT,
            "unnamed": LEFT_NO_NAME,
            "at": max(iso(workspace.clock.now()), decided_at),
        },
    )
    columns = (
        "feedback_id", "suggestion_id", "channel", "body", "status", "because", "drafted_at"
    )  # fmt: skip
    with workspace.write(N_("No answer needed")) as write:
        write.insert_many("reply", columns, [tuple(row) for row in rows])
