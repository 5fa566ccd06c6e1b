"""Who bears a reference, an address, a phone or a name: in memory, or on the disk where many do."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.store.write import Write

# About 1 KiB each; a file of a million customers must not fill the memory.
MOST_IN_MEMORY = 40_000
Traits = tuple[str, str, str, str]


class Bearers:
    """The first customer with a trait, and whether several bear one name.

    Beyond MOST_IN_MEMORY traits live in SQLite's own scratch file, as hashes of 63 bits.
    """

    def __init__(self, write: Write) -> None:
        self._write = write
        self._by: tuple[dict[str, int], ...] = ({}, {}, {}, {})
        self._namesakes: set[str] = set()
        self.spilled = False

    def get(self, rank: int, trait: str) -> int | None:
        """The customer who bore a trait first: 0 reference, 1 e-mail, 2 phone, 3 name."""
        if not self.spilled:
            return self._by[rank].get(trait)
        row = self._write.execute(
            "SELECT customer_id FROM temp.bearer WHERE trait = ?", [_hash(rank, trait)]
        ).fetchone()
        return row[0] if row else None

    def is_shared(self, name: str) -> bool:
        """Whether several customers bear a name."""
        if not self.spilled:
            return name in self._namesakes
        row = self._write.execute(
            "SELECT shared FROM temp.bearer WHERE trait = ?", [_hash(3, name)]
        ).fetchone()
        return bool(row and row[0])

    def enter(self, customer_id: int, traits: Traits) -> None:
        """Note the traits of a customer; whoever bore one before keeps it."""
        if self.spilled:
            self._write_down(customer_id, traits)
            return
        for index, trait in zip(self._by, traits, strict=True):
            if trait:
                index.setdefault(trait, customer_id)
        if traits[3] and self._by[3][traits[3]] != customer_id:
            self._namesakes.add(traits[3])

    def spill(self) -> None:
        """Go on in the scratch file."""
        self._write.execute("DROP TABLE IF EXISTS temp.bearer")
        self._write.execute(
            "CREATE TEMP TABLE bearer (trait INTEGER PRIMARY KEY, customer_id INTEGER, shared)"
        )
        for rank, index in enumerate(self._by):
            for trait, customer_id in index.items():
                shared = rank == 3 and trait in self._namesakes
                self._write.execute(
                    "INSERT INTO temp.bearer VALUES (?, ?, ?)",
                    [_hash(rank, trait), customer_id, shared],
                )
            index.clear()
        self._namesakes.clear()
        self.spilled = True

    def close(self) -> None:
        """Let the scratch table go."""
        if self.spilled:
            self._write.execute("DROP TABLE temp.bearer")

    def _write_down(self, customer_id: int, traits: Traits) -> None:
        for rank, trait in enumerate(traits):
            if trait:
                self._write.execute(
                    "INSERT INTO temp.bearer VALUES (?, ?, 0) ON CONFLICT (trait) DO UPDATE "
                    "SET shared = 1 WHERE customer_id <> excluded.customer_id AND NOT shared",
                    [_hash(rank, trait), customer_id],
                )


def _hash(rank: int, trait: str) -> int:
    text = f"{rank}{trait}".encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "big") >> 1
