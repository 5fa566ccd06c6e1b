"""An event that is said again changes its booking and never doubles it, our own events too."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from core.clock import FixedClock
from core.exchange import imports
from core.exchange.calendars import calendar_out
from core.people import checkins, customers, visits
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store.workspace import Workspace
from tests.calendars import JANA, START, booked, bring, days, event

# Said again


def test_a_moved_booking_moves_and_a_cancelled_one_is_called_off(
    workspace: Workspace, tmp_path: Path
) -> None:
    bring(workspace, tmp_path, event(START, JANA, "SEQUENCE:0"))
    moved = event("DTSTART:20261007T150000", JANA, "SEQUENCE:1")
    batch = bring(workspace, tmp_path, moved)
    assert (batch.created, batch.updated) == (0, 1)
    assert booked(workspace) == [("Jana Nová", "2026-10-07", "Střih", "booked")]
    assert workspace.value("SELECT note FROM visit") == "Time: 15:00"
    back = bring(workspace, tmp_path, event(START, JANA, "SEQUENCE:2"))
    assert back.updated == 1
    assert days(workspace) == ["2026-10-05"]
    off = bring(workspace, tmp_path, event(START, JANA, "SEQUENCE:3", "STATUS:CANCELLED"))
    assert off.updated == 1
    assert booked(workspace) == [("Jana Nová", "2026-10-05", "Střih", "cancelled")]
    imports.undo(workspace, off.batch or 0)
    assert booked(workspace)[0][3] == "booked"


def test_a_booking_given_to_somebody_else_goes_over_to_her(
    workspace: Workspace, tmp_path: Path
) -> None:
    bring(workspace, tmp_path, event(START, JANA))
    bring(workspace, tmp_path, event(START, "SUMMARY:Střih – Petra Malá", "SEQUENCE:1"))
    assert booked(workspace) == [("Petra Malá", "2026-10-05", "Střih", "booked")]


def test_what_the_owner_changed_stays_while_the_event_does(
    workspace: Workspace, tmp_path: Path
) -> None:
    past = event("DTSTART:20260901T100000", JANA)
    bring(workspace, tmp_path, past)
    with workspace.write("Visit changed") as write:
        write.update("visit", 1, status="no_show", note="Nepřišla.")
    batch = bring(workspace, tmp_path, past)
    assert (batch.updated, batch.skipped) == (0, 1)
    bring(workspace, tmp_path, event("DTSTART:20260901T100000", JANA, "SEQUENCE:1"))
    row = workspace.row("SELECT status, note FROM visit")
    assert row is not None
    assert tuple(row) == ("no_show", "Nepřišla.")


def test_a_booking_is_done_once_its_day_is_over(
    workspace: Workspace, clock: FixedClock, tmp_path: Path
) -> None:
    bring(workspace, tmp_path, event(START, JANA))
    clock.move_to("2026-10-06T08:00:00Z")
    batch = bring(workspace, tmp_path, event(START, JANA))
    assert batch.updated == 1
    assert booked(workspace) == [("Jana Nová", "2026-10-05", "Střih", "done")]


def test_a_recurring_event_on_other_days_leaves_no_bookings_behind(
    workspace: Workspace, tmp_path: Path
) -> None:
    bring(workspace, tmp_path, event("DTSTART:20261006T100000", JANA, "RRULE:FREQ=WEEKLY;COUNT=3"))
    bring(workspace, tmp_path, event("DTSTART:20261007T110000", JANA, "RRULE:FREQ=WEEKLY;COUNT=2"))
    still = [row[1] for row in booked(workspace) if row[3] == "booked"]
    assert still == ["2026-10-07", "2026-10-14"]
    assert [row[3] for row in booked(workspace) if row[1] in ("2026-10-06", "2026-10-13")] == [
        "cancelled", "cancelled",
    ]  # fmt: skip


def test_undo_puts_every_booking_back_to_its_day(workspace: Workspace, tmp_path: Path) -> None:
    who = customers.add(workspace, NewCustomer("Jana Nová")).id
    visits.record(workspace, NewVisit(who, date(2026, 10, 20), "Střih"))
    bring(workspace, tmp_path, event("DTSTART:20261006T100000", JANA, "RRULE:FREQ=WEEKLY;COUNT=3"))
    before = [tuple(row) for row in workspace.rows("SELECT * FROM visit ORDER BY id")]
    moved = event("DTSTART:20261007T110000", JANA, "RRULE:FREQ=WEEKLY;COUNT=4")
    batch = bring(workspace, tmp_path, moved)
    assert [tuple(row) for row in workspace.rows("SELECT * FROM visit ORDER BY id")] != before
    imports.undo(workspace, batch.batch or 0)
    assert [tuple(row) for row in workspace.rows("SELECT * FROM visit ORDER BY id")] == before


def test_a_booking_noted_by_hand_is_not_doubled(workspace: Workspace, tmp_path: Path) -> None:
    who = customers.add(workspace, NewCustomer("Jana Nová")).id
    visits.record(workspace, NewVisit(who, date(2026, 10, 5), "Střih"))
    bring(workspace, tmp_path, event(START, JANA))
    assert booked(workspace) == [("Jana Nová", "2026-10-05", "Střih", "booked")]
    bring(workspace, tmp_path, event("DTSTART:20261008T140000", JANA, "SEQUENCE:1"))
    assert days(workspace) == ["2026-10-08"]


def test_the_same_event_twice_in_a_file_is_one_booking(
    workspace: Workspace, tmp_path: Path
) -> None:
    moved = event("DTSTART:20261008T140000", JANA, "SEQUENCE:1")
    bring(workspace, tmp_path, event(START, JANA), moved)
    assert days(workspace) == ["2026-10-08"]


def test_a_long_calendar_said_again_cancels_nothing_that_it_still_holds(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A calendar of very many events is taken in part by part.
    monkeypatch.setattr(imports, "MOST_AT_ONCE", 2)
    weekly = event("DTSTART:20261006T100000", JANA, "RRULE:FREQ=WEEKLY;COUNT=5")
    bring(workspace, tmp_path, weekly)
    batch = bring(workspace, tmp_path, weekly, event(START, "SUMMARY:Střih – Ema Malá", uid="e2"))
    assert (batch.created, batch.skipped) == (1, 5)
    assert {row[3] for row in booked(workspace)} == {"booked"}
    shorter = event("DTSTART:20261006T110000", JANA, "RRULE:FREQ=WEEKLY;COUNT=3")
    bring(workspace, tmp_path, shorter)
    assert [row[3] for row in booked(workspace)] == ["booked"] * 4 + ["cancelled"] * 2


# Our own calendar


def test_our_own_calendar_adds_nothing_and_doubles_nothing(
    workspace: Workspace, tmp_path: Path
) -> None:
    who = customers.add(workspace, NewCustomer("Jana Nová")).id
    visits.record(workspace, NewVisit(who, date(2026, 10, 5), "Střih"))
    checkins.set_interval(workspace, who, 30)
    made = calendar_out.write_calendar(workspace, tmp_path / "ours.ics")
    before = booked(workspace)
    batch = imports.bring_in(workspace, made.path)
    assert (batch.rows, batch.skipped) == (2, 2)
    assert booked(workspace) == before
    assert customers.count(workspace) == 1


def test_a_booking_of_ours_moved_in_a_calendar_program_moves_here(
    workspace: Workspace, tmp_path: Path
) -> None:
    who = customers.add(workspace, NewCustomer("Jana Nová")).id
    visits.record(workspace, NewVisit(who, date(2026, 10, 5), "Střih", note="u okna"))
    path = calendar_out.write_calendar(workspace, tmp_path / "ours.ics").path
    path.write_bytes(path.read_bytes().replace(b"20261005", b"20261009"))
    assert imports.bring_in(workspace, path).updated == 1
    assert booked(workspace) == [("Jana Nová", "2026-10-09", "Střih", "booked")]
    assert workspace.value("SELECT note FROM visit") == "u okna"


def test_the_calendar_of_another_shop_is_told(workspace: Workspace, tmp_path: Path) -> None:
    batch = bring(workspace, tmp_path, event(START, JANA, uid="visit-1-20200101T000000Z@regulars"))
    assert [problem.text() for problem in batch.row_problems] == [
        "Regulars wrote this event for a booking that is not in this shop."
    ]
