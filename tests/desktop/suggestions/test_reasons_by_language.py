"""Deciding for readers of several languages: the reason is asked for in each, and shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from core.people import customers
from core.people.customers import NewCustomer
from core.voice import feedback, replies, suggestions
from core.voice.decided import Said
from core.voice.feedback import NewFeedback
from desktop.widgets.decide_dialog import DecideDialog

BECAUSE, CZECH = "we have no room for it", "Nemáme na něj místo."


@pytest.fixture
def corner(desk, suggest) -> int:
    """A suggestion of an English and a Czech reader."""
    voices = []
    for name, spoken in (("Sarah West", "en"), ("Pavel Pešek", "cs")):
        who = customers.add(desk.workspace, NewCustomer(name, language=spoken)).id
        new = NewFeedback("suggestion", "Toys", who)
        voices.append(feedback.log(desk.workspace, new).id)
    return suggest("A children’s corner", *voices)


@pytest.fixture
def dialog(desk, opened, corner) -> DecideDialog:
    found = suggestions.get(desk.workspace, corner)
    return opened(lambda desk, parent: DecideDialog(desk, found, parent, status="declined"))


def written(desk, dialog: DecideDialog) -> str:
    dialog._foretell()
    desk.tasks.wait_idle()
    return dialog.answer.words.toPlainText()


def test_the_reason_is_asked_for_in_the_other_language_and_goes_into_its_drafts(
    desk, dialog, words_in
):
    words = words_in(dialog)
    assert "The reason in Czech" in words
    assert "The title in Czech" in words
    assert "The reason in English" not in words
    dialog.because.setPlainText(BECAUSE)
    dialog.also.row("cs").reason.setPlainText(CZECH)
    dialog.also.row("cs").title.setText("Dětský koutek")
    assert CZECH in written(desk, dialog), "the letter follows the language that is written in"
    assert "The reason is still" not in words_in(dialog)
    dialog.then.setChecked(False)
    dialog.save()
    desk.tasks.wait_idle()
    drafted = {each.customer: each.body for each in replies.find(desk.workspace)}
    assert CZECH in drafted["Pavel Pešek"]
    assert "Dětský koutek" in drafted["Pavel Pešek"]
    assert BECAUSE in drafted["Sarah West"]


def test_each_language_can_be_looked_at_and_a_missing_reason_is_marked(desk, dialog, words_in):
    dialog.because.setPlainText(BECAUSE)
    written(desk, dialog)
    seen = {}
    for spoken in ("en", "cs"):
        dialog.answer.spoken.set_value(spoken)
        dialog.answer.spoken.chosen.emit(spoken)
        desk.tasks.wait_idle()
        seen[spoken] = words_in(dialog)
    assert "What Sarah West will read (English)" in seen["en"]
    assert "The reason is still in English." not in seen["en"]
    assert "What Pavel Pešek will read (Čeština)" in seen["cs"]
    assert "The reason is still in English." in seen["cs"]


def test_without_an_answer_in_it_a_language_is_not_asked_for(dialog, words_in):
    tick = next(each for each in dialog.findChildren(QCheckBox) if each.text() == "Pavel Pešek")
    tick.setChecked(False)
    assert "The reason in Czech" not in words_in(dialog)
    assert not dialog.answer.spoken.isVisible()
    tick.setChecked(True)
    dialog.status.choose("in_progress")
    dialog.status.chosen.emit("in_progress")
    assert "The reason in Czech" not in words_in(dialog)


def test_what_was_begun_in_another_language_is_there_again(desk, dialog, corner, opened, qtbot):
    dialog.also.row("cs").reason.setPlainText(CZECH)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    found = suggestions.get(desk.workspace, corner)
    again = opened(lambda desk, parent: DecideDialog(desk, found, parent))
    assert again.also.row("cs").reason.toPlainText() == CZECH


def test_tab_reaches_the_other_language_right_after_the_because(dialog):
    row = dialog.also.row("cs")
    stops, at = [], dialog.because
    for _step in range(40):
        stops.append(at)
        at = at.nextInFocusChain()
    wanted = [dialog.because, row.reason, row.title, dialog.answer.words, dialog.no]
    assert [stop for stop in stops if stop in wanted][:5] == wanted


def test_the_title_written_once_is_there_at_the_next_decision(desk, corner, opened):
    also = {"cs": Said(CZECH, "Dětský koutek")}
    suggestions.decide(desk.workspace, corner, "planned", BECAUSE, also=also)
    found = suggestions.get(desk.workspace, corner)
    again = opened(lambda desk, parent: DecideDialog(desk, found, parent))
    assert again.also.row("cs").title.text() == "Dětský koutek"
    assert again.also.row("cs").reason.toPlainText() == ""


def test_what_happened_tells_the_reason_in_each_language(desk, corner, page, words_in):
    also = {"cs": Said(CZECH, "Dětský koutek")}
    suggestions.decide(desk.workspace, corner, "planned", BECAUSE, also=also)
    shown = page()
    shown.show_target(corner)
    desk.tasks.wait_idle()
    titles = [(entry.title, entry.text) for entry in shown.detail.changes._timeline._entries]
    assert ("The reason in Czech", CZECH) in titles
    assert ("The title in Czech", "– → Dětský koutek") in titles
