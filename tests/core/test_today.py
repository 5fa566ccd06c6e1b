"""Today: who needs the owner, from the snapshots at once or from the records for any day."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clock import FixedClock
from core.insight import health_scores, slipped, slipping, today
from core.insight.today import Counts
from core.people import care_plans, checkins, closures, consents, customers, snoozes, visits
from core.people.care_plans import CarePlan
from core.people.closures import NewClosure
from core.people.consents import NewConsent
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store import journal
from core.store.workspace import Workspace
from core.voice import feedback, replies
from core.voice.feedback import NewFeedback

TODAY = date(2026, 9, 21)


def someone(workspace: Workspace, name: str, *ago: int) -> int:
    """A long known customer with visits so many days before today."""
    customer_id = customers.add(workspace, NewCustomer(name, joined_on=date(2020, 1, 1))).id
    for days in ago:
        visits.record(workspace, NewVisit(customer_id, TODAY - timedelta(days=days)))
    return customer_id


def due(workspace: Workspace, on: date | None = None) -> list[tuple[str, str]]:
    return [(visit.customer, visit.state) for visit in today.gather(workspace, on).due]


@pytest.fixture
def jana(workspace: Workspace) -> int:
    """Comes every 20 days and was here 30 days ago: overdue since three days."""
    return someone(workspace, "Jana Nováková", 70, 50, 30)


def test_an_empty_shop_asks_for_nothing(workspace: Workspace) -> None:
    found = today.gather(workspace)
    assert found.counts == Counts(0, 0, 0, 0, 0)
    assert (found.on, found.stale) == (TODAY, True)
    assert today.rows(found) == []


def test_without_snapshots_check_ins_and_voices_are_there_already(
    workspace: Workspace, jana: int, clock: FixedClock
) -> None:
    checkins.set_interval(workspace, jana, 10)
    said = feedback.log(workspace, NewFeedback("question", "Do you take cards?", jana))
    clock.move_to("2026-10-05T08:00:00Z")
    found = today.gather(workspace)
    assert found.stale
    assert [checkin.customer_id for checkin in found.checkins] == [jana]
    assert [voice.feedback_id for voice in found.waiting] == [said.id]
    assert found.due == []


def test_due_visits_are_there_once_the_scores_are_computed(workspace: Workspace, jana: int) -> None:
    health_scores.refresh(workspace)
    found = today.gather(workspace)
    assert not found.stale
    (visit,) = found.due
    assert (visit.customer_id, visit.state) == (jana, "overdue")
    assert visit.last_visit_on == TODAY - timedelta(days=30)
    assert visit.due_on == TODAY - timedelta(days=10)
    assert (visit.usual_gap_days, visit.gap_is_estimate) == (20, False)
    assert visit.overdue_on == TODAY - timedelta(days=3)
    # A public holiday on 28 September is no day of absence.
    assert visit.lost_on == TODAY + timedelta(days=11 + 1)


def test_a_gap_of_the_shop_is_called_an_estimate(workspace: Workspace, jana: int) -> None:
    someone(workspace, "Came Once", 29)
    health_scores.refresh(workspace)
    estimates = {visit.customer: visit.gap_is_estimate for visit in today.gather(workspace).due}
    assert estimates == {"Jana Nováková": False, "Came Once": True}
    assert {visit.usual_gap_days for visit in today.gather(workspace).due} == {20}


def test_overdue_come_before_due_and_the_freshly_lost_last(workspace: Workspace) -> None:
    care_plans.change(workspace, "lost", CarePlan())
    someone(workspace, "Lost Long Ago", 400, 380, 360)
    someone(workspace, "Freshly Lost", 90, 70, 50)
    someone(workspace, "Just Due", 62, 42, 22)
    someone(workspace, "In Rhythm", 45, 25, 5)
    someone(workspace, "Overdue", 70, 50, 30)
    health_scores.refresh(workspace)
    expected = [("Overdue", "overdue"), ("Just Due", "due"), ("Freshly Lost", "lost")]
    assert due(workspace) == expected


def test_a_visit_a_booking_or_a_refusal_takes_a_customer_off_at_once(
    workspace: Workspace, jana: int
) -> None:
    health_scores.refresh(workspace)
    booked = visits.record(workspace, NewVisit(jana, TODAY + timedelta(days=3)))
    assert due(workspace) == []
    visits.remove(workspace, booked.id)
    assert due(workspace) == [("Jana Nováková", "overdue")]
    visits.record(workspace, NewVisit(jana, TODAY))
    assert due(workspace) == []
    assert journal.undo(workspace)
    consents.record(workspace, NewConsent(jana, "sms", "no"))
    assert due(workspace) == []
    assert journal.undo(workspace)
    customers.archive(workspace, jana)
    assert due(workspace) == []


def test_who_only_brought_something_back_is_as_late_as_before(
    workspace: Workspace, jana: int
) -> None:
    visits.record(workspace, NewVisit(jana, TODAY - timedelta(days=5), amount_minor=-300_00))
    health_scores.refresh(workspace)
    assert due(workspace) == [("Jana Nováková", "overdue")]


def test_who_is_booked_or_refused_is_not_due_after_a_refresh_either(workspace: Workspace) -> None:
    booked = someone(workspace, "Booked", 70, 50, 30)
    visits.record(workspace, NewVisit(booked, TODAY + timedelta(days=3)))
    silent = someone(workspace, "Silent", 70, 50, 30)
    consents.record(workspace, NewConsent(silent, "sms", "no"))
    health_scores.refresh(workspace)
    assert due(workspace) == []
    assert today._bookings(workspace, TODAY) == []


def test_a_customer_booked_for_today_is_expected_and_not_due(
    workspace: Workspace, jana: int, clock: FixedClock
) -> None:
    day = TODAY + timedelta(days=1)
    visits.record(workspace, NewVisit(jana, day, services="Cut"))
    clock.move_to("2026-09-22T08:00:00Z")
    health_scores.refresh(workspace)
    found = today.gather(workspace)
    assert found.due == []
    assert [(b.customer, b.services) for b in found.bookings] == [("Jana Nováková", "Cut")]


def test_what_was_put_off_rests_until_its_day(
    workspace: Workspace, jana: int, clock: FixedClock
) -> None:
    health_scores.refresh(workspace)
    snoozes.snooze(workspace, jana, "visit", TODAY + timedelta(days=2))
    assert due(workspace) == []
    clock.move_to("2026-09-23T08:00:00Z")
    assert due(workspace) == [("Jana Nováková", "overdue")]


def test_yesterdays_snapshots_still_tell_the_state_of_today(
    workspace: Workspace, jana: int, clock: FixedClock
) -> None:
    health_scores.refresh(workspace)
    clock.move_to("2026-10-05T08:00:00Z")
    found = today.gather(workspace)
    assert found.stale
    assert [visit.state for visit in found.due] == ["lost"]


def test_a_fall_into_a_worse_band_is_a_drop_and_a_fall_within_is_none(
    workspace: Workspace,
) -> None:
    fell = someone(workspace, "Fell", *range(60, 430, 30))
    someone(workspace, "Steady", *range(3, 400, 30))
    someone(workspace, "Low For Long", 900, 870, 840)
    health_scores.refresh(workspace)
    (drop,) = today.gather(workspace).drops
    now = health_scores.of_customer(workspace, fell)
    assert now.health is not None
    assert (drop.customer_id, drop.score, drop.before) == (fell, now.health.score, now.before)
    assert (drop.before_band, drop.band) == ("healthy", "watch")
    assert drop.why == "Last seen 60 days ago, usually here every 30 days."
    snoozes.snooze(workspace, fell, "health", TODAY + timedelta(days=7))
    assert today.gather(workspace).drops == []


def test_waiting_voices_show_their_age_in_local_days_and_its_colour(
    workspace: Workspace, jana: int, clock: FixedClock
) -> None:
    for instant in ("2026-09-15T22:30:00Z", "2026-09-18T08:00:00Z", "2026-09-20T23:00:00Z"):
        clock.move_to(instant)
        feedback.log(workspace, NewFeedback("complaint", "Slow.", jana))
    clock.move_to("2026-09-21T08:00:00Z")
    draft = replies.draft(workspace, 2, "Sorry.")
    found = today.gather(workspace).waiting
    assert [(v.days, v.colour, v.draft_id) for v in found] == [
        (5, "red", None),
        (3, "amber", draft.id),
        (0, "fresh", None),
    ]


def test_a_past_day_is_told_from_the_records(
    workspace: Workspace, jana: int, clock: FixedClock
) -> None:
    """What Today showed on a day is found again later, whatever happened since."""
    someone(workspace, "Fell", *range(60, 430, 30))
    said = feedback.log(workspace, NewFeedback("question", "Cards?", jana))
    visits.record(workspace, NewVisit(jana, date(2026, 10, 1), services="Cut"))
    health_scores.refresh(workspace)
    shown = today.gather(workspace)

    clock.move_to("2026-10-01T08:00:00Z")
    visits.record(workspace, NewVisit(2, clock.today()))
    replies.mark_sent(workspace, replies.draft(workspace, said.id, "Yes.").id)
    health_scores.refresh(workspace)
    assert today.gather(workspace).waiting == []

    then = today.gather(workspace, TODAY)
    assert shown.due
    assert shown.drops
    assert (then.due, then.drops, then.counts) == (shown.due, shown.drops, shown.counts)
    assert [voice.feedback_id for voice in then.waiting] == [said.id]
    assert not then.stale


def test_a_past_day_knows_who_was_booked_for_it(
    workspace: Workspace, jana: int, clock: FixedClock
) -> None:
    visits.record(workspace, NewVisit(jana, date(2026, 9, 25), services="Cut"))
    clock.move_to("2026-09-30T08:00:00Z")
    walked_in = someone(workspace, "Walked In")
    visits.record(workspace, NewVisit(walked_in, date(2026, 9, 25)))
    found = today.gather(workspace, date(2026, 9, 25))
    assert [booking.customer for booking in found.bookings] == ["Jana Nováková"]


def test_lists_have_a_limit_and_the_counts_have_none(workspace: Workspace) -> None:
    for number in range(today.LIMIT + 3):
        someone(workspace, f"Customer {number}", 70, 50, 30)
    health_scores.refresh(workspace)
    found = today.gather(workspace)
    assert (len(found.due), found.counts.due) == (today.LIMIT, today.LIMIT + 3)


def test_rows_are_flat_and_say_since_when(
    workspace: Workspace, jana: int, clock: FixedClock
) -> None:
    feedback.log(workspace, NewFeedback("complaint", "Slow.", jana))
    clock.move_to("2026-09-23T08:00:00Z")
    health_scores.refresh(workspace)
    found = today.rows(today.gather(workspace))
    assert [row["reason"] for row in found] == ["answer", "visit", "health"]
    answer, visit, fell = found
    assert answer == {
        "reason": "answer",
        "customer_id": jana,
        "customer": "Jana Nováková",
        "since_on": "2026-09-21",
        "days": 2,
        "note": "Slow.",
    }
    assert (visit["since_on"], visit["days"], visit["note"]) == ("2026-09-11", 12, "Overdue")
    assert (fell["since_on"], fell["days"]) == ("2026-09-21", 2)


AGO = st.integers(0, 300)
MAYBE = st.none() | st.integers(0, 40)
LATER = st.none() | st.tuples(
    st.integers(0, 40), st.sampled_from(("booked", "no_show", "cancelled"))
)
PEOPLE = st.lists(st.tuples(st.lists(AGO, max_size=8), LATER, MAYBE), max_size=5)
SHUT = st.lists(st.tuples(AGO, st.integers(0, 25)), max_size=2)


@given(PEOPLE, SHUT, st.integers(0, 45))
def test_snapshots_tell_who_is_late_as_the_records_do_also_some_days_later(
    people: list[tuple[list[int], tuple[int, str] | None, int | None]],
    shut: list[tuple[int, int]],
    later: int,
) -> None:
    clock = FixedClock("2026-09-21T08:00:00Z")
    with closing(Workspace.in_memory(clock=clock)) as shop:
        for ago, days in shut:
            since = TODAY - timedelta(days=ago)
            closures.add(shop, NewClosure(since, since + timedelta(days=days)))
        for number, (came, booked, refunded) in enumerate(people):
            who = someone(shop, f"Customer {number}", *came)
            if refunded is not None:
                day = TODAY - timedelta(days=refunded)
                visits.record(shop, NewVisit(who, day, amount_minor=-100))
            if booked is not None:
                day = TODAY + timedelta(days=booked[0])
                visits.record(shop, NewVisit(who, day, status=booked[1]))
        health_scores.refresh(shop)
        clock.move_to(f"{TODAY + timedelta(days=later)}T08:00:00Z")
        on = clock.today()
        late = slipping.from_snapshots(shop, on).late
        assert late == slipped.from_records(shop, on).late
        for visit in late:
            found = health_scores.of_customer(shop, visit.customer_id)
            assert (visit.due_on, visit.state) == (found.due_on, found.state)
            assert visit.usual_gap_days == found.usual_gap_days


def test_a_booking_gone_by_is_a_row_of_its_own(workspace: Workspace, clock: FixedClock) -> None:
    eva = someone(workspace, "Eva Malá")
    visits.record(workspace, NewVisit(eva, TODAY + timedelta(days=1), "Cut"))
    clock.move_to("2026-09-25T08:00:00Z")
    found = today.gather(workspace)
    assert (found.counts.passed, len(found.passed)) == (1, 1)
    (row,) = today.rows(found)
    assert row == {
        "reason": "passed_booking",
        "customer_id": eva,
        "customer": "Eva Malá",
        "since_on": "2026-09-22",
        "days": 3,
        "note": "Cut",
    }


def test_the_first_page_is_read_without_anything_heavy(tmp_path: Path) -> None:
    """Neither columns of numbers nor calendars of holidays are loaded before it is painted."""
    path = tmp_path / "salon.regulars"
    shop = Workspace.open(path, create=True, clock=FixedClock("2026-09-21T08:00:00Z"))
    someone(shop, "Jana", 70, 50, 30)
    health_scores.refresh(shop)
    shop.close()
    read = (
        "import sys; from pathlib import Path; from core.clock import FixedClock;"
        "from core.insight import today; from core.store.workspace import Workspace;"
        "shop = Workspace.open(Path(sys.argv[1]), clock=FixedClock('2026-09-22T08:00:00Z'));"
        "print(len(today.gather(shop).due), *{'numpy', 'holidays', 'babel'} & set(sys.modules))"
    )
    told = subprocess.run(
        [sys.executable, "-c", read, str(path)], capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == ["1"]


def test_a_clock_set_back_shows_nothing_from_the_future(
    workspace: Workspace, jana: int, clock: FixedClock
) -> None:
    feedback.log(workspace, NewFeedback("complaint", "Slow.", jana))
    health_scores.refresh(workspace)
    clock.move_to("2025-09-21T08:00:00Z")
    found = today.gather(workspace)
    assert (found.due, found.stale) == ([], True)
    assert [(voice.days, voice.colour) for voice in found.waiting] == [(0, "fresh")]
