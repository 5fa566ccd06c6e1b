"""Phone numbers however they were typed: one rule for when two of them are the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# The calling code of a shop's country and the length of its own numbers.
CALLING = {"CZ": ("420", 9), "LV": ("371", 8)}
SHORTEST = 6
_REMEMBERED = 1 << 16
# What follows is somebody's desk, not the number.
_EXTENSION = re.compile(r"(?:\bext|\blinka|\bkl\b|\biekš|(?<![a-z])x\s*\d|#).*", re.IGNORECASE)
_SEVERAL = re.compile(r"[,;/|\n\r]+|(?<=\d)\s*(?=\+\d)|\s(?:a|nebo|or|and|un|vai)\s", re.IGNORECASE)
# The nought that is dialled only within a country: +44 (0)20 …
# Most cells hold one number and nothing else, so they are spared the closer look.
_PLAIN = re.compile(r" *[+0-9][0-9 .-]*")
_SIGNS = dict.fromkeys(map(ord, "+ .-"))
_TRUNK = re.compile(r"\(\s*0\s*\)")


@lru_cache(maxsize=_REMEMBERED)
def e164(text: str, country: str = "CZ") -> str:
    """A number as the whole world writes it: "+420777123456"; "" where it is none.

    Spaces, dots, brackets, apostrophes, an extension and a second number in the cell are
    forgiven. A number without + or 00 is one of the shop's `country` (CZ or LV) where it has
    its length; a longer one is read as if the + had been lost, as some programs lose it.
    With another `country` only a number with + or 00 can be told.
    """
    return next((found for part in _parts(text) if (found := _number(part, country))), "")


@lru_cache(maxsize=_REMEMBERED)
def key(text: str, country: str = "CZ") -> str:
    """A number for comparing: its digits, with the calling code as far as it is known.

    Two texts are the same phone when their keys are equal. What is no valid number (a short
    one, a typing error) is compared by its bare digits; "" where there are fewer than six.
    """
    number = e164(text, country)
    if number:
        return number[1:]
    digits, abroad = _digits(text)
    code, length = CALLING.get(country, ("", 0))
    if code and digits.startswith(code) and (abroad or len(digits) == len(code) + length):
        digits = digits[len(code) :]
    return digits if len(digits) >= SHORTEST else ""


def _parts(text: str) -> list[str]:
    """The numbers in a cell, one by one; a number that a slash only groups stays whole."""
    if _PLAIN.fullmatch(text):
        return [text]
    text = _EXTENSION.sub("", _TRUNK.sub("", text))
    parts = [part for part in _SEVERAL.split(text) if len(_digits(part)[0]) >= SHORTEST]
    return parts if len(parts) > 1 else [text]


def _digits(text: str) -> tuple[str, bool]:
    """The digits without noughts before them, and whether they begin with a calling code."""
    if _PLAIN.fullmatch(text):
        digits = text.translate(_SIGNS)
        return digits.lstrip("0"), text.lstrip()[0] == "+" or digits.startswith("00")
    if not text.isascii():
        text = "".join(str(unicodedata.digit(letter, letter)) for letter in text)
    digits = re.sub(r"[^0-9]", "", text)
    abroad = text.lstrip(" '\t(").startswith("+") or digits.startswith("00")
    return digits.lstrip("0"), abroad


def _number(part: str, country: str) -> str:
    digits, abroad = _digits(part)
    code, length = CALLING.get(country, ("", 0))
    if not code:
        return _foreign(digits) if abroad else ""
    if not abroad and len(digits) == 2 * length:
        digits = digits[:length]  # two numbers with only a space between
    if not abroad and len(digits) == length:
        return f"+{code}{digits}"
    if digits.startswith(code) and (abroad or len(digits) > length):
        # Of this country; with a digit too many or too few it is no number.
        return f"+{digits}" if len(digits) == len(code) + length else ""
    found = _foreign(digits) if abroad or len(digits) > length else ""
    # Somebody put a + before a number of this country.
    return f"+{code}{digits}" if not found and len(digits) == length else found


def _foreign(digits: str) -> str:
    # Few numbers ever need the tables of the whole world.
    if any(digits.startswith(code) and len(digits) == 3 + n for code, n in CALLING.values()):
        return f"+{digits}"
    import phonenumbers

    try:
        number = phonenumbers.parse(f"+{digits}")
    except phonenumbers.NumberParseException:
        return ""
    # By length only: a number of a range that opened last year is a number, too. One with a
    # nought left in it would not be found again by its plain digits.
    plain = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return plain if phonenumbers.is_possible_number(number) and plain == f"+{digits}" else ""
