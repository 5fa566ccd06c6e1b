"""Whatever is done with answers and undone, nobody is forgotten and nobody told twice."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from core.clock import FixedClock
from core.errors import KnownError
from core.people import customers
from core.people.customers import NewCustomer
from core.store import journal
from core.store.workspace import Workspace
from core.voice import feedback, replies, suggestions
from core.voice.feedback import NewFeedback
from core.voice.replies import Reply
from core.voice.suggestions import NewSuggestion

NAMES = ("Jana", "Ilze", "Anna")
some = st.integers(0, 50)


class Answers(RuleBasedStateMachine):
    """A shop with three people who speak, are answered, and answer back."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = FixedClock("2026-09-21T08:00:00Z")
        self.shop = Workspace.in_memory(clock=self.clock)
        self.people = [customers.add(self.shop, NewCustomer(name)).id for name in NAMES]
        self.idea = suggestions.suggest(self.shop, NewSuggestion("Open later")).id
        # By the answer that gave each and its moment: undone, it was never promised.
        self.promised: dict[tuple[int, datetime | None], date] = {}

    def teardown(self) -> None:
        self.shop.close()

    def drafts(self) -> list[Reply]:
        return replies.find(self.shop, status="draft")

    @rule(who=st.integers(0, 3), kind=st.sampled_from(["complaint", "praise"]), idea=st.booleans())
    def say(self, who: int, kind: str, idea: bool) -> None:
        self.pass_time()
        person = self.people[who] if who < 3 else None
        said = feedback.log(self.shop, NewFeedback(kind, "Please open later.", person)).id
        if idea:
            suggestions.link(self.shop, self.idea, said)

    @rule(status=st.sampled_from(["planned", "done", "declined", "open"]))
    def decide(self, status: str) -> None:
        self.pass_time()
        suggestions.decide(self.shop, self.idea, status, "We thought about it.")

    @rule(which=some)
    def draft(self, which: int) -> None:
        waiting = replies.waiting(self.shop)
        if waiting:
            replies.draft(self.shop, waiting[which % len(waiting)].feedback_id)

    @rule(which=some, sure=st.booleans())
    def send(self, which: int, sure: bool) -> None:
        self.pass_time()
        if drafts := self.drafts():
            self.try_to(replies.mark_sent, drafts[which % len(drafts)].id, None, sure)

    @rule(which=some, days=st.integers(1, 3))
    def send_and_promise(self, which: int, days: int) -> None:
        self.pass_time()
        if drafts := self.drafts():
            reply_id = drafts[which % len(drafts)].id
            on = self.clock.today() + timedelta(days=days)
            self.try_to(replies.mark_sent, reply_id, None, True, on)
            sent = next(r for r in replies.find(self.shop) if r.id == reply_id)
            if sent.status == "sent":
                self.promised[reply_id, sent.sent_at] = on

    @rule(days=st.integers(1, 4))
    def days_pass(self, days: int) -> None:
        self.clock.move_to(self.clock.now() + timedelta(days=days))

    @rule(which=some, because=st.sampled_from(["", "Told her"]))
    def take_back(self, which: int, because: str) -> None:
        if drafts := self.drafts():
            self.try_to(replies.discard, drafts[which % len(drafts)].id, because)

    @rule(which=some, key=st.sampled_from(["other.en", "praise.cs", "done.lv"]))
    def reword(self, which: int, key: str) -> None:
        if drafts := self.drafts():
            replies.reword(self.shop, drafts[which % len(drafts)].id, key, sure=True)

    @rule(which=some, kind=st.sampled_from(["question", "other"]))
    def answer_back(self, which: int, kind: str) -> None:
        self.pass_time()
        if sent := replies.find(self.shop, status="sent"):
            reply = sent[which % len(sent)]
            said = replies.follow_up(self.shop, reply.id, "Thank you!", kind=kind)
            assert said.waiting is (kind == "question")

    @rule()
    def undo(self) -> None:
        journal.undo(self.shop)
        beginning = "SELECT (SELECT count(*) FROM customer) + (SELECT count(*) FROM suggestion)"
        if self.shop.value(beginning) < len(NAMES) + 1:
            journal.redo(self.shop)

    @rule()
    def redo(self) -> None:
        journal.redo(self.shop)

    def pass_time(self) -> None:
        self.clock.move_to(self.clock.now() + timedelta(hours=5))

    def try_to(self, verb, *arguments: object) -> None:
        """What is refused changes nothing."""
        before = replies.find(self.shop)
        refused = ""
        try:
            verb(self.shop, *arguments)
        except KnownError as error:
            refused = error.code
        assert refused in ("", "same_wording", "refused_because", "reply_sent")
        assert not refused or replies.find(self.shop) == before

    @invariant()
    def everyone_who_asked_is_answered_or_waits(self) -> None:
        waiting = {each.feedback_id for each in replies.waiting(self.shop)}
        for said in feedback.find(self.shop, limit=1000):
            if said.waiting:
                assert said.id in waiting

    @invariant()
    def every_draft_waits_to_be_sent(self) -> None:
        """But for what is promised for a day, which is looked after below."""
        shown = {each.feedback_id for each in replies.waiting(self.shop)}
        at_once = [draft for draft in self.drafts() if draft.come_back_on is None]
        assert {draft.feedback_id for draft in at_once} <= shown

    @invariant()
    def every_promise_waits_from_its_day_until_it_is_kept(self) -> None:
        """Kept by another answer to the same words, a reason for none, or a decision told."""
        everything = replies.find(self.shop)
        shown = {each.feedback_id: each for each in replies.waiting(self.shop)}
        for first, on in self.standing(everything):
            hers = self.after(first, everything)
            if any(reply.status != "draft" for reply in hers):
                continue
            assert any(reply.come_back_on == on for reply in hers)
            about_to_be_told = any(reply.suggestion_id for reply in hers)
            is_due = on <= self.clock.today() and not about_to_be_told
            assert is_due is (
                first.feedback_id in shown and bool(shown[first.feedback_id].promised_on)
            )

    @invariant()
    def nobody_has_a_promise_and_a_decision_before_her_at_once(self) -> None:
        lines = replies.waiting(self.shop)
        for line in lines:
            if line.promised_on is not None:
                behind = feedback.get(self.shop, line.feedback_id).suggestion_ids
                about = [each for each in lines if each.suggestion_id in behind]
                assert line.customer_id not in {each.customer_id for each in about}

    def standing(self, everything: list[Reply]) -> list[tuple[Reply, date]]:
        """The answers that promised more and were not undone, with the promised day."""
        return [
            (reply, self.promised[reply.id, reply.sent_at])
            for reply in everything
            if (reply.id, reply.sent_at) in self.promised
        ]

    def after(self, first: Reply, everything: list[Reply]) -> list[Reply]:
        """What else its reader got since, or will get, to the same words or about them."""
        behind = feedback.get(self.shop, first.feedback_id).suggestion_ids
        return [
            reply
            for reply in everything
            if reply.id != first.id
            and reply.customer_id == first.customer_id
            and (reply.suggestion_id in behind or reply.feedback_id == first.feedback_id)
            and (reply.status == "draft" or (reply.sent_at or reply.drafted_at) >= first.sent_at)
        ]

    @invariant()
    def the_number_is_that_of_the_list_and_the_oldest_comes_first(self) -> None:
        waiting = replies.waiting(self.shop)
        assert replies.count_waiting(self.shop) == len(waiting)
        assert [each.since for each in waiting] == sorted(each.since for each in waiting)

    @invariant()
    def nobody_is_told_of_one_decision_twice(self) -> None:
        history = suggestions.changes(self.shop, self.idea)
        decided = sorted(told.at for told in history if told.what == "decided")
        told: Counter[tuple[int | None, int]] = Counter()
        for reply in replies.find(self.shop, status="sent", suggestion_id=self.idea):
            after = sum(at <= reply.drafted_at for at in decided)
            told[reply.customer_id, after] += 1
        assert all(count == 1 for count in told.values())


TestAnswers = Answers.TestCase
TestAnswers.settings = settings(stateful_step_count=30, max_examples=60)
