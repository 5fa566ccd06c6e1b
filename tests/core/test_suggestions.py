"""Suggestions: evidence, rank, decision."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.clock import FixedClock
from core.errors import KnownError, Missing, RefusedInput
from core.people import customers
from core.people.customers import NewCustomer
from core.store.workspace import Workspace
from core.voice import feedback, replies, suggestions
from core.voice.feedback import NewFeedback
from core.voice.suggestions import NewRating, NewSuggestion, Suggestion

RATED = NewRating(impact=2, confidence=0.8, effort_days=2)


def said(workspace: Workspace, name: str | None, body: str = "Longer hours") -> int:
    """Feedback of a named customer (added if new) or of a walk-in; its id."""
    customer_id = None
    if name:
        known = customers.find_named(workspace, name)
        customer_id = (known or customers.add(workspace, NewCustomer(name))).id
    return feedback.log(workspace, NewFeedback("suggestion", body, customer_id)).id


def suggested(workspace: Workspace, *feedback_ids: int, title: str = "Open later") -> Suggestion:
    return suggestions.suggest(workspace, NewSuggestion(title, feedback_ids=feedback_ids))


def test_reach_counts_people_and_not_what_they_said(workspace: Workspace) -> None:
    spoken = [said(workspace, name) for name in ("Jana", "Jana", "Ilze", None, None)]
    suggestion = suggested(workspace, *spoken)
    assert (suggestion.supporters, suggestion.reach) == (4, 4)
    assert len(suggestions.supporters(workspace, suggestion.id)) == 5


def test_reach_counts_the_last_quarter_only(workspace: Workspace, clock: FixedClock) -> None:
    old = feedback.log(
        workspace,
        NewFeedback("suggestion", "Old wish", said_at=clock.now() - timedelta(days=91)),
    )
    suggestion = suggested(workspace, old.id, said(workspace, "Jana"))
    assert (suggestion.supporters, suggestion.reach) == (2, 1)


def test_linking_twice_changes_nothing(workspace: Workspace) -> None:
    spoken = said(workspace, "Jana")
    suggestion = suggested(workspace, spoken)
    suggestions.link(workspace, suggestion.id, spoken)
    assert suggestions.get(workspace, suggestion.id).supporters == 1
    suggestions.unlink(workspace, suggestion.id, spoken)
    assert suggestions.get(workspace, suggestion.id).supporters == 0
    with pytest.raises(Missing):
        suggestions.unlink(workspace, suggestion.id, spoken)


def test_linking_what_is_not_there_is_refused_as_a_whole(workspace: Workspace) -> None:
    with pytest.raises(Missing):
        suggested(workspace, 404)
    assert suggestions.backlog(workspace) == []


def test_a_rating_gives_rice_and_remembers_its_source(workspace: Workspace) -> None:
    suggestion = suggested(workspace, said(workspace, "Jana"), said(workspace, "Ilze"))
    assert suggestion.score is None
    rated = suggestions.rate(
        workspace, suggestion.id, NewRating(2, 0.8, 2, source="asked at the counter")
    )
    assert rated.score == pytest.approx(2 * 2 * 0.8 / (2 / 20))
    sources = workspace.rows("SELECT input, source FROM rating")
    assert {(row["input"], row["source"]) for row in sources} == {
        (name, "asked at the counter") for name in ("impact", "confidence", "effort_days")
    }


def test_reach_by_hand_holds_until_it_is_counted_again(workspace: Workspace) -> None:
    suggestion = suggested(workspace, said(workspace, "Jana"))
    by_hand = NewRating(reach=40, source="a list at the counter")
    assert suggestions.rate(workspace, suggestion.id, by_hand).reach == 40
    assert suggestions.count_reach_again(workspace, suggestion.id).reach == 1


@pytest.mark.parametrize(
    ("rating", "code"),
    [
        (NewRating(impact=5), "impact_off_scale"),
        (NewRating(confidence=0.9), "confidence_off_scale"),
        (NewRating(effort_days=0), "effort_too_small"),
        (NewRating(reach=-1), "reach_negative"),
    ],
)
def test_a_value_off_its_scale_is_refused_and_the_old_one_stays(
    workspace: Workspace, rating: NewRating, code: str
) -> None:
    suggestion = suggestions.rate(workspace, suggested(workspace).id, RATED)
    with pytest.raises(KnownError) as refused:
        suggestions.rate(workspace, suggestion.id, rating)
    assert refused.value.code == code
    assert suggestions.get(workspace, suggestion.id) == suggestion


def test_the_backlog_ranks_must_dos_first_then_rice_then_the_unrated(workspace: Workspace) -> None:
    spoken = said(workspace, "Jana")
    unrated = suggested(workspace, spoken, title="Unrated")
    low = suggested(workspace, spoken, title="Low")
    high = suggested(workspace, spoken, title="High")
    must = suggested(workspace, title="Must")
    suggestions.rate(workspace, low.id, NewRating(0.25, 0.5, 20))
    suggestions.rate(workspace, high.id, NewRating(3, 1.0, 0.5))
    suggestions.set_must_do(workspace, must.id, True)
    assert [s.id for s in suggestions.backlog(workspace)] == [must.id, high.id, low.id, unrated.id]


def test_new_evidence_makes_a_rating_stale(workspace: Workspace, clock: FixedClock) -> None:
    suggestion = suggested(workspace, said(workspace, "Jana"))
    assert not suggestions.rate(workspace, suggestion.id, RATED).stale
    clock.move_to(clock.now() + timedelta(days=2))
    suggestions.link(workspace, suggestion.id, said(workspace, "Ilze"))
    assert suggestions.get(workspace, suggestion.id).stale


def test_an_old_rating_is_stale(workspace: Workspace, clock: FixedClock) -> None:
    suggestion = suggestions.rate(workspace, suggested(workspace).id, RATED)
    clock.move_to(clock.now() + timedelta(days=91))
    assert suggestions.get(workspace, suggestion.id).stale


@pytest.mark.parametrize("because", ["", "   \n"])
def test_a_decision_without_a_because_is_refused(workspace: Workspace, because: str) -> None:
    suggestion = suggested(workspace, said(workspace, "Jana"))
    with pytest.raises(RefusedInput):
        suggestions.decide(workspace, suggestion.id, "done", because)
    assert suggestions.get(workspace, suggestion.id).status == "open"
    assert replies.find(workspace) == []


def test_an_unknown_decision_is_refused(workspace: Workspace) -> None:
    with pytest.raises(RefusedInput):
        suggestions.decide(workspace, suggested(workspace).id, "perhaps", "Why not")


def test_a_decision_is_kept_with_its_reason_and_its_history(workspace: Workspace) -> None:
    suggestion = suggested(workspace)
    suggestions.decide(workspace, suggestion.id, "planned", "Many asked")
    decided = suggestions.decide(workspace, suggestion.id, "declined", "The landlord says no")
    assert (decided.status, decided.because) == ("declined", "The landlord says no")
    history = suggestions.changes(workspace, suggestion.id)
    assert [told.after for told in history if told.what == "decided"] == ["declined", "planned"]
    assert suggestions.backlog(workspace) == []


def test_a_suggestion_needs_a_title(workspace: Workspace) -> None:
    with pytest.raises(RefusedInput):
        suggestions.suggest(workspace, NewSuggestion("  "))
