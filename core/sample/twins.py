"""Planted look-alikes for a sample shop: second records of the same people, and families.

Twin search is tried and measured on them; an owner never meets them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from core.clock import iso
from core.i18n import N_
from core.people import customers, phones
from core.people.customers import Customer, NewCustomer
from core.people.given_names import FULL
from core.sample import words
from core.store import settings
from core.text import first_name, sort_key, without_diacritics

if TYPE_CHECKING:
    from core.store.workspace import Workspace

_TITLES = {"cs": ("Ing. {}", "Mgr. {}", "paní {}", "{}, Ph.D.", "MUDr. {}", "Bc. {}"),
           "lv": ("kundze {}", "k-dze {}", "Dr. {}"),
           "en": ("Mrs {}", "Dr. {}", "Ms. {}")}  # fmt: skip
_BESIDE = "qwertyuiop asdfghjkl zxcvbnm"
_COLUMNS = ("name", "first_name", "sort_name", "phone", "email", "language", "born_on", "note",
            "joined_on", "reference", "created_at")  # fmt: skip


@dataclass(slots=True)
class _Maker:
    """Second records being made up from the first ones."""

    rng: Random
    language: str
    families: tuple[tuple[str, str], ...]
    code: str

    def plain(self, who: NewCustomer) -> NewCustomer:
        """As a till without diacritics writes her."""
        case = self.rng.choice((str, str.upper, str.lower))
        return replace(who, name=case(without_diacritics(who.name)))

    def swapped(self, who: NewCustomer) -> NewCustomer:
        """The family name first."""
        first, _space, rest = who.name.partition(" ")
        return replace(who, name=self.rng.choice(("{1} {0}", "{1}, {0}")).format(first, rest))

    def titled(self, who: NewCustomer) -> NewCustomer:
        """With a title or a form of address."""
        return replace(who, name=self.rng.choice(_TITLES[self.language]).format(who.name))

    def mistyped(self, who: NewCustomer) -> NewCustomer:
        """With one typing error in a word of the name."""
        parts = who.name.split()
        at = self.rng.choice([n for n, word in enumerate(parts) if len(word) >= 4] or [0])
        parts[at] = self._typed_wrongly(parts[at])
        return replace(who, name=" ".join(parts))

    def married(self, who: NewCustomer) -> NewCustomer:
        """Under another family name."""
        first = who.name.split()[0]
        return replace(who, name=f"{first} {self.rng.choice(self.families)[1]}")

    def short(self, who: NewCustomer) -> NewCustomer:
        """By the short form of her first name, where it has one."""
        first, _space, rest = who.name.partition(" ")
        forms = [s for s, full in FULL.items() if without_diacritics(first.lower()) in full]
        return replace(who, name=f"{self.rng.choice(forms).title()} {rest}") if forms else who

    def family_name_only(self, who: NewCustomer) -> NewCustomer:
        """As "Mrs Nováková"."""
        return replace(who, name=self.rng.choice(("paní {}", "{}")).format(who.name.split()[-1]))

    def other_phone(self, who: NewCustomer) -> NewCustomer:
        """The same number in another form."""
        digits = who.phone.replace(" ", "")
        forms = (digits, digits.lstrip("+"), digits.replace("+", "00"), f"'{digits}",
                 digits.removeprefix(self.code), who.phone.removeprefix(self.code).strip(),
                 who.phone.replace(" ", "-"), f"{who.phone} (mobil)")  # fmt: skip
        return replace(who, phone=self.rng.choice(forms))

    def mistyped_phone(self, who: NewCustomer) -> NewCustomer:
        """With one digit wrong."""
        at = self.rng.randrange(len(who.phone) - 5, len(who.phone))
        digit = who.phone[at] if who.phone[at].isdigit() else ""
        wrong = self.rng.choice([each for each in "0123456789" if each != digit])
        return replace(who, phone=who.phone[:at] + (wrong if digit else " ") + who.phone[at + 1 :])

    def new_phone(self, who: NewCustomer) -> NewCustomer:
        """Under a new number."""
        return replace(who, phone=who.phone[:-6] + f"{self.rng.randrange(10**6):06d}")

    def shouted_email(self, who: NewCustomer) -> NewCustomer:
        """The same address as somebody's phone writes it."""
        local, _at, domain = who.email.partition("@")
        forms = (who.email.upper(), who.email.capitalize(), f"{local}+salon@{domain}")
        return replace(who, email=self.rng.choice(forms))

    def mistyped_email(self, who: NewCustomer) -> NewCustomer:
        """With a typing error in the address."""
        local, _at, domain = who.email.partition("@")
        if self.rng.random() < 0.3:
            return replace(who, email=f"{local}@{domain.replace('mp', 'pm')}")
        letters = [n for n, letter in enumerate(local) if letter.isalpha()]
        at = self.rng.choice(letters)
        return replace(who, email=f"{local[:at]}{local[at + 1 :]}@{domain}")

    def without_phone(self, who: NewCustomer) -> NewCustomer:
        """Without a phone."""
        return replace(who, phone="")

    def without_email(self, who: NewCustomer) -> NewCustomer:
        """Without an address."""
        return replace(who, email="")

    def without_birthday(self, who: NewCustomer) -> NewCustomer:
        """Without a birthday."""
        return replace(who, born_on=None)

    def _typed_wrongly(self, word: str) -> str:
        at = self.rng.randrange(1, len(word))
        row = next((row for row in _BESIDE.split() if word[at] in row), word[at])
        beside = self.rng.choice(row)
        while beside == word[at] and len(row) > 1:
            beside = self.rng.choice(row)
        if len(row) == 1:
            beside = "x"
        kinds = (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + beside + word[at + 1 :],
            word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
        )
        wrong = self.rng.choice(kinds)
        return wrong if wrong != word else word + word[-1]


# What a second record differs by, and what the first must hold so that anyone could tell.
KINDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "no diacritics, same phone": (("plain", "other_phone", "without_email"), ("phone",)),
    "no diacritics, no phone": (("plain", "without_phone", "shouted_email"), ("email",)),
    "swapped, same phone": (("swapped", "other_phone", "without_birthday"), ("phone",)),
    "swapped, same e-mail, new phone": (("swapped", "new_phone"), ("phone", "email")),
    "title, same phone": (("titled", "other_phone", "without_email"), ("phone",)),
    "title, no phone": (("titled", "without_phone"), ("email",)),
    "typing error, same phone": (("mistyped", "other_phone", "without_email"), ("phone",)),
    "typing error, same e-mail": (("mistyped", "without_phone"), ("email",)),
    "typing error, same birthday": (
        ("mistyped", "without_phone", "without_email"), ("born_on",)),
    "mistyped phone": (("mistyped_phone", "plain", "without_email"), ("phone",)),
    "mistyped e-mail": (("mistyped_email", "without_phone"), ("email",)),
    "new phone, same birthday": (("new_phone", "plain", "without_email"), ("phone", "born_on")),
    "married, same phone and birthday": (
        ("married", "other_phone", "without_email"), ("phone", "born_on")),
    "short form, same phone": (("short", "other_phone", "without_email"), ("phone",)),
    "family name only, same phone": (
        ("family_name_only", "without_email", "without_birthday"), ("phone",)),
}  # fmt: skip


def plant(workspace: Workspace, share: float = 0.05, seed: int = 1) -> list[tuple[int, int]]:
    """Add second records of a share of the customers; gives the pairs of ids, the first first."""
    return [pair for pair, _kind in plant_kinds(workspace, share, seed)]


def plant_kinds(
    workspace: Workspace, share: float = 0.05, seed: int = 1
) -> list[tuple[tuple[int, int], str]]:
    """Like `plant`, each pair with its kind from KINDS, all of which are about as frequent."""
    rng = Random(seed)
    people = _known(workspace)
    rng.shuffle(people)
    wanted = max(1, round(share * len(people)))
    kinds: list[str] = []
    rows: list[tuple[int, str, NewCustomer]] = []
    for person in people:
        if len(rows) == wanted:
            break
        kinds = kinds or rng.sample(sorted(KINDS), len(KINDS))
        kind = next((each for each in kinds if _holds(person, KINDS[each][1])), None)
        if kind is None:
            continue
        kinds.remove(kind)
        maker = _maker(rng, workspace, person)
        second = customers.as_new(person)
        for change in KINDS[kind][0]:
            act: Callable[[NewCustomer], NewCustomer] = getattr(maker, change)
            second = act(second)
        rows.append((person.id, kind, second))
    ids = _store(workspace, [replace(second, reference="", note="") for _i, _k, second in rows])
    return [((first, new), kind) for (first, kind, _s), new in zip(rows, ids, strict=True)]


def plant_families(
    workspace: Workspace, share: float = 0.03, seed: int = 1
) -> list[tuple[int, int]]:
    """Add relatives who share a phone or an address with a customer and are other people."""
    rng = Random(seed)
    people = [each for each in _known(workspace) if each.phone or each.email]
    chosen = rng.sample(people, max(1, round(share * len(people))))
    relatives = [_relative(rng, workspace, person) for person in chosen]
    ids = _store(workspace, relatives)
    return [(person.id, new) for person, new in zip(chosen, ids, strict=True)]


def _relative(rng: Random, workspace: Workspace, person: Customer) -> NewCustomer:
    """A daughter, mother, sister, husband or brother."""
    names = words.of(person.language or _language(workspace))
    first, *_others, family = person.name.split()
    forms = next((pair for pair in names.families if family in pair), (family, family))
    woman = rng.random() < 0.6
    given = rng.choice([each for each in (names.women if woman else names.men) if each != first])
    born = date(1950, 1, 1) + timedelta(days=rng.randrange(20_000))
    by_phone = bool(person.phone) and (not person.email or rng.random() < 0.8)
    return NewCustomer(
        f"{given} {forms[1 if woman else 0]}",
        phone=person.phone if by_phone else "",
        email="" if by_phone else person.email,
        language=person.language,
        born_on=born if rng.random() < 0.3 else None,
        joined_on=person.joined_on,
    )


def _known(workspace: Workspace) -> list[Customer]:
    rows = workspace.rows("SELECT * FROM customer WHERE archived_at IS NULL ORDER BY id")
    return [customers.from_row(row) for row in rows]


def _holds(person: Customer, columns: tuple[str, ...]) -> bool:
    return all(getattr(person, column) for column in columns)


def _language(workspace: Workspace) -> str:
    return settings.get(workspace, settings.LANGUAGE)


def _maker(rng: Random, workspace: Workspace, person: Customer) -> _Maker:
    language = person.language or _language(workspace)
    code, _length = phones.CALLING.get(settings.get(workspace, settings.COUNTRY), ("", 0))
    return _Maker(rng, language, words.of(language).families, f"+{code}" if code else "")


def _store(workspace: Workspace, people: list[NewCustomer]) -> range:
    language, now = _language(workspace), iso(workspace.clock.now())
    rows = [
        (
            each.name, first_name(each.name), sort_key(each.name, language), each.phone or None,
            each.email or None, each.language or None,
            each.born_on.isoformat() if each.born_on else None, each.note or None,
            each.joined_on.isoformat() if each.joined_on else None, each.reference or None, now,
        )
        for each in people
    ]  # fmt: skip
    with workspace.write(N_("Sample shop added")) as write:
        return write.insert_many("customer", _COLUMNS, rows)
