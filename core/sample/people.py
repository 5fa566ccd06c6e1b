"""The invented customers of a sample shop: names, languages, numbers and addresses."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from core.sample import words
from core.text import fold

# Who comes to a shop of each language.
SPOKEN = {
    "cs": (("cs", 0.82), ("en", 0.10), ("lv", 0.08)),
    "lv": (("lv", 0.82), ("en", 0.12), ("cs", 0.06)),
    "en": (("en", 0.84), ("cs", 0.09), ("lv", 0.07)),
}
WOMEN = 0.78
HAVE_PHONE, HAVE_EMAIL = 0.93, 0.58
# Reserved for examples, so no letter can reach a stranger.
DOMAINS = ("example.com", "example.org", "example.net")


@dataclass(slots=True)
class Person:
    """A customer being made up; `days` are the ordinals of done visits."""

    id: int
    name: str
    first_name: str
    woman: bool
    language: str
    phone: str | None
    email: str | None
    joined: int = 0
    gap: float = 42.0
    lost: bool = False
    booked: bool = False
    days: list[int] = field(default_factory=list)


class Crowd:
    """Makes people up one by one, none twice while there are names left."""

    def __init__(self, rng: Random, shop_language: str, count: int) -> None:
        self._rng = rng
        self._languages = _languages(rng, shop_language, count)
        self._names: set[str] = set()
        self._numbers: set[str] = set()
        self._addresses: set[str] = set()

    def person(self, number: int) -> Person:
        """The next person, with this id."""
        rng = self._rng
        language = self._languages.pop()
        woman = rng.random() < WOMEN
        name, first_name = self._name(language, woman)
        phone = self._phone(language) if rng.random() < HAVE_PHONE else None
        email = self._email(name) if rng.random() < HAVE_EMAIL else None
        return Person(number, name, first_name, woman, language, phone, email)

    def _name(self, language: str, woman: bool) -> tuple[str, str]:
        known = words.of(language)
        for _attempt in range(20):
            first = self._rng.choice(known.women if woman else known.men)
            family = self._rng.choice(known.families)[1 if woman else 0]
            if f"{first} {family}" not in self._names:
                break
        self._names.add(f"{first} {family}")
        return f"{first} {family}", first

    def _phone(self, language: str) -> str:
        while True:
            digits = f"{self._rng.randrange(1_000_000):06d}"
            number = _NUMBERS[language](self._rng, digits)
            if number not in self._numbers:
                self._numbers.add(number)
                return number

    def _email(self, name: str) -> str:
        first, *rest = fold(name).split()
        stem = f"{first}.{rest[-1]}" if rest else first
        domain = self._rng.choice(DOMAINS)
        address, n = f"{stem}@{domain}", 1
        while address in self._addresses:
            n += 1
            address = f"{stem}{n}@{domain}"
        self._addresses.add(address)
        return address


def _languages(rng: Random, shop_language: str, count: int) -> list[str]:
    """A language for each person; from ten people on everyone is there at least once."""
    spoken = []
    for language, share in SPOKEN[shop_language][1:]:
        spoken += [language] * max(round(share * count), 1 if count >= 10 else 0)
    spoken += [shop_language] * (count - len(spoken))
    rng.shuffle(spoken)
    return spoken


def _czech_number(rng: Random, digits: str) -> str:
    return (
        f"+420 {rng.choice(('602', '605', '721', '731', '774', '777'))} {digits[:3]} {digits[3:]}"
    )


def _latvian_number(rng: Random, digits: str) -> str:
    return f"+371 2{rng.randrange(10)} {digits[:3]} {digits[3:]}"


def _british_number(_rng: Random, digits: str) -> str:
    return f"+44 7700 9{digits[:2]} {digits[2:5]}"


_NUMBERS = {"cs": _czech_number, "lv": _latvian_number, "en": _british_number}
