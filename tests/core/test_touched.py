"""After a small change only those concerned are computed, and it comes out the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from core.insight import health_scores, snapshots, touched
from core.people import checkins, closures, customers, stages, visits
from core.people.closures import NewClosure
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store import journal, settings
from core.store.workspace import Workspace
from core.voice import feedback, replies, suggestions, surveys
from core.voice.feedback import NewFeedback
from core.voice.suggestions import NewSuggestion
from core.voice.surveys import NewQuestion, NewSubmission, NewSurvey

TODAY = date(2026, 9, 21)
JANA, ILZE = 1, 2


@pytest.fixture
def shop(workspace: Workspace) -> Workspace:
    """Six customers who come every thirty days, one of whom complained."""
    for name in ("Jana", "Ilze", "Anna", "Eva", "Inga", "Petr"):
        person = customers.add(workspace, NewCustomer(name, joined_on=date(2020, 1, 1))).id
        for days in (200, 170, 140, 110, 80):
            visits.record(workspace, NewVisit(person, TODAY - timedelta(days=days)))
    feedback.log(workspace, NewFeedback("complaint", "Terrible, awful wait.", JANA))
    survey = NewSurvey("After the visit", (NewQuestion("nps", "Would you recommend us?"),))
    surveys.add(workspace, survey)
    suggestions.suggest(workspace, NewSuggestion("Open on Sunday"))
    health_scores.refresh(workspace)
    return workspace


def kept(workspace: Workspace) -> list[tuple[object, ...]]:
    listed = ", ".join(snapshots.COLUMNS)
    rows = workspace.rows(f"SELECT {listed} FROM health_snapshot ORDER BY customer_id, taken_on")
    return [tuple(row) for row in rows]


def moved_since(workspace: Workspace) -> set[int] | None:
    stamp = snapshots.stamp(workspace)
    assert stamp is not None
    return touched.customers(workspace, stamp)


def forget_the_stamp(workspace: Workspace) -> None:
    with workspace.write("Forgotten") as write:
        write.execute("DELETE FROM setting WHERE id < 0")


def felt_and_let_go(workspace: Workspace) -> None:
    customers.feel_pulse(workspace, JANA, 1)
    journal.undo(workspace)


def answered(workspace: Workspace) -> None:
    replies.mark_sent(workspace, replies.draft(workspace, 1, "Sorry!").id)


def decided(workspace: Workspace) -> None:
    suggestions.link(workspace, 1, 1)
    suggestions.decide(workspace, 1, "done", "It was easy.")
    replies.mark_sent(workspace, 1)


def removed_with_answers(workspace: Workspace) -> None:
    surveys.submit(workspace, NewSubmission(1, {1: 3}, customer_id=ILZE))
    journal.undo(workspace)


def given_to_another(workspace: Workspace) -> None:
    with workspace.write("Said by Ilze") as write:
        write.update("feedback", 1, customer_id=ILZE)


@pytest.mark.parametrize(
    ("change", "whom"),
    [
        (lambda shop: visits.record(shop, NewVisit(JANA, TODAY)), {JANA}),
        (lambda shop: visits.remove(shop, 1), {JANA}),
        (lambda shop: feedback.log(shop, NewFeedback("praise", "Lovely!", ILZE)), {ILZE}),
        (lambda shop: feedback.log(shop, NewFeedback("praise", "Lovely!")), set()),
        (lambda shop: feedback.override(shop, 1, "positive"), {JANA}),
        (lambda shop: feedback.remove(shop, 1), {JANA}),
        (lambda shop: suggestions.link(shop, 1, 1), {JANA}),
        (lambda shop: surveys.submit(shop, NewSubmission(1, {1: 3}, customer_id=ILZE)), {ILZE}),
        (lambda shop: customers.feel_pulse(shop, JANA, 1), {JANA}),
        (lambda shop: stages.pin(shop, JANA, "loyal"), {JANA}),
        (felt_and_let_go, {JANA}),
        (lambda shop: customers.archive(shop, JANA), {JANA}),
        (lambda shop: customers.add(shop, NewCustomer("Nora")), {7}),
        (answered, {JANA}),
        (decided, {JANA}),
        (given_to_another, {JANA, ILZE}),
        (removed_with_answers, {ILZE}),
    ],
)
def test_a_small_change_concerns_few_and_comes_out_as_if_everyone_were_computed(
    shop: Workspace, change: Callable[[Workspace], object], whom: set[int]
) -> None:
    change(shop)
    assert moved_since(shop) == whom
    health_scores.refresh(shop)
    assert health_scores.is_fresh(shop)
    incremental = kept(shop)
    forget_the_stamp(shop)
    health_scores.refresh(shop)
    assert incremental == kept(shop)


def test_a_closure_concerns_everyone(shop: Workspace) -> None:
    closures.add(shop, NewClosure(date(2026, 8, 1), date(2026, 8, 14)))
    assert moved_since(shop) is None


def test_a_setting_may_concern_everyone(shop: Workspace) -> None:
    settings.put(shop, settings.CURRENCY, "EUR")
    assert moved_since(shop) is None


def test_an_import_concerns_everyone(shop: Workspace) -> None:
    rows = [(JANA, "2026-09-01", "done", "2026-09-21T08:00:00Z")] * (touched.FEW + 1)
    with shop.write("Visits brought in") as write:
        write.insert_many("visit", ("customer_id", "visited_on", "status", "created_at"), rows)
    assert moved_since(shop) is None


def test_a_customer_taken_away_and_brought_back_is_computed_again(shop: Workspace) -> None:
    before = kept(shop)
    with shop.write("Removed") as write:
        write.delete("customer", JANA)
    health_scores.refresh(shop)
    assert len(kept(shop)) < len(before)
    journal.undo(shop)
    health_scores.refresh(shop)
    assert kept(shop) == before


def test_others_are_left_as_they_were(shop: Workspace) -> None:
    ids = "SELECT id FROM health_snapshot WHERE customer_id = ?"
    ilze, jana = shop.value(ids, [ILZE]), shop.value(ids, [JANA])
    customers.feel_pulse(shop, JANA, 1)
    health_scores.refresh(shop)
    assert shop.value(ids, [ILZE]) == ilze
    assert shop.value(ids, [JANA]) != jana


def named(workspace: Workspace) -> list[str]:
    """Whom the last change is about."""
    last = workspace.value("SELECT max(id) FROM journal")
    return touched.names(workspace, last)


def test_a_change_tells_whom_it_is_about(shop: Workspace) -> None:
    visits.record(shop, NewVisit(ILZE, TODAY))
    assert named(shop) == ["Ilze"]
    checkins.set_interval(shop, JANA, 30)
    assert named(shop) == ["Jana"]
    suggestions.link(shop, 1, 1)
    assert named(shop) == ["Jana"]
    visits.remove(shop, visits.of_customer(shop, JANA)[0].id)
    assert named(shop) == ["Jana"]


def test_a_change_of_many_or_of_nobody_names_none(shop: Workspace) -> None:
    suggestions.suggest(shop, NewSuggestion("Open on Monday"))
    assert named(shop) == []
    with shop.write("Visits noted") as write:
        for customer_id in (1, 2, 3, 4):
            write.insert(
                "visit", customer_id=customer_id, visited_on="2026-09-01", services="Cut",
                currency="CZK", status="done", created_at="2026-09-01T08:00:00Z",
            )  # fmt: skip
    assert named(shop) == []
