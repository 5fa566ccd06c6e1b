"""How likely two records are one person: evidence for and against, added up in points.

One point doubles or halves the odds (points are logarithms to the base of two), as in record
linkage after Fellegi and Sunter. Likeness is 1 / (1 + 2^-points).

Two records that share a phone or an e-mail address begin near even odds, because families share
them too; then the first name decides, and a family name of its own says little. All others begin
where any two customers of a shop of that size stand, far below zero, and names lift them by how
rare they are in this shop: two Jana Novákovás are nothing, two Žaneta Vrbenskás are something.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from math import log2

from core.i18n import N_
from core.people import mistyped
from core.people.name_stock import Alike, Called, NameStock
from core.people.names import Name

SAME_PHONE = N_("The same phone number.")
SAME_EMAIL = N_("The same e-mail address.")
SAME_NAME = N_("The same name.")
SAME_GIVEN = N_("The same first name.")
SHORT_GIVEN = N_("A short form of the same first name.")
INITIAL = N_("The same initial.")
NEAR_NAME = N_("Nearly the same name.")
SAME_FAMILY = N_("The same family name.")
SAME_BIRTHDAY = N_("The same birthday.")
NEAR_BIRTHDAY = N_("Nearly the same birthday.")
NEAR_PHONE = N_("Phone numbers that differ by a typing error.")
NEAR_EMAIL = N_("E-mail addresses that differ by a typing error.")
OTHER_GIVEN = N_("But another first name.")
OTHER_FAMILY = N_("But another family name.")
OTHER_PHONE = N_("But another phone number.")
OTHER_EMAIL = N_("But another e-mail address.")
OTHER_BIRTHDAY = N_("But another birthday.")
CHOSEN = N_("Chosen by you.")

_GIVEN_TOLD = {"same": SAME_GIVEN, "short": SHORT_GIVEN, "initial": INITIAL, "other": OTHER_GIVEN}
_AGAINST = frozenset((OTHER_GIVEN, OTHER_FAMILY, OTHER_PHONE, OTHER_EMAIL, OTHER_BIRTHDAY))
_FAMILY_TOLD = {
    "same": SAME_FAMILY, "part": SAME_FAMILY, "stem": SAME_FAMILY, "other": OTHER_FAMILY,
}  # fmt: skip

# Before anything is known, so many of a shop's records have a twin.
_TWINS_PER_RECORD = 0.06
# A shop that begins with ten customers will still have two Jana Novákovás.
_SMALLEST_SHOP = 300
_MOST_FOR_A_BIRTHDAY = 14.0  # one in 20,000 was born on a given day of 56 years
_BIRTHDAYS_BEFORE = 200
# Points for names where a phone or an address is shared …
_CLOSE_GIVEN = {
    "same": 5.0, "short": 4.0, "typo": 4.0, "initial": 1.5, "none": 0.5, "other": -6.0,
}  # fmt: skip
_CLOSE_FAMILY = {
    "same": 1.0, "part": 1.0, "typo": 0.5, "stem": 0.0, "none": 0.5, "other": -4.5,
}  # fmt: skip
# … and what takes away from the rarity of a name in common where none is.
_FAR_GIVEN = {"short": -3.0, "typo": -4.0, "initial": -5.0, "other": -8.0}
_FAR_FAMILY = {"part": -3.0, "typo": -4.0, "stem": -4.0, "other": -6.0}


@dataclass(slots=True)
class Record:
    """A customer as she is compared; "" for what is not known."""

    id: int
    name: Name
    phone: str
    email: str
    born_on: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """The odds in points, and what spoke for and against, as msgids."""

    points: float
    reasons: tuple[str, ...]

    @property
    def share(self) -> float:
        """The likeness from 0 to 1."""
        return float(1 / (1 + 2 ** -max(-60.0, min(60.0, self.points))))


def of_choice(likeness: Likeness) -> Likeness:
    """The likeness of two whom the owner chose, who is the reason where nothing else is one."""
    if set(likeness.reasons) <= _AGAINST:
        return Likeness(likeness.points, (CHOSEN, *likeness.reasons))
    return likeness


@dataclass(slots=True)
class _Scale:
    """Evidence on its way into the scale."""

    points: float
    reasons: list[str] = field(default_factory=list)

    def add(self, points: float, reason: str = "") -> None:
        self.points += points
        if reason:
            self.reasons.append(reason)


class Shop:
    """The records of one shop, for weighing what two of them share."""

    def __init__(self, records: list[Record]) -> None:
        self._names = NameStock(record.name for record in records)
        self.called = {r.id: c for r, c in zip(records, self._names.called, strict=True)}
        self._phones = Counter(r.phone for r in records if r.phone)
        self._emails = Counter(r.email for r in records if r.email)
        self._domains = Counter(r.email.partition("@")[2] for r in records if r.email)
        self._birthdays = Counter(r.born_on for r in records if r.born_on)
        self._start = log2(_TWINS_PER_RECORD / max(_SMALLEST_SHOP, len(records)))

    def weigh(self, one: Record, other: Record) -> Likeness:
        """How likely two records are one person, and why."""
        mine, hers = self.called[one.id], self.called[other.id]
        alike = self._names.compare(mine, hers)
        phone = bool(one.phone) and one.phone == other.phone
        email = bool(one.email) and one.email == other.email
        close = phone or email
        scale = self._shared(one, phone, email) if close else _Scale(self._start)
        if close:
            _weigh_household(scale, alike)
        else:
            scale.add(_FAR_GIVEN.get(alike.given, 0) + _FAR_FAMILY.get(alike.family, 0))
            scale.add(self._names.points(mine, hers, alike))
        _tell_names(scale, alike)
        if mine.mark != hers.mark:
            scale.add(-8 if mine.mark and hers.mark else -2)
        self._weigh_birthdays(scale, one, other, close, alike)
        self._weigh_phones(scale, one.phone, other.phone, close)
        self._weigh_emails(scale, one.email, other.email, close, alike)
        return Likeness(scale.points, tuple(scale.reasons))

    def stands_out(self, called: Called) -> bool:
        """Whether a second record of the same name may be hers with little else in common."""
        return self._start + self._names.points(called, called, Alike("same", "same")) > -4

    def are_namesakes(self, one: Record, other: Record) -> bool:
        """Whether two bear the same whole name and nothing speaks clearly against one person."""
        mine, hers = self.called[one.id], self.called[other.id]
        if not (mine.given and mine.family) or (mine.words, mine.mark) != (hers.words, hers.mark):
            return False
        other_day = _differ(one.born_on, other.born_on) and not mistyped.day(
            one.born_on, other.born_on
        )
        other_reach = _differ(one.phone, other.phone) and _differ(one.email, other.email)
        return not (other_day or other_reach)

    def _shared(self, one: Record, phone: bool, email: bool) -> _Scale:
        scale, holders = _Scale(-1), []
        if phone:
            scale.add(0, SAME_PHONE)
            holders.append(self._phones[one.phone])
        if email:
            scale.add(0, SAME_EMAIL)
            holders.append(self._emails[one.email])
        if phone and email:
            scale.add(1.5)
        # A number that many records hold is the shop's own, or a made-up one.
        scale.add(-1.5 * log2(max(1, min(holders) - 1)))
        return scale

    def _weigh_birthdays(
        self, scale: _Scale, one: Record, other: Record, close: bool, alike: Alike
    ) -> None:
        if not (one.born_on and other.born_on):
            return
        if one.born_on == other.born_on:
            # Many were born on the first of January, where nobody asked them.
            others = max(0, self._birthdays[one.born_on] - 2) + 0.02
            points = -log2(others / (self._birthdays.total() + _BIRTHDAYS_BEFORE))
            # Twins by birth share the phone of their mother, the family name and the day.
            by_birth = 4 if alike.given == "other" else 2
            points = min(_MOST_FOR_A_BIRTHDAY, points)
            scale.add(points / by_birth if close else points, SAME_BIRTHDAY)
        elif mistyped.day(one.born_on, other.born_on):
            scale.add(0 if close else 3, NEAR_BIRTHDAY)
        else:
            scale.add(-6, OTHER_BIRTHDAY)

    def _weigh_phones(self, scale: _Scale, one: str, other: str, close: bool) -> None:
        if not one or not other or one == other:
            return
        if mistyped.number(one, other):
            scale.add(1 if close else 9, NEAR_PHONE)
        else:
            scale.add(-0.5 if close else -2, OTHER_PHONE)

    def _weigh_emails(self, scale: _Scale, one: str, other: str, close: bool, alike: Alike) -> None:
        if not one or not other or one == other:
            return
        if mistyped.address(one, other, self._domains):
            # Clark and Clarke have near addresses because of their names.
            named_alike = alike.given == alike.family == "same"
            scale.add((9 if named_alike else 3) if not close else 1, NEAR_EMAIL)
        elif one.partition("@")[0] == other.partition("@")[0]:
            scale.add(0.5 if close else 1)
        else:
            scale.add(-0.5 if close else -1.5, OTHER_EMAIL)


def _differ(one: str, other: str) -> bool:
    """Whether both are known and say different things."""
    return bool(one and other) and one != other


def _weigh_household(scale: _Scale, alike: Alike) -> None:
    """Names of two records that share a phone or an address."""
    if alike.given == alike.family == "none":
        scale.add(3)  # one of them is only a number so far
    else:
        scale.add(_CLOSE_GIVEN[alike.given] + _CLOSE_FAMILY[alike.family])


def _tell_names(scale: _Scale, alike: Alike) -> None:
    """The reasons that names give."""
    both = {alike.given, alike.family}
    if both == {"same"}:
        scale.add(0, SAME_NAME)
    elif "typo" in both and "other" not in both:
        scale.add(0, NEAR_NAME)
    else:
        scale.add(0, _GIVEN_TOLD.get(alike.given, ""))
        scale.add(0, _FAMILY_TOLD.get(alike.family, ""))
