"""What each column becomes: told above the rows, changed by the owner, remembered for next time."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from core.people import customers
from desktop import theme
from desktop.desk import Desk
from desktop.exchange import words
from desktop.exchange.exchange_page import ExchangePage

FOREGROUND = Qt.ItemDataRole.ForegroundRole
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
TIES = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PEOPLE = "Name,Nickname,E-mail\n{name},{nick},{nick}@example.com\n"


@pytest.fixture
def look_at(page: ExchangePage, desk: Desk, tmp_path: Path) -> Callable[..., None]:
    def look(text: str, name: str = "people.csv") -> None:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        page.look_at(path)
        desk.tasks.wait_idle()

    return look


@pytest.fixture
def choose(page: ExchangePage, desk: Desk) -> Callable[[str, str], None]:
    def take(heading: str, field: str) -> None:
        choice = page.file.columns.choice(heading)
        choice.set_value(field)
        choice.chosen.emit(field)
        desk.tasks.wait_idle()

    return take


def bring_in(page: ExchangePage, desk: Desk) -> None:
    page.bring_in()
    desk.tasks.wait_idle()


def test_above_the_rows_stands_what_each_column_becomes(
    page: ExchangePage, look_at, choose
) -> None:
    look_at(PEOPLE.format(name="Mona Hartley", nick="mo"))
    assert page.file.table.heading(0) == "Name\nbecomes: Whole name"
    assert page.file.table.heading(1) == "Nickname\nbecomes: Kept in the note"
    choose("Nickname", "nowhere")
    assert page.file.table.heading(1) == "Nickname\nbecomes: left out"
    inks = [page.file.table.model().index(0, at).data(FOREGROUND) for at in (0, 1)]
    assert inks == [None, theme.color("ink_soft")]


def test_columns_without_a_place_are_told_to_go_into_the_note(
    page: ExchangePage, look_at, words_in: Callable[..., str]
) -> None:
    look_at(PEOPLE.format(name="Mona Hartley", nick="mo"))
    told = "1 column has no place of its own here and is kept in the note."
    assert told in words_in(page.file)


def test_the_next_file_with_these_headings_is_read_as_the_owner_said(
    page: ExchangePage, desk: Desk, look_at, choose, words_in: Callable[..., str]
) -> None:
    look_at(PEOPLE.format(name="Mona Hartley", nick="mo"))
    assert not page.file.anew.isVisible()
    choose("Nickname", "name")
    bring_in(page, desk)
    look_at(PEOPLE.format(name="Roy Pemberton", nick="roy"), "more.csv")
    assert "The columns are as you said last time." in words_in(page.file)
    assert page.file.columns.choice("Nickname").value() == "name"
    bring_in(page, desk)
    assert {line.customer.name for line in customers.find(desk.workspace)} == {"mo", "roy"}


def test_a_change_starts_from_what_was_said_last_time(
    page: ExchangePage, desk: Desk, look_at, choose
) -> None:
    look_at(PEOPLE.format(name="Mona Hartley", nick="mo"))
    choose("Nickname", "name")
    bring_in(page, desk)
    look_at(PEOPLE.format(name="Roy Pemberton", nick="roy"), "more.csv")
    choose("E-mail", "nowhere")
    assert page.file.columns.choice("Nickname").value() == "name"
    assert page.file.columns.choice("E-mail").value() == "nowhere"
    assert not page.file.anew.isVisible()


def test_what_was_said_last_time_can_be_found_out_anew(
    page: ExchangePage, desk: Desk, look_at, choose
) -> None:
    look_at(PEOPLE.format(name="Mona Hartley", nick="mo"))
    choose("Nickname", "name")
    bring_in(page, desk)
    look_at(PEOPLE.format(name="Roy Pemberton", nick="roy"), "more.csv")
    page.file.anew.click()
    desk.tasks.wait_idle()
    assert page.file.columns.choice("Name").value() == "name"
    assert page.file.columns.choice("Nickname").value() == ""
    bring_in(page, desk)
    assert "Roy Pemberton" in {line.customer.name for line in customers.find(desk.workspace)}
    look_at(PEOPLE.format(name="Ada Winslow", nick="ada"), "third.csv")
    assert page.file.columns.choice("Name").value() == "name"


def test_a_press_on_a_heading_leads_to_its_choice(page: ExchangePage, look_at) -> None:
    heads = ",".join(["Name", *(f"Question {n}" for n in range(99))])
    look_at(f"{heads}\nMona Hartley{',x' * 99}\n")
    page.file.table.horizontalHeader().sectionClicked.emit(90)
    assert page.file.columns.choice("Question 89").hasFocus()


def sheet_of(*rows: tuple[str, ...]) -> str:
    """A sheet as Excel keeps it, its texts in place."""
    lines = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in row) + "</row>"
        for row in rows
    )
    return f"<worksheet {MAIN}><sheetData>{lines}</sheetData></worksheet>"


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A workbook of two sheets."""
    head = ("Name", "E-mail")
    sheets = {
        "Summer": sheet_of(head, ("Mona Hartley", "mona@example.com")),
        "Winter": sheet_of(head, ("Roy Pemberton", "roy@example.com")),
    }
    entries = "".join(
        f'<sheet name="{name}" sheetId="{at}" r:id="r{at}"/>' for at, name in enumerate(sheets, 1)
    )
    ties = "".join(
        f'<Relationship Id="r{at}" Type="{OFFICE}/worksheet" Target="worksheets/s{at}.xml"/>'
        for at in (1, 2)
    )
    path = tmp_path / "people.xlsx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(
            "_rels/.rels",
            f'<Relationships {TIES}><Relationship Id="b" Type="{OFFICE}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        packed.writestr(
            "xl/workbook.xml",
            f'<workbook {MAIN} xmlns:r="{OFFICE}"><sheets>{entries}</sheets></workbook>',
        )
        packed.writestr(
            "xl/_rels/workbook.xml.rels", f"<Relationships {TIES}>{ties}</Relationships>"
        )
        for at, sheet in enumerate(sheets.values(), 1):
            packed.writestr(f"xl/worksheets/s{at}.xml", sheet)
    return path


def test_of_several_sheets_the_owner_chooses(
    page: ExchangePage, desk: Desk, workbook: Path
) -> None:
    page.look_at(workbook)
    desk.tasks.wait_idle()
    assert page.file.sheet.isVisible()
    assert page.file.sheet.value() == "Summer"
    page.file.sheet.set_value("Winter")
    page.file.sheet.chosen.emit("Winter")
    desk.tasks.wait_idle()
    bring_in(page, desk)
    assert [line.customer.name for line in customers.find(desk.workspace)] == ["Roy Pemberton"]


def test_a_single_table_asks_for_no_sheet(page: ExchangePage, look_at) -> None:
    look_at(PEOPLE.format(name="Mona Hartley", nick="mo"))
    assert not page.file.sheet.isVisible()


@pytest.mark.parametrize(
    ("kind", "fields", "sentences"),
    [
        ("customers", ["", "note"], 1),
        ("customers", ["phone"], 0),
        ("visits", [""], 2),
        ("visits", ["name", "amount"], 1),
        ("feedback", ["name", "date"], 1),
        ("feedback", ["body"], 0),
        ("survey", ["date"], 1),
        ("survey", [""], 0),
    ],
)
def test_each_thing_that_is_missing_has_its_sentence(
    kind: str, fields: list[str], sentences: int
) -> None:
    assert len(words.missing(kind, fields)) == sentences
