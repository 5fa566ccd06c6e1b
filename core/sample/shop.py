"""A believable shop of any size, made up from a seed: for trying out, pictures and measuring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import islice
from random import Random
from typing import TYPE_CHECKING, Any

from core.errors import KnownError, Problem, refuse
from core.exchange.new_shop import PLACES
from core.i18n import N_
from core.progress import Progress
from core.sample import care, frequent, outcomes, owner, reviews, surveys, voices, words
from core.sample.calendar import DAYS_A_YEAR, Calendar, Till
from core.sample.loop import Loop, was_helped
from core.sample.people import Crowd, Person
from core.sample.visits import Diary, leave_unsettled
from core.store import settings
from core.text import sort_key
from core.voice import starters, topics

if TYPE_CHECKING:
    from core.store.workspace import Workspace
    from core.store.write import Write

MOST_CUSTOMERS, MOST_YEARS = 100_000, 30
FEEDBACK_A_YEAR = 0.75
STEPS = 100


@dataclass(frozen=True, slots=True)
class SampleShop:
    """How much was made up."""

    customers: int
    visits: int
    feedback: int
    suggestions: int
    submissions: int


def fill(
    workspace: Workspace,
    *,
    customers: int = 120,
    years: float = 2,
    seed: int = 7,
    feedback_per_customer: float | None = None,
    progress: Progress | None = None,
) -> SampleShop:
    """Fill an empty shop with people, visits, voices and what was made of them; one write.

    The shop's language decides who comes; a shop without one becomes Czech. The same seed on
    the same day gives the same shop. `progress` is told the steps done and their number.
    Raises RefusedInput for a size that cannot be, KnownError `shop_not_empty`.
    """
    refuse(_problems(customers, years))
    if workspace.value("SELECT 1 FROM customer LIMIT 1"):
        raise KnownError(
            "shop_not_empty",
            N_("This shop already has customers. A sample shop needs a new file."),
        )
    if feedback_per_customer is None:
        feedback_per_customer = FEEDBACK_A_YEAR * years
    with workspace.write(N_("Sample shop added")) as write:
        maker = _Maker(workspace, write, seed, years, progress)
        return maker.make(customers, round(feedback_per_customer * customers))


class _Maker:
    """One sample shop in the making."""

    def __init__(
        self, workspace: Workspace, write: Write, seed: int, years: float, progress: Progress | None
    ) -> None:
        self._workspace, self._write = workspace, write
        self._rng = Random(seed)
        self._progress = progress
        self._now = workspace.clock.now()
        self._today = workspace.clock.today().toordinal()
        self._first = self._today - max(30, round(years * DAYS_A_YEAR))
        self._language = _set_up_shop(workspace)
        self._words = words.of(self._language)
        self._topic_ids = self._topics()

    def _step(self, done: int, total: int) -> None:
        if self._progress:
            self._progress.step(done, total)

    def make(self, customers: int, feedback: int) -> SampleShop:
        """Everything in the order in which it builds on each other."""
        told, first = self._words.told, date.fromordinal(self._first)
        owner.store_closures(self._write, self._first, self._today, told["closures"])
        held = reviews.held(self._workspace, first)
        staff, names = self._staff(customers)
        people, visits = self._people_and_visits(customers, staff)
        by_id = {person.id: person for person in people}
        done = [row for row in visits if row[6] == "done"]
        self._step(55, STEPS)
        said = self._voices(people, by_id, done, feedback)
        self._step(80, STEPS)
        ideas = self._loop(people, said, held)
        self._step(92, STEPS)
        rng = Random(self._rng.random())
        submissions = surveys.store(self._write, rng, self._language, by_id, done)
        outcomes.store(self._workspace, self._write)
        self._step(95, STEPS)
        reviews.store(self._workspace, self._write, held, told, ideas, names)
        self._step(STEPS, STEPS)
        return SampleShop(customers, len(visits), len(said), len(ideas), submissions)

    def _staff(self, customers: int) -> tuple[range, list[str]]:
        """The staff, the last of whom has left."""
        shop = self._words.told["shop"]
        names = shop["staff"][: 4 + min(4, customers // 300)]
        left_at = f"{_day(self._today - 200)}T16:00:00Z"
        rows = [*((name, None) for name in names), (shop["left"], left_at)]
        return self._write.insert_many("staff_member", ("name", "archived_at"), rows), names

    def _people_and_visits(
        self, customers: int, staff: range
    ) -> tuple[list[Person], list[tuple[Any, ...]]]:
        rng, write = self._rng, self._write
        country = settings.get(self._workspace, settings.COUNTRY)
        currency = settings.get(self._workspace, settings.CURRENCY)
        calendar = Calendar(self._first, self._today + 60, country)
        till = Till(currency, int(_day(self._today)[:4]))
        services = self._words.told["services"]
        diary = Diary(rng, calendar, till, services, staff, (self._first, self._today))
        crowd = Crowd(rng, self._language, customers)
        people: list[Person] = []
        visits: list[tuple[Any, ...]] = []
        first_id = write.next_id("customer")
        for n in range(customers):
            if n % 100 == 0:
                self._step(40 * n // customers, STEPS)
            person = crowd.person(first_id + n)
            visits.extend(diary.visits_of(person))
            people.append(person)
        notes = self._words.told["notes"]
        rows = [
            care.customer_row(
                rng, person, self._today, notes, sort_key(person.name, self._language)
            )
            for person in people
        ]
        write.insert_many("customer", care.CUSTOMER_COLUMNS, rows)
        visits.sort(key=lambda row: (row[1], row[0]))
        by_id = {person.id: person for person in people}
        leave_unsettled(rng, visits, by_id, self._today)
        write.insert_many("visit", Diary.columns, visits)
        return people, visits

    def _voices(
        self,
        people: list[Person],
        by_id: dict[int, Person],
        done: list[tuple[Any, ...]],
        count: int,
    ) -> list[voices.Said]:
        rng = self._rng
        ear = voices.Ear(self._workspace, rng, self._topic_ids)
        said = list(voices.waiting_now(ear, rng, people, self._now))
        # Some have nothing to say any more, so a few more are asked.
        asked = count + count // 10
        heard = voices.of_visits(ear, rng, by_id, done, asked, self._language, self._today)
        still = (one for one in heard if not was_helped(rng, one, self._now))
        for n, one in enumerate(islice(still, count)):
            if n % 1000 == 0:
                self._step(55 + 25 * n // count, STEPS)
            said.append(one)
        said.sort(key=lambda one: one.said_at)
        rows = voices.rows(said, self._now)
        ids = self._write.insert_many("feedback", voices.COLUMNS, rows)
        for one, number in zip(said, ids, strict=True):
            one.id = number
        return said

    def _loop(
        self, people: list[Person], said: list[voices.Said], held: list[reviews.Held]
    ) -> dict[str, int]:
        """What was made of the voices, and the owner's care; gives the suggestions by idea."""
        rng, write, today = self._rng, self._write, self._today
        told = self._words.told
        shop = {"language": self._language} | {
            "name": settings.get(self._workspace, settings.SHOP_NAME),
            "owner": settings.get(self._workspace, settings.OWNER_NAME),
        }
        loop = Loop(write, rng, shop, self._now, held)
        ids = loop.suggestions(said)
        loop.answers(said)
        loop.store_replies()
        frequent.store(write, said, loop.sent, self._topic_ids, self._language, self._now)
        contacts: list[care.Contact] = [
            *((s.person.id, s.said_at, s.channel, "in", "feedback") for s in said if s.person),
            *((pid, at, channel, "out", "reply") for pid, at, channel in loop.contacts),
        ]
        recent = {s.person.id for s in said if s.person and (self._now - s.said_at).days < 120}
        contacts += care.store_checkins(write, rng, people, today, recent)
        contacts += care.other_contacts(rng, people, today)
        care.store_contacts(write, contacts)
        care.store_consents(write, rng, people, today, told)
        care.store_goals(write, rng, people, today, told["goals"])
        care.store_snoozes(write, people, today)
        owner.store_habits(write, told, self._topic_ids, self._language, self._now)
        owner.store_pulses(write, rng, people, today)
        owner.store_pins(write, rng, people, today)
        return ids

    def _topics(self) -> dict[str, int]:
        """The shop's first topics by the keys that voices use; guessing finds most of them."""
        starters.add_topics(self._workspace)
        found = topics.find(self._workspace)
        return {
            key: topic.id for key, word in TOPIC_WORDS.items() for topic in found
            if word in topic.words
        }  # fmt: skip


# A word by which the first topics know themselves, for each key in the words of the sample.
TOPIC_WORDS = {
    "waiting": "wait",
    "booking": "book",
    "price": "price",
    "staff": "staff",
    "place": "parking",
    "result": "fringe",
    "products": "shampoo",
}


def _set_up_shop(workspace: Workspace) -> str:
    """Give a shop without settings those of its sample; returns its language."""
    chosen = {row["key"] for row in workspace.rows("SELECT key FROM setting")}
    language = "cs"
    if settings.LANGUAGE.key in chosen:
        language = settings.get(workspace, settings.LANGUAGE)
    country, currency = PLACES[language]
    shop = words.of(language).told["shop"]
    wanted: tuple[tuple[settings.Setting[Any], str], ...] = (
        (settings.LANGUAGE, language),
        (settings.COUNTRY, country),
        (settings.CURRENCY, currency),
        (settings.SHOP_NAME, shop["name"]),
        (settings.SHOP_KIND, "hair"),
        (settings.OWNER_NAME, shop["owner"]),
    )
    for setting, value in wanted:
        if setting.key not in chosen:
            settings.put(workspace, setting, value)
    settings.put(workspace, settings.SAMPLE, True)
    return language


def _problems(customers: int, years: float) -> list[Problem]:
    found = []
    if not 1 <= customers <= MOST_CUSTOMERS:
        found.append(Problem("customers", N_("Please give a number of customers up to 100,000.")))
    if not 0 < years <= MOST_YEARS:
        found.append(Problem("years", N_("Please give a number of years up to 30.")))
    return found


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()
