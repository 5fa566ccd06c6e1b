"""Whom the shop knows already, so that a row finds its people or makes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.clock import iso
from core.exchange import bearers
from core.exchange.bearers import Bearers, Traits
from core.exchange.cells import BadRow, Person
from core.i18n import N_, said_in
from core.people import phones
from core.people.customers import LONGEST_NAME
from core.store import settings
from core.text import first_name, fold, sort_key
from core.voice import staff

if TYPE_CHECKING:
    from core.store.workspace import Workspace
    from core.store.write import Write

_COLUMNS = (
    "reference",
    "name",
    "first_name",
    "sort_name",
    "phone",
    "email",
    "language",
    "born_on",
    "joined_on",
    "note",
    "created_at",
)
_COMPARED = frozenset({"reference", "email", "phone", "name"})


class Directory:
    """The customers by reference, e-mail, phone and name; new ones wait for `flush`."""

    def __init__(self, workspace: Workspace, write: Write) -> None:
        self._write = write
        self._language = settings.get(workspace, settings.LANGUAGE)
        self._country = settings.get(workspace, settings.COUNTRY)
        self._now = iso(workspace.clock.now())
        self._traits: dict[int, Traits] = {}
        self._former: dict[int, list[Person]] = {}
        self._bearers = Bearers(write)
        self._waiting: list[tuple[object, ...]] = []
        self.first_waiting = self._next = write.next_id("customer")
        for row in write.execute("SELECT id, reference, email, phone, name FROM customer"):
            person = Person(row[1] or "", row[4], "", row[2] or "", row[3] or "")
            self._learn(row[0], self.traits(person))
        self._learn_former()
        self.added = 0

    def traits(self, person: Person) -> Traits:
        """Reference, e-mail, phone and name for comparing."""
        return (
            person.reference.casefold(),
            person.email.casefold(),
            phones.key(person.phone, self._country) if person.phone else "",
            " ".join(fold(person.name).split()),
        )

    def find(self, person: Person) -> int | None:
        """The customer a row means: by reference, then e-mail, then phone, then exact name.

        Raises BadRow where only a name is given and several customers bear it.
        """
        traits = self.traits(person)
        for rank, trait in enumerate(traits):
            known = self._bearers.get(rank, trait) if trait else None
            if known is not None and self._means(rank, traits, known):
                if rank < 3 or not self._bearers.is_shared(trait):
                    return known
                if not any(traits[:3]):
                    raise BadRow(
                        N_("Several customers are called “{name}”. A phone or e-mail would tell."),
                        name=person.name,
                    )
        return None

    def meet(self, person: Person) -> int:
        """The customer a row means, added where the shop does not know her yet. Raises BadRow."""
        known = self.find(person)
        if known is None:
            return self.add(person)
        if person.name and self._is_nameless(self._traits_of(known)):
            self._name(known, person)
        return known

    def add(
        self,
        person: Person,
        *,
        language: str = "",
        born_on: str | None = None,
        joined_on: str | None = None,
        note: str = "",
    ) -> int:
        """Add a customer, who is written with the next `flush`. Raises BadRow."""
        name = person.name or person.email or person.phone
        name = name or said_in(self._language, N_("Customer {number}"), number=person.reference)
        if len(name) > LONGEST_NAME:
            raise BadRow(N_("This name is too long."))
        customer_id, self._next = self._next, self._next + 1
        self._waiting.append(
            (
                person.reference or None,
                name,
                person.first_name or first_name(name),
                sort_key(name, self._language),
                person.phone or None,
                person.email or None,
                language or None,
                born_on,
                joined_on,
                note or None,
                self._now,
            )
        )
        self._learn(customer_id, self.traits(person))
        self.added += 1
        return customer_id

    def naming(self, person: Person) -> dict[str, str]:
        """The columns of a name and what follows from it."""
        return {
            "name": person.name,
            "first_name": person.first_name or first_name(person.name),
            "sort_name": sort_key(person.name, self._language),
        }

    def flush(self) -> None:
        """Write the new customers."""
        if self._waiting:
            self._write.insert_many("customer", _COLUMNS, self._waiting)
            self._waiting.clear()
        self.first_waiting = self._next
        if self._bearers.spilled:
            self._traits.clear()

    def close(self) -> None:
        """Let go of what was noted on the disk."""
        self._bearers.close()

    def learn(self, customer_id: int, person: Person) -> None:
        """Remember what a row added to a known customer."""
        self._learn(customer_id, self.traits(person))

    def _name(self, customer_id: int, person: Person) -> None:
        """Call someone by her name who was known by a number or an address only."""
        if customer_id >= self.first_waiting:
            self.flush()
        self._write.update("customer", customer_id, **self.naming(person))
        self._learn(customer_id, (*self._traits_of(customer_id)[:3], self.traits(person)[3]))

    def is_former(self, customer_id: int, column: str, value: str) -> bool:
        """Whether a row says of a merged customer only what she was known by before."""
        if column not in _COMPARED or customer_id not in self._former:
            return False
        said = self.traits(Person(**{column: value}))
        return any(
            trait and trait == hers
            for person in self._former[customer_id]
            for trait, hers in zip(said, self.traits(person), strict=True)
        )

    def _learn_former(self) -> None:
        """Enter under what else merged customers were known, after what they are known by now."""
        rows = self._write.execute(
            "SELECT customer_id, reference, email, phone, name FROM also_known ORDER BY id"
        )
        for customer_id, reference, email, phone, name in rows:
            person = Person(reference or "", name, first_name(name), email or "", phone or "")
            self._former.setdefault(customer_id, []).append(person)
            self._bearers.enter(customer_id, self.traits(person))

    def _learn(self, customer_id: int, traits: Traits) -> None:
        if not self._bearers.spilled and len(self._traits) >= bearers.MOST_IN_MEMORY:
            self._bearers.spill()
            self._traits = {at: kept for at, kept in self._traits.items() if self._waits(at)}
        if self._waits(customer_id) or not self._bearers.spilled:
            self._traits[customer_id] = traits
        self._bearers.enter(customer_id, traits)

    def _waits(self, customer_id: int) -> bool:
        return customer_id >= self.first_waiting

    def _traits_of(self, customer_id: int) -> Traits:
        if customer_id in self._traits:
            return self._traits[customer_id]
        row = self._write.execute(
            "SELECT reference, email, phone, name FROM customer WHERE id = ?", [customer_id]
        ).fetchone()
        return self.traits(Person(row[0] or "", row[3], "", row[1] or "", row[2] or ""))

    def _means(self, rank: int, traits: Traits, known: int) -> bool:
        """Whether a row can mean a known customer, as she is now or as she was before a merge."""
        former = (self.traits(person) for person in self._former.get(known, ()))
        return any(self._same(rank, traits, hers) for hers in (self._traits_of(known), *former))

    def _same(self, rank: int, mine: Traits, hers: Traits) -> bool:
        """Whether nothing speaks against it: families share phones, namesakes share names."""
        if rank == 0:
            return not _is_someone_else(mine, hers)
        if _differ(mine[0], hers[0]):
            return False
        if rank == 3:
            return not (_differ(mine[1], hers[1]) or _differ(mine[2], hers[2]))
        if self._is_nameless(mine) or self._is_nameless(hers):
            return True
        return not (_differ(mine[3], hers[3]) and _are_two(mine[3].split(), hers[3].split()))

    def _is_nameless(self, traits: Traits) -> bool:
        """Whether someone is called by nothing but her own phone or e-mail address."""
        _reference, email, phone, name = traits
        if not name or name == email:
            return True
        return bool(phone) and name[-1].isdigit() and phones.key(name, self._country) == phone


def _differ(mine: str, hers: str) -> bool:
    return bool(mine and hers and mine != hers)


def _is_someone_else(mine: Traits, hers: Traits) -> bool:
    """Whether two programs gave one number to two people: nothing but the number is the same."""
    if not _differ(mine[3], hers[3]) or set(mine[3].split()) & set(hers[3].split()):
        return False
    # Whoever was known by a number or an address only gets her name by it.
    if any(letter.isdigit() or letter == "@" for letter in mine[3] + hers[3]):
        return False
    return not any(one and one == other for one, other in zip(mine[1:3], hers[1:3], strict=True))


def _are_two(mine: list[str], hers: list[str]) -> bool:
    """Whether two names are of two people who share a phone: strangers, or of one family."""
    shared = set(mine) & set(hers)
    if not shared:
        return True
    if shared != {mine[-1]} or shared != {hers[-1]} or len(mine) == 1 or len(hers) == 1:
        return False
    one, other = mine[0].strip("."), hers[0].strip(".")
    return not (one.startswith(other) or other.startswith(one))


class Team:
    """The staff members by name; one whom the shop does not know yet is added when first met."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._ids: dict[str, int] = {}

    def meet(self, name: str) -> int | None:
        """The staff member a row names, None where it names nobody."""
        if name and name not in self._ids:
            self._ids[name] = staff.add(self._workspace, name).id
        return self._ids.get(name)
