"""Alike: what was said before that a text says again, with suggestions and questions like it.

The words that tell what the text is about fetch voices from the search index, those that share
the most are compared sentence by sentence (core.measures.likeness).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import TYPE_CHECKING

from core.clock import parse_instant
from core.measures import likeness, sentiment, stems
from core.measures.likeness import Told
from core.store import settings
from core.voice import faq, feedback, suggestions
from core.voice.faq import Faq
from core.voice.feedback import ASKING_KINDS, Feedback, FeedbackFilter
from core.voice.suggestions import CURRENT, Suggestion
from core.voice.suggestions.records import listed

if TYPE_CHECKING:
    from core.store.workspace import Workspace

# What is shown must be this alike, 0 to 100; a short title of two words is met sooner.
LEAST = 45.0
MOST_SHOWN = 5
# Of a common word only the newest voices are looked at, and only so many are compared.
MOST_OF_A_WORD, MOST_COMPARED, MOST_WORDS = 3_000, 250, 12


@dataclass(frozen=True, slots=True)
class AlikeVoice:
    """A feedback with how alike it is, 0 to 100."""

    feedback: Feedback
    likeness: int


@dataclass(frozen=True, slots=True)
class Alike:
    """What sounds like a text, each kind with the closest first."""

    feedback: tuple[AlikeVoice, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    questions: tuple[Faq, ...] = ()


@dataclass(frozen=True, slots=True)
class _Known:
    """A suggestion or question with what its words tell."""

    id: int
    units: tuple[Told, ...]


def to(
    workspace: Workspace,
    text: str,
    *,
    but: int | None = None,
    customer_id: int | None = None,
    language: str = "",
    kind: str = "",
    limit: int = MOST_SHOWN,
) -> Alike:
    """What sounds like a text, without the feedback `but`; nothing for a text that tells little.

    What a customer says twice on a day is one voice: voices of the day of `but` by the same
    customer are left out, and those of today by the customer of `customer_id`.

    `language` is that of the text where it is known, else it is guessed. Where its `kind` is
    known, praise is not alike to what asks for something, however many words they share.
    """
    if len(text.split()) < likeness.FEWEST:
        return Alike()
    said = likeness.units(text, language or spoken(workspace, text))
    if not said:
        return Alike()
    found = _Search(workspace, said)
    voices = found.voices(but)
    same = _same_voice(workspace, but, customer_id)
    heard = [(voice, near) for voice, near in voices.items() if near >= LEAST]
    same |= _of_kinds(workspace, [voice for voice, _near in heard], _APART.get(kind, ()))
    shown = [(voice, near) for voice, near in heard if voice not in same][:limit]
    return Alike(
        _with_words(workspace, shown),
        _suggestions(workspace, found, voices, limit),
        _questions(workspace, found, voices, limit),
    )


_APART = {"praise": ASKING_KINDS, **dict.fromkeys(ASKING_KINDS, ("praise",))}


def _of_kinds(workspace: Workspace, voices: Sequence[int], kinds: Sequence[str]) -> set[int]:
    """Those of some voices that are of these kinds."""
    if not kinds:
        return set()
    rows = workspace.rows(
        "SELECT id FROM feedback WHERE id IN (SELECT value FROM json_each(?)) "
        "AND kind IN (SELECT value FROM json_each(?))",
        [json.dumps(voices), json.dumps(kinds)],
    )
    return {row[0] for row in rows}


def _same_voice(workspace: Workspace, but: int | None, customer_id: int | None) -> set[int]:
    """What the customer of a voice, or else a customer today, said on one day."""
    clock = workspace.clock
    on = clock.today()
    row = workspace.row("SELECT customer_id, said_at FROM feedback WHERE id = ?", [but or 0])
    if row is not None:
        customer_id, on = row["customer_id"], clock.day_of(parse_instant(row["said_at"]))
    if customer_id is None:
        return set()
    said = workspace.rows("SELECT id, said_at FROM feedback WHERE customer_id = ?", [customer_id])
    return {each["id"] for each in said if clock.day_of(parse_instant(each["said_at"])) == on}


def spoken(workspace: Workspace, text: str) -> str:
    """The language of a text, the shop's own where it is unclear."""
    own = settings.get(workspace, settings.LANGUAGE)
    return sentiment.guess(text, default=own)


class _Search:
    """One text being compared: what it tells, and how much each of its words tells here."""

    def __init__(self, workspace: Workspace, said: tuple[Told, ...]) -> None:
        self._workspace, self.said = workspace, said
        words = list(dict.fromkeys(told for unit in said for told in unit))[:MOST_WORDS]
        self._found = {told: self._voices_with(told) for told in words}
        voices = int(workspace.value("SELECT count(*) FROM feedback"))
        # The text itself has each of its words, too.
        self._weights = {
            told: likeness.rarity(len(ids) + 1, voices) for told, ids in self._found.items()
        }
        self._usual = sum(self._weights.values()) / len(self._weights)

    def weight(self, told: str) -> float:
        """How much a word tells: the rarer, the more; one the text lacks as much as most."""
        return self._weights.get(told, self._usual)

    def near(self, units: Sequence[Told]) -> float:
        """How alike something is, 0 to 100."""
        return likeness.of_texts(self.said, units, self.weight)

    def voices(self, but: int | None) -> dict[int, float]:
        """Voices that share something, the closest first."""
        shared: dict[int, float] = {}
        for told, ids in self._found.items():
            worth = likeness.worth(told, self.weight)
            for voice in ids:
                shared[voice] = shared.get(voice, 0.0) + worth
        shared.pop(but or 0, None)
        ranked = ((how, voice) for voice, how in shared.items())
        likely = [voice for _how, voice in nlargest(MOST_COMPARED, ranked)]
        near = {voice: self.near(units) for voice, units in _units_of(self._workspace, likely)}
        order = sorted(near, key=lambda voice: (-near[voice], -voice))
        return {voice: near[voice] for voice in order if near[voice]}

    def _voices_with(self, told: str) -> list[int]:
        wanted = " OR ".join(
            f'"{part[:-1]}"' if part.endswith(".") else f'"{part}"*' for part in stems.begun(told)
        )
        rows = self._workspace.rows(
            "SELECT rowid FROM feedback_search WHERE feedback_search MATCH ? "
            "ORDER BY rowid DESC LIMIT ?",
            [wanted, MOST_OF_A_WORD],
        )
        return [row[0] for row in rows]


def _units_of(workspace: Workspace, ids: Iterable[int]) -> list[tuple[int, tuple[Told, ...]]]:
    own = settings.get(workspace, settings.LANGUAGE)
    rows = workspace.rows(
        "SELECT id, body, language FROM feedback WHERE id IN (SELECT value FROM json_each(?))",
        [json.dumps(list(ids))],
    )
    return [(row["id"], likeness.units(row["body"], row["language"] or own)) for row in rows]


def _with_words(workspace: Workspace, near: list[tuple[int, float]]) -> tuple[AlikeVoice, ...]:
    if not near:
        return ()
    ids = tuple(voice for voice, _near in near)
    found = feedback.find(workspace, FeedbackFilter(ids=ids), limit=len(ids))
    by_id = {each.id: each for each in found}
    return tuple(AlikeVoice(by_id[voice], round(how)) for voice, how in near if voice in by_id)


def _suggestions(
    workspace: Workspace, found: _Search, voices: dict[int, float], limit: int
) -> tuple[Suggestion, ...]:
    """Suggestions still to be decided or done whose words or supporters are alike."""
    known = workspace.kept(
        "alike.suggestions",
        frozenset({"suggestion", "setting"}),
        lambda: _current_suggestions(workspace),
    )
    near = _nearest(found, known, _behind(workspace, voices, "support", "suggestion_id"))
    return tuple(suggestions.get(workspace, number) for number in near[:limit])


def _questions(
    workspace: Workspace, found: _Search, voices: dict[int, float], limit: int
) -> tuple[Faq, ...]:
    """Frequent questions whose words or askers are alike."""
    known = workspace.kept(
        "alike.questions",
        frozenset({"faq", "faq_text"}),
        lambda: _current_questions(workspace),
    )
    near = _nearest(found, known, _behind(workspace, voices, "faq_voice", "faq_id"))
    return tuple(faq.get(workspace, number) for number in near[:limit])


def _nearest(found: _Search, known: list[_Known], behind: dict[int, float]) -> list[int]:
    near: dict[int, float] = {}
    for each in known:
        how = max(found.near(each.units), behind.get(each.id, 0.0))
        if how >= LEAST:
            near[each.id] = how
    return sorted(near, key=lambda number: (-near[number], number))


def _behind(
    workspace: Workspace, voices: dict[int, float], noun: str, column: str
) -> dict[int, float]:
    """How alike the closest voice behind each suggestion or question is."""
    near = {voice: how for voice, how in voices.items() if how >= LEAST}
    rows = workspace.rows(
        f"SELECT {column}, feedback_id FROM {noun} "
        "WHERE feedback_id IN (SELECT value FROM json_each(?))",
        [json.dumps(list(near))],
    )
    closest: dict[int, float] = {}
    for number, voice in rows:
        closest[number] = max(closest.get(number, 0.0), near[voice])
    return closest


def _current_suggestions(workspace: Workspace) -> list[_Known]:
    rows = workspace.rows(
        f"SELECT id, title, body FROM suggestion WHERE status IN ({listed(CURRENT)})"
    )
    return [
        _Known(row["id"], _all_units(workspace, (row["title"], row["body"] or ""))) for row in rows
    ]


def _current_questions(workspace: Workspace) -> list[_Known]:
    rows = workspace.rows(
        "SELECT faq_id, language, question FROM faq_text JOIN faq ON faq.id = faq_id "
        "WHERE archived_at IS NULL ORDER BY faq_id"
    )
    units: dict[int, tuple[Told, ...]] = {}
    for row in rows:
        told = likeness.units(row["question"], row["language"])
        units[row["faq_id"]] = (*units.get(row["faq_id"], ()), *told)
    return [_Known(number, told) for number, told in units.items()]


def _all_units(workspace: Workspace, texts: Iterable[str]) -> tuple[Told, ...]:
    return tuple(
        unit for text in texts if text for unit in likeness.units(text, spoken(workspace, text))
    )
