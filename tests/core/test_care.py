"""Care by stage: plans, the tasks they make of a day, how a check-in went, and quiet hours."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import sample
from core.clock import FixedClock
from core.errors import Missing, RefusedInput
from core.insight import care_tasks, health_scores, likely_reasons, today, winback
from core.insight.care_tasks import CareTask
from core.measures.stage import STAGES
from core.people import (
    care_plans,
    checkins,
    closures,
    consents,
    customers,
    goals,
    quiet,
    snoozes,
    stages,
    touchpoints,
    visits,
)
from core.people.care_plans import CarePlan
from core.people.checkins import CheckinResult
from core.people.closures import NewClosure
from core.people.consents import NewConsent
from core.people.customers import NewCustomer
from core.people.touchpoints import NewTouchpoint
from core.people.visits import NewVisit
from core.store import journal, settings
from core.store.workspace import Workspace
from core.voice import feedback
from core.voice.feedback import NewFeedback

TODAY = date(2026, 9, 21)
FIRST_CALL = TODAY + timedelta(days=7)


def someone(workspace: Workspace, name: str, *ago: int) -> int:
    """A long known customer with visits so many days before the 21st of September."""
    customer_id = customers.add(workspace, NewCustomer(name, joined_on=date(2020, 1, 1))).id
    for days in ago:
        visits.record(workspace, NewVisit(customer_id, TODAY - timedelta(days=days)))
    return customer_id


def stand_on(clock: FixedClock, day: date) -> None:
    clock.move_to(f"{day}T08:00:00Z")


def care(workspace: Workspace, on: date | None = None) -> list[CareTask]:
    if on is None:
        health_scores.refresh(workspace)
    return today.gather(workspace, on).care


@pytest.fixture
def eva(workspace: Workspace, clock: FixedClock) -> int:
    """Came for the first time on 21 September; it is a week later, a public holiday."""
    found = someone(workspace, "Eva", 0)
    stand_on(clock, FIRST_CALL)
    return found


# -- plans ------------------------------------------------------------------------------


def test_as_usual_the_first_purchase_is_asked_about_and_the_lost_are_asked_back(
    workspace: Workspace,
) -> None:
    plans = care_plans.of(workspace)
    assert list(plans) == list(STAGES)
    asked = {stage: plan for stage, plan in plans.items() if plan != CarePlan()}
    assert asked == {"first": CarePlan(after_days=7), "lost": CarePlan(after_days=0)}


def test_a_plan_is_the_shops_own_until_it_is_reset(workspace: Workspace) -> None:
    care_plans.change(workspace, "loyal", CarePlan(interval_days=90))
    care_plans.change(workspace, "first", CarePlan())
    plans = care_plans.of(workspace)
    assert (plans["loyal"], plans["first"]) == (CarePlan(90), CarePlan())
    journal.undo(workspace)
    assert care_plans.of(workspace)["first"] == CarePlan(after_days=7)
    care_plans.reset(workspace)
    assert care_plans.of(workspace) == care_plans.USUAL


@pytest.mark.parametrize(
    "plan", [CarePlan(0), CarePlan(731), CarePlan(-1), CarePlan(None, -1), CarePlan(None, 30)]
)
def test_days_out_of_reason_are_refused(workspace: Workspace, plan: CarePlan) -> None:
    with pytest.raises(RefusedInput):
        care_plans.change(workspace, "first", plan)
    assert care_plans.of(workspace) == care_plans.USUAL


def test_a_stage_that_is_none_is_refused(workspace: Workspace) -> None:
    with pytest.raises(RefusedInput):
        care_plans.change(workspace, "fan", CarePlan())  # type: ignore[arg-type]


JUNK = st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False)


@given(st.dictionaries(st.sampled_from((*STAGES, "fan")), st.dictionaries(st.text(), JUNK) | JUNK))
def test_plans_that_nobody_can_read_are_as_usual(kept: dict[str, object]) -> None:
    shop = Workspace.in_memory(clock=FixedClock("2026-09-21T08:00:00Z"))
    settings.put(shop, settings.CARE_PLANS, kept)  # type: ignore[arg-type]
    for stage, plan in care_plans.of(shop).items():
        is_read = isinstance(kept.get(stage), dict)
        assert plan.problems() == []
        assert is_read or plan == care_plans.USUAL[stage]
    shop.close()


# -- tasks ------------------------------------------------------------------------------


def test_a_week_after_the_first_visit_she_is_called_on_the_next_open_day(
    workspace: Workspace, eva: int, clock: FixedClock
) -> None:
    assert care(workspace) == []  # 28 September is a holiday
    stand_on(clock, FIRST_CALL + timedelta(days=1))
    (task,) = care(workspace)
    assert (task.customer_id, task.sort) == (eva, "first_purchase")
    assert (task.due_on, task.likely_reason) == (clock.today(), "")
    assert task.because == care_tasks.BECAUSE["first_purchase"]


def test_a_task_is_gone_thirty_days_after_the_stage_was_entered(
    workspace: Workspace, eva: int, clock: FixedClock
) -> None:
    care_plans.change(workspace, "lost", CarePlan())
    shown = []
    for ago in range(40):
        stand_on(clock, TODAY + timedelta(days=ago))
        if any(task.sort == "first_purchase" for task in care(workspace)):
            shown.append(ago)
    # Her next visit falls due after the shop's usual gap of six weeks.
    assert shown == list(range(8, 30))


@pytest.mark.parametrize("direction", ["in", "out"])
def test_any_contact_since_ends_the_task_and_a_word_on_the_day_itself_does_not(
    workspace: Workspace, eva: int, clock: FixedClock, direction: str
) -> None:
    stand_on(clock, FIRST_CALL + timedelta(days=2))
    at = datetime(2026, 9, 21, 9, tzinfo=UTC)
    touchpoints.record(workspace, NewTouchpoint(eva, "in_person", direction, at=at))
    assert len(care(workspace)) == 1
    at += timedelta(days=1)
    touchpoints.record(workspace, NewTouchpoint(eva, "phone", direction, at=at))
    assert care(workspace) == []


def test_who_was_lost_is_asked_back_with_the_likely_reason_and_has_that_one_line(
    workspace: Workspace, clock: FixedClock
) -> None:
    jana = someone(workspace, "Jana", 70, 50, 30)
    stand_on(clock, TODAY + timedelta(days=12))
    health_scores.refresh(workspace)
    found = today.gather(workspace)
    (task,) = found.care
    assert (task.customer_id, task.sort, task.due_on) == (jana, "winback", clock.today())
    assert task.likely_reason == likely_reasons.UNKNOWN
    assert (found.due, found.drops) == ([], [])
    (row,) = today.rows(found)
    note = f"{care_tasks.BECAUSE['winback']} {likely_reasons.UNKNOWN}"
    assert (row["reason"], row["days"], row["note"]) == ("care", 0, note)


def test_without_a_plan_for_the_lost_the_late_visit_stays_on_the_page(
    workspace: Workspace, clock: FixedClock
) -> None:
    someone(workspace, "Jana", 70, 50, 30)
    care_plans.change(workspace, "lost", CarePlan())
    stand_on(clock, TODAY + timedelta(days=12))
    health_scores.refresh(workspace)
    found = today.gather(workspace)
    assert (found.care, [visit.state for visit in found.due]) == ([], ["lost"])


def test_nobody_who_refused_or_is_booked_hidden_or_put_off_is_asked_for(
    workspace: Workspace, eva: int, clock: FixedClock
) -> None:
    stand_on(clock, FIRST_CALL + timedelta(days=2))

    def gone() -> bool:
        return care(workspace) == []

    consents.record(workspace, NewConsent(eva, "phone", "no"))
    assert gone()
    journal.undo(workspace)
    visits.record(workspace, NewVisit(eva, clock.today() + timedelta(days=3)))
    assert gone()
    journal.undo(workspace)
    customers.archive(workspace, eva)
    assert gone()
    journal.undo(workspace)
    checkins.put_off(workspace, eva, clock.today() + timedelta(days=3))
    assert gone()
    stand_on(clock, clock.today() + timedelta(days=3))
    assert [task.customer_id for task in care(workspace)] == [eva]


def test_whoever_has_another_line_on_the_page_has_no_care_task(
    workspace: Workspace, eva: int, clock: FixedClock
) -> None:
    stand_on(clock, FIRST_CALL + timedelta(days=2))
    said_at = datetime(2026, 9, 21, 9, tzinfo=UTC)
    feedback.log(workspace, NewFeedback("question", "When?", eva, said_at=said_at))
    health_scores.refresh(workspace)
    found = today.gather(workspace)
    assert [voice.customer_id for voice in found.waiting] == [eva]
    assert (found.care, found.counts.care) == ([], 0)
    assert [task.customer_id for task in care_tasks.due(workspace)] == [eva]


def test_a_stage_may_ask_for_regular_contacts_and_her_own_check_in_goes_first(
    workspace: Workspace, clock: FixedClock
) -> None:
    ivo = someone(workspace, "Ivo", *range(1, 200, 20))
    care_plans.change(workspace, "loyal", CarePlan(interval_days=10))
    assert care(workspace) == []
    stand_on(clock, TODAY + timedelta(days=9))
    (task,) = care(workspace)
    assert (task.sort, task.due_on) == ("interval", TODAY + timedelta(days=9))
    touchpoints.record(workspace, NewTouchpoint(ivo, "phone", "in"))
    assert care(workspace) == []
    stand_on(clock, TODAY + timedelta(days=19))
    care_plans.change(workspace, "loyal", CarePlan(interval_days=5))
    assert [task.sort for task in care_tasks.due(workspace)] == ["interval"]
    checkins.set_interval(workspace, ivo, 300)
    assert care_tasks.due(workspace) == []


def test_a_stage_set_by_hand_is_entered_as_any_other(workspace: Workspace) -> None:
    ivo = someone(workspace, "Ivo", *range(1, 200, 20))
    care_plans.change(workspace, "repeat", CarePlan(after_days=0))
    stages.pin(workspace, ivo, "repeat")
    assert [(task.customer_id, task.sort) for task in care(workspace)] == [(ivo, "checkin")]


def test_open_goals_are_counted_to_be_asked_about(
    workspace: Workspace, eva: int, clock: FixedClock
) -> None:
    goals.set_goal(workspace, eva, "Longer hair")
    reached = goals.set_goal(workspace, eva, "A new colour")
    goals.reach(workspace, reached.id)
    stand_on(clock, FIRST_CALL + timedelta(days=1))
    assert [task.goals for task in care(workspace)] == [1]


DAYS = st.lists(st.integers(0, 120), max_size=7)
MET = st.none() | st.tuples(st.integers(0, 60), st.sampled_from(("happy", "not_reached")))
PEOPLE = st.lists(st.tuples(DAYS, MET), max_size=5)
INTERVAL = st.none() | st.integers(1, 90)


@given(PEOPLE, INTERVAL, INTERVAL)
def test_snapshots_ask_for_the_same_care_as_the_records_and_a_past_day_stays_as_it_was(
    people: list[tuple[list[int], tuple[int, str] | None]], first: int | None, loyal: int | None
) -> None:
    clock = FixedClock("2026-09-21T08:00:00Z")
    shop = Workspace.in_memory(clock=clock)
    care_plans.change(shop, "first", CarePlan(first, 7))
    care_plans.change(shop, "loyal", CarePlan(loyal, 1))
    for number, (came, met) in enumerate(people):
        who = someone(shop, f"Customer {number}", *came)
        if met:
            at = clock.now() - timedelta(days=met[0])
            touchpoints.record(shop, NewTouchpoint(who, "phone", at=at, result=met[1]))
    shown = care(shop)
    asked = care_tasks.due(shop)
    clock.move_to("2026-09-25T08:00:00Z")
    for number in range(len(people)):
        checkins.finish(shop, number + 1, CheckinResult("phone", "happy"))
    assert care_tasks.due(shop, TODAY) == asked
    assert care(shop, TODAY) == shown
    shop.close()


def test_the_likely_reasons_are_those_of_win_back(workspace: Workspace, clock: FixedClock) -> None:
    sample.fill(workspace, customers=160, years=2)
    for ago in (0, 40):
        on = clock.today() - timedelta(days=ago)
        lost = {one.customer_id: one for one in winback.lost(workspace, on, 500)}
        last_visits = {who: one.last_visit_on for who, one in lost.items()}
        told = likely_reasons.of(workspace, on, last_visits)
        assert told == {who: one.likely_reason for who, one in lost.items()}
        assert len(set(told.values())) > 2


# -- how it went ------------------------------------------------------------------------


def test_a_result_is_one_step_with_its_goals_and_ends_the_task(
    workspace: Workspace, eva: int, clock: FixedClock
) -> None:
    wish = goals.set_goal(workspace, eva, "Longer hair")
    stand_on(clock, FIRST_CALL + timedelta(days=1))
    result = CheckinResult("phone", "happy", "Loves it", (wish.id,), "A fringe")
    checkins.finish(workspace, eva, result)
    (contact,) = touchpoints.of_customer(workspace, eva)
    assert (contact.reason, contact.result, contact.note) == ("checkin", "happy", "Loves it")
    kept = {goal.body: goal.reached_on for goal in goals.of_customer(workspace, eva)}
    assert kept == {"Longer hair": clock.today(), "A fringe": None}
    assert care(workspace) == []
    journal.undo(workspace)
    assert touchpoints.of_customer(workspace, eva) == []
    assert [goal.body for goal in goals.of_customer(workspace, eva)] == ["Longer hair"]
    assert len(care(workspace)) == 1


def test_who_was_not_reached_comes_back_in_two_open_days_and_nothing_begins_anew(
    workspace: Workspace, eva: int, clock: FixedClock
) -> None:
    settings.put(workspace, settings.CLOSED_WEEKDAYS, [6])
    saturday = date(2026, 10, 3)
    stand_on(clock, saturday)
    (before,) = care(workspace)
    checkins.finish(workspace, eva, CheckinResult("phone", "not_reached"))
    assert care(workspace) == []
    stand_on(clock, date(2026, 10, 5))
    assert care(workspace) == []
    stand_on(clock, date(2026, 10, 6))
    (again,) = care(workspace)
    assert (again.sort, again.due_on) == (before.sort, clock.today())
    assert [task.customer_id for task in care(workspace, saturday)] == []
    assert [task.customer_id for task in care(workspace, saturday - timedelta(days=1))] == [eva]


def test_a_check_in_that_reached_nobody_is_tried_again_too(
    workspace: Workspace, clock: FixedClock
) -> None:
    jana = someone(workspace, "Jana")
    checkins.set_interval(workspace, jana, 7)
    stand_on(clock, date(2026, 9, 29))
    checkins.finish(workspace, jana, CheckinResult("phone", "not_reached"))
    found = checkins.get(workspace, jana)
    assert (found.due_on, found.last_contact_on) == (date(2026, 10, 1), None)
    assert checkins.due(workspace, date(2026, 9, 30)) == []
    assert len(checkins.due(workspace, date(2026, 10, 1))) == 1
    checkins.finish(workspace, jana, CheckinResult("phone", "happy"))
    assert checkins.get(workspace, jana).due_on == date(2026, 10, 6)


def test_a_past_day_does_not_know_of_later_contacts(
    workspace: Workspace, clock: FixedClock
) -> None:
    jana = someone(workspace, "Jana")
    checkins.set_interval(workspace, jana, 7)
    stand_on(clock, date(2026, 10, 10))
    shown = checkins.due(workspace, clock.today())
    stand_on(clock, date(2026, 10, 20))
    checkins.finish(workspace, jana, CheckinResult("phone", "happy"))
    assert checkins.due(workspace, clock.today()) == []
    assert checkins.due(workspace, date(2026, 10, 10)) == shown != []


def test_one_put_off_lets_both_her_check_in_and_the_task_of_her_stage_rest(
    workspace: Workspace, eva: int, clock: FixedClock
) -> None:
    checkins.set_interval(workspace, eva, 1)
    stand_on(clock, FIRST_CALL + timedelta(days=2))
    until = clock.today() + timedelta(days=3)
    checkins.put_off(workspace, eva, until)
    assert checkins.get(workspace, eva).due_on == until
    assert snoozes.resting(workspace, "care", clock.today()) == {eva}
    journal.undo(workspace)
    assert snoozes.resting(workspace, "care", clock.today()) == set()
    with pytest.raises(RefusedInput):
        checkins.put_off(workspace, eva, clock.today())


@pytest.mark.parametrize(
    "result", [CheckinResult("pigeon", "happy"), CheckinResult("phone", "shrugged")]
)
def test_a_channel_or_result_that_is_none_is_refused(
    workspace: Workspace, eva: int, result: CheckinResult
) -> None:
    with pytest.raises(RefusedInput):
        checkins.finish(workspace, eva, result)
    assert touchpoints.of_customer(workspace, eva) == []


def test_somebody_elses_goal_a_stranger_and_tomorrow_are_refused(
    workspace: Workspace, eva: int
) -> None:
    other = goals.set_goal(workspace, someone(workspace, "Ivo"), "A beard")
    with pytest.raises(Missing):
        checkins.finish(workspace, eva, CheckinResult("phone", "happy", "", (other.id,)))
    with pytest.raises(Missing):
        checkins.finish(workspace, 99, CheckinResult("phone", "happy"))
    tomorrow = FIRST_CALL + timedelta(days=1)
    with pytest.raises(RefusedInput):
        checkins.finish(workspace, eva, CheckinResult("phone", "happy"), tomorrow)
    assert touchpoints.of_customer(workspace, eva) == []


def test_a_contact_of_yesterday_can_be_written_down_today(workspace: Workspace, eva: int) -> None:
    yesterday = FIRST_CALL - timedelta(days=1)
    checkins.finish(workspace, eva, CheckinResult("phone", "happy"), yesterday)
    assert touchpoints.last_on(workspace, eva) == yesterday


# -- quiet hours ------------------------------------------------------------------------


def is_quiet(workspace: Workspace, local: str) -> bool:
    at = datetime.fromisoformat(f"2026-09-{local}:00+02:00")
    return quiet.is_quiet(workspace, at)


def test_nights_closed_days_and_holidays_are_quiet(workspace: Workspace) -> None:
    shown = {
        hour: is_quiet(workspace, f"22T{hour}") for hour in ("07:59", "08:00", "19:59", "20:00")
    }
    assert shown == {"07:59": True, "08:00": False, "19:59": False, "20:00": True}
    assert is_quiet(workspace, "28T12:00")  # a public holiday
    assert not is_quiet(workspace, "27T12:00")
    settings.put(workspace, settings.CLOSED_WEEKDAYS, [6])
    assert is_quiet(workspace, "27T12:00")
    closures.add(workspace, NewClosure(date(2026, 9, 22), date(2026, 9, 23)))
    assert is_quiet(workspace, "23T12:00")
    assert not is_quiet(workspace, "24T12:00")


def test_quiet_hours_may_lie_within_a_day_or_be_none(workspace: Workspace) -> None:
    settings.put(workspace, settings.QUIET_FROM, 12)
    settings.put(workspace, settings.QUIET_UNTIL, 14)
    assert [is_quiet(workspace, f"22T{hour}:30") for hour in (11, 12, 13, 14, 23)] == [
        False, True, True, False, False,
    ]  # fmt: skip
    settings.put(workspace, settings.QUIET_UNTIL, 12)
    assert not any(is_quiet(workspace, f"22T{hour:02}:30") for hour in range(24))
