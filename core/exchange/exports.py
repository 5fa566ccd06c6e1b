"""Everything out again: the whole shop as a folder of CSV, a person as one record."""

from __future__ import annotations

import json
import sqlite3
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import Missing
from core.exchange.sheets_out import replacing, table, write_csv
from core.progress import Progress

if TYPE_CHECKING:
    from core.store.workspace import Workspace

__all__ = ["TABLES", "everything", "person", "table"]

_WHO = (
    "customer.name AS customer, customer.reference AS customer_reference, "
    "customer.email AS customer_email, customer.phone AS customer_phone"
)
_OF_CUSTOMER = "LEFT JOIN customer ON customer.id = {0}.customer_id"
_OF_STAFF = "LEFT JOIN staff_member ON staff_member.id = {0}.staff_member_id"
# File name → query. The headings are a promise: columns are added at the end, never renamed.
TABLES = {
    "customers": "SELECT id, reference, name, first_name, phone, email, language, born_on, "
    "joined_on, note, stage_pin, pulse, pulse_on, archived_at, created_at FROM customer",
    "visits": f"SELECT visit.id, customer_id, {_WHO}, visited_on, services, amount_minor, "
    "currency, staff_member.name AS staff_member, status, visit.note, visit.created_at "
    f"FROM visit {_OF_CUSTOMER.format('visit')} {_OF_STAFF.format('visit')}",
    "feedback": f"SELECT feedback.id, customer_id, {_WHO}, kind, channel, body, said_at, "
    "logged_at, staff_member.name AS staff_member, topic.name AS topic, asks_reply, "
    "feedback.language, polarity, score, override "
    f"FROM feedback {_OF_CUSTOMER.format('feedback')} {_OF_STAFF.format('feedback')} "
    "LEFT JOIN topic ON topic.id = feedback.topic_id",
    "touchpoints": f"SELECT touchpoint.*, customer.name AS customer FROM touchpoint "
    f"{_OF_CUSTOMER.format('touchpoint')}",
    "consents": f"SELECT consent.*, customer.name AS customer FROM consent "
    f"{_OF_CUSTOMER.format('consent')}",
    "checkins": f"SELECT checkin.*, customer.name AS customer FROM checkin "
    f"{_OF_CUSTOMER.format('checkin')}",
    "goals": f"SELECT goal.*, customer.name AS customer FROM goal {_OF_CUSTOMER.format('goal')}",
    "staff_members": "SELECT * FROM staff_member",
    "topics": "SELECT * FROM topic",
    "suggestions": "SELECT * FROM suggestion",
    "supports": "SELECT * FROM support",
    "ratings": "SELECT * FROM rating",
    "decisions": "SELECT * FROM decision",
    "replies": f"SELECT reply.*, customer.name AS customer FROM reply "
    f"{_OF_CUSTOMER.format('reply')}",
    "surveys": "SELECT * FROM survey",
    "questions": "SELECT * FROM question",
    "submissions": f"SELECT submission.*, customer.name AS customer FROM submission "
    f"{_OF_CUSTOMER.format('submission')}",
    "answers": "SELECT * FROM answer",
    "health_snapshots": "SELECT * FROM health_snapshot",
    "quarterly_reviews": "SELECT * FROM quarterly_review",
    "promises": "SELECT * FROM promise",
    "also_known": "SELECT * FROM also_known",
    "told_apart": "SELECT * FROM told_apart",
    "imports": "SELECT * FROM import_batch",
    "settings": "SELECT * FROM setting",
}
# Everything about one person: heading → query with her id.
_ABOUT = {
    "visits": "SELECT visit.*, staff_member.name AS staff_member FROM visit "
    f"{_OF_STAFF.format('visit')} WHERE customer_id = ? ORDER BY visited_on, visit.id",
    "touchpoints": "SELECT * FROM touchpoint WHERE customer_id = ? ORDER BY at, id",
    "consents": "SELECT * FROM consent WHERE customer_id = ? ORDER BY since_on, id",
    "checkin": "SELECT * FROM checkin WHERE customer_id = ?",
    "goals": "SELECT * FROM goal WHERE customer_id = ? ORDER BY set_on, id",
    "feedback": "SELECT feedback.*, topic.name AS topic, staff_member.name AS staff_member "
    f"FROM feedback LEFT JOIN topic ON topic.id = feedback.topic_id "
    f"{_OF_STAFF.format('feedback')} WHERE customer_id = ? ORDER BY said_at, feedback.id",
    "supported_suggestions": "SELECT DISTINCT suggestion.id, title, status FROM suggestion "
    "JOIN support ON support.suggestion_id = suggestion.id "
    "JOIN feedback ON feedback.id = support.feedback_id WHERE feedback.customer_id = ? "
    "ORDER BY suggestion.id",
    "replies": "SELECT reply.* FROM reply LEFT JOIN feedback ON feedback.id = reply.feedback_id "
    "WHERE coalesce(reply.customer_id, feedback.customer_id) = ? ORDER BY drafted_at, reply.id",
    "answers": "SELECT survey.title AS survey, submitted_at, question.wording AS question, "
    "question.kind, answer.number, answer.body FROM submission "
    "JOIN survey ON survey.id = submission.survey_id "
    "JOIN answer ON answer.submission_id = submission.id "
    "JOIN question ON question.id = answer.question_id "
    "WHERE submission.customer_id = ? ORDER BY submitted_at, answer.id",
    "health_snapshots": "SELECT * FROM health_snapshot WHERE customer_id = ? ORDER BY taken_on",
    "snoozes": "SELECT * FROM snooze WHERE customer_id = ? ORDER BY id",
}
# How our tables are tied together means nothing in a person's own record.
_TIES = ("customer_id", "staff_member_id", "topic_id", "reader", "sort_name")
_JSON = ("words", "why", "choices")


def everything(
    workspace: Workspace, folder: Path | str, progress: Progress | None = None
) -> list[Path]:
    """Write every noun of the shop to a CSV file of its own; gives the files.

    Amounts are decimal numbers, days and instants ISO. The files come to their places when all
    of them are whole. Raises KnownError `export_failed` and `cancelled` (from `progress`).
    """
    files = [Path(folder) / f"{name}.csv" for name in TABLES]
    with ExitStack() as whole:
        for done, (path, query) in enumerate(zip(files, TABLES.values(), strict=True)):
            if progress:
                progress.step(done, len(TABLES))
            _noun(workspace, whole.enter_context(replacing(path)), query)
    return files


def _noun(workspace: Workspace, path: Path, query: str) -> None:
    headers = _headers(workspace, query)
    rows = (list(_cells(row).values()) for row in workspace.each(f"{query} ORDER BY 1"))
    write_csv(path, [_heading(header) for header in headers], rows)


def _headers(workspace: Workspace, query: str) -> list[str]:
    """The columns of a query, also of one without rows: a left join to nothing has one."""
    row = workspace.row(f"SELECT found.* FROM (SELECT 1) LEFT JOIN ({query} LIMIT 0) AS found")
    assert row is not None
    return list(row.keys())


def _heading(column: str) -> str:
    return "amount" if column == "amount_minor" else column


def _cells(row: sqlite3.Row) -> dict[str, Any]:
    return {
        column: _amount(value) if column == "amount_minor" else value
        for column, value in zip(row.keys(), row, strict=True)
    }


def _amount(minor: int | None) -> Any:
    return None if minor is None else _Number(Decimal(minor).scaleb(-2))


class _Number(float):
    """An amount that is written with its two decimals."""

    def __new__(cls, amount: Decimal) -> _Number:
        return super().__new__(cls, amount)

    def __str__(self) -> str:
        return f"{float(self):.2f}"

    __repr__ = __str__


def person(workspace: Workspace, customer_id: int) -> dict[str, Any]:
    """Everything the shop knows of one person, ready for JSON. Raises Missing."""
    row = workspace.row("SELECT * FROM customer WHERE id = ?", [customer_id])
    if row is None:
        raise Missing("customer", customer_id)
    record: dict[str, Any] = {"customer": _readable(row)}
    for heading, query in _ABOUT.items():
        record[heading] = [_readable(found) for found in workspace.rows(query, [customer_id])]
    record["written_at"] = workspace.clock.now().isoformat()
    return record


def _readable(row: sqlite3.Row) -> dict[str, Any]:
    """A row by names that a person understands: amounts in money, lists as lists."""
    readable: dict[str, Any] = {}
    for column, value in zip(row.keys(), row, strict=True):
        if column in _TIES:
            continue
        if column == "amount_minor":
            readable["amount"] = None if value is None else value / 100
        elif column in _JSON and value:
            readable[column] = json.loads(value)
        else:
            readable[column] = value
    return readable
