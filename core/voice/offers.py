"""Offers: three voices that say the same within 60 days are worth a suggestion or an answer.

Questions among themselves propose a frequent question, complaints and suggestions a suggestion.
What stands behind one already, and what the owner turned down, is left out.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations
from typing import TYPE_CHECKING

from core.clock import iso
from core.i18n import N_
from core.measures import likeness, stems
from core.measures.likeness import Told
from core.store import settings
from core.text import shorten
from core.voice import feedback
from core.voice.feedback import Feedback, FeedbackFilter

if TYPE_CHECKING:
    from core.store.workspace import Workspace

DAYS = 60
FEWEST_VOICES = 3
# One person who repeats herself is one voice.
FEWEST_PEOPLE = 2
# An offer is a claim, so its voices must be more alike than those merely shown.
LEAST = 50.0
# Words that are nearly the same may lift a pair by so much.
LOOKED_AT = 35.0
KINDS_OF_SORT = {"faq": ("question",), "suggestion": ("complaint", "suggestion")}
LONGEST_TITLE = 90
MOST_VOICES = 3_000
MOST_OFFERS = 20
MOST_OF_A_WORD = 200

_NOUNS = frozenset(
    {"feedback", "customer", "support", "faq_voice", "turned_down", "topic", "setting"}
)


@dataclass(frozen=True, slots=True)
class Offer:
    """Voices that say the same: what they could become, from how many people, under what title.

    `sort` is suggestion or faq; `topic_id` the topic of most of them. The newest voice is first.
    """

    sort: str
    feedback_ids: tuple[int, ...]
    people: int
    title: str
    topic_id: int | None
    feedback: tuple[Feedback, ...]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a voice, with what it tells; `person` is who said it.

    `apt` is how well it makes a title: in the shop's own language, and not a complaint.
    """

    voice: int
    person: str
    topic_id: int | None
    words: str
    told: Told
    apt: int


def open(workspace: Workspace) -> list[Offer]:
    """The offers there are today, those of the most people first; at most 20.

    Compares every voice of 60 days with every other: for a thread of its own. Kept until
    something it rests on changes.
    """
    today = workspace.clock.today()
    return workspace.kept(("offers", today), _NOUNS, lambda: _make(workspace))


def of_feedback(workspace: Workspace, feedback_id: int) -> Offer | None:
    """The offer that a feedback is part of, if any."""
    return next((each for each in open(workspace) if feedback_id in each.feedback_ids), None)


def turn_down(workspace: Workspace, offer: Offer) -> None:
    """Do not propose these voices again for this; others may still come together."""
    with workspace.write(N_("Offer turned down")) as write:
        now = iso(workspace.clock.now())
        for feedback_id in offer.feedback_ids:
            workspace.require("feedback", feedback_id)
            if not workspace.value(
                "SELECT 1 FROM turned_down WHERE feedback_id = ? AND offer = ?",
                [feedback_id, offer.sort],
            ):
                write.insert(
                    "turned_down", feedback_id=feedback_id, offer=offer.sort, turned_down_at=now
                )


def _make(workspace: Workspace) -> list[Offer]:
    found = []
    for sort in ("suggestion", "faq"):
        groups = _together(_sentences(workspace, sort))
        found += [_offer(workspace, sort, group) for group in groups]
    return sorted(found, key=lambda each: (-each.people, -max(each.feedback_ids)))[:MOST_OFFERS]


def _sentences(workspace: Workspace, sort: str) -> list[_Sentence]:
    """What was said in 60 days and nothing was made of yet, the newest first."""
    own = settings.get(workspace, settings.LANGUAGE)
    since = iso(workspace.clock.now() - timedelta(days=DAYS))
    rows = workspace.rows(
        "SELECT id, customer_id, kind, topic_id, body, language FROM feedback "
        "WHERE said_at >= ? AND body <> '' "
        "AND kind IN (SELECT value FROM json_each(?)) "
        "AND NOT EXISTS (SELECT 1 FROM support WHERE feedback_id = feedback.id) "
        "AND NOT EXISTS (SELECT 1 FROM faq_voice WHERE feedback_id = feedback.id) "
        "AND NOT EXISTS (SELECT 1 FROM turned_down WHERE feedback_id = feedback.id "
        "AND offer = ?) ORDER BY said_at DESC, id DESC LIMIT ?",
        [since, json.dumps(KINDS_OF_SORT[sort]), sort, MOST_VOICES],
    )
    return [sentence for row in rows for sentence in _of_voice(row, own)]


def _of_voice(row: sqlite3.Row, own: str) -> list[_Sentence]:
    """The sentences of a voice that tell enough; all of it where none does."""
    language = row["language"] or own
    apt = 2 * (language == own) + (row["kind"] != "complaint")
    person = f"c{row['customer_id']}" if row["customer_id"] else f"w{row['id']}"
    parts = [(part, stems.telling(part, language)) for part in stems.sentences(row["body"])]
    enough = [(part, told) for part, told in parts if likeness.tells(told)]
    if not enough:
        enough = [(row["body"], told) for told in likeness.units(row["body"], language)]
    return [_Sentence(row["id"], person, row["topic_id"], part, told, apt) for part, told in enough]


def _together(sentences: list[_Sentence]) -> list[list[_Sentence]]:
    """Sentences of different voices that say the same: each alike to the first of its group."""
    near = _neighbours(sentences)
    groups: list[list[_Sentence]] = []
    taken = set[int]()
    for place in sorted(near, key=lambda at: (-len(near[at]), -sum(near[at].values()), at)):
        middle = sentences[place]
        close = sorted(near[place], key=lambda other: (-near[place][other], other))
        by_voice = {middle.voice: middle}
        for other in close:
            if sentences[other].voice not in taken:
                by_voice.setdefault(sentences[other].voice, sentences[other])
        if middle.voice not in taken and _enough(by_voice):
            taken.update(by_voice)
            groups.append(list(by_voice.values()))
    return groups


def _enough(by_voice: dict[int, _Sentence]) -> bool:
    people = {sentence.person for sentence in by_voice.values()}
    return len(by_voice) >= FEWEST_VOICES and len(people) >= FEWEST_PEOPLE


def _neighbours(sentences: list[_Sentence]) -> dict[int, dict[int, float]]:
    """For each sentence by its place those alike to it, with how alike they are."""
    weights = _weights(sentences)
    near: dict[int, dict[int, float]] = defaultdict(dict)
    # People say the same in the same words, so most pairs were compared before.
    compared: dict[tuple[Told, Told], float] = {}
    for first, second in _likely(sentences, weights):
        pair = sentences[first].told, sentences[second].told
        how = compared.get(pair)
        if how is None:
            how = compared[pair] = likeness.of_units(*pair, weights.__getitem__)
        if how >= LEAST:
            near[first][second] = near[second][first] = how
    return near


def _likely(sentences: list[_Sentence], weights: dict[str, float]) -> Iterator[tuple[int, int]]:
    """The pairs of places that share enough for a closer look; most pairs share nothing."""
    worth = {told: likeness.worth(told, weights.__getitem__) for told in weights}
    places: dict[str, list[int]] = defaultdict(list)
    for place, sentence in enumerate(sentences):
        for told in sentence.told:
            places[told].append(place)
    shared: dict[tuple[int, int], float] = defaultdict(float)
    for told, having in places.items():
        # Pairs grow with the square; of a word of hundreds the newest are enough.
        for pair in combinations(having[:MOST_OF_A_WORD], 2):
            shared[pair] += worth[told]
    whole = [sum(worth[told] for told in sentence.told) for sentence in sentences]
    for (first, second), common in shared.items():
        enough = common * common >= whole[first] * whole[second] * (LOOKED_AT / 100) ** 2
        if enough and sentences[first].voice != sentences[second].voice:
            yield first, second


def _weights(sentences: list[_Sentence]) -> dict[str, float]:
    """How much each word tells: the rarer among these sentences, the more."""
    counts = Counter(told for sentence in sentences for told in sentence.told)
    return {told: likeness.rarity(count, len(sentences)) for told, count in counts.items()}


def _offer(workspace: Workspace, sort: str, group: list[_Sentence]) -> Offer:
    ids = tuple(sentence.voice for sentence in group)
    told = feedback.find(workspace, FeedbackFilter(ids=ids), limit=len(ids))
    about = Counter(sentence.topic_id for sentence in group if sentence.topic_id is not None)
    return Offer(
        sort=sort,
        feedback_ids=tuple(each.id for each in told),
        people=len({sentence.person for sentence in group}),
        title=_title(sort, group, {each.id: each.body for each in told}),
        topic_id=about.most_common(1)[0][0] if about else None,
        feedback=tuple(told),
    )


def _title(sort: str, group: list[_Sentence], bodies: dict[int, str]) -> str:
    """The most apt of the sentences, of two the one closer to the middle; a question as asked."""
    apt = sorted(group, key=lambda sentence: -sentence.apt)
    if sort == "faq":
        for sentence in apt:
            asked = f"{sentence.words}?"
            if asked in bodies[sentence.voice]:
                return shorten(asked, LONGEST_TITLE)
    return shorten(apt[0].words, LONGEST_TITLE)
