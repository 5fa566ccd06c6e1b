"""Cells as people type them: amounts, yes and no, phones, and nothing at all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from core.exchange import words
from core.people.visits import MOST_MINOR
from core.text import fold

_EMPTY = frozenset(
    ("", "-", "--", "---", "–", "—", "never", "n/a", "#n/a", "null",
     "0000-00-00", "0000-00-00 00:00:00", "00.00.0000", "0.0.0000")
)  # fmt: skip
# What a spreadsheet would take for a formula. Some skip white space before the sign, some read
# its wide form, and a tab or a new line may begin a cell of its own.
_STARTS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
_FORMULA = re.compile(rf"[\s\0-\x1f'\u200b-\u200f\u2060\ufeff]*[{_STARTS}]|'*[\t\r\n]|'+\d")
_GUARDED = re.compile(rf"'(?:{_FORMULA.pattern}|'*\d)")
SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2009\u2007"), " ")
_SIGNS = {ord("−"): "-", ord("–"): "-", ord("—"): "-", ord("’"): "'"}
_PRICE = re.compile(
    r"(?P<before>[-+(]?)\s*(?P<left>[^\d\s.,+()'-]{1,4}\.?|)\s*(?P<inner>[-+]?)\s*"
    r"(?P<number>\d[\d .,']*|[.,]\d+)(?P<nothing>(?<=[.,])-+)?"
    r"\s*(?P<right>[^\d\s,+()'-]{1,5}|)\s*(?P<after>[-)]?)",
    re.ASCII,
)
# No amount is longer, and in a long text the pattern above would seek for ever.
_LONGEST_PRICE = 60
_GROUPED = {
    mark: re.compile(rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+") for mark in (".", ",", " ", "'")
}


def tidy(cell: str) -> str:
    """The cell without white space around it and without the apostrophe that guards it."""
    cell = cell.strip()
    return unguarded(cell).strip() if cell[:1] == "'" else cell


def guard(text: str) -> str:
    """A text cell that no spreadsheet takes for a formula; `unguarded` gives the text back."""
    return "'" + text if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """The text of a cell without the apostrophe that guards it, and else as it stands."""
    return cell[1:] if _GUARDED.match(cell) else cell


def filled(cell: str) -> str:
    """The tidied cell, or "" where it says in some way that there is nothing. 0 stays 0."""
    cell = tidy(cell)
    return "" if cell.lower() in _EMPTY else cell


# -- amounts ----------------------------------------------------------------------------


def amount(text: str, mark: str | None = None) -> tuple[int | None, str | None]:
    """An amount in minor units (hundredths) with its currency, each None where it is not written.

    `mark` is the decimal mark of the column and settles what "1.234" means.
    """
    text = _plain(text)
    if fold(text).strip(" .!") in words.FREE:
        return 0, None
    found = _price(text)
    if found is None:
        return None, None
    signs = {_currency(sign) for sign in (found["left"], found["right"]) if sign}
    number = _number(found["number"].rstrip(" '"), mark)
    if len(signs) > 1 or "" in signs or number is None:
        return None, None
    marks = "".join((found["before"], found["inner"], found["after"]))
    if marks not in ("", "+", "-", "()"):
        return None, None
    minor = int((number * 100).to_integral_value(ROUND_HALF_UP))
    if minor > MOST_MINOR:
        return None, None
    return (-minor if marks in ("-", "()") else minor), next(iter(signs), None)


def decimal_mark(texts: Iterable[str]) -> str | None:
    """The decimal mark that a column of amounts uses, or None where nothing tells."""
    votes = {".": 0, ",": 0}
    for text in texts:
        found = _price(_plain(text))
        mark = _certain_mark(found["number"].strip(" '")) if found else None
        if mark:
            votes[mark] += 1
    if votes["."] == votes[","]:
        return None
    return max(votes, key=lambda mark: votes[mark])


def _plain(text: str) -> str:
    return " ".join(tidy(text).translate(SPACES).translate(_SIGNS).split())


def _price(text: str) -> re.Match[str] | None:
    return _PRICE.fullmatch(text) if len(text) <= _LONGEST_PRICE else None


def _currency(sign: str) -> str:
    """The code of the sign beside a number; "" for a word that is no currency."""
    return words.CURRENCIES.get(fold(sign).strip("."), "")


def _certain_mark(number: str) -> str | None:
    dots, commas = number.count("."), number.count(",")
    if dots and commas:
        return "." if number.rfind(".") > number.rfind(",") else ","
    if dots + commas == 0:
        return None
    mark, other = (".", ",") if dots else (",", ".")
    if dots + commas > 1:
        return other
    head, _mark, tail = number.partition(mark)
    if not tail:
        return None
    # Three digits after a single mark may be thousands.
    return None if len(tail) == 3 and head.strip("0") and len(head) <= 3 else mark


def _number(text: str, column_mark: str | None) -> Decimal | None:
    mark = _certain_mark(text) or (column_mark if column_mark and column_mark in text else None)
    text = text.removesuffix(",").removesuffix(".")
    whole, _mark, cents = text.rpartition(mark) if mark and mark in text else (text, "", "")
    if cents and not cents.isdigit():
        return None
    whole = _ungrouped(whole) if whole else "0"
    return Decimal(f"{whole}.{cents or 0}") if whole else None


def _ungrouped(whole: str) -> str:
    """The digits of a whole number whose thousands may stand apart; "" where they do not fit."""
    if whole.isdigit():
        return whole
    for mark, pattern in _GROUPED.items():
        if mark in whole:
            return whole.replace(mark, "") if pattern.fullmatch(whole) else ""
    return ""


# -- people -----------------------------------------------------------------------------


def yes_or_no(text: str) -> bool | None:
    """True for yes, False for no, None for anything that is neither: unknown."""
    word = fold(filled(text)).strip(" .!")
    if word in words.YES:
        return True
    return False if word in words.NO else None
