"""One answer with all it needs: for whom, what she said, why, and the words themselves."""

from __future__ import annotations

from core.errors import KnownError
from core.i18n import _
from core.store.workspace import Workspace
from core.voice import feedback
from core.voice.feedback import Feedback
from desktop.desk import Desk
from desktop.widgets.answer_panel import AnswerPanel
from desktop.widgets.button import IconButton
from desktop.widgets.deciding_words import MarkedQuote
from desktop.widgets.detail_pane import DetailPane
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.voice_head import VoiceHead
from desktop.widgets.waiting_age import Patience


class AnswerDetail(DetailPane):
    """Shows one voice and the answer to it, or `nothing`, a sentence, while none is chosen."""

    def __init__(self, desk: Desk, nothing: str) -> None:
        super().__init__(EmptyState("replies", nothing))
        self._desk = desk
        self.feedback_id: int | None = None
        self._shown: Feedback | None = None
        self.head = VoiceHead(desk)
        self.head.add_button(IconButton("feedback", _("Open this feedback"), self._open_feedback))
        self.quote = MarkedQuote()
        self.answers = AnswerPanel(desk)
        self._lay_out()

    def load(
        self, feedback_id: int | None, reply_id: int | None = None, about: int | None = None
    ) -> None:
        """Show the voice with this id and its answer; None shows nothing.

        `about` is a decided suggestion of which the customer was not told yet.
        """
        self.feedback_id = feedback_id
        if feedback_id is None:
            self._shown = None
            self.answers.clear()
            self.show_empty()
            return
        workspace = self._desk.workspace
        self._desk.tasks.read(
            lambda: _read(workspace, feedback_id),
            self._show,
            self._lost,
            key=("reply", id(self)),
            owner=self,
        )
        self.answers.load(feedback_id, reply_id, about)

    def _show(self, found: tuple[Feedback, Patience]) -> None:
        said, patience = found
        if said.id != self.feedback_id:
            return
        another = self._shown is None or self._shown.id != said.id
        self._shown = said
        self.head.show_head(said, patience)
        self.quote.show_words(said.body, said.reading.words)
        self.show_body(from_top=another)

    def _lost(self, _error: KnownError) -> None:
        """The feedback was taken away in the meantime."""
        self.load(None)

    def _open_feedback(self) -> None:
        if self._shown is not None:
            self._desk.navigation.open("feedback", self._shown.id)

    def _lay_out(self) -> None:
        for part in (self.head, self.quote, self.answers):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.answers.began.connect(lambda: self.show_part(self.answers))


def _read(workspace: Workspace, feedback_id: int) -> tuple[Feedback, Patience]:
    return feedback.get(workspace, feedback_id), Patience.of(workspace)
