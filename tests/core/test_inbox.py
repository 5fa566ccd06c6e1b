"""The inbox: every filter with every order, slice by slice, and what is in which state."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clock import FixedClock, iso
from core.errors import KnownError, Missing, RefusedInput
from core.exchange import erase
from core.insight import today
from core.people import customers, touchpoints
from core.people.customers import NewCustomer
from core.store import journal
from core.store.workspace import Workspace
from core.voice import feedback, moods, replies, staff, suggestions, topics, triage
from core.voice.feedback import (
    CHANNELS,
    KINDS,
    STATES,
    Feedback,
    FeedbackFilter,
    NewFeedback,
    ordering,
)
from core.voice.suggestions import NewSuggestion

TODAY = date(2026, 9, 21)
NOW = datetime(2026, 9, 21, 8, tzinfo=UTC)
STAGES = ("first", "loyal", "lost")
VOICES = 90


@pytest.fixture(scope="module")
def inbox() -> Iterator[Workspace]:
    """Voices of every kind and state, from a few people and from walk-ins."""
    shop = Workspace.in_memory(clock=FixedClock(NOW))
    dice = Random(6)
    people = [customers.add(shop, NewCustomer(name)).id for name in ("Eva", "Čeněk", "Ivo", "Zoja")]
    about = [topics.add(shop, name).id for name in ("Waiting", "Colour", "Price")]
    team = [staff.add(shop, name).id for name in ("Lenka", "Petra")]
    idea = suggestions.suggest(shop, NewSuggestion("Open on Sundays")).id
    with shop.write("test") as write:
        for who, stage in zip(people, STAGES, strict=False):
            columns = {"customer_id": who, "stage": stage, "why": "[]"}
            write.execute(
                "INSERT INTO health_snapshot (customer_id, stage, why, taken_on) "
                "VALUES (:customer_id, :stage, :why, '2026-09-21')",
                columns,  # type: ignore[arg-type]
            )
        for number in range(VOICES):
            write.insert("feedback", **_voice(dice, number, people, about, team))
    ids = list(range(1, VOICES + 1))
    named = [i for i in ids if feedback.get(shop, i).customer_id is not None]
    suggestions.link(shop, idea, 3)
    for feedback_id in dice.sample(named, 14):
        reply = replies.draft(shop, feedback_id, f"Thank you {feedback_id}.")
        if dice.random() < 0.7:
            replies.mark_sent(shop, reply.id, sure=True)
    triage.snooze(shop, dice.sample(ids, 9), TODAY + timedelta(days=2))
    yield shop
    shop.close()


def _voice(
    dice: Random, number: int, people: list[int], about: list[int], team: list[int]
) -> dict[str, Any]:
    said_at = NOW - timedelta(days=dice.randrange(60), minutes=number)
    return {
        "customer_id": dice.choice([None, *people]),
        "staff_member_id": dice.choice([None, *team]),
        "topic_id": dice.choice([None, *about]),
        "kind": dice.choice(KINDS),
        "channel": dice.choice(CHANNELS[:3]),
        "body": f"{dice.choice(('Slow', 'Lovely', 'Can I', 'žádné'))} words {number % 7}",
        "said_at": iso(said_at),
        "logged_at": iso(NOW),
        "asks_reply": dice.randrange(2),
        "polarity": dice.choice((*moods.SAYABLE, "unread")),
        "override": dice.choice((None, None, *moods.SAYABLE)),
        "triaged_at": dice.choice((None, iso(NOW))),
    }


STATE_OF = {
    "all": lambda said: True,
    "new": lambda said: said.is_new,
    "waiting": lambda said: said.waiting,
    "answered": lambda said: said.answered,
    "snoozed": lambda said: said.snoozed_until is not None,
}
STAFF_NAMES = {None: None, 1: "Lenka", 2: "Petra"}


def fits(said: Feedback, wanted: FeedbackFilter) -> bool:
    stages = dict(zip((1, 2, 3), STAGES, strict=True))
    since = datetime(2026, 9, 21, tzinfo=UTC) - timedelta(days=(wanted.days or 0) - 1, hours=2)
    return (
        STATE_OF[wanted.state](said)
        and wanted.kind in (None, said.kind)
        and wanted.polarity in (None, said.polarity)
        and wanted.topic_id in (None, said.topic_id or 0)
        and wanted.channel in (None, said.channel)
        and (
            wanted.staff_member_id is None
            or STAFF_NAMES[wanted.staff_member_id] == said.staff_member
        )
        and (wanted.stage is None or stages.get(said.customer_id or 0) == wanted.stage)
        and (wanted.days is None or said.said_at >= since)
        and wanted.customer_id in (None, said.customer_id)
    )


def key(said: Feedback, sort: str) -> Any:
    """The place in an order; what has no such thing comes last in both directions."""
    return {
        "said_at": said.said_at,
        "kind": said.kind,
        "polarity": said.polarity,
        "topic": said.topic or None,
        "body": said.body.encode(),
        "customer": {"Eva": 1, "Ivo": 2, "Zoja": 3, "Čeněk": 0}.get(said.customer),
    }[sort]


def in_order(found: list[Feedback], sort: str, descending: bool) -> list[int]:
    known = [said for said in found if key(said, sort) is not None]
    blank = [said for said in found if key(said, sort) is None]
    known.sort(key=lambda said: (key(said, sort), said.id), reverse=descending)
    blank.sort(key=lambda said: said.id, reverse=descending)
    return [said.id for said in (*known, *blank)]


FILTERS = st.builds(
    FeedbackFilter,
    state=st.sampled_from(STATES),
    kind=st.none() | st.sampled_from(KINDS),
    polarity=st.none() | st.sampled_from((*moods.SAYABLE, "unread")),
    topic_id=st.none() | st.integers(0, 3),
    channel=st.none() | st.sampled_from(CHANNELS[:3]),
    staff_member_id=st.none() | st.integers(1, 2),
    stage=st.none() | st.sampled_from(STAGES),
    days=st.none() | st.integers(1, 50),
    customer_id=st.none() | st.none() | st.integers(1, 4),
)


@given(
    FILTERS,
    st.sampled_from(sorted(feedback.SORTS)),
    st.booleans(),
    st.integers(0, 40),
    st.integers(1, 30),
    st.sampled_from((2, 11, 40, 4000)),
)
def test_any_slice_of_any_filter_in_any_order_is_that_of_a_look_at_everything(
    inbox: Workspace,
    wanted: FeedbackFilter,
    sort: str,
    descending: bool,
    offset: int,
    limit: int,
    tried: int,
) -> None:
    everything = [feedback.get(inbox, number) for number in range(1, VOICES + 1)]
    fitting = [said for said in everything if fits(said, wanted)]
    whole = in_order(fitting, sort, descending)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ordering, "_TRIED", tried)
        found = feedback.find(
            inbox, wanted, sort=sort, descending=descending, offset=offset, limit=limit
        )
    assert [said.id for said in found] == whole[offset : offset + limit]
    assert feedback.count(inbox, wanted) == len(whole)


def test_the_counts_are_those_of_the_lists(inbox: Workspace) -> None:
    counts = feedback.counts(inbox)
    for state in STATES:
        shown = feedback.find(inbox, FeedbackFilter(state=state), limit=VOICES)
        assert getattr(counts, state) == len(shown) > 0


# -- one by one -------------------------------------------------------------------------


@pytest.fixture
def jana(workspace: Workspace) -> int:
    return customers.add(workspace, NewCustomer("Jana")).id


def asked(workspace: Workspace, who: int | None = None, body: str = "When do you open?") -> int:
    return feedback.log(workspace, NewFeedback("question", body, who)).id


def is_new(workspace: Workspace, feedback_id: int) -> bool:
    return feedback.get(workspace, feedback_id).is_new


ACTS = {
    "looked through": lambda shop, one: triage.look_through(shop, [one]),
    "put off": lambda shop, one: triage.snooze(shop, [one], TODAY + timedelta(days=1)),
    "topic": lambda shop, one: triage.set_topic(shop, [one], None),
    "kind": lambda shop, one: triage.set_kind(shop, [one], "praise"),
    "none needed": lambda shop, one: triage.none_needed(shop, [one], "She called."),
    "linked": lambda shop, one: triage.link(shop, [one], 1),
    "begun": lambda shop, one: suggestions.suggest(shop, NewSuggestion("B", feedback_ids=(one,))),
    "drafted": lambda shop, one: replies.draft(shop, one, "At nine."),
    "mood": lambda shop, one: feedback.override(shop, one, "negative"),
}


@pytest.mark.parametrize("act", ACTS)
def test_whatever_is_done_with_a_voice_takes_it_out_of_the_new_ones_and_undo_puts_it_back(
    workspace: Workspace, jana: int, act: str
) -> None:
    suggestions.suggest(workspace, NewSuggestion("A"))
    one = asked(workspace, jana)
    assert is_new(workspace, one)
    assert feedback.counts(workspace).new == 1
    ACTS[act](workspace, one)
    assert not is_new(workspace, one)
    assert feedback.counts(workspace).new == 0
    journal.undo(workspace)
    assert is_new(workspace, one)


def test_many_voices_are_triaged_in_one_step_that_one_undo_takes_back(
    workspace: Workspace, jana: int
) -> None:
    price = topics.add(workspace, "Price")
    ids = [asked(workspace, jana) for _number in range(5)]
    triage.set_topic(workspace, [*ids, ids[0]], price.id)
    assert {feedback.get(workspace, one).topic for one in ids} == {"Price"}
    assert all(feedback.get(workspace, one).topic_by_hand for one in ids)
    journal.undo(workspace)
    assert {feedback.get(workspace, one).topic for one in ids} == {""}
    assert not any(feedback.get(workspace, one).topic_by_hand for one in ids)


def test_one_voice_that_is_gone_leaves_the_others_as_they_were(workspace: Workspace) -> None:
    one = asked(workspace)
    with pytest.raises(Missing):
        triage.look_through(workspace, [one, 99])
    with pytest.raises(Missing):
        triage.set_topic(workspace, [one], 99)
    with pytest.raises(Missing):
        triage.link(workspace, [one], 99)
    assert is_new(workspace, one)


def test_a_sleeping_voice_wakes_by_itself_on_its_day(
    workspace: Workspace, jana: int, clock: FixedClock
) -> None:
    one = asked(workspace, jana)
    until = TODAY + timedelta(days=2)
    triage.snooze(workspace, [one], until)
    said = feedback.get(workspace, one)
    assert (said.snoozed_until, said.waiting) == (until, False)
    assert feedback.find(workspace, FeedbackFilter(state="waiting")) == []
    counts = feedback.counts(workspace)
    assert (counts.waiting, counts.snoozed) == (0, 1)
    clock.move_to("2026-09-23T00:00:00+02:00")
    said = feedback.get(workspace, one)
    assert (said.snoozed_until, said.waiting, said.is_new) == (None, True, False)
    assert feedback.find(workspace, FeedbackFilter(state="waiting")) == [said]
    assert feedback.find(workspace, FeedbackFilter(state="snoozed")) == []
    counts = feedback.counts(workspace)
    assert (counts.waiting, counts.snoozed) == (1, 0)


def test_a_past_day_knows_who_was_awake_on_it(
    workspace: Workspace, jana: int, clock: FixedClock
) -> None:
    """Asked in the morning of the 21st, put off on the 23rd, woken by hand on the 25th."""
    one = asked(workspace, jana)
    shown = {}
    for day in range(21, 28):
        clock.move_to(f"2026-09-{day}T08:00:00Z")
        if day == 23:
            triage.snooze(workspace, [one], date(2026, 10, 9))
        if day == 25:
            triage.wake(workspace, [one])
        if day == 27:
            replies.mark_sent(workspace, replies.draft(workspace, one, "At nine.").id)
        shown[day] = [voice.feedback_id for voice in today.gather(workspace).waiting]
    assert [day for day, waited in shown.items() if waited] == [21, 22, 25, 26]
    for day, waited in shown.items():
        then = today.gather(workspace, date(2026, 9, day)).waiting
        assert [voice.feedback_id for voice in then] == waited


def test_today_and_the_answers_tell_of_the_same_people_on_the_day_and_looked_back_at(
    workspace: Workspace, jana: int, clock: FixedClock
) -> None:
    eva, ilze = (customers.add(workspace, NewCustomer(name)).id for name in ("Eva", "Ilze"))
    idea = suggestions.suggest(workspace, NewSuggestion("Open later")).id
    wish = asked(workspace, jana)
    praised = feedback.log(workspace, NewFeedback("praise", "Lovely.", eva)).id
    late = feedback.log(workspace, NewFeedback("praise", "Open until eight!", ilze)).id
    shown = {}
    for day in range(22, 30):
        clock.move_to(f"2026-09-{day}T08:00:00Z")
        if day == 23:
            suggestions.link(workspace, idea, wish)
            suggestions.link(workspace, idea, praised)
            suggestions.decide(workspace, idea, "planned", "Two asked for it.")
        if day == 24:
            (draft,) = replies.find(workspace, status="draft", customer_id=jana)
            replies.mark_sent(workspace, draft.id)
        if day == 25:
            suggestions.link(workspace, idea, late)
        if day == 26:
            (draft,) = replies.find(workspace, status="draft", customer_id=eva)
            replies.discard(workspace, draft.id, "I told her at the till.")
        if day == 27:
            suggestions.decide(workspace, idea, "in_progress", "It has begun.")
        if day == 28:
            suggestions.decide(workspace, idea, "done", "Until eight on Thursdays.")
        found = today.gather(workspace)
        assert found.counts.waiting == replies.count_waiting(workspace)
        shown[day] = [(one.customer, one.days) for one in found.waiting]
    assert {day: [name for name, _days in told] for day, told in shown.items()} == {
        22: ["Jana"],
        23: ["Jana", "Eva"],
        24: ["Eva"],
        25: ["Eva", "Ilze"],
        26: ["Ilze"],
        27: [],
        28: ["Jana", "Eva", "Ilze"],
        29: ["Jana", "Eva", "Ilze"],
    }
    for day, told in shown.items():
        then = today.gather(workspace, date(2026, 9, day)).waiting
        assert sorted(one.customer for one in then) == sorted(name for name, _days in told)


def test_a_voice_can_be_woken_and_no_day_gone_by_is_a_snooze(
    workspace: Workspace, jana: int
) -> None:
    one = asked(workspace, jana)
    triage.snooze(workspace, [one], TODAY + timedelta(days=9))
    triage.wake(workspace, [one])
    assert feedback.get(workspace, one).waiting
    with pytest.raises(RefusedInput):
        triage.snooze(workspace, [one], TODAY)


def test_whether_a_voice_asks_for_an_answer_follows_its_kind(
    workspace: Workspace, jana: int
) -> None:
    one = asked(workspace, jana)
    triage.set_kind(workspace, [one], "praise")
    assert not feedback.get(workspace, one).asks_reply
    triage.set_kind(workspace, [one], "complaint")
    assert feedback.get(workspace, one).waiting
    with pytest.raises(RefusedInput):
        triage.set_kind(workspace, [one], "rant")


def test_what_the_owner_said_of_an_answer_stays_whatever_the_kind(
    workspace: Workspace, jana: int
) -> None:
    one = feedback.log(workspace, NewFeedback("praise", "Lovely", jana, asks_reply=True)).id
    triage.set_kind(workspace, [one], "question")
    assert feedback.get(workspace, one).asks_reply
    triage.set_kind(workspace, [one], "other")
    assert not feedback.get(workspace, one).asks_reply
    silent = feedback.log(workspace, NewFeedback("question", "Hm?", jana, asks_reply=False)).id
    triage.set_kind(workspace, [silent], "complaint")
    assert not feedback.get(workspace, silent).asks_reply


def test_one_reason_settles_many_and_whoever_was_answered_keeps_her_answer(
    workspace: Workspace, jana: int
) -> None:
    told, untold, walk_in = asked(workspace, jana), asked(workspace, jana), asked(workspace)
    replies.mark_sent(workspace, replies.draft(workspace, told, "At nine.").id)
    with pytest.raises(RefusedInput):
        triage.none_needed(workspace, [told, untold], "   ")
    triage.none_needed(workspace, [told, untold, walk_in], "We talked.")
    found = {reply.feedback_id: reply.status for reply in replies.find(workspace)}
    assert found == {told: "sent", untold: "none", walk_in: "none"}


def test_a_walk_in_gets_a_name_and_loses_it_while_nobody_has_answered(
    workspace: Workspace, jana: int
) -> None:
    one = asked(workspace)
    assert feedback.give_name(workspace, one, jana).waiting
    assert len(touchpoints.of_customer(workspace, jana)) == 1
    assert feedback.give_name(workspace, one, None).customer_id is None
    assert touchpoints.of_customer(workspace, jana) == []
    feedback.give_name(workspace, one, jana)
    replies.draft(workspace, one, "At nine.")
    with pytest.raises(KnownError, match="has_reply"):
        feedback.give_name(workspace, one, None)


def test_words_are_not_moved_from_one_customer_to_another_nor_to_nobody_known(
    workspace: Workspace, jana: int
) -> None:
    ilze = customers.add(workspace, NewCustomer("Ilze")).id
    one = asked(workspace, jana)
    with pytest.raises(KnownError, match="has_customer"):
        feedback.give_name(workspace, one, ilze)
    with pytest.raises(Missing):
        feedback.give_name(workspace, asked(workspace), 99)


def test_a_wrongly_guessed_topic_can_be_taken_away(workspace: Workspace) -> None:
    topics.add(workspace, "Price", ("price",))
    one = asked(workspace, body="What a prize, priceless!")
    assert feedback.get(workspace, one).topic == "Price"
    triage.set_topic(workspace, [one], None)
    said = feedback.get(workspace, one)
    assert (said.topic, said.topic_by_hand) == ("", True)


def test_what_an_erased_person_said_is_not_new_and_gets_no_name(
    workspace: Workspace, jana: int
) -> None:
    one = asked(workspace, jana)
    erase.erase_person(workspace, jana)
    assert not is_new(workspace, one)
    eva = customers.add(workspace, NewCustomer("Eva")).id
    with pytest.raises(KnownError, match="erased_voice"):
        feedback.give_name(workspace, one, eva)


def test_a_topic_that_was_chosen_is_the_owners_word_and_a_guessed_one_is_not(
    workspace: Workspace,
) -> None:
    price = topics.add(workspace, "Price", ("price",))
    guessed = feedback.log(workspace, NewFeedback("other", "What a price"))
    said = feedback.log(workspace, NewFeedback("other", "Hm", topic_id=price.id))
    assert (guessed.topic, guessed.topic_by_hand) == ("Price", False)
    assert (said.topic, said.topic_by_hand) == ("Price", True)
