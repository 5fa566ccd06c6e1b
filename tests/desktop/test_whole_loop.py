"""The story of one complaint again, this time through the window: keys where an owner types."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from core.clock import FixedClock
from core.insight import quarterly_review
from core.people import customers
from core.people.customers import NewCustomer
from core.store import settings
from core.store.workspace import Workspace
from core.voice import feedback
from desktop import app
from desktop.desk import Desk
from desktop.main_window import MainWindow

KEY, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
TODAY, FEEDBACK, SUGGESTIONS, CUSTOMERS, REVIEW = 1, 2, 3, 5, 8


@pytest.fixture
def workspace(tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    """A shop in a file, with its owner and two customers."""
    shop = Workspace.open(tmp_path / "shop.regulars", clock=clock, create=True)
    settings.put(shop, settings.SHOP_NAME, "Salon Eva")
    settings.put(shop, settings.OWNER_NAME, "Eva")
    customers.add(shop, NewCustomer("Jana Nováková", language="cs"))
    customers.add(shop, NewCustomer("Ilze Kalniņa", language="lv"))
    yield shop
    shop.close()


@pytest.fixture
def window(desk, shown, in_front) -> MainWindow:
    """The whole window as the app makes it."""
    made = MainWindow(desk, "Salon Eva", app.places(), lambda parent: app._log(desk, parent))
    desk.navigation.open("today")
    return in_front(shown(made, 1350, 720))


class Owner:
    """Types and clicks as somebody at the counter does, and reads what the window says."""

    def __init__(self, qtbot, window: MainWindow, desk: Desk, words_in) -> None:
        self._qtbot, self._window, self._desk, self._words_in = qtbot, window, desk, words_in
        self.pressed = 0

    @property
    def page(self) -> QWidget:
        return QApplication.activeModalWidget() or self._window.page

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier):
        self.pressed += 1
        QTest.keyClick(QApplication.focusWindow(), key, held)
        self._settle()

    def types(self, text: str) -> None:
        for letter in text:
            QTest.keyClick(QApplication.focusWindow(), letter)
        self._settle()

    def goes_to(self, number: int) -> None:
        self.press(KEY(KEY.Key_0 + number), CONTROL)

    def chooses(self, place: int) -> None:
        """In a list that has dropped down; the first is 0."""
        for key in (KEY.Key_Home, *[KEY.Key_Down] * place, KEY.Key_Tab):
            self.press(key)

    def clicks(self, name: str) -> None:
        buttons = self.page.findChildren(QPushButton)
        here = next(b for b in buttons if b.accessibleName() == name and b.isVisible())
        self._qtbot.mouseClick(here, Qt.MouseButton.LeftButton)
        self._settle()

    def sees(self, *words: str) -> None:
        shown = self._words_in(self.page)
        assert not [each for each in words if each not in shown], shown

    def _settle(self) -> None:
        self._qtbot.wait(150)  # a search pauses, a button goes down, a dialog closes
        self._desk.tasks.wait_idle()
        if QApplication.activeWindow() is None:
            self._window.activateWindow()  # no window manager does it here
        self._qtbot.waitUntil(lambda: QApplication.focusWindow() is not None)


@pytest.fixture
def owner(qtbot, window: MainWindow, desk: Desk, words_in) -> Owner:
    return Owner(qtbot, window, desk, words_in)


def test_a_complaint_is_heard_ranked_decided_answered_and_reviewed(
    owner: Owner, desk: Desk, tmp_path: Path
) -> None:
    log_a_complaint(owner, desk)
    make_a_suggestion_of_it(owner)
    rate_it_in_the_ranking(owner)
    decide_it(owner)
    send_the_answer(owner)
    nobody_waits_and_her_story_is_whole(owner)
    take_the_last_step_back_and_do_it_again(owner)
    walk_the_review(owner)
    print_the_review(owner, desk, tmp_path / "review.pdf")


def log_a_complaint(owner: Owner, desk: Desk) -> None:
    owner.press(KEY.Key_N, CONTROL)
    owner.types("Terrible wait, forty minutes again.")
    owner.press(KEY.Key_Tab)
    owner.types("nov")
    owner.press(KEY.Key_Return, CONTROL)
    assert owner.pressed <= 4, "a customer stands at the counter"
    (said,) = feedback.find(desk.workspace)
    assert (said.customer, said.polarity, said.waiting) == ("Jana Nováková", "negative", True)


def make_a_suggestion_of_it(owner: Owner) -> None:
    owner.goes_to(FEEDBACK)
    owner.press(KEY.Key_F, CONTROL)
    owner.types("forty")
    owner.press(KEY.Key_Down)
    owner.sees("Jana Nováková", "Negative", "Read as clearly negative")
    owner.press(KEY.Key_S)
    owner.types("Text when we run late")
    owner.press(KEY.Key_Return, CONTROL)
    owner.sees("Text when we run late")


def rate_it_in_the_ranking(owner: Owner) -> None:
    owner.goes_to(SUGGESTIONS)
    owner.press(KEY.Key_Return)
    owner.press(KEY.Key_Tab)
    owner.chooses(1)
    owner.chooses(1)
    owner.types("2")
    owner.press(KEY.Key_Return)
    owner.sees("1 person × high × fairly sure ÷ 2 days", "16.0")


def decide_it(owner: Owner) -> None:
    owner.clicks("Decide")
    owner.sees("1 answer will be drafted.")
    owner.types("We bought a bundle of text messages.")
    owner.press(KEY.Key_Return, CONTROL)


def send_the_answer(owner: Owner) -> None:
    """The decision led to the answers; hers is written in her language."""
    words = owner.page.detail.answers.editor.words.toPlainText()
    assert "Jano" in words
    assert "We bought a bundle of text messages." in words
    assert words.endswith("Eva\nSalon Eva")
    owner.clicks("Mark as sent")
    owner.sees("Everyone by name has their answer.")


def nobody_waits_and_her_story_is_whole(owner: Owner) -> None:
    owner.goes_to(TODAY)
    owner.sees("nobody waits for you", "Everyone has an answer. Well done.")
    owner.goes_to(CUSTOMERS)
    owner.press(KEY.Key_End)
    owner.sees("“Terrible wait, forty minutes again.”", "You told them about “Text when we run")


def take_the_last_step_back_and_do_it_again(owner: Owner) -> None:
    owner.goes_to(TODAY)
    owner.press(KEY.Key_Z, CONTROL)
    owner.sees("1 customer waits to hear from you")
    owner.press(KEY.Key_Z, CONTROL | SHIFT)
    owner.sees("nobody waits for you")


def walk_the_review(owner: Owner) -> None:
    owner.goes_to(REVIEW)
    owner.clicks("Start the review")
    for seen in ("No promises", "Terrible wait", "How we are", "Who we lost", "Decided since"):
        owner.sees(seen)
        owner.press(KEY.Key_Return, CONTROL)
    owner.clicks("Add a promise")
    owner.types("Nobody waits longer than ten minutes")
    owner.press(KEY.Key_Return, CONTROL)
    owner.sees("Nobody waits longer than ten minutes", "Eva, by 31 Dec 2026")
    owner.press(KEY.Key_Return, CONTROL)
    owner.sees("Everyone who asked has an answer.")


def print_the_review(owner: Owner, desk: Desk, paper: Path) -> None:
    desk.messages.prepared.append(paper)
    owner.clicks("Close the review")
    owner.sees("The next review")
    owner.press(KEY.Key_Return, CONTROL)
    owner.sees("Closed on 21 Sept 2026; it stays as it is.")
    assert quarterly_review.get(desk.workspace, "2026-Q3").closed
    owner.press(KEY.Key_P, CONTROL)
    owner.press(KEY.Key_Return, CONTROL)
    assert paper.read_bytes().startswith(b"%PDF")
