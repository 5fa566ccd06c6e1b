"""A year of a salon: hundreds of voices, four reviews, and nobody left without an answer."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from core.clock import FixedClock
from core.insight import metrics, quarterly_review
from core.insight.quarterly_review import paper as review_paper
from core.people import touchpoints
from core.store.workspace import Workspace
from core.voice import feedback, replies, suggestions
from tests.core.salon_year import EVERYTHING, FIRST_DAY, Account, Salon


@pytest.fixture(scope="module")
def year() -> tuple[Workspace, Account]:
    clock = FixedClock(f"{FIRST_DAY}T09:00:00Z", zone="Europe/Prague")
    workspace = Workspace.in_memory(clock=clock)
    return workspace, Salon(workspace, clock, seed=6).live()


def test_the_year_was_a_full_one(year: tuple[Workspace, Account]) -> None:
    workspace, account = year
    assert feedback.count(workspace) >= 400
    assert account.reviews == ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"]
    everything = suggestions.backlog(workspace, statuses=suggestions.STATUSES)
    assert {each.status for each in everything} >= {"open", "planned", "done", "declined"}
    assert workspace.value("SELECT count(*) FROM faq") > 0
    assert workspace.value("SELECT count(*) FROM faq_use") > 0


def test_every_supporter_of_what_was_decided_has_an_answer(
    year: tuple[Workspace, Account],
) -> None:
    workspace, _account = year
    for suggestion in suggestions.backlog(workspace, statuses=("planned", "done", "declined")):
        answers = replies.find(workspace, suggestion_id=suggestion.id, limit=EVERYTHING)
        settled = {reply.feedback_id for reply in answers if reply.status != "draft"}
        told = {reply.customer_id for reply in answers if reply.status == "sent"}
        for supporter in suggestions.supporters(workspace, suggestion.id, EVERYTHING):
            has_answer = supporter.feedback_id in settled or supporter.customer_id in told
            assert has_answer, f"{supporter.feedback_id} of {suggestion.title} was left waiting"


def test_nobody_waits_at_the_end_of_the_year(year: tuple[Workspace, Account]) -> None:
    workspace, _account = year
    assert replies.waiting(workspace) == []
    assert replies.count(workspace, "draft") == 0
    on = workspace.clock.today()
    found = {each.key: each for each in metrics.gather(workspace, FIRST_DAY, on)}
    assert found["answered"].text() == "100%"


def test_nobody_is_answered_twice(year: tuple[Workspace, Account]) -> None:
    workspace, _account = year
    sent = replies.find(workspace, status="sent", limit=EVERYTHING)
    decided_at = {
        each.id: [
            told.at for told in suggestions.changes(workspace, each.id) if told.what == "decided"
        ]
        for each in suggestions.backlog(workspace, statuses=suggestions.STATUSES)
    }
    alone = Counter(reply.feedback_id for reply in sent if reply.suggestion_id is None)
    assert set(alone.values()) == {1}
    about = Counter(
        (reply.suggestion_id, reply.customer_id, _decision(reply, decided_at))
        for reply in sent
        if reply.suggestion_id is not None
    )
    assert set(about.values()) == {1}


def _decision(reply: replies.Reply, decided_at: dict[int, list[object]]) -> int:
    """Which decision a reply told of: how many had been taken when it was drafted."""
    assert reply.suggestion_id is not None
    taken = decided_at[reply.suggestion_id]
    return sum(at <= reply.drafted_at for at in taken)  # type: ignore[operator]


def test_every_answer_is_a_contact_that_restarts_the_check_in(
    year: tuple[Workspace, Account],
) -> None:
    workspace, _account = year
    sent = Counter(
        reply.customer_id for reply in replies.find(workspace, status="sent", limit=EVERYTHING)
    )
    for customer_id, answers in sent.items():
        assert customer_id is not None
        contacts = touchpoints.of_customer(workspace, customer_id, EVERYTHING)
        assert sum(contact.reason == "reply" for contact in contacts) == answers


def test_each_review_tells_for_ever_what_it_told_when_it_was_closed(
    year: tuple[Workspace, Account], tmp_path: Path
) -> None:
    workspace, account = year
    for quarter in account.reviews:
        pages = quarterly_review.gather(workspace, quarter)
        assert pages == account.told[quarter]
        assert len(pages.promises) <= 3
        paper = review_paper.print_pdf(workspace, quarter, tmp_path / f"{quarter}.pdf")
        again = review_paper.print_pdf(workspace, quarter, tmp_path / "again.pdf")
        assert paper.read_bytes() == again.read_bytes()
