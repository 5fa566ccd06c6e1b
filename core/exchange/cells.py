"""One row of a table read by its layout: who, when, how much, and what is left for the note."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.errors import KnownError
from core.exchange import days, values, words
from core.exchange.days import Moment
from core.exchange.plan import Plan
from core.exchange.values import filled
from core.i18n import N_
from core.people.customers import EMAIL
from core.text import clean, fold, one_line

# A number without its +, but with the code of its country.
_WHOLE_NUMBER = re.compile(r"[1-9]\d{9,14}", re.ASCII)
_REMEMBERED, _LONGEST_REMEMBERED = 100_000, 200
# No address can be longer, and no phone with all that people write beside it.
_LONGEST_EMAIL, _LONGEST_PHONE = 254, 100
# Years; what a person's record says of longer ago is a slip of the keyboard.
_OLDEST = 120
# Fields whose cells may end in the note.
_LEAVING = frozenset({"note", "email", "phone"})


class BadRow(KnownError):
    """A row that cannot be brought in, in one sentence."""

    def __init__(self, sentence: str, **facts: Any) -> None:
        super().__init__("bad_row", sentence, **facts)


@dataclass(frozen=True, slots=True)
class Person:
    """Who a row is about, as far as it says."""

    reference: str = ""
    name: str = ""
    first_name: str = ""
    email: str = ""
    phone: str = ""

    def __bool__(self) -> bool:
        return bool(self.reference or self.name or self.email or self.phone)


class Cells:
    """How the cells of a table's rows are read."""

    def __init__(self, plan: Plan) -> None:
        layout, headers = plan.layout, plan.table.headers
        self._columns = {name: layout.columns(name) for name in set(layout.fields) if name}
        self._headers = headers
        self._others = layout.others() if layout.kind != "survey" else []
        self._day_first, self._mark = plan.day_first, plan.decimal_mark
        self._phones_lack_plus = layout.phones_lack_plus
        # We write a name whole, and beside it how she is called.
        self._halves_may_be_apart = layout.source != "regulars"
        self._days: dict[str, Moment | None] = {}
        self._amounts: dict[str, tuple[int | None, str | None]] = {}
        self.plain = not self._others and self._columns.keys().isdisjoint(_LEAVING)

    def has(self, field: str) -> bool:
        """Whether the table has a column for a field."""
        return field in self._columns

    def text(self, cells: list[str], field: str) -> str:
        """The first cell of a field that holds something, "" where none does."""
        for at in self._columns.get(field, ()):
            if found := filled(cells[at]):
                return found
        return ""

    def texts(self, cells: list[str], field: str) -> list[str]:
        """All cells of a field that hold something."""
        found = (filled(cells[at]) for at in self._columns.get(field, ()))
        return [text for text in found if text]

    def moment(self, cells: list[str], field: str = "date") -> Moment | None:
        """The moment in a cell; None where it is empty. Raises BadRow."""
        text = self.text(cells, field)
        if not text:
            return None
        if text not in self._days:
            if len(self._days) > _REMEMBERED or len(text) > _LONGEST_REMEMBERED:
                self._days.clear()
            self._days[text] = days.moment(text, day_first=self._day_first) or days.counted(text)
        found = self._days[text]
        if found is not None:
            return found
        if days.is_of_no_time(text, day_first=self._day_first):
            raise BadRow(N_("The year of “{value}” is missing or cannot be right."), value=text)
        raise BadRow(N_("“{value}” is not a day."), value=text)

    def past_day(self, cells: list[str], field: str, today: date) -> tuple[date | None, str]:
        """The day of a particular of a person, or the line of a note where it cannot be right.

        Nobody is left out for a birthday without a year, in 1850 or in the future. A day that is
        in no calendar raises BadRow.
        """
        text = self.text(cells, field)
        if text and days.is_of_no_time(text, day_first=self._day_first):
            return None, self.named(cells, field)
        found = self.moment(cells, field)
        if found is None:
            return None, ""
        if today.year - found.day.year > _OLDEST or found.day > today:
            return None, self.named(cells, field)
        return found.day, ""

    def amount(self, cells: list[str]) -> tuple[int | None, str | None]:
        """The amount in minor units and its currency. Raises BadRow."""
        text = self.text(cells, "amount")
        if not text:
            return None, None
        if text not in self._amounts:
            if len(self._amounts) > _REMEMBERED or len(text) > _LONGEST_REMEMBERED:
                self._amounts.clear()
            self._amounts[text] = values.amount(text, self._mark)
        found = self._amounts[text]
        if found[0] is None:
            raise BadRow(N_("“{value}” is not an amount."), value=text)
        return found

    def person(self, cells: list[str]) -> Person:
        """Who the row is about."""
        first = one_line(self.text(cells, "first_name"))
        last = one_line(self.text(cells, "last_name"))
        names = map(one_line, self.texts(cells, "name"))
        own = next((name for name in names if fold(name) not in words.NOBODY), "")
        name = _whole_name(own, first, last) if self._halves_may_be_apart else own
        name = name or one_line(f"{first} {last}")
        phone = one_line(self._phone(cells))
        if self._phones_lack_plus and _WHOLE_NUMBER.fullmatch(phone):
            phone = f"+{phone}"
        return Person(
            reference=one_line(self.text(cells, "reference")),
            name="" if fold(name) in words.NOBODY else name,
            first_name=first if last or own else "",
            email=one_line(self._email(cells)),
            phone=phone,
        )

    def note(self, cells: list[str]) -> str:
        """The note of a row with everything in it that has no field of its own."""
        if self.plain and len(cells) == len(self._headers):
            return ""
        own = [_paragraphs(cells[at]) for at in self._columns.get("note", ())]
        lines = [text for text in own if text]
        lines += [self._named(at, cells[at]) for at in self._others if filled(cells[at])]
        for at, text in self.left_over(cells):
            lines.append(self._named(at, text) if at < len(self._headers) else text)
        return "\n".join(lines)

    def left_over(self, cells: list[str]) -> Iterator[tuple[int, str]]:
        """The place and text of cells that have no place of their own.

        Second phones and addresses, those that are none, and what stands beyond the headings.
        """
        for field, used in (("email", self._email(cells)), ("phone", self._phone(cells))):
            for at in self._columns.get(field, ()):
                if (text := filled(cells[at])) and text != used:
                    yield at, text
        for at in range(len(self._headers), len(cells)):
            if text := filled(cells[at]):
                yield at, text

    def _email(self, cells: list[str]) -> str:
        """The first cell that holds an address: forms write “anonymous” where they have none."""
        texts = self.texts(cells, "email")
        return next((text for text in texts if _is_email(one_line(text))), "")

    def _phone(self, cells: list[str]) -> str:
        """The first cell that can be a phone: “none” and a whole story are not."""
        texts = self.texts(cells, "phone")
        return next((text for text in texts if _may_be_phone(text)), "")

    def named(self, cells: list[str], field: str) -> str:
        """The line of a note for a field that has no place of its own, "" where it is empty."""
        for at in self._columns.get(field, ()):
            if filled(cells[at]):
                return self._named(at, cells[at])
        return ""

    def _named(self, at: int, text: str) -> str:
        return f"{self._headers[at]}: {_paragraphs(text)}"


def _whole_name(name: str, first: str, last: str) -> str:
    """A name with the half of it that stands in a column of its own: “Name” beside “Surname”."""
    if not name or bool(first) == bool(last):
        return name
    words = fold(name).split()
    if last and not set(fold(last).split()) & set(words):
        return f"{name} {last}"
    return f"{first} {name}" if first and len(words) == 1 and fold(first) != words[0] else name


def _is_email(text: str) -> bool:
    return len(text) <= _LONGEST_EMAIL and EMAIL.fullmatch(text) is not None


def _may_be_phone(text: str) -> bool:
    return len(text) <= _LONGEST_PHONE and any(map(str.isdigit, text))


def _paragraphs(cell: str) -> str:
    """A cell as text for a note; some programs end their lines in two signs."""
    return clean(filled(cell).replace("\r\n", "\n").replace("\r", "\n"))
