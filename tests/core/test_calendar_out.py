"""Bookings ahead and check-ins as a calendar that any program opens, read back with icalendar."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from icalendar import Calendar as Parsed

from core import i18n
from core.cli import regulars
from core.clock import FixedClock
from core.errors import KnownError
from core.exchange.calendars import calendar_out, own_events
from core.people import checkins, customers, touchpoints, visits
from core.people.customers import NewCustomer
from core.people.touchpoints import NewTouchpoint
from core.people.visits import NewVisit
from core.store import settings
from core.store.workspace import Workspace


def jana(workspace: Workspace) -> int:
    return customers.add(workspace, NewCustomer("Jana Nováková", phone="777 123 456")).id


def written(workspace: Workspace, folder: Path) -> bytes:
    return calendar_out.write_calendar(workspace, folder / "shop.ics").path.read_bytes()


def events(workspace: Workspace, folder: Path) -> list[dict[str, Any]]:
    parsed = Parsed.from_ical(written(workspace, folder))
    return [
        {
            "uid": str(event["UID"]),
            "on": event["DTSTART"].dt,
            "until": event["DTEND"].dt,
            "summary": str(event["SUMMARY"]),
            "note": str(event.get("DESCRIPTION", "")),
        }
        for event in parsed.walk("VEVENT")
    ]


def test_a_booking_is_a_whole_day_with_a_first_name_and_what_it_is_for(
    workspace: Workspace, tmp_path: Path
) -> None:
    who = jana(workspace)
    visits.record(workspace, NewVisit(who, date(2026, 10, 5), "Střih", note="alergie na amoniak"))
    visits.record(workspace, NewVisit(who, date(2026, 10, 6)))
    found = events(workspace, tmp_path)
    assert [(one["on"], one["until"], one["summary"], one["note"]) for one in found] == [
        (date(2026, 10, 5), date(2026, 10, 6), "Jana: Střih", ""),
        (date(2026, 10, 6), date(2026, 10, 7), "Jana is booked", ""),
    ]


def test_whoever_is_known_by_a_phone_alone_stands_there_by_her_number(
    workspace: Workspace, tmp_path: Path
) -> None:
    who = customers.add(workspace, NewCustomer("777 123 456", phone="777 123 456")).id
    visits.record(workspace, NewVisit(who, date(2026, 10, 5), "Střih"))
    checkins.set_interval(workspace, who, 30)
    summaries = {one["summary"] for one in events(workspace, tmp_path)}
    assert summaries == {f"Customer {who}: Střih", f"Get in touch with Customer {who}"}


def test_only_what_lies_ahead_and_stands_is_written(workspace: Workspace, tmp_path: Path) -> None:
    who = jana(workspace)
    for day, status in ((20, "booked"), (21, "booked"), (25, "cancelled"), (26, "done")):
        visits.record(workspace, NewVisit(who, date(2026, 9, day), "Střih", status=status))
    gone = customers.add(workspace, NewCustomer("Petr Malý")).id
    visits.record(workspace, NewVisit(gone, date(2026, 10, 5), "Střih"))
    checkins.set_interval(workspace, gone, 30)
    customers.archive(workspace, gone)
    assert [one["on"].day for one in events(workspace, tmp_path)] == [21, 26]


def test_a_checkin_stands_on_its_day_and_an_overdue_one_on_today(
    workspace: Workspace, clock: FixedClock, tmp_path: Path
) -> None:
    who = jana(workspace)
    checkins.set_interval(workspace, who, 30, "Zeptat se na svatbu")
    (one,) = events(workspace, tmp_path)
    assert (one["on"], one["summary"]) == (date(2026, 10, 21), "Get in touch with Jana")
    assert one["note"] == "Zeptat se na svatbu"
    clock.move_to("2026-12-01T08:00:00Z")
    (late,) = events(workspace, tmp_path)
    assert (late["on"], late["uid"]) == (date(2026, 12, 1), one["uid"])
    touchpoints.record(workspace, NewTouchpoint(who, "phone"))
    assert events(workspace, tmp_path)[0]["on"] == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("language", "summary"), [("cs", "Jana: Střih"), ("lv", "Jana: Střih"), ("en", "Jana: Střih")]
)
def test_it_is_written_in_the_language_in_use(
    workspace: Workspace, tmp_path: Path, language: str, summary: str
) -> None:
    visits.record(workspace, NewVisit(jana(workspace), date(2026, 10, 5), "Střih"))
    i18n.use(language)
    assert events(workspace, tmp_path)[0]["summary"] == summary


def test_names_of_events_stay_and_only_their_days_change(
    workspace: Workspace, tmp_path: Path
) -> None:
    visit = visits.record(workspace, NewVisit(jana(workspace), date(2026, 10, 5), "Střih"))
    (before,) = events(workspace, tmp_path)
    with workspace.write("Visit moved") as write:
        write.update("visit", visit.id, visited_on="2026-10-09")
    (after,) = events(workspace, tmp_path)
    assert after["uid"] == before["uid"]
    assert after["on"] == date(2026, 10, 9)
    assert own_events.visit_of(after["uid"]) == (visit.id, "2026-09-21T08:00:00Z")


def test_the_same_shop_on_the_same_day_gives_the_same_bytes(
    workspace: Workspace, clock: FixedClock, tmp_path: Path
) -> None:
    who = jana(workspace)
    visits.record(workspace, NewVisit(who, date(2026, 10, 5), "Střih"))
    checkins.set_interval(workspace, who, 30)
    before = written(workspace, tmp_path)
    clock.move_to(clock.now() + timedelta(hours=3))
    assert written(workspace, tmp_path) == before
    visits.record(workspace, NewVisit(who, date(2026, 10, 6), "Barva"))
    stamps = {
        event["DTSTAMP"].dt
        for event in Parsed.from_ical(written(workspace, tmp_path)).walk("VEVENT")
    }
    assert stamps == {datetime(2026, 9, 21, 11, tzinfo=UTC)}


def test_it_is_folded_and_escaped_as_calendar_programs_ask(
    workspace: Workspace, tmp_path: Path
) -> None:
    settings.put(workspace, settings.SHOP_NAME, "Salon; Vlnka, s. r. o.")
    name = "Žaneta 👩‍🦰 \\n <b>"
    who = customers.add(workspace, NewCustomer(name, first_name="Žaneta;,")).id
    services = "Střih; barva, melír – " + "ž" * 300
    visits.record(workspace, NewVisit(who, date(2026, 10, 5), services))
    checkins.set_interval(workspace, who, 30, "a;b,c\\d")
    content = written(workspace, tmp_path)
    lines = content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert b"\n" not in content.replace(b"\r\n", b"")
    found = events(workspace, tmp_path)
    assert found[0]["summary"] == f"Žaneta;,: {services}"
    assert found[1]["note"] == "a;b,c\\d"
    parsed = Parsed.from_ical(content)
    assert str(parsed["PRODID"]) == calendar_out.PRODID
    assert parsed["X-WR-CALNAME"] == "Salon; Vlnka, s. r. o."


def test_nothing_ahead_is_a_calendar_all_the_same(workspace: Workspace, tmp_path: Path) -> None:
    made = calendar_out.write_calendar(workspace, tmp_path / "shop.ics")
    assert (made.bookings, made.checkins) == (0, 0)
    assert Parsed.from_ical(made.path.read_bytes()).walk("VEVENT") == []


def test_a_wrong_name_or_place_is_told_and_leaves_nothing(
    workspace: Workspace, tmp_path: Path
) -> None:
    with pytest.raises(KnownError, match="unknown_format"):
        calendar_out.write_calendar(workspace, tmp_path / "shop.csv")
    (tmp_path / "file").write_text("")
    with pytest.raises(KnownError, match="export_failed"):
        calendar_out.write_calendar(workspace, tmp_path / "file" / "shop.ics")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


# From the terminal


def run(*arguments: object) -> str:
    done = CliRunner().invoke(regulars, [str(argument) for argument in arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_terminal_writes_a_calendar_and_a_person(tmp_path: Path) -> None:
    shop = tmp_path / "salon.regulars"
    run("--lang", "en", "--shop", shop, "sample", "--customers", 12, "--years", 1)
    calendar = json.loads(
        run("--shop", shop, "export-calendar", "--out", tmp_path / "shop.ics", "--json")
    )
    count = len(Parsed.from_ical((tmp_path / "shop.ics").read_bytes()).walk("VEVENT"))
    assert calendar["bookings"] + calendar["checkins"] == count
    assert run("--shop", shop, "export-calendar", "--out", tmp_path / "2.ics").strip() == str(
        tmp_path / "2.ics"
    )
    printed = json.loads(run("--shop", shop, "export-person", 1))
    run("--shop", shop, "export-person", 1, "--out", tmp_path / "one.json")
    saved = json.loads((tmp_path / "one.json").read_text(encoding="utf-8"))
    assert saved["customer"] == printed["customer"]
    run("--shop", shop, "export-person", 1, "--out", tmp_path / "one.pdf")
    assert (tmp_path / "one.pdf").read_bytes().startswith(b"%PDF")
