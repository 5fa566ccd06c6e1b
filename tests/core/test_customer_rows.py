"""What a row of a customer list says is kept, in its field or in words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from core import i18n
from core.clock import FixedClock
from core.exchange import exports, imports
from core.people import consents, customers
from core.people.customers import Customer, NewCustomer
from core.store import settings
from core.store.workspace import Workspace

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def to_file(text: str) -> Path:
        path = tmp_path / "table.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return to_file


def _only(workspace: Workspace) -> Customer:
    (line,) = customers.find(workspace)
    return line.customer


@pytest.mark.parametrize(
    "born", ["1.1.1850", "1850-01-01", "21.9.", "9/21", "0000-09-21", "5.5.2031", "1.9.1905"]
)
def test_a_birthday_that_cannot_be_right_goes_to_the_note(
    workspace: Workspace, write: Write, born: str
) -> None:
    batch = imports.bring_in(workspace, write(f"name,birthday,phone\nAda Malá,{born},777100200\n"))
    assert (batch.created, batch.problems) == (1, 0)
    assert _only(workspace).born_on is None
    assert _only(workspace).note == f"birthday: {born}"


@pytest.mark.parametrize("born", ["31.2.", "31.2.2026", "29.2.2025", "soon", "13/13/1990"])
def test_a_birthday_in_no_calendar_is_told_with_its_row(
    workspace: Workspace, write: Write, born: str
) -> None:
    batch = imports.bring_in(
        workspace, write(f"name,birthday,phone\nEva,1.2.1990,1\nAda Malá,{born},777100200\n")
    )
    assert [(problem.row, problem.text()) for problem in batch.row_problems] == [
        (3, f"“{born}” is not a day.")
    ]


def test_a_nought_date_is_no_date(workspace: Workspace, write: Write) -> None:
    imports.bring_in(
        workspace, write("name,birthday,added\nAda Malá,0000-00-00,0000-00-00 00:00:00\n")
    )
    ada = _only(workspace)
    assert (ada.born_on, ada.joined_on, ada.note) == (None, None, "")


def test_a_customer_since_tomorrow_is_no_such_thing(workspace: Workspace, write: Write) -> None:
    imports.bring_in(workspace, write("name,customer since\nAda Malá,22.9.2026\n"))
    assert _only(workspace).joined_on is None
    assert _only(workspace).note == "customer since: 22.9.2026"


def test_words_that_are_not_ours_are_kept(workspace: Workspace, write: Write) -> None:
    imports.bring_in(
        workspace,
        write("name,email,language,newsletter\nAda Malá,ada@example.cz,Klingon,only in May\n"),
    )
    ada = _only(workspace)
    assert ada.note == "language: Klingon\nnewsletter: only in May"
    assert consents.current(workspace, ada.id)["email"].state == "unknown"


def test_a_long_note_keeps_its_paragraphs_when_more_is_said(
    workspace: Workspace, write: Write
) -> None:
    imports.bring_in(workspace, write('name,note\nAda Malá,"One.\r\n\r\nTwo.\n\nThree."\n'))
    imports.bring_in(workspace, write('name,note\nAda Malá,"Two.\nFour."\n'))
    assert _only(workspace).note == "One.\n\nTwo.\n\nThree.\nFour."


@pytest.mark.parametrize("column", ["birthday", "customer since"])
def test_birthdays_that_nothing_settles_are_asked_about(
    workspace: Workspace, write: Write, column: str
) -> None:
    path = write(f"name,phone,{column}\nAda,777100200,03/04/1990\nEva,777100201,05/05/1991\n")
    assert imports.preview(workspace, path).doubtful_day == "03/04/1990"


def test_a_day_elsewhere_in_the_table_settles_birthdays_too(
    workspace: Workspace, write: Write
) -> None:
    path = write("name,customer since,birthday\nAda,25/01/2020,03/04/1990\n")
    assert imports.preview(workspace, path).doubtful_day == ""
    imports.bring_in(workspace, path)
    assert str(_only(workspace).born_on) == "1990-04-03"


def test_a_program_that_is_known_settles_its_days(workspace: Workspace, write: Write) -> None:
    path = write(
        "Reference ID,First Name,Email Address,Birthday,Square Customer ID\n"
        ",Ines,ines@example.com,09/03/1985,SQ9\n"
    )
    shown = imports.preview(workspace, path)
    assert (shown.source, shown.doubtful_day) == ("square", "")
    imports.bring_in(workspace, path)
    assert str(_only(workspace).born_on) == "1985-09-03"


# -- who a row means --------------------------------------------------------------------


def _names(workspace: Workspace) -> list[str]:
    return sorted(line.customer.name for line in customers.find(workspace))


def test_two_programs_may_give_one_number_to_two_people(workspace: Workspace, write: Write) -> None:
    imports.bring_in(workspace, write("id,name,phone\n1,Ada Malá,777100200\n2,Eva Nová,\n"))
    path = write("id,name,phone\n1,Iva Hrubá,777100300\n2,Eva Nová,777100400\n")
    batch = imports.bring_in(workspace, path)
    assert (batch.created, batch.updated) == (1, 1)
    assert _names(workspace) == ["Ada Malá", "Eva Nová", "Iva Hrubá"]
    again = imports.bring_in(workspace, path)
    assert again.skipped == 2


def test_a_number_still_means_her_who_married_or_had_no_name(
    workspace: Workspace, write: Write
) -> None:
    imports.bring_in(workspace, write("customer_id,date,amount\n7,1.9.2026,5\n8,1.9.2026,5\n"))
    imports.bring_in(workspace, write("id,name,phone\n7,Ada Malá,777100200\n8,Eva Nová,\n"))
    batch = imports.bring_in(
        workspace, write("id,name,phone\n7,Hana Velká,777 100 200\n8,Eva Bílá,\n")
    )
    assert batch.updated == 2
    assert _names(workspace) == ["Eva Bílá", "Hana Velká"]


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("Lena Ashdown", 2),
        ("Imogen Ashdown", 1),
        ("I. Ashdown", 1),
        ("Imo Ashdown", 1),
        ("Ashdown Imogen", 1),
        ("Imogen Petrova", 1),
        ("Ashdown", 1),
        ("Roy Hartley", 2),
    ],
)
def test_a_family_may_share_a_phone_and_a_name(
    workspace: Workspace, write: Write, name: str, people: int
) -> None:
    imports.bring_in(workspace, write("name,phone\nImogen Ashdown,777100200\n"))
    imports.bring_in(workspace, write(f"name,phone\n{name},777 100 200\n"))
    assert customers.count(workspace) == people


# -- known by a number only ---------------------------------------------------------------


@pytest.mark.parametrize(
    "named",
    [
        "name,phone,email\nJana Nová,777 100 200,\nEma Malá,,ema@example.com\n",
        "date,customer,phone,email\n1.9.2026,Jana Nová,777100200,\n"
        "2.9.2026,Ema Malá,,EMA@example.com\n",
    ],
)
def test_whoever_was_known_by_a_number_gets_her_name_and_no_twin(
    workspace: Workspace, write: Write, named: str
) -> None:
    imports.bring_in(workspace, write("phone,email\n+420777100200,\n,ema@example.com\n"))
    before = [tuple(row) for row in workspace.rows("SELECT * FROM customer ORDER BY id")]
    batch = imports.bring_in(workspace, write(named))
    names = workspace.rows("SELECT name, first_name FROM customer ORDER BY id")
    assert [tuple(row) for row in names] == [("Jana Nová", "Jana"), ("Ema Malá", "Ema")]
    imports.undo(workspace, batch.batch or 0)
    assert [tuple(row) for row in workspace.rows("SELECT * FROM customer ORDER BY id")] == before


def test_a_number_that_has_a_name_now_is_still_shared_by_a_family(
    workspace: Workspace, write: Write
) -> None:
    text = "date,customer,phone\n1.9.2026,,777100200\n2.9.2026,Jana Nová,777100200\n"
    imports.bring_in(workspace, write(f"{text}3.9.2026,Petr Nový,777100200\n"))
    names = workspace.rows("SELECT name FROM customer ORDER BY id")
    assert [row[0] for row in names] == ["Jana Nová", "Petr Nový"]


# -- names in two columns -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "name", "first_name"),
    [
        ("name,surname\nJana,Nová", "Jana Nová", "Jana"),
        ("name,surname\nJana Nová,Nová", "Jana Nová", "Jana"),
        ("name,first name\nNová,Jana", "Jana Nová", "Jana"),
        ("name,first name\nJana Nová,Jani", "Jana Nová", "Jani"),
        ("name,first name,surname\nSalon Nová,Jana,Nová", "Salon Nová", "Jana"),
        ("name,first name,surname\nWalk-in,Jana,Nová", "Jana Nová", "Jana"),
    ],
)
def test_both_halves_of_a_name_are_kept(
    workspace: Workspace, write: Write, row: str, name: str, first_name: str
) -> None:
    head, cells = row.split("\n")
    imports.bring_in(workspace, write(f"{head},phone\n{cells},777100200\n"))
    assert (_only(workspace).name, _only(workspace).first_name) == (name, first_name)


def test_a_customer_of_an_export_is_called_as_she_was(
    workspace: Workspace, write: Write, clock: FixedClock, tmp_path: Path
) -> None:
    customers.add(workspace, NewCustomer("Eva", first_name="Evička"))
    exports.everything(workspace, tmp_path / "out")
    other = Workspace.in_memory(clock=clock)
    imports.bring_in(other, tmp_path / "out" / "Customers.csv")
    assert (_only(other).name, _only(other).first_name) == ("Eva", "Evička")
    other.close()


# -- what was asked for and is not there --------------------------------------------------


@pytest.mark.parametrize("phone", ["none", "7" * 40_000, "ask at the desk"])
def test_what_can_be_no_phone_goes_to_the_note(
    workspace: Workspace, write: Write, phone: str
) -> None:
    batch = imports.bring_in(workspace, write(f"name,phone\nJana Nová,{phone}\n"))
    assert batch.problems == 0
    assert (_only(workspace).phone, _only(workspace).note) == ("", f"phone: {phone}")


def test_what_can_be_no_address_goes_to_the_note(workspace: Workspace, write: Write) -> None:
    email = f"{'j' * 40_000}@example.com"
    imports.bring_in(workspace, write(f"name,email\nJana Nová,{email}\n"))
    assert (_only(workspace).email, _only(workspace).note) == ("", f"email: {email}")


def test_headings_that_differ_by_a_dash_become_what_is_said_of_each(
    workspace: Workspace, write: Write
) -> None:
    path = write("who,E-mail,Email\nJana Nová,jana@example.com,likes tea\n")
    said = imports.Said("customers", {"who": "name", "E-mail": "email", "Email": "note"})
    imports.bring_in(workspace, path, said)
    assert (_only(workspace).email, _only(workspace).note) == ("jana@example.com", "likes tea")


@pytest.mark.parametrize(
    "text",
    [
        "Jana Nová,jana@example.com,čaj\nEma Malá,ema@example.com,káva\n",
        "name,,email\nJana Nová,čaj,jana@example.com\n",
        "customer_id,date,amount\n7,1.9.2026,5\n",
    ],
)
def test_the_language_of_the_screen_makes_no_line_another_one(
    workspace: Workspace, write: Write, text: str
) -> None:
    settings.put(workspace, settings.LANGUAGE, "lv")
    before = i18n.language()
    told = []
    try:
        for screen in ("cs", "en"):
            i18n.use(screen)
            batch = imports.bring_in(workspace, write(text))
            told.append([tuple(row) for row in workspace.rows("SELECT name, note FROM customer")])
            assert batch.created + batch.skipped == batch.rows
    finally:
        i18n.use(before)
    assert batch.skipped == batch.rows
    assert told[0] == told[1]
    assert "Sloupec" not in str(told)
    assert "Zákazník" not in str(told)
