"""A search of feedback looks in what was said and at who said it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clock import FixedClock
from core.people import customers
from core.people.customers import NewCustomer
from core.store.workspace import Workspace
from core.text import fold
from core.voice import feedback
from core.voice.feedback import FeedbackFilter, NewFeedback

SAID = (
    ("Jana Nováková", "The colour was cold."),
    ("Emma Palmer", "I waited for Jana."),
    ("Emma Stone", "The tea was cold."),
    ("Ēriks Bērziņš", "Krāsa ir skaista."),
    (None, "Emmental in the window, cold."),
)


@pytest.fixture
def heard(workspace: Workspace) -> Workspace:
    return _hear(workspace)


def _hear(workspace: Workspace) -> Workspace:
    for name, body in SAID:
        who = customers.add(workspace, NewCustomer(name, email="zoe@x.cz")).id if name else None
        feedback.log(workspace, NewFeedback("complaint", body, who))
    return workspace


def found(workspace: Workspace, text: str) -> set[str]:
    wanted = FeedbackFilter(text=text)
    rows = feedback.find(workspace, wanted)
    assert feedback.count(workspace, wanted) == len(rows)
    return {said.body for said in rows}


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Palmer", {"I waited for Jana."}),
        ("novakova", {"The colour was cold."}),
        ("berzins eriks", {"Krāsa ir skaista."}),
        ("jana", {"The colour was cold.", "I waited for Jana."}),
        ("emma cold", {"The tea was cold."}),
        ("emm cold", {"The tea was cold.", "Emmental in the window, cold."}),
        ("emma p", {"I waited for Jana."}),
        ("palmer jana", {"I waited for Jana."}),
        ("palmer cold", set()),
        ("zoe", set()),
    ],
)
def test_every_word_is_found_in_what_was_said_or_in_the_name(
    heard: Workspace, text: str, bodies: set[str]
) -> None:
    assert found(heard, text) == bodies


def test_a_new_name_is_found_and_the_old_one_is_not(heard: Workspace) -> None:
    emma = customers.find_named(heard, "Emma Palmer")
    assert emma is not None
    customers.change(heard, emma.id, NewCustomer("Emma Hill"))
    assert found(heard, "palmer") == set()
    assert found(heard, "hill waited") == {"I waited for Jana."}


def test_a_name_narrows_what_the_filters_show_like_any_word(heard: Workspace) -> None:
    wanted = FeedbackFilter(text="emma", kind="praise")
    assert feedback.find(heard, wanted) == []
    assert feedback.count(heard, FeedbackFilter(text="emma", state="waiting")) == 2


WORDS = sorted(
    {
        fold(word)
        for name, body in SAID
        for word in f"{name or ''} {body}".replace(".", "").replace(",", "").split()
        if len(word) > 1
    }
)


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.integers(2, 4)), min_size=1, max_size=4))
def test_any_words_find_what_going_through_all_of_it_finds(typed: list[tuple[str, int]]) -> None:
    words = [word[:length] for word, length in typed]
    expected = {
        body
        for name, body in SAID
        if all(
            any(fold(each).startswith(word) for each in f"{name or ''} {body}".split())
            for word in words
        )
    }
    assert found(_shop(), " ".join(words)) == expected


_kept: list[Workspace] = []


def _shop() -> Workspace:
    """One shop for all the words that are tried, for nothing is written in it."""
    if not _kept:
        _kept.append(_hear(Workspace.in_memory(clock=FixedClock("2026-09-21T10:00:00Z"))))
    return _kept[0]
