"""The surveys of a sample shop and what was answered, a little better from month to month."""

from __future__ import annotations

import json
from datetime import date
from random import Random
from typing import Any

from core.sample import words
from core.sample.people import Person
from core.sample.words import as_said_by
from core.store.write import Write

VISITS_PER_SUBMISSION = 4
MOST_SUBMISSIONS = 3000
ANONYMOUS = 0.15
NPS = {10: 26, 9: 29, 8: 18, 7: 10, 6: 5, 5: 4, 4: 2, 3: 2, 2: 1, 1: 1, 0: 2}
NPS_BITTER = {8: 10, 7: 14, 6: 18, 5: 18, 4: 12, 3: 10, 2: 8, 1: 4, 0: 6}
CSAT = {5: 58, 4: 27, 3: 9, 2: 4, 1: 2}
CES = {7: 30, 6: 27, 5: 19, 4: 10, 3: 7, 2: 4, 1: 3}
CHOICE_WEIGHTS = (46, 24, 18, 12)


def store(
    write: Write, rng: Random, shop_language: str, people: dict[int, Person],
    visits: list[tuple[Any, ...]],
) -> int:  # fmt: skip
    """Two surveys with their submissions; returns how many people answered."""
    if not visits:
        return 0
    spoken = words.of(shop_language).told
    told, made_at = spoken["survey"], visits[0][8]
    main = write.insert("survey", title=told["title"], created_at=made_at)
    questions = _questions(write, main, ("nps", "csat", "ces", "choice", "text"), told, spoken)
    short = write.insert("survey", title=told["short_title"], created_at=made_at)
    after = {
        "csat": _question(write, short, 0, "csat", told["short_csat"], []),
        "text": _question(write, short, 1, "text", told["short_text"], []),
    }
    count = min(len(visits) // VISITS_PER_SUBMISSION, MOST_SUBMISSIONS)
    paper = _Paper(rng, people, visits, spoken["choices"])
    given = paper.fill(main, questions, count) + paper.fill(short, after, count // 3)
    _store_answers(write, given)
    return len(given)


class _Paper:
    """Fills in submissions after visits taken at random."""

    def __init__(
        self, rng: Random, people: dict[int, Person], visits: list[tuple[Any, ...]],
        choices: list[str],
    ) -> None:  # fmt: skip
        self._rng, self._people, self._visits = rng, people, visits
        self._choices = choices
        self._texts: dict[str, list[str]] = {}

    def fill(
        self, survey_id: int, questions: dict[str, int], count: int
    ) -> list[tuple[tuple[Any, ...], list[tuple[int, float | None, str | None]]]]:
        rng, filled = self._rng, []
        for _n in range(count):
            place = rng.random() ** 0.8
            visit = self._visits[int(len(self._visits) * place)]
            person = self._people[visit[0]]
            known = person.id if rng.random() > ANONYMOUS else None
            at = f"{visit[1]}T{rng.randrange(9, 18):02d}:{rng.randrange(60):02d}:00Z"
            answers = self._answers(questions, person, visit[1], place)
            filled.append(((survey_id, known, visit[5], at), answers))
        return sorted(filled, key=lambda one: one[0][3])

    def _answers(
        self, questions: dict[str, int], person: Person, on: str, place: float
    ) -> list[tuple[int, float | None, str | None]]:
        rng = self._rng
        bitter = person.lost and date.fromisoformat(on).toordinal() >= person.days[-1] - 60
        # Newer visits please a little more: what was promised was done.
        glad = rng.random() < 0.35 * place
        found: list[tuple[int, float | None, str | None]] = []
        for kind, question_id in questions.items():
            if kind == "text":
                if rng.random() < 0.3:
                    found.append((question_id, None, self._text(person, bitter)))
            elif kind == "choice":
                choice = rng.choices(self._choices, CHOICE_WEIGHTS)[0]
                found.append((question_id, None, choice))
            elif rng.random() < 0.96:
                found.append((question_id, self._number(kind, bitter, glad), None))
        return found

    def _number(self, kind: str, bitter: bool, glad: bool) -> float:
        scale = {"nps": NPS_BITTER if bitter else NPS, "csat": CSAT, "ces": CES}[kind]
        number = self._rng.choices(list(scale), list(scale.values()))[0]
        if glad and not bitter:
            number = max(number, self._rng.choices(list(scale), list(scale.values()))[0])
        return float(number)

    def _text(self, person: Person, bitter: bool) -> str:
        kind = "complaint" if bitter else self._rng.choice(("praise", "suggestion", "suggestion"))
        voices = words.of(person.language).voices
        fitting = [voice.sentence for voice in voices if voice.kind == kind]
        return as_said_by(self._rng.choice(fitting), person.woman)


def _questions(
    write: Write, survey_id: int, kinds: tuple[str, ...], told: dict[str, str],
    spoken: dict[str, Any],
) -> dict[str, int]:  # fmt: skip
    return {
        kind: _question(
            write, survey_id, n, kind, told[kind], spoken["choices"] if kind == "choice" else []
        )
        for n, kind in enumerate(kinds)
    }


def _question(
    write: Write, survey_id: int, position: int, kind: str, wording: str, choices: list[str]
) -> int:
    return write.insert(
        "question",
        survey_id=survey_id,
        position=position,
        kind=kind,
        wording=wording,
        choices=json.dumps(choices, ensure_ascii=False),
    )


def _store_answers(
    write: Write,
    given: list[tuple[tuple[Any, ...], list[tuple[int, float | None, str | None]]]],
) -> None:
    ids = write.insert_many(
        "submission",
        ("survey_id", "customer_id", "staff_member_id", "submitted_at"),
        (submission for submission, _answers in given),
    )
    rows = [
        (submission_id, *answer)
        for submission_id, (_submission, answers) in zip(ids, given, strict=True)
        for answer in answers
    ]
    write.insert_many("answer", ("submission_id", "question_id", "number", "body"), rows)
