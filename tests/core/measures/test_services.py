"""What was done, as people write it down in one line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measures.services import key, split


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cut", ["Cut"]),
        ("Cut, colour + blow-dry", ["Cut", "colour", "blow-dry"]),
        ("Cut and colour", ["Cut", "colour"]),
        ("Cut & colour; tint/lashes", ["Cut", "colour", "tint", "lashes"]),
        ("Griezums un krāsošana", ["Griezums", "krāsošana"]),
        ("Gel+lak", ["Gel", "lak"]),
        ("  Cut ,, CUT , cút ", ["Cut"]),
        ("", []),
        (" , + ", []),
    ],
)
def test_one_line_names_several_services(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@pytest.mark.parametrize(
    "text", ["Massage 1,5 h", "Cut 60+", "1/2 head", "Half a head", "Brandy", "Blow-dry"]
)
def test_numbers_and_words_are_not_torn_apart(text: str) -> None:
    assert split(text) == [text]


def test_what_stands_in_brackets_belongs_to_its_service() -> None:
    assert split("Balayage (toner, gloss), cut") == ["Balayage (toner, gloss)", "cut"]


def test_a_joins_two_services_in_czech_alone() -> None:
    assert split("Střih a foukaná", "cs") == ["Střih", "foukaná"]
    assert split("Střih a foukaná", "en") == ["Střih a foukaná"]


def test_a_service_is_the_same_however_it_is_typed() -> None:
    assert key("Střih") == key("STRIH") != key("Střihy")


@given(st.text(max_size=60))
def test_each_service_is_said_once_and_is_one(text: str) -> None:
    found = split(text)
    assert len({key(one) for one in found}) == len(found)
    assert all(one and one == " ".join(one.split()) for one in found)


@given(st.lists(st.sampled_from(["Cut", "Colour", "Tint", "Gel"]), min_size=1, unique=True))
def test_listed_services_come_back_in_their_order(named: list[str]) -> None:
    for joint in (", ", " + ", " & ", ";", " / ", "\n", " and "):
        assert split(joint.join(named)) == named
