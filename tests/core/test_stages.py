"""Stages: set by hand with their day, told day by day, and why each began."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clock import FixedClock, iso
from core.errors import KnownError, Missing, RefusedInput
from core.exchange import exports, imports, whole_shop
from core.insight import (
    health_scores,
    histories,
    shop_days,
    stage_history,
    standings,
)
from core.insight.stage_history import (
    BACK,
    BOOKED,
    FIFTH,
    FIRST,
    KNOWN,
    LOST,
    PINNED,
    SECOND,
    UNPINNED,
)
from core.measures.stage import STAGES
from core.people import closures, customers, stages, visits
from core.people.closures import NewClosure
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store import journal, settings
from core.store.workspace import Workspace

TODAY = date(2026, 9, 21)


@pytest.fixture
def jana(workspace: Workspace, clock: FixedClock) -> int:
    clock.move_to("2025-01-10T08:00:00Z")
    settings.put(workspace, settings.HOLIDAYS, False)
    made = customers.add(workspace, NewCustomer("Jana Nováková"))
    clock.move_to("2026-09-21T08:00:00Z")
    return made.id


def came(workspace: Workspace, customer_id: int, *days: date) -> None:
    for day in days:
        visits.record(workspace, NewVisit(customer_id, day, "Cut", 45000))


def told(workspace: Workspace, customer_id: int) -> list[tuple[date, str, str]]:
    found = stage_history.of_customer(workspace, customer_id)
    return [(each.on, each.stage, each.because) for each in found]


# -- set by hand ------------------------------------------------------------------------


def test_a_stage_set_by_hand_holds_from_its_day_on_and_not_before(
    workspace: Workspace, jana: int, clock: FixedClock
) -> None:
    came(workspace, jana, date(2026, 8, 1), date(2026, 9, 1))
    clock.move_to("2026-09-25T08:00:00Z")
    assert stages.pin(workspace, jana, "loyal").stage_pin == "loyal"
    clock.move_to("2026-10-05T08:00:00Z")
    assert stages.pin(workspace, jana, None).stage_pin is None
    clock.move_to("2026-10-08T08:00:00Z")
    shown = [
        health_scores.of_customer(workspace, jana, date(2026, *day))
        for day in ((9, 24), (9, 25), (10, 4), (10, 5), (10, 8))
    ]
    assert [each.stage for each in shown] == ["repeat", "loyal", "loyal", "repeat", "repeat"]
    assert [each.stage_pinned for each in shown] == [False, True, True, False, False]


def test_undo_takes_a_pin_back_with_its_day(workspace: Workspace, jana: int) -> None:
    stages.pin(workspace, jana, "lost")
    undone = journal.undo(workspace)
    assert undone is not None
    assert undone.label == "Stage set by hand"
    assert customers.get(workspace, jana).stage_pin is None
    assert workspace.value("SELECT count(*) FROM pinned_stage") == 0


def test_setting_what_is_set_already_changes_nothing(workspace: Workspace, jana: int) -> None:
    stages.pin(workspace, jana, None)
    stages.pin(workspace, jana, "loyal")
    stages.pin(workspace, jana, "loyal")
    assert workspace.value("SELECT count(*) FROM pinned_stage") == 1


def test_a_stage_that_is_none_and_a_customer_who_is_nobody_are_refused(
    workspace: Workspace, jana: int
) -> None:
    with pytest.raises(RefusedInput):
        stages.pin(workspace, jana, "friend")  # type: ignore[arg-type]
    with pytest.raises(Missing):
        stages.pin(workspace, 99, "loyal")
    with pytest.raises(Missing):
        stage_history.of_customer(workspace, 99)


# -- the owner's feeling on a past day --------------------------------------------------


def test_a_past_day_is_told_with_the_feeling_of_that_day(
    workspace: Workspace, jana: int, clock: FixedClock
) -> None:
    came(workspace, jana, date(2026, 8, 1))
    customers.feel_pulse(workspace, jana, 1)
    clock.move_to("2026-09-25T08:00:00Z")
    customers.feel_pulse(workspace, jana, 3)
    clock.move_to("2026-09-28T08:00:00Z")
    customers.feel_pulse(workspace, jana, None)
    clock.move_to("2026-10-01T08:00:00Z")

    def felt(day: date) -> list[str]:
        health = health_scores.of_customer(workspace, jana, day).health
        assert health is not None
        reasons = [part.factor.reason for part in health.contributions]
        return [reason for reason in reasons if reason.startswith("pulse")]

    days = [date(2026, 9, 20), *(TODAY + timedelta(days=n) for n in (0, 3, 4, 6, 7, 10))]
    assert [felt(day) for day in days] == [
        *([], ["pulse_1"], ["pulse_1"], ["pulse_3"], ["pulse_3"], [], []),
    ]


def test_what_was_shown_on_a_day_is_told_of_it_ever_after(
    workspace: Workspace, jana: int, clock: FixedClock
) -> None:
    came(workspace, jana, date(2026, 7, 1), date(2026, 8, 1))
    shown = {}
    moves: list[Callable[[], object]] = [
        lambda: customers.feel_pulse(workspace, jana, 2),
        lambda: stages.pin(workspace, jana, "loyal"),
        lambda: customers.feel_pulse(workspace, jana, None),
        lambda: stages.pin(workspace, jana, "lost"),
        lambda: stages.pin(workspace, jana, None),
        lambda: customers.feel_pulse(workspace, jana, 1),
    ]
    for step, move in enumerate(moves):
        clock.move_to(f"2026-09-{22 + step}T08:00:00Z")
        move()
        now = health_scores.of_customer(workspace, jana)
        shown[clock.today()] = (now.health, now.stage, now.stage_pinned, now.stage_since)
    clock.move_to("2026-10-20T08:00:00Z")
    for day, (health, *rest) in shown.items():
        then = health_scores.of_customer(workspace, jana, day)
        assert then.health == health
        assert [then.stage, then.stage_pinned, then.stage_since] == rest


# -- brought in and taken along ----------------------------------------------------------


def _days_kept(shop: Workspace) -> list[list[tuple[Any, ...]]]:
    queries = (
        "SELECT customer_id, stage, pinned_on FROM pinned_stage ORDER BY id",
        "SELECT customer_id, value, set_on FROM pulse ORDER BY id",
    )
    return [[tuple(row) for row in shop.rows(query)] for query in queries]


def test_a_list_of_customers_brings_a_feeling_with_its_day_and_a_stage_as_of_today(
    workspace: Workspace, jana: int, clock: FixedClock, tmp_path: Path
) -> None:
    customers.feel_pulse(workspace, jana, 1)
    stages.pin(workspace, jana, "loyal")
    exports.everything(workspace, tmp_path, headings="english")
    with closing(Workspace.in_memory(clock=FixedClock("2026-09-30T08:00:00Z"))) as other:
        imports.bring_in(other, tmp_path / "customers.csv")
        assert _days_kept(other) == [[(1, "loyal", "2026-09-30")], [(1, 1, "2026-09-21")]]
        again = imports.bring_in(other, tmp_path / "customers.csv")
        assert again.skipped == 1
        journal.undo(other)
        journal.undo(other)
        assert _days_kept(other) == [[], []]


def test_a_list_of_customers_knows_nothing_better_than_a_later_word(
    workspace: Workspace, jana: int, clock: FixedClock, tmp_path: Path
) -> None:
    customers.feel_pulse(workspace, jana, 1)
    exports.everything(workspace, tmp_path, headings="english")
    clock.move_to("2026-09-25T08:00:00Z")
    customers.feel_pulse(workspace, jana, None)
    before = _days_kept(workspace)
    imports.bring_in(workspace, tmp_path / "customers.csv")
    assert customers.get(workspace, jana).pulse is None
    assert _days_kept(workspace) == before


def test_a_whole_shop_takes_along_how_the_owner_saw_a_customer_on_any_day(
    workspace: Workspace, jana: int, clock: FixedClock, tmp_path: Path
) -> None:
    for day, pulse, stage in ((21, 1, "loyal"), (25, None, None), (28, 3, "lost")):
        clock.move_to(f"2026-09-{day}T08:00:00Z")
        customers.feel_pulse(workspace, jana, pulse)
        stages.pin(workspace, jana, stage)  # type: ignore[arg-type]
    closures.add(workspace, NewClosure(date(2026, 8, 1), date(2026, 8, 14), "Holidays"))
    exports.everything(workspace, tmp_path)
    with closing(Workspace.in_memory(clock=clock)) as other:
        whole_shop.bring_in(other, tmp_path)
        assert _days_kept(other) == _days_kept(workspace)
        assert closures.find(other) == closures.find(workspace)
        assert told(other, jana) == told(workspace, jana)


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [("pinned_stages", "stage", "friend"), ("pulses", "value", "7")],
)
def test_a_stage_or_feeling_that_is_none_is_refused_with_its_row(
    workspace: Workspace,
    jana: int,
    clock: FixedClock,
    tmp_path: Path,
    table: str,
    column: str,
    value: str,
) -> None:
    customers.feel_pulse(workspace, jana, 1)
    stages.pin(workspace, jana, "loyal")
    exports.everything(workspace, tmp_path, headings="english")
    path = tmp_path / f"{table}.csv"
    text = path.read_text("utf-8-sig").splitlines()
    cells = text[1].split(",")
    cells[text[0].split(",").index(column)] = value
    path.write_text("\n".join([text[0], ",".join(cells)]) + "\n", "utf-8")
    with closing(Workspace.in_memory(clock=clock)) as other:
        with pytest.raises(KnownError) as refused:
            whole_shop.bring_in(other, tmp_path)
        assert (refused.value.code, refused.value.facts["row"]) == ("broken_row", 2)


def test_everything_about_a_person_says_how_the_owner_saw_her(
    workspace: Workspace, jana: int
) -> None:
    customers.feel_pulse(workspace, jana, 1)
    stages.pin(workspace, jana, "loyal")
    record = exports.person(workspace, jana)
    assert [each["stage"] for each in record["pinned_stages"]] == ["loyal"]
    assert [each["value"] for each in record["pulses"]] == [1]


# -- the changes ------------------------------------------------------------------------


def test_each_change_of_a_stage_has_its_day_and_its_reason(
    workspace: Workspace, jana: int, clock: FixedClock
) -> None:
    came(workspace, jana, *(date(2025, month, 20) for month in (1, 2, 3)), date(2025, 9, 1))
    came(workspace, jana, date(2025, 9, 30), date(2025, 10, 30))
    stages.pin(workspace, jana, "loyal")
    clock.move_to("2026-09-22T08:00:00Z")
    stages.pin(workspace, jana, None)
    assert told(workspace, jana) == [
        (date(2025, 1, 10), "prospect", KNOWN),
        (date(2025, 1, 20), "first", FIRST),
        (date(2025, 2, 20), "repeat", SECOND),
        # The median of 31 and 28 days is 29.5, and two of them are over after 59 days.
        (date(2025, 5, 19), "lost", LOST),
        (date(2025, 9, 1), "repeat", BACK),
        (date(2025, 9, 30), "loyal", FIFTH),
        # 31, 28, 29 and 30 days; the long one is no rhythm.
        (date(2025, 12, 29), "lost", LOST),
        (date(2026, 9, 21), "loyal", PINNED),
        (date(2026, 9, 22), "lost", UNPINNED),
    ]


def test_a_booking_brings_somebody_back_from_the_day_it_was_made(
    workspace: Workspace, jana: int
) -> None:
    came(workspace, jana, *(date(2026, month, 1) for month in (1, 2, 3)))
    visits.record(workspace, NewVisit(jana, date(2026, 10, 1), "Cut", status="booked"))
    assert told(workspace, jana)[-2:] == [
        # Sixty days are more than two gaps of 29.5.
        (date(2026, 4, 30), "lost", LOST),
        (TODAY, "repeat", BOOKED),
    ]
    found = health_scores.of_customer(workspace, jana)
    assert (found.stage, found.stage_since) == ("repeat", TODAY)


def test_a_booking_that_nobody_settled_holds_until_its_day_is_over(
    workspace: Workspace, jana: int, clock: FixedClock
) -> None:
    came(workspace, jana, *(date(2026, month, 1) for month in (1, 2, 3)))
    clock.move_to("2026-04-20T08:00:00Z")
    booked = visits.record(workspace, NewVisit(jana, date(2026, 6, 10), "Cut", status="booked"))
    clock.move_to("2026-09-21T08:00:00Z")
    assert told(workspace, jana)[-1] == (date(2026, 6, 11), "lost", LOST)
    visits.settle(workspace, booked.id, "no_show")
    assert told(workspace, jana)[-1] == (date(2026, 6, 10), "lost", LOST)


def test_somebody_without_a_visit_is_a_prospect_since_the_shop_knows_her(
    workspace: Workspace, jana: int
) -> None:
    assert told(workspace, jana) == [(date(2025, 1, 10), "prospect", KNOWN)]
    found = health_scores.of_customer(workspace, jana)
    assert (found.stage_since, found.stage_pinned) == (date(2025, 1, 10), False)


def test_a_clock_set_back_tells_of_no_day_to_come(
    workspace: Workspace, jana: int, clock: FixedClock
) -> None:
    came(workspace, jana, date(2026, 8, 1))
    stages.pin(workspace, jana, "loyal")
    customers.feel_pulse(workspace, jana, 3)
    clock.move_to("2024-09-21T08:00:00Z")
    assert told(workspace, jana) == [(date(2024, 9, 21), "loyal", PINNED)]
    stages.pin(workspace, jana, None)
    customers.feel_pulse(workspace, jana, 1)
    assert told(workspace, jana) == [(date(2024, 9, 21), "prospect", KNOWN)]
    found = health_scores.of_customer(workspace, jana)
    assert (found.stage, found.stage_since) == ("prospect", date(2024, 9, 21))
    assert found.health is not None
    assert [part.factor.reason for part in found.health.contributions] == ["pulse_1"]


def test_nobody_has_a_stage_before_the_shop_knows_her(workspace: Workspace, jana: int) -> None:
    assert stage_history.of_customer(workspace, jana, date(2024, 12, 31)) == []


def test_a_history_until_a_past_day_ends_there(workspace: Workspace, jana: int) -> None:
    came(workspace, jana, date(2025, 2, 1), date(2025, 3, 1))
    found = stage_history.of_customer(workspace, jana, date(2025, 2, 20))
    assert [each.stage for each in found] == ["prospect", "first"]


# -- against a plain computation, day by day --------------------------------------------

_FIRST = date(2026, 5, 1)
# Until 21 September, which is today.
_DAYS = 144
_offsets = st.integers(-20, _DAYS + 40)
_visits = st.lists(
    st.tuples(
        st.integers(1, 2),
        _offsets,
        st.integers(0, 60),
        st.sampled_from(("done", "done", "done", "done", "booked", "cancelled", "no_show")),
    ),
    max_size=25,
)
_pins = st.lists(
    st.tuples(st.integers(1, 2), st.integers(0, _DAYS - 1), st.sampled_from((None, *STAGES))),
    max_size=4,
)
_closures = st.lists(st.tuples(_offsets, st.integers(1, 25)), max_size=2)


@contextmanager
def _shop(
    told: list[tuple[int, int, int, str]],
    pins: list[tuple[int, int, str | None]],
    closed: list[tuple[int, int]],
) -> Iterator[Workspace]:
    """Two customers; `told` are whose visit, on which day, noted how long before, and how."""
    with closing(Workspace.in_memory(clock=FixedClock("2026-09-21T08:00:00Z"))) as shop:
        with shop.write("Shop") as write:
            for name in ("Jana", "Eva"):
                names: dict[str, Any] = {"name": name, "first_name": name, "sort_name": name}
                write.insert("customer", **names, created_at=_at(0))
            for who, day, before, status in told:
                write.insert(
                    "visit",
                    customer_id=who,
                    visited_on=_on(day),
                    status=status,
                    created_at=_at(day - before),
                )
            for who, day, stage in sorted(pins, key=lambda pin: pin[1]):
                write.insert("pinned_stage", customer_id=who, stage=stage, pinned_on=_on(day))
                write.update("customer", who, stage_pin=stage)
            for day, length in closed:
                write.insert("closure", since_on=_on(day), until_on=_on(day + length))
        yield shop


def _on(day: int) -> str:
    return (_FIRST + timedelta(days=day)).isoformat()


def _at(day: int) -> str:
    written = datetime(2026, 5, 1, 9, tzinfo=UTC) + timedelta(days=day)
    return iso(written)


@given(_visits, _pins, _closures)
def test_the_changes_say_what_every_single_day_says(
    told: list[tuple[int, int, int, str]],
    pins: list[tuple[int, int, str | None]],
    closed: list[tuple[int, int]],
) -> None:
    with _shop(told, pins, closed) as shop:
        changes = {who: stage_history.of_customer(shop, who) for who in (1, 2)}
        for told_of in changes.values():
            assert [each.on for each in told_of] == sorted({each.on for each in told_of})
        for day in range(_DAYS):
            on = _FIRST + timedelta(days=day)
            shop_day = shop_days.one(shop, on)
            for history in histories.each(shop, on, on):
                if history.known_on > on:
                    continue
                plain = standings.standing(history, shop_day)
                shown = [each for each in changes[history.customer_id] if each.on <= on][-1]
                assert (on, shown.stage, shown.pinned) == (on, plain.stage, plain.stage_pinned)
