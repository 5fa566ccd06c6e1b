"""Contact cards of every age come in as customers, and bad ones are told by their number."""

from __future__ import annotations

from binascii import b2a_qp
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clock import FixedClock
from core.errors import KnownError
from core.exchange import cards_in, imports, programs, tables
from core.exchange.imports import Said
from core.exchange.values import filled
from core.people import customers
from core.people.customers import CustomerFilter, NewCustomer
from core.store import settings
from core.store.workspace import Workspace

BEGIN, END = "BEGIN:VCARD\nVERSION:3.0\n", "END:VCARD\n"


def card(*lines: str) -> str:
    return BEGIN + "".join(f"{line}\n" for line in lines) + END


def file(folder: Path, content: str | bytes, name: str = "contacts.vcf") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def row(folder: Path, content: str | bytes) -> dict[str, str]:
    """The only card of a file by its headings."""
    table = tables.find(file(folder, content), "cs")
    (_number, cells), *_others = table.rows()
    assert isinstance(cells, list)
    return {heading: cell for heading, cell in zip(table.headers, cells, strict=True) if cell}


# What cards say


def test_the_name_is_the_one_shown_then_the_one_made_up_then_the_company(tmp_path: Path) -> None:
    assert (
        row(tmp_path, card("N:Nová;Jana;;Ing.;", "FN:Ing. Jana Nová"))["Name"] == "Ing. Jana Nová"
    )
    assert row(tmp_path, card("N:Nová;Jana;;;", "FN:"))["Name"] == "Jana Nová"
    assert row(tmp_path, card("N:Nová;Jana;;;", "FN:Nová, Jana"))["Name"] == "Jana Nová"
    assert row(tmp_path, card("N:;;;;", "NICKNAME:Jája"))["Name"] == "Jája"
    company = row(tmp_path, card("N:;;;;", "ORG:Kavárna U Růže;"))
    assert company == {"Name": "Kavárna U Růže"}


def test_the_mobile_phone_is_the_phone_and_the_others_say_what_they_are(tmp_path: Path) -> None:
    found = row(
        tmp_path,
        card("FN:Jana Nová", "TEL;TYPE=FAX:111", "TEL;TYPE=HOME:222", "item1.TEL:333",
             "item1.X-ABLabel:chata", "TEL;TYPE=CELL:444", "TEL;TYPE=CELL;TYPE=PREF:555"),
    )  # fmt: skip
    assert found["Phone"] == "555"
    assert found["Other phones"] == "444, 222 (home), 333 (chata), 111 (fax)"


def test_a_card_of_version_four_is_read(tmp_path: Path) -> None:
    found = row(
        tmp_path,
        "BEGIN:VCARD\nVERSION:4.0\nKIND:individual\nFN:Jana Nová\nTEL;VALUE=uri;PREF=1;"
        'TYPE="voice,home":tel:+420-777-123-456\nEMAIL;PID=1.1:jana@example.com\n'
        "BDAY:19900412\nUID:urn:uuid:4fbe\nEND:VCARD\n",
    )
    assert found == {
        "Name": "Jana Nová", "Phone": "+420-777-123-456", "E-mail": "jana@example.com",
        "Birthday": "1990-04-12", "Card UID": "urn:uuid:4fbe",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("line", "heading", "value"),
    [
        ("BDAY:1990-04-12", "Birthday", "1990-04-12"),
        ("BDAY:19900412", "Birthday", "1990-04-12"),
        ("BDAY:1990-04-12T00:00:00Z", "Birthday", "1990-04-12"),
        ("BDAY;VALUE=date:19900412T120000Z", "Birthday", "1990-04-12"),
        ("BDAY:--0412", "Birthday without a year", "12. 4."),
        ("BDAY:--04-12", "Birthday without a year", "12. 4."),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12", "Birthday without a year", "12. 4."),
        ("BDAY;VALUE=text:na jaře", "Note", "Birthday: na jaře"),
        ("BDAY:1990-02-31", "Note", "Birthday: 1990-02-31"),
    ],
)
def test_a_birthday_is_a_day_or_goes_to_the_note(
    tmp_path: Path, line: str, heading: str, value: str
) -> None:
    assert row(tmp_path, card("FN:Jana Nová", line)) == {"Name": "Jana Nová", heading: value}


def test_what_has_no_field_goes_to_the_note_and_pictures_go_nowhere(workspace: Workspace) -> None:
    with TemporaryDirectory() as folder:
        path = file(
            Path(folder),
            card("FN:Jana Nová", "ORG:Květinářství;dílna", "ADR:;;Dlouhá 5;Praha;;110 00;Česko",
                 "CATEGORIES:VIP,myContacts", "NOTE:Má ráda kávu\\, černou",
                 "PHOTO;ENCODING=b:/9j/4AAQ", " SkZJRgAB", "X-SOCIALPROFILE:x"),
        )  # fmt: skip
        imports.bring_in(workspace, path)
    found = customers.find_named(workspace, "Jana Nová")
    assert found is not None
    assert found.note == (
        "Má ráda kávu, černou\nCompany: Květinářství, dílna\n"
        "Address: Dlouhá 5, 110 00 Praha, Česko\nCategories: VIP"
    )


def test_the_headings_of_cards_are_those_that_an_import_knows(tmp_path: Path) -> None:
    full = card(
        "FN:Jana Nová", "N:Nová;Jana;;;", "TEL:1234567", "EMAIL:j@example.com", "BDAY:19900412",
        "NOTE:x", "UID:1",
    )  # fmt: skip
    workspace = Workspace.in_memory(clock=FixedClock("2026-09-21T08:00:00Z"))
    preview = imports.preview(workspace, file(tmp_path, full))
    workspace.close()
    assert (preview.source, preview.kind) == ("vcard", "customers")
    assert {column.heading: column.field for column in preview.columns} == {
        "Name": "name", "First name": "first_name", "Last name": "last_name", "Phone": "phone",
        "E-mail": "email", "Birthday": "born_on", "Note": "note", "Card UID": programs.NOWHERE,
    }  # fmt: skip


# How cards are written


def test_a_card_is_read_in_every_encoding(tmp_path: Path) -> None:
    text = card("FN:Žofie Příhodová", "NOTE:žluťoučký kůň")
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1250"):
        found = row(tmp_path, text.encode(encoding))
        assert found == {"Name": "Žofie Příhodová", "Note": "žluťoučký kůň"}


def test_the_encoding_that_a_line_names_goes_before_that_of_the_file(tmp_path: Path) -> None:
    content = (
        b"BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=windows-1257:"
        + "Līga Bērziņa".encode("cp1257")
        + b"\r\nNOTE;CHARSET=windows-1250:"
        + "kůň".encode("cp1250")
        + b"\r\nEND:VCARD\r\n"
    )
    assert row(tmp_path, content) == {"Name": "Līga Bērziņa", "Note": "kůň"}


def test_a_letter_may_be_cut_in_two_by_the_fold(tmp_path: Path) -> None:
    name = "Ř" * 60
    raw = f"FN:{name}".encode()
    folded = raw[:74] + b"\r\n " + raw[74:]
    content = b"BEGIN:VCARD\r\nVERSION:3.0\r\n" + folded + b"\r\nEND:VCARD\r\n"
    assert row(tmp_path, content)["Name"] == name


def test_quoted_printable_runs_over_several_lines(tmp_path: Path) -> None:
    content = (
        "BEGIN:VCARD\nVERSION:2.1\n"
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=4E=6F=76=C3=\n=A1;Jana;;;\n"
        "NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:ano=0D=0Ane=\n a=\n mo=C5=BEn=C3=A1\n"
        "TEL;CELL;PREF:777 123 456\nEND:VCARD\n"
    )
    found = row(tmp_path, content)
    assert (found["Name"], found["Phone"]) == ("Jana Nová", "777 123 456")
    assert found["Note"] == "ano\nne a možná"


def test_any_line_end_will_do(tmp_path: Path) -> None:
    text = card("FN:Jana Nová", "NOTE:a", " b")
    for end in ("\n", "\r\n", "\r"):
        assert row(tmp_path, text.replace("\n", end))["Note"] == "ab"


# Bad input


def test_groups_empty_cards_and_a_torn_end_are_told_by_their_number(
    workspace: Workspace, tmp_path: Path
) -> None:
    content = (
        card("FN:Jana Nová", "TEL:777 123 456")
        + card("FN:Stálé", "X-ADDRESSBOOKSERVER-KIND:group")
        + card("FN:", "NOTE:nikdo")
        + BEGIN + "FN:Eva Bez Konce\n"
        + card("FN:Petr Malý")
        + BEGIN + "FN:Karel Utržený\nTEL:60"
    )  # fmt: skip
    batch = imports.bring_in(workspace, file(tmp_path, content))
    assert (batch.created, batch.problems, batch.rows) == (2, 4, 6)
    assert [(problem.row, problem.text()) for problem in batch.row_problems] == [
        (2, "This card is a group of contacts, not a person."),
        (3, "There is no name, phone or e-mail on this card."),
        (4, "The file breaks off in the middle of this card."),
        (6, "The file breaks off in the middle of this card."),
    ]


def test_a_name_that_is_too_long_is_told_and_the_others_come_in(
    workspace: Workspace, tmp_path: Path
) -> None:
    content = card("FN:" + "x" * 500) + card("FN:Jana Nová", "NOTE:" + "slovo " * 8000)
    batch = imports.bring_in(workspace, file(tmp_path, content))
    assert [problem.row for problem in batch.row_problems] == [1]
    found = customers.find_named(workspace, "Jana Nová")
    assert found is not None
    assert found.note.count("slovo") == 8000


@pytest.mark.parametrize(
    "content",
    [b"BEGIN:VCARD\r\n" + bytes(range(256)) * 300, b"\x89PNG\r\n\x1a\nBEGIN:VCARD"],
)
def test_a_binary_file_is_one_sentence(
    workspace: Workspace, tmp_path: Path, content: bytes
) -> None:
    with pytest.raises(KnownError):
        imports.bring_in(workspace, file(tmp_path, content))
    assert customers.count(workspace) == 0


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reading(rest: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = file(Path(folder), b"BEGIN:VCARD\nFN:Jana\n" + rest)
        with suppress(KnownError):
            for number, _cells in tables.find(path).rows():
                assert number >= 1


def test_the_same_cards_twice_add_nothing_and_go_again_in_one_step(
    workspace: Workspace, tmp_path: Path
) -> None:
    customers.add(workspace, NewCustomer("Jana Nová", email="jana@example.com", note="VIP"))
    path = file(
        tmp_path,
        card("FN:Jana Nová", "EMAIL:jana@example.com", "TEL:777 123 456") + card("FN:Petr Malý"),
    )
    batch = imports.bring_in(workspace, path)
    assert (batch.created, batch.updated) == (1, 1)
    again = imports.bring_in(workspace, path)
    assert (again.created, again.updated, again.skipped) == (0, 0, 2)
    imports.undo(workspace, batch.batch or 0)
    found = customers.find_named(workspace, "Jana Nová")
    assert found is not None
    assert (found.phone, found.note, customers.count(workspace)) == ("", "VIP", 1)


def test_a_column_of_cards_can_be_left_out(workspace: Workspace, tmp_path: Path) -> None:
    path = file(tmp_path, card("FN:Jana Nová", "ORG:Kavárna", "NOTE:stálá"))
    imports.bring_in(workspace, path, Said(mapping={"Company": programs.NOWHERE}))
    found = customers.find_named(workspace, "Jana Nová")
    assert found is not None
    assert found.note == "stálá"


# Any list of people, written as cards and read again


_LETTERS = st.characters(categories=("L",), max_codepoint=0x24F)
_WORDS = st.text(_LETTERS, min_size=1, max_size=12)
_NOTES = st.text(
    st.one_of(_LETTERS, st.sampled_from(" ,;:\\\"'=\n0123456789\U0001f600日")), max_size=200
)


def escaped(text: str) -> str:
    for sign in "\\,;":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def folded(line: str) -> bytes:
    raw = line.encode()
    return b"\r\n ".join(raw[at : at + 74] for at in range(0, max(len(raw), 1), 74)) + b"\r\n"


def quoted(name: str, value: str) -> bytes:
    soft = b2a_qp(value.replace("\n", "\r\n").encode(), istext=False).replace(b"=\n", b"=\r\n")
    return f"{name};CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:".encode() + soft + b"\r\n"


def written(new: NewCustomer, *, old: bool) -> bytes:
    """A card as one of our own would write it: version 3.0 folded, or 2.1 quoted-printable."""
    line = quoted if old else lambda name, value: folded(f"{name}:{escaped(value)}")
    family, given = new.name.split(" ")[1], new.name.split(" ")[0]
    parts = [
        b"BEGIN:VCARD\r\nVERSION:" + (b"2.1" if old else b"3.0") + b"\r\n",
        folded(f"N:{family};{given};;;"),
        line("FN", new.name),
        folded(f"TEL;TYPE=CELL:{new.phone}"),
        folded(f"EMAIL:{new.email}"),
        folded(f"BDAY:{new.born_on:%Y-%m-%d}") if new.born_on else b"",
        # Old cards have no escape for a line break but quoted-printable itself.
        line("NOTE", new.note) if new.note else b"",
        b"END:VCARD\r\n",
    ]
    return b"".join(parts)


@st.composite
def people(draw: st.DrawFn) -> list[NewCustomer]:
    found = []
    for number in range(draw(st.integers(1, 6))):
        born = draw(st.one_of(st.none(), st.dates(date(1930, 1, 1), date(2020, 1, 1))))
        # A table's words for nothing ("NULL", "-") are nothing on a card too.
        note = draw(_NOTES.map(str.strip).filter(lambda note: filled(note) == note))
        found.append(
            NewCustomer(
                f"{draw(_WORDS)} {draw(_WORDS)}",
                phone=f"+42060{number:07d}",
                email=f"who{number}@example.com",
                born_on=born,
                note=note,
            )
        )
    return found


_FIRST, _LAST = (
    FixedClock("1930-01-01T12:00:00Z").today(),
    FixedClock("2020-01-01T12:00:00Z").today(),
)


@hypothesis.settings(max_examples=30)
@given(people(), st.booleans())
def test_any_list_written_as_cards_comes_in_equal(list_: list[NewCustomer], old: bool) -> None:
    clean_notes = [new for new in list_ if not old or "\\" not in new.note]
    with TemporaryDirectory() as folder:
        path = file(Path(folder), b"".join(written(new, old=old) for new in clean_notes) or b"x")
        if not clean_notes:
            return
        workspace = Workspace.in_memory(clock=FixedClock("2026-09-21T08:00:00Z"))
        settings.put(workspace, settings.LANGUAGE, "cs")
        before = Workspace.in_memory(clock=FixedClock("2026-09-21T08:00:00Z"))
        for new in clean_notes:
            customers.add(before, new)
        batch = imports.bring_in(workspace, path)
        assert (batch.created, batch.problems) == (len(clean_notes), 0)
        assert _told(workspace) == _told(before)
        workspace.close()
        before.close()


def _told(workspace: Workspace) -> list[tuple[object, ...]]:
    found = customers.find(workspace, CustomerFilter(), limit=100)
    return sorted(
        (line.customer.phone, line.customer.name, line.customer.email, line.customer.born_on or 0,
         line.customer.note)
        for line in found
    )  # fmt: skip


def test_every_heading_stands_once() -> None:
    assert len(set(cards_in.HEADINGS)) == len(cards_in.HEADINGS)
