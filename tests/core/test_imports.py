"""Files come in right, as a whole or not at all, once, and go again in one step."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clock import FixedClock
from core.errors import Cancelled, KnownError
from core.exchange import batches, imports
from core.exchange.imports import Batch, Said
from core.people import consents, customers, visits
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store import backup, journal, settings
from core.store.workspace import Workspace
from core.voice import feedback, surveys

FILES = Path(__file__).parents[1] / "data" / "imports"


def _adds_up(batch: Batch) -> bool:
    return batch.rows == batch.created + batch.updated + batch.skipped + batch.problems


def _figures(batch: Batch) -> tuple[int, int, int, int, int]:
    assert _adds_up(batch)
    return batch.rows, batch.created, batch.updated, batch.skipped, batch.problems


def _state(workspace: Workspace) -> dict[str, list[tuple[object, ...]]]:
    nouns = (
        "customer",
        "visit",
        "feedback",
        "touchpoint",
        "consent",
        "staff_member",
        "survey",
        "question",
        "submission",
        "answer",
        "import_line",
    )
    return {
        noun: [tuple(row) for row in workspace.rows(f"SELECT * FROM {noun} ORDER BY id")]
        for noun in nouns
    }


@pytest.fixture
def write(tmp_path: Path) -> object:
    def to_file(text: str, name: str = "table.csv") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return to_file


@pytest.fixture
def on_disk(tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    workspace = Workspace.open(tmp_path / "salon.regulars", create=True, clock=clock)
    yield workspace
    workspace.close()


# -- customers --------------------------------------------------------------------------


def test_czech_customers_keep_their_letters_and_what_has_no_column(workspace: Workspace) -> None:
    settings.put(workspace, settings.LANGUAGE, "cs")
    batch = imports.bring_in(workspace, FILES / "czech-customers-cp1250.csv")
    assert (batch.kind, _figures(batch)) == ("customers", (3, 3, 0, 0, 0))
    found = [line.customer for line in customers.find(workspace)]
    zofie = next(customer for customer in found if customer.first_name == "Žofie")
    assert (zofie.name, zofie.phone, str(zofie.born_on)) == (
        "Žofie Dvořáková",
        "777 100 200",
        "1984-09-02",
    )
    assert zofie.note == "barví se na měď\nOblíbený čaj: šípkový"
    assert {customer.phone for customer in found} >= {"+420 777 100 201"}


def test_an_address_that_is_none_is_kept_in_the_note(workspace: Workspace, write) -> None:  # type: ignore[no-untyped-def]
    batch = imports.bring_in(workspace, write("name,email,phone\nJana,jana at home,123\n"))
    assert _figures(batch) == (1, 1, 0, 0, 0)
    (line,) = customers.find(workspace)
    assert line.customer.email == ""
    assert "jana at home" in line.customer.note


def test_latvian_customers_keep_their_letters(workspace: Workspace) -> None:
    settings.put(workspace, settings.LANGUAGE, "lv")
    batch = imports.bring_in(workspace, FILES / "latvian-customers-cp1257.csv")
    assert _figures(batch) == (3, 3, 0, 0, 0)
    assert customers.find_named(workspace, "Ģirts Bērziņš") is not None


def test_a_blank_consent_stays_unknown(workspace: Workspace) -> None:
    batch = imports.bring_in(workspace, FILES / "fresha-clients.csv")
    assert batch.source == "fresha"
    mona = customers.find_named(workspace, "Mona Hartley")
    roy = customers.find_named(workspace, "Roy Pemberton")
    assert mona is not None
    assert roy is not None
    held = consents.current(workspace, mona.id)
    assert (held["email"].state, held["sms"].state) == ("yes", "no")
    assert consents.current(workspace, roy.id)["email"].state == "unknown"
    assert mona.reference == "1001"
    assert "Telephone: 441632960000" in roy.note
    assert "Tags: VIP" in roy.note


def test_known_customers_are_brought_up_to_date(workspace: Workspace, write) -> None:  # type: ignore[no-untyped-def]
    known = customers.add(workspace, NewCustomer("Jana Nová", email="JANA@example.cz", note="old"))
    batch = imports.bring_in(
        workspace, write("name,email,phone,note\nJana Nova,jana@example.cz,777 100 200,new\n")
    )
    assert _figures(batch) == (1, 0, 1, 0, 0)
    now = customers.get(workspace, known.id)
    assert (now.phone, now.note) == ("777 100 200", "old\nnew")


def test_what_the_file_leaves_blank_stays(workspace: Workspace, write) -> None:  # type: ignore[no-untyped-def]
    known = customers.add(workspace, NewCustomer("Jana Nová", phone="777 100 200"))
    batch = imports.bring_in(workspace, write("name,phone\nJana Nová,\n"))
    assert _figures(batch) == (1, 0, 0, 1, 0)
    assert customers.get(workspace, known.id).phone == "777 100 200"


def test_mother_and_daughter_may_share_a_phone(workspace: Workspace, write) -> None:  # type: ignore[no-untyped-def]
    customers.add(workspace, NewCustomer("Jana Nová", phone="777100200"))
    batch = imports.bring_in(workspace, write("name,phone\nEva Malá,777 100 200\n"))
    assert _figures(batch) == (1, 1, 0, 0, 0)


def test_a_name_that_several_bear_is_asked_about(workspace: Workspace, write) -> None:  # type: ignore[no-untyped-def]
    customers.add(workspace, NewCustomer("Jana Nová", phone="777100200"))
    customers.add(workspace, NewCustomer("Jana Nová", phone="777100300"))
    batch = imports.bring_in(workspace, write("name,date,amount\nJana Nová,1.9.2026,5\n"))
    assert _figures(batch) == (1, 0, 0, 0, 1)
    assert "Jana Nová" in batch.row_problems[0].text()


# -- visits -----------------------------------------------------------------------------


def test_sales_lines_become_one_visit_a_day_and_refunds_subtract(workspace: Workspace) -> None:
    batch = imports.bring_in(workspace, FILES / "till-sales.csv")
    assert (batch.kind, _figures(batch)) == ("visits", (7, 3, 2, 0, 2))
    assert batch.new_customers == 2
    assert [problem.row for problem in batch.row_problems] == [9, 10]
    assert "31.02.2026" in batch.row_problems[0].text()
    assert "tři stovky" in batch.row_problems[1].text()
    zofie = customers.find_named(workspace, "Žofie Dvořáková")
    assert zofie is not None
    (visit,) = visits.of_customer(workspace, zofie.id)
    assert (visit.amount_minor, visit.currency, visit.staff_member) == (123450, "CZK", "Petra")
    assert visit.services == "Střih, Šampon, Šampon vrácen"


def test_square_items_are_told_by_their_customer_id(workspace: Workspace) -> None:
    batch = imports.bring_in(workspace, FILES / "square-items.csv")
    assert (batch.source, _figures(batch)) == ("square", (3, 2, 1, 0, 0))
    mona = customers.find_named(workspace, "Mona Hartley")
    assert mona is not None
    assert mona.reference == "SQ7"
    found = [(str(v.visited_on), v.amount_minor) for v in visits.of_customer(workspace, mona.id)]
    assert found == [("2026-09-04", -1250), ("2026-09-03", 5750)]


def test_lines_join_across_chunks_and_files(
    workspace: Workspace,
    write,
    monkeypatch: pytest.MonkeyPatch,  # type: ignore[no-untyped-def]
) -> None:
    monkeypatch.setattr("core.exchange.visits_in.VisitsIn.chunk_size", 1)
    batch = imports.bring_in(
        workspace, write("customer,date,amount\nAda,1.9.2026,5\nEva,1.9.2026,1\nAda,1.9.2026,7\n")
    )
    assert _figures(batch) == (3, 2, 1, 0, 0)
    more = imports.bring_in(workspace, write("customer,date,amount\nAda,1.9.2026,100\n"))
    assert _figures(more) == (1, 0, 1, 0, 0)
    assert workspace.value("SELECT max(amount_minor) FROM visit") == 11200
    batches.undo(workspace, more.batch or 0)
    assert workspace.value("SELECT max(amount_minor) FROM visit") == 1200


def test_a_visit_written_by_hand_keeps_its_amount(workspace: Workspace, write) -> None:  # type: ignore[no-untyped-def]
    import datetime as dt

    ada = customers.add(workspace, NewCustomer("Ada Malá"))
    visits.record(workspace, NewVisit(ada.id, dt.date(2026, 9, 1), amount_minor=500))
    batch = imports.bring_in(workspace, write("customer,date,amount\nAda Malá,1.9.2026,5\n"))
    assert _figures(batch) == (1, 0, 0, 1, 0)
    assert workspace.value("SELECT sum(amount_minor) FROM visit") == 500


def test_an_appointment_said_again_is_not_paid_twice(workspace: Workspace, write) -> None:  # type: ignore[no-untyped-def]
    head = "Client,Date,Price,Status\n"
    imports.bring_in(workspace, write(head + "Ada,2026-09-22,50,Confirmed\n"))
    assert workspace.value("SELECT status FROM visit") == "booked"
    workspace.clock.move_to("2026-09-23T08:00:00Z")  # type: ignore[attr-defined]
    batch = imports.bring_in(workspace, write(head + "Ada,2026-09-22,55,Completed\n"))
    assert _figures(batch) == (1, 0, 1, 0, 0)
    row = workspace.row("SELECT status, amount_minor FROM visit")
    assert row is not None
    assert tuple(row) == ("done", 5500)


def test_a_customer_known_by_number_only_gets_a_name(workspace: Workspace, write) -> None:  # type: ignore[no-untyped-def]
    imports.bring_in(workspace, write("customer_id,date,amount\n00042,1997-01-01,11.77\n"))
    (line,) = customers.find(workspace)
    assert (line.customer.reference, line.customer.name) == ("00042", "Customer 00042")
    assert line.spend_minor == 1177


# -- feedback and surveys ---------------------------------------------------------------


def test_feedback_is_read_like_any_other(workspace: Workspace) -> None:
    batch = imports.bring_in(workspace, FILES / "feedback-log.tsv")
    assert (batch.kind, _figures(batch)) == ("feedback", (4, 3, 0, 0, 1))
    cold, sundays, lovely = feedback.find(workspace)
    assert (cold.kind, cold.channel, cold.customer) == ("complaint", "in_person", "Mona Hartley")
    assert cold.said_at.isoformat() == "2026-09-20T12:30:00+00:00"
    assert cold.body == "The waiting room was terribly cold.\n\nRating: 2"
    assert cold.polarity == "negative"
    assert sundays.kind in ("question", "suggestion")  # it is both
    assert sundays.customer_id is None
    assert (lovely.kind, lovely.channel) == ("praise", "email")
    assert workspace.value("SELECT count(*) FROM touchpoint WHERE direction = 'in'") == 2


def test_a_form_becomes_a_survey_with_the_right_questions(workspace: Workspace) -> None:
    path = FILES / "google-forms (Odpovědi).csv"
    batch = imports.bring_in(workspace, path)
    assert (batch.source, batch.kind, _figures(batch)) == (
        "google-forms",
        "survey",
        (3, 3, 0, 0, 0),
    )
    (survey,) = surveys.find(workspace)
    assert survey.title == "google-forms"
    assert [question.kind for question in survey.questions] == ["nps", "csat", "choice", "text"]
    nps = surveys.results(workspace, survey.id)[0].nps
    assert nps is not None
    newest = surveys.submissions(workspace, survey.id)[0]
    assert newest.customer == "zofie@example.cz"
    assert newest.submitted_at.isoformat() == "2026-09-20T20:00:00+00:00"


def test_a_form_brought_in_again_joins_its_survey(workspace: Workspace, write) -> None:  # type: ignore[no-untyped-def]
    head = "Timestamp,Would you recommend us?\n"
    imports.bring_in(workspace, write(head + "2026-09-01 10:00,9\n"))
    batch = imports.bring_in(
        workspace, write(head + "2026-09-01 10:00,9\n2026-09-02 10:00,10\n2026-09-03 10:00,11\n")
    )
    assert _figures(batch) == (3, 1, 0, 1, 1)
    assert [survey.submissions for survey in surveys.find(workspace)] == [2]


# -- once, as a whole, and back ----------------------------------------------------------

ALL_FILES = sorted(path.name for path in FILES.iterdir() if path.suffix not in (".json", ".py"))


@pytest.mark.parametrize("name", ALL_FILES)
def test_the_same_file_twice_adds_nothing(workspace: Workspace, name: str) -> None:
    first = imports.bring_in(workspace, FILES / name)
    before = _state(workspace)
    again = imports.bring_in(workspace, FILES / name)
    assert _figures(again) == (first.rows, 0, 0, first.rows - first.problems, first.problems)
    assert _state(workspace) == before


@pytest.mark.parametrize("name", ALL_FILES)
def test_undo_gives_back_the_shop_as_it_was(workspace: Workspace, name: str) -> None:
    customers.add(workspace, NewCustomer("Mona Hartley", phone="447700900123", note="regular"))
    customers.add(workspace, NewCustomer("Žofie Dvořáková", email="zofie@example.cz"))
    before = _state(workspace)
    batch = imports.bring_in(workspace, FILES / name)
    assert _state(workspace) != before
    assert imports.undo(workspace, batch.batch or 0).undone
    assert _state(workspace) == before
    assert imports.bring_in(workspace, FILES / name).skipped == batch.skipped


def test_an_import_is_undone_once_and_redo_brings_it_back(workspace: Workspace) -> None:
    batch = imports.bring_in(workspace, FILES / "till-sales.csv")
    after = _state(workspace)
    number = batch.batch or 0
    imports.undo(workspace, number)
    with pytest.raises(KnownError, match="already_undone"):
        imports.undo(workspace, number)
    journal.redo(workspace)
    assert _state(workspace) == after
    assert not batches.get(workspace, number).undone
    assert imports.undo(workspace, number).undone


def test_undo_names_what_stands_in_the_way(workspace: Workspace) -> None:
    batch = imports.bring_in(workspace, FILES / "till-sales.csv")
    customers.with_note(workspace, 1, "prefers mornings")
    with pytest.raises(KnownError, match="undo_in_the_way"):
        imports.undo(workspace, batch.batch or 0)


def test_an_import_that_brought_nothing_has_nothing_to_undo(workspace: Workspace) -> None:
    imports.bring_in(workspace, FILES / "till-sales.csv")
    again = imports.bring_in(workspace, FILES / "till-sales.csv")
    with pytest.raises(KnownError, match="nothing_to_undo"):
        imports.undo(workspace, again.batch or 0)


def test_a_dry_run_tells_all_and_keeps_nothing(workspace: Workspace) -> None:
    before = _state(workspace)
    batch = imports.bring_in(workspace, FILES / "till-sales.csv", dry_run=True)
    assert (batch.batch, _figures(batch)) == (None, (7, 3, 2, 0, 2))
    assert _state(workspace) == before
    assert batches.find(workspace) == []


class _Stops:
    """Someone who presses Cancel after the first rows."""

    def step(self, done: int, total: int) -> None:
        if done:
            raise Cancelled


def test_cancel_leaves_no_row(workspace: Workspace) -> None:
    before = _state(workspace)
    with pytest.raises(Cancelled):
        imports.bring_in(workspace, FILES / "till-sales.csv", progress=_Stops())
    assert _state(workspace) == before
    assert batches.find(workspace) == []


def test_a_backup_comes_before_the_second_import_not_the_first(on_disk: Workspace) -> None:
    imports.bring_in(on_disk, FILES / "till-sales.csv")
    assert backup.latest(on_disk) is None
    imports.bring_in(on_disk, FILES / "fresha-clients.csv")
    made = backup.latest(on_disk)
    assert made is not None
    assert made.reason == "import"


def test_preview_shows_what_every_column_becomes(workspace: Workspace) -> None:
    before = _state(workspace)
    shown = imports.preview(workspace, FILES / "till-sales.csv")
    assert [(column.heading, column.field) for column in shown.columns][:3] == [
        ("Datum", "date"),
        ("Zákazník", "name"),
        ("E-mail", "email"),
    ]
    assert (shown.row_count, len(shown.rows), len(shown.problems)) == (7, 7, 2)
    assert shown.expected is not None
    assert shown.expected.created == 3
    assert _state(workspace) == before


def test_days_that_nothing_settles_are_asked_about(workspace: Workspace, write) -> None:  # type: ignore[no-untyped-def]
    path = write("customer,date,amount\nAda,03/04/2026,5\n")
    assert imports.preview(workspace, path).doubtful_day == "03/04/2026"
    imports.bring_in(workspace, path, Said(day_first=False))
    assert workspace.value("SELECT visited_on FROM visit") == "2026-03-04"


def test_what_was_built_on_an_import_goes_with_it_when_asked(workspace: Workspace) -> None:
    before = _state(workspace)
    batch = imports.bring_in(workspace, FILES / "fresha-clients.csv")
    mona = customers.find_named(workspace, "Mona Hartley")
    assert mona is not None
    assert batch.batch is not None
    visits.record(workspace, NewVisit(mona.id, workspace.clock.today()))
    later = imports.in_the_way(workspace, batch.batch)
    assert [change.label for change in later] == ["Visit noted"]
    assert imports.undo(workspace, batch.batch, with_later=True).undone
    assert _state(workspace) == before


def test_the_scratch_file_counts_lines_like_memory_does(
    workspace: Workspace,
    write,
    monkeypatch: pytest.MonkeyPatch,  # type: ignore[no-untyped-def]
) -> None:
    path = write("customer,date,amount\n" + "Ada,1.9.2026,5\nEva,1.9.2026,6\n" * 3)
    imports.bring_in(workspace, path)
    monkeypatch.setattr("core.exchange.lines.MOST_IN_MEMORY", 1)
    assert _figures(imports.bring_in(workspace, path)) == (6, 0, 0, 6, 0)
    journal.undo(workspace)
    assert _figures(imports.bring_in(workspace, path)) == (6, 2, 4, 0, 0)


def test_a_large_file_may_leave_memory_and_only_then(
    on_disk: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spills() -> int:
        with on_disk.alone() as connection:
            return int(connection.execute("PRAGMA cache_spill").fetchone()[0])

    seen: list[int] = []

    class _Looks:
        def step(self, done: int, total: int) -> None:
            seen.append(spills())

    monkeypatch.setattr(imports, "MOST_BYTES_IN_MEMORY", 0)
    imports.bring_in(on_disk, FILES / "till-sales.csv", progress=_Looks())
    assert (seen[0], seen[-1] > 0, spills()) == (0, True, 0)


_cell = st.one_of(
    st.sampled_from(
        [
            "",
            "Ada",
            "Eva Malá",
            "1.9.2026",
            "31.2.2026",
            "12,50",
            "-3",
            "abc",
            "ada@example.cz",
            "777100200",
            "---",
            "=1+1",
            '"',
            "a\nb",
            "\x00",
            "’",
            "yes",
        ]
    ),
    st.text(max_size=12),
)
_headings = st.lists(
    st.sampled_from(
        [
            "name",
            "Jméno",
            "email",
            "phone",
            "date",
            "amount",
            "services",
            "feedback",
            "channel",
            "customer_id",
            "Timestamp",
            "note",
            "odd",
            "status",
            "birthday",
            "",
        ]
    ),
    min_size=1,
    max_size=6,
)


@given(_headings, st.lists(st.lists(_cell, max_size=7), max_size=12))
def test_any_table_adds_up_comes_in_once_and_goes_again(
    tmp_path_factory: pytest.TempPathFactory, header: list[str], rows: list[list[str]]
) -> None:
    path = tmp_path_factory.mktemp("any") / "table.csv"
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    path.write_bytes(text.getvalue().encode("utf-8", "replace"))
    workspace = Workspace.in_memory(clock=FixedClock("2026-09-21T08:00:00Z"))
    try:
        before = _state(workspace)
        try:
            batch = imports.bring_in(workspace, path)
        except KnownError:
            assert _state(workspace) == before
            return
        assert _adds_up(batch)
        assert len(batch.row_problems) == batch.problems
        assert all(problem.text() for problem in batch.row_problems)
        again = imports.bring_in(workspace, path)
        assert (again.created, again.updated) == (0, 0)
        if batch.created or batch.updated:
            imports.undo(workspace, batch.batch or 0)
            assert _state(workspace) == before
    finally:
        workspace.close()
