"""Feedback from a file: read for its mood like any other, tied to whoever said it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from core.clock import iso, parse_instant
from core.exchange import days, spoken_words, words
from core.exchange.cells import BadRow, Cells, Person
from core.exchange.days import Moment
from core.exchange.directory import Directory, Team
from core.exchange.plan import Plan
from core.exchange.takers import Outcome, Taken
from core.i18n import N_
from core.measures import sentiment
from core.text import clean, fold, one_line
from core.voice import moods, topic_guess, topics
from core.voice.feedback import ASKING_KINDS, LONGEST_BODY

if TYPE_CHECKING:
    from core.store.workspace import Workspace
    from core.store.write import Write

# Who said something longer ago than this no longer waits for an answer to it.
STILL_WAITING = timedelta(days=90)
_FEEDBACK = (
    "customer_id",
    "staff_member_id",
    "topic_id",
    "kind",
    "channel",
    "body",
    "said_at",
    "logged_at",
    "asks_reply",
    "language",
    "polarity",
    "score",
    "words",
    "reader",
    "override",
    "overridden_at",
    "triaged_at",
    "topic_set_at",
)
_TOUCHPOINT = ("customer_id", "at", "channel", "direction", "reason")


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    """A row with something that a customer said; `kind` is "" where the row does not say."""

    person: Person
    body: str
    rest: str
    said_at: datetime | None
    kind: str
    channel: str
    staff: str
    language: str
    # What only an export of ours tells: the topic, the owner's word on the mood and since when,
    # and whether an answer is asked for.
    own: tuple[str, str, str, str] = ("", "", "", "")

    @property
    def content(self) -> str:
        """What tells this row from every other: who said what, when.

        What else is known of it depends on how the columns were named that time.
        """
        person, said_at = self.person, self.said_at
        who = (person.reference, person.name, person.email, person.phone)
        return "\x1f".join((*who, self.body, iso(said_at) if said_at else ""))


class FeedbackIn:
    """Brings feedback in."""

    chunk_size = 200

    def __init__(self, workspace: Workspace, write: Write, plan: Plan, people: Directory) -> None:
        self._workspace, self._write, self._people = workspace, write, people
        self._cells = Cells(plan)
        self._now = workspace.clock.now()
        self._moods = moods.reader(workspace)
        self._guesser = topic_guess.guesser(workspace)
        self._topic_ids: dict[str, int] = {}
        self._team = Team(workspace)
        self._waiting: list[tuple[Any, ...]] = []
        self._contacts: list[tuple[Any, ...]] = []
        self._next = write.next_id("feedback")

    def read(self, cells: list[str]) -> FeedbackRow:
        """What a row says. Raises BadRow."""
        read = self._cells
        body = clean(read.text(cells, "body"))
        if not body:
            raise BadRow(N_("There is no text in this row."))
        kind = spoken_words.kind(read.text(cells, "kind"))
        channel = spoken_words.channel(read.text(cells, "channel"))
        language = words.LANGUAGES.get(fold(read.text(cells, "language")), "")
        time = days.clock_time(read.text(cells, "time"))
        known = {"kind": kind, "channel": channel, "language": language, "time": time}
        unsaid = (
            read.named(cells, field) for field, meaning in known.items() if meaning in ("", None)
        )
        rest = "\n".join(filter(None, (read.note(cells), *unsaid)))
        if len(body) + len(rest) >= LONGEST_BODY:
            raise BadRow(N_("This text is too long to keep."))
        return FeedbackRow(
            read.person(cells),
            body,
            rest,
            self._said_at(cells),
            kind,
            channel or "web",
            clean(read.text(cells, "staff")),
            language,
            self._own(cells),
        )

    def _own(self, cells: list[str]) -> tuple[str, str, str, str]:
        read = self._cells
        override = read.text(cells, "override")
        try:
            since = iso(parse_instant(read.text(cells, "overridden_at")))
        except ValueError:
            since = ""
        if override not in moods.SAYABLE:
            override = since = ""
        topic, asks = one_line(read.text(cells, "topic")), read.text(cells, "asks_reply")
        return topic, override, since, asks if asks in ("0", "1") else ""

    def _said_at(self, cells: list[str]) -> datetime | None:
        found = self._cells.moment(cells)
        if found is None:
            return None
        time = self._cells.text(cells, "time")
        if time and found.time is None:
            found = Moment(found.day, days.clock_time(time), found.offset)
        return days.instant(found, self._workspace.clock)

    def take(self, row: FeedbackRow) -> Taken:
        """Add the feedback, and the customer who said it where she is new. Raises BadRow."""
        customer_id = self._people.meet(row.person) if row.person else None
        # Feedback has no note of its own, so what else the row says stands below.
        body = f"{row.body}\n\n{row.rest}" if row.rest else row.body
        # Of all that is kept, as whenever moods are read anew.
        reading = self._moods.read(body, row.language or None)
        kind = row.kind or sentiment.guess_kind(row.body, reading.language) or "other"
        topic, override, since, asked = row.own
        said_at = row.said_at or self._now
        asks = customer_id is not None and kind in ASKING_KINDS
        is_old = self._now - said_at > STILL_WAITING
        columns = {
            "customer_id": customer_id,
            "staff_member_id": self._team.meet(row.staff),
            "topic_id": self._topic(topic, row.body, reading.language),
            "kind": kind,
            "channel": row.channel,
            "body": body,
            "said_at": iso(said_at),
            "logged_at": iso(self._now),
            "asks_reply": int(asked or (asks and not is_old)),
            **moods.columns(reading),
            "override": override or None,
            "overridden_at": (since or iso(self._now)) if override else None,
            "triaged_at": iso(self._now) if is_old else None,
            "topic_set_at": iso(self._now) if topic else None,
        }
        self._waiting.append(tuple(columns[name] for name in _FEEDBACK))
        if customer_id is not None:
            self._contacts.append((customer_id, iso(said_at), row.channel, "in", "feedback"))
        self._next += 1
        return Taken(Outcome.CREATED, "feedback", self._next - 1)

    def _topic(self, name: str, body: str, language: str) -> int | None:
        """The topic that the row names, added where it is new, else the one guessed."""
        if not name:
            return self._guesser.guess(body, language)
        if name not in self._topic_ids:
            known = topics.named(self._workspace, name)
            self._topic_ids[name] = known or topics.add(self._workspace, name).id
        return self._topic_ids[name]

    def flush(self) -> None:
        """Write new customers, feedback and the contacts that they are."""
        self._people.flush()
        if self._waiting:
            self._write.insert_many("feedback", _FEEDBACK, self._waiting)
            self._waiting.clear()
        if self._contacts:
            self._write.insert_many("touchpoint", _TOUCHPOINT, self._contacts)
            self._contacts.clear()

    def close(self) -> None:
        """Nothing is left to do: every row stands for itself."""
