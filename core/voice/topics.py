"""Topics: the shop's own short list of what feedback is about, guessed from words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING

from core.clock import iso, parse_instant
from core.errors import KnownError, Missing, Problem, refuse
from core.i18n import N_
from core.measures import stems
from core.store import settings
from core.text import clean, fold, one_line, sort_key
from core.voice import topic_facts, topic_words

if TYPE_CHECKING:
    import sqlite3

    from core.store.workspace import Workspace

MARKS = ".,!?;:()“”„\"'…"


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic with the word beginnings, folded, by which it is guessed; `written` as typed."""

    id: int
    name: str
    words: tuple[str, ...]
    written: tuple[str, ...] = ()

    def shown(self, language: str) -> tuple[str, ...]:
        """Its words as an owner who speaks `language` reads them: hers, and the shop's own."""
        return topic_words.shown(self.written, language)


@dataclass(frozen=True, slots=True)
class TopicUse:
    """A topic with how many feedback are about it and the local day of the newest."""

    topic: Topic
    feedback: int
    last_said_on: date | None


def add(workspace: Workspace, name: str, words: tuple[str, ...] = ()) -> Topic:
    """Add a topic. `words` are beginnings of words that point to it. Raises RefusedInput."""
    title = _free_name(workspace, None, name)
    written = _tidy(words)
    with workspace.write(N_("Topic added")) as write:
        topic_id = write.insert("topic", name=title, words=" ".join(written))
    return _topic(topic_id, title, written)


def change(
    workspace: Workspace, topic_id: int, name: str, words: tuple[str, ...], language: str = ""
) -> None:
    """Rename a topic or give it other words.

    With a `language`, `words` are those that were shown in it: what the first topics know in
    other languages stays. Raises RefusedInput, Missing.
    """
    before = get(workspace, topic_id)
    title = _free_name(workspace, topic_id, name)
    written = topic_words.changed(before.written, words, language) if language else words
    with workspace.write(N_("Topic changed")) as write:
        write.update("topic", topic_id, name=title, words=" ".join(_tidy(written)))


def archive(workspace: Workspace, topic_id: int) -> None:
    """Hide a topic from the lists; feedback keeps it. Raises Missing."""
    with workspace.write(N_("Topic hidden")) as write:
        write.update("topic", topic_id, archived_at=iso(workspace.clock.now()))


def merge(workspace: Workspace, topic_id: int, into_id: int) -> Topic:
    """Make two topics one: all that was about the first is about the second from now on.

    Feedback, words, questions, suggestions, outcomes and saved views follow; the first is
    hidden. One step to undo. Raises Missing; KnownError `same_topic`, `topic_hidden`.
    """
    from core.voice import topic_merge

    if topic_id == into_id:
        raise KnownError("same_topic", N_("A topic cannot be merged with itself."))
    gone, kept = get(workspace, topic_id), get(workspace, into_id)
    if workspace.value("SELECT archived_at FROM topic WHERE id = ?", [into_id]):
        raise KnownError(
            "topic_hidden", N_("“{name}” is hidden. Choose a topic that is in use."), name=kept.name
        )
    with workspace.write(N_("Topics merged")) as write:
        topic_merge.move(write, topic_id, into_id)
        words = " ".join(_tidy((*kept.written, *gone.written)))
        write.update("topic", into_id, words=words)
        hidden_at = iso(workspace.clock.now())
        write.update("topic", topic_id, archived_at=hidden_at, merged_into=into_id)
    return get(workspace, into_id)


def get(workspace: Workspace, topic_id: int) -> Topic:
    """One topic, hidden or not. Raises Missing."""
    row = workspace.row("SELECT id, name, words FROM topic WHERE id = ?", [topic_id])
    if row is None:
        raise Missing("topic", topic_id)
    return _from_row(row)


def find(workspace: Workspace) -> list[Topic]:
    """The topics in use, in the dictionary order of the shop's language."""
    rows = workspace.rows("SELECT id, name, words FROM topic WHERE archived_at IS NULL ORDER BY id")
    language = settings.get(workspace, settings.LANGUAGE)
    return sorted(map(_from_row, rows), key=lambda topic: sort_key(topic.name, language))


def ever(workspace: Workspace) -> list[Topic]:
    """Every topic that the shop has or had, the hidden and the merged ones too."""
    return [_from_row(row) for row in workspace.rows("SELECT id, name, words FROM topic")]


def named(workspace: Workspace, name: str) -> int | None:
    """The topic of a name, one in use before a hidden one; where it was merged, the one it is now.

    A name in other case or without its diacritics is the same name.
    """
    wanted = one_line(name)
    rows = workspace.rows("SELECT id, name FROM topic ORDER BY archived_at IS NOT NULL, id")
    alike = [row for row in rows if fold(row["name"]) == fold(wanted)]
    exact = [row for row in alike if row["name"] == wanted]
    found = next(iter((*exact, *alike)), None)
    return _standing(workspace, found["id"]) if found else None


def with_uses(workspace: Workspace) -> list[TopicUse]:
    """The topics in use with how often and when last something was said about them."""

    def count() -> dict[int, tuple[int, date]]:
        rows = workspace.rows(
            "SELECT topic_id, count(*), max(said_at) FROM feedback "
            "WHERE topic_id IS NOT NULL GROUP BY topic_id"
        )
        return {row[0]: (row[1], workspace.clock.day_of(parse_instant(row[2]))) for row in rows}

    used = workspace.kept("topics.with_uses", frozenset({"feedback"}), count)
    return [TopicUse(topic, *used.get(topic.id, (0, None))) for topic in find(workspace)]


def add_starters(workspace: Workspace) -> list[Topic]:
    """Add those first topics of the trade that the shop lacks; gives the ones added."""
    from core.voice import starters

    return starters.add_missing(workspace)


def guess(topics: list[Topic], text: str, language: str = "") -> Topic | None:
    """The topic with most of its words in the text, or None; the earlier one wins a draw.

    With the `language` of the text, words that the first topics know only in another do not
    count.
    """
    nothing: tuple[Topic | None, int] = (None, 0)
    best, most = max(hits_of(topics, text, language), key=itemgetter(1), default=nothing)
    return best if most else None


def hits_of(topics: list[Topic], text: str, language: str = "") -> list[tuple[Topic, int]]:
    """How many words of the text point to each topic; one that tells a fact counts for more.

    The shop's own words are met in all their forms where the language of the text is known.
    """
    plain = fold(text).replace("-", " ")
    words = [word.strip(MARKS) for word in plain.split()]
    told = topic_facts.told(plain, language)
    found = [(topic, _pointing(topic, words, language)) for topic in topics]
    return [
        (topic, len(pointing) + topic_facts.MORE * len(told.intersection(pointing)))
        for topic, pointing in found
    ]


def _pointing(topic: Topic, words: list[str], language: str) -> list[str]:
    """The words that point to a topic."""
    meant = topic_words.meant(topic.words, language)
    own = {stems.stem(word, language) for word in topic_words.own(topic.words)} if language else ()
    return [
        word
        for word in words
        if word.startswith(meant)
        or topic_facts.weaker(word, language).startswith(meant)
        or (own and stems.stem(word, language) in own)
    ]


def _standing(workspace: Workspace, topic_id: int) -> int:
    """The topic that a merged one ended in; undone merges may leave no ring, so few steps do."""
    for _step in range(20):
        into: int | None = workspace.value("SELECT merged_into FROM topic WHERE id = ?", [topic_id])
        if into is None:
            break
        topic_id = into
    return topic_id


def _free_name(workspace: Workspace, topic_id: int | None, name: str) -> str:
    """The name in one line. Raises RefusedInput where it is empty or another topic has it."""
    title = one_line(name)
    if not title:
        refuse([Problem("name", N_("A topic needs a name."))])
    for other in find(workspace):
        if other.id != topic_id and fold(other.name) == fold(title):
            sentence = N_("There is a topic “{name}” already. Merge the two instead.")
            refuse([Problem("name", sentence, {"name": other.name})])
    return title


def _tidy(words: tuple[str, ...]) -> tuple[str, ...]:
    """Each word once, in small letters, as it was typed."""
    typed = [part for word in words for part in clean(word).lower().split()]
    return tuple({fold(word): word for word in reversed(typed)}.values())[::-1]


def _from_row(row: sqlite3.Row) -> Topic:
    return _topic(row["id"], row["name"], tuple(row["words"].split()))


def _topic(topic_id: int, name: str, written: tuple[str, ...]) -> Topic:
    return Topic(topic_id, name, tuple(fold(word) for word in written), written)
