"""Likely twins: records of customers that may be one and the same person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, combinations
from typing import TYPE_CHECKING

from core.clock import iso
from core.errors import KnownError
from core.i18n import N_
from core.people import customers, emails, mistyped, phones
from core.people.customers import Customer, from_row
from core.people.likeness import Likeness, Record, Shop, of_choice
from core.people.name_stock import Called
from core.people.names import Name, stem, taken_apart
from core.progress import Progress
from core.store import settings

if TYPE_CHECKING:
    import sqlite3

    from core.store.workspace import Workspace

# Pairs below even odds are not shown.
LEAST_LIKENESS = 0.5
# Records that share a number with more others than this are compared by name only.
LARGEST_BLOCK = 40
# In a larger shop two of one name are often two people, and the list would be no help.
LARGEST_FOR_NAMESAKES = 300
# What is longer is no number and no address; leaving out each letter would fill the memory.
LONGEST_NEAR = 254
_STEP = 500

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Twins:
    """Two records that may be one person: how likely from 0 to 1, and why, as msgids."""

    one: Customer
    other: Customer
    likeness: float
    reasons: tuple[str, ...]


class _Watch:
    """Tells how far the search is, of a hundred, now and then."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress

    def step(self, done: int, total: int, begun: int, ended: int) -> None:
        """`done` of `total` of a part that takes the search from `begun` to `ended`."""
        if self._progress and done % _STEP == 0:
            self._progress.step(begun + (ended - begun) * done // max(1, total), 100)


def find(workspace: Workspace, progress: Progress | None = None) -> list[Twins]:
    """The likely twins among the shop's customers, the likeliest first.

    Only records that have something in common are compared: a phone, an e-mail address (also
    with one typing error), a birthday, or a name that is rare in this shop. In a small shop two
    of the same whole name are shown as well. How likeness comes about is told in `likeness`.
    Archived customers and pairs told apart are left out.
    """
    watch = _Watch(progress)
    records = _records(workspace, watch)
    shop = Shop(records)
    apart = {(row[0], row[1]) for row in workspace.rows("SELECT one_id, other_id FROM told_apart")}
    pairs = sorted(_pairs(records, shop, watch) - apart)
    by_id = {record.id: record for record in records}
    found: dict[Pair, Likeness] = {}
    for done, pair in enumerate(pairs):
        watch.step(done, len(pairs), 60, 100)
        likeness = shop.weigh(by_id[pair[0]], by_id[pair[1]])
        if likeness.share >= LEAST_LIKENESS:
            found[pair] = likeness
    if len(records) <= LARGEST_FOR_NAMESAKES:
        for one, other in _lone_namesakes(records, shop):
            if (one.id, other.id) not in found and (one.id, other.id) not in apart:
                found[one.id, other.id] = _perhaps(shop.weigh(one, other))
    return _told(workspace, found)


def namesakes(workspace: Workspace, customer_id: int) -> list[Twins]:
    """Who bears a customer's whole name, where nothing speaks clearly against one person.

    Far more than `find` would show: for an owner who asks after one customer. Pairs told apart
    are left out. Raises Missing.
    """
    records = _records(workspace, _Watch(None), also=(customer_id,))
    shop = Shop(records)
    apart = {(row[0], row[1]) for row in workspace.rows("SELECT one_id, other_id FROM told_apart")}
    (she,) = (record for record in records if record.id == customer_id)
    found = {}
    for record in records:
        one, other = sorted((she, record), key=lambda each: each.id)
        pair = one.id, other.id
        if record is not she and pair not in apart and shop.are_namesakes(one, other):
            found[pair] = _perhaps(shop.weigh(one, other))
    return _told(workspace, found)


def compare(workspace: Workspace, one_id: int, other_id: int) -> Twins:
    """How likely any two records are one person, and why, though `find` would not show them.

    Raises Missing, KnownError `same_customer`.
    """
    one_id, other_id = sorted((one_id, other_id))
    if one_id == other_id:
        customers.get(workspace, one_id)
        raise KnownError("same_customer", N_("These are one and the same customer already."))
    records = _records(workspace, _Watch(None), also=(one_id, other_id))
    by_id = {record.id: record for record in records}
    weighed = of_choice(Shop(records).weigh(by_id[one_id], by_id[other_id]))
    one, other = customers.get(workspace, one_id), customers.get(workspace, other_id)
    return Twins(one, other, weighed.share, weighed.reasons)


def _perhaps(likeness: Likeness) -> Likeness:
    """What a name in common makes of a pair that is not likely by itself."""
    return Likeness(max(0.0, likeness.points), likeness.reasons)


def _told(workspace: Workspace, found: dict[Pair, Likeness]) -> list[Twins]:
    ranked = sorted(found.items(), key=lambda each: (-each[1].points, each[0]))
    people = _people(workspace, sorted({customer_id for pair in found for customer_id in pair}))
    return [
        Twins(people[one], people[other], likeness.share, likeness.reasons)
        for (one, other), likeness in ranked
        if one in people and other in people  # neither was merged meanwhile
    ]


def tell_apart(workspace: Workspace, one_id: int, other_id: int) -> None:
    """Note that two look-alikes are two people, so that `find` leaves the pair out.

    Raises Missing, KnownError `same_customer`.
    """
    one, other = sorted((one_id, other_id))
    with workspace.write(N_("Two people told apart")) as write:
        workspace.require("customer", one)
        workspace.require("customer", other)
        if one == other:
            raise KnownError("same_customer", N_("These are one and the same customer already."))
        known = "SELECT 1 FROM told_apart WHERE one_id = ? AND other_id = ?"
        if not workspace.value(known, [one, other]):
            now = iso(workspace.clock.now())
            write.insert("told_apart", one_id=one, other_id=other, told_at=now)


def _records(workspace: Workspace, watch: _Watch, also: Iterable[int] = ()) -> list[Record]:
    """What is compared of everybody, and of those in `also` if they are hidden. Raises Missing."""
    country = settings.get(workspace, settings.COUNTRY)
    count = workspace.value("SELECT count(*) FROM customer WHERE archived_at IS NULL")
    names: dict[str, Name] = {}
    found: list[Record] = []
    hidden = [
        (each.id, each.name, each.phone, each.email, each.born_on and each.born_on.isoformat())
        for each in (customers.get(workspace, customer_id) for customer_id in also)
        if each.archived
    ]
    for customer_id, name, phone, email, born_on in chain(_rows(workspace), hidden):
        watch.step(len(found), count, 0, 20)
        if name not in names:
            names[name] = taken_apart(name)
        phone = phones.key(phone, country) if phone else ""
        email = emails.key(email) if email else ""
        found.append(Record(customer_id, names[name], phone, email, born_on or ""))
    return found


def _rows(workspace: Workspace) -> Iterator[sqlite3.Row]:
    """What is compared of each customer; a slice at a time, so that no save has to wait."""
    last = 0
    while rows := workspace.rows(
        "SELECT id, name, phone, email, born_on FROM customer "
        "WHERE id > ? AND archived_at IS NULL ORDER BY id LIMIT ?",
        [last, _STEP],
    ):
        yield from rows
        last = rows[-1]["id"]


def _people(workspace: Workspace, ids: list[int]) -> dict[int, Customer]:
    found: dict[int, Customer] = {}
    for start in range(0, len(ids), _STEP):
        asked = ids[start : start + _STEP]
        marks = ", ".join("?" * len(asked))
        rows = workspace.rows(f"SELECT * FROM customer WHERE id IN ({marks})", asked)
        found.update((row["id"], from_row(row)) for row in rows)
    return found


# -- which records are compared at all --------------------------------------------------


def _pairs(records: list[Record], shop: Shop, watch: _Watch) -> set[Pair]:
    """The pairs that have something in common, each with the smaller id first."""
    found: set[Pair] = set()
    kinds = (
        _blocks((record.phone, record) for record in records),
        _blocks((record.email, record) for record in records),
        _blocks((record.born_on, record) for record in records),
        _blocks((record.email.partition("@")[0], record) for record in records),
        _near_blocks((record.phone, record) for record in records),
        _near_blocks((record.email, record) for record in records),
        _namesakes(records, shop),
    )
    for n, blocks in enumerate(kinds):
        for done, block in enumerate(blocks):
            watch.step(done % _STEP, _STEP, 20 + 5 * n, 25 + 5 * n)
            found.update(_within(block, shop))
    return found


def _blocks(keyed: Iterable[tuple[str, Record]]) -> Iterator[list[Record]]:
    """The records that share a key with another one."""
    # Most keys belong to one record; a list for each would keep the garbage collector busy.
    first: dict[str, Record] = {}
    blocks: dict[str, list[Record]] = {}
    for key, record in keyed:
        if not key:
            continue
        met = first.setdefault(key, record)
        if met is not record:
            blocks.setdefault(key, [met]).append(record)
    yield from blocks.values()


def _near_blocks(keyed: Iterable[tuple[str, Record]]) -> Iterator[list[Record]]:
    """The records whose keys are equal once a letter is left out of each."""
    return _blocks(
        (shorter, record)
        for key, record in keyed
        if 0 < len(key) <= LONGEST_NEAR
        for shorter in dict.fromkeys(mistyped.deletions(key))
    )


def _namesakes(records: list[Record], shop: Shop) -> Iterator[list[Record]]:
    """The records of one name where that is rare enough to mean something by itself."""
    for block in _blocks((_name_key(shop.called[record.id]), record) for record in records):
        if any(shop.stands_out(shop.called[record.id]) for record in block):
            yield block


def _lone_namesakes(records: list[Record], shop: Shop) -> Iterator[tuple[Record, Record]]:
    """Two of one whole name that nobody else in the shop bears."""
    for block in _blocks((" ".join(sorted(shop.called[r.id].words)), r) for r in records):
        if len(block) == 2:
            one, other = sorted(block, key=lambda record: record.id)
            if shop.are_namesakes(one, other):
                yield one, other


def _name_key(called: Called) -> str:
    """A whole name with the stem of its family name; "" for half a name."""
    if not (called.given and called.family):
        return ""
    return " ".join([*sorted(called.given), "/", *sorted(map(stem, called.family))])


def _within(block: list[Record], shop: Shop) -> Iterator[Pair]:
    """The pairs of a block; of a very large one only those of the same name."""
    if len(block) <= LARGEST_BLOCK:
        yield from combinations(sorted(record.id for record in block), 2)
        return
    by_name = defaultdict(list)
    for record in block:
        by_name[shop.called[record.id].words].append(record.id)
    for ids in by_name.values():
        if len(ids) <= LARGEST_BLOCK:
            yield from combinations(sorted(ids), 2)
