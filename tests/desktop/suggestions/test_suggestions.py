"""The page of suggestions: ranked, edited in place, weighed, decided, answered."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QTableView

from core.store import journal
from core.voice import replies, suggestions
from desktop.suggestions.evidence import LinkDialog
from desktop.suggestions.rate_dialog import RateDialog
from desktop.suggestions.suggestions_page import SuggestionsPage
from desktop.widgets.decide_dialog import DecideDialog
from desktop.widgets.suggestion_dialog import SuggestionDialog

KEY = Qt.Key
TITLE, REACH, IMPACT, CONFIDENCE, EFFORT, SCORE = 0, 3, 4, 5, 6, 7


def view_of(page: SuggestionsPage) -> QTableView:
    return page.table.findChild(QTableView)


def titles(page: SuggestionsPage) -> list[str]:
    model = view_of(page).model()
    return [model.index(row, TITLE).data() for row in range(model.rowCount())]


def go_to(page: SuggestionsPage, row: int, column: int) -> QTableView:
    view = view_of(page)
    view.setFocus()
    view.setCurrentIndex(view.model().index(row, column))
    return view


def editor_of(page: SuggestionsPage, kind: type) -> QLineEdit | QComboBox:
    return next(e for e in view_of(page).viewport().findChildren(kind) if e.isVisible())


def type_into(qtbot, page: SuggestionsPage, row: int, column: int, text: str, key: int) -> None:
    view = go_to(page, row, column)
    qtbot.keyClick(view, KEY.Key_F2)
    editor = editor_of(page, QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, key)


def test_the_best_score_stands_first_and_a_must_do_before_it(desk, page, two, suggest):
    must = suggest("Fix the heating")
    suggestions.set_must_do(desk.workspace, must, True)
    suggest("Not rated yet")
    assert titles(page()) == ["Fix the heating", "A mirror", "Text when late", "Not rated yet"]


def test_effort_typed_into_its_cell_changes_the_rank(desk, page, two, qtbot):
    shown_page = page()
    assert titles(shown_page) == ["A mirror", "Text when late"]
    type_into(qtbot, shown_page, 1, EFFORT, "0,5", KEY.Key_Return)
    desk.tasks.wait_idle()
    assert suggestions.get(desk.workspace, two[0]).effort_days == 0.5
    assert titles(shown_page) == ["Text when late", "A mirror"]
    assert shown_page.table.current().id == two[0]
    assert view_of(shown_page).currentIndex().column() == EFFORT


def test_a_value_off_the_scale_is_refused_in_a_sentence_and_the_old_one_stays(
    desk, page, two, qtbot
):
    shown_page = page()
    type_into(qtbot, shown_page, 0, EFFORT, "0.1", KEY.Key_Return)
    desk.tasks.wait_idle()
    assert "at least half a day" in desk.messages.spoken[-1].text
    assert view_of(shown_page).model().index(0, EFFORT).data() == "1"
    assert suggestions.get(desk.workspace, two[1]).effort_days == 1


def test_a_reach_typed_by_hand_counts_once_it_says_what_it_rests_on(desk, page, two, qtbot):
    shown_page = page()
    type_into(qtbot, shown_page, 1, REACH, "900", KEY.Key_Tab)
    QApplication.processEvents()
    dialog = shown_page.findChild(RateDialog)
    assert (dialog.reach.number(), dialog.focusWidget()) == (900, dialog.source)
    dialog.source.clear()
    dialog.save()
    desk.tasks.wait_idle()
    assert dialog.isVisible(), "nobody said what it rests on"
    dialog.source.setText("asked at the counter for a week")
    dialog.save()
    desk.tasks.wait_idle()
    assert suggestions.get(desk.workspace, two[0]).reach == 900
    assert titles(shown_page) == ["Text when late", "A mirror"]


@pytest.mark.parametrize("typed", ["many", "2,5", "-1", "99999999999999999999"])
def test_a_reach_that_counts_no_people_is_refused(desk, page, two, qtbot, typed):
    shown_page = page()
    type_into(qtbot, shown_page, 0, REACH, typed, KEY.Key_Return)
    desk.tasks.wait_idle()
    assert len(desk.messages.spoken) == 1
    assert suggestions.get(desk.workspace, two[1]).reach == 10


def test_an_emptied_reach_is_counted_from_the_voices_again(desk, page, say, suggest, qtbot):
    wished = suggest("A mirror", say("No mirror", "Jana"), say("No mirror"), reach=40)
    shown_page = page()
    type_into(qtbot, shown_page, 0, REACH, "", KEY.Key_Delete)
    qtbot.keyClick(editor_of(shown_page, QLineEdit), KEY.Key_Return)
    desk.tasks.wait_idle()
    assert suggestions.get(desk.workspace, wished).reach_by_hand is None
    assert view_of(shown_page).model().index(0, REACH).data() == "2"


def test_tab_goes_from_cell_to_cell_and_the_rows_stay_until_the_end(desk, page, two, qtbot):
    shown_page = page()
    type_into(qtbot, shown_page, 0, EFFORT, "400", KEY.Key_Tab)
    desk.tasks.wait_idle()
    assert view_of(shown_page).currentIndex().column() == REACH
    # written and shown, but the row has not jumped away under the hand
    assert view_of(shown_page).model().index(0, EFFORT).data() == "400"
    assert titles(shown_page) == ["A mirror", "Text when late"]
    qtbot.keyClick(editor_of(shown_page, QLineEdit), KEY.Key_Tab)
    QApplication.processEvents()
    assert view_of(shown_page).currentIndex().column() == IMPACT
    qtbot.keyClick(editor_of(shown_page, QComboBox).view(), KEY.Key_Tab)
    QApplication.processEvents()
    assert view_of(shown_page).currentIndex().column() == CONFIDENCE
    qtbot.keyClick(editor_of(shown_page, QComboBox).view(), KEY.Key_Tab)
    QApplication.processEvents()
    qtbot.keyClick(editor_of(shown_page, QLineEdit), KEY.Key_Escape)
    desk.tasks.wait_idle()
    assert titles(shown_page) == ["Text when late", "A mirror"]


def test_impact_is_chosen_from_named_steps(desk, page, two, qtbot):
    shown_page = page()
    qtbot.keyClick(go_to(shown_page, 0, IMPACT), KEY.Key_Return)
    steps = editor_of(shown_page, QComboBox)
    assert [steps.itemText(n) for n in range(steps.count())] == [
        "Massive",
        "High",
        "Medium",
        "Low",
        "Minimal",
    ]
    steps.setCurrentIndex(0)
    steps.activated.emit(0)
    desk.tasks.wait_idle()
    assert suggestions.get(desk.workspace, two[1]).impact == 3


@pytest.mark.parametrize("way_out", ["tab", "escape", "away"])
def test_steps_that_were_looked_at_and_not_chosen_stay_unsaid(desk, page, suggest, qtbot, way_out):
    made = suggest("A mirror")
    shown_page = page()
    view = go_to(shown_page, 0, IMPACT)
    qtbot.keyClick(view, KEY.Key_Return)
    steps = editor_of(shown_page, QComboBox)
    if way_out == "away":
        steps.hidePopup()
        shown_page.search.setFocus()
    else:
        key = KEY.Key_Tab if way_out == "tab" else KEY.Key_Escape
        qtbot.keyClick(steps.view(), key)
    QApplication.processEvents()
    desk.tasks.wait_idle()
    assert suggestions.get(desk.workspace, made).impact is None


def test_the_first_step_is_marked_by_the_first_key_and_taken_by_tab(desk, page, suggest, qtbot):
    made = suggest("A mirror")
    shown_page = page()
    qtbot.keyClick(go_to(shown_page, 0, IMPACT), KEY.Key_Return)
    steps = editor_of(shown_page, QComboBox)
    qtbot.keyClick(steps.view(), KEY.Key_Down)
    qtbot.keyClick(steps.view(), KEY.Key_Tab)
    QApplication.processEvents()
    desk.tasks.wait_idle()
    assert suggestions.get(desk.workspace, made).impact == 3


def test_the_score_is_told_in_a_sentence(desk, page, two, words_in):
    shown_page = page()
    assert "10 people × medium × sure ÷ 1 day" in words_in(shown_page.detail)
    shown_page.table.select(two[0])
    desk.tasks.wait_idle()
    assert "4 people × high × fairly sure ÷ 20 days" in words_in(shown_page.detail)


def test_what_is_missing_for_a_score_is_said(desk, page, suggest, words_in):
    suggest("A mirror", impact=1)
    assert "Still to say: confidence and effort" in words_in(page().detail)


def test_the_voices_stand_behind_with_their_names(desk, page, say, suggest, words_in):
    suggest("A mirror", say("There is no mirror.", "Ilze Kalniņa"), say("Where is the mirror?"))
    words = words_in(page().detail)
    assert "There is no mirror." in words
    assert "Ilze Kalniņa, 21 Sept 2026" in words
    assert "A walk-in" in words


def test_feedback_is_found_and_linked(desk, page, say, suggest, opened):
    wished = suggest("A mirror")
    say("The music is loud", "Jana")
    mirror = say("Žádné zrcadlo", "Ilze")
    page()
    dialog = opened(LinkDialog, suggestions.get(desk.workspace, wished))
    dialog.search.setText("zrcadlo")
    dialog.search.returnPressed.emit()
    desk.tasks.wait_idle()
    dialog.table.select_first()
    dialog.link()
    desk.tasks.wait_idle()
    behind = suggestions.supporters(desk.workspace, wished)
    assert [each.feedback_id for each in behind] == [mirror]


def test_linking_that_is_refused_says_why_and_can_be_tried_again(desk, opened, say, two, words_in):
    say("No mirror", "Jana")
    dialog = opened(LinkDialog, suggestions.get(desk.workspace, two[0]))
    suggestions.merge(desk.workspace, two[0], two[1])
    dialog.table.select_first()
    dialog.link()
    desk.tasks.wait_idle()
    assert "merged into another" in words_in(dialog)
    assert dialog.yes.isEnabled()


def test_a_voice_can_be_let_go(desk, page, say, suggest, button):
    wished = suggest("A mirror", say("No mirror", "Jana"))
    button(page().detail, "Take this link away").click()
    desk.tasks.wait_idle()
    assert suggestions.supporters(desk.workspace, wished) == []


def decided(desk, opened, suggestion_id: int, status: str, because: str) -> DecideDialog:
    dialog = opened(DecideDialog, suggestions.get(desk.workspace, suggestion_id))
    dialog.status.choose(status)
    dialog.status.chosen.emit(status)
    dialog.because.setPlainText(because)
    dialog.save()
    desk.tasks.wait_idle()
    return dialog


def test_deciding_without_a_because_is_refused_and_keeps_the_words(desk, opened, suggest, words_in):
    wished = suggest("A mirror")
    dialog = decided(desk, opened, wished, "declined", "   ")
    assert dialog.isVisible()
    assert dialog.because.toPlainText() == "   "
    assert "Please say why: customers will read it." in words_in(dialog)
    assert suggestions.get(desk.workspace, wished).status == "open"


def test_a_decision_tells_how_many_answers_it_drafts_and_leads_to_them(
    desk, opened, say, suggest, words_in
):
    asked = [say("No mirror", "Jana"), say("A mirror please", "Ilze"), say("No mirror")]
    wished = suggest("A mirror", *asked)
    dialog = opened(DecideDialog, suggestions.get(desk.workspace, wished))
    assert "2 answers will be drafted. 1 voice gets none, for a reason." in words_in(dialog)
    assert "A walk-in left no name to write to." in words_in(dialog)
    dialog.close()
    decided(desk, opened, wished, "done", "We have hung one.")
    assert len(replies.find(desk.workspace, status="draft")) == 2
    assert desk.navigation.here == ("replies", ("suggestion", wished))


def test_work_in_progress_writes_to_nobody(desk, opened, say, suggest):
    wished = suggest("A mirror", say("No mirror", "Jana"))
    decided(desk, opened, wished, "in_progress", "The frame is ordered.")
    assert replies.find(desk.workspace) == []
    assert desk.navigation.here == ("", None)


def test_the_detail_remembers_every_decision(desk, page, say, suggest, words_in):
    wished = suggest("A mirror", say("No mirror", "Jana"))
    suggestions.decide(desk.workspace, wished, "planned", "You asked for it.")
    words = words_in(page().detail)
    assert "You asked for it." in words
    assert "1 answer is drafted and waits to be sent." in words


def test_a_new_suggestion_stands_in_the_list_and_is_picked(desk, page, two, button, qtbot):
    shown_page = page()
    button(shown_page, "New suggestion").click()
    dialog = shown_page.findChild(SuggestionDialog)
    dialog.save()
    assert dialog.isVisible(), "a suggestion needs a title"
    dialog.title.setText("Open on Saturdays")
    dialog.save()
    desk.tasks.wait_idle()
    assert shown_page.table.current().title == "Open on Saturdays"


def test_all_inputs_are_rated_at_once_as_one_step_back(desk, opened, suggest):
    wished = suggest("A mirror", reach=40)
    dialog = opened(RateDialog, suggestions.get(desk.workspace, wished))
    dialog.reach.clear()
    dialog.impact.set_value("2")
    dialog.effort.setText("1,5")
    dialog.source.setText("asked for a week")
    dialog.save()
    desk.tasks.wait_idle()
    rated = suggestions.get(desk.workspace, wished)
    assert (rated.reach_by_hand, rated.impact, rated.effort_days) == (None, 2, 1.5)
    journal.undo(desk.workspace)
    assert suggestions.get(desk.workspace, wished).reach_by_hand == 40


def test_an_old_rating_is_marked_until_it_is_looked_at_again(desk, page, two, clock, button):
    from datetime import timedelta

    clock.move_to(clock.now() + timedelta(days=100))
    shown_page = page()
    assert shown_page.table.current().stale
    button(shown_page.detail, "It is still right").click()
    desk.tasks.wait_idle()
    assert not suggestions.get(desk.workspace, two[1]).stale


def test_the_list_shows_one_status_or_what_a_search_finds(desk, page, two, qtbot):
    suggestions.decide(desk.workspace, two[0], "done", "We text now.")
    shown_page = page()
    assert titles(shown_page) == ["A mirror"]
    shown_page.status.set_value("done")
    shown_page.status.chosen.emit("done")
    desk.tasks.wait_idle()
    assert titles(shown_page) == ["Text when late"]
    shown_page.status.set_value("all")
    shown_page.search.setText("mirror")
    shown_page.search.returnPressed.emit()
    desk.tasks.wait_idle()
    assert titles(shown_page) == ["A mirror"]


def test_a_suggestion_asked_for_is_shown_whatever_the_filter_says(desk, page, two):
    suggestions.decide(desk.workspace, two[0], "declined", "Too dear for now.")
    shown_page = page()
    shown_page.show_target(two[0])
    desk.tasks.wait_idle()
    assert shown_page.table.current().id == two[0]
    assert shown_page.detail.suggestion.id == two[0]


def test_an_empty_shop_learns_what_a_suggestion_is(page, words_in, button):
    shown_page = page()
    assert "A suggestion is something the shop could do better." in words_in(shown_page.table)
    assert isinstance(button(shown_page.table, "New suggestion"), QPushButton)


def test_a_narrow_ranking_keeps_the_title_and_the_score(page, two):
    shown_page = page()
    shown_page.resize(760, 620)
    QApplication.processEvents()
    view = view_of(shown_page)
    assert view.horizontalScrollBar().maximum() == 0
    assert not view.isColumnHidden(SCORE)
    assert view.columnWidth(TITLE) > view.columnWidth(SCORE)
    assert view.isColumnHidden(IMPACT)
