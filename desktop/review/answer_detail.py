"""One answer within the review: whose words, the words, and the answer to be sent."""

from __future__ import annotations

from core.i18n import _
from core.insight.quarterly_review.pages import Unanswered
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
    """Writes and sends the answer to one voice without leaving the review."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(EmptyState("replies", _("Choose a voice to write its answer.")))
        self._desk = desk
        self._shown: tuple[int, int | None] | None = None
        self.head = VoiceHead(desk)
        self.head.add_button(IconButton("feedback", _("Open this feedback"), self._open))
        self.quote = MarkedQuote()
        self.answers = AnswerPanel(desk)
        for part in (self.head, self.quote, self.answers):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.answers.began.connect(lambda: self.show_part(self.answers))

    def load(self, voice: Unanswered | None) -> None:
        """Show a voice with its answer; None shows nothing."""
        if voice is None:
            self._shown = None
            self.show_empty()
            return
        another = self._shown is None or self._shown[0] != voice.feedback_id
        self._shown = voice.feedback_id, voice.draft_id
        shop, number = self._desk.workspace, voice.feedback_id
        self._desk.tasks.read(
            lambda: _read(shop, number),
            lambda found: self._show(found, another),
            lambda _gone: self.load(None),
            key=("review_answer", id(self)),
            owner=self,
        )
        about = voice.suggestion_id if voice.draft_id is None else None
        self.answers.load(voice.feedback_id, voice.draft_id, about)

    def _show(self, found: tuple[Feedback, Patience], another: bool) -> None:
        said, patience = found
        if self._shown is None or said.id != self._shown[0]:
            return
        self.head.show_head(said, patience)
        self.quote.show_words(said.body, said.reading.words)
        self.show_body(from_top=another)

    def _open(self) -> None:
        if self._shown is not None:
            self._desk.navigation.open("feedback", self._shown[0])


def _read(workspace: Workspace, feedback_id: int) -> tuple[Feedback, Patience]:
    return feedback.get(workspace, feedback_id), Patience.of(workspace)
