"""The visits of a sample shop: who comes how often, for what, on which open days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from core.sample.calendar import DAYS_A_YEAR, Calendar, Till, day_text
from core.sample.people import Person

BOOKED_AHEAD_DAYS = 35
UNSETTLED, UNSETTLED_DAYS = 4, 6
# Joining and coming follow the year: before summer and before Christmas salons are full.
MONTH_WEIGHTS = (0.7, 0.75, 0.95, 1.0, 1.15, 1.2, 0.85, 0.8, 1.0, 1.0, 1.1, 1.5)


@dataclass(frozen=True, slots=True)
class Habit:
    """What someone comes for, in turn, and how many days lie between.

    With `every`, each of the services has its own days between, and those that are nearly due
    on the same day are had together.
    """

    services: tuple[tuple[str, ...], ...]
    gap_from: int
    gap_to: int
    weight: float
    every: tuple[int, ...] = ()


WOMEN_REGULAR = (
    Habit((("cut_blow",),), 28, 42, 3.0),
    Habit((("cut",), ("colour",)), 27, 30, 3.5, every=(28, 42)),
    Habit((("highlights", "cut"), ("cut_blow",)), 42, 60, 2.0),
    Habit((("balayage", "care"), ("cut_blow",)), 63, 84, 1.0),
    Habit((("blow",),), 7, 14, 1.4),
)
MEN_REGULAR = (
    Habit((("mens",),), 24, 35, 3.0),
    Habit((("mens",), ("beard",)), 14, 18, 2.0, every=(30, 15)),
    Habit((("child",),), 42, 63, 0.7),
)
WOMEN_SELDOM = (
    Habit((("cut",),), 80, 140, 3.0),
    Habit((("highlights", "cut"),), 90, 170, 2.0),
    Habit((("evening",), ("cut",)), 110, 200, 1.0),
)
MEN_SELDOM = (Habit((("mens",),), 60, 110, 1.0),)


@dataclass(frozen=True, slots=True)
class Manner:
    """How faithful someone is: share of customers, yearly loss, most visits, unsteadiness."""

    share: float
    lost_a_year: float
    most_visits: int
    spread: float
    seldom: bool


MANNERS = (
    Manner(0.50, 0.08, 10_000, 0.16, False),
    Manner(0.24, 0.22, 10_000, 0.30, True),
    Manner(0.09, 0.10, 3, 0.25, False),
    Manner(0.14, 0.10, 1, 0.25, False),
    Manner(0.03, 0.10, 0, 0.25, False),
)
# Services due so many days later are had today.
TOGETHER_DAYS = 8
THERE_BEFORE = 0.46
DRIFTING = 0.08


class Wishes:
    """What one person wants next, by her habit."""

    def __init__(self, habit: Habit) -> None:
        self._habit = habit
        self._turn = 0
        self._due = [0 for _each in habit.every]

    def on(self, day: int) -> tuple[str, ...]:
        """The services to have on a day."""
        if not self._due:
            return self._habit.services[self._turn % len(self._habit.services)]
        latest = max(day, min(self._due)) + TOGETHER_DAYS
        wanted = [n for n, due in enumerate(self._due) if due <= latest]
        return tuple(name for n in wanted for name in self._habit.services[n])

    def had(self, services: tuple[str, ...], day: int, rng: Random, spread: float) -> int | None:
        """Note what was had; the day on which the next one is due, None where the gap says it."""
        self._turn += 1
        if not self._due:
            return None
        for n, wanted in enumerate(self._habit.services):
            if wanted[0] in services:
                unsteady = max(0.6, rng.gauss(1.0, spread / 2))
                self._due[n] = day + round(self._habit.every[n] * unsteady)
        return min(self._due)


class Diary:
    """Writes the visits of one person after another, as rows of the visit table."""

    columns = (
        "customer_id", "visited_on", "services", "amount_minor", "currency",
        "staff_member_id", "status", "note", "created_at",
    )  # fmt: skip

    def __init__(
        self,
        rng: Random,
        calendar: Calendar,
        till: Till,
        names: dict[str, str],
        staff: range,
        span: tuple[int, int],
    ) -> None:
        self._rng, self._calendar, self._till = rng, calendar, till
        self._names = names
        self._staff = staff
        self._first, self._today = span
        self._months = _weighted_months(self._first, self._today)

    def visits_of(self, person: Person) -> Iterator[tuple[Any, ...]]:
        """The life of a person in the shop; fills her days, joined, gap, lost and booked."""
        rng = self._rng
        manner = rng.choices(MANNERS, [each.share for each in MANNERS])[0]
        habit = _habit(rng, person, manner)
        person.gap = rng.uniform(habit.gap_from, habit.gap_to)
        before = manner.most_visits > 3 and rng.random() < THERE_BEFORE
        if manner.most_visits == 0:
            person.joined = self._calendar.near(self._today - rng.randrange(2, 60))
            return
        start = self._first + int(rng.random() * person.gap) if before else self._joining_day()
        end = start + int(rng.expovariate(manner.lost_a_year) * DAYS_A_YEAR)
        if end > self._today and manner.most_visits > 3 and rng.random() < DRIFTING:
            end = self._today - int(person.gap * rng.uniform(0.6, 1.4))
        yield from self._life(person, habit, manner, start, end)
        if not person.joined:
            person.joined = person.days[0] if person.days else start
        if before:
            person.joined -= rng.randrange(30, 1500)
        person.lost = bool(person.days) and self._today - person.days[-1] > 2 * person.gap + 7
        person.lost = person.lost and not person.booked

    def _life(
        self, person: Person, habit: Habit, manner: Manner, start: int, end: int
    ) -> Iterator[tuple[Any, ...]]:
        rng, near, today = self._rng, self._calendar.near, self._today
        favourite_weekday = rng.randrange(6)
        staff = self._favourite()
        wishes = Wishes(habit)
        day, last, came = start, 0, 0
        while day <= end and came < manner.most_visits:
            on = near(_towards_weekday(day, favourite_weekday) if rng.random() < 0.6 else day)
            if on <= last:
                on = near(last + max(3, int(person.gap / 3)))
            services = wishes.on(on)
            if on >= today:
                if on <= today + BOOKED_AHEAD_DAYS and rng.random() < 0.62:
                    person.booked = True
                    yield self._row(person, on, services, staff, "booked")
                return
            last = on
            luck = rng.random()
            if luck < 0.04:
                status = "cancelled" if luck < 0.025 else "no_show"
                yield self._row(person, on, services, staff, status)
                day = on + rng.randrange(5, 15)
                continue
            yield self._row(person, on, services, staff, "done")
            person.days.append(on)
            came += 1
            gap = person.gap * max(0.5, rng.gauss(1.0, manner.spread))
            due = wishes.had(services, on, rng, manner.spread) or on + int(gap)
            day = _with_the_season(rng, on, max(on + 3, due))

    def _row(
        self,
        person: Person,
        on: int,
        services: tuple[str, ...],
        staff: tuple[int, int, int],
        status: str,
    ) -> tuple[Any, ...]:
        rng = self._rng
        text = day_text(on)
        amount = None
        if status == "done":
            year = int(text[:4])
            amount = self._till.price(services, year)
            if rng.random() < 0.07:
                amount += self._till.goods(year)
        usual, other, leaves = staff
        server = usual if on <= leaves and rng.random() < 0.9 else other
        names = ", ".join([self._names[service] for service in services])
        made = on - rng.randrange(3, 21) if status == "booked" else on
        return (
            person.id, text, names, amount, self._till.currency, server, status, None,
            f"{day_text(min(made, self._today - 1))}T{8 + on % 9:02d}:30:00Z",
        )  # fmt: skip

    def _favourite(self) -> tuple[int, int, int]:
        """Whom she goes to, whom else, and until which day the first one works here."""
        rng = self._rng
        working = self._staff[:-1]
        if rng.random() < 0.1:
            return self._staff[-1], rng.choice(working), self._today - 200
        return rng.choice(working), rng.choice(working), self._today + 1000

    def _joining_day(self) -> int:
        month = self._rng.choices(self._months[0], self._months[1])[0]
        day = month + self._rng.randrange(28)
        return min(max(day, self._first), self._today - 1)


def leave_unsettled(
    rng: Random, visits: list[tuple[Any, ...]], people: dict[int, Person], today: int
) -> None:
    """Nobody noted yet what became of a few bookings of the last days, as on any day."""
    since, until = day_text(today - UNSETTLED_DAYS), day_text(today)
    lately = [
        n for n, row in enumerate(visits)
        if since <= row[1] < until and row[6] == "done"
        and len(people[row[0]].days) > 3 and day_text(people[row[0]].days[-1]) == row[1]
    ]  # fmt: skip
    for n in rng.sample(lately, min(UNSETTLED, len(lately))):
        who, on, services, _amount, currency, staff, _status, note, made = visits[n]
        people[who].days.pop()
        visits[n] = (who, on, services, None, currency, staff, "booked", note, made)


def _habit(rng: Random, person: Person, manner: Manner) -> Habit:
    of_women, of_men = (WOMEN_SELDOM, MEN_SELDOM) if manner.seldom else (WOMEN_REGULAR, MEN_REGULAR)
    habits: tuple[Habit, ...] = of_women if person.woman else of_men
    return rng.choices(habits, [habit.weight for habit in habits])[0]


def _towards_weekday(day: int, weekday: int) -> int:
    """The nearest day with this weekday (0 is Monday)."""
    away = (weekday - (day - 1)) % 7
    return day + away - (7 if away > 3 else 0)


def _with_the_season(rng: Random, last: int, planned: int) -> int:
    """Nobody wants to look shaggy at Christmas: January visits move before it."""
    day = date.fromordinal(planned)
    if day.month == 1 and day.day <= 14 and rng.random() < 0.6:
        earlier = date(day.year - 1, 12, 12).toordinal() + rng.randrange(11)
        return earlier if earlier > last + 6 else planned
    if day.month == 7 and day.day <= 14 and rng.random() < 0.35:
        earlier = date(day.year, 6, 14).toordinal() + rng.randrange(15)
        return earlier if earlier > last + 6 else planned
    return planned


def _weighted_months(first: int, last: int) -> tuple[list[int], list[float]]:
    """The first days of the months of a span, weighted by how busy they are."""
    start = date.fromordinal(first)
    months, weights = [], []
    year, month = start.year, start.month
    while date(year, month, 1).toordinal() < last:
        months.append(date(year, month, 1).toordinal())
        weights.append(MONTH_WEIGHTS[month - 1])
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return months, weights
