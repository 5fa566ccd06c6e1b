"""The care of a sample shop: contacts, consents, check-ins and goals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from core.clock import iso
from core.sample.people import Person
from core.store.write import Write

CHECKED_IN, CONSENTING, WITH_GOAL, WITH_NOTE, WITH_BIRTHDAY = 0.12, 0.28, 0.12, 0.18, 0.3
# How late the first check-ins are, so that each sort is on the first screen.
LATE_DAYS = (0, 3, 9, 1, -2, -6)

Contact = tuple[int, datetime, str, str, str]


def customer_row(
    rng: Random, person: Person, today: int, notes: list[str], sort_name: str
) -> tuple[Any, ...]:
    """A person as a row of the customer table, with what is known of her by chance."""
    language = person.language if rng.random() < 0.85 else None
    born = None
    if rng.random() < WITH_BIRTHDAY:
        born = date.fromordinal(today - rng.randrange(18 * 365, 74 * 365)).isoformat()
    note = rng.choice(notes) if rng.random() < WITH_NOTE else None
    joined = date.fromordinal(person.joined).isoformat()
    return (
        str(1000 + person.id), person.name, person.first_name, sort_name, person.phone,
        person.email, language, born, note, joined, f"{joined}T09:00:00Z",
    )  # fmt: skip


CUSTOMER_COLUMNS = (
    "reference", "name", "first_name", "sort_name", "phone", "email", "language", "born_on",
    "note", "joined_on", "created_at",
)  # fmt: skip


def store_consents(
    write: Write, rng: Random, people: list[Person], today: int, told: dict[str, Any]
) -> None:
    """Most never said anything; some said yes somewhere, a few said no or took it back."""
    rows = []
    for person in people:
        if rng.random() > CONSENTING:
            continue
        channel = "email" if person.email and rng.random() < 0.6 else "sms"
        since = rng.randrange(min(person.joined, today - 2), today)
        said = rng.choices((("yes",), ("no",), ("yes", "no")), (0.72, 0.2, 0.08))[0]
        for n, state in enumerate(said):
            on = date.fromordinal(min(since + 60 * n, today - 1)).isoformat()
            wording = told["consent"]["wording"] if state == "yes" else None
            source = rng.choice(told["consent"]["sources"])
            rows.append((person.id, channel, state, on, source, wording))
    columns = ("customer_id", "channel", "state", "since_on", "source", "wording")
    write.insert_many("consent", columns, rows)


def store_goals(
    write: Write, rng: Random, people: list[Person], today: int, goals: list[str]
) -> None:
    """What some wish for in their own words; a third has been reached."""
    rows = []
    for person in people:
        if not person.days or rng.random() > WITH_GOAL:
            continue
        set_on = rng.choice(person.days)
        reached = set_on + rng.randrange(40, 200)
        is_reached = reached < today and rng.random() < 0.5
        rows.append(
            (
                person.id,
                rng.choice(goals),
                date.fromordinal(set_on).isoformat(),
                date.fromordinal(reached).isoformat() if is_reached else None,
            )
        )
    write.insert_many("goal", ("customer_id", "body", "set_on", "reached_on"), rows)


def store_checkins(
    write: Write, rng: Random, people: list[Person], today: int, spoken: set[int]
) -> list[Contact]:
    """Check-ins with those who come often; returns the contacts they led to so far."""
    faithful = [p for p in people if len(p.days) > 3 and not p.lost and p.phone]
    mixed = rng.sample(faithful, len(faithful))
    quiet_first = sorted(mixed, key=lambda person: person.id in spoken or bool(person.booked))
    chosen = quiet_first[: max(len(LATE_DAYS), round(CHECKED_IN * len(people)))]
    rows, contacts = [], []
    for n, person in enumerate(chosen):
        interval = rng.choice((30, 45, 60, 60, 90))
        late = LATE_DAYS[n] if n < len(LATE_DAYS) else -rng.randrange(1, interval)
        last = today - interval - late
        started = last - interval * rng.randrange(1, 4)
        rows.append((person.id, interval, date.fromordinal(started).isoformat()))
        for on in range(last, started, -interval):
            contacts.append((person.id, _moment(rng, on), "phone", "out", "checkin"))
    write.insert_many("checkin", ("customer_id", "interval_days", "started_on"), rows)
    return contacts


def other_contacts(rng: Random, people: list[Person], today: int) -> Iterator[Contact]:
    """Bookings by phone or message, and letters to those who stayed away."""
    for person in people:
        channel = rng.choice(("phone", "phone", "whatsapp", "sms")) if person.phone else "in_person"
        if person.booked and rng.random() < 0.5:
            yield person.id, _moment(rng, today - rng.randrange(1, 15)), channel, "in", "booking"
        if person.lost and rng.random() < 0.25:
            after = person.days[-1] + int(2.5 * person.gap)
            if after < today:
                yield person.id, _moment(rng, after), channel, "out", "winback"


def store_contacts(write: Write, contacts: list[Contact]) -> None:
    """Write every contact, in order of time."""
    rows = [(pid, iso(at), channel, way, why) for pid, at, channel, way, why in contacts]
    rows.sort(key=lambda row: row[1])
    write.insert_many("touchpoint", ("customer_id", "at", "channel", "direction", "reason"), rows)


def store_snoozes(write: Write, people: list[Person], today: int) -> None:
    """Two tasks that were put off."""
    lost = [person for person in people if person.lost][-2:]
    rows = [(p.id, "winback", date.fromordinal(today + 20).isoformat()) for p in lost]
    write.insert_many("snooze", ("customer_id", "reason", "until_on"), rows)


def _moment(rng: Random, ordinal: int) -> datetime:
    day = date.fromordinal(ordinal)
    hour = timedelta(hours=rng.randrange(8, 15), minutes=rng.randrange(60))
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + hour
