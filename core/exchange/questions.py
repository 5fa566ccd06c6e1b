"""The questions behind the columns of a form's answers, and what a row answers to each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from core.exchange import splitting, word_scales, words
from core.exchange.headings import key
from core.exchange.values import filled
from core.i18n import _
from core.measures.satisfaction import SCALES, as_number
from core.text import clean, fold, one_line, shorten

MOST_CHOICES, LONGEST_CHOICE, MOST_CHOICE_WORDS = 12, 60, 6
LONGEST_WORDING = 120
# A scale that so many answered with a number stays one; the others are told as problems.
MOSTLY = 0.9
# Word beginnings, folded, of the questions that have a scale of their own,
_RECOMMEND = re.compile(r"\b(recommend|doporuc|ieteik|ieteikt)")
_EFFORT = re.compile(r"\b(easy|effort|snadn|jednoduch|usili|viegl|piepul)")
_SATISFIED = re.compile(r"satisf|spokoj|apmierin")
# of those that count something, and of those that ask for one's own words.
_COUNTING = re.compile(r"\b(how (many|often|old)|kolik|cik|vek\b|vecums|age\b|rok\b|gads\b)")
_OPEN = re.compile(
    r"(why|why\?|proc\?|kapec\?)$|comment|koment|\b(why|anything|describe|tell us|suggest|proc|"
    r"neco|napiste|popiste|vzkaz|navrh|kapec|pastast|aprakst|ierosin|ieteikum)"
)
_OTHER = re.compile(r"(other|jine|jina|jiny|jina odpoved|cits|cita|cita atbilde)( \(.*\))?( \d+)?")
# What a teacher gives to an answer of a quiz.
_MARKED = ("Points - ", "Feedback - ")
_GRID = re.compile(r"(.+?)\s*\[([^\[\]]+)\]")
_BETWEEN = " – "
_LABELLED = re.compile(r"(\d{1,2})\s*(?:[-–—=:]\s*\D.*|\([^)]*\)|/\s*(?:5|7|10))", re.DOTALL)
_LABELLED_BEHIND = re.compile(r"\D*\((\d{1,2})\)")
_STARS = re.compile(r"([★⭐]\ufe0f?)+[☆]*|☆+")
_OPPOSITES = {
    "ano": "Ne", "ne": "Ano", "yes": "No", "no": "Yes", "ja": "Nē", "true": "False",
    "false": "True",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a form: its kind and words, and the columns that hold its answers.

    `other` are columns for what was none of the choices. `mark` parts several answers in one
    cell; `steps` are the numbers that answers in words stand for, `spoken` the words for answers
    in numbers. Where a program does not say the question, only its choices (`unworded`), these
    are its words.
    """

    wording: str
    kind: str
    choices: tuple[str, ...]
    columns: tuple[int, ...]
    other: tuple[int, ...] = ()
    mark: str = ""
    steps: Mapping[str, int] = field(default_factory=dict)
    spoken: Mapping[str, str] = field(default_factory=dict)
    unworded: bool = False

    @property
    def key(self) -> str:
        """What a later file with the same question has in common with this one."""
        return "" if self.unworded else key(self.wording)

    def said(self, cells: Sequence[str]) -> list[str]:
        """What a row holds for this question, cell by cell, blanks left out."""
        here = [clean(filled(cells[at])) for at in (*self.columns, *self.other)]
        return [text for text in here if text]

    def answers(self, cells: Sequence[str]) -> list[str]:
        """The answers of a row, each once; what was typed as “other” stands for the choice."""
        own = [clean(filled(cells[at])) for at in self.columns]
        typed = [text for at in self.other if (text := clean(filled(cells[at])))]
        if typed:
            own = [text for text in own if not _OTHER.fullmatch(fold(text))]
        parted = (part for text in own for part in splitting.parted(text, self.mark, self.choices))
        spoken = (self.spoken.get(text, text) for text in (*parted, *typed))
        return list(dict.fromkeys(text for text in spoken if text))


def of_columns(
    source: str, headers: Sequence[str], columns: Sequence[int], seen: Mapping[int, Counter[str]]
) -> list[Asked]:
    """The questions that some columns answer; `seen` counts the answers of each column."""
    groups = _grouped(source, headers, columns, seen)
    return [_asked(source, group, seen) for group in groups]


@dataclass(slots=True)
class _Group:
    """Columns of one question; `ticked` where each column is one of its choices."""

    wording: str
    columns: list[int]
    other: list[int]
    ticked: tuple[str, ...] = ()
    unworded: bool = False


def _grouped(
    source: str, headers: Sequence[str], columns: Sequence[int], seen: Mapping[int, Counter[str]]
) -> list[_Group]:
    """The columns side by side that belong to one question; what nobody answered is left out."""
    groups: list[_Group] = []
    before = ""
    for place, at in enumerate(columns):
        if source == "microsoft-forms" and headers[at].startswith(_MARKED):
            continue
        question, label = _parted(source, one_line(headers[at]), before)
        before = question or label
        last = groups[-1] if groups else None
        if last is not None and _joins(source, last, question, label):
            last.other.append(at)
        elif _is_ticked(source, label, seen[at]) or (
            last is not None and _never_ticked(source, last, headers, columns[place:], seen)
        ):
            _tick(groups, at, question, label)
        else:
            groups.append(_Group(_BETWEEN.join(filter(None, (question, label))), [at], []))
    answered = (g for g in groups if any(seen[at] for at in (*g.columns, *g.other)))
    return [_alone(group) for group in answered]


def _parted(source: str, heading: str, before: str) -> tuple[str, str]:
    """The question and what is one of its choices or rows, "" and the heading where it is whole."""
    if source != "surveymonkey":
        return "", heading
    if before and heading.startswith(before + _BETWEEN):
        return before, heading.removeprefix(before + _BETWEEN)
    question, _between, label = heading.rpartition(_BETWEEN)
    return question, label


def _joins(source: str, last: _Group, question: str, label: str) -> bool:
    """Whether a column holds what was typed as “other” to the question before it."""
    if source not in ("typeform", "surveymonkey") or last.other:
        return False
    same = last.wording == question if source == "surveymonkey" else True
    return same and _OTHER.fullmatch(fold(label)) is not None


def _is_ticked(source: str, label: str, seen: Counter[str]) -> bool:
    """Whether a column holds nothing but its own heading: a choice that was ticked."""
    if source not in ("typeform", "surveymonkey"):
        return False
    return len(seen) == 1 and fold(next(iter(seen))) == fold(label)


def _never_ticked(
    source: str, last: _Group, headers: Sequence[str], columns: Sequence[int],
    seen: Mapping[int, Counter[str]],
) -> bool:  # fmt: skip
    """Whether an empty column stands among the choices of the question before it."""
    if not last.ticked or last.other or seen[columns[0]]:
        return False
    for at in columns:
        question, label = _parted(source, one_line(headers[at]), last.wording)
        if question != last.wording:
            return False
        if _OTHER.fullmatch(fold(label)) or _is_ticked(source, label, seen[at]):
            return True
        if seen[at]:
            return False
    return False


def _tick(groups: list[_Group], at: int, question: str, label: str) -> None:
    last = groups[-1] if groups else None
    if last is not None and last.ticked and last.wording == question and not last.other:
        last.columns.append(at)
        last.ticked += (label,)
    else:
        groups.append(_Group(question, [at], [], (label,), unworded=not question))


def _alone(group: _Group) -> _Group:
    """A single column that repeats its heading is a box to tick, asked in its own words."""
    if group.unworded and len(group.columns) == 1 and not group.other:
        return _Group(group.ticked[0], group.columns, [])
    return group


def _asked(source: str, group: _Group, seen: Mapping[int, Counter[str]]) -> Asked:
    columns, other = tuple(group.columns), tuple(group.other)
    if group.ticked:
        wording = group.wording or shorten(" / ".join(group.ticked), LONGEST_WORDING)
        choices = group.ticked if len(group.ticked) > 1 else (*group.ticked, _("Other"))
        return Asked(wording, "choice", choices, columns, other, unworded=group.unworded)
    wording = _in_words(group.wording)
    answers: Counter[str] = sum((seen[at] for at in columns), Counter())
    if other:
        answers = Counter({a: n for a, n in answers.items() if not _OTHER.fullmatch(fold(a))})
    steps = word_scales.steps(answers)
    openly = source != "microsoft-forms" and _OPEN.search(fold(wording))
    mark = "" if steps or openly else splitting.mark_of(source, answers)
    if mark:
        choices = splitting.choices(mark, answers)
        return Asked(wording, "choice", choices, columns, other, mark)
    if source == "typeform" and _is_box(wording, answers):
        spoken = {"1": _("Yes"), "0": _("No")}
        return Asked(wording, "choice", tuple(spoken.values()), columns, other, spoken=spoken)
    kind = question_kind(wording, answers)
    if other and len(answers) >= 2 and kind == "text":
        kind = "choice"
    choices = _choices(answers) if kind == "choice" else ()
    return Asked(wording, kind, choices, columns, other, steps=steps or {})


def _is_box(wording: str, answers: Counter[str]) -> bool:
    """Whether 1 and 0 stand for yes and no, as Typeform writes them."""
    if not answers or not {"0", "1"} >= answers.keys() or _RECOMMEND.search(fold(wording)):
        return False
    return "0" in answers or answers["1"] > 1


def _in_words(heading: str) -> str:
    """A row of a grid, “Question [Row]”, as one question."""
    found = _GRID.fullmatch(heading)
    return f"{found[1]}{_BETWEEN}{found[2].strip()}" if found else heading


def _choices(answers: Iterable[str]) -> tuple[str, ...]:
    found = sorted(answers)[:MOST_CHOICES]
    if len(found) == 1:
        found.append(_OPPOSITES.get(fold(found[0]), "–"))
    return tuple(found)


# -- what kind of question ----------------------------------------------------------------


def question_kind(wording: str, answers: Mapping[str, int]) -> str:
    """The kind of a question, by its words and by the answers it got, each with its count."""
    asked = fold(wording)
    numbers = {answer: number_in(answer) for answer in answers}
    known = {answer: number for answer, number in numbers.items() if number is not None}
    if answers and sum(answers[answer] for answer in known) >= MOSTLY * sum(answers.values()):
        return _scale(asked, sorted(known.values()), answers)
    if word_scales.steps(answers) is not None:
        return "csat"
    return "choice" if _is_choice(asked, answers) else "text"


def _scale(asked: str, numbers: list[int], answers: Mapping[str, int]) -> str:
    most = max(numbers)
    if _RECOMMEND.search(asked) and most in SCALES["nps"]:
        return "nps"
    if _COUNTING.search(asked) or most not in SCALES["nps"]:
        return "choice" if 2 <= len(answers) <= MOST_CHOICES else "text"
    if most > 7 or 0 in numbers:
        # Ten steps of content are no recommendation; its score would be told as one.
        return "choice" if _SATISFIED.search(asked) and len(answers) > 1 else "nps"
    if most > 5 or _EFFORT.search(asked):
        return "ces"
    return "csat" if 0 not in numbers else "choice"


def _is_choice(asked: str, answers: Mapping[str, int]) -> bool:
    if answers and all(fold(answer) in words.YES | words.NO for answer in answers):
        return len(answers) > 1 or fold(next(iter(answers))) in _OPPOSITES
    if not 2 <= len(answers) <= MOST_CHOICES or _OPEN.search(asked):
        return False
    if any(len(answer) > LONGEST_CHOICE for answer in answers):
        return False
    if any(len(answer.split()) > MOST_CHOICE_WORDS for answer in answers):
        return False
    repeated = sum(answers.values()) > len(answers)
    return repeated or not any(_is_said(answer) for answer in answers)


def _is_said(answer: str) -> bool:
    return answer.endswith((".", "!", "?", "…")) or len(answer.split()) > 3


def number_in(answer: str) -> int | None:
    """The number in an answer to a scale: 4, “4 - good”, “4/5”, “good (4)”, ★★★★; else None."""
    text = answer.strip()
    if _STARS.fullmatch(text):
        return sum(text.count(star) for star in "★⭐")
    found = _LABELLED.fullmatch(text) or _LABELLED_BEHIND.fullmatch(text)
    digits = found[1] if found else text
    plain = digits.isascii() and digits.isdigit() and len(digits) < 4
    return int(digits) if plain else None


def on_scale(kind: str, answer: str, steps: Mapping[str, int]) -> int | None:
    """An answer as a number of a scale; None for one that is off it."""
    number = number_in(answer)
    if number is None and kind == "csat":
        number = steps.get(answer) or word_scales.step(answer)
    return None if number is None else as_number(kind, str(number))
