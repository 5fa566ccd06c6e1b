"""Answers in words become steps only where they leave no doubt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.exchange.surveys.word_scales import steps


@pytest.mark.parametrize(
    "scale",
    [
        "Velmi spokojen, Spíše spokojen, Ani spokojen ani nespokojen, Spíše nespokojen, "
        "Velmi nespokojen",
        "zcela spokojená, spokojená, neutrální, nespokojená, zcela nespokojená",
        "Velmi spokojen(a), Spokojen(a), Neutrálně, Nespokojen(a), Velmi nespokojen(a)",
        "Rozhodně souhlasím, Spíše souhlasím, Ani souhlasím ani nesouhlasím, Spíše nesouhlasím, "
        "Rozhodně nesouhlasím",
        "Ļoti apmierināts, Apmierināts, Neitrāli, Neapmierināts, Ļoti neapmierināts",
        "Pilnīgi piekrītu, Drīzāk piekrītu, Ne piekrītu ne nepiekrītu, Drīzāk nepiekrītu, "
        "Pilnīgi nepiekrītu",
        "Very satisfied, Satisfied, Neither satisfied nor dissatisfied, Dissatisfied, "
        "Very dissatisfied",
        "Very satisfied, Somewhat satisfied, Neutral, Somewhat dissatisfied, Very dissatisfied",
        "Strongly agree, Agree, Neither agree nor disagree, Disagree, Strongly disagree",
        "Very happy, Happy, Neutral, Unhappy, Very unhappy",
        "Excellent, Very good, Good, Fair, Poor",
        "Výborné, Velmi dobré, Dobré, Dostatečné, Nedostatečné",
        "Ļoti labi, Labi, Viduvēji, Slikti, Ļoti slikti",
    ],
)
def test_a_scale_in_words_counts_from_five_to_one(scale: str) -> None:
    answers = scale.split(", ")
    assert steps(answers) == dict(zip(answers, (5, 4, 3, 2, 1), strict=True))


def test_endings_of_men_and_women_are_one_step() -> None:
    assert steps(["velmi spokojen", "velmi spokojená", "Velmi spokojeni", "nespokojena"]) == {
        "velmi spokojen": 5, "velmi spokojená": 5, "Velmi spokojeni": 5, "nespokojena": 2,
    }  # fmt: skip


@pytest.mark.parametrize(
    "answers",
    [
        ["Souhlasím", "Nesouhlasím"],  # a consent
        ["Ano", "Ne"],
        ["Velmi spokojen", "Zcela spokojen"],  # two wordings for the best
        ["Velmi spokojen", "Nevím"],
        ["Very satisfied", "Strongly agree"],  # two scales
        ["Excellent", "Good"],  # the second or the third grade?
        ["Velmi spokojen, děkuji za všechno"],
        ["Střih", "Barvení"],
        ["Neutral"],
        [],
    ],
)
def test_what_is_in_doubt_is_no_scale(answers: list[str]) -> None:
    assert steps(answers) is None


@given(st.lists(st.text(max_size=20), max_size=6))
def test_steps_are_from_one_to_five(answers: list[str]) -> None:
    found = steps(answers)
    assert found is None or (
        found.keys() == set(answers) and set(found.values()) <= {1, 2, 3, 4, 5}
    )
