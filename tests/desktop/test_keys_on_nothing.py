"""Where no voice is chosen no key does anything, also not with the voice chosen before."""

from __future__ import annotations

from PySide6.QtCore import Qt

from core.people.customers import Customer
from core.voice import feedback, replies
from desktop.desk import Desk
from tests.desktop.inbox import Key, Say, bodies
from tests.desktop.inbox import page as page
from tests.desktop.inbox import say as say

EVERY_KEY = "RANTLSZEXJK01234"


def done(desk: Desk) -> list[str]:
    return [row[0] for row in desk.workspace.rows("SELECT label FROM journal ORDER BY id")]


def test_in_a_search_that_finds_nothing_no_key_does_anything(
    page, say: Say, desk: Desk, jana: Customer, qtbot, in_front
) -> None:
    said = say("Cold tea.", jana.id)
    shown = in_front(page())
    shown.search.setText("balayage")
    qtbot.waitUntil(lambda: bodies(shown) == [])
    before = done(desk)
    qtbot.mouseClick(shown.table._view.viewport(), Qt.MouseButton.LeftButton)
    for key in EVERY_KEY:
        qtbot.keyClick(shown.table._view, getattr(Key, f"Key_{key}"))
        desk.tasks.wait_idle()
    assert done(desk) == before
    assert replies.find(desk.workspace) == []
    assert feedback.get(desk.workspace, said.id).is_new
    shown.search.clear()
    qtbot.waitUntil(lambda: bodies(shown) == ["Cold tea."])
    qtbot.keyClick(shown.table._view, Key.Key_E)
    desk.tasks.wait_idle()
    assert not feedback.get(desk.workspace, said.id).is_new


def test_a_draft_that_is_out_of_view_takes_no_letters(
    page, say: Say, desk: Desk, jana: Customer, qtbot, in_front
) -> None:
    said = say("Cold tea.", jana.id)
    replies.draft(desk.workspace, said.id)
    shown = in_front(page())
    shown.search.setText("balayage")
    qtbot.waitUntil(lambda: bodies(shown) == [])
    shown.table.setFocus()
    qtbot.keyClick(shown.table._view, Key.Key_R)
    desk.tasks.wait_idle()
    shown.search.clear()
    qtbot.waitUntil(lambda: bodies(shown) == ["Cold tea."])
    assert not shown.detail.answers.editor.words.hasFocus()


def test_an_answer_read_for_a_voice_that_was_left_does_not_come_back(
    page, say: Say, desk: Desk, jana: Customer
) -> None:
    said = say("Cold tea.", jana.id)
    shown = page()
    shown.detail.load(said.id)
    shown.detail.show_feedback(None)
    desk.tasks.wait_idle()
    assert not shown.detail.answers.write.isVisibleTo(shown.detail.answers)
