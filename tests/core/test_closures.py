"""Closures and public holidays: nobody is counted as staying away from a closed shop."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.clock import FixedClock
from core.errors import Missing, RefusedInput
from core.insight import health_scores, today
from core.people import closures, customers, visits
from core.people.closures import NewClosure
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store import journal, settings
from core.store.workspace import Workspace

TODAY = date(2026, 9, 21)
AUGUST = NewClosure(date(2026, 8, 3), date(2026, 8, 16), "  Our  holidays ")


def on(offset: int) -> date:
    return TODAY + timedelta(days=offset)


def someone(workspace: Workspace, *days: date) -> int:
    customer_id = customers.add(workspace, NewCustomer("Jana", joined_on=date(2020, 1, 1))).id
    for day in days:
        visits.record(workspace, NewVisit(customer_id, day, amount_minor=10_000))
    return customer_id


def test_a_closure_is_noted_changed_and_removed_each_by_one_write(workspace: Workspace) -> None:
    added = closures.add(workspace, AUGUST)
    assert closures.find(workspace) == [added]
    assert (added.since_on, added.until_on, added.note) == (
        date(2026, 8, 3),
        date(2026, 8, 16),
        "Our holidays",
    )
    changed = closures.change(workspace, added.id, NewClosure(AUGUST.since_on, AUGUST.since_on))
    assert (changed.id, changed.until_on, changed.note) == (added.id, AUGUST.since_on, "")
    closures.remove(workspace, added.id)
    assert closures.find(workspace) == []
    for expected in ([changed], [added], []):
        assert journal.undo(workspace)
        assert closures.find(workspace) == expected


def test_the_latest_closure_is_told_first(workspace: Workspace) -> None:
    for month in (3, 8, 5):
        closures.add(workspace, NewClosure(date(2026, month, 1), date(2026, month, 2)))
    assert [closure.since_on.month for closure in closures.find(workspace)] == [8, 5, 3]


@pytest.mark.parametrize(
    ("since", "until", "field"),
    [
        (date(2026, 8, 2), date(2026, 8, 1), "until_on"),
        (date(2026, 8, 2), date(2028, 8, 3), "until_on"),
        (date(1850, 1, 1), date(1850, 1, 2), "since_on"),
    ],
)
def test_what_makes_no_sense_is_refused(
    workspace: Workspace, since: date, until: date, field: str
) -> None:
    known = closures.add(workspace, AUGUST)
    with pytest.raises(RefusedInput) as refused:
        closures.add(workspace, NewClosure(since, until))
    assert [problem.field for problem in refused.value.problems] == [field]
    with pytest.raises(RefusedInput):
        closures.change(workspace, known.id, NewClosure(since, until))
    assert closures.find(workspace) == [known]


def test_a_closure_that_is_gone_is_missing(workspace: Workspace) -> None:
    with pytest.raises(Missing):
        closures.change(workspace, 7, AUGUST)
    with pytest.raises(Missing):
        closures.remove(workspace, 7)


def test_czech_and_latvian_holidays_are_those_of_the_law() -> None:
    czech = [day for day in closures.public_holidays("CZ", 2026) if day.year == 2026]
    assert [(day.day, day.month) for day in czech] == [
        (1, 1), (3, 4), (6, 4), (1, 5), (8, 5), (5, 7), (6, 7), (28, 9), (28, 10), (17, 11),
        (24, 12), (25, 12), (26, 12),
    ]  # fmt: skip
    latvian = closures.public_holidays("LV", 2026)
    for day in ((4, 5), (24, 6), (18, 11), (31, 12)):
        assert date(2026, day[1], day[0]) in latvian
    assert date(2026, 9, 28) not in latvian


def test_the_holidays_of_the_shops_country_count_unless_it_is_open_then(
    workspace: Workspace,
) -> None:
    def closed(day: date) -> bool:
        return not closures.open_days(workspace, TODAY).is_open(day.toordinal())

    statehood, proclaimed = date(2026, 9, 28), date(2026, 11, 18)
    assert (closed(statehood), closed(proclaimed)) == (True, False)
    settings.put(workspace, settings.COUNTRY, "LV")
    assert (closed(statehood), closed(proclaimed)) == (False, True)
    settings.put(workspace, settings.HOLIDAYS, False)
    assert not closed(proclaimed)
    settings.put(workspace, settings.HOLIDAYS, True)
    settings.put(workspace, settings.COUNTRY, "other")
    assert not closed(proclaimed)


def test_open_days_are_kept_until_a_closure_or_a_setting_changes(workspace: Workspace) -> None:
    first = closures.open_days(workspace, TODAY)
    someone(workspace, TODAY)
    assert closures.open_days(workspace, TODAY) is first
    closures.add(workspace, AUGUST)
    assert not closures.open_days(workspace, TODAY).is_open(date(2026, 8, 10).toordinal())
    assert journal.undo(workspace)
    assert closures.open_days(workspace, TODAY).is_open(date(2026, 8, 10).toordinal())


def test_a_closure_takes_its_days_out_of_gaps_and_moves_the_next_visit(
    workspace: Workspace,
) -> None:
    """Every 28 open days, with two weeks of closure in the last gap and one before the next."""
    settings.put(workspace, settings.HOLIDAYS, False)
    days = [on(-126), on(-98), on(-70), on(-28)]
    customer_id = someone(workspace, *days)
    before = health_scores.of_customer(workspace, customer_id)
    assert (before.usual_gap_days, before.due_on) == (28, TODAY)

    closures.add(workspace, NewClosure(on(-60), on(-47)))
    closures.add(workspace, NewClosure(on(-7), on(-1)))
    found = health_scores.of_customer(workspace, customer_id)
    assert (found.usual_gap_days, found.due_on) == (28, on(7))
    assert (found.overdue_on, found.lost_on) == (on(14), on(36))
    assert (found.state, before.state) == ("in_rhythm", "due")
    assert found.expected
    assert (found.expected.since, found.expected.until) == (on(7), on(13))
    assert before.health
    assert found.health
    assert found.health.score > before.health.score


def test_a_closure_makes_the_snapshots_stale_and_today_forgets_who_was_due(
    workspace: Workspace,
) -> None:
    settings.put(workspace, settings.HOLIDAYS, False)
    someone(workspace, on(-92), on(-64), on(-36))
    health_scores.refresh(workspace)
    assert [visit.state for visit in today.gather(workspace).due] == ["overdue"]
    closures.add(workspace, NewClosure(on(-20), on(-7)))
    assert today.gather(workspace).stale
    health_scores.refresh(workspace)
    found = today.gather(workspace)
    assert (found.due, found.stale) == ([], False)


def test_today_and_the_customers_page_tell_the_same_days_and_the_same_interval(
    workspace: Workspace, clock: FixedClock
) -> None:
    closures.add(workspace, NewClosure(on(-60), on(-51)))
    customer_id = someone(workspace, on(-130), on(-102), on(-73), on(-35))
    health_scores.refresh(workspace)
    (visit,) = today.gather(workspace).due
    found = health_scores.of_customer(workspace, customer_id)
    assert visit.usual_gap_days == found.usual_gap_days == 28
    assert (visit.due_on, visit.overdue_on, visit.lost_on, visit.state) == (
        found.due_on,
        found.overdue_on,
        found.lost_on,
        found.state,
    )
    assert found.health
    sentences = [part.factor.text() for part in found.health.contributions]
    assert "Last seen 35 days ago, usually here every 28 days." in sentences


# Suggestions


def open_for(workspace: Workspace, weeks: int, closed: range) -> None:
    """A shop with a visit on every Monday to Saturday until yesterday, but for some days ago."""
    someone(
        workspace,
        *(on(-ago) for ago in range(1, weeks * 7) if ago not in closed and on(-ago).weekday() < 6),
    )


def test_a_week_without_visits_is_suggested_and_not_applied(workspace: Workspace) -> None:
    open_for(workspace, 16, range(43, 50))
    suggestion = NewClosure(on(-49), on(-43))
    assert closures.suggested(workspace) == [suggestion]
    assert suggestion.since_on.weekday() == 0
    assert closures.find(workspace) == []
    assert closures.open_days(workspace, TODAY).is_open(on(-45).toordinal())
    closures.add(workspace, suggestion)
    assert closures.suggested(workspace) == []


def test_nobody_asks_again_about_a_week_in_which_the_shop_was_open(workspace: Workspace) -> None:
    open_for(workspace, 16, range(43, 50))
    (suggestion,) = closures.suggested(workspace)
    closures.keep_open(workspace, suggestion)
    closures.keep_open(workspace, suggestion)
    assert closures.suggested(workspace) == []
    assert closures.find(workspace) == []
    while closures.suggested(workspace) == []:
        assert journal.undo(workspace)
    assert closures.suggested(workspace) == [suggestion]


def test_a_shop_without_visits_or_with_few_has_no_suggestions(workspace: Workspace) -> None:
    assert closures.suggested(workspace) == []
    someone(workspace, *(on(-ago) for ago in range(1, 200, 9)))
    assert closures.suggested(workspace) == []


def test_a_sale_without_a_name_shows_that_the_shop_was_open(workspace: Workspace) -> None:
    open_for(workspace, 16, range(43, 50))
    with workspace.write("A sale") as write:
        write.insert(
            "visit",
            visited_on=on(-46).isoformat(),
            amount_minor=500,
            created_at="2026-09-01T10:00:00Z",
        )
    assert closures.suggested(workspace) == []


def test_bookings_do_not_show_that_a_shop_was_open(workspace: Workspace) -> None:
    open_for(workspace, 16, range(43, 50))
    visits.record(workspace, NewVisit(1, on(-46), status="cancelled"))
    assert closures.suggested(workspace) == [NewClosure(on(-49), on(-43))]
