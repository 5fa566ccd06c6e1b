"""The page of the quarterly review: invited, walked, left, resumed, closed and printed."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices

from core.insight import quarterly_review
from core.insight.quarterly_review.pages import STEPS, NewPromise
from core.people import customers
from core.people.customers import NewCustomer
from core.store import journal
from core.voice import feedback, replies, suggestions, topics
from core.voice.feedback import NewFeedback
from core.voice.suggestions import NewRating, NewSuggestion
from desktop.review.backlog_step import BacklogStep
from desktop.review.closing import CloseDialog, PrintDialog
from desktop.review.notes import PAUSE_MS
from desktop.review.promise_dialog import PromiseDialog
from desktop.review.review_page import due_quarter
from desktop.widgets.button import Button
from desktop.widgets.chart import Chart
from desktop.widgets.checkin_dialog import CheckinDialog
from desktop.widgets.chips import Chips
from desktop.widgets.decide_dialog import DecideDialog
from desktop.widgets.undo_bar import UndoBar
from tests.core import paper_words

Q2, Q3 = "2026-Q2", "2026-Q3"
LAST = len(STEPS) - 1
TEXTING = NewPromise("Text when we run late", "Eva", date(2026, 12, 31))


@pytest.fixture
def mirror(workspace):
    """A rated suggestion with a voice behind it."""
    jana = customers.add(workspace, NewCustomer("Jana Nováková"))
    said = feedback.log(workspace, NewFeedback("complaint", "There is no mirror here.", jana.id))
    made = suggestions.suggest(workspace, NewSuggestion("A mirror", feedback_ids=(said.id,)))
    suggestions.rate(workspace, made.id, NewRating(impact=1, confidence=1, effort_days=1))
    return made.id


@pytest.mark.parametrize(
    ("today", "quarter"),
    [
        (date(2026, 10, 1), "2026-Q3"),
        (date(2026, 9, 21), "2026-Q3"),
        (date(2026, 12, 20), "2026-Q4"),
        (date(2027, 1, 5), "2026-Q4"),
    ],
)
def test_the_quarter_that_has_just_ended_is_due(today, quarter):
    assert due_quarter(today) == quarter


def test_a_shop_without_reviews_is_invited_to_an_hour(page, words_in):
    words = words_in(page())
    assert "An hour, once a quarter" in words
    assert "Quarter 3, 2026 has not been reviewed yet." in words


def test_the_invitation_begins_the_walk_at_its_first_step(page, desk, button, words_in):
    shown_page = page()
    button(shown_page, "Start the review").click()
    desk.tasks.wait_idle()
    assert shown_page.walk.isVisible()
    assert shown_page.walk.step == 0
    assert "No promises were made before this review." in words_in(shown_page)
    assert quarterly_review.get(desk.workspace, Q3).step == 0


def test_a_review_is_walked_left_and_resumed(walked, page, desk, button):
    button(walked, "Next").click()
    button(walked, "Next").click()
    desk.tasks.wait_idle()
    assert quarterly_review.get(desk.workspace, Q3).step == 2
    walked.close()
    assert page().walk.step == 2


def test_a_step_back_is_no_change_to_undo(walked, desk, button):
    quarterly_review.promise(desk.workspace, Q3, TEXTING)
    button(walked, "Next").click()
    desk.tasks.wait_idle()
    assert journal.undo(desk.workspace).label == "Promise added"


def test_the_steps_tell_what_was_heard_who_waits_and_what_ranks(walked, desk, mirror, words_in):
    walked.reload()
    desk.tasks.wait_idle()
    walked.walk.go(1)
    desk.tasks.wait_idle()
    assert "There is no mirror here." in words_in(walked)
    walked.walk.go(4)
    desk.tasks.wait_idle()
    assert walked.walk.step_at(4).table.current().title == "A mirror"
    walked.walk.go(LAST)
    assert "1 voice still waits for an answer." in words_in(walked)


def test_lists_that_are_cut_say_how_many_more_there_are(walked, desk, workspace, words_in):
    for number in range(14):
        topic = topics.add(workspace, f"Topic {number}").id
        feedback.log(workspace, NewFeedback("praise", f"Fine {number}", topic_id=topic))
        made = suggestions.suggest(workspace, NewSuggestion(f"Idea {number}"))
        suggestions.decide(workspace, made.id, "declined", "No room.")
    walked.reload()
    desk.tasks.wait_idle()
    for step, left in ((1, 2), (4, 4)):
        walked.walk.go(step)
        desk.tasks.wait_idle()
        assert f"and {left} more in the app" in words_in(walked.walk.step_at(step))


def test_a_bar_of_complaints_opens_those_of_the_quarter(walked, desk, workspace):
    waiting = topics.add(workspace, "Waiting", ("wait",))
    feedback.log(workspace, NewFeedback("complaint", "I had to wait."))
    walked.reload()
    walked.walk.go(1)
    desk.tasks.wait_idle()
    chart = next(c for c in walked.findChildren(Chart) if "omplaint" in c.accessibleName())
    chart.picked.emit(waiting.id)
    where, behind = desk.navigation.here
    assert where == "feedback"
    assert [each.body for each in feedback.find(workspace, behind)] == ["I had to wait."]


def test_last_times_promise_is_judged_by_a_chip(page, desk, workspace):
    given = quarterly_review.promise(workspace, Q2, TEXTING)
    quarterly_review.close(workspace, Q2)
    quarterly_review.start(workspace, Q3)
    shown_page = page()
    chips = shown_page.walk.step_at(0).findChild(Chips)
    assert chips.value == "unknown"
    chips.choose("yes")
    chips.chosen.emit("yes")
    desk.tasks.wait_idle()
    (promise,) = quarterly_review.gather(workspace, Q3).promises_before
    assert (promise.id, promise.kept) == (given.id, True)


def test_a_suggestion_is_decided_within_the_walk(walked, desk, mirror):
    walked.reload()
    desk.tasks.wait_idle()
    walked.walk.go(4)
    desk.tasks.wait_idle()
    walked.walk.step_at(4).decide()
    desk.tasks.wait_idle()
    dialog = walked.findChild(DecideDialog)
    dialog.because.setPlainText("It hangs since Monday.")
    dialog.save()
    desk.tasks.wait_idle()
    assert suggestions.get(desk.workspace, mirror).status == "planned"
    assert desk.navigation.here == ("", None), "the walk goes on; answers come in step 7"


def test_d_decides_and_p_promises_what_is_picked_while_the_review_is_open(
    walked, desk, mirror, press_keys
):
    walked.reload()
    desk.tasks.wait_idle()
    walked.walk.go(4)
    desk.tasks.wait_idle()
    walked.walk.step_at(4).table.setFocus()
    press_keys(walked, Qt.Key.Key_D)
    walked.findChild(DecideDialog).reject()
    desk.tasks.wait_idle()
    quarterly_review.close(desk.workspace, Q3)
    desk.tasks.wait_idle()
    walked.walk.go(4)
    desk.tasks.wait_idle()
    walked.walk.step_at(4)._promise_it()
    walked.walk.step_at(4).decide()
    desk.tasks.wait_idle()
    assert walked.findChild(PromiseDialog) is None
    assert quarterly_review.get(desk.workspace, Q3).promises == ()


def test_a_suggestion_is_made_a_promise(walked, desk, mirror, button, words_in):
    walked.reload()
    desk.tasks.wait_idle()
    walked.walk.go(4)
    desk.tasks.wait_idle()
    button(walked, "Make it a promise").click()
    dialog = walked.findChild(PromiseDialog)
    assert dialog.body.toPlainText() == "A mirror"
    dialog.save()
    assert dialog.isVisible(), "a promise needs someone who keeps it"
    dialog.owner.setText("Eva")
    dialog.save()
    desk.tasks.wait_idle()
    (promise,) = quarterly_review.get(desk.workspace, Q3).promises
    assert (promise.suggestion_id, promise.due_on) == (mirror, date(2026, 12, 31))
    assert "Eva, by 31 Dec 2026" in words_in(walked)


@pytest.mark.parametrize("typed", ["", "31.2.2027", "soon"])
def test_a_promise_without_a_day_is_refused_beside_the_field(walked, desk, typed):
    walked.walk.go(5)
    walked.walk.step_at(5).add()
    dialog = walked.findChild(PromiseDialog)
    dialog.body.setPlainText("Text when late")
    dialog.owner.setText("Eva")
    dialog.due.setText(typed)
    dialog.save()
    desk.tasks.wait_idle()
    assert dialog.due.property("wrong") == "true"
    assert quarterly_review.get(desk.workspace, Q3).promises == ()


def test_three_promises_are_enough(walked, desk, words_in):
    for _number in range(3):
        quarterly_review.promise(desk.workspace, Q3, TEXTING)
    walked.walk.go(5)
    desk.tasks.wait_idle()
    assert "Three promises are enough for one quarter" in words_in(walked)
    assert not any(
        button.accessibleName() == "Add a promise" and button.isVisible()
        for button in walked.walk.step_at(5).findChildren(Button)
    )


def test_notes_are_kept_when_the_step_is_left(walked, desk, page):
    walked.walk.notes.paper.setPlainText("Ask Marta about Saturdays.")
    walked.walk.go(1)
    desk.tasks.wait_idle()
    assert quarterly_review.get(desk.workspace, Q3).notes == "Ask Marta about Saturdays."


def test_a_reload_does_not_take_away_notes_that_are_being_written(walked, desk):
    walked.walk.notes.paper.setPlainText("Half a sent")
    quarterly_review.promise(desk.workspace, Q3, TEXTING)
    desk.tasks.wait_idle()
    assert walked.walk.notes.paper.toPlainText() == "Half a sent"


def asked_to_close(walked, desk, button):
    """The dialog that stands before the end of a review."""
    for _step in range(LAST):
        walked.walk.next.click()
    button(walked, "Close the review").click()
    desk.tasks.wait_idle()
    return walked.findChildren(CloseDialog)[-1]


def test_closing_asks_once_and_is_for_ever(walked, desk, button, words_in):
    dialog = asked_to_close(walked, desk, button)
    dialog.reject()
    desk.tasks.wait_idle()
    assert not quarterly_review.get(desk.workspace, Q3).closed
    dialog = asked_to_close(walked, desk, button)
    assert dialog.next_on.day() == date(2027, 1, 15)
    dialog.save()
    desk.tasks.wait_idle()
    closed = quarterly_review.get(desk.workspace, Q3)
    assert (closed.closed, closed.next_on) == (True, date(2027, 1, 15))
    assert "Closed on 21 Sept 2026; it stays as it is." in words_in(walked)
    assert walked.walk.notes.paper.isReadOnly()
    assert not walked.walk.next.isVisible()


@pytest.mark.parametrize("typed", ["", "soon", "21.9.2026", "23.9.2027"])
def test_a_next_review_needs_a_day_that_lies_ahead(walked, desk, button, typed):
    dialog = asked_to_close(walked, desk, button)
    dialog.next_on.setText(typed)
    dialog.save()
    desk.tasks.wait_idle()
    assert dialog.isVisible()
    assert not quarterly_review.get(desk.workspace, Q3).closed


def test_closing_a_quarter_that_runs_warns_of_what_will_be_missing(walked, desk, button, words_in):
    dialog = asked_to_close(walked, desk, button)
    assert "The quarter runs until 30 Sept 2026" in words_in(dialog)


def test_closing_says_how_many_still_wait_for_an_answer(walked, desk, mirror, button, words_in):
    assert "1 voice still waits for an answer." in words_in(asked_to_close(walked, desk, button))


def test_closing_says_nothing_of_waiting_where_nobody_waits(walked, desk, button, words_in):
    assert "waits for an answer" not in words_in(asked_to_close(walked, desk, button))


def test_a_quarter_without_anything_says_so_warmly_in_every_step(walked, desk, words_in):
    told = []
    for step in range(LAST + 1):
        walked.walk.go(step)
        desk.tasks.wait_idle()
        told.append(words_in(walked.walk.step_at(step)))
    for words, sentence in zip(
        told,
        (
            "No promises were made before this review.",
            "One sentence a day from the counter is enough to begin with.",
            "Nobody asked for an answer in this quarter.",
            "No visits are known yet, so nobody can be missed.",
            "No suggestion is waiting for a decision.",
            "What will be better when you sit here the next time?",
            "Everyone who asked has an answer.",
        ),
        strict=True,
    ):
        assert sentence in words or any(sentence in chart for chart in _charts(walked))


def _charts(page) -> list[str]:
    return [
        chart.accessibleDescription() + chart.accessibleName() for chart in page.findChildren(Chart)
    ]


def test_undo_after_closing_says_that_it_stays(walked, desk, shown, words_in):
    bar = shown(UndoBar(desk))
    quarterly_review.promise(desk.workspace, Q3, TEXTING)
    quarterly_review.close(desk.workspace, Q3)
    desk.tasks.wait_idle()
    assert not bar._undo.isVisibleTo(bar)
    bar.undo()
    desk.tasks.wait_idle()
    assert "This review is closed and stays as it is." in words_in(bar)
    assert quarterly_review.get(desk.workspace, Q3).closed


def test_the_last_review_is_one_press_away_and_so_is_the_way_back(page, desk, workspace, words_in):
    quarterly_review.note(workspace, Q2, "Mirrors.")
    quarterly_review.close(workspace, Q2)
    quarterly_review.start(workspace, Q3)
    quarterly_review.move_to_step(workspace, Q3, 3)
    shown_page = page()
    assert shown_page.last.accessibleName() == "The last review"
    shown_page.last.click()
    desk.tasks.wait_idle()
    assert (shown_page.quarters.value(), shown_page.walk.notes.paper.toPlainText()) == (
        Q2,
        "Mirrors.",
    )
    assert shown_page.last.accessibleName() == "Go on with the open one"
    shown_page.last.click()
    desk.tasks.wait_idle()
    assert (shown_page.quarters.value(), shown_page.walk.step) == (Q3, 3)


def test_a_review_closed_without_figures_says_so(page, workspace, words_in):
    review = quarterly_review.start(workspace, Q2)
    with workspace.write("A file from elsewhere") as write:
        write.update("quarterly_review", review.id, closed_at="2026-07-06T15:00:00Z")
    shown_page = page()
    shown_page._choose(Q2)
    shown_page.desk.tasks.wait_idle()
    assert "kept no figures when it was closed" in words_in(shown_page)


def test_an_answer_is_written_and_sent_within_the_walk(walked, desk, mirror, words_in):
    walked.reload()
    desk.tasks.wait_idle()
    walked.walk.go(LAST)
    desk.tasks.wait_idle()
    step = walked.walk.step_at(LAST)
    assert step.table.current().body == "There is no mirror here."
    step.detail.answers.start()
    desk.tasks.wait_idle()
    (draft,) = replies.find(desk.workspace, status="draft")
    assert step.table.count() == 1, "a draft is not yet an answer"
    replies.mark_sent(desk.workspace, draft.id)
    desk.tasks.wait_idle()
    assert "Everyone who asked has an answer." in words_in(walked)
    assert desk.navigation.here == ("", None)


def test_whoever_was_lost_is_asked_back_within_the_walk(walked, desk, came, jana, words_in):
    came(100, 128, 156, amount=900_00)
    walked.reload()
    desk.tasks.wait_idle()
    walked.walk.go(3)
    desk.tasks.wait_idle()
    step = walked.walk.step_at(3)
    assert step.table.current().customer_id == jana.id
    assert "2,700" in words_in(walked)
    step.win_back.click()
    dialog = walked.findChild(CheckinDialog)
    dialog.finish("happy")
    desk.tasks.wait_idle()
    assert step.table.current().asked_on == desk.workspace.clock.today()


def test_what_is_being_typed_into_the_notes_is_kept_at_every_pause(walked, desk, qtbot):
    walked.walk.notes.paper.setPlainText("Half a sent")
    qtbot.wait(PAUSE_MS + 100)
    desk.tasks.wait_idle()
    assert quarterly_review.get(desk.workspace, Q3).notes == "Half a sent"
    walked.walk.notes.paper.setPlainText("Half a sentence, and more.")
    qtbot.wait(PAUSE_MS + 100)
    desk.tasks.wait_idle()
    assert quarterly_review.get(desk.workspace, Q3).notes == "Half a sentence, and more."
    assert journal.undo(desk.workspace).label == "Review notes saved"
    assert quarterly_review.get(desk.workspace, Q3).notes == ""


def test_a_past_review_is_read_but_not_changed(page, desk, workspace, words_in):
    quarterly_review.promise(workspace, Q2, TEXTING)
    quarterly_review.close(workspace, Q2)
    shown_page = page()
    assert shown_page.invitation.isVisible()
    shown_page.invitation.read_last.click()
    desk.tasks.wait_idle()
    assert shown_page.quarters.value() == Q2
    shown_page.walk.go(5)
    assert "Text when we run late" in words_in(shown_page)
    names = {b.accessibleName() for b in shown_page.walk.step_at(5).findChildren(Button)}
    assert "Add a promise" not in names


def test_names_of_who_waits_go_on_in_a_second_line(walked, mirror):
    walked.walk.go(LAST)
    assert walked.walk.step_at(LAST).table._model.columns[0].lines == 2


def test_the_review_is_printed_beside_the_window_and_opened_on_a_click(
    walked, desk, tmp_path, button, monkeypatch
):
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    desk.messages.prepared.append(tmp_path / "review.pdf")
    button(walked, "Print").click()
    walked.findChild(PrintDialog).save()
    desk.tasks.wait_idle()
    assert (tmp_path / "review.pdf").read_bytes().startswith(b"%PDF")
    assert opened == []
    button(walked, "Open the PDF").click()
    assert opened == [QUrl.fromLocalFile(str(tmp_path / "review.pdf"))]


def test_a_review_that_is_named_without_an_ending_is_a_pdf_all_the_same(
    walked, desk, tmp_path, button
):
    desk.messages.prepared.append(tmp_path / "review")
    button(walked, "Print").click()
    walked.findChild(PrintDialog).save()
    desk.tasks.wait_idle()
    assert [each.name for each in tmp_path.glob("review*")] == ["review.pdf"]


def test_no_paper_is_made_when_the_owner_thinks_better_of_it(walked, desk, button):
    desk.messages.prepared.append(None)
    button(walked, "Print").click()
    walked.findChild(PrintDialog).save()
    desk.tasks.wait_idle()
    assert not walked._open_paper.isVisible()


def test_surnames_are_printed_only_with_a_tick(walked, desk, mirror, tmp_path, button):
    for tick, told in ((False, "Jana"), (True, "Jana Nováková")):
        desk.messages.prepared.append(tmp_path / "review.pdf")
        button(walked, "Print").click()
        dialog = walked.findChildren(PrintDialog)[-1]
        assert not dialog.surnames.isChecked(), "a tick is for one printing"
        dialog.surnames.setChecked(tick)
        dialog.save()
        desk.tasks.wait_idle()
        lines = paper_words.lines((tmp_path / "review.pdf").read_bytes())
        assert told in lines
        assert ("Jana Nováková" in lines) == tick


def test_a_step_is_made_when_it_comes_into_view_and_shows_what_is_so_by_then(
    walked, desk, mirror, words_in
):
    assert walked.findChild(BacklogStep) is None
    suggestions.retitle(desk.workspace, mirror, "Two mirrors", "")
    desk.tasks.wait_idle()
    walked.walk.go(4)
    desk.tasks.wait_idle()
    assert walked.findChild(BacklogStep).table.current().title == "Two mirrors"
    walked.walk.go(0)
    suggestions.retitle(desk.workspace, mirror, "A mirror", "")
    desk.tasks.wait_idle()
    walked.walk.go(4)
    desk.tasks.wait_idle()
    assert walked.findChild(BacklogStep).table.current().title == "A mirror"
