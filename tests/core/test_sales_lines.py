"""Sales become visits: joined where they belong together, with a name or without, paid once."""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clock import FixedClock
from core.errors import KnownError
from core.exchange import imports
from core.exchange.imports import Batch, Said
from core.people import customers, visits
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store import settings
from core.store.workspace import Workspace

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def to_file(text: str, name: str = "table.csv") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return to_file


def _figures(batch: Batch) -> tuple[int, int, int, int]:
    assert batch.rows == batch.created + batch.updated + batch.skipped + batch.problems
    return batch.created, batch.updated, batch.skipped, batch.problems


def _visits(workspace: Workspace) -> list[tuple[object, ...]]:
    rows = workspace.rows(
        "SELECT name, visited_on, services, amount_minor, status FROM visit "
        "LEFT JOIN customer ON customer.id = customer_id ORDER BY visit.id"
    )
    return [tuple(row) for row in rows]


def _note(workspace: Workspace) -> str:
    return str(workspace.value("SELECT note FROM visit"))


# -- nobody named -----------------------------------------------------------------------


def test_a_row_without_a_name_is_a_walk_in(workspace: Workspace, write: Write) -> None:
    batch = imports.bring_in(
        workspace, write("customer,date,amount\nAda,1.9.2026,5\n,1.9.2026,7\nWalk-In,1.9.2026,9\n")
    )
    assert _figures(batch) == (3, 0, 0, 0)
    assert _visits(workspace) == [
        ("Ada", "2026-09-01", None, 500, "done"),
        (None, "2026-09-01", None, 700, "done"),
        (None, "2026-09-01", None, 900, "done"),
    ]
    assert batch.new_customers == 1


def test_a_till_s_table_that_names_nobody_is_a_list_of_sales(
    workspace: Workspace, write: Write
) -> None:
    batch = imports.bring_in(
        workspace, write("Datum;Číslo účtenky;Částka\n1.9.2026;17;100,-\n1.9.2026;17;50,-\n")
    )
    assert (batch.kind, _figures(batch)) == ("visits", (1, 1, 0, 0))
    assert _visits(workspace) == [(None, "2026-09-01", None, 15000, "done")]
    assert _note(workspace) == "Číslo účtenky: 17"


@pytest.mark.parametrize("chunk_size", [1, 2, 5000])
def test_the_lines_of_a_receipt_are_one_visit(
    workspace: Workspace, write: Write, monkeypatch: pytest.MonkeyPatch, chunk_size: int
) -> None:
    monkeypatch.setattr("core.exchange.visits_in.VisitsIn.chunk_size", chunk_size)
    batch = imports.bring_in(
        workspace,
        write(
            "Date,Receipt number,Item,Amount\n"
            "2026-09-01,A1,Tea,3\n2026-09-01,A2,Cake,4\n2026-09-01,A1,Cake,4\n"
            "2026-09-02,A1,Tea,3\n2026-09-02,,Tea,3\n2026-09-02,,Tea,3\n"
        ),
    )
    assert _figures(batch) == (5, 1, 0, 0)
    assert _visits(workspace) == [
        (None, "2026-09-01", "Tea, Cake", 700, "done"),
        (None, "2026-09-01", "Cake", 400, "done"),
        (None, "2026-09-02", "Tea", 300, "done"),
        (None, "2026-09-02", "Tea", 300, "done"),
        (None, "2026-09-02", "Tea", 300, "done"),
    ]


def test_a_longer_file_adds_only_what_is_new(workspace: Workspace, write: Write) -> None:
    head, tea = "Date,Item,Amount\n", "2026-09-01,Tea,3\n"
    imports.bring_in(workspace, write(head + tea * 2))
    batch = imports.bring_in(workspace, write(head + tea * 3))
    assert _figures(batch) == (1, 0, 2, 0)


def test_a_sale_does_not_count_twice_because_the_till_added_a_column(
    workspace: Workspace, write: Write
) -> None:
    head = "Date,Transaction ID,Customer,Amount"
    imports.bring_in(workspace, write(f"{head}\n2026-09-01,T1,,5\n2026-09-01,T2,Ada,7\n"))
    batch = imports.bring_in(
        workspace,
        write(f"{head},Channel\n2026-09-01,T1,,5,Web\n2026-09-01,T2,Ada Malá,7,Web\n"),
    )
    assert _figures(batch) == (0, 0, 2, 0)


def test_a_booking_needs_a_name_and_a_sale_something_sold(
    workspace: Workspace, write: Write
) -> None:
    batch = imports.bring_in(
        workspace, write("customer,date,amount,service\n,1.10.2026,5,Cut\n,1.9.2026,,\n")
    )
    assert [problem.text() for problem in batch.row_problems] == [
        "A booking needs the name of the customer.",
        "This row says neither who came nor what was done or paid.",
    ]
    assert _visits(workspace) == []


def test_a_booking_without_a_name_whose_day_is_over_is_taken(
    workspace: Workspace, write: Write
) -> None:
    table = "customer,date,service,status\n,1.9.2026,Cut,booked\n,21.9.2026,Cut,booked\n"
    batch = imports.bring_in(workspace, write(table))
    assert [problem.row for problem in batch.row_problems] == [3]
    ((day, status),) = workspace.rows("SELECT visited_on, status FROM visit")
    assert (day, status) == ("2026-09-01", "booked")


def test_a_table_of_days_alone_is_asked_about(workspace: Workspace, write: Write) -> None:
    with pytest.raises(KnownError, match="unknown_columns"):
        imports.bring_in(workspace, write("date,status\n1.9.2026,done\n"), Said(kind="visits"))


# -- what a row says it is --------------------------------------------------------------


@pytest.mark.parametrize("amount", ["5", "-5"])
@pytest.mark.parametrize("word", ["Refund", "Vratka", "Rückzahlung", "Atmaksa"])
def test_a_refund_takes_away_whatever_its_sign(
    workspace: Workspace, write: Write, word: str, amount: str
) -> None:
    imports.bring_in(
        workspace,
        write(f"Type,Customer,Date,Amount\nSale,Ada,1.9.2026,12\n{word},Ada,1.9.2026,{amount}\n"),
    )
    assert _visits(workspace) == [("Ada", "2026-09-01", None, 700, "done")]


def test_what_is_no_sale_stays_out_with_its_word(workspace: Workspace, write: Write) -> None:
    batch = imports.bring_in(
        workspace, write("Type,Date,Amount\nSale,1.9.2026,12\nPayout,1.9.2026,-12\n")
    )
    assert _figures(batch) == (1, 0, 0, 1)
    assert "Payout" in batch.row_problems[0].text()


def test_a_word_that_is_not_ours_goes_to_the_note(workspace: Workspace, write: Write) -> None:
    imports.bring_in(
        workspace,
        write(
            "Customer,Date,Service,Notes,Description,Status,Type\n"
            "Ada,1.9.2026,Cut,short,dry,Waiting for parts,Home visit\n"
        ),
    )
    assert _visits(workspace) == [("Ada", "2026-09-01", "Cut, dry", None, "done")]
    assert _note(workspace) == "short\nStatus: Waiting for parts\nType: Home visit"


def test_a_booking_keeps_its_time_of_day(workspace: Workspace, write: Write) -> None:
    imports.bring_in(
        workspace, write("Customer,Date,Time,Service\nAda,1.10.2026,14:30,Cut\n", "one.csv")
    )
    assert _note(workspace) == "Time: 14:30"


# -- joined with what is known ----------------------------------------------------------


def test_two_appointments_of_a_day_said_again_add_up(workspace: Workspace, write: Write) -> None:
    head = "Client,Date,Service,Price,Status\n"
    imports.bring_in(
        workspace,
        write(head + "Ada,2026-09-22,Cut,50,Confirmed\nAda,2026-09-22,Wash,10,Confirmed\n"),
    )
    workspace.clock.move_to("2026-09-23T08:00:00Z")  # type: ignore[attr-defined]
    imports.bring_in(
        workspace,
        write(head + "Ada,2026-09-22,Cut,55,Completed\nAda,2026-09-22,Wash,10,Completed\n"),
    )
    assert _visits(workspace) == [("Ada", "2026-09-22", "Cut, Wash", 6500, "done")]


def test_a_booking_without_a_price_gets_all_the_prices_of_the_day(
    workspace: Workspace, write: Write
) -> None:
    head = "Client,Date,Service,Price,Status\n"
    imports.bring_in(workspace, write(head + "Ada,2026-09-22,Cut,,Confirmed\n"))
    workspace.clock.move_to("2026-09-23T08:00:00Z")  # type: ignore[attr-defined]
    imports.bring_in(
        workspace,
        write(head + "Ada,2026-09-22,Cut,55,Completed\nAda,2026-09-22,Wash,10,Completed\n"),
    )
    assert _visits(workspace) == [("Ada", "2026-09-22", "Cut, Wash", 6500, "done")]


def test_a_visit_written_down_without_an_amount_gets_that_of_the_till(
    workspace: Workspace, write: Write
) -> None:
    ada = customers.add(workspace, NewCustomer("Ada Malá"))
    visits.record(workspace, NewVisit(ada.id, dt.date(2026, 9, 1), services="Cut"))
    imports.bring_in(
        workspace,
        write(
            "customer,date,item,amount\n"
            "Ada Malá,1.9.2026,Cut,5\nAda Malá,1.9.2026,Balm,7\nAda Malá,1.9.2026,Balm,-7\n"
        ),
    )
    assert _visits(workspace) == [("Ada Malá", "2026-09-01", "Cut, Balm", 500, "done")]


def test_a_line_without_an_amount_joins_a_visit_in_any_currency(
    workspace: Workspace, write: Write
) -> None:
    settings.put(workspace, settings.CURRENCY, "CZK")
    table = "customer,date,item,amount\nAda,1.9.2026,Cut,\nAda,1.9.2026,Balm,7 €\nAda,1.9.2026,Tea,"
    batch = imports.bring_in(workspace, write(table + "\n"))
    assert _figures(batch) == (1, 2, 0, 0)
    more = imports.bring_in(workspace, write("customer,date,item,amount\nAda,1.9.2026,Bag,\n"))
    assert _figures(more) == (0, 1, 0, 0)
    assert _visits(workspace) == [("Ada", "2026-09-01", "Cut, Balm, Tea, Bag", 700, "done")]
    assert workspace.value("SELECT currency FROM visit") == "EUR"


def test_amounts_in_two_currencies_are_never_added(workspace: Workspace, write: Write) -> None:
    batch = imports.bring_in(
        workspace, write("customer,date,amount\nAda,1.9.2026,7 €\nAda,1.9.2026,9 Kč\n")
    )
    assert _figures(batch) == (2, 0, 0, 0)


def test_the_till_knows_better_than_the_calendar_what_was_paid(
    workspace: Workspace, write: Write
) -> None:
    planned = write(
        "Start Time,End Time,Timezone,First Name,Last Name,Type,Calendar,Appointment Price\n"
        '"September 3, 2026 9:00 am","September 3, 2026 9:30 am",UTC,Ada,Malá,Cut,Nia,60.00\n',
        "acuity.csv",
    )
    paid = "customer,date,item,amount\nAda Malá,3.9.2026,Cut,45\nAda Malá,3.9.2026,Balm,7\n"
    imports.bring_in(workspace, planned)
    imports.bring_in(workspace, write(paid, "till.csv"))
    assert _visits(workspace) == [("Ada Malá", "2026-09-03", "Cut, Balm", 5200, "done")]
    text = planned.read_text(encoding="utf-8").replace("60.00", "65.00")
    imports.bring_in(workspace, write(text, "acuity.csv"))
    imports.bring_in(workspace, write("customer,date,item,amount\nAda Malá,3.9.2026,Tea,3\n"))
    assert _visits(workspace) == [("Ada Malá", "2026-09-03", "Cut, Balm, Tea", 5500, "done")]


def test_what_a_booking_was_to_cost_is_not_added_to_what_was_paid(
    workspace: Workspace, write: Write
) -> None:
    imports.bring_in(workspace, write("customer,date,service,price\nAda,22.9.2026,Haircut,50\n"))
    workspace.clock.move_to("2026-09-23T08:00:00Z")  # type: ignore[attr-defined]
    imports.bring_in(
        workspace,
        write("customer,date,item,amount\nAda,22.9.2026,Cut,45\nAda,22.9.2026,Tea,3\n"),
    )
    assert _visits(workspace) == [("Ada", "2026-09-22", "Haircut, Cut, Tea", 4800, "done")]


def test_of_two_bookings_of_a_day_one_can_be_cancelled(workspace: Workspace, write: Write) -> None:
    head = "Client,Date,Service,Price,Status\n"
    wash = "Ada,2026-09-22,Wash,10,Confirmed\n"
    imports.bring_in(workspace, write(head + "Ada,2026-09-22,Cut,50,Confirmed\n" + wash))
    imports.bring_in(workspace, write(head + "Ada,2026-09-22,Cut,50,Cancelled\n" + wash))
    assert _visits(workspace) == [
        ("Ada", "2026-09-22", "Cut", 5000, "cancelled"),
        ("Ada", "2026-09-22", "Wash", 1000, "booked"),
    ]


def test_undo_gives_a_booking_back_that_became_part_of_a_visit(
    workspace: Workspace, write: Write
) -> None:
    head = "Client,Date,Service,Price,Status\n"
    cut, wash = "Ada,2026-09-19,Cut,50,{}\n", "Ada,2026-09-19,Wash,10,{}\n"
    imports.bring_in(workspace, write(head + cut.format("Completed") + wash.format("Confirmed")))
    before = _visits(workspace)
    batch = imports.bring_in(
        workspace, write(head + cut.format("Completed") + wash.format("Completed"))
    )
    assert _visits(workspace) == [("Ada", "2026-09-19", "Cut, Wash", 6000, "done")]
    imports.undo(workspace, batch.batch or 0)
    assert _visits(workspace) == before
    assert [visit[4] for visit in before] == ["done", "booked"]


# -- any file ---------------------------------------------------------------------------

_LINE = st.tuples(
    st.sampled_from(["", "", "Ada", "Eva"]),
    st.sampled_from(["2026-09-01", "2026-09-02"]),
    st.sampled_from(["", "R1", "R2", "R3"]),
    st.sampled_from(["Sale", "Sale", "Refund"]),
    st.sampled_from(["Cut", "Tea", ""]),
    st.integers(0, 9999).map(lambda minor: f"{minor / 100:.2f}"),
)


@given(st.lists(_LINE, min_size=1, max_size=12), st.integers(1, 12), st.integers(1, 5))
def test_the_money_of_any_file_is_neither_lost_nor_counted_twice(
    lines: list[tuple[str, ...]], cut: int, chunk_size: int
) -> None:
    clock = FixedClock("2026-09-21T08:00:00Z", zone="Europe/Prague")
    paid = sum(round(float(line[5]) * 100) * (-1 if line[3] == "Refund" else 1) for line in lines)
    with (
        TemporaryDirectory() as folder,
        pytest.MonkeyPatch.context() as patched,
        closing(Workspace.in_memory(clock=clock)) as workspace,
    ):
        patched.setattr("core.exchange.visits_in.VisitsIn.chunk_size", chunk_size)
        # First a part of the file, then all of it, then all of it again.
        for name, part in (("a", lines[:cut]), ("b", lines), ("c", lines)):
            path = Path(folder) / f"{name}.csv"
            path.write_text(_table(part), encoding="utf-8")
            batch = imports.bring_in(workspace, path)
            assert sum(_figures(batch)) == len(part)
        assert batch.skipped == len(lines)
        assert workspace.value("SELECT sum(amount_minor) FROM visit") == paid
        days = workspace.rows(
            "SELECT count(*) AS n FROM visit WHERE customer_id IS NOT NULL "
            "GROUP BY customer_id, visited_on"
        )
        assert all(row["n"] == 1 for row in days)


_APPOINTMENT = st.tuples(
    st.sampled_from(["Ada", "Eva"]),
    st.sampled_from(["2026-09-01", "2026-09-02"]),
    st.sampled_from(["", "Confirmed", "Confirmed", "Completed", "Cancelled"]),
    st.sampled_from(["Confirmed", "Completed", "Completed", "Cancelled", "No show"]),
    st.integers(0, 9999),
    st.integers(0, 9999),
)
_STATUSES = {
    "Confirmed": "booked",
    "Completed": "done",
    "Cancelled": "cancelled",
    "No show": "no_show",
}


@given(st.lists(_APPOINTMENT, min_size=1, max_size=8), st.integers(1, 5), st.randoms())
def test_a_list_of_appointments_that_is_said_again_is_right_again(
    drawn: list[tuple[str, str, str, str, int, int]], chunk_size: int, dice: random.Random
) -> None:
    first, last = [], []
    for number, (who, day, was, now, planned, paid) in enumerate(drawn):
        before = (who, day, f"Service {number}", f"{planned / 100:.2f}", was)
        after = (*before[:3], f"{paid / 100:.2f}", now) if was in ("", "Confirmed") else before
        first += [before] if was else []
        last.append(after)
    dice.shuffle(last)
    clock = FixedClock("2026-09-21T08:00:00Z", zone="Europe/Prague")
    with (
        TemporaryDirectory() as folder,
        pytest.MonkeyPatch.context() as patched,
        closing(Workspace.in_memory(clock=clock)) as workspace,
    ):
        patched.setattr("core.exchange.visits_in.VisitsIn.chunk_size", chunk_size)
        for name, part in (("a", first), ("b", last), ("c", last)):
            if part:
                path = Path(folder) / f"{name}.csv"
                path.write_text(_table(part, _APPOINTMENTS), encoding="utf-8")
                imports.bring_in(workspace, path)
        found = {
            (row["name"], row["visited_on"], row["status"]): row["paid"]
            for row in workspace.rows(
                "SELECT name, visited_on, status, sum(amount_minor) AS paid FROM visit "
                "JOIN customer ON customer.id = customer_id GROUP BY name, visited_on, status"
            )
        }
    said: dict[tuple[str, str, str], int] = {}
    for who, day, _service, price, status in last:
        key = (who, day, _STATUSES[status])
        said[key] = said.get(key, 0) + round(float(price) * 100)
    assert found == said


_SALES = ("Customer", "Date", "Receipt number", "Type", "Item", "Amount")
_APPOINTMENTS = ("Client", "Date", "Service", "Price", "Status")


def _table(lines: list[tuple[str, ...]], headings: tuple[str, ...] = _SALES) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(headings)
    writer.writerows(lines)
    return stream.getvalue()


def test_a_currency_that_is_not_ours_is_told_in_the_note(
    workspace: Workspace, write: Write
) -> None:
    imports.bring_in(workspace, write("customer,date,amount,currency\nAda,1.9.2026,5,points\n"))
    assert _note(workspace) == "currency: points"


def test_the_same_table_with_a_column_named_differently_doubles_nothing(
    workspace: Workspace, write: Write
) -> None:
    rows = "Datum;Jméno;Co chtěla;Zaplaceno\n3.9.2026;Vít Suchý;Střih;300\n3.9.2026;;Šampon;90\n"
    imports.bring_in(workspace, write(rows))
    named = Said("visits", {"Co chtěla": "services"})
    again = imports.bring_in(workspace, write(rows), named)
    assert (again.created, again.problems) == (0, 0)
    visits_now = workspace.rows("SELECT amount_minor, services FROM visit ORDER BY id")
    assert [row["amount_minor"] for row in visits_now] == [30000, 9000]
    assert visits_now[0]["services"] == "Střih"


def test_a_mended_amount_takes_the_place_of_the_one_before(
    workspace: Workspace, write: Write
) -> None:
    table = "date,name,service,amount\n3.9.2026,Vít Suchý,Cut,{}\n3.9.2026,Vít Suchý,Wax,100\n"
    imports.bring_in(workspace, write(table.format(300)))
    imports.bring_in(workspace, write(table.format(350)))
    assert workspace.value("SELECT sum(amount_minor) FROM visit") == 45000


def test_two_sales_of_one_price_in_two_files_are_two(workspace: Workspace, write: Write) -> None:
    table = "date,name,service,amount\n3.9.2026,{},{},100\n"
    for name, service in (("", "Cut"), ("", "Wax"), ("Vít Suchý", "Cut"), ("Vít Suchý", "Wax")):
        imports.bring_in(workspace, write(table.format(name, service)))
    assert workspace.value("SELECT sum(amount_minor) FROM visit") == 40000


def test_something_else_bought_that_day_is_added(workspace: Workspace, write: Write) -> None:
    imports.bring_in(workspace, write("date,name,service,amount\n3.9.2026,Vít Suchý,Cut,300\n"))
    imports.bring_in(workspace, write("date,name,service,amount\n3.9.2026,Vít Suchý,Wax,100\n"))
    imports.bring_in(workspace, write("date,name,service,amount\n3.9.2026,Vít Suchý,Wax,-100\n"))
    assert workspace.value("SELECT sum(amount_minor) FROM visit") == 30000
