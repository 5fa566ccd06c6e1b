"""Likely twins: records of customers that may be one and the same person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from core.clock import iso
from core.errors import KnownError
from core.i18n import N_
from core.people import emails, mistyped, phones
from core.people.customers import Customer, from_row
from core.people.likeness import Likeness, Record, Shop
from core.people.names import stem, taken_apart
from core.progress import Progress
from core.store import settings

if TYPE_CHECKING:
    import sqlite3

    from core.store.workspace import Workspace

# Pairs below even odds are not shown.
LEAST_LIKENESS = 0.5
# Records that share a number with more others than this are compared by name only.
LARGEST_BLOCK = 40
_STEP = 500

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Twins:
    """Two records that may be one person: how likely from 0 to 1, and why, as msgids."""

    one: Customer
    other: Customer
    likeness: float
    reasons: tuple[str, ...]


def find(workspace: Workspace, progress: Progress | None = None) -> list[Twins]:
    """The likely twins among the shop's customers, the likeliest first.

    Only records that have something in common are compared: a phone, an e-mail address (also
    with one typing error), a birthday, or a name that is rare in this shop. How likeness comes
    about is told in `likeness`. Archived customers and pairs told apart are left out.
    """
    rows = {
        row["id"]: row
        for row in workspace.rows("SELECT * FROM customer WHERE archived_at IS NULL ORDER BY id")
    }
    records = _records(workspace, rows.values(), progress)
    shop = Shop(records)
    apart = {(row[0], row[1]) for row in workspace.rows("SELECT one_id, other_id FROM told_apart")}
    pairs = sorted(_pairs(records, shop) - apart)
    by_id = {record.id: record for record in records}
    found: list[tuple[Pair, Likeness]] = []
    for done, pair in enumerate(pairs):
        if progress and done % _STEP == 0:
            progress.step(len(records) + done, len(records) + len(pairs))
        likeness = shop.weigh(by_id[pair[0]], by_id[pair[1]])
        if likeness.share >= LEAST_LIKENESS:
            found.append((pair, likeness))
    found.sort(key=lambda each: (-each[1].points, each[0]))
    return [
        Twins(from_row(rows[one]), from_row(rows[other]), likeness.share, likeness.reasons)
        for (one, other), likeness in found
    ]


def tell_apart(workspace: Workspace, one_id: int, other_id: int) -> None:
    """Note that two look-alikes are two people, so that `find` leaves the pair out.

    Raises Missing, KnownError `same_customer`.
    """
    one, other = sorted((one_id, other_id))
    with workspace.write(N_("Told apart")) as write:
        workspace.require("customer", one)
        workspace.require("customer", other)
        if one == other:
            raise KnownError("same_customer", N_("These are one and the same customer already."))
        known = "SELECT 1 FROM told_apart WHERE one_id = ? AND other_id = ?"
        if not workspace.value(known, [one, other]):
            now = iso(workspace.clock.now())
            write.insert("told_apart", one_id=one, other_id=other, told_at=now)


def _records(
    workspace: Workspace, rows: Iterable[sqlite3.Row], progress: Progress | None
) -> list[Record]:
    country = settings.get(workspace, settings.COUNTRY)
    found: list[Record] = []
    for row in rows:
        if progress and len(found) % _STEP == 0:
            progress.step(len(found), 0)
        found.append(
            Record(
                row["id"],
                taken_apart(row["name"]),
                phones.key(row["phone"], country) if row["phone"] else "",
                emails.key(row["email"]) if row["email"] else "",
                row["born_on"] or "",
            )
        )
    return found


# -- which records are compared at all --------------------------------------------------


def _pairs(records: list[Record], shop: Shop) -> set[Pair]:
    """The pairs that have something in common, each with the smaller id first."""
    found: set[Pair] = set()
    for blocks in (
        _blocks((record.phone, record) for record in records),
        _blocks((record.email, record) for record in records),
        _blocks((record.born_on, record) for record in records),
        _blocks((record.email.partition("@")[0], record) for record in records),
        _near_blocks((record.phone, record) for record in records),
        _near_blocks((record.email, record) for record in records),
    ):
        for block in blocks:
            found.update(_within(block, shop))
    for block in _namesakes(records, shop):
        found.update(_within(block, shop))
    return found


def _blocks(keyed: Iterable[tuple[str, Record]]) -> Iterator[list[Record]]:
    """The records that share a key with another one."""
    blocks = defaultdict(list)
    for key, record in keyed:
        if key:
            blocks[key].append(record)
    return (block for block in blocks.values() if len(block) > 1)


def _near_blocks(keyed: Iterable[tuple[str, Record]]) -> Iterator[list[Record]]:
    """The records whose keys are equal once a letter is left out of each."""
    return _blocks(
        (shorter, record)
        for key, record in keyed
        if key
        for shorter in dict.fromkeys(mistyped.deletions(key))
    )


def _namesakes(records: list[Record], shop: Shop) -> Iterator[list[Record]]:
    """The records of one name where that is rare enough to mean something by itself."""
    blocks = defaultdict(list)
    for record in records:
        called = shop.called[record.id]
        if called.given and called.family:
            blocks[called.given, frozenset(map(stem, called.family))].append(record)
    for block in blocks.values():
        if len(block) > 1 and any(shop.stands_out(shop.called[r.id]) for r in block):
            yield block


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
