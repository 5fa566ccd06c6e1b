"""Going to a record by its id: what was asked for opens, whatever the page showed before."""

from __future__ import annotations

import pytest

from core.people import customers, visits
from core.people.customers import CustomerFilter, NewCustomer
from core.people.visits import NewVisit
from core.voice import feedback, suggestions, surveys
from core.voice.feedback import FeedbackFilter, NewFeedback
from core.voice.suggestions import NewSuggestion
from core.voice.surveys import NewQuestion, NewSurvey
from desktop.customers.customers_page import CustomersPage
from desktop.feedback.feedback_page import FeedbackPage
from desktop.suggestions.suggestions_page import SuggestionsPage
from desktop.surveys.surveys_page import SurveysPage


@pytest.fixture
def go(desk):
    """Leaves a page, changes something in the shop, and goes back to one record there."""

    def go(page, target, change=lambda: None):
        page.hide()
        change()
        desk.tasks.wait_idle()
        page.show()
        page.show_target(target)
        desk.tasks.wait_idle()

    return go


@pytest.fixture
def searched(desk, shown, qtbot):
    """The page of customers, where one was searched for and picked."""

    def build(text: str) -> CustomersPage:
        page = shown(CustomersPage(desk), 1130, 800)
        page._field.setText(text)
        qtbot.waitUntil(lambda: page._table.count() == 1)
        page._table.select_first()
        desk.tasks.wait_idle()
        return page

    return build


def shown_in(page: CustomersPage) -> tuple[int, int]:
    return page._detail.portrait.customer.id, page._table.current().id


def test_the_customer_asked_for_opens_after_a_change_and_an_old_search(
    workspace, searched, go, qtbot
):
    alena, jana = (customers.add(workspace, NewCustomer(n)) for n in ("Alena Lebová", "Jana"))
    page = searched("Alena Leb")
    go(page, jana.id, lambda: customers.with_note(workspace, alena.id, "likes tea"))
    assert shown_in(page) == (jana.id, jana.id)
    assert page._field.text() == ""
    qtbot.wait(200)  # the search tells of itself after a pause
    assert shown_in(page) == (jana.id, jana.id)


def test_a_filter_stays_where_the_customer_asked_for_is_in_it(workspace, searched, go):
    customers.add(workspace, NewCustomer("Alena Lebová"))
    page = searched("Alena")
    other = customers.add(workspace, NewCustomer("Alena Malá"))
    go(page, other.id)
    assert shown_in(page) == (other.id, other.id)
    assert page._field.text() == "Alena"


def test_a_hidden_customer_is_shown_among_the_hidden(workspace, searched, go):
    customers.add(workspace, NewCustomer("Alena Lebová"))
    gone = customers.add(workspace, NewCustomer("Petra Malá"))
    customers.archive(workspace, gone.id)
    page = searched("Alena")
    go(page, gone.id)
    assert shown_in(page) == (gone.id, gone.id)
    assert page._band.value == "hidden"


def test_a_customer_far_down_the_list_is_found_and_stays_selected(workspace, searched, go, desk):
    with workspace.write("Many people"):
        for n in range(350):
            customers.add(workspace, NewCustomer(f"Person {n:03}"))
    page = searched("Person 007")
    far = customers.find(workspace, CustomerFilter("Person 320"))[0].id
    go(page, far, lambda: customers.with_note(workspace, far, "far down"))
    assert shown_in(page) == (far, far)
    visits.record(workspace, NewVisit(far, workspace.clock.today()))
    desk.tasks.wait_idle()
    page.reload()
    page.reload()
    desk.tasks.wait_idle()
    assert shown_in(page) == (far, far)


def test_the_row_says_the_score_that_the_page_of_the_customer_says(workspace, searched, desk):
    jana = customers.add(workspace, NewCustomer("Jana"))
    page = searched("Jana")
    assert page._table.current().score is None
    for back in (40, 20, 0):
        on = workspace.clock.today().fromordinal(workspace.clock.today().toordinal() - back)
        visits.record(workspace, NewVisit(jana.id, on))
    desk.tasks.wait_idle()
    health = page._detail.portrait.health.health
    line = page._table.current()
    assert health is not None
    assert (line.score, line.band, line.visits) == (health.score, health.band, 3)


def test_a_place_is_the_row_in_every_order(workspace):
    for n, name in enumerate(("Ilze", "Jana", "Alena", "Eva")):
        who = customers.add(workspace, NewCustomer(name)).id
        for back in range(n % 3):
            day = workspace.clock.today().toordinal() - back
            visits.record(workspace, NewVisit(who, workspace.clock.today().fromordinal(day)))
    for sort in customers.SORTS:
        for down in (False, True):
            lines = customers.find(workspace, sort=sort, descending=down)
            places = [
                customers.place(workspace, line.id, sort=sort, descending=down) for line in lines
            ]
            assert places == [0, 1, 2, 3]
    assert customers.place(workspace, lines[0].id, CustomerFilter("nobody")) is None


def test_the_feedback_asked_for_is_marked_in_the_list_whatever_was_searched_for(
    workspace, desk, shown, go, qtbot
):
    first = feedback.log(workspace, NewFeedback("praise", "the tea was lovely"))
    wanted = feedback.log(workspace, NewFeedback("praise", "the chair was soft"))
    page = shown(FeedbackPage(desk), 1130, 800)
    page.show_target(FeedbackFilter(state="snoozed", kind="complaint"))
    page.search.setText("tea")
    qtbot.waitUntil(lambda: page.table.count() == 0)
    go(page, wanted.id, lambda: feedback.override(workspace, first.id, "neutral"))
    assert page.detail.feedback.id == page.table.current().id == wanted.id
    assert page.wanted == FeedbackFilter()


def test_the_state_stays_where_the_feedback_asked_for_is_in_it(workspace, desk, shown, go):
    wanted = feedback.log(workspace, NewFeedback("complaint", "the tea was cold"))
    page = shown(FeedbackPage(desk), 1130, 800)
    page.show_target(FeedbackFilter(state="new", kind="praise"))
    go(page, wanted.id)
    assert page.wanted == FeedbackFilter(state="new")
    assert page.table.current().id == wanted.id


def test_feedback_far_down_the_list_is_marked_and_no_key_acts_before_it_is(
    workspace, desk, shown, go
):
    far = feedback.log(workspace, NewFeedback("other", "the oldest words"))
    for n in range(230):
        feedback.log(workspace, NewFeedback("other", f"words {n}"))
    page = shown(FeedbackPage(desk), 1130, 800)
    before = page.table.current()
    page.show_target(far.id)
    page.triage.look_through()
    desk.tasks.wait_idle()
    assert feedback.get(workspace, before.id).is_new
    assert page.table.current().id == page.detail.feedback.id == far.id
    page.triage.look_through()
    desk.tasks.wait_idle()
    assert not feedback.get(workspace, far.id).is_new


@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize("sort", feedback.SORTS)
def test_the_place_of_feedback_is_its_row_in_every_order(workspace, sort, descending):
    kinds = ("praise", "complaint", "praise", "other")
    for n, kind in enumerate(kinds):
        feedback.log(workspace, NewFeedback(kind, f"{'cab'[n % 3]} words"))
    for wanted in (FeedbackFilter(), FeedbackFilter(kind="praise")):
        order = {"sort": sort, "descending": descending}
        rows = feedback.find(workspace, wanted, **order)
        places = [feedback.place(workspace, each.id, wanted, **order) for each in rows]
        assert places == list(range(len(rows)))
    assert feedback.place(workspace, rows[0].id, FeedbackFilter("nobody")) is None


def test_the_suggestion_asked_for_opens_whatever_list_is_on_its_way(
    workspace, desk, shown, go, qtbot
):
    first, wanted = (
        suggestions.suggest(workspace, NewSuggestion(title)) for title in ("Tea", "Chairs")
    )
    page = shown(SuggestionsPage(desk), 1130, 800)
    page.search.setText("Tea")
    qtbot.waitUntil(lambda: page.table.count() == 1)
    page.table.reload()  # the old list, which comes once the right one has been asked for
    page._show_one(wanted)
    desk.tasks.wait_idle()
    assert (page.detail.suggestion.id, page.table.current().id) == (wanted.id, wanted.id)
    go(page, first.id, lambda: suggestions.suggest(workspace, NewSuggestion("Music")))
    assert (page.detail.suggestion.id, page.table.current().id) == (first.id, first.id)


def test_the_survey_asked_for_opens_whatever_list_is_on_its_way(workspace, desk, shown, go):
    made = [
        surveys.add(workspace, NewSurvey(title, (NewQuestion("nps", "Would you?"),)))
        for title in ("Spring", "Autumn", "Winter")
    ]
    page = shown(SurveysPage(desk), 1130, 800)
    for wanted in made:
        page.table.reload()
        page._turn_to(wanted)
        desk.tasks.wait_idle()
        assert page.table.current().id == wanted.id
    go(page, made[0].id)
    assert page.table.current().id == made[0].id
