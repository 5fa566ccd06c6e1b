"""Everything out again: the whole shop as a folder of CSV, a person as one record."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import KnownError, Missing
from core.exchange import column_words
from core.exchange.sheets_out import delimiter_in, replacing, table, write_csv
from core.exchange.shop_tables import TABLES, stable_heading
from core.i18n import N_
from core.progress import Progress
from core.store import settings

if TYPE_CHECKING:
    from core.store.workspace import Workspace

__all__ = ["TABLES", "everything", "person", "person_file", "table"]

_OF_STAFF = "LEFT JOIN staff_member ON staff_member.id = {0}.staff_member_id"
# Everything about one person: heading → query with her id.
_ABOUT = {
    "also_known": "SELECT reference, name, phone, email, merged_at FROM also_known "
    "WHERE customer_id = ? ORDER BY merged_at, id",
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
    "pinned_stages": "SELECT * FROM pinned_stage WHERE customer_id = ? ORDER BY pinned_on, id",
    "pulses": "SELECT * FROM pulse WHERE customer_id = ? ORDER BY set_on, id",
}
# How our tables are tied together means nothing in a person's own record.
_TIES = ("customer_id", "staff_member_id", "topic_id", "reader", "sort_name")
_JSON = ("words", "why", "choices")


def everything(
    workspace: Workspace,
    folder: Path | str,
    progress: Progress | None = None,
    headings: str | None = None,
) -> list[Path]:
    """Write every noun of the shop to a CSV file of its own; gives the files.

    Files and columns are named in the shop's language ("owner") or by stable names ("english");
    `headings` goes before the setting. Days and instants are ISO, amounts decimal numbers; beside
    headings in Czech and Latvian with a comma, and semicolons between cells. The files come to
    their places when all of them are whole; what is saved meanwhile waits, so that they tell of
    one and the same moment. Raises KnownError `export_failed`, `unknown_headings` and `cancelled`
    (from `progress`).
    """
    language = _language(workspace, headings)
    files = []
    with workspace.alone(), ExitStack() as whole:
        for done, table in enumerate(TABLES):
            counted = _Counted(progress, done)
            files.append(Path(folder) / column_words.file_name(table, language))
            _noun(workspace, whole.enter_context(replacing(files[-1])), table, language, counted)
    return files


def _language(workspace: Workspace, headings: str | None) -> str | None:
    """The language of the headings, None for the stable names."""
    known = [choice for choice, _label in settings.EXPORT_HEADINGS.choices]
    wanted = headings or settings.get(workspace, settings.EXPORT_HEADINGS)
    if wanted not in known:
        raise KnownError(
            "unknown_headings", N_("“{value}” is not a sort of headings."), value=wanted
        )
    return settings.get(workspace, settings.LANGUAGE) if wanted == "owner" else None


class _Counted:
    """Tells of the tables done, and asks among their rows whether to go on."""

    def __init__(self, progress: Progress | None, done: int) -> None:
        self._progress, self._done = progress, done

    def step(self, _done: int, _total: int) -> None:
        if self._progress:
            self._progress.step(self._done, len(TABLES))


def _noun(
    workspace: Workspace, path: Path, table: str, language: str | None, progress: Progress
) -> None:
    columns = columns_of(workspace, table)
    headings = column_words.headings(table, list(map(stable_heading, columns)), language)
    amount = columns.index("amount_minor") if "amount_minor" in columns else None
    rows = workspace.each(f"{TABLES[table]} ORDER BY 1")
    priced = rows if amount is None else _priced(rows, amount)
    write_csv(path, headings, priced, progress, delimiter_in(language))


def columns_of(workspace: Workspace, table: str) -> list[str]:
    """The columns of a table's query, also where it has no rows."""
    # A left join to nothing has one.
    query = f"SELECT found.* FROM (SELECT 1) LEFT JOIN ({TABLES[table]} LIMIT 0) AS found"
    row = workspace.row(query)
    assert row is not None
    return list(row.keys())


def _priced(rows: Iterable[sqlite3.Row], at: int) -> Iterator[list[Any]]:
    for row in rows:
        cells = list(row)
        if cells[at] is not None:
            cells[at] = Decimal(cells[at]).scaleb(-2)
        yield cells


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


def person_file(workspace: Workspace, customer_id: int, path: Path | str) -> Path:
    """Write everything about one person as JSON. Raises Missing, KnownError `export_failed`."""
    path = Path(path)
    record = json.dumps(person(workspace, customer_id), ensure_ascii=False, indent=2)
    with replacing(path) as half_made:
        half_made.write_text(record + "\n", encoding="utf-8")
    return path


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
