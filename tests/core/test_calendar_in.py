"""Calendars come in as bookings: who, when, what for; said again they change and never double."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clock import FixedClock
from core.errors import KnownError
from core.exchange import imports, tables
from core.exchange.calendars import event_words
from core.people import customers
from core.people.customers import NewCustomer
from core.store.workspace import Workspace
from tests.calendars import JANA, START, booked, bring, days, event

# Who and what for


@pytest.mark.parametrize(
    ("title", "name", "service"),
    [
        ("Střih – Jana Nová", "Jana Nová", "Střih"),
        ("Jana Nová: Haircut", "Jana Nová", "Haircut"),
        ("Jana Nová (Střih)", "Jana Nová", "Střih"),
        ("Střih (Jana Nová)", "Jana Nová", "Střih"),
        ("Jana Nová", "Jana Nová", ""),
        ("Střih, barva – Jana Nová", "Jana Nová", "Střih, barva"),
        ("Haircut with Jana Nova", "Jana Nova", "Haircut"),
        ("Līga Bērziņa | Matu griešana", "Līga Bērziņa", "Matu griešana"),
        ("Mens Cut: John O'Brien", "John O'Brien", "Mens Cut"),
        ("Střih - Jana", "Jana", "Střih"),
        ("Střih", "", "Střih"),
        ("Dámský střih", "", "Dámský střih"),
        ("Deep Tissue Massage", "", "Deep Tissue Massage"),
    ],
)
def test_a_title_tells_who_comes_and_what_for(title: str, name: str, service: str) -> None:
    told = event_words.told(title, "", ("", ""))
    assert (told.name, told.services) == (name, service)


def test_a_phone_in_the_title_is_a_phone() -> None:
    told = event_words.told("Tomáš Dlouhý 602 333 444", "", ("", ""))
    assert (told.name, told.phone) == ("Tomáš Dlouhý", "602 333 444")


@pytest.mark.parametrize(
    "description",
    [
        # Google's appointment schedules
        "<b>Booked by</b><br>Jana Nová<br>jana@example.com<br>+420 777 123 456<br>",
        # Calendly
        "Event Name: Střih\n\nInvitee: Jana Nová\nInvitee Email: jana@example.com\n\n"
        "Phone Number: +420 777 123 456\n\nNeed to make changes to this event?\n"
        "Cancel: https://calendly.example/c\nReschedule: https://calendly.example/r\n\n"
        "Powered by Calendly.com",
        # Czech and Latvian booking systems
        "Klient: Jana Nová\nTelefon: +420 777 123 456\nE-mail: jana@example.com\nSlužba: Střih",
        "Klients: Jana Nová\nTālrunis: +420 777 123 456\nE-pasts: jana@example.com",
        # Fresha
        "Client: Jana Nová\nMobile: +420 777 123 456\nEmail: jana@example.com\nService: Střih",
    ],
)
def test_a_description_tells_how_to_reach_her(description: str) -> None:
    told = event_words.told("Střih – Jana Nová", description, ("", ""))
    assert (told.name, told.phone, told.email, told.services, told.note) == (
        "Jana Nová", "+420 777 123 456", "jana@example.com", "Střih", "",
    )  # fmt: skip


def test_what_else_a_description_says_is_the_note() -> None:
    told = event_words.told("Střih", "Telefon: po páté\nMá ráda kávu\nCena: 650 Kč", ("", ""))
    assert told.note == "Telefon: po páté\nMá ráda kávu\nCena: 650 Kč"


def test_the_guest_is_who_does_not_keep_the_calendar(workspace: Workspace, tmp_path: Path) -> None:
    bring(
        workspace, tmp_path,
        event(
            START, "SUMMARY:Střih", "ORGANIZER;CN=Salon:mailto:salon@example.com",
            "ATTENDEE;CN=Salon:mailto:SALON@example.com",
            "ATTENDEE;CUTYPE=RESOURCE;CN=Křeslo:mailto:chair@example.com",
            "ATTENDEE;CN=jana@example.com:mailto:jana@example.com",
        ),
        event(
            START, "SUMMARY:Barva", "ATTENDEE;CN=Owner:mailto:me@example.com",
            'ATTENDEE;CN="Malá, Petra":mailto:petra@example.com', uid="e2",
        ),
        around="X-WR-CALNAME:me@example.com\n",
    )  # fmt: skip
    assert booked(workspace) == [
        ("jana@example.com", "2026-10-05", "Střih", "booked"),
        ("Petra Malá", "2026-10-05", "Barva", "booked"),
    ]


def test_apple_writes_the_address_of_a_guest_beside_her_place(
    workspace: Workspace, tmp_path: Path
) -> None:
    owner = "ORGANIZER;CN=Salon;EMAIL=salon@example.com:/aMTIzNDU2/principal/"
    guest = "ATTENDEE;CN=Jana Nová;EMAIL=jana@example.com:/aNjU0MzIx/principal/"
    keeper = owner.replace("ORGANIZER", "ATTENDEE")
    bring(workspace, tmp_path, event(START, "SUMMARY:Střih", owner, keeper, guest))
    row = workspace.row("SELECT name, email FROM customer")
    assert row is not None
    assert tuple(row) == ("Jana Nová", "jana@example.com")


def test_somebody_the_shop_knows_is_found_again(workspace: Workspace, tmp_path: Path) -> None:
    who = customers.add(workspace, NewCustomer("Jana Nováková", email="jana@example.com")).id
    bring(workspace, tmp_path, event(START, JANA, "DESCRIPTION:E-mail: jana@example.com"))
    assert workspace.value("SELECT customer_id FROM visit") == who
    assert customers.count(workspace) == 1


def test_a_holiday_is_told_and_kept_out(workspace: Workspace, tmp_path: Path) -> None:
    titles = ("Dovolená", "Oběd s Evou Malou", "Den otevřených dveří", "Zavolat účetní", "Day off")
    batch = bring(
        workspace, tmp_path,
        *(event(START, f"SUMMARY:{title}", uid=title) for title in titles),
        event("DTSTART;VALUE=DATE:20261005", "SUMMARY:Střih", uid="whole day"),
        event(START, JANA),
    )  # fmt: skip
    assert (batch.created, batch.problems) == (1, 6)
    assert {problem.text() for problem in batch.row_problems} == {"This event names no customer."}
    assert [problem.row for problem in batch.row_problems] == [1, 2, 3, 4, 5, 6]


def test_a_service_without_a_name_is_a_walk_in_once_it_is_over(
    workspace: Workspace, tmp_path: Path
) -> None:
    batch = bring(
        workspace, tmp_path,
        event("DTSTART:20260901T100000", "SUMMARY:Pánský střih"),
        event(START, "SUMMARY:Pánský střih", uid="ahead"),
    )  # fmt: skip
    assert booked(workspace) == [(None, "2026-09-01", "Pánský střih", "done")]
    assert [problem.row for problem in batch.row_problems] == [2]


# When


@pytest.mark.parametrize(
    ("start", "day", "time"),
    [
        ("DTSTART:20261005T220000Z", "2026-10-06", "00:00"),
        ("DTSTART;TZID=America/New_York:20261005T200000", "2026-10-06", "02:00"),
        ('DTSTART;TZID="Central Europe Standard Time":20261005T140000', "2026-10-05", "14:00"),
        ("DTSTART;TZID=/mozilla.org/20050126_1/Europe/Riga:20261005T140000", "2026-10-05", "13:00"),
        ("DTSTART;TZID=Customized Time Zone:20261005T140000", "2026-10-05", "14:00"),
        ("DTSTART:20261005T140000", "2026-10-05", "14:00"),
        ("DTSTART;VALUE=DATE:20261005", "2026-10-05", ""),
    ],
)
def test_a_day_is_a_day_of_the_shop(
    workspace: Workspace, tmp_path: Path, start: str, day: str, time: str
) -> None:
    bring(workspace, tmp_path, event(start, JANA))
    row = workspace.row("SELECT visited_on, coalesce(note, '') FROM visit")
    assert row is not None
    assert tuple(row) == (day, f"Time: {time}" if time else "")


def test_what_is_over_was_done_and_what_was_called_off_is_cancelled(
    workspace: Workspace, tmp_path: Path
) -> None:
    bring(
        workspace, tmp_path,
        event("DTSTART:20260901T100000", JANA),
        event("DTSTART:20260902T100000", JANA, "STATUS:CANCELLED", uid="e2"),
        event("DTSTART:20261001T100000", JANA, "STATUS:TENTATIVE", uid="e3"),
    )  # fmt: skip
    assert [row[3] for row in booked(workspace)] == ["done", "cancelled", "booked"]


def test_a_recurring_event_is_each_of_its_days(workspace: Workspace, tmp_path: Path) -> None:
    bring(
        workspace, tmp_path,
        event("DTSTART;TZID=Europe/Prague:20261012T100000", JANA, "RRULE:FREQ=WEEKLY;COUNT=5",
              "EXDATE;TZID=Europe/Prague:20261019T100000", "RDATE:20261103T090000Z"),
        event("DTSTART;TZID=Europe/Prague:20261028T150000",
              "RECURRENCE-ID;TZID=Europe/Prague:20261026T100000", JANA),
    )  # fmt: skip
    assert days(workspace) == [
        "2026-10-12", "2026-10-28", "2026-11-02", "2026-11-03", "2026-11-09",
    ]  # fmt: skip


def test_a_recurring_event_keeps_its_hour_when_the_clocks_change(
    workspace: Workspace, tmp_path: Path
) -> None:
    rule = "RRULE:FREQ=WEEKLY;UNTIL=20261101T223000Z"
    start = "DTSTART;TZID=Europe/Prague:20261018T233000"
    bring(workspace, tmp_path, event(start, JANA, rule))
    assert days(workspace) == ["2026-10-18", "2026-10-25", "2026-11-01"]
    assert {row["note"] for row in workspace.rows("SELECT note FROM visit")} == {"Time: 23:30"}


def test_an_endless_event_is_followed_two_years_back_and_one_ahead(
    workspace: Workspace, tmp_path: Path
) -> None:
    start = "DTSTART:20100104T100000"
    bring(workspace, tmp_path, event(start, JANA, "RRULE:FREQ=WEEKLY"))
    found = days(workspace)
    assert len(found) == 157
    assert (found[0], found[-1]) == ("2024-09-23", "2027-09-20")
    daily = event(start, "SUMMARY:Petr Malý", "RRULE:FREQ=DAILY", uid="daily")
    batch = bring(workspace, tmp_path, daily)
    assert batch.created == 200
    near = [row[1] for row in booked(workspace) if row[0] == "Petr Malý"]
    assert (near[0], near[-1]) == ("2026-06-13", "2026-12-29")


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY", "FREQ=NEVER", "nonsense", "FREQ=WEEKLY;COUNT=many", "FREQ=WEEKLY;UNTIL=x",
        "FREQ=MONTHLY;BYDAY=9XX", "FREQ=WEEKLY;INTERVAL=0",
    ],
)  # fmt: skip
def test_a_rule_that_is_none_is_told(workspace: Workspace, tmp_path: Path, rule: str) -> None:
    batch = bring(workspace, tmp_path, event(START, JANA, f"RRULE:{rule}"))
    assert [problem.text() for problem in batch.row_problems] == [
        "How often this event comes again cannot be read."
    ]


def test_a_rule_that_no_day_fits_ends(workspace: Workspace, tmp_path: Path) -> None:
    rule = "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3"
    batch = bring(workspace, tmp_path, event("DTSTART:20260101T100000", JANA, rule))
    assert batch.rows == 0


# Bad input


def test_bad_events_are_told_by_their_number_and_the_others_come_in(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "torn.ics"
    path.write_text(
        "BEGIN:VCALENDAR\n" + event("DTSTART:20261332T100000", JANA, uid="a")
        + event(JANA, uid="b") + event(START, JANA, "DESCRIPTION:" + "slovo " * 7000)
        + "BEGIN:VEVENT\nSUMMARY:Střih – Eva Utržená\nDTSTART:2026",
        encoding="utf-8",
    )  # fmt: skip
    batch = imports.bring_in(workspace, path)
    assert batch.created == 1
    assert [(problem.row, problem.text()) for problem in batch.row_problems] == [
        (1, "This event has no day that a calendar knows."),
        (2, "This event has no day that a calendar knows."),
        (4, "The file breaks off in the middle of this event."),
    ]


def test_a_calendar_without_appointments_is_one_sentence(
    workspace: Workspace, tmp_path: Path
) -> None:
    todo = "BEGIN:VTODO\nSUMMARY:Koupit barvu\nEND:VTODO\n"
    with pytest.raises(KnownError) as told:
        bring(workspace, tmp_path, around=todo)
    assert told.value.text() == "There is no appointment in “calendar.ics”."


def test_thousands_of_events_come_in(workspace: Workspace, tmp_path: Path) -> None:
    events = [
        event(f"DTSTART:2026{1 + n % 12:02}{1 + n % 28:02}T100000", f"SUMMARY:Střih – Jana N{n}ová",
              uid=f"e{n}")
        for n in range(3000)
    ]  # fmt: skip
    named = [one.replace(f"N{n}ová", f"Nová{'abcdefghij'[n % 10]}") for n, one in enumerate(events)]
    batch = bring(workspace, tmp_path, *named)
    assert batch.rows == 3000
    assert batch.problems == 0


@given(st.lists(st.one_of(st.text(max_size=60), st.sampled_from(
    ["BEGIN:VEVENT", "END:VEVENT", "END:VCALENDAR", "BEGIN:VALARM", "UID:1", "DTSTART:20261005",
     "RRULE:FREQ=DAILY", "EXDATE:x,,20261006", "RECURRENCE-ID:20261005T1", "SUMMARY:Jana Nová",
     'ATTENDEE;CN="x:y', "DTSTART;TZID=../../etc:20261005T100000", "DESCRIPTION:\\", " "]
)), max_size=25))  # fmt: skip
def test_no_lines_break_the_reading(lines: list[str]) -> None:
    with TemporaryDirectory() as folder, suppress(KnownError):
        path = Path(folder) / "odd.ics"
        text = "\n".join(["BEGIN:VCALENDAR", *lines])
        path.write_text(text, encoding="utf-8", errors="replace")
        clock = FixedClock("2026-09-21T08:00:00Z")
        assert all(number >= 1 for number, _cells in tables.find(path, clock=clock).rows())


def test_an_alarm_inside_of_a_changed_event_changes_nothing(
    workspace: Workspace, tmp_path: Path
) -> None:
    alarm = "BEGIN:VALARM\nUID:alarm\nTRIGGER:-PT15M\nEND:VALARM"
    bring(
        workspace, tmp_path,
        event("DTSTART:20261012T100000", JANA, "RRULE:FREQ=WEEKLY;COUNT=2"),
        event("DTSTART:20261028T150000", "RECURRENCE-ID:20261019T100000", JANA, alarm),
    )  # fmt: skip
    assert days(workspace) == ["2026-10-12", "2026-10-28"]
