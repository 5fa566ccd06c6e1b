"""The feedback of a sample shop: what people say after a visit, read for its mood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from core.clock import iso
from core.sample import words
from core.sample.people import Person
from core.sample.words import Voice, as_said_by
from core.text import without_diacritics
from core.voice import feedback, moods, topics
from core.voice.topics import Topic

if TYPE_CHECKING:
    from core.store.workspace import Workspace

KINDS = {"complaint": 0.25, "question": 0.18, "suggestion": 0.24, "praise": 0.28, "other": 0.05}
BITTER_KINDS = {"complaint": 0.7, "question": 0.1, "suggestion": 0.15, "other": 0.05}
CHANNELS = {
    "in_person": 0.50, "phone": 0.10, "email": 0.10, "whatsapp": 0.09, "sms": 0.06,
    "social": 0.06, "web": 0.05, "survey": 0.04,
}  # fmt: skip
WRITTEN = ("email", "whatsapp", "sms", "social", "web", "survey")
WALK_INS = 0.09
# Hours ago and kinds of the voices that wait now: fresh, amber and red.
WAITING_NOW = (
    (3, "question"), (21, "complaint"), (54, "suggestion"), (75, "complaint"),
    (99, "question"), (130, "complaint"), (196, "suggestion"), (290, "complaint"),
)  # fmt: skip
# How long after a voice the owner has looked it through, and until when she has not.
LOOKED_THROUGH = timedelta(hours=9)
STILL_NEW, STILL_NEW_WAITING = timedelta(days=2), timedelta(days=4)


@dataclass(slots=True)
class Said:
    """A feedback being made up; `id` is given when it is stored."""

    person: Person | None
    language: str
    kind: str
    idea: str
    channel: str
    body: str
    said_at: datetime
    waits: bool
    staff_member_id: int | None
    columns: tuple[Any, ...]
    topic: str = ""
    topic_corrected: bool = False
    id: int = 0


class Deck:
    """The voices of one kind and language, drawn without repeating one before all were heard."""

    def __init__(self, rng: Random, voices: list[Voice]) -> None:
        self._rng, self._voices = rng, voices
        self._left: list[Voice] = []
        self.round = 0

    def draw(self) -> Voice:
        """The next voice."""
        if not self._left:
            self._left = self._rng.sample(self._voices, len(self._voices))
            self.round += 1
        return self._left.pop()


class Ear:
    """Makes up what people say; every distinct text is read for its mood only once."""

    def __init__(self, workspace: Workspace, rng: Random, topic_ids: dict[str, int]) -> None:
        self._moods, self._rng = moods.reader(workspace), rng
        self._topic_ids = topic_ids
        self._topics: list[Topic] = topics.find(workspace)
        self._decks: dict[tuple[str, str], Deck] = {}
        self._read: dict[str, tuple[tuple[Any, ...], bool]] = {}

    def said(
        self,
        person: Person | None,
        language: str,
        kind: str,
        said_at: datetime,
        channel: str,
        staff_member_id: int | None,
        waits: bool = False,
    ) -> Said:
        """One feedback of a kind; a walk-in is no person."""
        deck = self._deck(language, kind)
        voice = deck.draw()
        woman = person.woman if person else True
        body = self._spelled(language, voice, deck, woman, channel in WRITTEN)
        columns, corrected = self._understood(body, voice, language)
        return Said(
            person, language, kind, voice.idea, channel, body, said_at, waits,
            staff_member_id, columns, voice.topic, corrected,
        )  # fmt: skip

    def _deck(self, language: str, kind: str) -> Deck:
        deck = self._decks.get((language, kind))
        if deck is None:
            voices = [v for v in words.of(language).voices if v.kind == kind]
            deck = self._decks[language, kind] = Deck(self._rng, voices)
        return deck

    def _spelled(self, language: str, voice: Voice, deck: Deck, woman: bool, written: bool) -> str:
        rng = self._rng
        told = words.of(language).told
        parts = [voice.sentence]
        # Once every voice was heard, two of them are put together, so that none is an echo.
        if deck.round > 1 and voice.kind != "other" and rng.random() < 0.55:
            parts.append(deck.draw().sentence)
        if rng.random() < 0.4:
            parts.append(rng.choice(told["tails"][voice.kind]))
        if written and rng.random() < 0.45:
            parts.insert(0, rng.choice(told["opener"]))
        body = as_said_by(" ".join(parts), woman)
        return without_diacritics(body) if written and rng.random() < 0.15 else body

    def _understood(self, body: str, voice: Voice, language: str) -> tuple[tuple[Any, ...], bool]:
        """Topic and reading of a text, and whether the owner had to say the topic herself."""
        known = self._read.get(body)
        if known is None:
            guessed = topics.guess(self._topics, body, language)
            guessed_id = guessed.id if guessed else None
            topic_id = self._topic_ids.get(voice.topic, guessed_id)
            reading = moods.columns(self._moods.read(body))
            known = self._read[body] = (topic_id, *reading.values()), topic_id != guessed_id
        return known


def of_visits(
    ear: Ear,
    rng: Random,
    people: dict[int, Person],
    visits: list[tuple[Any, ...]],
    count: int,
    shop_language: str,
    today: int,
) -> Iterator[Said]:
    """What was said after visits; newer visits are spoken about more often."""
    if not visits:
        return
    for _n in range(count):
        visit = visits[int(len(visits) * rng.random() ** 0.65)]
        person = people[visit[0]]
        on = date.fromisoformat(visit[1])
        bitter = person.lost and on.toordinal() == person.days[-1]
        shares = BITTER_KINDS if bitter and rng.random() < 0.5 else KINDS
        kind = rng.choices(list(shares), list(shares.values()))[0]
        channel = _channel(rng, person)
        if channel in WRITTEN:
            on += timedelta(days=min(rng.randrange(3), today - 1 - on.toordinal()))
        said_at = datetime.fromisoformat(
            f"{on.isoformat()}T{rng.randrange(7, 17):02d}:{rng.randrange(60):02d}:00+00:00"
        )
        walk_in = rng.random() < WALK_INS
        staff = visit[5] if channel not in WRITTEN else None
        language = shop_language if walk_in else person.language
        yield ear.said(None if walk_in else person, language, kind, said_at, channel, staff)


def waiting_now(ear: Ear, rng: Random, people: list[Person], now: datetime) -> Iterator[Said]:
    """The voices that still wait for an answer on the day the shop is opened."""
    regulars = [p for p in people if len(p.days) > 2 and not p.lost and (p.phone or p.email)]
    speakers = rng.sample(regulars, min(len(WAITING_NOW), len(regulars)))
    for (hours, kind), person in zip(WAITING_NOW, speakers, strict=False):
        said_at = _awake(now - timedelta(hours=hours, minutes=rng.randrange(50)))
        reachable = [c for c in ("whatsapp", "sms", "phone") if person.phone]
        channel = rng.choice([*reachable, "email"] if person.email else reachable)
        yield ear.said(person, person.language, kind, said_at, channel, None, waits=True)


def rows(voices: list[Said], now: datetime) -> Iterator[tuple[Any, ...]]:
    """The voices as rows of the feedback table; the latest are still new in the inbox."""
    for said in voices:
        topic_id, language, polarity, score, words, reader = said.columns
        person_id = said.person.id if said.person else None
        asks = int(said.person is not None and said.kind in feedback.ASKING_KINDS)
        corrected = _corrected(said.kind, polarity)
        logged_at = iso(said.said_at + timedelta(minutes=len(said.body) % 7 + 1))
        yield (
            person_id, said.staff_member_id, topic_id, said.kind, said.channel, said.body,
            iso(said.said_at), logged_at, asks, language, polarity, score, words, reader,
            corrected, logged_at if corrected else None,
            iso(said.said_at + LOOKED_THROUGH) if _is_looked_through(said, now) else None,
            logged_at if said.topic_corrected else None,
        )  # fmt: skip


COLUMNS = (
    "customer_id", "staff_member_id", "topic_id", "kind", "channel", "body", "said_at",
    "logged_at", "asks_reply", "language", "polarity", "score", "words", "reader",
    "override", "overridden_at", "triaged_at", "topic_set_at",
)  # fmt: skip


def _is_looked_through(said: Said, now: datetime) -> bool:
    """Everything but the newest, and but the freshest of those who wait."""
    return now - said.said_at > (STILL_NEW_WAITING if said.waits else STILL_NEW)


def _corrected(kind: str, polarity: str) -> str | None:
    """The owner has overruled what was plainly misread: a praised complaint."""
    return "negative" if (kind, polarity) == ("complaint", "positive") else None


def _channel(rng: Random, person: Person) -> str:
    channel = rng.choices(list(CHANNELS), list(CHANNELS.values()))[0]
    if channel == "email" and not person.email:
        return "in_person"
    if channel in ("phone", "whatsapp", "sms") and not person.phone:
        return "in_person"
    return channel


def _awake(instant: datetime) -> datetime:
    """Nobody writes to a salon at night: such a moment becomes the evening."""
    if 6 <= instant.hour <= 18:
        return instant
    day = instant if instant.hour > 18 else instant - timedelta(days=1)
    return day.replace(hour=18)
