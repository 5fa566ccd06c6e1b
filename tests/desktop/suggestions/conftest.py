"""A shop with voices and suggestions, their page, and its dialogs opened over a window."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from core.people import customers
from core.people.customers import NewCustomer
from core.voice import feedback, suggestions
from core.voice.feedback import NewFeedback
from core.voice.suggestions import NewRating, NewSuggestion
from desktop.suggestions.suggestions_page import SuggestionsPage


@pytest.fixture
def say(workspace):
    """Writes down what somebody said; without a name it was a walk-in."""

    def say(body: str, name: str = "") -> int:
        who = customers.add(workspace, NewCustomer(name)).id if name else None
        return feedback.log(workspace, NewFeedback("suggestion", body, who)).id

    return say


@pytest.fixture
def suggest(workspace):
    """Writes a suggestion down and rates it."""

    def suggest(title: str, *feedback_ids: int, **rating: float) -> int:
        made = suggestions.suggest(workspace, NewSuggestion(title, feedback_ids=feedback_ids))
        if rating:
            suggestions.rate(workspace, made.id, NewRating(**rating, source="counted at the till"))
        return made.id

    return suggest


@pytest.fixture
def two(suggest):
    """Two rated suggestions, the mirror ahead of the messages."""
    messages = suggest("Text when late", reach=4, impact=2, confidence=0.8, effort_days=20)
    mirror = suggest("A mirror", reach=10, impact=1, confidence=1, effort_days=1)
    return messages, mirror


@pytest.fixture
def page(desk, shown):
    def build() -> SuggestionsPage:
        made = shown(SuggestionsPage(desk), 1130, 700)
        desk.tasks.wait_idle()
        return made

    return build


@pytest.fixture
def opened(desk, qtbot):
    """Opens a dialog over a window of its own, which is what lives on when it closes."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

    def opened(kind, *given):
        dialog = kind(desk, *given, parent=window)
        dialog.open()
        desk.tasks.wait_idle()
        return dialog

    return opened
