"""The board: cards by status, carried on by hand, by keys or from their menu."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMenu

from core.store import journal
from core.voice import suggestions
from desktop.suggestions.board import Board
from desktop.suggestions.board_column import CARRIED, CardList
from desktop.suggestions.suggestions_page import SuggestionsPage
from desktop.widgets.decide_dialog import DecideDialog

KEY, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def board(desk, page):
    """The page with its board in view."""

    def build() -> SuggestionsPage:
        made = page()
        made.show_as("board")
        desk.tasks.wait_idle()
        return made

    return build


def cards(page: SuggestionsPage, status: str) -> CardList:
    return page.board.column(status).cards


def on_it(page: SuggestionsPage, status: str) -> list[str]:
    model = cards(page, status).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def decide(desk, suggestion_id: int, status: str) -> None:
    suggestions.decide(desk.workspace, suggestion_id, status, "We thought about it.")


def dialog_of(page: SuggestionsPage) -> DecideDialog:
    QApplication.processEvents()
    return page.findChild(DecideDialog)


def drop(onto: CardList, suggestion_id: int) -> None:
    """Let go of a card over a column; where it came from is nowhere in this process."""
    carried = QMimeData()
    carried.setData(CARRIED, str(suggestion_id).encode())
    move, left = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(9, 9), move, carried, left, Qt.KeyboardModifier.NoModifier)
    onto.dropEvent(event)


def test_every_suggestion_stands_in_the_column_of_its_status(desk, board, two, suggest):
    for status in ("in_progress", "done", "declined"):
        decide(desk, suggest(f"It is {status}"), status)
    shown = board()
    assert on_it(shown, "open") == ["A mirror", "Text when late"]
    assert on_it(shown, "planned") == []
    for status in ("in_progress", "done", "declined"):
        assert on_it(shown, status) == [f"It is {status}"]


def test_what_was_decided_before_the_last_quarter_is_behind_show_all(
    desk, board, suggest, clock, button
):
    decide(desk, suggest("An old one"), "done")
    clock.move_to(clock.now() + timedelta(days=120))
    decide(desk, suggest("A late one"), "done")
    shown = board()
    assert on_it(shown, "done") == ["A late one"]
    button(shown.board.column("done"), "Show all").click()
    desk.tasks.wait_idle()
    assert on_it(shown, "done") == ["A late one", "An old one"]
    button(shown.board.column("done"), "Show the last quarter").click()
    desk.tasks.wait_idle()
    assert on_it(shown, "done") == ["A late one"]


def test_a_card_let_go_in_another_column_asks_for_that_decision(desk, board, two):
    shown = board()
    drop(cards(shown, "planned"), two[0])
    dialog = dialog_of(shown)
    assert dialog.status.value == "planned"
    assert on_it(shown, "planned") == [], "nothing moves before it is decided"
    dialog.because.setPlainText("You asked for it.")
    dialog.then.setChecked(False)
    dialog.save()
    desk.tasks.wait_idle()
    assert on_it(shown, "planned") == ["Text when late"]
    journal.undo(desk.workspace)
    desk.tasks.wait_idle()
    assert on_it(shown, "planned") == []


@pytest.mark.parametrize("carried", [b"", b"999", b"a mirror"])
def test_what_is_no_card_of_this_board_changes_nothing(desk, board, two, carried):
    shown = board()
    what = QMimeData()
    what.setData(CARRIED, carried)
    move, left = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(9, 9), move, what, left, Qt.KeyboardModifier.NoModifier)
    cards(shown, "planned").dropEvent(event)
    assert dialog_of(shown) is None


def test_a_card_let_go_where_it_was_asks_nothing(board, two):
    shown = board()
    drop(cards(shown, "open"), two[0])
    assert dialog_of(shown) is None


def test_arrows_walk_over_the_columns_that_have_cards(desk, board, two, suggest, qtbot, in_front):
    decide(desk, suggest("A third"), "in_progress")
    shown = board()
    in_front(shown)
    shown.setFocus()
    assert shown.board.current().title == "A mirror"
    qtbot.keyClick(cards(shown, "open"), KEY.Key_J)
    assert shown.board.current().title == "Text when late"
    qtbot.keyClick(cards(shown, "open"), KEY.Key_Right)
    assert shown.board.current().title == "A third"
    assert cards(shown, "in_progress").hasFocus()
    qtbot.keyClick(cards(shown, "in_progress"), KEY.Key_Right)
    assert shown.board.current().title == "A third", "there is nothing further right"
    qtbot.keyClick(cards(shown, "in_progress"), KEY.Key_Left)
    assert shown.board.current().title == "A mirror"


def test_shift_and_an_arrow_carry_the_card_to_the_next_column(board, two, qtbot, in_front):
    shown = board()
    in_front(shown)
    shown.setFocus()
    qtbot.keyClick(cards(shown, "open"), KEY.Key_Left, SHIFT)
    assert dialog_of(shown) is None
    qtbot.keyClick(cards(shown, "open"), KEY.Key_Right, SHIFT)
    assert dialog_of(shown).status.value == "planned"


def test_the_menu_of_a_card_offers_every_other_column(board, two, qtbot, in_front):
    shown = board()
    in_front(shown)
    shown.setFocus()
    reason = QContextMenuEvent.Reason.Keyboard
    cards(shown, "open").contextMenuEvent(QContextMenuEvent(reason, QPoint(5, 5), QPoint(5, 5)))
    menu = shown.board.findChild(QMenu)
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts == [
        "Open",
        "Move to “Planned”…",
        "Move to “In progress”…",
        "Move to “Done”…",
        "Move to “Declined”…",
    ]
    menu.actions()[-1].trigger()
    menu.close()
    assert dialog_of(shown).status.value == "declined"


def test_enter_opens_the_detail_and_escape_closes_it(desk, board, two, qtbot, in_front):
    shown = board()
    in_front(shown)
    shown.setFocus()
    assert not shown.detail.isVisible()
    qtbot.keyClick(cards(shown, "open"), KEY.Key_Return)
    desk.tasks.wait_idle()
    assert shown.detail.isVisible()
    assert shown.detail.suggestion.title == "A mirror"
    qtbot.keyClick(cards(shown, "open"), KEY.Key_J)
    desk.tasks.wait_idle()
    assert shown.detail.suggestion.title == "Text when late", "an open detail follows"
    qtbot.keyClick(shown.detail, KEY.Key_Escape)
    assert not shown.detail.isVisible()
    assert cards(shown, "open").hasFocus()


def test_a_search_leaves_only_what_it_finds_on_the_board(desk, board, two):
    shown = board()
    shown.search.setText("mirror")
    shown.search.returnPressed.emit()
    desk.tasks.wait_idle()
    assert on_it(shown, "open") == ["A mirror"]


def test_a_card_says_its_score_its_voices_and_who_waits(board, say, suggest):
    suggest("A mirror", say("No mirror", "Jana"), say("No mirror"), reach=4)
    shown = board()
    index = cards(shown, "open").model().index(0, 0)
    told = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "A mirror, Not rated, 2 voices, 1 still waits"


def test_a_card_of_what_is_decided_tells_no_score(desk, board, suggest):
    for status in ("done", "declined"):
        made = suggest(f"It is {status}", reach=4, impact=1, confidence=1, effort_days=1)
        decide(desk, made, status)
    shown = board()
    for status in ("done", "declined"):
        index = cards(shown, status).model().index(0, 0)
        told = index.data(Qt.ItemDataRole.AccessibleTextRole)
        assert told == f"It is {status}, 0 voices"


def test_the_look_is_remembered(desk, board, two, shown):
    board()
    again = shown(SuggestionsPage(desk), 1130, 700)
    assert again.as_board
    assert isinstance(again.board, Board)
    again.show_as("table")
    assert not shown(SuggestionsPage(desk), 1130, 700).as_board


def test_an_empty_shop_learns_on_the_board_what_a_suggestion_is(board, words_in, button):
    shown = board()
    assert "A suggestion is something the shop could do better." in words_in(shown.board)
    assert button(shown.board, "New suggestion").isVisible()


def test_a_suggestion_asked_for_is_opened_on_the_board(desk, board, two):
    shown = board()
    shown.show_target(two[0])
    desk.tasks.wait_idle()
    assert shown.board.current().id == two[0]
    assert shown.detail.isVisible()
    assert shown.detail.suggestion.id == two[0]


def test_two_thousand_cards_take_no_more_widgets_than_two(desk, board, two, suggest):
    before = len(board().board.findChildren(object))
    with desk.workspace.write("Many"):
        for number in range(300):
            suggest(f"Wish {number}")
    shown = board()
    assert len(on_it(shown, "open")) == 302
    assert len(shown.board.findChildren(object)) <= before + 5
