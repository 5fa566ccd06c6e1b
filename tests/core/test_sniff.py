"""Files as programs write them: encoding, delimiter, headings, and what is no table at all."""

from __future__ import annotations

import codecs
import contextlib
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import KnownError
from core.exchange import headings, sniff, sources, tables, unpacking
from core.exchange.tables import Table, Unread

CZECH = "Jméno;Příjmení;E-mail\nŽofie;Dvořáková;z@example.cz\nŠárka;Něničková;\n"
LATVIAN = "Vārds;Uzvārds;E-pasts\nĢirts;Bērziņš;g@example.lv\nŽanete;Kļaviņa;\n"


def _file(folder: Path, content: bytes, name: str = "table.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def _table(folder: Path, text: str, encoding: str = "utf-8") -> Table:
    return tables.find(_file(folder, text.encode(encoding)))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CZECH, "utf-8"),
        (CZECH, "utf-8-sig"),
        (CZECH, "utf-16"),
        (CZECH, "cp1250"),
        (LATVIAN, "utf-8"),
        (LATVIAN, "utf-16-le"),
        (LATVIAN, "utf-16-be"),
        (LATVIAN, "cp1257"),
    ],
)
def test_letters_survive_every_encoding(tmp_path: Path, text: str, encoding: str) -> None:
    table = _table(tmp_path, text, encoding)
    shown = [";".join(table.headers), *(";".join(cells or []) for _number, cells in table.rows())]
    assert shown == text.splitlines()


def test_one_strange_letter_late_in_a_large_file_decides(tmp_path: Path) -> None:
    rows = "Jana,1 Main\n" * 40_000
    path = _file(tmp_path, f"name,note\n{rows}Řehoř,x\n".encode("cp1250"))
    assert sniff.encoding(path, "cs") == "cp1250"


def test_a_letter_cut_in_two_by_reading_is_still_utf8(tmp_path: Path) -> None:
    path = _file(tmp_path, b"a" * ((1 << 18) - 1) + "ř".encode())
    assert sniff.encoding(path) == "utf-8"


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path: Path, mark: str) -> None:
    table = _table(tmp_path, mark.join(["name", "phone", "note"]) + f"\nMona{mark}1{mark}a\n")
    assert table.delimiter == mark


def test_commas_in_amounts_do_not_win_over_semicolons(tmp_path: Path) -> None:
    table = _table(tmp_path, "datum;zákazník;částka\n1.9.2026;Jana;1,50\n1.9.2026;Eva;2,50\n")
    assert table.headers == ("datum", "zákazník", "částka")


def test_titles_above_and_totals_below_are_left_out(tmp_path: Path) -> None:
    table = _table(tmp_path, "Customers\n\nFirst Name,Last Name\nMona,Hartley\nTotal,1\n")
    assert table.header_row == 3
    assert [number for number, _cells in table.rows()] == [4]


def test_someone_called_total_is_no_footer(tmp_path: Path) -> None:
    table = _table(tmp_path, "name,email,phone,note\nTotal,t@example.com,123456,hello\n")
    assert len(list(table.rows())) == 1


def test_very_many_columns_of_one_name_are_told_apart_at_once(tmp_path: Path) -> None:
    table = _table(tmp_path, f"name,phone{',a' * 16_000}\nJana,1{',x' * 16_000}\n")
    assert (table.headers[2:5], table.headers[-1]) == (("a", "a 2", "a 3"), "a 16000")


def test_repeated_headings_are_told_apart(tmp_path: Path) -> None:
    table = _table(tmp_path, "name,email,Other,Other,\nMona,m@example.com,a,b,\n")
    assert table.headers == ("name", "email", "Other", "Other 2")


def test_an_unclosed_quotation_mark_costs_one_row(tmp_path: Path) -> None:
    table = _table(tmp_path, 'name,note\nMona,"never closed\nRoy,fine\nAda,"x"\n')
    assert [(n, c) for n, c in table.rows()] == [
        (2, Unread("A quotation mark in this row is never closed.", 'Mona,"never closed\n')),
        (3, ["Roy", "fine"]),
        (4, ["Ada", "x"]),
    ]


def test_a_stray_quotation_mark_costs_nothing(tmp_path: Path) -> None:
    table = _table(tmp_path, 'name,note\nMona,"a "quiet" one"\nRoy,5" nails\n')
    assert [cells for _number, cells in table.rows()][1] == ["Roy", '5" nails']
    assert all(isinstance(cells, list) for _number, cells in table.rows())


def test_a_cell_may_hold_lines(tmp_path: Path) -> None:
    table = _table(tmp_path, 'name,note\nMona,"one\ntwo"\nRoy,x\n')
    assert [cells for _number, cells in table.rows()] == [["Mona", "one\ntwo"], ["Roy", "x"]]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"  \n\n", "empty_file"),
        (codecs.BOM_UTF8, "empty_file"),
        (b"name,email\n", "no_rows"),
        (b"%PDF-1.7 \n", "not_a_table"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not_a_table"),
        (bytes(range(256)) * 40, "not_a_table"),
        (b"PK\x03\x04 no zip", "not_a_table"),
        (b"SQLite format 3\x00" + b"\x00" * 100, "not_a_table"),
        (b"just one line of words", "not_a_table"),
    ],
)
def test_what_is_no_table_gets_a_sentence(tmp_path: Path, content: bytes, code: str) -> None:
    with pytest.raises(KnownError, match=code) as error:
        tables.find(_file(tmp_path, content))
    assert "table.csv" in error.value.text()


def test_a_missing_file_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="missing_file"):
        tables.find(tmp_path / "nowhere.csv")


def _workbook(path: Path) -> Path:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet("Cover").write_row(0, 0, ["Salon report"])
    sheet = book.add_worksheet("Customers")
    days = book.add_format({"num_format": "d.m.yyyy"})
    sheet.write_row(2, 0, ["First Name", "Last Name", "Birthdate", "Mobile", "Paid"])
    sheet.write_row(3, 0, ["Mona", "Hartley"])
    sheet.write_datetime(3, 2, dt.date(1990, 2, 3), days)
    sheet.write_row(3, 3, [447700900123, 12.345])
    book.close()
    return path


def test_a_workbook_is_read_from_the_sheet_with_the_table(tmp_path: Path) -> None:
    table = tables.find(_workbook(tmp_path / "list.xlsx"))
    assert (table.sheet, table.header_row) == ("Customers", 3)
    assert list(table.rows()) == [(4, ["Mona", "Hartley", "1990-02-03", "447700900123", "12.3450"])]


def test_a_workbook_that_would_burst_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "MOST_UNPACKED", 100)
    with pytest.raises(KnownError, match="too_large"):
        tables.find(_workbook(tmp_path / "list.xlsx"))


@pytest.mark.parametrize(
    ("header", "source", "kind", "fields"),
    [
        ("customer_id,date,amount", "plain", "visits", "reference,date,amount"),
        ("Jméno,Příjmení,E-mail,Telefon", "plain", "customers", "first_name,last_name,email,phone"),
        ("Klients,Datums,Summa,Pakalpojums", "plain", "visits", "name,date,amount,services"),
        ("datum,zpráva,jméno", "plain", "feedback", "date,body,first_name"),
        ("Date,Name,Feedback,Channel", "plain", "feedback", "date,name,body,channel"),
        ("name,email,phone,comment", "plain", "customers", "name,email,phone,"),
        ("Timestamp,Was it easy?,Why?", "google-forms", "survey", "date,,"),
        ("Timestamp,Name,Amount,Service", "plain", "visits", "date,name,amount,services"),
        (
            "Appointment reference,Client,Team member,Resource,Scheduled date,Scheduled time,"
            "Duration,Services,Status",
            "fresha",
            "visits",
            "receipt,name,staff,,date,time,,services,status",
        ),
        ("Price,Total,Date,Client", "plain", "visits", ",amount,date,name"),
    ],
)
def test_programs_and_kinds_are_told_by_their_headings(
    header: str, source: str, kind: str, fields: str
) -> None:
    layout = sources.recognise(header.split(","))
    assert (layout.source, layout.kind, ",".join(layout.fields)) == (source, kind, fields)


def test_a_mapping_by_hand_goes_first() -> None:
    layout = sources.recognise(["Who", "Phone", "Name"], "customers", {"who": "name", "Name": ""})
    assert layout.fields == ("name", "phone", "")


def test_unknown_columns_are_asked_for() -> None:
    with pytest.raises(KnownError, match="unknown_columns"):
        sources.recognise(["alpha", "beta"])


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(KnownError, match="unknown_kind"):
        sources.recognise(["name", "email"], "recipes")


def test_every_heading_is_written_as_its_own_key() -> None:
    names = {n for fields in headings.FIELDS.values() for names in fields.values() for n in names}
    assert {name for name in names if headings.key(name) != name} == set()


@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = _file(tmp_path_factory.mktemp("any"), content)
    with contextlib.suppress(KnownError):
        assert all(number > 0 for number, _cells in tables.find(path).rows())
