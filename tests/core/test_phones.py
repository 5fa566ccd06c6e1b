"""A phone number is the same however it was typed."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.people import phones

JANA, ILZE = "+420777123456", "+37126100200"


@pytest.mark.parametrize(
    "text",
    [
        "+420 777 123 456", "777123456", "777 123 456", "777.123.456", "777-123-456",
        "00420 777 123 456", "420777123456", "'+420777123456", "'777123456", "(+420) 777 123 456",
        "+420 (0) 777 123 456", "+420(777)123-456", "tel.: 777 123 456", "777 123 456 ext. 12",
        "777 123 456 linka 3", "777123456x12", "777 123 456, 602 111 222", "0777123456",
        "777123456 / 602111222", "777 123 456 nebo 602 111 222", "777123456\n602111222",
        "777123456 602111222", "+420777123456 +420602111222", "777/123456", "\u00a0777 123 456",
        "٧٧٧١٢٣٤٥٦",
    ],
)  # fmt: skip
def test_a_czech_number_is_told_however_it_was_typed(text: str) -> None:
    assert phones.e164(text, "CZ") == JANA
    assert phones.key(text, "CZ") == JANA[1:]


@pytest.mark.parametrize(
    "text", ["26100200", "26 100 200", "+371 26 100 200", "0037126100200", "37126100200"]
)
def test_a_latvian_number_is_told_however_it_was_typed(text: str) -> None:
    assert phones.e164(text, "LV") == ILZE


@pytest.mark.parametrize(
    ("text", "country", "number"),
    [
        ("+371 26 100 200", "CZ", ILZE),
        ("37126100200", "CZ", ILZE),
        ("+420777123456", "LV", JANA),
        ("+44 (0)20 7946 0018", "CZ", "+442079460018"),
        ("447700900123", "CZ", "+447700900123"),
        ("+44 7700 900123", "other", "+447700900123"),
        ("07700 900123", "other", ""),
        ("777 123 456", "other", ""),
        ("", "CZ", ""),
        ("none", "CZ", ""),
        ("12", "CZ", ""),
        ("112", "CZ", ""),
        ("111 222 33", "CZ", ""),
        ("+", "LV", ""),
    ],
)
def test_a_number_of_another_country_needs_its_calling_code(
    text: str, country: str, number: str
) -> None:
    assert phones.e164(text, country) == number


@pytest.mark.parametrize(
    ("one", "other", "country"),
    [
        ("+420 777 123 456", "777123456", "CZ"),
        ("00420777123456", "777 123 456", "CZ"),
        ("+371 26 100 200", "26100200", "LV"),
        ("447700900123", "+44 7700 900123", "CZ"),
        ("447700900123", "+44 7700 900123", "other"),
        ("111 222 333", "+420 111 222 333", "CZ"),
        ("22 12 34", "221234", "CZ"),
        ("+777 123 456", "777 123 456", "CZ"),
    ],
)
def test_a_phone_is_the_same_however_typed(one: str, other: str, country: str) -> None:
    assert phones.key(one, country) == phones.key(other, country) != ""


def test_a_phone_of_another_country_is_another() -> None:
    assert phones.key("+371 777 123 45", "CZ") != phones.key("777 123 45", "CZ")
    assert phones.key("+376 312 345", "CZ") != phones.key("376 312 345", "CZ")


@pytest.mark.parametrize("text", ["", "12345", "none", "+420"])
def test_too_few_digits_are_no_phone(text: str) -> None:
    assert phones.key(text, "CZ") == ""


@given(st.text(max_size=40), st.sampled_from(("CZ", "LV", "other")))
def test_any_text_is_read_without_a_fault(text: str, country: str) -> None:
    number = phones.e164(text, country)
    assert number == "" or re.fullmatch(r"\+[1-9][0-9]{5,14}", number)
    # A number that was told is told again from itself.
    assert number == "" or phones.e164(number, country) == number


def bare(text: str, country: str) -> str:
    """The plainest rule: all digits, without the calling code of the shop's own country."""
    digits = re.sub(r"\D", "", text)
    code, length = phones.CALLING.get(country, ("", 0))
    abroad = text.lstrip().startswith("+") or digits.startswith("00")
    digits = digits.lstrip("0")
    if code and digits.startswith(code) and (abroad or len(digits) == len(code) + length):
        digits = digits[len(code) :]
    return digits if len(digits) >= 6 else ""


@given(
    st.from_regex(r"[1-9][0-9]{5,12}", fullmatch=True),
    st.sampled_from(("", "+", "00", "+420", "00420", "420", "+371", "371", "0")),
    st.sampled_from(("", "+", "00", "+420", "00420", "420", "+371", "371", "0")),
    st.sampled_from(("CZ", "LV", "other")),
)
def test_what_bare_digits_would_match_still_matches(
    digits: str, one: str, other: str, country: str
) -> None:
    first, second = one + digits, other + digits
    assume(bare(first, country) == bare(second, country) != "")
    assume(len(bare(first, country)) <= 15)  # no number is longer; two numbers in a cell are
    # Except that a number of this country is not one of another that has the same digits.
    told = {phones.e164(text, country) for text in (first, second)} - {""}
    assume(len(told) < 2)
    assert phones.key(first, country) == phones.key(second, country)
