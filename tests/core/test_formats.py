"""Days, money and numbers as each language writes them."""

from __future__ import annotations

from datetime import date

import pytest

from core import formats, i18n
from core.clock import FixedClock

NBSP = "\xa0"


@pytest.mark.parametrize(
    ("language", "minor", "currency", "shown"),
    [
        ("cs", 123450, "CZK", f"1{NBSP}234,50{NBSP}Kč"),
        ("cs", 65000, "CZK", f"650{NBSP}Kč"),
        ("lv", 123450, "EUR", f"1{NBSP}234,50{NBSP}€"),
        ("en", 123450, "EUR", "€1,234.50"),
        ("en", -4500, "USD", "-US$45"),
        ("en", 123450, "CZK", f"1,234.50{NBSP}Kč"),
    ],
)
def test_money_is_written_as_in_the_language(
    language: str, minor: int, currency: str, shown: str
) -> None:
    i18n.use(language)
    assert formats.money(minor, currency) == shown


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("cs", f"1.{NBSP}8. – 14.{NBSP}8.{NBSP}2026"),
        ("lv", "01.08.2026 – 14.08.2026"),
        ("en", "1 Aug – 14 Aug 2026"),
    ],
)
def test_both_ends_of_a_stretch_of_days_are_written_in_one_form(language: str, shown: str) -> None:
    i18n.use(language)
    assert formats.days(date(2026, 8, 1), date(2026, 8, 14)) == shown
    assert formats.days(date(2025, 8, 1), date(2026, 8, 14)).startswith(
        formats.day(date(2025, 8, 1))
    )
    assert formats.days(date(2026, 8, 1), date(2026, 8, 1)) == formats.day(date(2026, 8, 1))


@pytest.mark.parametrize(
    ("language", "shown"),
    [("cs", f"2.{NBSP}9.{NBSP}2026"), ("lv", "02.09.2026"), ("en", "2 Sept 2026")],
)
def test_days_are_written_as_in_the_language(language: str, shown: str) -> None:
    i18n.use(language)
    assert formats.day(date(2026, 9, 2)) == shown


@pytest.mark.parametrize(("language", "shown"), [("cs", f"75,5{NBSP}%"), ("en", "75.5%")])
def test_per_cent_is_written_as_in_the_language(language: str, shown: str) -> None:
    i18n.use(language)
    assert formats.percent(0.755, 1) == shown


def test_a_moment_is_told_in_the_shops_own_time(clock: FixedClock) -> None:
    assert formats.moment(clock.now(), clock).endswith("10:00")


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        (0, "today"),
        (1, "yesterday"),
        (5, "5 days ago"),
        (21, "3 weeks ago"),
        (90, "3 months ago"),
        (800, "2 years ago"),
    ],
)
def test_how_long_ago_is_told_in_the_unit_one_would_say(days: int, shown: str) -> None:
    assert formats.days_ago(days) == shown


def test_names_are_joined_as_in_a_sentence() -> None:
    assert formats.name_list(["Anna", "Jana", "Ilze"]) == "Anna, Jana and Ilze"
    assert formats.name_list([]) == ""
