"""The museum of files: what a file in tests/data/imports becomes, as its expectation says it.

`python -m tests.museum FILE` writes `FILE.expected.json` as the file comes in now, under the
`shop` and `said` that stand there already. Read it line by line against the file before it stays.
"""

from __future__ import annotations

import json
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from core.clock import FixedClock
from core.exchange import imports
from core.exchange.imports import Batch, Said
from core.store import settings
from core.store.workspace import Workspace

FILES = Path(__file__).parent / "data" / "imports"
ENDING = ".expected.json"
FIGURES = ("rows", "created", "updated", "skipped", "problems")
# What is told of every noun: the query of its rows, their order as a person would look them up.
_TOLD = {
    "customers": "SELECT name, first_name, reference, email, phone, language, born_on, "
    "joined_on, note FROM customer ORDER BY name, reference, email, phone",
    "visits": "SELECT customer.name AS customer, visited_on, services, amount_minor AS amount, "
    "currency, staff_member.name AS staff, status, visit.note FROM visit "
    "LEFT JOIN customer ON customer.id = visit.customer_id "
    "LEFT JOIN staff_member ON staff_member.id = visit.staff_member_id "
    "ORDER BY visited_on, customer.name, services, visit.id",
    "consents": "SELECT customer.name AS customer, channel, state, source FROM consent "
    "JOIN customer ON customer.id = consent.customer_id ORDER BY customer.name, channel",
    "feedback": "SELECT customer.name AS customer, kind, channel, body, said_at, asks_reply, "
    "staff_member.name AS staff FROM feedback "
    "LEFT JOIN customer ON customer.id = feedback.customer_id "
    "LEFT JOIN staff_member ON staff_member.id = feedback.staff_member_id "
    "ORDER BY said_at, body",
    "touchpoints": "SELECT customer.name AS customer, at, channel, direction, reason, "
    "touchpoint.note FROM touchpoint JOIN customer ON customer.id = touchpoint.customer_id "
    "ORDER BY at, customer.name",
    "surveys": "SELECT id, title FROM survey ORDER BY title",
}
_QUESTIONS = "SELECT kind, wording, choices FROM question WHERE survey_id = ? ORDER BY position"
_SUBMISSIONS = (
    "SELECT submission.id, customer.name AS customer, submitted_at, staff_member.name AS staff "
    "FROM submission LEFT JOIN customer ON customer.id = submission.customer_id "
    "LEFT JOIN staff_member ON staff_member.id = submission.staff_member_id "
    "WHERE survey_id = ? ORDER BY submitted_at, submission.id"
)
_ANSWERS = (
    "SELECT wording, coalesce(body, number) FROM answer "
    "JOIN question ON question.id = answer.question_id WHERE submission_id = ? "
    "ORDER BY position, answer.id"
)


def pieces() -> list[str]:
    """The names of the files that have an expectation beside them."""
    return sorted(path.name.removesuffix(ENDING) for path in FILES.glob(f"*{ENDING}"))


def expectation(name: str) -> dict[str, Any]:
    """What a file must become.

    `shop` are the settings it comes into, `said` what the owner says of it; both may be left
    out. Amounts are in hundredths; what a record does not name must be empty.
    """
    found: dict[str, Any] = json.loads((FILES / f"{name}{ENDING}").read_text(encoding="utf-8"))
    return found


def furnish(workspace: Workspace, expected: dict[str, Any]) -> Said:
    """Put the settings of the expected shop in place; gives what its owner says of the file."""
    for key, value in expected.get("shop", {}).items():
        setting = next(setting for setting in settings.ALL if setting.key == key)
        settings.put(workspace, setting, value)
    return Said(**expected.get("said", {}))


def told(workspace: Workspace, batch: Batch, expected: dict[str, Any]) -> dict[str, Any]:
    """The shop and the import as an expectation tells them."""
    content: dict[str, Any] = {
        noun: [_filled(dict(row)) for row in workspace.rows(query)] for noun, query in _TOLD.items()
    }
    content["surveys"] = [_survey(workspace, survey) for survey in content["surveys"]]
    return {
        **{part: expected[part] for part in ("shop", "said") if part in expected},
        "source": batch.source,
        "kind": batch.kind,
        "figures": {name: getattr(batch, name) for name in FIGURES},
        "problems": [f"row {problem.row}: {problem.text()}" for problem in batch.row_problems],
        **{noun: records for noun, records in content.items() if records},
    }


def _filled(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if value not in (None, "")}


def _survey(workspace: Workspace, survey: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": survey["title"],
        "questions": [
            _filled(
                {
                    "kind": row["kind"],
                    "wording": row["wording"],
                    "choices": json.loads(row["choices"]) if row["choices"] else "",
                }
            )
            for row in workspace.rows(_QUESTIONS, [survey["id"]])
        ],
        "submissions": [
            {
                **_filled({name: row[name] for name in ("customer", "submitted_at", "staff")}),
                "answers": _answers(workspace, row["id"]),
            }
            for row in workspace.rows(_SUBMISSIONS, [survey["id"]])
        ],
    }


def _answers(workspace: Workspace, submission_id: int) -> dict[str, Any]:
    """What was answered to each question; several choices of one question as a list."""
    found: dict[str, list[Any]] = {}
    for wording, answer in workspace.rows(_ANSWERS, [submission_id]):
        found.setdefault(wording, []).append(answer)
    return {
        wording: answers if len(answers) > 1 else answers[0] for wording, answers in found.items()
    }


def written(expected: dict[str, Any]) -> str:
    """An expectation with one record to a line."""
    parts = []
    for name, value in expected.items():
        if isinstance(value, list) and value:
            lines = [f"    {json.dumps(entry, ensure_ascii=False)}" for entry in value]
            parts.append(f'  "{name}": [\n' + ",\n".join(lines) + "\n  ]")
        else:
            parts.append(f'  "{name}": {json.dumps(value, ensure_ascii=False)}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main() -> None:
    """Write down what files become now."""
    for name in (Path(argument).name for argument in sys.argv[1:]):
        path = FILES / f"{name}{ENDING}"
        expected = expectation(name) if path.exists() else {}
        clock = FixedClock("2026-09-21T08:00:00Z", zone="Europe/Prague")
        with closing(Workspace.in_memory(clock=clock)) as workspace:
            batch = imports.bring_in(workspace, FILES / name, furnish(workspace, expected))
            found = told(workspace, batch, expected)
        path.write_text(written(found), encoding="utf-8")


if __name__ == "__main__":
    main()
