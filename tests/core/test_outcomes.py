"""Outcomes: what was done is judged ninety days later, and only beyond the margin."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from core.clock import FixedClock
from core.errors import Missing
from core.people import customers, visits
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store import journal
from core.store.workspace import Workspace
from core.voice import feedback, outcomes, suggestions, surveys, topics
from core.voice.feedback import NewFeedback
from core.voice.suggestions import NewRating, NewSuggestion
from core.voice.surveys import NewQuestion, NewSubmission, NewSurvey

DONE_ON = date(2026, 9, 21)


class Salon:
    """A shop that says how much was said, done and answered around a day."""

    def __init__(self, workspace: Workspace, clock: FixedClock) -> None:
        self.workspace, self.clock = workspace, clock
        self.done_at = clock.now()
        self.topic = topics.add(workspace, "Waiting", ("wait",)).id
        self.jana = customers.add(workspace, NewCustomer("Jana")).id
        questions = (NewQuestion("csat", "How was it?"),)
        self.survey = surveys.add(workspace, NewSurvey("Today", questions))

    def at(self, days: float) -> datetime:
        """A moment so many days after the deed; what is still to come has come then."""
        moment = self.done_at + timedelta(days=days)
        self.clock.move_to(max(self.clock.now(), moment))
        return moment

    def heard(self, kind: str, count: int, days: float, mood: str | None = None) -> None:
        for _each in range(count):
            new = NewFeedback(kind, "The wait", topic_id=self.topic, said_at=self.at(days))
            said = feedback.log(self.workspace, new)
            if mood:
                feedback.override(self.workspace, said.id, mood)

    def visited(self, count: int, days: int) -> None:
        day = self.clock.day_of(self.at(days))
        for _each in range(count):
            visits.record(self.workspace, NewVisit(self.jana, day))

    def answered(self, stars: int, count: int, days: float) -> None:
        question = self.survey.questions[0].id
        for _each in range(count):
            new = NewSubmission(self.survey.id, {question: stars}, submitted_at=self.at(days))
            surveys.submit(self.workspace, new)

    def done(self, confidence: float = 0.8, topic: bool = True) -> int:
        new = NewSuggestion("Text when late", topic_id=self.topic if topic else None)
        made = suggestions.suggest(self.workspace, new)
        suggestions.rate(self.workspace, made.id, NewRating(2, confidence, 2))
        suggestions.decide(self.workspace, made.id, "done", "We bought a bundle.")
        return made.id

    def ninety_days_later(self) -> None:
        self.clock.move_to(self.at(90))


@pytest.fixture
def salon(workspace: Workspace, clock: FixedClock) -> Salon:
    return Salon(workspace, clock)


def test_done_keeps_the_ninety_days_before(salon: Salon) -> None:
    salon.heard("complaint", 3, -10, "negative")
    salon.heard("praise", 1, -89, "positive")
    salon.heard("complaint", 5, -91)
    salon.visited(4, -10)
    salon.answered(5, 2, -1)
    salon.answered(1, 1, -1)
    found = outcomes.of_suggestion(salon.workspace, salon.done())
    assert found is not None
    assert (found.before.complaints, found.before.feedback, found.before.visits) == (3, 4, 4)
    assert found.before.mood == pytest.approx((3 * -0.6 + 0.6) / 4)
    assert (found.before.moods, found.before.content.numerator, found.before.content.n) == (4, 2, 3)
    assert (found.done_on, found.ready_on, found.topic) == (DONE_ON, date(2026, 12, 20), "Waiting")
    assert found.after is None
    assert "20 Dec 2026" in found.sentence()


def test_what_is_forgotten_later_does_not_change_the_days_before(salon: Salon) -> None:
    salon.heard("complaint", 3, -10)
    done = salon.done()
    feedback.remove(salon.workspace, 1)
    found = outcomes.of_suggestion(salon.workspace, done)
    assert found is not None
    assert found.before.complaints == 3


def test_fewer_complaints_for_each_visit_are_told_once_the_days_are_over(salon: Salon) -> None:
    salon.heard("complaint", 30, -10, "negative")
    salon.visited(100, -10)
    done = salon.done()
    salon.heard("complaint", 3, 10, "negative")
    salon.visited(100, 10)
    salon.clock.move_to(salon.at(89))
    early = outcomes.of_suggestion(salon.workspace, done)
    assert early is not None
    assert (early.after, early.complaints) == (None, "no_clear_change")
    assert outcomes.ready(salon.workspace) == []
    salon.ninety_days_later()
    (found,) = outcomes.ready(salon.workspace)
    assert (found.suggestion_id, found.complaints, found.helped) == (done, "down", True)
    assert found.sentence() == (
        "Complaints about “Waiting” went down: 30 in the 90 days before, 3 in the 90 days after. "
        "The mood of what people say about it shows no clear change."
    )
    assert outcomes.of_suggestion(salon.workspace, done, DONE_ON) == early


@pytest.mark.parametrize(("before", "after"), [(6, 3), (3, 6), (4, 4), (0, 1)])
def test_a_change_within_the_margin_is_no_clear_change(
    salon: Salon, before: int, after: int
) -> None:
    salon.heard("complaint", before, -10)
    salon.visited(20, -10)
    done = salon.done()
    salon.heard("complaint", after, 10)
    salon.visited(20, 10)
    salon.ninety_days_later()
    found = outcomes.of_suggestion(salon.workspace, done)
    assert found is not None
    assert (found.complaints, found.helped) == ("no_clear_change", False)


def test_more_visits_explain_more_complaints(salon: Salon) -> None:
    salon.heard("complaint", 5, -10)
    salon.visited(20, -10)
    done = salon.done()
    salon.heard("complaint", 20, 10)
    salon.visited(80, 10)
    salon.ninety_days_later()
    found = outcomes.of_suggestion(salon.workspace, done)
    assert found is not None
    assert found.complaints == "no_clear_change"


def test_without_visits_the_complaints_themselves_are_compared(salon: Salon) -> None:
    done = salon.done()
    salon.heard("complaint", 12, 10)
    salon.ninety_days_later()
    found = outcomes.of_suggestion(salon.workspace, done)
    assert found is not None
    assert (found.complaints, found.helped) == ("up", False)


def test_mood_and_csat_move_only_beyond_their_margins(salon: Salon) -> None:
    salon.heard("other", 30, -10, "negative")
    salon.answered(1, 30, -10)
    done = salon.done()
    salon.heard("other", 30, 10, "positive")
    salon.answered(5, 30, 10)
    salon.ninety_days_later()
    found = outcomes.of_suggestion(salon.workspace, done)
    assert found is not None
    assert (found.mood, found.csat, found.helped) == ("up", "up", True)


def test_nothing_is_told_of_what_is_not_done_or_about_no_topic(salon: Salon) -> None:
    no_topic = salon.done(topic=False)
    assert outcomes.of_suggestion(salon.workspace, no_topic) is None
    done = salon.done()
    suggestions.decide(salon.workspace, done, "open", "It broke again.")
    assert outcomes.of_suggestion(salon.workspace, done) is None
    with pytest.raises(Missing):
        outcomes.of_suggestion(salon.workspace, 404)


def test_a_topic_said_later_is_measured_from_the_records(salon: Salon) -> None:
    salon.heard("complaint", 3, -10)
    done = salon.done(topic=False)
    suggestions.set_topic(salon.workspace, done, salon.topic)
    found = outcomes.of_suggestion(salon.workspace, done)
    assert found is not None
    assert (found.topic, found.before.complaints) == ("Waiting", 3)


def test_without_a_topic_of_its_own_it_is_about_what_most_voices_are(salon: Salon) -> None:
    salon.heard("complaint", 2, -10)
    new = NewSuggestion("Text when late", feedback_ids=(1, 2))
    made = suggestions.suggest(salon.workspace, new)
    assert (made.topic_id, made.topic) == (salon.topic, "Waiting")


def test_undoing_the_decision_takes_the_outcome_back(salon: Salon) -> None:
    done = salon.done()
    journal.undo(salon.workspace)
    assert outcomes.of_suggestion(salon.workspace, done) is None
    assert salon.workspace.value("SELECT count(*) FROM outcome") == 0


def test_done_again_is_measured_from_the_new_day(salon: Salon) -> None:
    done = salon.done()
    salon.clock.move_to(salon.at(10))
    suggestions.decide(salon.workspace, done, "done", "In better words.")
    first = outcomes.of_suggestion(salon.workspace, done)
    suggestions.decide(salon.workspace, done, "in_progress", "It broke again.")
    suggestions.decide(salon.workspace, done, "done", "Mended.")
    second = outcomes.of_suggestion(salon.workspace, done)
    assert first is not None
    assert second is not None
    assert (first.done_on, second.done_on) == (DONE_ON, DONE_ON + timedelta(days=10))


def test_ready_ones_are_shown_for_a_quarter(salon: Salon) -> None:
    salon.done()
    salon.clock.move_to(salon.at(179))
    assert len(outcomes.ready(salon.workspace)) == 1
    salon.clock.move_to(salon.at(180))
    assert outcomes.ready(salon.workspace) == []


def test_past_confidence_tells_how_often_each_step_was_right(salon: Salon) -> None:
    salon.heard("complaint", 40, -10)
    salon.visited(100, -10)
    for confidence in (1.0, 1.0, 0.5):
        salon.done(confidence)
    salon.visited(100, 10)
    assert [kept.done for kept in outcomes.past_confidence(salon.workspace)] == [0, 0, 0]
    salon.ninety_days_later()
    assert [
        (kept.confidence, kept.done, kept.better, kept.too_few)
        for kept in outcomes.past_confidence(salon.workspace)
    ] == [(1.0, 2, 2, True), (0.8, 0, 0, True), (0.5, 1, 1, True)]
