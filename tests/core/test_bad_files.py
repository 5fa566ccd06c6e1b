"""Whatever bytes come: a table or a sentence, row numbers that are right, nothing half in."""

from __future__ import annotations

import codecs
import io
import random
import zipfile
from contextlib import closing
from itertools import product
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.errors import KnownError
from core.exchange import imports, plan, records, tables
from core.exchange.imports import Batch
from core.exchange.tables import Unread
from core.store.workspace import Workspace

ENCODINGS = (
    "utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-16-le", "cp1250", "iso8859_2", "cp852",
)  # fmt: skip
BOMS = {"utf-16-be": codecs.BOM_UTF16_BE, "utf-16-le": codecs.BOM_UTF16_LE}
PEOPLE = ("Žofie Dvořáková", "Šárka Něničková", "Řehoř Kučera", "Věra Růžičková", "Jiří Tesař")
LONG = "Dlouhá poznámka, příště u okna. " * 1250
TROUBLES = ("none", "quotes", "ragged", "long", "zeros")


def put(folder: Path, content: str | bytes, name: str = "table.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def taken(workspace: Workspace, path: Path) -> Batch:
    batch = imports.bring_in(workspace, path)
    assert batch.rows == batch.created + batch.updated + batch.skipped + batch.problems
    return batch


def names(workspace: Workspace) -> list[str]:
    return [row[0] for row in workspace.rows("SELECT name FROM customer ORDER BY id")]


def rows_of(path: Path) -> list[tuple[int, list[str] | Unread]]:
    return list(tables.find(path).rows())


def refused(path: Path) -> str:
    with pytest.raises(KnownError) as error:
        tables.find(path)
    assert path.name in error.value.text()
    return error.value.code


# -- the matrix -------------------------------------------------------------------------


def troubled(mark: str, trouble: str) -> tuple[str, int, list[int]]:
    """A list of customers, how many come in, and the numbers of the rows that do not."""
    lines = [mark.join(("jméno a příjmení", "telefon", "poznámka"))]
    lines += [mark.join((name, f"77710020{at}", "u okna")) for at, name in enumerate(PEOPLE)]
    if trouble == "quotes":
        lines.insert(2, mark.join(("Eva", "777100300", '"nikdy nezavřená')))
        return "\r\n".join(lines) + "\r\n", 5, [3]
    if trouble == "ragged":
        lines.insert(2, "Eva Malá")
        lines.insert(3, mark.join(("Ota Malý", "777100301", "u dveří", "navíc", "ještě")))
        return "\r\n".join(lines) + "\r\n", 7, []
    if trouble == "long":
        lines.insert(2, mark.join(("Eva Malá", "777100302", f'"{LONG}"')))
        return "\r\n".join(lines) + "\r\n", 6, []
    if trouble == "zeros":
        lines.insert(2, mark.join(("Eva\x00 Malá", "777100303\x00\x00", "")))
        return "\r\n".join(lines) + "\r\n", 6, []
    return "\r\n".join(lines) + "\r\n", 5, []


@pytest.mark.parametrize("trouble", TROUBLES)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_delimiter_and_trouble(
    workspace: Workspace, tmp_path: Path, encoding: str, trouble: str
) -> None:
    for mark, marked in product((",", ";", "\t"), (False, True)):
        if marked and encoding not in BOMS:
            continue
        with workspace.write("Begun anew") as write:
            write.execute("DELETE FROM customer")
            write.execute("DELETE FROM import_line")
        text, coming, staying = troubled(mark, trouble)
        content = (BOMS[encoding] if marked else b"") + text.encode(encoding)
        batch = taken(workspace, put(tmp_path, content))
        assert (batch.created, batch.problems) == (coming, len(staying)), (mark, marked)
        assert [problem.row for problem in batch.row_problems] == staying
        assert set(PEOPLE) <= set(names(workspace)), (mark, marked)
        notes = {row[0] for row in workspace.rows("SELECT note FROM customer")}
        assert (LONG.strip() in notes) is (trouble == "long")
        if trouble == "ragged":
            assert "u dveří\nnavíc\nještě" in notes
        if trouble == "zeros":
            assert "Eva Malá" in names(workspace)


# -- text -------------------------------------------------------------------------------


def test_a_cell_that_nobody_could_have_written_costs_its_row(tmp_path: Path) -> None:
    long = "x" * (records.LONGEST_CELL + 1)
    found = rows_of(put(tmp_path, f"name,note\nEva,{long}\nAda,fine\nIva,{long[:-1]}\n"))
    assert isinstance(found[0][1], Unread)
    assert (found[0][0], found[0][1].sentence) == (2, records.TOO_LONG)
    assert found[1] == (3, ["Ada", "fine"])
    assert found[2] == (4, ["Iva", long[:-1]])


def test_a_line_without_an_end_does_not_fill_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "LONGEST_LINE", 100)
    text = f'name,note\nEva,{"x" * 1000}\nAda,"open\nIva,{"y" * 1000}\nOta,fine\n'
    found = rows_of(put(tmp_path, text))
    assert [number for number, _cells in found] == [2, 3, 4, 5]
    assert [isinstance(cells, Unread) for _number, cells in found] == [True, True, True, False]


def test_a_very_long_first_line_is_no_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "LONGEST_LINE", 1000)
    assert refused(put(tmp_path, '{"rows": [' + '"x",' * 5000)) == "not_a_table"


def test_a_hundred_thousand_open_quotes_cost_a_row_each(tmp_path: Path) -> None:
    found = rows_of(put(tmp_path, "name,note\n" + 'Eva,"open\n' * 20_000))
    assert len(found) == 20_000
    assert all(isinstance(cells, Unread) for _number, cells in found)


def test_three_hundred_columns_are_read(workspace: Workspace, tmp_path: Path) -> None:
    head = ",".join(["name", "phone", *(f"otázka {n}" for n in range(298))])
    row = ",".join(["Eva", "777100200", *(f"odpověď {n}" for n in range(298))])
    batch = taken(workspace, put(tmp_path, f"{head}\n{row}\n"))
    assert batch.created == 1
    note = workspace.value("SELECT note FROM customer")
    assert note.count("\n") == 297
    assert note.endswith("otázka 297: odpověď 297")


def test_more_columns_than_any_table_has_get_a_sentence(tmp_path: Path) -> None:
    assert refused(put(tmp_path, "name,phone" + "," * 20_000 + "\n")) == "too_many_columns"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b" \n \t\n", "empty_file"),
        (b";;;\n;;;\n", "empty_file"),
        (b'""\n""\n', "empty_file"),
        (b"\xef\xbb\xbf\n", "empty_file"),
        (b"\x00" * 5000, "empty_file"),
        (b"name,phone\n", "no_rows"),
        (b"name,phone\n,\n \n", "no_rows"),
        (b"\x7fELF" + bytes(range(256)) * 20, "not_a_table"),
        (b"name,phone\nEva,1\n" + b"\x00" * 90 + b"\x01\x02\x03" * 20, "not_a_table"),
    ],
)
def test_what_holds_no_rows_gets_a_sentence(tmp_path: Path, content: bytes, code: str) -> None:
    assert refused(put(tmp_path, content)) == code


@pytest.mark.parametrize("ends", ["\r", "\r\n", "\n", "\r\r\n"])
def test_line_ends_of_every_computer(tmp_path: Path, ends: str) -> None:
    found = rows_of(put(tmp_path, ends.join(["name,phone", "Eva,1", "Ada,2", ""])))
    assert [cells for _number, cells in found] == [["Eva", "1"], ["Ada", "2"]]


def test_mixed_line_ends(tmp_path: Path) -> None:
    found = rows_of(put(tmp_path, "name,phone\r\nEva,1\nAda,2\rIva,3\r\n"))
    assert [(n, cells) for n, cells in found] == [
        (2, ["Eva", "1"]), (3, ["Ada", "2"]), (4, ["Iva", "3"]),
    ]  # fmt: skip


@pytest.mark.parametrize("first", ["sep=;\r\n", '"sep=;"\n', "SEP=;\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_first_line_that_names_the_delimiter(tmp_path: Path, first: str, encoding: str) -> None:
    text = f"{first}alpha, beta;gamma, delta\nx,y;z\n"
    table = tables.find(put(tmp_path, text.encode(encoding)))
    assert (table.headers, table.header_row) == (("alpha, beta", "gamma, delta"), 2)
    assert list(table.rows()) == [(3, ["x,y", "z"])]


def test_a_named_delimiter_above_a_table_without_headings_is_no_row(tmp_path: Path) -> None:
    found = rows_of(put(tmp_path, "sep=;\nEva Malá;777 100 200\nAda Malá;777 100 201\n"))
    assert [number for number, _cells in found] == [2, 3]


def test_texts_full_of_commas_do_not_hide_the_semicolons(tmp_path: Path) -> None:
    rows = "\n".join(f"{n}.9.2026;Eva;dobré, milé, rychlé, a levné, ano, {n}" for n in range(1, 20))
    table = tables.find(put(tmp_path, f"kdy se to stalo;kdo to byl;co řekla, doslova\n{rows}\n"))
    assert len(table.headers) == 3


def test_some_broken_bytes_do_not_spoil_the_letters_of_all(tmp_path: Path) -> None:
    good = "Žofie Dvořáková,příště u okna\n".encode() * 50
    content = "jméno,poznámka\n".encode() + good + "Šárka,přišla pozdě\n".encode("cp1250")
    path = put(tmp_path, content)
    found = list(tables.find(path, "cs").rows())
    assert found[0][1] == ["Žofie Dvořáková", "příště u okna"]
    assert found[-1][1] == ["Šárka", "přišla pozdě"]


def test_an_old_code_page_behind_the_mark_of_utf8(tmp_path: Path) -> None:
    content = codecs.BOM_UTF8 + "jméno;telefon\nŽofie Dvořáková;1\n".encode("cp1250")
    table = tables.find(put(tmp_path, content), "cs")
    assert table.headers == ("jméno", "telefon")
    assert [cells for _number, cells in table.rows()] == [["Žofie Dvořáková", "1"]]


def test_rows_of_long_cells_come_in_small_chunks() -> None:
    rows = [(number, ["x" * 40_000]) for number in range(1, 1001)]
    sizes = [len(chunk) for chunk in plan.chunks(iter(rows), 5000)]
    assert sum(sizes) == 1000
    assert max(sizes) == 100


def test_long_values_that_do_not_fit_are_told_in_short(
    workspace: Workspace, tmp_path: Path
) -> None:
    batch = taken(workspace, put(tmp_path, f"customer,date,amount\nEva,{'9' * 40_000},5\n"))
    (problem,) = batch.row_problems
    assert len(problem.text()) < 200
    assert problem.says.startswith("Eva · 99999")
    assert len(problem.says) == 80


def test_a_row_that_stays_out_says_which_one_it_is_and_no_log_hears_of_it(
    workspace: Workspace, tmp_path: Path
) -> None:
    rows = "date,customer,note,service,amount\n2026-09-01,Eva  Malá,,Cut,eighty\n"
    (problem,) = taken(workspace, put(tmp_path, rows)).row_problems
    assert problem.says == "2026-09-01 · Eva Malá · Cut"
    assert "Eva" not in repr(problem)


# -- anything at all --------------------------------------------------------------------


@settings(max_examples=60)
@given(
    st.one_of(
        st.binary(max_size=600),
        st.text("name,;\t\"'\r\n\0 é=Ž1.9/26@x", max_size=300).map(str.encode),
        st.text('jméno,datum;"\r\n\0žřš126.', max_size=300).map(
            lambda text: ("name,date,amount\n" + text).encode("utf-16")
        ),
    )
)
def test_any_bytes_are_a_table_that_adds_up_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = put(tmp_path_factory.mktemp("any"), content)
    with closing(Workspace.in_memory()) as workspace:
        taken_or_told(workspace, path)


def taken_or_told(workspace: Workspace, path: Path) -> None:
    try:
        batch = taken(workspace, path)
    except KnownError as error:
        told: str | None = error.text()
    else:
        told = None
        assert len(batch.refused or ()) == batch.problems
    assert told != ""
    assert told is None or not names(workspace)


def workbook() -> bytes:
    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["name", "date", "amount", "note"])
        for row in range(1, 30):
            sheet.write_row(row, 0, [f"Eva {row}", "1.9.2026", row, "u okna"])
    return stream.getvalue()


@settings(max_examples=60)
@given(st.integers(), st.integers(1, 12), st.booleans())
@example(seed=8998, changes=1, inside=True)
def test_a_workbook_with_any_bytes_changed_adds_up_or_gets_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, seed: int, changes: int, inside: bool
) -> None:
    chance = random.Random(seed)
    content = bytearray(workbook())
    if inside:
        content = bytearray(_changed_inside(bytes(content), chance, changes))
    else:
        for _change in range(changes):
            content[chance.randrange(len(content))] = chance.randrange(256)
    path = put(tmp_path_factory.mktemp("any"), bytes(content), "any.xlsx")
    with closing(Workspace.in_memory()) as workspace:
        taken_or_told(workspace, path)


def _changed_inside(content: bytes, chance: random.Random, changes: int) -> bytes:
    """The same workbook with other letters in its sheet, packed anew."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(stream, "w") as after:
        for entry in before.infolist():
            part = bytearray(before.read(entry))
            if entry.filename.startswith(("xl/worksheets/sheet", "xl/shared", "xl/workbook")):
                for _change in range(changes):
                    part[chance.randrange(len(part))] = chance.choice(b'<>"/=A19&;s\x00\xff')
            after.writestr(entry.filename, bytes(part))
    return stream.getvalue()
