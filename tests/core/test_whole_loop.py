"""The story of one complaint, from the counter to the answer: read this test first."""

from __future__ import annotations

from datetime import timedelta

from core.clock import FixedClock
from core.people import checkins, customers, touchpoints
from core.people.customers import NewCustomer
from core.store import journal
from core.store.workspace import Workspace
from core.voice import feedback, replies, suggestions
from core.voice.feedback import NewFeedback
from core.voice.suggestions import NewRating, NewSuggestion


def test_a_complaint_becomes_an_answer_by_name(workspace: Workspace, clock: FixedClock) -> None:
    jana = customers.add(workspace, NewCustomer("Jana Nováková", language="cs"))
    ilze = customers.add(workspace, NewCustomer("Ilze Kalniņa", language="lv"))
    checkins.set_interval(workspace, jana.id, 30)

    # hear and understand
    said = feedback.log(
        workspace, NewFeedback("complaint", "Terrible wait, forty minutes again.", jana.id)
    )
    idea = feedback.log(workspace, NewFeedback("suggestion", "Varētu rakstīt SMS.", ilze.id))
    assert said.polarity == "negative"
    assert said.waiting
    assert idea.waiting

    # rank: reach is counted from the people behind the evidence
    texting = suggestions.suggest(
        workspace, NewSuggestion("Text when we run late", feedback_ids=(said.id, idea.id))
    )
    rated = suggestions.rate(
        workspace, texting.id, NewRating(impact=2, confidence=0.8, effort_days=2, source="guess")
    )
    assert (rated.reach, rated.score) == (2, 2 * 2 * 0.8 / (2 / 20))

    # decide with a reason, act, and tell each of them by name in her own language
    clock.move_to(clock.now() + timedelta(days=3))
    suggestions.decide(workspace, texting.id, "done", "We bought a text message bundle.")
    for_jana, for_ilze = replies.find(workspace, status="draft")
    assert "Jano" in for_jana.body
    assert "Ilze" in for_ilze.body
    assert "We bought a text message bundle." in for_jana.body
    for reply in (for_jana, for_ilze):
        replies.mark_sent(workspace, reply.id)

    # nobody waits, and the answer restarted the check-in
    assert replies.waiting(workspace) == []
    assert touchpoints.last_on(workspace, jana.id) == clock.today()
    assert checkins.get(workspace, jana.id).due_on == clock.today() + timedelta(days=30)

    # and what was done last can be taken back
    assert journal.undo(workspace) is not None
    assert [waiting.customer_id for waiting in replies.waiting(workspace)] == [ilze.id]
