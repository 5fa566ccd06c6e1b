"""Topics: the shop's own short list of what feedback is about, guessed from words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.clock import iso
from core.errors import Problem, refuse
from core.i18n import N_
from core.store import settings
from core.text import fold, one_line, sort_key

if TYPE_CHECKING:
    from core.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic with the word beginnings, folded, by which it is guessed."""

    id: int
    name: str
    words: tuple[str, ...]


def add(workspace: Workspace, name: str, words: tuple[str, ...] = ()) -> Topic:
    """Add a topic. `words` are beginnings of words that point to it. Raises RefusedInput."""
    title = one_line(name)
    if not title:
        refuse([Problem("name", N_("A topic needs a name."))])
    folded = tuple(fold(word) for word in words if word.strip())
    with workspace.write(N_("Topic added")) as write:
        topic_id = write.insert("topic", name=title, words=" ".join(folded))
    return Topic(topic_id, title, folded)


def change(workspace: Workspace, topic_id: int, name: str, words: tuple[str, ...]) -> None:
    """Rename a topic or give it other words. Raises RefusedInput, Missing."""
    title = one_line(name)
    if not title:
        refuse([Problem("name", N_("A topic needs a name."))])
    with workspace.write(N_("Topic changed")) as write:
        write.update("topic", topic_id, name=title, words=" ".join(fold(w) for w in words))


def archive(workspace: Workspace, topic_id: int) -> None:
    """Hide a topic from the lists; feedback keeps it. Raises Missing."""
    with workspace.write(N_("Topic hidden")) as write:
        write.update("topic", topic_id, archived_at=iso(workspace.clock.now()))


def find(workspace: Workspace) -> list[Topic]:
    """The topics in use, in the dictionary order of the shop's language."""
    rows = workspace.rows("SELECT id, name, words FROM topic WHERE archived_at IS NULL ORDER BY id")
    language = settings.get(workspace, settings.LANGUAGE)
    found = [Topic(row["id"], row["name"], tuple(row["words"].split())) for row in rows]
    return sorted(found, key=lambda topic: sort_key(topic.name, language))


def guess(topics: list[Topic], text: str) -> Topic | None:
    """The topic with most of its words in the text, or None; the earlier one wins a draw."""
    words = fold(text).replace("-", " ").split()
    best, most = None, 0
    for topic in topics:
        hits = sum(word.strip(".,!?;:()“”\"'").startswith(topic.words) for word in words)
        if topic.words and hits > most:
            best, most = topic, hits
    return best
