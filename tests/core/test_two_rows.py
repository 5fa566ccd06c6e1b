"""SurveyMonkey's two rows of headings become one, in CSV and in workbooks."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.exchange import imports, tables
from core.store.workspace import Workspace

FIRST = [
    "Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address",
    "First Name", "Last Name", "Custom Data 1", "How was it?", "What did you have?", "", "",
    "Anything else?",
]  # fmt: skip
SECOND = [*[""] * 9, "Response", "Cut", "Colour", "Other (please specify)", "Open-Ended Response"]
ROWS = [
    ["11", "5", "09/01/2026 10:00:00 AM", "09/01/2026 10:05:00 AM", "", "e@example.cz", "Eva",
     "Malá", "", "5", "Cut", "", "a wash", "Lovely, as always."],
    ["12", "5", "09/02/2026 10:00:00 AM", "09/02/2026 10:05:00 AM", "", "", "", "", "", "3", "",
     "Colour", "", ""],
]  # fmt: skip
QUESTIONS = (
    "How was it?",
    "What did you have? – Cut",
    "What did you have? – Colour",
    "What did you have? – Other (please specify)",
    "Anything else?",
)


def in_text(folder: Path, *rows: list[str]) -> Path:
    path = folder / "Salon survey.csv"
    lines = [",".join(f'"{cell}"' for cell in row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def in_workbook(folder: Path, *rows: list[str]) -> Path:
    import xlsxwriter

    path = folder / "Salon survey.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        sheet.merge_range(0, 10, 0, 12, FIRST[10])
        sheet.merge_range(0, 0, 1, 0, FIRST[0])
    return path


@pytest.mark.parametrize("write", [in_text, in_workbook])
def test_a_question_and_its_choices_are_one_heading_each(tmp_path: Path, write) -> None:  # type: ignore[no-untyped-def]
    table = tables.find(write(tmp_path, FIRST, SECOND, *ROWS))
    assert table.header_row == 2
    assert table.headers == (*FIRST[:9], *QUESTIONS)
    assert [number for number, _cells in table.rows()] == [3, 4]


@pytest.mark.parametrize("write", [in_text, in_workbook])
def test_answers_come_in_under_the_joined_questions(
    workspace: Workspace,
    tmp_path: Path,
    write,  # type: ignore[no-untyped-def]
) -> None:
    batch = imports.bring_in(workspace, write(tmp_path, FIRST, SECOND, *ROWS))
    assert (batch.source, batch.kind, batch.created) == ("surveymonkey", "survey", 2)
    again = imports.bring_in(workspace, write(tmp_path, FIRST, SECOND, *ROWS))
    assert again.skipped == 2


def test_without_a_second_row_of_headings_the_first_answer_is_one(tmp_path: Path) -> None:
    table = tables.find(in_text(tmp_path, FIRST, *ROWS))
    assert table.header_row == 1
    assert [number for number, _cells in table.rows()] == [2, 3]


def test_only_surveymonkeys_headings_are_joined(tmp_path: Path) -> None:
    table = tables.find(in_text(tmp_path, ["", "name", "phone"], ["", "Response", "1"]))
    assert (table.header_row, table.headers[1:]) == (1, ("name", "phone"))
