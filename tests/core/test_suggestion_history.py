"""What a suggestion rests on and what happened to it: inputs, merges, the board, the history."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.clock import FixedClock
from core.errors import KnownError, Missing, RefusedInput
from core.people import customers
from core.people.customers import NewCustomer
from core.store import journal
from core.store.workspace import Workspace
from core.voice import feedback, replies, suggestions, topics, triage
from core.voice.feedback import NewFeedback
from core.voice.suggestions import NewRating, NewSuggestion


def said(workspace: Workspace, name: str | None = None, topic_id: int | None = None) -> int:
    customer_id = None
    if name:
        known = customers.find_named(workspace, name)
        customer_id = (known or customers.add(workspace, NewCustomer(name))).id
    new = NewFeedback("suggestion", "Open later", customer_id, topic_id=topic_id)
    return feedback.log(workspace, new).id


def suggested(workspace: Workspace, *feedback_ids: int, title: str = "Open later") -> int:
    return suggestions.suggest(workspace, NewSuggestion(title, feedback_ids=feedback_ids)).id


def told(workspace: Workspace, suggestion_id: int) -> list[tuple[str, str, str]]:
    found = suggestions.changes(workspace, suggestion_id)
    return [(each.what, each.before, each.after) for each in found]


# Inputs


def test_each_input_says_what_it_rests_on_and_since_when(
    workspace: Workspace, clock: FixedClock
) -> None:
    wish = suggested(workspace, said(workspace, "Jana"))
    suggestions.rate(workspace, wish, NewRating(impact=2, source="asked around"))
    clock.move_to(clock.now() + timedelta(days=1))
    suggestions.link(workspace, wish, said(workspace, "Eva"))
    suggestions.rate(workspace, wish, NewRating(confidence=0.8))
    reach, impact, confidence, effort = suggestions.inputs(workspace, wish)
    counted = (date(2026, 6, 24), date(2026, 9, 22))
    assert (reach.input, reach.value) == ("reach", 2)
    assert (reach.counted_since, reach.counted_until) == counted
    assert (impact.input, impact.value, impact.source) == ("impact", 2, "asked around")
    assert (impact.rated_on, impact.new_voices, impact.stale) == (date(2026, 9, 21), 1, True)
    assert (confidence.rated_on, confidence.new_voices, confidence.stale) == (
        date(2026, 9, 22), 0, False
    )  # fmt: skip
    assert (effort.value, effort.rated_on, effort.source) == (None, None, "")
    assert suggestions.get(workspace, wish).new_voices == 1


def test_an_input_of_ninety_one_days_ago_wants_another_look(
    workspace: Workspace, clock: FixedClock
) -> None:
    wish = suggested(workspace)
    suggestions.rate(workspace, wish, NewRating(impact=2))
    clock.move_to(clock.now() + timedelta(days=91))
    suggestions.rate(workspace, wish, NewRating(confidence=0.8))
    _reach, impact, confidence, _effort = suggestions.inputs(workspace, wish)
    assert (impact.stale, confidence.stale) == (True, False)


def test_a_reach_beyond_the_counted_people_needs_its_source(workspace: Workspace) -> None:
    wish = suggested(workspace, said(workspace, "Jana"))
    with pytest.raises(RefusedInput) as refused:
        suggestions.rate(workspace, wish, NewRating(reach=40, source=" "))
    assert refused.value.problems[0].field == "source"
    rated = suggestions.rate(workspace, wish, NewRating(reach=40, source="a list"))
    assert (rated.reach, rated.counted_reach, rated.reach_is_by_hand) == (40, 1, True)
    again = suggestions.rate(workspace, wish, NewRating(reach=40, impact=1))
    assert suggestions.inputs(workspace, wish)[0].source == "a list"
    with pytest.raises(RefusedInput):
        suggestions.rate(workspace, wish, NewRating(reach=41))
    assert suggestions.get(workspace, wish) == again


# Merging


def test_a_merge_keeps_every_voice_once(workspace: Workspace) -> None:
    both, only = said(workspace, "Jana"), said(workspace, "Eva")
    gone, kept = suggested(workspace, both, only), suggested(workspace, both, title="Evenings")
    merged = suggestions.merge(workspace, gone, kept)
    assert (merged.id, merged.supporters) == (kept, 2)
    assert {s.feedback_id for s in suggestions.supporters(workspace, kept)} == {both, only}
    former = suggestions.get(workspace, gone)
    assert (former.status, former.supporters) == ("merged", 0)
    assert [s.id for s in suggestions.backlog(workspace)] == [kept]
    journal.undo(workspace)
    assert len(suggestions.supporters(workspace, gone)) == 2
    assert suggestions.get(workspace, gone).status == "open"


def test_a_merge_takes_must_do_topic_and_notes_along(workspace: Workspace) -> None:
    topic = topics.add(workspace, "Hours").id
    new = NewSuggestion("Open later", "Until nine", topic_id=topic)
    gone = suggestions.suggest(workspace, new).id
    suggestions.set_must_do(workspace, gone, True)
    kept = suggestions.suggest(workspace, NewSuggestion("Evenings", "On Fridays")).id
    merged = suggestions.merge(workspace, gone, kept)
    assert (merged.must_do, merged.topic_id) == (True, topic)
    assert merged.body == "On Fridays\nUntil nine"


def test_who_comes_with_a_merge_into_a_decided_one_is_told(workspace: Workspace) -> None:
    gone = suggested(workspace, said(workspace, "Jana"))
    kept = suggested(workspace, said(workspace, "Eva"), title="Evenings")
    suggestions.decide(workspace, gone, "planned", "Soon.")
    replies.mark_sent(workspace, replies.find(workspace, status="draft")[0].id)
    suggestions.decide(workspace, kept, "done", "From Monday.")
    suggestions.merge(workspace, gone, kept)
    drafts = replies.find(workspace, status="draft")
    assert sorted(draft.customer for draft in drafts) == ["Eva", "Jana"]
    assert all("From Monday." in draft.body for draft in drafts)


def test_a_plan_told_already_goes_along_and_is_not_told_again(workspace: Workspace) -> None:
    kept = suggested(workspace, title="Evenings")
    suggestions.decide(workspace, kept, "planned", "In winter.")
    gone = suggested(workspace, said(workspace, "Jana"))
    suggestions.decide(workspace, gone, "planned", "Soon.")
    replies.mark_sent(workspace, replies.find(workspace, status="draft")[0].id)
    suggestions.merge(workspace, gone, kept)
    assert replies.find(workspace, status="draft") == []


def test_a_plan_told_already_takes_the_place_of_a_draft_about_the_other(
    workspace: Workspace,
) -> None:
    kept = suggested(workspace, said(workspace, "Jana"), title="Evenings")
    suggestions.decide(workspace, kept, "planned", "In winter.")
    gone = suggested(workspace, said(workspace, "Jana"))
    suggestions.decide(workspace, gone, "planned", "Soon.")
    (draft,) = replies.find(workspace, status="draft", suggestion_id=gone)
    replies.mark_sent(workspace, draft.id)
    suggestions.merge(workspace, gone, kept)
    assert replies.find(workspace, status="draft") == []
    suggestions.decide(workspace, kept, "done", "From Monday.")
    assert len(replies.find(workspace, status="draft")) == 1


def test_what_cannot_be_merged_is_refused_with_a_sentence(workspace: Workspace) -> None:
    one, other, done = (suggested(workspace, title=title) for title in ("One", "Other", "Done"))
    suggestions.decide(workspace, done, "done", "Yes.")
    suggestions.merge(workspace, one, other)
    for pair, code in (
        ((other, other), "same_suggestion"),
        ((one, other), "suggestion_merged"),
        ((other, one), "suggestion_merged"),
        ((done, other), "suggestion_decided"),
    ):
        with pytest.raises(KnownError) as refused:
            suggestions.merge(workspace, *pair)
        assert refused.value.code == code
    with pytest.raises(KnownError) as refused:
        suggestions.link(workspace, one, said(workspace))
    assert refused.value.code == "suggestion_merged"
    with pytest.raises(Missing):
        suggestions.merge(workspace, 404, other)


# History


def test_everything_that_happens_is_told_newest_first(
    workspace: Workspace, clock: FixedClock
) -> None:
    topic = topics.add(workspace, "Hours").id
    jana, walk_in = said(workspace, "Jana"), said(workspace)
    wish = suggested(workspace, jana)
    other = suggested(workspace, title="Evenings")
    steps = (
        lambda: suggestions.retitle(workspace, wish, "Open until nine", "On Fridays"),
        lambda: suggestions.set_topic(workspace, wish, topic),
        lambda: suggestions.set_must_do(workspace, wish, True),
        lambda: suggestions.rate(workspace, wish, NewRating(impact=0.5, source="a guess")),
        lambda: suggestions.rate(workspace, wish, NewRating(impact=2)),
        lambda: suggestions.link(workspace, wish, walk_in),
        lambda: suggestions.unlink(workspace, wish, walk_in),
        lambda: suggestions.merge(workspace, other, wish),
        lambda: suggestions.decide(workspace, wish, "planned", "Soon."),
    )
    for step in steps:
        clock.move_to(clock.now() + timedelta(minutes=1))
        step()
    assert told(workspace, wish) == [
        ("decided", "open", "planned"),
        ("merged", "", "Evenings"),
        ("unlinked", "", ""),
        ("linked", "", ""),
        ("impact", "0.5", "2"),
        ("impact", "", "0.5"),
        ("must_do", "", "1"),
        ("topic", "", "Hours"),
        ("body", "", "On Fridays"),
        ("title", "Open later", "Open until nine"),
        ("linked", "", "Jana"),
        ("added", "", ""),
    ]
    changes = suggestions.changes(workspace, wish)
    assert (changes[0].because, changes[5].because) == ("Soon.", "a guess")
    assert (changes[1].number, changes[2].number, changes[10].number) == (other, walk_in, jana)
    assert told(workspace, other)[0] == ("merged_into", "", "Open until nine")
    with pytest.raises(Missing):
        suggestions.changes(workspace, 404)


def test_what_changes_nothing_leaves_no_trace(workspace: Workspace) -> None:
    wish = suggested(workspace, said(workspace, "Jana"))
    before = told(workspace, wish)
    suggestions.retitle(workspace, wish, " Open  later ", "")
    suggestions.set_must_do(workspace, wish, False)
    suggestions.link(workspace, wish, 1)
    assert told(workspace, wish) == before


# The board and topics


def test_the_board_stands_by_status_and_lets_old_ends_go(
    workspace: Workspace, clock: FixedClock
) -> None:
    long_done, declined, planned = (suggested(workspace, title=f"Chair {n}") for n in range(3))
    suggestions.decide(workspace, long_done, "done", "Yes.")
    clock.move_to(clock.now() + timedelta(days=91))
    suggestions.decide(workspace, declined, "declined", "No.")
    suggestions.decide(workspace, planned, "planned", "Soon.")
    low, high = suggested(workspace, title="Tea"), suggested(workspace, title="A chair")
    suggestions.set_must_do(workspace, high, True)
    board = suggestions.board(workspace)
    assert {status: [s.id for s in column] for status, column in board.items()} == {
        "open": [high, low],
        "planned": [planned],
        "in_progress": [],
        "done": [],
        "declined": [declined],
    }
    assert [s.id for s in suggestions.board(workspace, "chair")["open"]] == [high]


def test_a_suggestion_takes_the_topic_of_its_voices_until_the_owner_says_otherwise(
    workspace: Workspace,
) -> None:
    hours, tea = (topics.add(workspace, name).id for name in ("Hours", "Tea"))
    wish = suggested(workspace, said(workspace, topic_id=tea), said(workspace, topic_id=tea))
    assert suggestions.get(workspace, wish).topic == "Tea"
    assert suggestions.set_topic(workspace, wish, hours).topic == "Hours"
    suggestions.set_topic(workspace, wish, None)
    suggestions.link(workspace, wish, said(workspace, topic_id=tea))
    assert suggestions.get(workspace, wish).topic_id is None
    with pytest.raises(Missing):
        suggestions.set_topic(workspace, wish, 404)
    with pytest.raises(Missing):
        suggestions.suggest(workspace, NewSuggestion("Cakes", topic_id=404))


def test_a_topic_of_few_of_the_voices_is_not_what_it_is_about(workspace: Workspace) -> None:
    tea = topics.add(workspace, "Tea").id
    voices = [said(workspace, topic_id=tea), said(workspace), said(workspace)]
    # Alike as they are, the others were guessed to be about the same.
    triage.set_topic(workspace, voices[1:], None)
    wish = suggested(workspace, *voices[:2])
    assert suggestions.get(workspace, wish).topic_id == tea
    assert suggestions.get(workspace, suggested(workspace, *voices)).topic_id is None


def test_the_people_of_many_suggestions_are_those_of_each(workspace: Workspace) -> None:
    voices = [said(workspace, name) for name in ("Jana", "Jana", "Eva", None)]
    for number in range(25):
        suggested(workspace, *voices[: number % 5], title=f"Wish {number}")
    suggestions.decide(workspace, 4, "done", "Yes.")
    suggestions.decide(workspace, 5, "planned", "Soon.")
    replies.mark_sent(workspace, replies.find(workspace, status="draft")[0].id)
    every = suggestions.backlog(workspace, statuses=suggestions.STATUSES)
    assert {s.id: s for s in every} == {s.id: suggestions.get(workspace, s.id) for s in every}
    assert {s.id: s.waiting for s in every if s.id in (4, 5)} == {4: 1, 5: 2}
