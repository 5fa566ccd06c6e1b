"""Surveys: asked in one click or with care, typed in by keyboard, judged with their margin."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from core.store import journal, settings
from core.voice import surveys
from core.voice.surveys import NewQuestion, NewSubmission, NewSurvey, Survey
from desktop.desk import Desk
from desktop.surveys.paper_dialog import PaperDialog
from desktop.surveys.question_kinds import QUESTION_KINDS, begun
from desktop.surveys.question_result import QuestionResult
from desktop.surveys.survey_dialog import SurveyDialog
from desktop.surveys.surveys_page import SurveysPage
from desktop.widgets.answer_scale import AnswerScale

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def survey(desk: Desk) -> Survey:
    """A survey with one question of each kind."""
    questions = tuple(begun(desk.workspace, key) for key in QUESTION_KINDS)
    return surveys.add(desk.workspace, NewSurvey("How was it?", questions))


def answer(desk: Desk, survey: Survey, **given: int | str) -> None:
    """Write down answers by kind of question."""
    by_kind = {question.kind: question.id for question in survey.questions}
    answers = {by_kind[kind]: value for kind, value in given.items()}
    surveys.submit(desk.workspace, NewSubmission(survey.id, answers))


def press(qtbot, *keys: object) -> None:
    """Press keys wherever the focus is: text is typed, a pair is a key with its modifier."""
    for key in keys:
        focus = QApplication.focusWidget()
        if isinstance(key, str):
            qtbot.keyClicks(focus, key)
        elif isinstance(key, tuple):
            qtbot.keyClick(focus, *key)
        else:
            qtbot.keyClick(focus, key)


def opened(desk: Desk, qtbot, dialog: QWidget) -> QWidget:
    """Show a dialog and give it the keyboard."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    # What a test leaves half typed may be thrown away when it ends.
    qtbot.addWidget(dialog, before_close_func=lambda _d: desk.messages.prepared.append(True))
    dialog.show()
    dialog.activateWindow()
    qtbot.waitActive(dialog)
    desk.tasks.wait_idle()
    return dialog


def test_a_paper_form_is_typed_and_saved_by_keyboard_alone(desk, survey, qtbot, add_customer):
    jana = add_customer("Jana Nováková")
    dialog = opened(desk, qtbot, PaperDialog(desk, survey))
    press(qtbot, "10", KEY.Key_Tab, "4", KEY.Key_Tab, "6", KEY.Key_Tab, "2", KEY.Key_Tab)
    press(qtbot, "Open on Mondays", KEY.Key_Tab, "Jana N")
    qtbot.waitUntil(lambda: dialog.picker._offers.isVisible())
    press(qtbot, KEY.Key_Return, KEY.Key_Tab, (KEY.Key_Return, CTRL))
    qtbot.waitUntil(lambda: dialog.saved == 1)
    (saved,) = surveys.submissions(desk.workspace, survey.id)
    assert saved.customer_id == jana.id
    assert list(saved.answers.values()) == [10, 4, 6, "On the internet", "Open on Mondays"]


def test_after_saving_an_empty_form_waits_in_its_first_question(desk, survey, qtbot, words_in):
    dialog = opened(desk, qtbot, PaperDialog(desk, survey))
    dialog.day.set_day(date(2026, 9, 3))
    for saved, score in enumerate(("9", "0"), start=1):
        press(qtbot, score, (KEY.Key_Return, CTRL))
        qtbot.waitUntil(lambda wanted=saved: dialog.saved == wanted)
    assert dialog.isVisible()
    assert "2 forms saved" in words_in(dialog)
    assert isinstance(dialog._first(), AnswerScale)
    assert dialog._first().value is None
    assert dialog._first().hasFocus()
    found = surveys.submissions(desk.workspace, survey.id)
    assert sorted(next(iter(each.answers.values())) for each in found) == [0, 9]
    assert {desk.workspace.clock.day_of(each.submitted_at) for each in found} == {date(2026, 9, 3)}


def test_a_blank_form_is_refused_and_stays(desk, survey, qtbot, words_in):
    dialog = opened(desk, qtbot, PaperDialog(desk, survey))
    press(qtbot, (KEY.Key_Return, CTRL))
    qtbot.waitUntil(lambda: "Please give at least one answer." in words_in(dialog))
    desk.tasks.wait_idle()
    assert surveys.submissions(desk.workspace, survey.id) == []


def test_a_name_that_fits_nobody_is_said_beside_the_field(desk, survey, qtbot, words_in):
    dialog = opened(desk, qtbot, PaperDialog(desk, survey))
    press(qtbot, "8")
    dialog.picker._field.setText("Nobody Known")
    dialog.save()
    desk.tasks.wait_idle()
    assert "Nobody here is called “Nobody Known”" in words_in(dialog)
    assert surveys.submissions(desk.workspace, survey.id) == []


def test_a_day_to_come_is_refused(desk, survey, qtbot, words_in):
    dialog = opened(desk, qtbot, PaperDialog(desk, survey))
    press(qtbot, "8")
    dialog.day.set_day(date(2027, 1, 1))
    dialog.save()
    assert "This day is still to come." in words_in(dialog)
    assert not desk.tasks.busy


def test_a_form_that_was_begun_is_not_thrown_away_without_a_word(desk, survey, qtbot):
    dialog = opened(desk, qtbot, PaperDialog(desk, survey))
    press(qtbot, "7")
    desk.messages.prepared.append(False)
    press(qtbot, KEY.Key_Escape)
    assert dialog.isVisible()
    desk.messages.prepared.append(True)
    press(qtbot, KEY.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("7", 7), ("0", 0), ("10", 10), ("19", 9), ("100", 0), ("3\b", None)],
)
def test_digits_choose_on_a_scale(shown, qtbot, typed, expected):
    scale = shown(AnswerScale([(n, str(n)) for n in range(11)], "Recommend"))
    for key in typed:
        if key == "\b":
            qtbot.keyClick(scale, KEY.Key_Backspace)
        else:
            qtbot.keyClicks(scale, key)
    assert scale.value == expected


def test_an_answer_to_another_question_is_not_the_end_of_a_ten(shown, qtbot):
    row = QWidget()
    scale = AnswerScale([(n, str(n)) for n in range(11)], "Recommend", parent=row)
    other = QPlainTextEdit(row)
    shown(row)
    scale.setFocus()
    qtbot.keyClicks(scale, "1")
    other.setFocus()
    scale.setFocus()
    qtbot.keyClicks(scale, "0")
    assert scale.value == 0


def test_an_empty_shop_begins_with_three_questions_in_one_click(desk, shown, button, words_in):
    settings.put(desk.workspace, settings.LANGUAGE, "en")
    page = shown(SurveysPage(desk), 1150, 768)
    assert "stay away" in words_in(page)
    button(page, "Begin with these three questions").click()
    desk.tasks.wait_idle()
    (added,) = surveys.find(desk.workspace)
    assert [question.kind for question in added.questions] == ["nps", "csat", "text"]
    assert added.title in words_in(page)
    journal.undo(desk.workspace)
    desk.tasks.wait_idle()
    assert surveys.find(desk.workspace) == []


def test_results_are_those_of_the_core(desk, shown, survey, words_in):
    for score in (9, 10, 9, 7, 3, 10, 10, 9, 8, 10, 2, 9):
        answer(desk, survey, nps=score, csat=5, ces=6, choice="From a friend", text="Lovely ideas")
    page = shown(SurveysPage(desk), 1150, 768)
    words = words_in(page)
    nps, csat, ces, choice, text = surveys.results(desk.workspace, survey.id)
    assert nps.nps is not None
    assert nps.nps.value == pytest.approx(50)
    assert "+50" in words
    assert "12 of 12 answers are 4 or 5." in words
    assert "the average is 6.0" in words
    assert {csat.n, ces.n, choice.n, text.n} == {12}
    assert words.count("Lovely ideas") == 5
    assert "too few" not in words


def test_below_ten_answers_a_score_says_that_they_are_too_few(desk, shown, survey):
    for _n in range(9):
        answer(desk, survey, csat=5)
    result = next(
        r for r in surveys.results(desk.workspace, survey.id) if r.question.kind == "csat"
    )
    shown(view := QuestionResult(1, result))
    badges = [each.accessibleName() for each in view.findChildren(QWidget)]
    assert "too few to judge" in badges


def test_only_answers_of_the_chosen_days_are_shown(desk, shown, survey, words_in):
    old = datetime(2025, 1, 5, 10, tzinfo=UTC)
    number = survey.questions[-1].id
    new = NewSubmission(survey.id, {number: "Long ago"}, submitted_at=old)
    surveys.submit(desk.workspace, new)
    answer(desk, survey, text="Lately")
    page = shown(SurveysPage(desk), 1150, 768)
    assert "Long ago" in words_in(page)
    page.detail.period.set_value("90_days")
    page.detail.reload()
    desk.tasks.wait_idle()
    assert "Long ago" not in words_in(page)
    assert "Lately" in words_in(page)


def test_a_closed_survey_takes_no_answers_until_it_is_asked_again(desk, shown, survey, button):
    page = shown(SurveysPage(desk), 1150, 768)
    button(page, "Close this survey").click()
    desk.tasks.wait_idle()
    assert surveys.find(desk.workspace) == []
    page.state._press(1)
    desk.tasks.wait_idle()
    assert not page.detail.type_in.isVisible()
    button(page, "Ask this survey again").click()
    desk.tasks.wait_idle()
    assert [each.id for each in surveys.find(desk.workspace)] == [survey.id]


def test_a_survey_is_put_together_moved_and_saved(desk, qtbot, button):
    dialog = opened(desk, qtbot, SurveyDialog(desk, NewSurvey("", ())))
    dialog.title.setText("After colouring")
    for kind in ("text", "choice"):
        button(dialog, QUESTION_KINDS[kind].name).click()
    own_words, choice = dialog.questions.rows
    own_words.wording.setText("Anything to say?")
    assert choice.choices is not None
    choice.choices.setPlainText("Red\n\nBlue\nRed")
    choice.up.click()
    dialog.save()
    desk.tasks.wait_idle()
    (added,) = surveys.find(desk.workspace)
    assert [question.kind for question in added.questions] == ["choice", "text"]
    assert added.questions[0].choices == ("Red", "Blue")
    assert added.questions[1].wording == "Anything to say?"


def test_what_is_missing_is_said_under_its_question(desk, qtbot, words_in):
    blank = (NewQuestion("text", "Fine?"), NewQuestion("choice", "", ("One",)))
    dialog = opened(desk, qtbot, SurveyDialog(desk, NewSurvey("Short", blank)))
    dialog.save()
    words = words_in(dialog)
    assert "A question needs its words." in words
    assert "Please give at least two choices." in words
    dialog.questions.rows[1].out.click()
    dialog.save()
    desk.tasks.wait_idle()
    assert [each.title for each in surveys.find(desk.workspace)] == ["Short"]


def test_a_survey_without_questions_is_refused(desk, qtbot, words_in):
    dialog = opened(desk, qtbot, SurveyDialog(desk, NewSurvey("Short", ())))
    dialog.save()
    assert "A survey needs at least one question." in words_in(dialog)
    assert dialog.isVisible()


def test_questions_are_worded_in_the_language_of_the_shop(desk):
    settings.put(desk.workspace, settings.LANGUAGE, "en")
    assert begun(desk.workspace, "nps").wording == QUESTION_KINDS["nps"].wording


def test_a_survey_is_turned_to_from_elsewhere(desk, shown, survey):
    surveys.add(desk.workspace, NewSurvey("Another", (NewQuestion("text", "Well?"),)))
    page = shown(SurveysPage(desk), 1150, 768)
    page.show_target(survey.id)
    desk.tasks.wait_idle()
    assert page.detail.survey is not None
    assert page.detail.survey.id == survey.id


def test_more_of_what_was_written_is_shown_on_demand(desk, shown, survey, button, words_in):
    for n in range(60):
        answer(desk, survey, text=f"Saying {n}.")
    page = shown(SurveysPage(desk), 1150, 768)
    assert "Saying 55." in words_in(page)
    assert "Saying 54." not in words_in(page)
    for more, last in (("55 more", "Saying 5."), ("5 more", "Saying 0.")):
        button(page, more).click()
        desk.tasks.wait_idle()
        assert last in words_in(page)
