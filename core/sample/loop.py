"""The loop of a sample shop: suggestions with their supporters, decisions, replies, promises."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from core.clock import iso
from core.measures import rice
from core.sample import reviews, words
from core.sample.reviews import Held
from core.sample.voices import Said
from core.sample.words import as_said_by
from core.store.write import Write
from core.voice import replies, wording
from core.voice.address import vocative
from core.voice.feedback import ASKING_KINDS
from core.voice.reasons import LEFT_NO_NAME
from core.voice.suggestions import ANSWERED_DECISIONS

MOST_SUPPORTERS = 40
SETTLED_AFTER = timedelta(days=12)
REPLY_COLUMNS = (
    "feedback_id", "suggestion_id", "customer_id", "channel", "body", "status", "purpose",
    "because", "drafted_at", "sent_at", "wording",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """What has become of an idea: decisions as (status, days ago), RICE inputs, age of rating."""

    decisions: tuple[tuple[str, int], ...] = ()
    impact: float | None = None
    confidence: float | None = None
    effort_days: float | None = None
    rated_days_ago: int = 0
    must_do: bool = False
    reach_by_hand: int | None = None

    @property
    def status(self) -> str:
        return self.decisions[-1][0] if self.decisions else "open"


PLANS = {
    "text_late": Plan((("planned", 178), ("done", 98)), 2, 0.8, 1, 180),
    "online_booking": Plan((("planned", 61), ("in_progress", 20)), 2, 0.8, 10, 62),
    "late_evening": Plan((("planned", 2),), 1, 0.8, 3, 9),
    "parking": Plan((("declined", 97),), 1, 0.5, 15, 99),
    "touch_up": Plan((), 2, 0.8, 3, 12),
    "price_first": Plan((), 1, 1.0, 1, 30, must_do=True),
    "stamps": Plan((), 1, 0.5, 4, 131),
    "music": Plan((), 0.5, 0.8, 1, 12, reach_by_hand=15),
    "kids": Plan(),
    "oat_milk": Plan((("done", 44),), 0.5, 1.0, 0.5, 46),
}


# What was done helped: so many of the complaints about it did not come any more.
HELPED = {"waiting": ("text_late", 0.75)}


def was_helped(rng: Random, said: Said, now: datetime) -> bool:
    """Whether somebody had nothing to complain of, because it had been put right by then."""
    idea, share = HELPED.get(said.topic, ("", 0.0))
    if not idea or said.kind != "complaint":
        return False
    status, days = PLANS[idea].decisions[-1]
    done_at = now - timedelta(days=days)
    return status == "done" and said.said_at > done_at and rng.random() < share


class Loop:
    """Stores what the shop made of its voices; every table is written in one go."""

    def __init__(
        self, write: Write, rng: Random, shop: dict[str, str], now: datetime,
        held: list[Held],
    ) -> None:  # fmt: skip
        self._write, self._rng, self._now = write, rng, now
        self._shop, self._held = shop, held
        self._replies: list[tuple[Any, ...]] = []
        self.contacts: list[tuple[int, datetime, str]] = []
        self.sent: dict[int, datetime] = {}

    def suggestions(self, voices: list[Said]) -> dict[str, int]:
        """Suggestions with supporters, ratings, decisions and what the supporters were told."""
        ids: dict[str, int] = {}
        for key, plan in PLANS.items():
            backed = self._supporters(voices, key, plan)
            ids[key] = self._suggestion(key, plan, backed)
            self._rate(ids[key], key, plan, backed)
            for status, days in plan.decisions:
                self._decide(ids[key], key, status, days, backed)
        return ids

    def answers(self, voices: Iterable[Said]) -> None:
        """A first answer to nearly everyone who asked for one, within plausible hours."""
        for said in voices:
            if said.person is not None and not said.waits and self._is_answered(said):
                self._answer(said)

    def store_replies(self) -> None:
        """Write every reply, in the order in which they were drafted."""
        self._replies.sort(key=lambda row: row[8])
        self._write.insert_many("reply", REPLY_COLUMNS, self._replies)

    def _supporters(self, voices: list[Said], key: str, plan: Plan) -> list[Said]:
        over = plan.status in ("done", "declined")
        until = self._now - timedelta(days=plan.decisions[-1][1] if over else 0)
        fitting = [s for s in voices if s.idea == key and s.said_at < until]
        fitting = [s for s in fitting if s.kind != "praise" and self._rng.random() < 0.88]
        return fitting[-MOST_SUPPORTERS:]

    def _suggestion(self, key: str, plan: Plan, backed: list[Said]) -> int:
        born = self._born(key, plan, backed)
        suggestion_id = self._write.insert(
            "suggestion",
            title=self._told(key)["title"],
            status=plan.status,
            must_do=int(plan.must_do),
            impact=plan.impact,
            confidence=plan.confidence,
            effort_days=plan.effort_days,
            reach_by_hand=plan.reach_by_hand,
            created_at=iso(born + timedelta(hours=3)),
        )
        if plan.must_do:
            self._write.insert(
                "suggestion_change",
                suggestion_id=suggestion_id,
                what="must_do",
                before="0",
                after="1",
                changed_at=iso(self._days_ago(plan.rated_days_ago)),
            )
        links = [(s.id, suggestion_id, iso(s.said_at + timedelta(hours=4))) for s in backed]
        self._write.insert_many("support", ("feedback_id", "suggestion_id", "linked_at"), links)
        return suggestion_id

    def _born(self, key: str, plan: Plan, backed: list[Said]) -> datetime:
        """When somebody first thought of it: before it was spoken of, rated or promised."""
        decided = self._days_ago(plan.decisions[0][1] if plan.decisions else 5)
        rated = self._ratings(key, plan, backed)[0][0]
        known = [decided - timedelta(days=20), rated - timedelta(days=1)]
        return min(known + [said.said_at for said in backed[:1]])

    def _ratings(
        self, key: str, plan: Plan, backed: list[Said]
    ) -> list[tuple[datetime, float | None]]:
        """When it was rated and with which confidence, less for the first review that saw it."""
        ratings = [(self._days_ago(plan.rated_days_ago), plan.confidence)]
        for_review = reviews.rated_at(self._held, key, backed[0].said_at if backed else None)
        if plan.confidence and for_review and for_review < ratings[0][0]:
            ratings.insert(0, (for_review, rice.lower_confidence(plan.confidence)))
        return ratings

    def _rate(self, suggestion_id: int, key: str, plan: Plan, backed: list[Said]) -> None:
        sources = words.of(self._shop["language"]).told["ratings"]
        rows = []
        for at, confidence in self._ratings(key, plan, backed):
            inputs = {
                "impact": plan.impact,
                "confidence": confidence,
                "effort_days": plan.effort_days,
                "reach_by_hand": plan.reach_by_hand,
            }
            known = {name: value for name, value in inputs.items() if value is not None}
            rows += [(suggestion_id, n, v, sources[n], iso(at)) for n, v in known.items()]
        self._write.insert_many(
            "rating", ("suggestion_id", "input", "value", "source", "rated_at"), rows
        )

    def _decide(
        self, suggestion_id: int, key: str, status: str, days: int, backed: list[Said]
    ) -> None:
        at = self._days_ago(days)
        told = self._told(key)
        self._write.insert(
            "decision",
            suggestion_id=suggestion_id,
            status=status,
            because=told["because"],
            decided_at=iso(at),
        )
        if status not in ANSWERED_DECISIONS:
            return
        newest = {s.person.id: s for s in backed if s.person is not None and s.said_at < at}
        for n, said in enumerate(newest.values()):
            # What was decided a moment ago is half told: the rest waits as drafts.
            sent = days > 5 or n % 2 == 0
            self._tell(said, suggestion_id, status, told, at, sent)
        for said in backed:
            if said.person is None and said.said_at < at:
                self._replies.append(
                    (said.id, suggestion_id, None, said.channel, "", "none", "service",
                     LEFT_NO_NAME, iso(at), None, None)
                )  # fmt: skip

    def _tell(
        self, said: Said, suggestion_id: int, status: str, told: dict[str, str], at: datetime,
        sent: bool,
    ) -> None:  # fmt: skip
        assert said.person is not None
        letter = wording.Letter(
            said.person.language, said.person.first_name, said.body,
            self._shop["name"], self._shop["owner"],
        )  # fmt: skip
        body = wording.decision(letter, status, told["title"], told["because"])
        sent_at = _opening(at + timedelta(hours=self._rng.uniform(1, 30))) if sent else None
        key = f"{status}.{said.person.language}"
        self._reply(said, suggestion_id, body, told["because"], at, sent_at, key)

    def _is_answered(self, said: Said) -> bool:
        if said.kind == "praise":
            return self._rng.random() < 0.35
        recent = self._now - said.said_at < SETTLED_AFTER
        return said.kind in ASKING_KINDS and (not recent or self._rng.random() < 0.75)

    def _answer(self, said: Said) -> None:
        assert said.person is not None
        told = words.of(said.language).told["answers"]
        rng = self._rng
        settled = self._now - said.said_at > SETTLED_AFTER
        hours = min(rng.lognormvariate(2.2, 0.95), 240)
        sent_at = _opening(said.said_at + timedelta(hours=hours))
        if sent_at >= self._now:
            return
        if settled and said.kind != "praise" and rng.random() < 0.04:
            self._none_needed(said, words.of(self._shop["language"]).told, sent_at)
            return
        chosen = told["question"][said.topic] if said.kind == "question" else None
        sentence = as_said_by(chosen or rng.choice(told[said.kind]), said.person.woman)
        name = vocative(said.person.first_name, said.language)
        greeting = told["greeting"].format(name=name)
        body = f"{greeting}\n\n{sentence}\n\n{self._shop['owner']}"
        self._reply(said, None, body, None, sent_at - timedelta(minutes=6), sent_at)

    def _none_needed(self, said: Said, told: dict[str, Any], at: datetime) -> None:
        assert said.person is not None
        self._replies.append(
            (said.id, None, said.person.id, said.channel, "", "none", "service",
             told["answers"]["none"], iso(at), None, None)
        )  # fmt: skip

    def _reply(
        self,
        said: Said,
        suggestion_id: int | None,
        body: str,
        because: str | None,
        drafted_at: datetime,
        sent_at: datetime | None,
        wording_key: str | None = None,
    ) -> None:
        assert said.person is not None
        channel = replies.way_back(said.channel, said.person.email, said.person.phone)
        status = "sent" if sent_at else "draft"
        self._replies.append(
            (said.id, suggestion_id, said.person.id, channel, body, status, "service",
             because, iso(drafted_at), iso(sent_at) if sent_at else None, wording_key)
        )  # fmt: skip
        if sent_at:
            self.contacts.append((said.person.id, sent_at, channel))
            self.sent[said.id] = sent_at

    def _told(self, key: str) -> dict[str, str]:
        told: dict[str, str] = words.of(self._shop["language"]).told["suggestions"][key]
        return told

    def _days_ago(self, days: int) -> datetime:
        return (self._now - timedelta(days=days)).replace(hour=15, minute=days % 60, second=0)


def _opening(instant: datetime) -> datetime:
    """Answers go out in the day: a night hour becomes the next morning."""
    if 7 <= instant.hour <= 18:
        return instant.replace(second=0, microsecond=0)
    day = instant if instant.hour < 7 else instant + timedelta(days=1)
    return day.replace(hour=8, second=0, microsecond=0)
