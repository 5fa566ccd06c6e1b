"""The topic of a text: guessed by the topics' words, and by what the owner said of texts like it.

What was said by hand decides only where a text is plainly like texts that were, or where a word
stood in several of them and always meant the same; every other text keeps the guess it had.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from core.measures import likeness, meanings, sentiment
from core.measures.likeness import Told
from core.store import settings
from core.voice import topics
from core.voice.topics import Topic

if TYPE_CHECKING:
    from core.store.workspace import Workspace

# The newest texts with the owner's word are learned from.
MOST_LEARNED = 2_000
# A text this alike (0 to 100) to one with the owner's word is about the same, if of all texts
# this alike so great a share agrees.
NEAR, AGREED = 55.0, 0.75
# A word that stood in so many texts and always meant one topic points to it.
OFTEN = 3
MOST_COMPARED = 60


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text with the owner's word on its topic; None where she said it has none."""

    units: tuple[Told, ...]
    topic_id: int | None


class Learned:
    """What the owner said by hand, by the words it was said of."""

    def __init__(self, lessons: Sequence[Lesson] = ()) -> None:
        self.lessons = lessons
        self._where: dict[str, list[int]] = defaultdict(list)
        for place, lesson in enumerate(lessons):
            for told in _words(lesson.units):
                self._where[told].append(place)
        self._meant = {told: self._always(places) for told, places in self._where.items()}

    def by_likeness(self, units: tuple[Told, ...]) -> tuple[bool, int | None]:
        """Whether texts like this one agree on a topic, and which (None for none at all)."""
        votes: Counter[int | None] = Counter()
        for lesson in self._sharing(units):
            near = self._near(units, lesson)
            if near >= NEAR:
                votes[lesson.topic_id] += round(near)
        if not votes:
            return False, None
        topic_id, most = votes.most_common(1)[0]
        return most >= AGREED * votes.total(), topic_id

    def by_words(self, units: tuple[Told, ...]) -> tuple[int | None, int | None]:
        """The topic that the subjects of a text always meant, and the one that all its words did.

        None where they meant several.
        """
        told = _words(units)
        subjects = {self._meant.get(each) for each in told if meanings.is_subject(each)} - {None}
        words = {self._meant.get(each) for each in told} - {None}
        return _only(subjects), _only(words)

    def _near(self, units: tuple[Told, ...], lesson: Lesson) -> float:
        """How alike a text is to all of a lesson, 0 to 100.

        Of two sentences the owner may have meant the other one, so each of them counts.
        """
        parts = [unit for unit in lesson.units if unit]
        near = (likeness.of_texts(units, (unit,), self._weight) for unit in parts)
        return sum(near) / len(parts) if parts else 0.0

    def _sharing(self, units: tuple[Told, ...]) -> list[Lesson]:
        """The lessons that share the most with a text, at least a subject or two words."""
        shared: Counter[int] = Counter()
        for told in _words(units):
            worth = 2 if meanings.is_subject(told) else 1
            for place in self._where.get(told, ()):
                shared[place] += worth
        closest = [place for place, worth in shared.most_common(MOST_COMPARED) if worth > 1]
        return [self.lessons[place] for place in closest]

    def _always(self, places: list[int]) -> int | None:
        said = {self.lessons[place].topic_id for place in places}
        return _only(said) if len(places) >= OFTEN else None

    def _weight(self, told: str) -> float:
        return likeness.rarity(len(self._where.get(told, ())) + 1, len(self.lessons))


class Guesser:
    """Guesses topics for one shop as it is now; good for as many texts as are to be guessed."""

    def __init__(self, known: list[Topic], language: str, learned: Learned) -> None:
        self._topics, self._language, self._learned = known, language, learned
        self._known = {topic.id for topic in known}

    def guess(self, text: str, language: str = "") -> int | None:
        """The topic of a text by its number, None where nothing points to one."""
        spoken = language or sentiment.guess(text, default=self._language)
        best = topics.guess(self._topics, text, spoken)
        by_words = best.id if best else None
        if not self._learned.lessons:
            return by_words
        units = likeness.units(text, spoken)
        agreed, topic_id = self._learned.by_likeness(units)
        if agreed and (topic_id is None or topic_id in self._known):
            return topic_id
        subject, meant = self._learned.by_words(units)
        if subject in self._known:
            return subject
        return meant if by_words is None and meant in self._known else by_words


def _words(units: Iterable[Told]) -> set[str]:
    return set(chain.from_iterable(units))


def _only(found: set[int | None]) -> int | None:
    return next(iter(found)) if len(found) == 1 else None


def guesser(workspace: Workspace) -> Guesser:
    """The guesser of this shop, with what the owner said by hand until now."""
    own = settings.get(workspace, settings.LANGUAGE)
    learned = workspace.kept(
        ("topic_guess", own),
        frozenset({"setting", "erasure"}),
        lambda: Learned(_lessons(workspace, own)),
        _state(workspace),
    )
    return Guesser(topics.find(workspace), own, learned)


def _state(workspace: Workspace) -> tuple[int, ...]:
    """What tells whether the owner has said something else since; quicker than learning anew."""
    row = workspace.row(
        "SELECT count(*), max(topic_set_at), sum(id), sum(id * coalesce(topic_id, 0)) FROM "
        "(SELECT id, topic_id, topic_set_at FROM feedback WHERE topic_set_at IS NOT NULL "
        "ORDER BY topic_set_at DESC, id DESC LIMIT ?)",
        [MOST_LEARNED],
    )
    assert row is not None
    return tuple(row)


def _lessons(workspace: Workspace, own: str) -> list[Lesson]:
    rows = workspace.rows(
        "SELECT body, language, topic_id FROM feedback "
        "WHERE topic_set_at IS NOT NULL AND body <> '' "
        "ORDER BY topic_set_at DESC, id DESC LIMIT ?",
        [MOST_LEARNED],
    )
    return [
        Lesson(likeness.units(row["body"], row["language"] or own), row["topic_id"]) for row in rows
    ]
