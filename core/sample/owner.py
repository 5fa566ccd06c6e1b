"""What the owner of a sample shop noted herself: closures, feelings and stages set by hand."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from core.clock import iso
from core.people.customers import NO_PULSE
from core.sample.calendar import CHRISTMAS, SUMMER, day_text
from core.sample.people import Person
from core.store.write import Write

WITH_PULSE, WITH_PIN, TAKEN_BACK = 0.2, 0.05, 0.25
FELT_EVERY_DAYS = (50, 140)


def store_closures(write: Write, first: int, today: int, notes: dict[str, str]) -> None:
    """The summers and Christmases of all years; the last Christmas is left to be asked about."""
    years = range(date.fromordinal(first).year, date.fromordinal(today).year + 1)
    rows = [
        (date(year, *SUMMER[0]).isoformat(), date(year, *SUMMER[1]).isoformat(), notes["summer"])
        for year in years
    ]
    rows += [
        (date(year, *CHRISTMAS).isoformat(), date(year + 1, 1, 1).isoformat(), notes["christmas"])
        for year in years[:-2]
    ]
    shown = sorted(row for row in rows if row[1] >= day_text(first))
    write.insert_many("closure", ("since_on", "until_on", "note"), shown)


def store_habits(
    write: Write, told: dict[str, Any], topic_ids: dict[str, int], language: str, now: datetime
) -> None:
    """Two views of the inbox that the owner comes back to, and a wording of her own."""
    at = iso(now - timedelta(days=40))
    wanted = (
        ("complaints", {"days": 30, "kind": "complaint"}),
        ("unhappy_colour", {"polarity": "negative", "topic_id": topic_ids["result"]}),
    )
    rows = [
        ("feedback", told["views"][key], json.dumps(view, sort_keys=True), place, at)
        for place, (key, view) in enumerate(wanted)
    ]
    columns = ("page", "name", "wanted", "position", "created_at")
    write.insert_many("saved_view", columns, rows)
    write.insert(
        "wording", situation="complaint", language=language, created_at=at, **told["wording"]
    )


def store_pulses(write: Write, rng: Random, people: list[Person], today: int) -> None:
    """How the owner felt about some over time; what she feels now stands with the customer."""
    rows = []
    for person in people:
        if not person.days or rng.random() >= WITH_PULSE:
            continue
        value = 1 if person.lost else rng.choices((3, 2, 1), (0.7, 0.2, 0.1))[0]
        on = today - rng.randrange(1, 80)
        since = max(person.days[0], today - 800)
        # Nobody is felt about before she came.
        felt_on = day_text(max(on, since))
        # Taken back by now: she once had a feeling, and has none.
        if rng.random() < TAKEN_BACK / 2:
            value = NO_PULSE
        else:
            write.update("customer", person.id, pulse=value, pulse_on=felt_on)
        rows.append((person.id, value, felt_on))
        while on > since:
            on -= rng.randrange(*FELT_EVERY_DAYS)
            value = rng.choices((3, 2, 1), (0.6, 0.3, 0.1))[0]
            if on > since:
                rows.append((person.id, value, day_text(on)))
    rows.sort(key=lambda row: row[2])
    write.insert_many("pulse", ("customer_id", "value", "set_on"), rows)


def store_pins(write: Write, rng: Random, people: list[Person], today: int) -> None:
    """A few stages set by hand: friends of the house, and those known to have moved away."""
    rows: list[tuple[int, str | None, str]] = []
    for person in people:
        if len(person.days) < 2 or rng.random() >= WITH_PIN:
            continue
        stage = "lost" if person.lost else "loyal"
        on = rng.randrange(person.days[1], today)
        rows.append((person.id, stage, day_text(on)))
        if on + 30 < today and rng.random() < TAKEN_BACK:
            rows.append((person.id, None, day_text(rng.randrange(on + 30, today))))
        else:
            write.update("customer", person.id, stage_pin=stage)
    rows.sort(key=lambda row: row[2])
    write.insert_many("pinned_stage", ("customer_id", "stage", "pinned_on"), rows)
