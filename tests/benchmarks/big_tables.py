"""Long lists of visits as a booking system writes them, with invented people."""

from __future__ import annotations

import csv
import datetime as dt
import random
from pathlib import Path

_FIRST = "Žofie Šárka Jana Eliška Tereza Řehoř Ondřej Kateřina Věra Jiří Matěj Lucie".split()
_LAST = (
    "Dvořáková Něničková Nováková Svobodová Kučera Procházka Veselý Horáková Němec Pokorná "
    "Růžičková Beneš Fialová Sedláčková Zeman Kolářová Krejčí Urban Čermáková Vaněk"
).split()
_SERVICES = "Střih Foukaná Barvení Melír Masáž Manikúra Pedikúra Čištění pleti".split()
_REMARKS = (
    "",
    "",
    "přišla o chvíli později, příště prosí o klidnější křeslo u okna",
    "barva o půl tónu tmavší, „přesně jako minule“",
    "bez kofeinu; čaj šípkový",
)
HEADINGS = (
    "Datum", "Čas", "Jméno a příjmení", "Telefon", "E-mail", "Služba", "Částka", "Zaměstnanec",
    "Poznámka",
)  # fmt: skip


def write_visits(path: Path, rows: int, *, customers: int = 5_000, seed: int = 4) -> Path:
    """Write a list of visits of that many rows; no two rows are equal."""
    chance = random.Random(seed)
    people = [_person(number, chance) for number in range(customers)]
    first = dt.date(2012, 1, 2)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADINGS)
        for number in range(rows):
            day = first + dt.timedelta(days=number * 5_000 // rows)
            services = ", ".join(chance.sample(_SERVICES, 1 + number % 2))
            writer.writerow(
                (
                    f"{day.day}. {day.month}. {day.year}",
                    f"{8 + number % 11}:{number % 60:02}",
                    *people[chance.randrange(customers)],
                    services,
                    f"{chance.randrange(200, 3000)},{number % 100:02} Kč",
                    _FIRST[number % 4],
                    chance.choice(_REMARKS),
                )
            )
    return path


def _person(number: int, chance: random.Random) -> tuple[str, str, str]:
    name = f"{chance.choice(_FIRST)} {chance.choice(_LAST)}"
    return name, f"+420 7{number:08}"[:14], f"osoba{number}@example.cz"
