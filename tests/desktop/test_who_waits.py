"""Why more people wait among the answers than among the feedback is said where the numbers are."""

from __future__ import annotations

import pytest

from core.people import customers
from core.people.customers import NewCustomer
from core.voice import feedback, replies, suggestions
from core.voice.suggestions import NewSuggestion
from desktop.desk import Desk
from desktop.replies.replies_page import RepliesPage
from tests.desktop.inbox import Say, turn_to
from tests.desktop.inbox import page as page
from tests.desktop.inbox import say as say


@pytest.fixture
def decided(desk: Desk, say: Say) -> None:
    """Two who wait for a first answer, and three for news of a decision."""
    shop = desk.workspace
    idea = suggestions.suggest(shop, NewSuggestion("Softer towels"))
    for number in range(5):
        who = customers.add(shop, NewCustomer(f"Eva {number}"))
        said = say("Softer towels, please.", who.id, "suggestion", days=2)
        if number > 1:
            suggestions.link(shop, idea.id, said.id)
            replies.draft(shop, said.id)
    for each in replies.find(shop, status="draft"):
        replies.mark_sent(shop, each.id)
    suggestions.decide(shop, idea.id, "planned", "The old ones are thin.")


def test_the_inbox_says_how_many_more_wait_for_news(page, desk: Desk, decided: None) -> None:
    counts = feedback.counts(desk.workspace)
    assert (counts.waiting, counts.untold) == (2, 3)
    shown = page()
    untold = shown.shelf.untold
    assert not untold.isVisible()
    turn_to(shown, "waiting")
    assert untold.isVisible()
    assert untold.text() == "3 more wait for news of a decision"
    asked = []
    desk.navigation.requested.connect(lambda *place: asked.append(place))
    untold.click()
    assert asked[-1][:2] == ("replies", "waiting")
    turn_to(shown, "all")
    assert not untold.isVisible()


def test_where_nobody_waits_for_news_nothing_is_said(page, say: Say, jana) -> None:
    say("Cold tea.", jana.id)
    shown = page()
    turn_to(shown, "waiting")
    assert not shown.shelf.isVisible()


def test_the_answers_say_who_of_those_who_wait_waits_for_what(
    desk: Desk, shown, decided: None
) -> None:
    assert replies.count_waiting(desk.workspace) == 5
    page = RepliesPage(desk)
    shown(page, 1130, 768)
    chip = page.which._group.button(0)
    assert chip.text() == "Who still waits 5"
    assert chip.toolTip() == "For an answer: 2. For news of a decision: 3."
