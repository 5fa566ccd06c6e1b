"""Who was told “we will look into it” is not forgotten: the promise waits from its day on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from core.clock import FixedClock
from core.errors import KnownError, RefusedInput
from core.exchange import erase
from core.i18n import LANGUAGES
from core.insight import answering, today
from core.insight.quarterly_review import gather
from core.people import customers, merging
from core.people.customers import Customer, NewCustomer
from core.store import journal
from core.store.workspace import Workspace
from core.voice import feedback, replies, suggestions, triage, waiting, wording
from core.voice.feedback import FeedbackFilter, NewFeedback
from core.voice.replies import Reply
from core.voice.suggestions import NewSuggestion

TODAY = date(2026, 9, 21)
DAY = date(2026, 9, 29)

Later = Callable[[date], None]


@pytest.fixture
def jana(workspace: Workspace) -> Customer:
    return customers.add(workspace, NewCustomer("Jana Malá", language="cs"))


@pytest.fixture
def cold(workspace: Workspace, jana: Customer) -> int:
    return feedback.log(workspace, NewFeedback("complaint", "It was cold.", jana.id)).id


@pytest.fixture
def later(clock: FixedClock) -> Later:
    return lambda day: clock.move_to(f"{day}T08:00:00Z")


def answered(workspace: Workspace, feedback_id: int, on: date | None = DAY) -> Reply:
    draft = replies.draft(workspace, feedback_id)
    return replies.mark_sent(workspace, draft.id, sure=True, come_back_on=on)


def waiting_ids(workspace: Workspace) -> list[int]:
    found = [one.feedback_id for one in replies.waiting(workspace)]
    assert replies.count_waiting(workspace) == len(found)
    return found


def promised(workspace: Workspace) -> Reply:
    (draft,) = (each for each in replies.find(workspace, status="draft") if each.come_back_on)
    return draft


def test_a_promise_waits_in_every_room_from_its_day_on(
    workspace: Workspace, jana: Customer, cold: int, later: Later
) -> None:
    answered(workspace, cold)
    assert waiting_ids(workspace) == []
    assert today.gather(workspace).waiting == []
    assert [one.id for one in feedback.find(workspace, FeedbackFilter(state="snoozed"))] == [cold]
    later(DAY)
    (waits,) = replies.waiting(workspace)
    assert (waits.feedback_id, waits.promised_on) == (cold, DAY)
    assert workspace.clock.day_of(waits.since) == DAY
    draft = replies.get(workspace, waits.draft_id or 0)
    assert (draft.customer_id, draft.language, draft.come_back_on) == (jana.id, "cs", DAY)
    assert draft.purpose == "service"
    assert "It was cold." in draft.body
    (line,) = today.gather(workspace).waiting
    assert (line.feedback_id, line.days, line.promised_on) == (cold, 0, DAY)
    pages = gather(workspace, "2026-Q3")
    assert [(one.feedback_id, one.draft_id) for one in pages.waiting] == [(cold, draft.id)]
    said = feedback.get(workspace, cold)
    assert (said.waiting, said.answered, said.come_back_on) == (True, True, DAY)
    assert [one.id for one in feedback.find(workspace, FeedbackFilter(state="waiting"))] == [cold]
    assert feedback.counts(workspace).waiting == 1
    assert feedback.counts(workspace).snoozed == 0


def test_the_wait_grows_from_the_promised_day(
    workspace: Workspace, cold: int, later: Later
) -> None:
    answered(workspace, cold)
    later(DAY + timedelta(days=2))
    (line,) = today.gather(workspace).waiting
    assert (line.days, line.since_on) == (2, DAY)


def test_coming_back_ends_the_wait_and_may_promise_again(
    workspace: Workspace, cold: int, later: Later
) -> None:
    answered(workspace, cold)
    later(DAY)
    replies.mark_sent(workspace, promised(workspace).id, come_back_on=DAY + timedelta(days=3))
    assert waiting_ids(workspace) == []
    later(DAY + timedelta(days=3))
    assert waiting_ids(workspace) == [cold]
    replies.mark_sent(workspace, promised(workspace).id, sure=True)
    assert waiting_ids(workspace) == []
    assert replies.find(workspace, status="draft") == []
    assert feedback.get(workspace, cold).come_back_on is None


def test_who_is_come_back_to_early_is_not_put_off_any_more(
    workspace: Workspace, cold: int, later: Later
) -> None:
    answered(workspace, cold)
    later(DAY - timedelta(days=3))
    replies.mark_sent(workspace, promised(workspace).id)
    assert feedback.counts(workspace).snoozed == 0
    later(DAY)
    assert waiting_ids(workspace) == []


def test_one_undo_takes_all_of_it_back_and_one_redo_gives_it_again(
    workspace: Workspace, cold: int, later: Later
) -> None:
    draft = replies.draft(workspace, cold)
    before = (replies.find(workspace), feedback.get(workspace, cold))
    replies.mark_sent(workspace, draft.id, come_back_on=DAY)
    after = (replies.find(workspace), feedback.get(workspace, cold))
    journal.undo(workspace)
    assert (replies.find(workspace), feedback.get(workspace, cold)) == before
    assert waiting_ids(workspace) == [cold]
    journal.redo(workspace)
    assert (replies.find(workspace), feedback.get(workspace, cold)) == after


@pytest.mark.parametrize("days", [0, -1])
def test_a_day_gone_by_is_refused_and_nothing_is_sent(
    workspace: Workspace, cold: int, days: int
) -> None:
    draft = replies.draft(workspace, cold)
    with pytest.raises(RefusedInput) as refused:
        replies.mark_sent(workspace, draft.id, come_back_on=TODAY + timedelta(days=days))
    assert [problem.field for problem in refused.value.problems] == ["come_back_on"]
    assert replies.find(workspace) == [draft]


def test_the_figures_tell_of_the_first_answer(
    workspace: Workspace, cold: int, clock: FixedClock, later: Later
) -> None:
    clock.move_to("2026-09-21T12:00:00Z")
    answered(workspace, cold)
    first = answering.last_months(workspace)
    later(DAY)
    assert answering.last_months(workspace) == first
    replies.mark_sent(workspace, promised(workspace).id)
    assert answering.last_months(workspace) == first


def test_a_promise_is_given_up_only_with_a_reason(
    workspace: Workspace, cold: int, later: Later
) -> None:
    answered(workspace, cold)
    draft = promised(workspace)
    with pytest.raises(RefusedInput):
        replies.discard(workspace, draft.id)
    replies.discard(workspace, draft.id, "Told her at the counter")
    assert feedback.counts(workspace).snoozed == 0
    later(DAY)
    assert waiting_ids(workspace) == []


def test_the_key_for_no_answer_closes_what_was_promised(
    workspace: Workspace, cold: int, later: Later
) -> None:
    answered(workspace, cold)
    later(DAY)
    triage.none_needed(workspace, [cold], "Told her at the counter")
    assert waiting_ids(workspace) == []
    assert feedback.get(workspace, cold).none_needed is False


def test_putting_it_off_moves_the_promise_and_waking_brings_it_at_once(
    workspace: Workspace, cold: int, later: Later
) -> None:
    answered(workspace, cold)
    triage.snooze(workspace, [cold], DAY + timedelta(days=7))
    later(DAY)
    assert waiting_ids(workspace) == []
    triage.wake(workspace, [cold])
    assert waiting_ids(workspace) == [cold]


# A decision in the meantime


@pytest.fixture
def heating(workspace: Workspace, cold: int) -> int:
    return suggestions.suggest(workspace, NewSuggestion("Heat more", feedback_ids=(cold,))).id


@pytest.mark.parametrize("status", ["planned", "done", "declined"])
def test_a_decision_on_her_words_answers_once_in_place_of_the_promise(
    workspace: Workspace, cold: int, heating: int, later: Later, status: str
) -> None:
    answered(workspace, cold)
    later(DAY)
    suggestions.decide(workspace, heating, status, "We asked the landlord.")
    (waits,) = replies.waiting(workspace)
    assert (waits.suggestion_id, waits.promised_on) == (heating, None)
    assert feedback.get(workspace, cold).come_back_on is None
    replies.mark_sent(workspace, waits.draft_id or 0)
    assert replies.find(workspace, status="draft") == []
    assert feedback.counts(workspace).snoozed == 0
    assert waiting_ids(workspace) == []
    journal.undo(workspace)
    assert len(replies.find(workspace, status="draft")) == 2


def test_a_decision_before_the_day_wakes_nobody_twice(
    workspace: Workspace, cold: int, heating: int, later: Later
) -> None:
    answered(workspace, cold)
    suggestions.decide(workspace, heating, "done", "We asked the landlord.")
    (waits,) = replies.waiting(workspace)
    replies.mark_sent(workspace, waits.draft_id or 0)
    later(DAY)
    assert waiting_ids(workspace) == []


def test_a_decision_taken_back_leaves_the_promise(
    workspace: Workspace, cold: int, heating: int, later: Later
) -> None:
    answered(workspace, cold)
    suggestions.decide(workspace, heating, "declined", "Too dear.")
    suggestions.decide(workspace, heating, "open", "We think again.")
    later(DAY)
    assert [one.promised_on for one in replies.waiting(workspace)] == [DAY]


def test_a_decision_that_somebody_is_not_told_of_leaves_the_promise(
    workspace: Workspace, cold: int, heating: int, later: Later
) -> None:
    answered(workspace, cold)
    suggestions.decide(workspace, heating, "planned", "Soon.", {cold: "She is on holiday"})
    later(DAY)
    assert [one.promised_on for one in replies.waiting(workspace)] == [DAY]


def test_a_decision_on_other_words_leaves_the_promise(
    workspace: Workspace, jana: Customer, cold: int, later: Later
) -> None:
    answered(workspace, cold)
    tea = feedback.log(workspace, NewFeedback("suggestion", "Sell tea.", jana.id)).id
    idea = suggestions.suggest(workspace, NewSuggestion("Sell tea", feedback_ids=(tea,))).id
    suggestions.decide(workspace, idea, "done", "You asked.")
    (about,) = replies.find(workspace, status="draft", suggestion_id=idea)
    replies.mark_sent(workspace, about.id)
    later(DAY)
    assert waiting_ids(workspace) == [cold]


def test_an_answer_about_a_decision_may_promise_more_itself(
    workspace: Workspace, cold: int, heating: int, later: Later
) -> None:
    answered(workspace, cold)
    suggestions.decide(workspace, heating, "planned", "The landlord agreed.")
    (about,) = replies.find(workspace, status="draft", suggestion_id=heating)
    replies.mark_sent(workspace, about.id, come_back_on=DAY)
    assert len(replies.find(workspace, status="draft")) == 1
    later(DAY)
    assert waiting_ids(workspace) == [cold]


def test_an_answer_begun_beside_the_decision_is_what_she_gets_then(
    workspace: Workspace, cold: int, heating: int, later: Later
) -> None:
    begun = replies.draft(workspace, cold, "My own words.")
    suggestions.decide(workspace, heating, "planned", "The landlord agreed.")
    (about,) = replies.find(workspace, status="draft", suggestion_id=heating)
    replies.mark_sent(workspace, about.id, come_back_on=DAY)
    assert waiting_ids(workspace) == []
    assert [each.id for each in replies.find(workspace, status="draft")] == [begun.id]
    later(DAY)
    assert (promised(workspace).body, waiting_ids(workspace)) == ("My own words.", [cold])


# People come and go


def test_erasing_the_person_ends_the_promise(
    workspace: Workspace, jana: Customer, cold: int, later: Later
) -> None:
    answered(workspace, cold)
    erase.erase_person(workspace, jana.id)
    later(DAY)
    assert waiting_ids(workspace) == []
    assert replies.find(workspace, status="draft") == []


def test_merged_people_keep_every_promise(
    workspace: Workspace, jana: Customer, cold: int, later: Later
) -> None:
    twin = customers.add(workspace, NewCustomer("J. Malá"))
    loud = feedback.log(workspace, NewFeedback("complaint", "It was loud.", twin.id)).id
    for voice in (cold, loud):
        answered(workspace, voice)
    merging.merge(workspace, jana.id, twin.id)
    later(DAY)
    assert sorted(waiting_ids(workspace)) == [cold, loud]
    assert {one.customer_id for one in replies.waiting(workspace)} == {jana.id}


def test_what_a_walk_in_said_cannot_be_promised(workspace: Workspace, cold: int) -> None:
    draft = replies.draft(workspace, cold)
    with workspace.write("Name lost") as write:
        write.update("feedback", cold, customer_id=None)
    with pytest.raises(KnownError) as refused:
        replies.mark_sent(workspace, draft.id, come_back_on=DAY)
    assert refused.value.code == "walk_in_reply"
    assert replies.get(workspace, draft.id).status == "draft"


# Days gone by


def test_a_past_day_tells_of_the_promise_as_the_day_itself_did(
    workspace: Workspace, cold: int, later: Later
) -> None:
    days = [TODAY + timedelta(days=n) for n in range(12)]
    told = {}
    for day in days:
        later(day)
        if day == days[1]:
            answered(workspace, cold)
        if day == days[10]:
            replies.mark_sent(workspace, promised(workspace).id)
        told[day] = [(one.feedback_id, one.since) for one in replies.waiting(workspace)]
    assert [len(told[day]) for day in days] == [1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0]
    for day in days:
        again = [(one.feedback_id, one.since) for one in waiting.waiting(workspace, on=day)]
        assert again == told[day], day


# Words


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_built_in_answer_to_a_complaint_promises_more_and_no_other_does(language: str) -> None:
    for situation in wording.SITUATIONS:
        words = wording.built_in(situation, language)
        promises = any(sentence in words for sentence in wording.promising())
        assert promises is (situation == "complaint")


def test_the_draft_is_made_of_a_wording_that_the_shop_may_change(
    workspace: Workspace, cold: int
) -> None:
    answered(workspace, cold)
    draft = promised(workspace)
    assert draft.wording == "come_back.cs"
    assert replies.reword(workspace, draft.id, "come_back.en").come_back_on == DAY
