"""Cells as people type them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.clock import FixedClock
from core.exchange import days, values


@pytest.mark.parametrize(
    ("text", "minor", "currency"),
    [
        ("1 234,50 Kč", 123450, "CZK"),
        ("€12.-", 1200, "EUR"),
        ("-$45.00", -4500, "USD"),
        ("$-45.00", -4500, "USD"),
        ("−5", -500, None),
        ("(12.00)", -1200, None),
        ("0", 0, None),
        ("1.234,5", 123450, None),
        ("1,234.56", 123456, None),
        ("12,-", 1200, None),
        ("Kč 1 234", 123400, "CZK"),
        ("12.0", 1200, None),
        ("0.125", 13, None),
        (".5", 50, None),
        ("100,- Kč", 10000, "CZK"),
        ("12-", -1200, None),
        ("1’234.50", 123450, None),
        ("12 EUR", 1200, "EUR"),
        ("1.234.567", 123456700, None),
        ("'-5", -500, None),
        ("11.77", 1177, None),
        ("Kč 500", 50000, "CZK"),
        ("500 CZK", 50000, "CZK"),
        ("1'234.50", 123450, None),
        ("500,—", 50000, None),
        ("5 000,- Kč", 500000, "CZK"),
        ("($45.00)", -4500, "USD"),
        ("CHF 12.50", 1250, "CHF"),
        ("12 zł", 1200, "PLN"),
        ("free", 0, None),
        ("Zdarma!", 0, None),
        ("bez maksas", 0, None),
    ],
)
def test_amounts(text: str, minor: int, currency: str | None) -> None:
    assert values.amount(text) == (minor, currency)


@pytest.mark.parametrize(
    "text", ["", "abc", "12 Ls", "1 23", "1e5", "12.34.56", "--5", "(5", "9" * 20, "٣", "²", "5 %"]
)
def test_what_is_no_amount(text: str) -> None:
    assert values.amount(text) == (None, None)


def test_the_column_tells_what_a_lone_point_means() -> None:
    assert values.amount("1.234", values.decimal_mark(["11,77", "1.234"])) == (123400, None)
    assert values.amount("1.234", values.decimal_mark(["11.77", "1.234"])) == (123, None)
    assert values.decimal_mark(["5", "1.234"]) is None


@given(st.integers(-(10**11), 10**11), st.sampled_from([".", ","]), st.sampled_from(["", " ", "'"]))
def test_an_amount_reads_as_it_was_written(minor: int, mark: str, grouping: str) -> None:
    whole, cents = divmod(abs(minor), 100)
    assume(abs(minor) <= values.MOST_MINOR)
    digits = f"{whole:,}".replace(",", grouping)
    text = f"{'-' if minor < 0 else ''}{digits}{mark}{cents:02}"
    assert values.amount(text) == (minor, None)


@st.composite
def _written(draw: st.DrawFn) -> tuple[str, int, str | None]:
    """An amount as someone in our countries writes it, with what it is."""
    minor = draw(st.integers(0, values.MOST_MINOR))
    whole, cents = divmod(minor, 100)
    mark = draw(st.sampled_from([".", ","]))
    group = draw(
        st.sampled_from(["", " ", "\u00a0", "\u202f", "'", "’", "," if mark == "." else "."])
    )
    endings = [f"{mark}{cents:02}"]
    if not cents:
        endings += ["", f"{mark}-", f"{mark}--", f"{mark}–"]
    number = f"{whole:,}".replace(",", group) + draw(st.sampled_from(endings))
    word, code = draw(
        st.sampled_from(
            [
                ("", None),
                ("Kč", "CZK"),
                ("CZK", "CZK"),
                ("€", "EUR"),
                ("EUR", "EUR"),
                ("$", "USD"),
                ("£", "GBP"),
            ]
        )
    )
    space = draw(st.sampled_from(["", " ", "\u00a0"]))
    signs = ["", "-", "−", "–", "- ", "()"]
    sign = draw(st.sampled_from(signs))
    minus = "" if sign == "()" else sign
    if word and draw(st.booleans()):
        text = draw(st.sampled_from([f"{minus}{word}{space}{number}", f"{word}{minus}{number}"]))
    else:
        text = f"{minus}{number}{space}{word}" if word else f"{minus}{number}"
    return (f"({text})" if sign == "()" else text), (-minor if sign else minor), code


@given(_written())
def test_an_amount_reads_the_same_in_every_style(written: tuple[str, int, str | None]) -> None:
    text, minor, code = written
    assert values.amount(text) == (minor, code)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("út 1. 9. 2026", (2026, 9, 1)),
        ("Tue 09/01/2026", (2026, 1, 9)),
        ("1. 9. 2026 v 10:00", (2026, 9, 1)),
        ("04 Jul 2026, 3:00pm", (2026, 7, 4)),
        ("29.2.2024", (2024, 2, 29)),
        ("1997-01-01", (1997, 1, 1)),
        ("2. 9. 2026", (2026, 9, 2)),
        ("20/9/26", (2026, 9, 20)),
        ("02.09.2026, 14:30", (2026, 9, 2)),
        ("December 2, 2020 9:00 am", (2020, 12, 2)),
        ("2. září 2026", (2026, 9, 2)),
        ("7. července 2026", (2026, 7, 7)),
        ("7. června 2026", (2026, 6, 7)),
        ("2026. gada 2. septembris", (2026, 9, 2)),
        ("Wednesday, December 2, 2020", (2020, 12, 2)),
        ("19970101", (1997, 1, 1)),
        ("2 Sep 2026", (2026, 9, 2)),
        ("2026-09-20T10:00:00Z", (2026, 9, 20)),
    ],
)
def test_days(text: str, day: tuple[int, int, int]) -> None:
    assert days.day(text) == dt.date(*day)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31.2.",
        "31.2.2026",
        "29.2.2025",
        "29.2.1900",
        "12",
        "soon",
        "0.1.2026",
        "1.1.0001",
        "2026-13-01",
        "1.1.2026 25:00",
        "1.9.",
    ],
)
def test_what_is_no_day(text: str) -> None:
    assert days.day(text) is None


@pytest.mark.parametrize(
    "text",
    ["1.9.", "29. 2.", "9/21", "21/9", "--09-21", "--0921", "0000-09-21", "1604-02-29", "1.9.1850"],
)
def test_a_day_without_a_year_that_can_be_is_told_from_no_day(text: str) -> None:
    assert days.is_of_no_time(text)


@pytest.mark.parametrize(
    "text", ["", "31.2.", "--13-01", "13/14", "1604-02-30", "1.9.2026", "soon"]
)
def test_a_day_in_no_calendar_is_no_day_of_another_time(text: str) -> None:
    assert not days.is_of_no_time(text)


def test_the_whole_column_tells_whether_days_come_first() -> None:
    assert days.days_come_first(["03/04/2026", "25/04/2026"]) is True
    assert days.days_come_first(["03/04/2026", "04/25/2026"]) is False
    assert days.days_come_first(["03/04/2026", "25.04.2026"]) is None
    assert days.day("04/25/2026", day_first=False) == dt.date(2026, 4, 25)
    assert days.days_come_first(["Tue 09/01/2026", "Tue 09/15/2026"]) is False


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("03/04/1990", True),
        ("3-4-90", True),
        ("Fri 03/04/2026", True),
        ("03/03/1990", False),
        ("25/04/1990", False),
        ("03.04.1990", False),
        ("1990-03-04", False),
    ],
)
def test_only_a_day_that_can_be_two_is_doubted(text: str, doubted: bool) -> None:
    assert days.has_slashes(text) is doubted


def test_with_points_the_day_comes_first_even_among_months() -> None:
    assert days.day("03.04.2026", day_first=False) == dt.date(2026, 4, 3)


@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%d. %m. %Y", "%d/%m/%Y", "%Y/%m/%d", "%Y%m%d"]),
)
def test_a_day_reads_as_it_was_written(day: dt.date, pattern: str) -> None:
    assert days.day(day.strftime(pattern)) == day


def test_an_instant_is_taken_in_the_shop_s_own_time() -> None:
    clock = FixedClock("2026-09-21T08:00:00Z", "Europe/Prague")
    found = days.moment("20.09.2026 10:00")
    assert found is not None
    assert days.instant(found, clock) == dt.datetime(2026, 9, 20, 8, tzinfo=dt.UTC)
    zoned = days.moment("2026/09/20 10:00:00 AM GMT+3")
    assert zoned is not None
    assert days.instant(zoned, clock) == dt.datetime(2026, 9, 20, 7, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Yes", True),
        ("ano", True),
        ("Jā", True),
        ("TRUE", True),
        ("No", False),
        ("ne", False),
        ("nē", False),
        ("0", False),
        ("", None),
        ("maybe", None),
        ("---", None),
    ],
)
def test_yes_no_and_unknown(text: str, answer: bool | None) -> None:
    assert values.yes_or_no(text) is answer


@pytest.mark.parametrize("text", ["", "  ", "---", "Never", "N/A", "-", "0000-00-00"])
def test_what_means_nothing(text: str) -> None:
    assert values.filled(text) == ""


def test_nought_stays_nought() -> None:
    assert values.filled("0") == "0"


@given(st.text())
def test_a_guarded_text_starts_no_formula_and_comes_back(text: str) -> None:
    guarded = values.guard(text)
    assert guarded[:1] not in ("=", "+", "-", "@", "\t", "\r")
    assert values.tidy(guarded) == text.strip() or text[:1] in "\t\r"


@given(st.text(max_size=40))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    values.amount(text)
    values.yes_or_no(text)
    values.decimal_mark([text])
    days.moment(text)
    days.clock_time(text)
    days.days_come_first([text])
    days.has_slashes(text)
    days.is_of_no_time(text)


def test_a_long_cell_is_told_at_once_to_be_no_amount() -> None:
    # Seeking an amount in this would take longer than the life of the program.
    assert values.amount(f"1{' ' * 40_000}unpaid") == (None, None)
    assert values.amount(f"{'1 ' * 20_000}unpaid") == (None, None)
    assert values.decimal_mark([f"1{' ' * 40_000}unpaid"]) is None
    assert values.amount("1  234,50   Kč") == (123450, "CZK")
