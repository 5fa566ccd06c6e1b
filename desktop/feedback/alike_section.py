"""What was said before that sounds the same, and the answers the shop gives to such questions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.i18n import _
from core.text import shorten
from core.voice import faq
from core.voice.alike import AlikeVoice
from core.voice.faq import Faq
from core.voice.feedback import Feedback
from desktop import formats, theme
from desktop.desk import Desk
from desktop.widgets.badge import Badge, Look
from desktop.widgets.button import Button, IconButton
from desktop.widgets.label import Label
from desktop.widgets.layouts import empty
from desktop.widgets.section import Section

VOICES_SHOWN, QUESTIONS_SHOWN = 3, 2
WORDS = 140


class AlikeSection(Section):
    """Hidden while nothing sounds alike. Opening a voice keeps the way back."""

    changing = Signal()
    drafted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Sounds alike"))
        self._desk = desk
        self._said: Feedback | None = None
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.GRID)
        self.body.addLayout(self._list)
        self.hide()

    def show_alike(
        self, said: Feedback, voices: Sequence[AlikeVoice], questions: Sequence[Faq], language: str
    ) -> None:
        """Show answers first, for they save work; then who said the same."""
        self._said = said
        empty(self._list)
        for question in questions[:QUESTIONS_SHOWN]:
            self._list.addWidget(self._question(question, language))
        for voice in voices[:VOICES_SHOWN]:
            self._list.addWidget(self._voice(voice.feedback))
        self.setVisible(bool(voices or questions))

    def _question(self, asked: Faq, language: str) -> QWidget:
        text = asked.text(language)
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(theme.GRID)
        head.addWidget(Badge(Look(_("Answer at hand"), "accent", "question"), row))
        head.addStretch(1)
        go = partial(self._desk.navigation.open, "faq", asked.id)
        head.addWidget(IconButton("forward", _("Open this question"), go))
        column.addLayout(head)
        column.addWidget(Label(text.question, "strong", wrap=True))
        if text.answer:
            column.addWidget(Label(text.answer, "body", wrap=True, select=True))
        said = self._said
        if text.answer and said is not None and said.customer_id is not None and not said.answered:
            use = Button(
                _("Answer with this"), partial(self._answer, asked.id), kind="quiet", icon="reply"
            )
            column.addWidget(use)
        return row

    def _answer(self, faq_id: int) -> None:
        if self._said is None:
            return
        self.changing.emit()
        workspace, said_id = self._desk.workspace, self._said.id
        self._desk.tasks.write(
            lambda: faq.answer_with(workspace, faq_id, said_id),
            lambda _reply: self.drafted.emit(),
            owner=self,
        )

    def _voice(self, said: Feedback) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.GRID)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(shorten(said.body, WORDS), "body", wrap=True))
        on = formats.day(self._desk.workspace.clock.day_of(said.said_at))
        words.addWidget(Label(f"{said.customer or _('Walk-in')} · {on}", "caption", "soft"))
        line.addLayout(words, 1)
        go = partial(self._desk.navigation.open, "feedback", said.id)
        line.addWidget(IconButton("forward", _("Open this feedback"), go))
        return row
