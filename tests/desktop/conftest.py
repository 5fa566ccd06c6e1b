"""A desk over a real shop, and the app in its own clothes."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget

from core.people import customers, visits
from core.people.visits import NewVisit, Visit
from core.store.workspace import Workspace
from desktop import theme
from desktop.desk import Desk
from desktop.garbage import Garbage
from desktop.widgets.label import Label


@pytest.fixture(scope="session", autouse=True)
def garbage(qapp: QApplication) -> Iterator[Garbage]:
    """Only the window's thread looks for garbage, as in the app."""
    looking = Garbage(qapp)
    yield looking
    looking.deleteLater()
    gc.enable()


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    """Every test begins in the light theme."""
    if theme.current() is not theme.LIGHT or not qapp.styleSheet():
        theme.apply(qapp, "light")


@pytest.fixture(autouse=True)
def no_window_left(qapp: QApplication) -> Iterator[None]:
    """A window left open by one test, above all a modal one, stands before none of the next."""
    yield
    for left in qapp.topLevelWidgets():
        if left.isVisible():
            left.hide()
            left.deleteLater()


@pytest.fixture(autouse=True)
def no_open_questions(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A question that no test prepared an answer for fails it instead of waiting for ever."""
    asked: list[str] = []

    def refuse(box: QMessageBox) -> int:
        asked.append(box.text())
        return 0

    monkeypatch.setattr(QMessageBox, "exec", refuse)
    yield
    assert not asked, f"nobody answered: {asked}"


@pytest.fixture
def desk(qapp: QApplication, workspace: Workspace) -> Iterator[Desk]:
    """The desk of an empty shop; its threads end with the test."""
    laid = Desk.of(workspace)
    yield laid
    laid.close()


@pytest.fixture
def shown(qtbot, desk: Desk) -> Callable[[QWidget], QWidget]:
    """Shows a widget in a window and waits until it has read what it shows."""

    def show(widget: QWidget, width: int = 900, height: int = 600) -> QWidget:
        qtbot.addWidget(widget)
        widget.resize(width, height)
        widget.show()
        qtbot.waitExposed(widget)
        desk.tasks.wait_idle()
        return widget

    return show


@pytest.fixture
def in_front(qtbot) -> Callable[[QWidget], QWidget]:
    """Brings a window to the front, so that its shortcuts are heard."""

    def front(window: QWidget) -> QWidget:
        qtbot.waitExposed(window)
        window.activateWindow()
        qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is window.windowHandle())
        qtbot.waitUntil(lambda: window.focusWidget() is not None)
        return window

    return front


@pytest.fixture
def press_keys(qtbot, desk: Desk, in_front) -> Callable[..., None]:
    """Presses a key in a window brought to the front, and waits for what comes of it."""

    def press(window: QWidget, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= modifier
        qtbot.keyClick(in_front(window), key, held)
        qtbot.wait(150)  # Qt shows the button go down before it clicks
        desk.tasks.wait_idle()

    return press


@pytest.fixture
def words_in() -> Callable[[QWidget], str]:
    """Gives all the words that the labels in a widget show."""

    def words(widget: QWidget) -> str:
        labels = widget.findChildren(Label)
        return " | ".join(label.text() for label in labels if label.isVisibleTo(widget))

    return words


@pytest.fixture
def button() -> Callable[[QWidget, str], QPushButton]:
    """Finds the button with an accessible name."""

    def find(widget: QWidget, name: str) -> QPushButton:
        return next(b for b in widget.findChildren(QPushButton) if b.accessibleName() == name)

    return find


@pytest.fixture
def add_customer(desk: Desk) -> Callable[..., customers.Customer]:
    """Adds a customer to the shop."""

    def add(name: str = "Jana Nováková") -> customers.Customer:
        return customers.add(desk.workspace, customers.NewCustomer(name=name))

    return add


@pytest.fixture
def jana(workspace: Workspace) -> customers.Customer:
    return customers.add(workspace, customers.NewCustomer("Jana Nováková"))


@pytest.fixture
def came(workspace: Workspace, jana: customers.Customer) -> Callable[..., Visit]:
    """Notes visits so many days ago (below 0: bookings), and gives the last of them."""

    def came(*days_ago: int, services="Cut", amount=None, status="done", who=None) -> Visit:
        for ago in days_ago:
            on = workspace.clock.today() - timedelta(days=ago)
            new = NewVisit((who or jana).id, on, services, amount, status=status)
            made = visits.record(workspace, new)
        return made

    return came
