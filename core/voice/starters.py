"""What a new shop begins with: topics of its trade, known by words in three languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.i18n import LANGUAGES, N_, said_in
from core.store import settings
from core.text import fold
from core.voice import topic_words, topics
from core.voice.starter_words import OF_TRADE, Starter
from core.voice.topics import Topic

if TYPE_CHECKING:
    from core.store.workspace import Workspace


def add_topics(workspace: Workspace) -> None:
    """Add the first topics in the shop's language, unless there are topics already."""
    if not topics.find(workspace):
        add_missing(workspace)


def add_missing(workspace: Workspace) -> list[Topic]:
    """Add the first topics of the trade that the shop lacks; gives those added.

    A topic is there if it has the name in any language or most of the words, also when it was
    renamed, hidden or merged.
    """
    language = settings.get(workspace, settings.LANGUAGE)
    trade = settings.get(workspace, settings.SHOP_KIND)
    known = topics.ever(workspace)
    with workspace.write(N_("First topics added")):
        return [
            topics.add(workspace, said_in(language, starter.name), _words(starter))
            for starter in OF_TRADE[trade]
            if not any(_is(starter, topic) for topic in known)
        ]


def _words(starter: Starter) -> tuple[str, ...]:
    return tuple(
        begun for language in LANGUAGES for begun, _word in topic_words.pairs(starter, language)
    )


def _is(starter: Starter, topic: Topic) -> bool:
    names = {fold(said_in(language, starter.name)) for language in LANGUAGES}
    words = {fold(word) for word in _words(starter)}
    return fold(topic.name) in names or len(
        words & set(topic.words)
    ) >= topic_words.SAME_WORDS * len(words)
