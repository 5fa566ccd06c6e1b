"""The questions behind the columns of a form's answers, and what a row answers to each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from core.exchange.headings import key
from core.exchange.surveys import splitting, word_scales
from core.exchange.surveys.question_kinds import (
    MOST_CHOICES,
    OPEN,
    OPPOSITES,
    RECOMMEND,
    question_kind,
)
from core.exchange.values import filled
from core.i18n import N_, said_in
from core.text import clean, fold, one_line, shorten

LONGEST_WORDING = 120
_OTHER = re.compile(r"(other|jine|jina|jiny|jina odpoved|cits|cita|cita atbilde)( \(.*\))?( \d+)?")
# What a teacher gives to an answer of a quiz.
_MARKED = ("Points - ", "Feedback - ")
_GRID = re.compile(r"(.+?)\s*\[([^\[\]]+)\]")
_BETWEEN = " – "


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
    source: str,
    headers: Sequence[str],
    columns: Sequence[int],
    seen: Mapping[int, Counter[str]],
    language: str,
    *,
    all_seen: bool = True,
) -> list[Asked]:
    """The questions that some columns answer; `seen` counts the answers of each column.

    Choices that no answer words are in the `language` of the shop, whatever the screen speaks.
    What nobody answered is left out, where `all_seen` says that there are no more answers.
    """
    groups = [
        _alone(group)
        for group in _grouped(source, headers, columns, seen)
        if not all_seen or any(seen[at] for at in (*group.columns, *group.other))
    ]
    return [_asked(source, group, seen, language) for group in groups]


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
    """The columns side by side that belong to one question."""
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
    return groups


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


def _asked(source: str, group: _Group, seen: Mapping[int, Counter[str]], language: str) -> Asked:
    columns, other = tuple(group.columns), tuple(group.other)
    if group.ticked:
        wording = group.wording or shorten(" / ".join(group.ticked), LONGEST_WORDING)
        rest = () if len(group.ticked) > 1 else (said_in(language, N_("Other")),)
        choices = (*group.ticked, *rest)
        return Asked(wording, "choice", choices, columns, other, unworded=group.unworded)
    wording = _in_words(group.wording)
    answers: Counter[str] = sum((seen[at] for at in columns), Counter())
    if other:
        answers = Counter({a: n for a, n in answers.items() if not _OTHER.fullmatch(fold(a))})
    steps = word_scales.steps(answers)
    openly = source != "microsoft-forms" and OPEN.search(fold(wording))
    mark = "" if steps or openly else splitting.mark_of(source, answers)
    if mark:
        choices = splitting.choices(mark, answers)
        return Asked(wording, "choice", choices, columns, other, mark)
    if source == "typeform" and _is_box(wording, answers):
        spoken = {"1": said_in(language, N_("Yes")), "0": said_in(language, N_("No"))}
        return Asked(wording, "choice", tuple(spoken.values()), columns, other, spoken=spoken)
    kind = question_kind(wording, answers)
    if other and len(answers) >= 2 and kind == "text":
        kind = "choice"
    choices = _choices(answers) if kind == "choice" else ()
    return Asked(wording, kind, choices, columns, other, steps=steps or {})


def _is_box(wording: str, answers: Counter[str]) -> bool:
    """Whether 1 and 0 stand for yes and no, as Typeform writes them."""
    if not answers or not {"0", "1"} >= answers.keys() or RECOMMEND.search(fold(wording)):
        return False
    return "0" in answers or answers["1"] > 1


def _in_words(heading: str) -> str:
    """A row of a grid, “Question [Row]”, as one question."""
    found = _GRID.fullmatch(heading)
    return f"{found[1]}{_BETWEEN}{found[2].strip()}" if found else heading


def _choices(answers: Iterable[str]) -> tuple[str, ...]:
    found = sorted(answers)[:MOST_CHOICES]
    if len(found) == 1:
        found.append(OPPOSITES.get(fold(found[0]), "–"))
    return tuple(found)
