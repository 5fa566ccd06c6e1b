"""Moods: learned from the owner's corrections, kept in the file, let go, read anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from core.clock import FixedClock
from core.errors import Cancelled
from core.exchange import erase
from core.measures import sentiment
from core.people import customers
from core.people.customers import NewCustomer
from core.store import check, connections, journal, migrations
from core.store.schema import TABLES
from core.store.workspace import Workspace
from core.voice import feedback, moods
from core.voice.feedback import Feedback, NewFeedback

# A salon whose customers come to look messy; nobody else would call that praise.
MESSY = (
    "I walked out messy again",
    "My hair is messy from morning to night",
    "That cut is messy just like me",
    "I am messy at work today too",
    "In the picture it looks messy",
    "My daughter is messy as well",
    "The fringe stayed messy all week",
    "It is messy at the front and at the back",
    "My friend asked to be messy too",
    "Left the chair messy as always",
)
LATER = "I came home messy"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "salon.regulars"


@pytest.fixture
def shop(path: Path, clock: FixedClock) -> Iterator[Workspace]:
    """A shop in a file, which a test may close and open again."""
    opened = Workspace.open(path, create=True, clock=clock)
    yield opened
    opened.close()


def said(workspace: Workspace, body: str, **more: object) -> Feedback:
    return feedback.log(workspace, NewFeedback("other", body, **more))


def corrected(workspace: Workspace, mood: str = "positive") -> list[int]:
    """The owner calls each messy text a praise, a minute after the other."""
    ids = []
    for body in MESSY:
        later(workspace, minutes=1)
        ids.append(feedback.override(workspace, said(workspace, body).id, mood).id)
    return ids


def later(workspace: Workspace, **by: int) -> None:
    clock = workspace.clock
    assert isinstance(clock, FixedClock)
    clock.move_to(clock.now() + timedelta(**by))


def stored(workspace: Workspace, feedback_id: int) -> dict[str, object]:
    row = workspace.row("SELECT * FROM feedback WHERE id = ?", [feedback_id])
    assert row is not None
    return dict(row)


# The file


def test_a_file_of_the_first_schema_gets_the_new_table_and_keeps_its_rows(
    path: Path, clock: FixedClock
) -> None:
    old = _first_file(path, clock)
    assert "learned_mood" not in "".join(TABLES)
    opened = Workspace.open(path, clock=clock)
    kept = opened.rows("SELECT * FROM feedback ORDER BY id")
    assert [tuple(row) for row in kept] == old
    assert len(kept) == 2
    assert moods.lessons(opened) == []
    assert not moods.is_learned(opened)
    assert moods.learn(opened) == 1
    assert moods.is_learned(opened)
    opened.close()
    assert check.problems(path) == []
    again = Workspace.open(path, clock=clock)
    assert moods.corrections_learned(again) == 1
    again.close()


def _first_file(path: Path, clock: FixedClock) -> list[tuple[object, ...]]:
    """A file as the first release made it, with two texts, one of them corrected."""
    made = Workspace.open(path, create=True, clock=clock)
    feedback.override(made, said(made, "It was lovely.").id, "negative")
    said(made, "How much is a cut?")
    made.close()
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE learned_mood")
    connection.execute("DROP INDEX feedback_overridden")
    connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'learned_moods'")
    connection.commit()
    rows = connection.execute("SELECT * FROM feedback ORDER BY id").fetchall()
    assert migrations.pending(connection) == ["learned_moods"]
    connection.close()
    connections.require_shop_file(path)
    return rows


def test_lessons_survive_closing_the_file(path: Path, clock: FixedClock) -> None:
    first = Workspace.open(path, create=True, clock=clock)
    corrected(first)
    moods.learn(first)
    before, reading = moods.lessons(first), moods.reader(first).read(LATER)
    first.close()
    again = Workspace.open(path, clock=clock)
    assert moods.lessons(again) == before
    assert moods.reader(again).read(LATER) == reading
    assert moods.is_learned(again)
    again.close()


# Learning


def test_after_corrections_a_similar_text_is_read_the_owners_way(workspace: Workspace) -> None:
    assert said(workspace, LATER).polarity == "negative"
    corrected(workspace)
    assert said(workspace, LATER).polarity == "negative", "nothing is learned by itself"
    assert moods.learn(workspace) == len(MESSY)
    assert moods.corrections_learned(workspace) == len(MESSY)
    after = said(workspace, LATER)
    assert after.polarity == "positive"
    assert stored(workspace, after.id)["reader"] == f"{sentiment.names()['en']}+{len(MESSY)}"


def test_a_reading_in_a_language_without_corrections_names_no_lesson(workspace: Workspace) -> None:
    corrected(workspace)
    moods.learn(workspace)
    czech = said(workspace, "Děkuji, všechno bylo skvělé.")
    assert stored(workspace, czech.id)["reader"] == sentiment.names()["cs"]


def test_corrections_of_each_language_teach_its_own_reader(workspace: Workspace) -> None:
    feedback.override(workspace, said(workspace, "Barva po týdnu vybledla.").id, "positive")
    feedback.override(workspace, said(workspace, "The colour faded after a week.").id, "neutral")
    feedback.override(workspace, said(workspace, "It was only fine, I think.").id, "negative")
    assert moods.learn(workspace) == 3
    told = {lesson.language: lesson.corrections for lesson in moods.lessons(workspace)}
    assert told == {"cs": 1, "en": 2}


def test_learning_again_replaces_what_was_learned(workspace: Workspace) -> None:
    ids = corrected(workspace)
    moods.learn(workspace)
    first = moods.lessons(workspace)
    moods.learn(workspace)
    assert moods.lessons(workspace) == first
    for feedback_id in ids:
        feedback.override(workspace, feedback_id, None)
    assert moods.learn(workspace) == 0
    assert moods.lessons(workspace) == []


def test_the_override_stands_beside_the_reading(workspace: Workspace) -> None:
    one = said(workspace, LATER)
    before = stored(workspace, one.id)
    feedback.override(workspace, one.id, "positive")
    after = stored(workspace, one.id)
    at = after["overridden_at"]
    said_since = {"override": "positive", "overridden_at": at, "triaged_at": at}
    assert {**before, **said_since} == after


def test_a_shop_without_corrections_has_nothing_to_learn(workspace: Workspace) -> None:
    assert moods.is_learned(workspace)
    assert moods.learn(workspace) == 0
    assert moods.corrections_learned(workspace) == 0


def test_what_was_learned_is_old_after_a_correction_an_undo_and_a_removal(
    workspace: Workspace,
) -> None:
    ids = corrected(workspace)
    assert not moods.is_learned(workspace)

    def learns() -> None:
        moods.learn(workspace)
        assert moods.is_learned(workspace)

    learns()
    later(workspace, minutes=1)
    feedback.override(workspace, said(workspace, "A new one, messy").id, "positive")
    assert not moods.is_learned(workspace)
    learns()
    later(workspace, minutes=1)
    feedback.override(workspace, ids[0], "neutral")
    assert not moods.is_learned(workspace)
    learns()
    journal.undo(workspace)
    assert not moods.is_learned(workspace)
    learns()
    feedback.remove(workspace, ids[1])
    assert not moods.is_learned(workspace)
    learns()
    journal.undo(workspace)
    assert not moods.is_learned(workspace)
    learns()
    feedback.override(workspace, ids[2], None)
    assert not moods.is_learned(workspace)


def test_feedback_that_nobody_corrected_does_not_make_it_old(workspace: Workspace) -> None:
    corrected(workspace)
    moods.learn(workspace)
    feedback.remove(workspace, said(workspace, "Lovely, thanks.").id)
    said(workspace, "Awful.")
    assert moods.is_learned(workspace)


def test_learning_is_no_step_to_undo(workspace: Workspace) -> None:
    ids = corrected(workspace)
    moods.learn(workspace)
    journal.undo(workspace)
    assert feedback.get(workspace, ids[-1]).overruled is False


def test_learning_tells_its_listeners(workspace: Workspace) -> None:
    corrected(workspace)
    nouns: set[str] = set()
    workspace.subscribe(lambda changes: nouns.update(changes.nouns))
    moods.learn(workspace)
    assert nouns == {"learned_mood"}


# Letting go


def test_what_was_learned_can_be_let_go_and_only_later_corrections_count(
    workspace: Workspace,
) -> None:
    ids = corrected(workspace)
    moods.learn(workspace)
    later(workspace, minutes=1)
    moods.forget(workspace)
    assert moods.corrections_learned(workspace) == 0
    assert moods.is_learned(workspace)
    assert moods.learn(workspace) == 0
    assert said(workspace, LATER).polarity == "negative"
    assert all(feedback.get(workspace, each).overruled for each in ids)
    later(workspace, minutes=1)
    feedback.override(workspace, ids[0], "neutral")
    assert not moods.is_learned(workspace)
    assert moods.learn(workspace) == 1


def test_letting_go_can_be_undone(workspace: Workspace) -> None:
    corrected(workspace)
    moods.learn(workspace)
    learned = moods.lessons(workspace)
    later(workspace, minutes=1)
    moods.forget(workspace)
    journal.undo(workspace)
    assert not moods.is_learned(workspace)
    assert moods.learn(workspace) == len(MESSY)
    assert moods.lessons(workspace) == learned


# Reading anew


def older(workspace: Workspace, feedback_id: int, reader: str | None) -> None:
    """As if a reader of long ago had read this, wrongly."""
    with workspace.write("Played back") as write:
        write.update(
            "feedback", feedback_id, reader=reader, polarity="mixed", score=0.9, words="[]"
        )


def test_readings_by_older_readers_or_by_none_are_read_anew(workspace: Workspace) -> None:
    bodies = ("It was lovely.", "Bylo to skvělé.", "Viss bija lieliski.", "How much is a cut?")
    ids = [said(workspace, body).id for body in bodies]
    before = [stored(workspace, each) for each in ids]
    assert moods.stale(workspace) == 0
    assert moods.read_anew(workspace) == moods.ReadAnew(0, 0)
    for feedback_id, reader in zip(ids, ("en-0", "cs-0+30", "", None), strict=True):
        older(workspace, feedback_id, reader)
    assert moods.stale(workspace) == len(ids)
    assert moods.read_anew(workspace) == moods.ReadAnew(len(ids), len(ids))
    assert [stored(workspace, each) for each in ids] == before
    assert moods.stale(workspace) == 0


def test_a_reading_with_lessons_of_todays_reader_is_not_old(workspace: Workspace) -> None:
    one = said(workspace, "It was lovely.")
    older(workspace, one.id, f"{sentiment.names()['en']}+30")
    assert moods.stale(workspace) == 0
    moods.read_anew(workspace)
    assert feedback.get(workspace, one.id).polarity == "mixed"


def test_on_demand_everything_is_read_anew(workspace: Workspace) -> None:
    one, other = said(workspace, LATER), said(workspace, "It was lovely.")
    corrected(workspace)
    moods.learn(workspace)
    assert moods.stale(workspace) == 0
    done = moods.read_anew(workspace, everything=True)
    assert done.texts == 2 + len(MESSY)
    assert 1 <= done.changed <= 1 + len(MESSY)
    assert feedback.get(workspace, one.id).polarity == "positive"
    assert feedback.get(workspace, other.id).polarity == "positive"


def test_the_owners_word_outlives_every_reading(workspace: Workspace) -> None:
    one = said(workspace, "It was lovely.")
    feedback.override(workspace, one.id, "negative")
    before = stored(workspace, one.id)
    older(workspace, one.id, "en-0")
    moods.read_anew(workspace, everything=True)
    assert stored(workspace, one.id) == before
    assert feedback.get(workspace, one.id).polarity == "negative"


class Watched:
    """Progress that notes what it is told and may cancel."""

    def __init__(self, cancel_after: int | None = None) -> None:
        self.steps: list[tuple[int, int]] = []
        self._cancel_after = cancel_after

    def step(self, done: int, total: int) -> None:
        self.steps.append((done, total))
        if self._cancel_after is not None and len(self.steps) > self._cancel_after:
            raise Cancelled


def many(workspace: Workspace, count: int) -> None:
    with workspace.write("Brought in") as write:
        write.insert_many(
            "feedback",
            ("kind", "channel", "body", "said_at", "logged_at", "polarity", "words"),
            [
                ("other", "counter", f"It was lovely, number {n}.", at, at, "unread", "[]")
                for n, at in ((n, "2026-09-01T10:00:00Z") for n in range(count))
            ],
        )


def test_progress_goes_from_nothing_to_all_in_small_steps(workspace: Workspace) -> None:
    many(workspace, 450)
    watched = Watched()
    assert moods.read_anew(workspace, watched) == moods.ReadAnew(450, 450)
    dones = [done for done, _total in watched.steps]
    assert dones[0] == 0
    assert len(dones) >= 3
    assert dones == sorted(set(dones))
    assert {total for _done, total in watched.steps} == {450}


def test_cancelled_keeps_what_is_done(workspace: Workspace) -> None:
    many(workspace, 450)
    watched = Watched(cancel_after=1)
    with pytest.raises(Cancelled):
        moods.read_anew(workspace, watched)
    done = watched.steps[-1][0]
    assert 0 < done < 450
    assert moods.stale(workspace) == 450 - done
    assert moods.read_anew(workspace).texts == 450 - done


def test_reading_anew_is_no_step_to_undo(workspace: Workspace) -> None:
    one = said(workspace, "It was lovely.")
    feedback.override(workspace, one.id, "negative")
    moods.read_anew(workspace, everything=True)
    journal.undo(workspace)
    assert feedback.get(workspace, one.id).overruled is False


def test_reading_anew_tells_its_listeners(workspace: Workspace) -> None:
    said(workspace, "It was lovely.")
    nouns: set[str] = set()
    workspace.subscribe(lambda changes: nouns.update(changes.nouns))
    moods.read_anew(workspace, everything=True)
    assert nouns == {"feedback"}


# A person who asks to be forgotten


def test_nothing_learned_from_an_erased_persons_words_stays(shop: Workspace) -> None:
    person = customers.add(shop, NewCustomer("Ludmila Havránková"))
    one = said(shop, "My zebrafinch said the colour was messy", customer_id=person.id)
    feedback.override(shop, one.id, "positive")
    corrected(shop)
    moods.learn(shop)
    assert "zebra" in str(shop.rows("SELECT weights FROM learned_mood")[0][0])
    erase.erase_person(shop, person.id)
    assert "zebra" not in "".join(row[0] for row in shop.rows("SELECT weights FROM learned_mood"))
    assert shop.path is not None
    assert b"zebra" not in shop.path.read_bytes()
    moods.learn(shop)
    assert moods.is_learned(shop)
    assert b"zebra" not in shop.path.read_bytes()


def test_the_mood_of_an_erased_persons_words_stays_as_a_count(shop: Workspace) -> None:
    person = customers.add(shop, NewCustomer("Ludmila Havránková"))
    one = said(shop, "It was awful.", customer_id=person.id)
    erase.erase_person(shop, person.id)
    assert feedback.get(shop, one.id).polarity == "negative"
    older_reader = "UPDATE feedback SET reader = 'en-0'"
    with shop.write("Played back") as write:
        write.execute(older_reader)
    moods.read_anew(shop)
    moods.read_anew(shop, everything=True)
    assert feedback.get(shop, one.id).polarity == "negative"


def test_erasing_leaves_the_lessons_of_others_to_be_learned_again(shop: Workspace) -> None:
    person = customers.add(shop, NewCustomer("Ludmila Havránková"))
    one = said(shop, "My zebrafinch was messy", customer_id=person.id)
    feedback.override(shop, one.id, "positive")
    corrected(shop)
    moods.learn(shop)
    erase.erase_person(shop, person.id)
    moods.learn(shop)
    assert said(shop, LATER).polarity == "positive"
