"""Deciding: everyone behind it is answered or has a reason, whatever comes in between."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from core.clock import FixedClock
from core.errors import KnownError, Missing, RefusedInput
from core.exchange import erase
from core.people import customers, merging
from core.people.customers import NewCustomer
from core.store import journal
from core.store.workspace import Workspace
from core.voice import feedback, replies, suggestions
from core.voice.feedback import NewFeedback
from core.voice.replies import Reply
from core.voice.suggestions import NewSuggestion


def said(workspace: Workspace, name: str | None = None, body: str = "Open later") -> int:
    """Feedback of a named customer (added if new) or of a walk-in; its id."""
    customer_id = None
    if name:
        known = customers.find_named(workspace, name)
        customer_id = (known or customers.add(workspace, NewCustomer(name))).id
    return feedback.log(workspace, NewFeedback("suggestion", body, customer_id)).id


def suggested(workspace: Workspace, *feedback_ids: int, title: str = "Open later") -> int:
    return suggestions.suggest(workspace, NewSuggestion(title, feedback_ids=feedback_ids)).id


def person(workspace: Workspace, name: str) -> int:
    known = customers.find_named(workspace, name)
    assert known is not None
    return known.id


def drafts(workspace: Workspace, suggestion_id: int) -> list[Reply]:
    return replies.find(workspace, status="draft", suggestion_id=suggestion_id)


def names(found: list[Reply]) -> list[str]:
    return sorted(reply.customer for reply in found)


def reasons(workspace: Workspace, suggestion_id: int) -> list[tuple[int, str]]:
    found = replies.find(workspace, status="none", suggestion_id=suggestion_id)
    return sorted((reply.feedback_id, reply.because) for reply in found)


LEFT_NO_NAME, ERASED = suggestions.REASONS_OF_ITS_OWN


# Silence with a reason


def test_whoever_gets_no_answer_has_the_owners_reason(workspace: Workspace) -> None:
    jana = said(workspace, "Jana")
    wish = suggested(workspace, jana, said(workspace, "Eva"))
    suggestions.decide(workspace, wish, "done", "From Monday.", {jana: " Told her in person "})
    assert names(drafts(workspace, wish)) == ["Eva"]
    assert reasons(workspace, wish) == [(jana, "Told her in person")]
    assert suggestions.left(workspace, wish) == 0


def test_a_reason_holds_for_everything_the_same_person_said(workspace: Workspace) -> None:
    once, twice = said(workspace, "Jana"), said(workspace, "Jana")
    wish = suggested(workspace, once, twice)
    suggestions.decide(workspace, wish, "done", "Yes.", {once: "Told her", twice: "Told her again"})
    assert drafts(workspace, wish) == []
    assert reasons(workspace, wish) == [(once, "Told her")]


def test_an_empty_reason_for_silence_is_refused_as_a_whole(workspace: Workspace) -> None:
    jana = said(workspace, "Jana")
    wish = suggested(workspace, jana)
    with pytest.raises(RefusedInput):
        suggestions.decide(workspace, wish, "done", "Yes.", {jana: " \n "})
    with pytest.raises(Missing):
        suggestions.decide(workspace, wish, "done", "Yes.", {said(workspace, "Eva"): "Told"})
    assert suggestions.get(workspace, wish).status == "open"
    assert replies.find(workspace) == []


def test_a_new_decision_asks_for_the_reason_again(workspace: Workspace) -> None:
    jana = said(workspace, "Jana")
    wish = suggested(workspace, jana)
    suggestions.decide(workspace, wish, "planned", "Soon.", {jana: "Told her"})
    suggestions.decide(workspace, wish, "done", "Now.")
    assert names(drafts(workspace, wish)) == ["Jana"]


def test_walk_ins_get_their_reason_by_themselves(workspace: Workspace) -> None:
    walk_in = said(workspace)
    wish = suggested(workspace, walk_in)
    suggestions.decide(workspace, wish, "declined", "The landlord says no.")
    assert reasons(workspace, wish) == [(walk_in, LEFT_NO_NAME)]


def test_a_decision_that_would_leave_somebody_is_refused(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    wish = suggested(workspace, said(workspace, "Jana"), said(workspace, "Eva"))
    monkeypatch.setattr(replies, "drafts_for", lambda *_arguments: [])
    with pytest.raises(KnownError) as refused:
        suggestions.decide(workspace, wish, "done", "Yes.")
    assert (refused.value.code, refused.value.facts) == ("supporters_left", {"n": 2})
    assert suggestions.get(workspace, wish).status == "open"


# Newcomers, and those who go


@pytest.mark.parametrize("status", ["planned", "done", "declined"])
def test_whoever_joins_what_is_decided_gets_a_draft_at_once(
    workspace: Workspace, status: str
) -> None:
    wish = suggested(workspace)
    suggestions.decide(workspace, wish, status, "So it is.")
    suggestions.link(workspace, wish, said(workspace, "Jana"))
    walk_in = said(workspace)
    suggestions.link(workspace, wish, walk_in)
    (draft,) = drafts(workspace, wish)
    assert "So it is." in draft.body
    assert reasons(workspace, wish) == [(walk_in, LEFT_NO_NAME)]
    journal.undo(workspace)
    assert reasons(workspace, wish) == []


def test_nobody_told_already_gets_a_second_draft_when_another_joins(workspace: Workspace) -> None:
    wish = suggested(workspace, said(workspace, "Jana"))
    suggestions.decide(workspace, wish, "done", "Yes.")
    replies.mark_sent(workspace, drafts(workspace, wish)[0].id)
    suggestions.link(workspace, wish, said(workspace, "Jana"))
    assert drafts(workspace, wish) == []
    suggestions.link(workspace, wish, said(workspace, "Eva"))
    assert names(drafts(workspace, wish)) == ["Eva"]


def test_a_walk_in_who_gets_a_name_gets_an_answer(workspace: Workspace) -> None:
    walk_in = said(workspace)
    wish = suggested(workspace, walk_in)
    suggestions.decide(workspace, wish, "done", "Yes.")
    jana = customers.add(workspace, NewCustomer("Jana"))
    feedback.give_name(workspace, walk_in, jana.id)
    assert names(drafts(workspace, wish)) == ["Jana"]
    assert reasons(workspace, wish) == []


def test_the_owners_own_reason_goes_with_the_name(workspace: Workspace) -> None:
    walk_in = said(workspace)
    wish = suggested(workspace, walk_in)
    suggestions.decide(workspace, wish, "done", "Yes.", {walk_in: "Told at the door"})
    jana = customers.add(workspace, NewCustomer("Jana"))
    feedback.give_name(workspace, walk_in, jana.id)
    assert drafts(workspace, wish) == []
    assert reasons(workspace, wish) == [(walk_in, "Told at the door")]


def test_a_mistaken_link_takes_its_draft_away(workspace: Workspace) -> None:
    jana, again = said(workspace, "Jana", "Open late"), said(workspace, "Jana", "Tea")
    wish = suggested(workspace, jana, again)
    suggestions.decide(workspace, wish, "done", "Yes.")
    suggestions.unlink(workspace, wish, again)
    (draft,) = drafts(workspace, wish)
    assert (draft.feedback_id, "Open late" in draft.body) == (jana, True)
    suggestions.unlink(workspace, wish, jana)
    assert drafts(workspace, wish) == []


def test_removing_what_was_answered_does_not_bring_a_second_answer(workspace: Workspace) -> None:
    first, second = said(workspace, "Jana"), said(workspace, "Jana")
    wish = suggested(workspace, first, second)
    suggestions.decide(workspace, wish, "done", "Yes.")
    sent = replies.mark_sent(workspace, drafts(workspace, wish)[0].id)
    feedback.remove(workspace, sent.feedback_id)
    assert drafts(workspace, wish) == []
    (kept,) = replies.find(workspace, status="sent")
    assert kept.feedback_id == first


def test_declining_what_an_erased_person_asked_for(workspace: Workspace) -> None:
    spoken = said(workspace, "Jana")
    wish = suggested(workspace, spoken)
    erase.erase_person(workspace, person(workspace, "Jana"))
    suggestions.decide(workspace, wish, "declined", "The landlord says no.")
    assert reasons(workspace, wish) == [(spoken, ERASED)]


def test_erasing_someone_with_a_draft_leaves_a_reason_for_each_of_her_voices(
    workspace: Workspace,
) -> None:
    voices = [said(workspace, "Jana"), said(workspace, "Jana")]
    wish = suggested(workspace, *voices)
    suggestions.decide(workspace, wish, "done", "Yes.")
    erase.erase_person(workspace, person(workspace, "Jana"))
    assert drafts(workspace, wish) == []
    assert reasons(workspace, wish) == [(voice, ERASED) for voice in voices]


def test_two_records_of_one_person_are_told_once(workspace: Workspace) -> None:
    wish = suggested(workspace, said(workspace, "Jana"), said(workspace, "Jana Malá"))
    suggestions.decide(workspace, wish, "done", "Yes.")
    merging.merge(workspace, person(workspace, "Jana"), person(workspace, "Jana Malá"))
    assert len(drafts(workspace, wish)) == 1
    replies.mark_sent(workspace, drafts(workspace, wish)[0].id)
    assert suggestions.left(workspace, wish) == 0


def test_decisions_of_one_second_are_two_decisions(workspace: Workspace) -> None:
    wish = suggested(workspace, said(workspace, "Jana"))
    for status in ("planned", "done"):
        suggestions.decide(workspace, wish, status, f"It is {status}.")
        (draft,) = drafts(workspace, wish)
        replies.mark_sent(workspace, draft.id, sure=True)
        suggestions.link(workspace, wish, said(workspace, "Jana"))
        assert drafts(workspace, wish) == []
    sent = replies.find(workspace, status="sent")
    assert sorted(reply.because for reply in sent) == ["It is done.", "It is planned."]


def test_a_clock_set_back_makes_nobody_told_before_the_decision(
    workspace: Workspace, clock: FixedClock
) -> None:
    wish = suggested(workspace, said(workspace, "Jana"))
    suggestions.decide(workspace, wish, "planned", "Soon.")
    replies.mark_sent(workspace, drafts(workspace, wish)[0].id)
    clock.move_to("2025-09-21T08:00:00Z")
    suggestions.decide(workspace, wish, "done", "Now.")
    assert names(drafts(workspace, wish)) == ["Jana"]
    history = suggestions.changes(workspace, wish)
    assert [told.after for told in history if told.what == "decided"] == ["done", "planned"]


# Under load


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Workspace]:
    """A shop in a file, as threads share one."""
    with closing(Workspace.open(tmp_path / "shop.regulars", create=True)) as opened:
        yield opened


def test_deciding_while_someone_undoes_leaves_nobody(shop: Workspace) -> None:
    wish = suggested(shop, said(shop, "Jana"))
    stop = threading.Event()
    failed: list[BaseException] = []

    def undo_and_redo() -> None:
        try:
            while not stop.is_set():
                journal.undo(shop)
                journal.redo(shop)
        except BaseException as error:
            failed.append(error)
            raise

    other = threading.Thread(target=undo_and_redo)
    other.start()
    try:
        for number in range(30):
            decide_or_be_refused(shop, wish, ("done", "declined", "open")[number % 3])
    finally:
        stop.set()
        other.join()
    assert failed == []
    for row in shop.rows("SELECT id FROM suggestion WHERE status IN ('done', 'declined')"):
        assert suggestions.left(shop, row[0]) == 0


def decide_or_be_refused(shop: Workspace, wish: int, status: str) -> None:
    # In one write, so that nothing is redone before it is looked at.
    with shop.write("Decision taken"):
        try:
            suggestions.decide(shop, wish, status, "So.")
        except Missing:
            # Undone so far that there is nothing to decide: refused, and nothing written.
            assert shop.value("SELECT count(*) FROM decision") == 0


def test_five_thousand_supporters_are_answered_in_one_undoable_step(workspace: Workspace) -> None:
    many = 5_000
    now = "2026-09-21T08:00:00Z"
    with workspace.write("Many people") as write:
        people = write.insert_many(
            "customer", ("name", "first_name", "sort_name", "created_at"),
            ((f"Jana {n}", "Jana", f"jana {n}", now) for n in range(many)),
        )  # fmt: skip
        voices = write.insert_many(
            "feedback", ("customer_id", "kind", "channel", "body", "said_at", "logged_at"),
            ((each, "suggestion", "email", "Open later", now, now) for each in people),
        )  # fmt: skip
    wish = suggested(workspace, *voices)
    began = time.perf_counter()
    suggestions.decide(workspace, wish, "done", "Yes.")
    print(f"\n5,000 supporters decided in {time.perf_counter() - began:.2f} s")  # noqa: T201
    assert replies.count(workspace, "draft", wish) == many
    assert suggestions.left(workspace, wish) == 0
    journal.undo(workspace)
    assert replies.count(workspace, "draft", wish) == 0
