"""A closed review stays word for word, whatever is done to the shop afterwards."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.clock import FixedClock
from core.errors import KnownError
from core.exchange import erase
from core.insight import quarterly_review
from core.insight.quarterly_review import NewPromise, ReviewPages
from core.insight.quarterly_review import paper as review_paper
from core.insight.quarterly_review import summary as review_summary
from core.people import customers, merging, visits
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store import journal
from core.store import settings as shop_settings
from core.store.workspace import Workspace
from core.voice import feedback, replies, suggestions, topics, triage
from core.voice.feedback import NewFeedback
from core.voice.suggestions import NewRating, NewSuggestion

Q2, Q3 = "2026-Q2", "2026-Q3"
TEXTING = NewPromise("Text everyone when we run late", "Petra", date(2026, 12, 1))


class Shop:
    """A shop whose third quarter was reviewed and closed, with all that may be changed after."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.jana = customers.add(workspace, NewCustomer("Jana Nováková", first_name="Jana")).id
        self.twin = customers.add(workspace, NewCustomer("Jana Novakova")).id
        self.gone = customers.add(workspace, NewCustomer("Eva Malá", first_name="Eva")).id
        # Never merged with anybody: whoever is erased takes the words of her twin along.
        self.stranger = customers.add(workspace, NewCustomer("Olga Stará")).id
        for back in (80, 110, 140):
            on = date(2026, 9, 21) - timedelta(days=back)
            visits.record(workspace, NewVisit(self.gone, on, "Cut", 500_00))
        self.topic = topics.add(workspace, "Waiting", ("wait",)).id
        self.other_topic = topics.add(workspace, "Patience").id
        said = NewFeedback("complaint", "A terrible wait.", self.jana, topic_id=self.topic)
        self.said = feedback.log(workspace, said).id
        self.walk_in = feedback.log(workspace, NewFeedback("praise", "Wonderful colour here!")).id
        asked = NewSuggestion("Text when late", feedback_ids=(self.said,))
        self.suggestion = suggestions.suggest(workspace, asked).id
        suggestions.rate(workspace, self.suggestion, NewRating(2, 0.8, 2))
        self.other = suggestions.suggest(workspace, NewSuggestion("Send messages")).id
        before = NewPromise("Look for a provider", "Eva", date(2026, 10, 1), self.suggestion)
        self.kept = quarterly_review.promise(workspace, Q2, before).id
        quarterly_review.close(workspace, Q2)
        self.promise = quarterly_review.promise(workspace, Q3, TEXTING).id
        quarterly_review.note(workspace, Q3, "Ask Eva.")

    def told(self) -> tuple[ReviewPages, object]:
        row = self.workspace.row("SELECT * FROM quarterly_review WHERE quarter = ?", [Q3])
        promise = self.workspace.row("SELECT * FROM promise WHERE id = ?", [self.promise])
        return quarterly_review.gather(self.workspace, Q3), (tuple(row or ()), tuple(promise or ()))


@pytest.fixture
def shop(workspace: Workspace) -> Shop:
    made = Shop(workspace)
    quarterly_review.close(workspace, Q3)
    return made


LATER: dict[str, Callable[[Shop], object]] = {
    "customers are merged": lambda s: merging.merge(s.workspace, s.twin, s.jana),
    "suggestions are merged": lambda s: suggestions.merge(s.workspace, s.suggestion, s.other),
    "topics are merged": lambda s: topics.merge(s.workspace, s.topic, s.other_topic),
    "a topic is renamed": lambda s: topics.change(s.workspace, s.topic, "Queues", ()),
    "a customer marries": lambda s: customers.change(
        s.workspace, s.jana, NewCustomer("Jana Dvořáková", first_name="Jana")
    ),
    "a kind is corrected": lambda s: triage.set_kind(s.workspace, [s.said], "question"),
    "a mood is overruled": lambda s: feedback.override(s.workspace, s.said, "positive"),
    "feedback is removed": lambda s: feedback.remove(s.workspace, s.walk_in),
    "a walk-in gets a name": lambda s: feedback.give_name(s.workspace, s.walk_in, s.jana),
    "a suggestion is retitled": lambda s: suggestions.retitle(
        s.workspace, s.suggestion, "Other", ""
    ),
    "a suggestion is decided": lambda s: suggestions.decide(
        s.workspace, s.suggestion, "planned", "Soon."
    ),
    "an answer is sent": lambda s: replies.mark_sent(
        s.workspace, replies.draft(s.workspace, s.said).id
    ),
    "the lost one comes back": lambda s: visits.record(
        s.workspace, NewVisit(s.gone, date(2026, 9, 20), "Cut", 100_00)
    ),
    "the shop has another name": lambda s: shop_settings.put(
        s.workspace, shop_settings.SHOP_NAME, "Another"
    ),
    "its promise is judged": lambda s: quarterly_review.keep_promise(s.workspace, s.promise, True),
    "somebody else is erased": lambda s: erase.erase_person(s.workspace, s.stranger),
}
JUDGED = {"its promise is judged"}


@pytest.mark.parametrize("what", LATER)
def test_what_happens_later_does_not_reach_a_closed_review(shop: Shop, what: str) -> None:
    pages, rows = shop.told()
    LATER[what](shop)
    assert shop.told()[0] == pages
    if what not in JUDGED:
        assert shop.told()[1] == rows
    journal.undo(shop.workspace) if what != "somebody else is erased" else None
    assert shop.told() == (pages, rows)


def tried(act: Callable[..., object], *given: object) -> str:
    """Does it, or gives the sentence with which it was refused."""
    try:
        act(*given)
    except KnownError as error:
        return error.text()
    return "done"


@settings(
    max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.lists(st.sampled_from([*LATER, "undo", "redo"]), max_size=8))
def test_no_order_of_changes_undo_and_redo_reaches_a_closed_review(names: list[str]) -> None:
    workspace = Workspace.in_memory(clock=FixedClock("2026-09-21T08:00:00Z", zone="Europe/Prague"))
    shop = Shop(workspace)
    quarterly_review.close(workspace, Q3)
    pages, _rows = shop.told()
    for name in names:
        change = {
            "undo": lambda s: journal.undo(s.workspace),
            "redo": lambda s: journal.redo(s.workspace),
        }.get(name, LATER.get(name))
        assert change
        assert tried(change, shop)
        assert shop.told()[0] == pages
    workspace.close()


def test_nothing_before_a_closing_is_taken_back_after_it(workspace: Workspace) -> None:
    shop = Shop(workspace)
    entries = [row[0] for row in workspace.rows("SELECT id FROM journal ORDER BY id")]
    quarterly_review.close(workspace, Q3)
    told = shop.told()
    for entry in reversed(entries):
        for take_back in (journal.undo_entry, journal.undo_with_later):
            assert tried(take_back, workspace, entry)
            assert shop.told() == told


def test_undoing_a_judgement_of_a_closed_quarters_promise_is_still_possible(
    workspace: Workspace,
) -> None:
    shop = Shop(workspace)
    quarterly_review.keep_promise(workspace, shop.kept, True)
    assert journal.undo(workspace) is not None
    assert quarterly_review.gather(workspace, Q3).promises_before[0].kept is None


# The words in it, and who may be forgotten


def test_a_closed_review_keeps_the_words_of_its_day(shop: Shop) -> None:
    with shop.workspace.write("A file from elsewhere") as write:
        write.update("feedback", shop.said, body="It was fine.")
    quotes = quarterly_review.gather(shop.workspace, Q3).heard.quotes
    assert [quote.body for quote in quotes] == ["A terrible wait.", "Wonderful colour here!"]


@pytest.mark.parametrize("as_twin", [False, True])
def test_whoever_is_erased_is_blanked_also_under_a_former_number(shop: Shop, as_twin: bool) -> None:
    feedback.give_name(shop.workspace, shop.walk_in, shop.jana)
    who = shop.jana
    if as_twin:
        merging.merge(shop.workspace, shop.twin, shop.jana)
        who = shop.twin
    erase.erase_person(shop.workspace, who)
    summary = shop.workspace.value("SELECT summary FROM quarterly_review WHERE quarter = ?", [Q3])
    for word in ("Jana", "Nov", "terrible", "Wonderful"):
        assert word not in summary
    pages = quarterly_review.gather(shop.workspace, Q3)
    assert pages.heard.quotes == ()
    assert (pages.heard.feedback, pages.waiting_count) == (2, 1)
    assert [(lost.customer, lost.reason) for lost in pages.lost] == [
        ("Eva Malá", "Nothing on record says why.")
    ]


def test_a_lost_customer_who_is_erased_leaves_only_her_figures(shop: Shop) -> None:
    (lost,) = quarterly_review.gather(shop.workspace, Q3).lost
    erase.erase_person(shop.workspace, shop.gone)
    (now,) = quarterly_review.gather(shop.workspace, Q3).lost
    assert (now.customer, now.first_name) == ("", "")
    assert now.year_spend_minor == lost.year_spend_minor == 1500_00


def test_an_early_summary_without_words_is_told_from_the_rows(shop: Shop) -> None:
    pages = quarterly_review.gather(shop.workspace, Q3)
    stored = json.loads(review_summary.to_text(pages))
    del stored[review_summary.WITH_WORDS]
    for told in (*stored["heard"]["quotes"], *stored["waiting"], *stored["lost"]):
        for column in ("customer", "first_name", "body"):
            told.pop(column, None)
    assert review_summary.from_text(shop.workspace, json.dumps(stored)) == pages


def test_a_review_closed_without_figures_is_counted_anew_and_says_so(workspace: Workspace) -> None:
    review = quarterly_review.start(workspace, Q2)
    with workspace.write("A file from elsewhere") as write:
        write.update("quarterly_review", review.id, closed_at="2026-07-06T15:20:00Z")
    pages = quarterly_review.gather(workspace, Q2)
    assert pages.counted_anew
    assert pages.closed_at is not None
    quarterly_review.close(workspace, Q3)
    assert not quarterly_review.gather(workspace, Q3).counted_anew


# On paper


def test_a_closed_review_has_the_same_bytes_another_day_in_another_process_after_a_vacuum(
    tmp_path: Path,
) -> None:
    path = tmp_path / "shop.regulars"
    clock = FixedClock("2026-09-21T08:00:00Z", zone="Europe/Prague")
    with_clock = Workspace.open(path, create=True, clock=clock)
    shop = Shop(with_clock)
    quarterly_review.close(with_clock, Q3)
    first = review_paper.print_pdf(with_clock, Q3, tmp_path / "first.pdf").read_bytes()
    clock.move_to("2027-03-03T03:03:03Z")
    LATER["customers are merged"](shop)
    with with_clock.alone() as connection:
        connection.execute("VACUUM")
    second = review_paper.print_pdf(with_clock, Q3, tmp_path / "second.pdf").read_bytes()
    with_clock.close()
    code = (
        "import sys; from core.store.workspace import Workspace; "
        "from core.insight.quarterly_review import paper; "
        "from core import i18n; i18n.use('en'); "
        "paper.print_pdf(Workspace.open(sys.argv[1]), '2026-Q3', sys.argv[2])"
    )
    third = tmp_path / "third.pdf"
    subprocess.run(
        [sys.executable, "-c", code, str(path), str(third)],
        check=True,
        env={"PYTHONHASHSEED": "7", "PATH": "", "REGULARS_HOME": str(tmp_path)},
        cwd=Path(__file__).resolve().parents[2],
    )
    assert first == second == third.read_bytes()
