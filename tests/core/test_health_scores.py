"""Health scores: composed from a shop's records, for today and for any day gone by."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.clock import FixedClock
from core.errors import Cancelled, Missing
from core.insight import health_scores, snapshots
from core.insight.health_scores import CustomerHealth
from core.measures import factors, health
from core.people import consents, customers, visits
from core.people.consents import NewConsent
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store import journal
from core.store.workspace import Workspace
from core.voice import feedback, replies, surveys
from core.voice.feedback import NewFeedback
from core.voice.surveys import NewQuestion, NewSubmission, NewSurvey

TODAY = date(2026, 9, 21)


@pytest.fixture
def jana(workspace: Workspace) -> int:
    """A customer whom the shop has known for years."""
    new = NewCustomer("Jana Nováková", reference="A-7", joined_on=date(2020, 1, 1))
    return customers.add(workspace, new).id


def came(workspace: Workspace, customer_id: int, *ago: int, paid: int | None = None) -> None:
    """Visits so many days before today."""
    for days in ago:
        day = TODAY - timedelta(days=days)
        visits.record(workspace, NewVisit(customer_id, day, amount_minor=paid))


def of(workspace: Workspace, customer_id: int, on: date | None = None) -> CustomerHealth:
    return health_scores.of_customer(workspace, customer_id, on)


def reasons(found: CustomerHealth) -> list[str]:
    assert found.health is not None
    return [part.factor.name for part in found.health.contributions]


def test_a_shop_with_nobody_has_no_scores(workspace: Workspace) -> None:
    assert list(health_scores.each(workspace)) == []
    health_scores.refresh(workspace)
    assert workspace.value("SELECT count(*) FROM health_snapshot") == 0
    assert health_scores.is_fresh(workspace)


def test_someone_who_never_came_is_a_prospect_without_a_score(
    workspace: Workspace, jana: int
) -> None:
    (found,) = health_scores.each(workspace)
    assert (found.health, found.before, found.stage, found.state) == (None, None, "prospect", None)
    assert found.why == ""


def test_the_score_is_that_of_the_factors_and_the_rhythm_is_her_own(
    workspace: Workspace, jana: int
) -> None:
    came(workspace, jana, 70, 42, 14, paid=100_00)
    found = of(workspace, jana)
    days = [TODAY - timedelta(days=ago) for ago in (70, 42, 14)]
    paid = [(day, 100_00) for day in days]
    expected = health.score(
        [
            factors.frequency_and_rhythm(days, 28, TODAY),
            factors.spend_against_own_past(paid, TODAY, usual_minor=100_00),
        ]
    )
    assert found.health == expected
    assert found.last_visit_on == date(2026, 9, 7)
    assert found.due_on == date(2026, 10, 5)
    assert (found.stage, found.state, found.usual_gap_days) == ("repeat", "in_rhythm", 28)
    assert (found.visits, found.spend_minor) == (3, 300_00)
    assert found.why == (
        "Last seen 14 days ago, usually here every 28 days. "
        "Has spent about as much as 3 usual visits so far."
    )


def test_what_was_paid_in_many_visits_of_a_day_is_one_paid_day(
    workspace: Workspace, jana: int
) -> None:
    came(workspace, jana, *[5] * 9, paid=100_00)
    found = of(workspace, jana)
    assert found.usual_spend_minor == 900_00
    assert found.why.endswith("Has spent about as much as 1 usual visit so far.")


def test_the_shop_lends_its_gap_to_those_seen_once(workspace: Workspace, jana: int) -> None:
    came(workspace, jana, 60, 40, 20)
    once = customers.add(workspace, NewCustomer("Ilze Kalniņa")).id
    came(workspace, once, 20)
    found = of(workspace, once)
    assert (found.usual_gap_days, found.gap_is_estimate, found.state) == (20, True, "due")
    assert found.stage == "first"


def test_every_side_of_a_customer_is_a_factor(workspace: Workspace, jana: int) -> None:
    came(workspace, jana, 150, 120, 90, 60, 30, paid=50_00)
    feedback.log(workspace, NewFeedback("complaint", "Terrible wait, awful.", jana))
    survey = surveys.add(workspace, NewSurvey("Short", (NewQuestion("nps", "Recommend?"),)))
    surveys.submit(workspace, NewSubmission(survey.id, {survey.questions[0].id: 9}, jana))
    customers.feel_pulse(workspace, jana, 3)
    names = ["rhythm", "spend", "mood", "complaints", "survey", "pulse"]
    found = of(workspace, jana)
    assert reasons(found) == names
    assert found.health is not None
    points = [part.points for part in found.health.contributions]
    assert round(sum(points), 1) == found.health.score


def test_two_visits_on_one_day_are_one_visit_day(workspace: Workspace, jana: int) -> None:
    came(workspace, jana, 60, 30, 30, paid=10_00)
    found = of(workspace, jana)
    assert (found.visits, found.spend_minor) == (2, 30_00)


def test_a_day_with_nothing_but_a_refund_is_no_visit(workspace: Workspace, jana: int) -> None:
    came(workspace, jana, 60, 30, paid=80_00)
    came(workspace, jana, 10, paid=-80_00)
    found = of(workspace, jana)
    assert (found.visits, found.spend_minor) == (2, 80_00)
    assert found.last_visit_on == TODAY - timedelta(days=30)


def test_amounts_in_another_currency_are_not_mixed_in(workspace: Workspace, jana: int) -> None:
    came(workspace, jana, 30, paid=500_00)
    with workspace.write("Old currency") as write:
        write.update("visit", 1, currency="EUR")
    assert of(workspace, jana).spend_minor == 0


def test_cancelled_and_missed_visits_do_not_count(workspace: Workspace, jana: int) -> None:
    for status in ("cancelled", "no_show"):
        visits.record(workspace, NewVisit(jana, TODAY - timedelta(days=3), status=status))
    assert of(workspace, jana).visits == 0


def test_a_booking_keeps_a_customer_in_rhythm(workspace: Workspace, jana: int) -> None:
    came(workspace, jana, 300, 270, 240)
    assert (of(workspace, jana).state, of(workspace, jana).stage) == ("lost", "lost")
    visits.record(workspace, NewVisit(jana, TODAY + timedelta(days=4)))
    found = of(workspace, jana)
    assert (found.state, found.stage) == ("in_rhythm", "repeat")
    assert found.booked_on == TODAY + timedelta(days=4)
    assert found.visits == 3


def test_a_refusal_is_known_and_a_later_yes_takes_it_back(workspace: Workspace, jana: int) -> None:
    came(workspace, jana, 90, 60, 30)
    consents.record(workspace, NewConsent(jana, "email", "no"))
    assert of(workspace, jana).refused
    consents.record(workspace, NewConsent(jana, "email", "yes", source="form"))
    assert not of(workspace, jana).refused


def test_a_hidden_customer_is_left_out_of_the_shop_but_has_her_own_page(
    workspace: Workspace, jana: int
) -> None:
    came(workspace, jana, 30)
    customers.archive(workspace, jana)
    assert list(health_scores.each(workspace)) == []
    assert of(workspace, jana).health is not None


def test_an_unknown_customer_is_missing(workspace: Workspace) -> None:
    with pytest.raises(Missing):
        of(workspace, 99)


def test_a_past_day_sees_only_what_had_happened_by_then(
    workspace: Workspace, jana: int, clock: FixedClock
) -> None:
    """What was shown on a day is computed again from the data, whatever came later."""
    came(workspace, jana, 200, 170, 140, paid=20_00)
    clock.move_to("2026-07-01T08:00:00Z")
    said = feedback.log(workspace, NewFeedback("complaint", "Terrible and slow.", jana))
    visits.record(workspace, NewVisit(jana, date(2026, 7, 20)))
    customers.feel_pulse(workspace, jana, 3)
    shown = of(workspace, jana)
    everyone = list(health_scores.each(workspace))

    clock.move_to("2026-09-21T08:00:00Z")
    came(workspace, jana, 5, paid=90_00)
    replies.mark_sent(workspace, replies.draft(workspace, said.id, "Sorry.").id)
    feedback.override(workspace, said.id, "positive")
    with workspace.write("The booking was kept") as write:
        write.update("visit", 4, status="done")
    customers.add(workspace, NewCustomer("Somebody New"))

    assert of(workspace, jana, date(2026, 7, 1)) == shown
    assert list(health_scores.each(workspace, date(2026, 7, 1))) == everyone
    assert of(workspace, jana).health != shown.health


def test_before_is_the_score_of_thirty_days_ago(workspace: Workspace, jana: int) -> None:
    came(workspace, jana, 100, 80, 60, 40)
    then = of(workspace, jana, TODAY - timedelta(days=30))
    now = of(workspace, jana)
    assert then.health is not None
    assert now.before == then.health.score
    assert now.trend == "down"


def test_one_customer_is_as_in_the_whole_shop(workspace: Workspace, jana: int) -> None:
    came(workspace, jana, 100, 80, 60, 40)
    ilze = customers.add(workspace, NewCustomer("Ilze Kalniņa")).id
    came(workspace, ilze, 70, 5)
    for _again in range(2):
        # Since when her stage holds is told of one customer alone.
        alone = [replace(of(workspace, each), stage_since=None) for each in (jana, ilze)]
        assert alone == list(health_scores.each(workspace))
        health_scores.refresh(workspace)


def test_a_leap_day_is_a_day(workspace: Workspace, jana: int, clock: FixedClock) -> None:
    clock.move_to("2028-03-01T08:00:00Z")
    for day in (date(2028, 1, 31), date(2028, 2, 14), date(2028, 2, 29)):
        visits.record(workspace, NewVisit(jana, day))
    found = of(workspace, jana)
    assert found.usual_gap_days == 14.5
    assert found.due_on == date(2028, 3, 15)


def test_days_are_local_when_the_clocks_change(
    workspace: Workspace, jana: int, clock: FixedClock
) -> None:
    """At 23:30 UTC on the night of the change it is already the next day in Prague."""
    clock.move_to("2026-10-24T22:30:00Z")
    said = feedback.log(workspace, NewFeedback("complaint", "Terrible wait.", jana))
    assert said.said_at.day == 24
    clock.move_to("2026-10-26T08:00:00Z")
    found = of(workspace, jana)
    assert found.health is not None
    complaint = found.health.contributions[1].factor
    assert (complaint.name, complaint.on) == ("complaints", date(2026, 10, 25))
    saturday = of(workspace, jana, date(2026, 10, 24))
    assert saturday.health is None


def test_a_clock_set_back_makes_no_nonsense(
    workspace: Workspace, jana: int, clock: FixedClock
) -> None:
    came(workspace, jana, 90, 60, 30)
    feedback.log(workspace, NewFeedback("praise", "Lovely, great.", jana))
    health_scores.refresh(workspace)
    clock.move_to("2025-09-21T08:00:00Z")
    assert not health_scores.is_fresh(workspace)
    found = of(workspace, jana)
    assert (found.health, found.visits, found.stage) == (None, 0, "prospect")
    health_scores.refresh(workspace)
    assert health_scores.is_fresh(workspace)


def test_a_customer_with_two_thousand_visits_has_a_score(workspace: Workspace, jana: int) -> None:
    rows = [
        (jana, (TODAY - timedelta(days=day)).isoformat(), "done", "2020-01-01T00:00:00Z")
        for day in range(2000)
    ]
    with workspace.write("Many visits") as write:
        columns = ("customer_id", "visited_on", "status", "created_at")
        write.insert_many("visit", columns, rows)
    found = of(workspace, jana)
    assert (found.visits, found.usual_gap_days, found.stage) == (2000, 1, "loyal")


def test_a_stage_set_by_hand_holds_today_and_tells_nothing_of_the_past(
    workspace: Workspace, jana: int
) -> None:
    came(workspace, jana, 60, 30)
    with workspace.write("Pinned") as write:
        write.update("customer", jana, stage_pin="loyal")
    assert of(workspace, jana).stage == "loyal"
    assert of(workspace, jana, TODAY - timedelta(days=10)).stage == "repeat"


def test_refresh_keeps_today_and_thirty_days_ago_and_nothing_older(
    workspace: Workspace, jana: int, clock: FixedClock
) -> None:
    came(workspace, jana, 90, 60, 30)
    clock.move_to("2026-09-01T08:00:00Z")
    health_scores.refresh(workspace)
    clock.move_to("2026-09-21T08:00:00Z")
    health_scores.refresh(workspace)
    rows = workspace.rows("SELECT taken_on, score, stage FROM health_snapshot ORDER BY taken_on")
    found = of(workspace, jana)
    assert found.health is not None
    assert [tuple(row) for row in rows] == [
        ("2026-08-22", found.before, "repeat"),
        ("2026-09-21", found.health.score, "repeat"),
    ]


def test_refresh_leaves_no_undo_step_and_tells_the_lists(workspace: Workspace, jana: int) -> None:
    came(workspace, jana, 30)
    last = workspace.value("SELECT max(id) FROM journal")
    heard = []
    workspace.subscribe(heard.append)
    health_scores.refresh(workspace)
    assert workspace.value("SELECT max(id) FROM journal") == last
    assert [(change.nouns, change.journal_id) for change in heard] == [
        (frozenset({"health_snapshot"}), None)
    ]


def test_snapshots_are_fresh_until_something_moves(
    workspace: Workspace, jana: int, clock: FixedClock
) -> None:
    assert not health_scores.is_fresh(workspace)
    health_scores.refresh(workspace)
    assert health_scores.is_fresh(workspace)
    feedback.log(workspace, NewFeedback("praise", "Lovely.", jana))
    assert not health_scores.is_fresh(workspace)
    health_scores.refresh(workspace)
    assert journal.undo(workspace)
    assert not health_scores.is_fresh(workspace)
    health_scores.refresh(workspace)
    clock.move_to("2026-09-22T08:00:00Z")
    assert not health_scores.is_fresh(workspace)


def test_a_cancelled_refresh_keeps_the_old_snapshots(workspace: Workspace, jana: int) -> None:
    class Stopping:
        def step(self, done: int, total: int) -> None:
            raise Cancelled

    health_scores.refresh(workspace)
    came(workspace, jana, 3)
    with pytest.raises(Cancelled):
        health_scores.refresh(workspace, Stopping())
    assert workspace.rows("SELECT score FROM health_snapshot WHERE score IS NOT NULL") == []
    assert not health_scores.is_fresh(workspace)


def test_refresh_tells_how_far_it_is(workspace: Workspace, jana: int) -> None:
    steps = []

    class Watching:
        def step(self, done: int, total: int) -> None:
            steps.append((done, total))

    health_scores.refresh(workspace, Watching())
    assert steps == [(0, 1), (1, 1)]


def test_undo_and_redo_pass_by_the_snapshots(workspace: Workspace) -> None:
    """Snapshots are made anew in between, under ids that were others' before."""
    ilze = customers.add(workspace, NewCustomer("Ilze Kalniņa", joined_on=date(2020, 1, 1))).id
    added = workspace.value("SELECT max(id) FROM journal")
    jana = customers.add(workspace, NewCustomer("Jana Nováková", joined_on=date(2020, 1, 1))).id
    entry = added
    for there in (False, True, False, True):
        health_scores.refresh(workspace)
        entry = journal.undo_entry(workspace, entry).journal_id or 0
        health_scores.refresh(workspace)
        rows = workspace.rows("SELECT DISTINCT customer_id FROM health_snapshot")
        assert {row[0] for row in rows} == ({ilze, jana} if there else {jana})


def test_the_reasons_of_a_snapshot_are_told_the_deciding_one_first(
    workspace: Workspace, jana: int
) -> None:
    came(workspace, jana, 120, 90, 60, 30, 1)
    feedback.log(workspace, NewFeedback("complaint", "Židle u okna", jana))
    health_scores.refresh(workspace)
    why = workspace.value("SELECT why FROM health_snapshot ORDER BY taken_on DESC")
    first, *_rest = snapshots.sentences(why)
    assert first == "A complaint has been open for 0 days."


def test_rows_are_flat_and_have_the_columns_of_the_contract(
    workspace: Workspace, jana: int
) -> None:
    came(workspace, jana, 70, 42, 14)
    (row,) = health_scores.rows(workspace)
    assert list(row) == [
        "customer",
        "reference",
        "score",
        "band",
        "stage",
        "last_visit_on",
        "due_on",
        "why",
    ]
    assert row["reference"] == "A-7"
    assert (row["last_visit_on"], row["due_on"]) == ("2026-09-07", "2026-10-05")
    assert row["why"] == "Last seen 14 days ago, usually here every 28 days."
    assert row["score"] == round(row["score"], 1)
