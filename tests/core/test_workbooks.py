"""Workbooks as programs and people make them: many sheets, merged cells, and some that burst."""

from __future__ import annotations

import datetime as dt
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.errors import KnownError
from core.exchange import imports, tables, unpacking
from core.exchange.imports import Said
from core.store.workspace import Workspace

HEAD = ["name", "date", "amount", "note"]
DAY = dt.date(2026, 9, 1)


def made(path: Path, fill: Callable[[Any], None]) -> Path:
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        fill(book)
    return path


def sheet_of(book: Any, name: str, *rows: list[object]) -> Any:
    sheet = book.add_worksheet(name)
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    return sheet


def refused(path: Path) -> str:
    with pytest.raises(KnownError) as error:
        tables.find(path)
    assert path.name in error.value.text()
    return error.value.code


def cells_of(path: Path) -> list[object]:
    return [cells for _number, cells in tables.find(path).rows()]


# -- files packed together --------------------------------------------------------------


@pytest.mark.parametrize(
    ("inside", "is_packed"),
    [
        ("Satisfaction survey.csv", True),
        ("Takeout/book.xlsx", True),
        ("word/document.xml", False),
        ("Index/Document.iwa", False),
    ],
)
def test_a_zip_is_to_be_unpacked_and_a_letter_is_no_table(
    tmp_path: Path, inside: str, is_packed: bool
) -> None:
    path = tmp_path / "Survey.csv.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(inside, "name,phone\nEva,777123456\n")
    with pytest.raises(KnownError, match="not_a_table") as error:
        tables.find(path)
    assert ("Please unpack it" in error.value.text()) == is_packed
    assert path.name in error.value.text()


# -- sheets -----------------------------------------------------------------------------


def test_the_sheet_with_most_known_headings_is_taken_and_another_can_be_named(
    workspace: Workspace, tmp_path: Path
) -> None:
    def fill(book: Any) -> None:
        sheet_of(book, "Notes", ["name", "alpha", "beta"], ["x", "y", "z"])
        sheet_of(book, "Visits", HEAD, ["Eva", "1.9.2026", 5, ""])
        sheet_of(book, "Old", ["name", "date", "x"], ["Ada", "1.9.2025", 7])
        sheet_of(book, "Hidden", [*HEAD, "phone", "email"]).hide()
        sheet_of(book, "Blank", [" ", "  "])
        book.add_chartsheet("Chart").set_chart(_chart(book))

    path = made(tmp_path / "book.xlsx", fill)
    shown = imports.preview(workspace, path)
    assert (shown.sheet, shown.sheets) == ("Visits", ("Notes", "Visits", "Old", "Blank"))
    assert imports.preview(workspace, path, Said(sheet="Old")).sheet == "Old"


def _chart(book: Any) -> Any:
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Visits!$C$2:$C$2"})
    return chart


def test_a_workbook_with_hidden_sheets_only_is_still_read(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        book.add_worksheet("Cover")
        sheet_of(book, "List", HEAD, ["Eva", "1.9.2026", 5, ""]).very_hidden()

    path = made(tmp_path / "book.xlsx", fill)
    assert refused(path) == "empty_file"


# -- cells ------------------------------------------------------------------------------


def test_cells_are_what_a_person_would_have_typed(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = sheet_of(book, "List", [*HEAD, "x", "y", "z", "w"])
        sheet.write_row(1, 0, ["Eva"])
        sheet.write_datetime(1, 1, DAY, book.add_format({"num_format": 14}))
        sheet.write_formula(1, 2, "=2*600.25", None, 1200.5)
        sheet.write_boolean(1, 3, True)
        sheet.write_formula(1, 4, "=NA()", None, "#N/A")
        sheet.write_number(1, 5, 0.25, book.add_format({"num_format": "0%"}))
        sheet.write_datetime(
            1, 6, dt.datetime.combine(DAY, dt.time(14, 30)), book.add_format({"num_format": 22})
        )
        sheet.write_number(1, 7, 777100200)

    (cells,) = cells_of(made(tmp_path / "cells.xlsx", fill))
    assert cells == [
        "Eva", "2026-09-01", "1200.5", "yes", "", "0.25", "2026-09-01 14:30:00", "777100200",
    ]  # fmt: skip


def test_days_that_lost_their_format_are_still_days(workspace: Workspace, tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet_of(book, "List", HEAD, ["Eva", 46266, 5, ""], ["Ada", 46267.5, 5, ""], ["Iva", 7, 1])

    batch = imports.bring_in(workspace, made(tmp_path / "numbers.xlsx", fill))
    assert [row[0] for row in workspace.rows("SELECT visited_on FROM visit ORDER BY 1")] == [
        "2026-09-01",
        "2026-09-02",
    ]
    assert [problem.row for problem in batch.row_problems] == [4]


def test_a_name_or_day_merged_over_rows_stands_in_each_and_a_sum_in_one(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = sheet_of(book, "List", ["Visits of May"], [], HEAD)
        sheet.merge_range(0, 0, 1, 3, "Visits of May")
        sheet.merge_range(3, 0, 5, 0, "Eva Malá")
        sheet.merge_range(3, 1, 4, 1, "")
        sheet.write_datetime(3, 1, dt.date(2026, 5, 1), book.add_format({"num_format": 14}))
        sheet.merge_range(3, 2, 5, 2, 900)
        for row, note in enumerate(("cut", "colour", "wash"), start=3):
            sheet.write(row, 3, note)

    assert cells_of(made(tmp_path / "merged.xlsx", fill)) == [
        ["Eva Malá", "2026-05-01", "900", "cut"],
        ["Eva Malá", "2026-05-01", "", "colour"],
        ["Eva Malá", "", "", "wash"],
    ]


def test_a_million_empty_rows_that_are_only_formatted_cost_nothing(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = sheet_of(book, "List", HEAD, ["Eva", "1.9.2026", 5, ""])
        bold = book.add_format({"bold": True})
        for row in range(2, 1_048_576, 10_000):
            sheet.write_blank(row, 0, None, bold)
        sheet.write_blank(1_048_575, 16_383, None, bold)

    path = made(tmp_path / "formatted.xlsx", fill)
    assert cells_of(path) == [["Eva", "1.9.2026", "5", ""]]


def test_columns_that_begin_further_right_and_below_are_read(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(4, 3, HEAD)
        sheet.write_row(5, 3, ["Eva", "1.9.2026", 5, "x"])

    table = tables.find(made(tmp_path / "aside.xlsx", fill))
    assert list(table.rows()) == [(6, ["Eva", "1.9.2026", "5", "x"])]


# -- what bursts ------------------------------------------------------------------------


@pytest.fixture
def little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a computer held a mebibyte, so that bombs are quickly made."""
    monkeypatch.setattr(unpacking, "MOST_UNPACKED", 1 << 20)


def plain(path: Path) -> Path:
    return made(path, lambda book: sheet_of(book, "List", HEAD, ["Eva", "1.9.2026", 5, "u okna"]))


def changed(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The same workbook with one part changed, packed anew."""
    with zipfile.ZipFile(path) as packed:
        parts = {entry.filename: packed.read(entry) for entry in packed.infolist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return path


SHEET = "xl/worksheets/sheet1.xml"


def test_a_cell_at_the_far_end_does_not_fill_the_memory(tmp_path: Path) -> None:
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    path = changed(
        plain(tmp_path / "far.xlsx"), SHEET, lambda xml: xml.replace(b"</sheetData>", far)
    )
    assert refused(path) == "too_large"


@pytest.mark.usefixtures("little_memory")
def test_a_bomb_that_says_its_size_is_refused(tmp_path: Path) -> None:
    path = changed(
        plain(tmp_path / "bomb.xlsx"), SHEET, lambda xml: xml + b" " * (unpacking.MOST_UNPACKED + 1)
    )
    assert refused(path) == "too_large"


@pytest.mark.usefixtures("little_memory")
def test_a_bomb_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = changed(
        plain(tmp_path / "liar.xlsx"), SHEET, lambda xml: xml + b" " * (unpacking.MOST_UNPACKED + 1)
    )
    content = path.read_bytes()
    real = struct.pack(
        "<L", unpacking.MOST_UNPACKED + 1 + len(_sheet_of(plain(tmp_path / "p.xlsx")))
    )
    assert content.count(real) == 2
    path.write_bytes(content.replace(real, struct.pack("<L", 1000)))
    assert refused(path) == "too_large"


def _sheet_of(path: Path) -> bytes:
    with zipfile.ZipFile(path) as packed:
        return packed.read(SHEET)


@pytest.mark.usefixtures("little_memory")
def test_one_long_text_in_very_many_cells_is_refused(tmp_path: Path) -> None:
    path = changed(
        plain(tmp_path / "texts.xlsx"),
        "xl/sharedStrings.xml",
        lambda xml: xml.replace(b"Eva", b"E" * 100_000),
    )
    cells = b"".join(
        b'<row r="%d"><c r="A%d" t="s"><v>4</v></c></row>' % (row, row) for row in range(3, 2000)
    )
    path = changed(path, SHEET, lambda xml: xml.replace(b"</sheetData>", cells + b"</sheetData>"))
    assert refused(path) == "too_large"


@pytest.mark.usefixtures("little_memory")
def test_what_is_packed_inside_is_never_opened(workspace: Workspace, tmp_path: Path) -> None:
    path = plain(tmp_path / "nested.xlsx")
    inner = tmp_path / "inner.zip"
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("zeros", bytes(unpacking.MOST_UNPACKED + 1))
    with zipfile.ZipFile(path, "a") as packed:
        packed.write(inner, "xl/embeddings/inner.zip")
    assert imports.bring_in(workspace, path).created == 1


def test_the_list_of_contents_may_be_missing(workspace: Workspace, tmp_path: Path) -> None:
    path = plain(tmp_path / "bare.xlsx")
    with zipfile.ZipFile(path) as packed:
        parts = {entry.filename: packed.read(entry) for entry in packed.infolist()}
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in parts.items():
            if name != "[Content_Types].xml":
                packed.writestr(name, content)
    assert imports.bring_in(workspace, path).created == 1


def test_a_far_cell_that_names_only_its_row_does_not_fill_the_memory(tmp_path: Path) -> None:
    wide = b'<row r="9"><c r="ZZ9"><v>1</v></c></row><row r="1048576"><c><v>1</v></c></row>'
    path = changed(
        plain(tmp_path / "far.xlsx"),
        SHEET,
        lambda xml: xml.replace(b"</sheetData>", wide + b"</sheetData>"),
    )
    assert refused(path) == "too_large"


@pytest.mark.parametrize(
    "parts",
    [
        {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"},
        {"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>"},
        {"readme.txt": "name,phone"},
        {},
    ],
)
def test_other_packed_files_are_no_tables(tmp_path: Path, parts: dict[str, str]) -> None:
    path = tmp_path / "renamed.xlsx"
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    assert refused(path) == "not_a_table"


# -- .ods -------------------------------------------------------------------------------

_OPEN = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
    '<office:spreadsheet><table:table table:name="List">{}</table:table></office:spreadsheet>'
    "</office:body></office:document-content>"
)


_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="{}"/></manifest:manifest>'
)


def cell(text: str, times: int = 1) -> str:
    return (
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{times}">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def row(*cells: str, times: int = 1) -> str:
    inside = "".join(cells)
    return f'<table:table-row table:number-rows-repeated="{times}">{inside}</table:table-row>'


def open_document(path: Path, *rows: str) -> Path:
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", kind)
        packed.writestr("META-INF/manifest.xml", _MANIFEST.format(kind))
        packed.writestr("content.xml", _OPEN.format("".join(rows)))
    return path


def test_the_empty_rest_of_an_open_document_costs_nothing(tmp_path: Path) -> None:
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    head, eva = row(cell("name"), cell("phone")), row(cell("Eva"), cell("1"))
    path = open_document(tmp_path / "list.ods", head, eva, row(empty, times=1_048_574))
    assert cells_of(path) == [["Eva", "1"]]


@pytest.mark.parametrize(
    "rest",
    [
        row(cell("x", times=16_384), times=1_000_000),
        row("<table:table-cell/>", times=1_048_570)
        + row('<table:table-cell table:number-columns-repeated="16380"/>', cell("x")),
    ],
)
def test_an_open_document_that_would_burst_is_refused(tmp_path: Path, rest: str) -> None:
    head = row(cell("name"), cell("phone"))
    assert refused(open_document(tmp_path / "bomb.ods", head, rest)) == "too_large"
