"""An inbox with voices in it, shown and worked through in its tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from core.voice import feedback
from core.voice.feedback import Feedback, NewFeedback
from desktop.desk import Desk
from desktop.feedback.feedback_page import FeedbackPage

Say = Callable[..., Feedback]
Key = Qt.Key


@pytest.fixture
def say(desk: Desk) -> Say:
    """Writes feedback down, some days ago."""

    def log(
        body: str, who: int | None = None, kind: str = "complaint", days: int = 0, **more: object
    ) -> Feedback:
        said_at = desk.workspace.clock.now() - timedelta(days=days)
        return feedback.log(desk.workspace, NewFeedback(kind, body, who, said_at=said_at, **more))

    return log


@pytest.fixture
def page(desk: Desk, shown: Callable[..., QWidget]) -> Callable[[], FeedbackPage]:
    """Shows the inbox."""

    def show() -> FeedbackPage:
        made = FeedbackPage(desk)
        shown(made, 1130, 768)
        return made

    return show


def bodies(page: FeedbackPage) -> list[str]:
    """What the list shows, from top to bottom."""
    page.desk.tasks.wait_idle()
    return [record.body for _row, record in sorted(page.table._model.known())]


def here(page: FeedbackPage) -> str:
    """The words of the chosen row, "" without any."""
    page.desk.tasks.wait_idle()
    said = page.table.current()
    return said.body if said is not None else ""


def dialog_of(page: FeedbackPage, kind: type[QDialog]) -> QDialog:
    """The open dialog of a kind."""
    page.desk.tasks.wait_idle()
    return next(d for d in page.window().findChildren(kind) if d.isVisible())


def choose(page: FeedbackPage, field: str, value: object) -> None:
    """Choose in the popover of filters."""
    page.filters.popover.fields[field].set_value(value)
    page.filters.popover.fields[field].chosen.emit(value)
    page.desk.tasks.wait_idle()


def turn_to(page: FeedbackPage, state: str) -> None:
    """Press the chip of a state."""
    page.filters.state.choose(state)
    page.filters.state.chosen.emit(state)
    page.desk.tasks.wait_idle()


def likes(page: FeedbackPage) -> None:
    """Wait until what sounds like the voice in the detail has been read."""
    page.detail._likes_wait.stop()
    page.detail._read_likes()
    page.desk.tasks.wait_idle()
