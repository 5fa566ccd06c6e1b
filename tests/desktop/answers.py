"""The answers page with voices that wait, and what it would open, shared by its tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from core.people import customers
from core.people.customers import Customer, NewCustomer
from core.voice import feedback
from core.voice.feedback import Feedback, NewFeedback
from desktop.desk import Desk
from desktop.replies.replies_page import RepliesPage

Ask = Callable[..., Feedback]


@pytest.fixture
def jana(desk: Desk) -> Customer:
    """A customer who can be written to in every way."""
    new = NewCustomer("Jana Nováková", phone="603 111 222", email="jana@example.cz", language="en")
    return customers.add(desk.workspace, new)


@pytest.fixture
def ask(desk: Desk, jana: Customer) -> Ask:
    """A voice that waits, some days old."""

    def log(
        body: str,
        days: int = 0,
        who: int | None = None,
        kind: str = "complaint",
        channel: str = "email",
    ) -> Feedback:
        said_at = desk.workspace.clock.now() - timedelta(days=days)
        new = NewFeedback(kind, body, who or jana.id, channel, said_at=said_at)
        return feedback.log(desk.workspace, new)

    return log


@pytest.fixture
def page(desk: Desk, shown: Callable[..., QWidget]) -> Callable[[], RepliesPage]:
    """Shows the page as wide as on a small laptop."""

    def show() -> RepliesPage:
        made = RepliesPage(desk)
        shown(made, 1158, 768)
        return made

    return show


class Opened(QObject):
    """Takes the links that would open other programs."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[QUrl] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.urls.append(url)


@pytest.fixture
def opened(qapp) -> Iterator[list[QUrl]]:
    """The links that were opened."""
    taker = Opened()
    for scheme in ("mailto", "sms", "tel", "https"):
        QDesktopServices.setUrlHandler(scheme, taker, "take")
    yield taker.urls
    for scheme in ("mailto", "sms", "tel", "https"):
        QDesktopServices.unsetUrlHandler(scheme)
