"""A column that no heading explains is told by its values, and by nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import KnownError
from core.exchange import guessing, imports, sources
from core.store.workspace import Workspace

ADDRESSES = st.from_regex(r"[a-z]{1,8}(\.[a-z]{1,8})?@[a-z]{1,8}\.(cz|lv|com)", fullmatch=True)


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        (["ada@example.cz", "---", "", "eva@example.lv"], "email"),
        (["1.9.2026", "24.12.2026"], "date"),
        (["09/14/2026", "9/1/2026"], "date"),
        (["2026-09-01 10:00", "2026. gada 3. septembris"], "date"),
        (["777 100 200", "+420 777 100 201"], "phone"),
        (["26100200", "29 100 201", "+371 26100202"], "phone"),
        (["1 234,50 Kč", "450 Kč"], "amount"),
        (["12.50", "8.00", "−5.00"], "amount"),
        (["Jana Nová", "Ing. Eva Malá-Dlouhá", "Bērziņš, Ģirts"], "name"),
        (["Krásný střih, moc děkuji!", "Čekala jsem půl hodiny a nikdo se neomluvil."], "body"),
        (["Viss ļoti patika, paldies.", "Bija auksti un ilgi jāgaida."], "body"),
        (["Dlouhá 12, 110 00 Praha", "Krátká 3, 602 00 Brno"], ""),
        (["střih", "barvení"], ""),
        (["střih a barvení vlasů s masáží", "střih a barvení vlasů s masáží"], ""),
        (["450", "1200", "90"], ""),
        (["100000201", "100000202", "100000203"], ""),
        (["230000201", "230000202", "230000203"], ""),
        (["zákaznice", ""], ""),
        (["", "---"], ""),
        ([], ""),
    ],
)
def test_a_column_is_told_by_its_values(cells: list[str], field: str) -> None:
    assert guessing.field_of(cells) == field


def test_whole_numbers_are_amounts_only_where_nothing_else_can_be() -> None:
    assert guessing.field_of(["450", "1200", "90"], plain_numbers=True) == "amount"
    assert guessing.field_of(["1", "2", "3"], plain_numbers=True) == ""


@given(st.lists(st.text(max_size=30), max_size=12))
def test_guessing_never_fails(cells: list[str]) -> None:
    assert guessing.field_of(cells) in ("", "email", "date", "phone", "amount", "name", "body")
    assert all(guessing.is_value(cell) in (True, False) for cell in cells)


@given(st.lists(ADDRESSES, min_size=1, max_size=12), st.integers(0, 3))
def test_a_column_full_of_addresses_is_always_the_email(cells: list[str], blanks: int) -> None:
    assert guessing.field_of([*cells, *[""] * blanks]) == "email"
    rows = [[cell, "x"] for cell in cells]
    assert guessing.of_columns(["Kam psát", "Jméno"], rows) == ("email", "")


@given(st.lists(st.text(max_size=12), min_size=1, max_size=6))
def test_a_known_heading_is_never_guessed_at(cells: list[str]) -> None:
    rows = [[cell] for cell in cells]
    assert guessing.of_columns(["E-mail"], rows) == ("",)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Vaše jméno", "name"),
        ("Jak se jmenujete?", "name"),
        ("What's your name?", "name"),
        ("Jūsu vārds un uzvārds", "name"),
        ("Your email", "email"),
        ("Váš e-mail (nepovinné)", "email"),
        ("Jūsu e-pasta adrese", "email"),
        ("Your phone number", "phone"),
        ("Jūsu tālruņa numurs", "phone"),
        ("Jméno kadeřnice", ""),
        ("What is your favourite colour name?", ""),
        ("Did you get our e-mail?", ""),
        ("Your visit", ""),
        ("", ""),
    ],
)
def test_a_question_for_who_one_is_is_told_from_others(heading: str, field: str) -> None:
    assert guessing.asks_for(heading) == field


EMAILS = ["ada@example.cz", "eva@example.cz"]
NAMES = ["Ada Malá", "Eva Nová"]
SAID = ["Krásný střih, moc děkuji!", "Čekala jsem půl hodiny a nikdo se neomluvil."]
DAYS = ["1.9.2026", "24.12.2026"]
PHONES = ["777 100 200", "777 100 201"]
SUMS = ["450 Kč", "1 200 Kč"]
COLUMNS = {"E": EMAILS, "N": NAMES, "S": SAID, "D": DAYS, "P": PHONES, "A": SUMS, "X": ["a", "b"]}


def _layout(headers: str, columns: str) -> tuple[str, tuple[str, ...]]:
    rows = list(zip(*(COLUMNS[name] for name in columns), strict=True))
    found = sources.recognise(headers.split(";"), rows=rows)
    return found.kind, found.fields


@pytest.mark.parametrize(
    ("headers", "columns", "kind", "fields"),
    [
        ("Datum;Jméno;Telefon;Ohlas", "DNPS", "feedback", "date first_name phone body"),
        ("Datum;Kdo;Co řekla", "DNS", "feedback", "date name body"),
        ("Kdy;Kdo;Co řekla", "DNS", "feedback", "date name body"),
        ("Kdo;Kam psát;Kam volat", "NEP", "customers", "name email phone"),
        ("Kdo;Datum;Kolik", "NDA", "visits", "name date amount"),
        ("Column 1;Column 2;Column 3", "DNA", "visits", "date name amount"),
        ("Column 1;Column 2", "NE", "customers", "name email"),
        # What is known stays known: a remark about a customer is none of her own words,
        ("Jméno;Příjmení;Telefon;Povaha", "XXPS", "customers", "first_name last_name phone -"),
        # a day under a strange heading makes no visit of a customer,
        ("Jméno;Telefon;Naposledy", "NPD", "customers", "first_name phone -"),
        # and the heading wins over the values.
        ("Jméno;Telefon;Poznámka", "NPS", "customers", "first_name phone note"),
        ("Datum;Zákazník;Kolik;Dýško", "DNAA", "visits", "date name - -"),
        ("Timestamp;Your phone;Mark;Who served you?", "DPXN", "survey", "date phone - -"),
        ("Zákazník;Jiné jméno;Telefon", "NNP", "customers", "name - phone"),
        ("Datum;Zákazník;Služba;Průběh", "DNXS", "visits", "date name services -"),
    ],
)
def test_what_headings_leave_open_is_told_by_the_cells(
    headers: str, columns: str, kind: str, fields: str
) -> None:
    wanted = tuple("" if name == "-" else name for name in fields.split())
    assert _layout(headers, columns) == (kind, wanted)


# -- tables that call nothing anything ----------------------------------------------------


def _table(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_without_headings_loses_no_row(workspace: Workspace, tmp_path: Path) -> None:
    path = _table(
        tmp_path, "\nJana Nová;1.9.2026;450\nEva Malá;2.9.2026;1200\nEva Malá;3.9.2026;90\n"
    )
    seen = imports.preview(workspace, path)
    assert [(column.heading, column.field) for column in seen.columns] == [
        ("Column 1", "name"),
        ("Column 2", "date"),
        ("Column 3", "amount"),
    ]
    assert imports.bring_in(workspace, path).created == 3
    assert workspace.value("SELECT sum(amount_minor) FROM visit") == 174000


def test_a_bare_list_of_addresses_is_a_list_of_customers(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = _table(tmp_path, "ada@example.cz\neva@example.cz\niva@example.lv\n")
    assert imports.bring_in(workspace, path).created == 3


def test_what_was_said_of_one_bare_table_says_nothing_of_another(
    workspace: Workspace, tmp_path: Path
) -> None:
    said = imports.Said("customers", {"Column 2": "name", "Column 1": "email"})
    imports.bring_in(workspace, _table(tmp_path, "a@example.cz;Ada\nb@example.cz;Bea\n"), said)
    seen = imports.preview(workspace, _table(tmp_path, "Iva Malá;i@example.cz\nEva Malá;\n"))
    assert (seen.recalled, [column.field for column in seen.columns]) == (False, ["name", "email"])


def test_strange_headings_above_values_stay_headings(workspace: Workspace, tmp_path: Path) -> None:
    seen = imports.preview(workspace, _table(tmp_path, "Wer;Wohin\nIva Malá;i@example.cz\n"))
    assert [column.heading for column in seen.columns] == ["Wer", "Wohin"]
    with pytest.raises(KnownError, match="unknown_columns"):
        imports.preview(workspace, _table(tmp_path, "Wer;Wohin\nx;y\n"))
