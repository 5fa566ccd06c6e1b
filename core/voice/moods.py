"""Moods: reading what customers say, learning from the owner's corrections, reading anew."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from core.clock import iso
from core.i18n import N_
from core.measures import sentiment
from core.measures.sentiment import Reading, Word
from core.store import settings

if TYPE_CHECKING:
    import sqlite3

    from core.measures.sentiment.learning import Correction
    from core.measures.sentiment.model import Model
    from core.progress import Progress
    from core.store.workspace import Workspace

# What the owner may say of a mood; nobody says "unread".
SAYABLE = ("negative", "neutral", "positive", "mixed")
_STEP = 200
# Of an erased person the mood stays and the words do not: nothing to read or to learn from.
_WITH_WORDS = "body <> ''"


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was learned for one language: from how many corrections, and which weights."""

    language: str
    corrections: int
    weights: Model


@dataclass(frozen=True, slots=True)
class ReadAnew:
    """How many texts were read anew, and how many of them changed their mood."""

    texts: int
    changed: int


class MoodReader:
    """Reads texts for one shop: in its language, with what it has learned."""

    def __init__(self, language: str, lessons: Sequence[Lesson]) -> None:
        self._language = language
        self._lessons = {lesson.language: lesson for lesson in lessons}
        self._weights = {lesson.language: lesson.weights for lesson in lessons}

    def read(self, text: str, language: str | None = None) -> Reading:
        """The mood of a text, in whichever of our languages it is written."""
        reading = sentiment.read(text, language, self._language, self._weights)
        lesson = self._lessons.get(reading.language)
        if lesson is None or not reading.reader:
            return reading
        untaught = sentiment.read(text, reading.language)
        if untaught.polarity == reading.polarity:
            return reading  # what was learned did not decide here
        return replace(reading, reader=f"{reading.reader}+{lesson.corrections}")


def reader(workspace: Workspace) -> MoodReader:
    """The reader of this shop as it is now; good for as many texts as are to be read."""
    return MoodReader(settings.get(workspace, settings.LANGUAGE), lessons(workspace))


def guess_kind(workspace: Workspace, text: str) -> str | None:
    """The likeliest kind of a text said to this shop; None when nothing of it is known."""
    return sentiment.guess_kind(text, default_language=settings.get(workspace, settings.LANGUAGE))


def columns(reading: Reading) -> dict[str, Any]:
    """A reading as the columns of the feedback table."""
    words = [[word.text, word.weight, word.negated, word.label] for word in reading.words]
    return {
        "language": reading.language,
        "polarity": reading.polarity,
        "score": reading.score,
        "words": json.dumps(words, ensure_ascii=False),
        "reader": reading.reader,
    }


def from_row(row: sqlite3.Row) -> Reading:
    """The reading that a row of the feedback table keeps."""
    words = tuple(Word(*word) for word in json.loads(row["words"]))
    return Reading(
        row["language"] or "", row["polarity"], row["score"] or 0.0, words, row["reader"] or ""
    )


# Learning. What was learned is derived from the corrections and can always be learned again.


def lessons(workspace: Workspace) -> list[Lesson]:
    """What was learned so far, by language."""
    from core.measures.sentiment.model import Model

    rows = workspace.rows("SELECT language, corrections, weights FROM learned_mood")
    return [
        Lesson(row["language"], row["corrections"], Model.from_plain(json.loads(row["weights"])))
        for row in rows
    ]


def corrections_learned(workspace: Workspace) -> int:
    """From how many corrections the shop has learned."""
    return int(workspace.value("SELECT coalesce(sum(corrections), 0) FROM learned_mood"))


def is_learned(workspace: Workspace) -> bool:
    """Whether what was learned stands for the corrections as they are now."""
    rows = workspace.rows("SELECT language, learned_from FROM learned_mood")
    return {row["language"]: row["learned_from"] for row in rows} == _fingerprints(workspace)


def learn(workspace: Workspace, progress: Progress | None = None) -> int:
    """Learn from all corrections since the last reset; returns how many there are.

    Takes some milliseconds for each correction, so never while somebody types.
    """
    from core.measures.sentiment import readers

    fingerprints = _fingerprints(workspace)
    learned = []
    for done, (language, fingerprint) in enumerate(sorted(fingerprints.items())):
        if progress is not None:
            progress.step(done, len(fingerprints))
        lesson = _learned(workspace, language)
        if lesson is not None:
            given, weights = lesson
            learned.append((language, given, fingerprint, weights))
        # Most shops are spoken to in one language; what read the others takes room for nothing.
        readers.let_go(but=settings.get(workspace, settings.LANGUAGE))
    with workspace.write(N_("Moods learned")) as write:
        if _fingerprints(workspace) != fingerprints:
            # Corrected or erased meanwhile: what was learned may hold words that are gone.
            return corrections_learned(workspace)
        write.execute("DELETE FROM learned_mood")
        for row in learned:
            write.execute(
                "INSERT INTO learned_mood (language, corrections, learned_from, weights) "
                "VALUES (?, ?, ?, ?)",
                row,
            )
        write.tell("learned_mood")
    return sum(count for _language, count, _fingerprint, _weights in learned)


def _learned(workspace: Workspace, language: str) -> tuple[int, str] | None:
    """From how many corrections of a language there was to learn, and the weights as JSON."""
    from core.measures.sentiment import readers
    from core.measures.sentiment.learning import learn as learn_from

    able = readers.reader(language)
    if able is None:
        return None
    given = _corrections(workspace, language)
    return len(given), json.dumps(learn_from(able, given).as_plain(), ensure_ascii=False)


def forget(workspace: Workspace) -> None:
    """Let go of what was learned; corrections stay, but only later ones are learned from."""
    with workspace.write(N_("Learning reset")) as write:
        settings.put(workspace, settings.LEARN_SINCE, iso(workspace.clock.now()))
        write.execute("DELETE FROM learned_mood")
        write.tell("learned_mood")


_CORRECTED = f"FROM feedback WHERE {_WITH_WORDS} AND override IS NOT NULL AND overridden_at > ?"


def _corrections(workspace: Workspace, language: str) -> list[Correction]:
    from core.measures.sentiment.learning import Correction

    rows = workspace.rows(
        f"SELECT body, override {_CORRECTED} AND language = ? ORDER BY overridden_at DESC, id DESC",
        [settings.get(workspace, settings.LEARN_SINCE), language],
    )
    return [Correction(row["body"], row["override"]) for row in rows]


def _fingerprints(workspace: Workspace) -> dict[str, str]:
    """What the corrections of each readable language are known by, and who would learn."""
    names = sentiment.names()
    rows = workspace.rows(
        f"SELECT language, count(*) AS n, max(overridden_at) AS newest, sum(id) AS ids "
        f"{_CORRECTED} GROUP BY language",
        [settings.get(workspace, settings.LEARN_SINCE)],
    )
    return {
        row["language"]: f"{names[row['language']]} {row['n']} {row['newest']} {row['ids']}"
        for row in rows
        if row["language"] in names
    }


# Reading anew, after an update brought better readers or when the owner asks for it.


def stale(workspace: Workspace) -> int:
    """How many texts were read by an older reader than the one of today, or by none."""
    where, params = _stale()
    return int(workspace.value(f"SELECT count(*) FROM feedback WHERE {where}", params))


def read_anew(
    workspace: Workspace, progress: Progress | None = None, *, everything: bool = False
) -> ReadAnew:
    """Read the stale texts again, or everything; the owner's own word is never touched.

    Reads beside the window, saves in short steps and tells once, so that no page reloads for
    each of them. Cancelled keeps what is done so far.
    """
    where, params = _readable() if everything else _stale()
    ids = [row[0] for row in workspace.rows(f"SELECT id FROM feedback WHERE {where}", params)]
    mood_reader = reader(workspace)
    done = changed = 0
    try:
        for run in _runs(ids):
            if progress is not None:
                progress.step(done, len(ids))
            changed += _read_run(workspace, mood_reader, run)
            done += len(run)
    finally:
        if done:
            with workspace.write(N_("Moods read anew")) as write:
                write.tell("feedback")
    return ReadAnew(done, changed)


def _read_run(workspace: Workspace, mood_reader: MoodReader, ids: list[int]) -> int:
    rows = workspace.rows(
        "SELECT id, body, polarity FROM feedback WHERE id IN (SELECT value FROM json_each(?))",
        [json.dumps(ids)],
    )
    readings = [(row, mood_reader.read(row["body"])) for row in rows]
    changed = 0
    with workspace.write(N_("Moods read anew")) as write:
        for row, reading in readings:
            written = write.execute(
                "UPDATE feedback SET language = ?, polarity = ?, score = ?, words = ?, reader = ? "
                "WHERE id = ? AND body = ?",  # erased meanwhile, its words must not come back
                [*columns(reading).values(), row["id"], row["body"]],
            )
            changed += written.rowcount if row["polarity"] != reading.polarity else 0
    return changed


def _readable() -> tuple[str, list[Any]]:
    """Texts in a language that somebody reads, or in one that nobody named yet."""
    languages = list(sentiment.names())
    marks = ", ".join("?" * len(languages))
    return f"{_WITH_WORDS} AND coalesce(language, ?) IN ({marks})", [languages[0], *languages]


def _stale() -> tuple[str, list[Any]]:
    """Those of them that were not read by the readers of today."""
    readable, params = _readable()
    readers = list(sentiment.names().values())
    marks = ", ".join("?" * len(readers))
    read_by = "substr(reader, 1, instr(reader || '+', '+') - 1)"
    return f"{readable} AND coalesce({read_by}, '') NOT IN ({marks})", [*params, *readers]


def _runs(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), _STEP):
        yield ids[start : start + _STEP]
