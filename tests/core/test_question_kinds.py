"""The kind of a question is told by its answers, and by its words where they leave it open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.exchange.surveys import question_kinds
from core.voice import surveys


def _many(*answers: str) -> dict[str, int]:
    return dict.fromkeys(answers, 3)


@pytest.mark.parametrize(
    ("wording", "answers", "kind"),
    [
        ("Would you recommend us?", _many("3", "4"), "nps"),
        ("Jak pravděpodobné je, že nás doporučíte?", _many("5"), "nps"),
        ("Vai jūs ieteiktu mūs draugiem?", _many("5", "1"), "nps"),
        ("Your score", _many("0", "9"), "nps"),
        ("Your score", _many("10 - Extremely likely", "2"), "nps"),
        ("How happy are you?", _many("5", "1"), "csat"),
        ("How happy are you?", _many("5 - Very", "1 – Not at all"), "csat"),
        ("Hodnocení", _many("★★★★★", "★"), "csat"),
        ("Hodnocení", _many("4/5", "5/5"), "csat"),
        ("Hodnocení", _many("Výborné (5)", "Slabé (2)"), "csat"),
        ("Jak jste spokojeni?", _many("Velmi spokojena", "Nespokojen"), "csat"),
        ("The price is right", _many("Strongly agree", "Disagree"), "csat"),
        ("Cik apmierināti esat?", _many("Ļoti apmierināta", "Neapmierināts"), "csat"),
        ("Objednání bylo snadné", _many("3", "5"), "ces"),
        ("Your mark", _many("7", "2"), "ces"),
        ("How satisfied are you, 1 to 10?", _many("10", "7"), "choice"),
        ("How many times did you come?", _many("1", "3"), "choice"),
        ("Kolik je vám let?", _many(*map(str, range(18, 60))), "text"),
        ("Cik apmierināti esat?", _many("5", "3"), "csat"),
        ("Your mark (0–10)", _many("5", "3"), "nps"),
        ("Would you recommend us (1-5)?", _many("5", "3"), "csat"),
        ("How easy was it, 1 to 5?", _many("5", "3"), "csat"),
        ("Ohodnoťte nás od 1 do 7", _many("5", "3"), "ces"),
        ("CES", _many("5", "3"), "ces"),
        ("Co zlepšit?", {"Nic": 1, "Parkování": 1}, "text"),
        ("Odkud nás znáte?", {"Instagram": 1, "Od sestry": 1}, "choice"),
        ("Cik reizes nedēļā?", _many("5", "3"), "choice"),
        ("Kolik hvězdiček nám dáte?", _many("5", "3"), "csat"),
        ("Jaké procedury jste měla?", _many("Masáž", "Zábal"), "choice"),
        ("Souhlasím se zasíláním novinek", _many("Ano", "Ne"), "choice"),
        ("Souhlasím se zasíláním novinek", _many("Ano"), "choice"),
        ("Souhlasím se zasíláním novinek", _many("Souhlasím", "Nesouhlasím"), "choice"),
        ("Where did you hear of us?", _many("A friend", "The web"), "choice"),
        ("What could be better?", {"Parking": 1, "It was too cold in there.": 1}, "text"),
        ("Any comments?", _many("No", "None"), "text"),
        ("Proč?", _many("Petra", "Cena"), "text"),
        ("Anything", {}, "text"),
    ],
)
def test_a_question_is_told_by_its_answers_and_its_words(
    wording: str, answers: dict[str, int], kind: str
) -> None:
    assert question_kinds.question_kind(wording, answers) == kind


@given(st.text(max_size=20), st.dictionaries(st.text(max_size=20), st.integers(1, 9), max_size=9))
def test_every_question_is_of_some_kind(wording: str, answers: dict[str, int]) -> None:
    assert question_kinds.question_kind(wording, answers) in surveys.KINDS


@pytest.mark.parametrize(
    ("answer", "number"),
    [("7", 7), ("007", 7), ("4/5", 4), ("10 - likely", 10), ("good (4)", 4), ("★★★", 3),
     ("x", None), ("2 – 3x", None), ("1. visit", None), ("٣", None), ("", None)],
)  # fmt: skip
def test_the_number_in_an_answer_is_found(answer: str, number: int | None) -> None:
    assert question_kinds.number_in(answer) == number
