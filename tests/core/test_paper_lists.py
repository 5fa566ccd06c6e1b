"""Lists on paper: what is left out is counted, and nobody is taken for somebody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from core.insight import quarterly_review
from core.insight.quarterly_review import fitting
from core.insight.quarterly_review.fitting import LEVELS
from core.insight.quarterly_review.pages import ReviewPages
from core.people import customers
from core.people.customers import NewCustomer
from core.store.workspace import Workspace
from core.voice import feedback, suggestions, topics
from core.voice.feedback import NewFeedback
from core.voice.suggestions import NewSuggestion
from tests.core.test_review_paper import _words, lively

Q3 = "2026-Q3"
SAID_AT = datetime(2026, 8, 3, 9, tzinfo=UTC)


def said(workspace: Workspace, body: str, who: int | None = None, topic: int | None = None) -> None:
    feedback.log(
        workspace,
        NewFeedback("complaint", body, who, topic_id=topic, asks_reply=True, said_at=SAID_AT),
    )


def words(pages: ReviewPages) -> str:
    from core.insight.quarterly_review import sheets
    from core.paper import typeface

    typeface.load_fonts()
    return "\n".join(_words(sheets.story(fitting.for_paper(pages, LEVELS[0]))))


def test_topics_that_do_not_fit_are_counted(workspace: Workspace) -> None:
    for number in range(8):
        said(workspace, f"Words {number}", topic=topics.add(workspace, f"Topic {number}").id)
    pages = quarterly_review.gather(workspace, Q3)
    assert pages.heard.told_count == len(pages.heard.told) == 8
    told = words(pages)
    assert "Topic 5" in told
    assert "and 2 more in the app" in told


def test_a_list_that_fits_counts_nothing(workspace: Workspace) -> None:
    for number in range(LEVELS[0].topics):
        said(workspace, f"Words {number}", topic=topics.add(workspace, f"Topic {number}").id)
    assert "more in the app" not in words(quarterly_review.gather(workspace, Q3))


def test_more_topics_than_are_gathered_are_counted_all_the_same(workspace: Workspace) -> None:
    for number in range(15):
        said(workspace, f"Words {number}", topic=topics.add(workspace, f"Topic {number}").id)
    heard = quarterly_review.gather(workspace, Q3).heard
    assert (len(heard.told), heard.told_count) == (12, 15)


def test_a_review_closed_by_an_early_version_counts_what_it_kept(workspace: Workspace) -> None:
    for number in range(8):
        said(workspace, f"Words {number}", topic=topics.add(workspace, f"Topic {number}").id)
    pages = quarterly_review.gather(workspace, Q3)
    old = replace(pages, heard=replace(pages.heard, told_count=0))
    assert "and 2 more in the app" in words(old)


def test_decisions_that_do_not_fit_are_counted(workspace: Workspace) -> None:
    for number in range(13):
        made = suggestions.suggest(workspace, NewSuggestion(f"Idea {number}"))
        suggestions.decide(workspace, made.id, "declined", "No room for it.")
    pages = quarterly_review.gather(workspace, Q3)
    assert (len(pages.decided), pages.decided_count) == (10, 13)
    told = words(pages)
    assert f"and {13 - LEVELS[0].decided} more in the app" in told


def test_two_of_one_first_name_are_told_apart_by_an_initial(workspace: Workspace) -> None:
    people = ("Grace Palmer", "Grace Turner", "Louise Hill")
    ids = [customers.add(workspace, NewCustomer(name)).id for name in people]
    for number, who in enumerate((*ids, ids[2])):
        said(workspace, f"It was much too cold again, and that for the {number} time.", who)
    paper = fitting.for_paper(quarterly_review.gather(workspace, Q3), LEVELS[0])
    assert {voice.first_name for voice in paper.waiting} == {"Grace P.", "Grace T.", "Louise"}
    assert {quote.first_name for quote in paper.heard.quotes} <= {"Grace P.", "Grace T.", "Louise"}


def test_one_person_who_speaks_twice_is_one(workspace: Workspace) -> None:
    who = customers.add(workspace, NewCustomer("Grace Palmer")).id
    for number in range(2):
        said(workspace, f"Cold for the {number} time.", who)
    paper = fitting.for_paper(quarterly_review.gather(workspace, Q3), LEVELS[0])
    assert {voice.first_name for voice in paper.waiting} == {"Grace"}


def test_with_surnames_nobody_needs_an_initial(workspace: Workspace) -> None:
    for name in ("Grace Palmer", "Grace Turner"):
        said(workspace, "Cold again.", customers.add(workspace, NewCustomer(name)).id)
    pages = quarterly_review.gather(workspace, Q3)
    paper = fitting.for_paper(pages, LEVELS[0], surnames=True)
    assert {voice.first_name for voice in paper.waiting} == {"Grace Palmer", "Grace Turner"}


def test_the_table_that_may_be_parted_stands_below_the_charts(workspace: Workspace) -> None:
    lively(workspace)
    told = words(quarterly_review.gather(workspace, Q3))
    assert told.index("Visits by month") < told.index("Rests on")
