"""What a column holds that no heading explains, guessed from its values."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from core.exchange import days, values, words
from core.exchange.headings import PERSON, is_known
from core.exchange.values import filled
from core.i18n import LANGUAGES, N_, said_in
from core.people.customers import EMAIL
from core.text import fold, one_line

# Of so many rows the first are looked at; so large a part of a column must look alike.
LOOKED_AT = 200
# Longer than any value that is known by its looks.
LONGEST_LOOKED_AT = 1_000
ALIKE = 0.8
# Sentences are longer than names of services and addresses, and hardly two are the same.
SENTENCE_WORDS, SHORT_SENTENCE_WORDS = 5.0, 3.0
MOSTLY_DIFFERENT = 0.7

_PHONE = re.compile(r"(?P<plus>\+|00)?[\d\s().\-/]{6,22}", re.ASCII)
# Numbers without any mark as people write them at home: Czech with nine digits, Latvian with eight.
_PHONE_AT_HOME = re.compile(r"[2-9]\d{8}|[26]\d{7}", re.ASCII)
_TITLE = re.compile(r"(?:[A-Z][A-Za-z]{0,5}\.|ing|mgr|bc|dr|mudr|jr|sr)[.,]?", re.IGNORECASE)
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’\-.][^\W\d_]*)*")
_ENDS = (".", "!", "?", "…", ":)", ":-)", ")", "”", '"')
# The words of a form's question that asks for nothing but who one is.
_POLITE = frozenset(
    "a and best can contact full i is jak jaky je jmenujete jums jusu kada kads kontakt kontaktni "
    "last mate my neobligati nepovinne nepovinny of optional or please prosim reach s se surname "
    "tavs the to un vas vase we what whats you your ir ludzu".split()
)
_ASKED = {
    "name": frozenset(
        "name first cele celkem jmeno jmenujete prijmeni uzvards vards pilns surname".split()
    ),
    "email": frozenset(
        "e mail email adresa adrese address emailova epasta epasts pasta pasts".split()
    ),
    "phone": frozenset(
        "phone telephone mobile telefon telefonni mobil cislo number talrunis talruna numurs "
        "telefona".split()
    ),
}
_MEANT = {
    "name": frozenset({"name", "jmeno", "jmenujete", "vards", "surname", "prijmeni", "uzvards"}),
    "email": frozenset({"mail", "email", "epasts", "pasts", "emailova", "epasta", "pasta"}),
    "phone": frozenset({"phone", "telephone", "mobile", "telefon", "telefonni", "mobil",
                        "talrunis", "talruna", "telefona"}),
}  # fmt: skip
# What may be filled in by its looks, in each kind of table. A question of a form stays one, but
# for the two that ask where a person can be reached.
_FILLED_IN = {
    "customers": ("name", "email", "phone"),
    "visits": ("date", "amount", "name", "email", "phone"),
    "feedback": ("date", "body", "name", "email", "phone"),
    "survey": ("email", "phone"),
}
_NAMES = frozenset({"name", "first_name", "last_name"})

Rows = Sequence[Sequence[str]]


def heading_of(number: int, language: str) -> str:
    """What a column without a heading is called, in the language of the shop.

    In the screen's, a line would be another one as soon as the owner chooses another language.
    """
    return said_in(language, N_("Column {number}"), number=number)


def without_headings(headers: Sequence[str]) -> bool:
    """Whether nothing in a table is called anything."""
    return any(
        all(header == heading_of(at, language) for at, header in enumerate(headers, start=1))
        for language in LANGUAGES
    )


def of_columns(headers: Sequence[str], rows: Rows) -> tuple[str, ...]:
    """For every column whose heading is unknown the field that its values look like, else ""."""
    found = [
        "" if is_known(header) else field_of(_column(rows, at)) for at, header in enumerate(headers)
    ]
    if without_headings(headers) and "date" in found and "amount" not in found:
        numbers = [
            at
            for at, field in enumerate(found)
            if not field and field_of(_column(rows, at), plain_numbers=True)
        ]
        if len(numbers) == 1:
            found[numbers[0]] = "amount"
    return tuple(found)


def fill_in(
    kind: str, headers: Sequence[str], fields: Sequence[str], guesses: Sequence[str], rows: Rows
) -> list[str]:
    """The fields of a table's columns with those that headings leave open filled in by guesses.

    What a heading says always stays; a phone alone makes nobody.
    """
    filled_in = list(fields)
    if kind == "feedback" and "body" in guesses and "body" in fields:
        at = fields.index("body")
        # “Rating” may head the stars beside the words.
        if _share(_column(rows, at), _is_said) < 1 - ALIKE:
            filled_in[at] = ""
    held = {
        field
        for at, field in enumerate(filled_in)
        if kind != "survey" or field not in PERSON or _says_anybody(_column(rows, at))
    }
    for at, guess in enumerate(guesses):
        if kind == "survey" and not fields[at] and (asked := asks_for(headers[at])):
            # Beside the name that the program knows, which may be nobody's.
            filled_in[at] = asked
            continue
        if guess not in _FILLED_IN[kind]:
            continue
        if fields[at] or guess in held or (guess == "name" and held & _NAMES):
            continue
        # Of a price and a tip nobody can tell which is which.
        if guess == "amount" and guesses.count("amount") > 1:
            continue
        filled_in[at] = guess
        held.add(guess)
    if kind == "feedback" and "body" not in held:
        # Called a list of feedback, its remarks are what was said.
        open_ones = [at for at, field in enumerate(filled_in) if not field]
        said = [at for at in open_ones if field_of(_column(rows, at)) == "body"]
        for at in said[:1]:
            filled_in[at] = "body"
    if kind == "survey" or held & (_NAMES | {"email", "reference"}):
        return filled_in
    return [
        known if field == "phone" else field for field, known in zip(filled_in, fields, strict=True)
    ]


def _column(rows: Rows, at: int) -> list[str]:
    return [row[at] for row in rows if at < len(row)]


def _says_anybody(cells: Iterable[str]) -> bool:
    said = (fold(filled(cell)) for cell in cells)
    return any(text and text not in words.NOBODY for text in said)


def field_of(cells: Iterable[str], *, plain_numbers: bool = False) -> str:
    """The field that some cells look like: email, date, phone, amount, name or body; "" for none.

    Whole numbers without a currency may count anything; they are amounts with `plain_numbers`.
    """
    seen = [text for cell in cells if (text := one_line(filled(cell)[:LONGEST_LOOKED_AT]))]
    seen = seen[:LOOKED_AT]
    if not seen:
        return ""
    for field, looks in _LOOKS.items():
        if _share(seen, looks) >= ALIKE and not (field == "phone" and _counts_up(seen)):
            return field
    if _are_sentences(seen):
        return "body"
    if plain_numbers and _share(seen, _is_number) >= ALIKE and not _counts_up(seen):
        return "amount"
    return ""


def is_value(cell: str) -> bool:
    """Whether a cell surely holds a value, so that it is no heading."""
    text = one_line(filled(cell)[:LONGEST_LOOKED_AT])
    return bool(text) and any(_LOOKS[field](text) for field in ("email", "date", "phone", "amount"))


def is_row(cells: Sequence[str], below: Rows) -> bool:
    """Whether the first row of a table is a row like those below it, and holds no headings."""
    if any(map(is_known, cells)):
        return False
    held = {at: field_of([cell]) for at, cell in enumerate(cells) if is_value(cell)}
    if "email" in held.values():
        return True
    if not below:
        return len(held) > 1
    return any(
        field_of(row[at : at + 1]) == field for at, field in held.items() for row in below[:3]
    )


def asks_for(heading: str) -> str:
    """The field that a question of a form asks for, where it asks for nothing else; "" for none."""
    said = set(re.findall(r"[a-z]+", fold(heading).replace("'", "").replace("’", "")))
    for field, meant in _MEANT.items():
        if said & meant and said <= _POLITE | _ASKED[field]:
            return field
    return ""


def _share(cells: Sequence[str], looks: Callable[[str], bool]) -> float:
    """The part of the cells that look so; each different one is looked at once."""
    counts = Counter(cells)
    return sum(n for text, n in counts.items() if looks(text)) / len(cells) if cells else 0.0


def _is_email(text: str) -> bool:
    return EMAIL.fullmatch(text) is not None


def _is_day(text: str) -> bool:
    return len(text) <= 60 and (
        days.moment(text) is not None or days.moment(text, day_first=False) is not None
    )


def is_phone(text: str) -> bool:
    """Whether a text is a phone number, as far as it shows."""
    found = _PHONE.fullmatch(text)
    if found is None:
        return False
    digits = re.sub(r"\D", "", text)
    if found["plus"]:
        return 8 <= len(digits) <= 15
    return _PHONE_AT_HOME.fullmatch(digits) is not None and _is_grouped_like_a_phone(text)


def _is_grouped_like_a_phone(text: str) -> bool:
    """“1 234 567,50” and “12.345.678” are amounts; phones stand in groups of two to four."""
    return all(2 <= len(group) <= 9 for group in re.split(r"\D+", text) if group)


def _is_amount(text: str) -> bool:
    """An amount that shows it: by its currency or by its cents."""
    minor, currency = values.amount(text)
    if minor is None:
        return False
    return currency is not None or re.search(r"\d[.,]\d{2}\D*$", text) is not None


def _is_number(text: str) -> bool:
    return values.amount(text)[0] is not None and len(text) <= 9


def _is_name(text: str) -> bool:
    """Two to four words that begin with capitals, titles aside: “Ing. Jana Nová”, “Nová, Jana”."""
    names = [word.strip(",") for word in text.split()]
    names = [word for word in names if word and not _TITLE.fullmatch(word)]
    return 2 <= len(names) <= 4 and all(
        word[0].isupper() and _NAME_WORD.fullmatch(word) is not None for word in names
    )


_LOOKS: dict[str, Callable[[str], bool]] = {
    "email": _is_email,
    "date": _is_day,
    "phone": is_phone,
    "amount": _is_amount,
    "name": _is_name,
}


def _are_sentences(cells: Sequence[str]) -> bool:
    if len(set(cells)) < MOSTLY_DIFFERENT * len(cells):
        return False
    length = sum(map(_plain_words, cells)) / len(cells)
    ended = _share(cells, lambda text: text.endswith(_ENDS))
    return length >= SENTENCE_WORDS or (length >= SHORT_SENTENCE_WORDS and ended >= 0.5)


def _is_said(text: str) -> bool:
    return re.search(r"[^\W\d_]{2}", text) is not None


def _plain_words(text: str) -> int:
    """The words of a text; none where most of them are numbers or names."""
    said = text.split()
    plain = sum(word[0].islower() for word in said)
    return len(said) if plain * 2 >= len(said) else 0


def _counts_up(cells: Sequence[str]) -> bool:
    """Whether the cells are running numbers, as programs give them to their records."""
    if len(cells) < 3 or not all(cell.isascii() and cell.isdigit() for cell in cells):
        return False
    numbers = [int(cell[:18]) for cell in cells]
    return all(later > earlier for earlier, later in itertools.pairwise(numbers))
