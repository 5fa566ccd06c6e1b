"""The feedback page: found, read, corrected, linked and answered from the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from core.people import customers
from core.people.customers import Customer
from core.store import journal
from core.voice import feedback, replies, suggestions, topics, triage
from core.voice.feedback import FeedbackFilter
from core.voice.suggestions import NewSuggestion
from desktop import formats
from desktop.desk import Desk
from desktop.feedback.feedback_page import FeedbackPage
from desktop.insights.picture import said_within
from tests.desktop.inbox import Say, bodies, choose, dialog_of, likes
from tests.desktop.inbox import page as page
from tests.desktop.inbox import say as say

AddCustomer = Callable[..., Customer]


def test_an_empty_shop_is_told_what_to_do(page, words_in) -> None:
    assert "Write down what the next customer tells you." in words_in(page())


def test_the_newest_voice_stands_first_and_is_shown_in_full(page, say: Say, words_in) -> None:
    say("Old words.", days=3)
    say("New words.")
    shown = page()
    assert bodies(shown) == ["New words.", "Old words."]
    assert shown.detail.feedback.body == "New words."
    assert "Walk-in" in words_in(shown.detail)


def test_j_and_k_walk_through_the_voices(qtbot, page, say: Say, desk: Desk) -> None:
    say("First.", days=2)
    say("Second.", days=1)
    shown = page()
    qtbot.keyClick(shown.table._view, Qt.Key.Key_J)
    desk.tasks.wait_idle()
    assert shown.detail.feedback.body == "First."
    qtbot.keyClick(shown.table._view, Qt.Key.Key_K)
    desk.tasks.wait_idle()
    assert shown.detail.feedback.body == "Second."


def test_filters_combine(page, say: Say, desk: Desk, add_customer: AddCustomer) -> None:
    jana = add_customer()
    say("A terrible wait.", jana.id)
    say("A lovely cut.", jana.id, "praise")
    say("Terrible tea.")
    shown = page()
    choose(shown, "polarity", "negative")
    assert sorted(bodies(shown)) == ["A terrible wait.", "Terrible tea."]
    shown.filters.state.choose("waiting")
    shown.filters.state.chosen.emit("waiting")
    assert bodies(shown) == ["A terrible wait."]
    assert shown.wanted == FeedbackFilter(state="waiting", polarity="negative")


def test_the_search_forgives_missing_accents(qtbot, page, say: Say) -> None:
    say("Čekala jsem dlouho.")
    say("Krásný střih.")
    shown = page()
    shown.search.setText("cekala")
    qtbot.waitUntil(lambda: bodies(shown) == ["Čekala jsem dlouho."])


def test_a_choice_that_nothing_fits_can_be_widened_with_one_press(
    page, say: Say, desk: Desk, words_in
) -> None:
    say("Only words.", kind="praise")
    shown = page()
    shown.show_target(FeedbackFilter(kind="question"))
    assert bodies(shown) == []
    assert "Nothing fits this choice." in words_in(shown)
    shown.shelf.everything.click()
    assert bodies(shown) == ["Only words."]
    assert not shown.shelf.everything.isVisible()


def test_a_figure_elsewhere_opens_the_voices_behind_it(
    page, say: Say, desk: Desk, add_customer: AddCustomer
) -> None:
    wait = topics.add(desk.workspace, "Waiting time", ("wait",))
    say("A long wait.", add_customer().id)
    say("Another wait, last year.", days=400)
    say("Cold tea.")
    shown = FeedbackPage(desk)
    since = desk.workspace.clock.now() - timedelta(days=30)
    shown.show_target(FeedbackFilter(topic_id=wait.id, since=since))
    shown.show()
    assert bodies(shown) == ["A long wait."]
    assert shown.shelf.part_chips[0].text() == "Waiting time"
    shown.show_target(("topic", wait.id))
    assert bodies(shown) == ["A long wait.", "Another wait, last year."]
    shown.close()


def test_a_page_kept_to_some_days_says_which(page, say: Say, desk: Desk) -> None:
    say("Said today.")
    clock = desk.workspace.clock
    today = clock.today()
    shown = page()
    assert not shown.shelf.part_chips
    week = said_within(clock, today - timedelta(days=6), today)
    shown.show_target(week.target)
    days = f"{formats.day(today - timedelta(days=6))} – {formats.day(today)}"
    assert [chip.text() for chip in shown.shelf.part_chips] == [days]
    shown.show_target(said_within(clock, today, today, kind="complaint").target)
    assert [chip.text() for chip in shown.shelf.part_chips] == ["Complaint", formats.day(today)]
    shown.shelf.everything.click()
    assert not shown.shelf.part_chips


def test_a_target_beyond_the_first_rows_is_shown_all_the_same(page, say: Say, desk: Desk) -> None:
    old = say("The oldest words.", days=100)
    for number in range(130):
        say(f"Words {number}.")
    shown = page()
    shown.show_target(old.id)
    desk.tasks.wait_idle()
    assert shown.detail.feedback.id == old.id
    assert shown.detail.quote.text() == "The oldest words."


def test_one_press_overrules_the_mood_and_one_takes_it_back(
    page, say: Say, desk: Desk, words_in, button
) -> None:
    said = say("Terrible!")
    shown = page()
    shown.detail.mood.face("positive").click()
    desk.tasks.wait_idle()
    kept = feedback.get(desk.workspace, said.id)
    assert (kept.polarity, kept.overruled, kept.reading.polarity) == ("positive", True, "negative")
    assert "You said positive; the app read negative (−" in words_in(shown.detail)
    button(shown.detail, "Take it back").click()
    desk.tasks.wait_idle()
    assert not feedback.get(desk.workspace, said.id).overruled
    assert shown.detail.mood.face("negative").isChecked()
    assert not button(shown.detail, "Take it back").isVisible()


def test_the_mood_is_overruled_from_the_list_with_one_key(
    qtbot, page, say: Say, desk: Desk, words_in
) -> None:
    said = say("Terrible!")
    shown = page()
    view = shown.table._view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_3)
    qtbot.wait(150)  # Qt shows the button go down before it clicks
    desk.tasks.wait_idle()
    assert feedback.get(desk.workspace, said.id).polarity == "positive"
    assert "You said positive" in words_in(shown.detail)
    qtbot.keyClick(view, Qt.Key.Key_0)
    desk.tasks.wait_idle()
    assert not feedback.get(desk.workspace, said.id).overruled
    assert "Read as clearly negative (−" in words_in(shown.detail)


def test_an_overruled_mood_can_be_undone(page, say: Say, desk: Desk, words_in) -> None:
    said = say("Terrible!")
    shown = page()
    shown.detail.mood.face("neutral").click()
    desk.tasks.wait_idle()
    shown.detail.mood.face("neutral").click()
    desk.tasks.wait_idle()
    journal.undo(desk.workspace)
    desk.tasks.wait_idle()
    assert not feedback.get(desk.workspace, said.id).overruled
    assert shown.detail.mood.face("negative").isChecked()
    assert "Read as clearly negative (−" in words_in(shown.detail)


@pytest.mark.parametrize(
    ("body", "mood", "tip", "fact"),
    [
        (
            "Čekala jsem 40 minut a nikdo se neomluvil.",
            "negative",
            "negative (−",
            "A fact that hurts: waiting.",
        ),
        (
            "Krāsa nomazgājās jau pēc nedēļas.",
            "negative",
            "negative (−",
            "A fact that hurts: how long it lasts.",
        ),
        (
            "Děkuju moc, chodím sem už pět let a je to vždycky krásné.",
            "positive",
            "positive (+",
            "A fact that pleases: coming back.",
        ),
    ],
)
def test_czech_and_latvian_words_show_their_mood_and_what_decided(
    page, say: Say, desk: Desk, words_in, body: str, mood: str, tip: str, fact: str
) -> None:
    said = say(body)
    shown = page()
    assert shown.detail.mood.face(mood).isChecked()
    column = shown.table._model.columns[0]
    assert column.look(said).icon == mood
    assert tip in column.tip(said)
    assert column.tip(said) in words_in(shown.detail)
    quote = shown.detail.quote
    told = [quote.tip(f"#{number}") for number in range(len(quote._marks))]
    assert any(each.startswith(fact) for each in told)


def test_words_that_nobody_can_read_ask_for_the_owners_own(page, say: Say, words_in) -> None:
    say("Xyzzy blorp")
    shown = page()
    assert "please say how it sounds" in words_in(shown.detail)
    assert shown.detail.mood._group.checkedId() == -1


def test_kind_and_topic_are_corrected_in_place(page, say: Say, desk: Desk) -> None:
    price = topics.add(desk.workspace, "Price", ("price",))
    said = say("What a price!")
    shown = page()
    assert shown.detail.topic.choice.value() == price.id
    shown.detail.kind.chosen.emit("praise")
    shown.detail.topic.chosen.emit(None)
    desk.tasks.wait_idle()
    kept = feedback.get(desk.workspace, said.id)
    assert (kept.kind, kept.topic_id) == ("praise", None)
    assert shown.detail.topic.choice.currentText() == "No topic"


def test_a_walk_in_who_is_named_can_be_answered(
    page, say: Say, desk: Desk, add_customer: AddCustomer, words_in, button
) -> None:
    jana = add_customer()
    say("Cold tea.")
    shown = page()
    assert "A walk-in left no name to answer." in words_in(shown.detail)
    shown.detail.picker.chosen.emit(jana.id)
    desk.tasks.wait_idle()
    assert "Jana Nováková waits for an answer." in words_in(shown.detail)
    assert button(shown.detail, "Write an answer").isVisible()


def test_a_walk_in_can_become_a_new_customer(page, say: Say, desk: Desk, words_in) -> None:
    say("Cold tea.")
    shown = page()
    shown.detail.picker.new_asked.emit("Ilze Bērziņa")
    desk.tasks.wait_idle()
    assert "Ilze Bērziņa waits for an answer." in words_in(shown.detail)
    journal.undo(desk.workspace)
    assert customers.count(desk.workspace) == 0


def test_the_name_opens_the_customer(
    page, say: Say, desk: Desk, add_customer: AddCustomer, button
) -> None:
    jana = add_customer()
    say("Cold tea.", jana.id)
    button(page().detail, "Open this customer").click()
    assert desk.navigation.here == ("customers", jana.id)


def test_feedback_is_linked_to_what_it_sounds_like_and_unlinked(
    page, say: Say, desk: Desk, words_in, button
) -> None:
    idea = suggestions.suggest(desk.workspace, NewSuggestion("A mirror in the changing room"))
    said = say("Please put a mirror in the changing room.", kind="suggestion")
    shown = page()
    likes(shown)
    assert "A mirror in the changing room" in words_in(shown.detail.evidence)
    button(shown.detail, "Link to this suggestion").click()
    desk.tasks.wait_idle()
    assert feedback.get(desk.workspace, said.id).suggestion_ids == (idea.id,)
    button(shown.detail, "Take the link away").click()
    desk.tasks.wait_idle()
    assert feedback.get(desk.workspace, said.id).suggestion_ids == ()


def test_feedback_is_linked_to_any_suggestion_from_the_list(
    qtbot, page, say: Say, desk: Desk
) -> None:
    from desktop.feedback.link_dialog import LinkDialog

    suggestions.suggest(desk.workspace, NewSuggestion("Softer towels"))
    sms = suggestions.suggest(desk.workspace, NewSuggestion("Text when we run late"))
    said = say("I waited.")
    shown = page()
    qtbot.keyClick(shown.table._view, Qt.Key.Key_L)
    dialog = dialog_of(shown, LinkDialog)
    desk.tasks.wait_idle()
    assert not dialog.yes.isEnabled()
    dialog.search.setText("late")
    dialog.search._tell()
    desk.tasks.wait_idle()
    dialog.table.select_first()
    dialog.save()
    desk.tasks.wait_idle()
    assert feedback.get(desk.workspace, said.id).suggestion_ids == (sms.id,)


def test_a_new_suggestion_begins_with_this_voice(qtbot, page, say: Say, desk: Desk) -> None:
    from desktop.widgets.suggestion_dialog import SuggestionDialog

    said = say("I waited forty minutes.")
    shown = page()
    qtbot.keyClick(shown.table._view, Qt.Key.Key_S)
    dialog = dialog_of(shown, SuggestionDialog)
    assert dialog.title.text() == "I waited forty minutes."
    dialog.title.setText("")
    dialog.save()
    desk.tasks.wait_idle()
    assert dialog.isVisible()
    dialog.title.setText("Text when we run late")
    dialog.save()
    desk.tasks.wait_idle()
    (idea,) = suggestions.backlog(desk.workspace)
    assert idea.title == "Text when we run late"
    kept = feedback.get(desk.workspace, said.id)
    assert (kept.suggestion_ids, kept.is_new) == ((idea.id,), False)


def test_what_is_suggested_already_is_linked_to_without_leaving_the_inbox(
    qtbot, page, say: Say, desk: Desk, button
) -> None:
    from desktop.widgets.suggestion_dialog import SuggestionDialog

    sms = suggestions.suggest(desk.workspace, NewSuggestion("Text when we run late"))
    said = say("You should text when you run late.")
    shown = page()
    qtbot.keyClick(shown.table._view, Qt.Key.Key_S)
    dialog = dialog_of(shown, SuggestionDialog)
    dialog.title.setText("Text when we run late")
    dialog._look_alike()
    desk.tasks.wait_idle()
    button(dialog, "Text when we run late (Open)").click()
    desk.tasks.wait_idle()
    kept = feedback.get(desk.workspace, said.id)
    assert (kept.suggestion_ids, kept.is_new) == ((sms.id,), False)
    assert desk.navigation.here == ("", None)
    assert len(suggestions.backlog(desk.workspace)) == 1


def test_an_answer_is_drafted_edited_and_sent_without_leaving_the_page(
    qtbot, page, say: Say, desk: Desk, add_customer: AddCustomer, words_in, button
) -> None:
    jana = add_customer()
    said = say("I waited.", jana.id)
    shown = page()
    qtbot.keyClick(shown.table._view, Qt.Key.Key_R)
    desk.tasks.wait_idle()
    editor = shown.detail.answers.editor
    assert "I waited." in editor.words.toPlainText()
    editor.words.setPlainText("Dear Jana, we are sorry.")
    button(editor, "Mark as sent").click()
    desk.tasks.wait_idle()
    (sent,) = replies.find(desk.workspace, feedback_id=said.id)
    assert (sent.status, sent.body) == ("sent", "Dear Jana, we are sorry.")
    assert "Answered" in words_in_badges(shown.detail)
    assert "Dear Jana, we are sorry." in words_in(shown.detail)


def words_in_badges(widget: QWidget) -> list[str]:
    from desktop.widgets.badge import Badge

    return [b.look.text for b in widget.findChildren(Badge) if b.isVisible() and b.look]


def test_no_answer_is_needed_only_with_a_reason(
    qtbot, page, say: Say, desk: Desk, add_customer: AddCustomer, words_in
) -> None:
    from desktop.feedback.none_needed import NoneNeeded

    said = say("I waited.", add_customer().id)
    shown = page()
    qtbot.keyClick(shown.table._view, Qt.Key.Key_N)
    dialog = dialog_of(shown, NoneNeeded)
    dialog.save()
    desk.tasks.wait_idle()
    assert "Please note why no answer is needed." in words_in(dialog)
    assert replies.count_waiting(desk.workspace) == 1
    dialog.because.setText("Answered at the counter")
    dialog.save()
    desk.tasks.wait_idle()
    assert feedback.get(desk.workspace, said.id).answered
    assert "Answered at the counter" in words_in(shown.detail)
    look = shown.detail.head.state.look
    assert (look.text, look.tone) == ("No answer needed", "neutral")


def test_why_a_walk_in_got_no_answer_is_said_once(page, say: Say, desk: Desk, words_in) -> None:
    said = say("Open later.")
    idea = suggestions.suggest(desk.workspace, NewSuggestion("Open later", "", (said.id,)))
    suggestions.decide(desk.workspace, idea.id, "planned", "Soon.")
    desk.workspace.clock.move_to("2026-12-01T08:00:00Z")
    suggestions.decide(desk.workspace, idea.id, "done", "From Monday.")
    shown = page()
    desk.tasks.wait_idle()
    assert words_in(shown.detail).count("A walk-in left no name") == 1
    assert shown.detail.head.state.look.text == "No answer needed"


def test_the_wait_of_a_voice_is_told_in_words_and_colour(
    page, say: Say, desk: Desk, add_customer: AddCustomer
) -> None:
    jana = add_customer()
    for days in (0, 2, 5):
        say(f"Words {days}.", jana.id, days=days)
    shown = page()
    column = shown.table._model.columns[-1]
    looks = [column.look(record) for _row, record in shown.table._model.known()]
    assert [(look.text, look.tone) for look in looks] == [
        ("new", "neutral"),
        ("2 days", "warning"),
        ("5 days", "negative"),
    ]


def test_removed_feedback_can_be_brought_back(page, say: Say, desk: Desk, button) -> None:
    say("Oops.")
    shown = page()
    button(shown.detail, "Remove this feedback").click()
    assert bodies(shown) == []
    assert shown.detail.feedback is None
    journal.undo(desk.workspace)
    assert bodies(shown) == ["Oops."]


def test_text_with_markup_is_shown_as_it_was_typed(page, say: Say) -> None:
    say("A <b>terrible</b> wait.")
    shown = page()
    assert "&lt;b&gt;" in shown.detail.quote.markup()
    assert "<b>" not in shown.detail.quote.markup()


def test_beside_a_question_put_off_stands_that_it_waits_and_until_when(
    page, say: Say, desk: Desk, add_customer: AddCustomer, words_in
) -> None:
    said = say("Do you also do braids?", add_customer("Eva Malá").id, "question")
    until = desk.workspace.clock.today() + timedelta(days=3)
    triage.snooze(desk.workspace, [said.id], until)
    shown = page()
    words = words_in(shown.detail)
    assert f"Eva Malá waits, put off until {formats.day(until)}." in words
    assert "No answer was asked for" not in words
    assert shown.detail.answers.none.isVisible()
