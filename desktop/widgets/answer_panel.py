"""The answer to one feedback: drafted, edited, sent, or not needed and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field as dataclass_field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from core.i18n import _
from core.people import consents
from core.people.touchpoints import CHANNEL_LABELS
from core.store import settings
from core.store.workspace import Workspace
from core.voice import feedback, replies
from core.voice.feedback import Feedback
from core.voice.replies import Reply
from desktop import formats, theme
from desktop.desk import Desk
from desktop.widgets import badge
from desktop.widgets.badge import Badge
from desktop.widgets.button import Button
from desktop.widgets.form import FormDialog
from desktop.widgets.label import Label
from desktop.widgets.list_keys import add_key, key_tip
from desktop.widgets.reply_editor import Post, ReplyEditor


@dataclass(frozen=True, slots=True)
class Answers:
    """A feedback with the answers to it; `elsewhere` are those she got about a suggestion."""

    feedback: Feedback
    draft: Reply | None
    closed: list[Reply]
    post: Post
    elsewhere: list[Reply] = dataclass_field(default_factory=list)


def gather(workspace: Workspace, feedback_id: int, reply_id: int | None = None) -> Answers:
    """Everything the panel shows about one feedback; of several drafts `reply_id`'s.

    Raises Missing.
    """
    said = feedback.get(workspace, feedback_id)
    found = replies.find(workspace, feedback_id=feedback_id, limit=50)
    drafts = [reply for reply in found if reply.status == "draft"]
    closed = [reply for reply in found if reply.status != "draft"]
    agreed = consents.current(workspace, said.customer_id) if said.customer_id else {}
    post = Post(
        agreed,
        settings.get(workspace, settings.COUNTRY),
        settings.get(workspace, settings.SHOP_NAME),
    )
    told = [] if closed or not said.answered else _told_elsewhere(workspace, said)
    chosen = next((reply for reply in drafts if reply.id == reply_id), None)
    return Answers(said, chosen or (drafts[-1] if drafts else None), closed, post, told)


def _told_elsewhere(workspace: Workspace, said: Feedback) -> list[Reply]:
    found = [
        reply
        for suggestion_id in said.suggestion_ids
        for reply in replies.find(
            workspace, suggestion_id=suggestion_id, customer_id=said.customer_id, limit=5
        )
    ]
    return [reply for reply in found if reply.status != "draft"]


class NoAnswerNeeded(FormDialog):
    """Asks why a voice gets no answer; without a reason it stays open."""

    def __init__(self, desk: Desk, feedback_id: int, parent: QWidget | None = None) -> None:
        super().__init__(
            desk, _("No answer needed"), yes=_("Close without an answer"), parent=parent
        )
        self._feedback_id = feedback_id
        field = self.form.add_text(
            "because",
            _("Why not?"),
            required=True,
            placeholder=_("For example: answered in person right away"),
            hint=_("Only you and your staff see this."),
        )
        assert isinstance(field, QLineEdit)
        self.because = field

    def work(self) -> Callable[[], Reply]:
        because, workspace = self.because.text(), self.desk.workspace
        return lambda: replies.none_needed(workspace, self._feedback_id, because)


class AnswerPanel(QWidget):
    """Shows how far the answer to a feedback is and offers the next step."""

    began = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._feedback_id: int | None = None
        self._state = Label("", "body", "soft", wrap=True)
        self.write = Button(
            _("Write an answer"), self.start, kind="primary", icon="reply", tip=key_tip("R")
        )
        self.another = Button(_("Write another"), self.start, icon="reply")
        self.none = Button(
            _("No answer needed"), self.close_without, kind="quiet", tip=key_tip("N")
        )
        self.editor = ReplyEditor(desk)
        self._closed = QVBoxLayout()
        self._closed.setSpacing(theme.GRID * 2)
        self._shown: list[_Closed] = []
        steps = QHBoxLayout()
        steps.setSpacing(theme.GRID)
        steps.addWidget(self.write)
        steps.addWidget(self.another)
        steps.addWidget(self.none)
        steps.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addLayout(self._closed)
        column.addWidget(self._state)
        column.addWidget(self.editor)
        column.addLayout(steps)
        self._offer()

    def add_keys(self, table: QWidget) -> None:
        """While a list has the focus: r writes the answer, n says that none is needed."""
        add_key(table, "R", self.start)
        add_key(table, "N", self.close_without)

    def load(self, feedback_id: int, reply_id: int | None = None) -> None:
        """Show the answers to a feedback, read in the background; `reply_id` picks a draft."""
        if feedback_id != self._feedback_id:
            self.editor.keep()
            self._show_nothing()
        self._feedback_id = feedback_id
        workspace = self._desk.workspace
        self._desk.tasks.read(
            lambda: gather(workspace, feedback_id, reply_id),
            self.show_answers,
            lambda _gone: self._show_nothing(),
            key=("answers", id(self)),
            owner=self,
        )

    def show_answers(self, answers: Answers) -> None:
        """Show what was gathered."""
        said = answers.feedback
        self._feedback_id = said.id
        self._show_closed([*answers.closed, *answers.elsewhere])
        self._state.setText(_state(answers))
        self._state.setVisible(bool(self._state.text()))
        if answers.draft is not None:
            self.editor.show_reply(answers.draft, answers.post)
        sent = any(reply.status == "sent" for reply in answers.closed)
        self.another.say(_("Write another") if sent else _("Write an answer"))
        free = said.customer_id is not None and answers.draft is None
        self._offer(
            write=free and said.waiting,
            another=free and not said.waiting,
            none=said.waiting or answers.draft is not None,
            edit=answers.draft is not None,
        )

    def start(self) -> None:
        """Draft an answer and go to its words."""
        if self._feedback_id is None or not self._may_start():
            self._go_on()
            return
        workspace, feedback_id = self._desk.workspace, self._feedback_id
        self._desk.tasks.write(
            lambda: (replies.draft(workspace, feedback_id), gather(workspace, feedback_id))[1],
            self._started,
            owner=self,
        )

    def close_without(self) -> None:
        """Ask for the reason and close the feedback without an answer."""
        if self._feedback_id is not None and self.none.isVisibleTo(self):
            NoAnswerNeeded(self._desk, self._feedback_id, self.window()).open()

    def _started(self, answers: Answers) -> None:
        if answers.feedback.id == self._feedback_id:
            self.show_answers(answers)
            self._go_on()

    def _may_start(self) -> bool:
        return self.write.isVisibleTo(self) or self.another.isVisibleTo(self)

    def _go_on(self) -> None:
        """Go to the words of the draft, if there is one."""
        if self.editor.isVisibleTo(self):
            self.editor.words.setFocus()
            self.began.emit()

    def _show_nothing(self) -> None:
        self._state.hide()
        self._show_closed([])
        self._offer()

    def _offer(
        self,
        *,
        write: bool = False,
        another: bool = False,
        none: bool = False,
        edit: bool = False,
    ) -> None:
        self.write.setVisible(write)
        self.another.setVisible(another)
        self.none.setVisible(none)
        self.editor.setVisible(edit)

    def _show_closed(self, closed: list[Reply]) -> None:
        for old in self._shown:
            old.hide()
            old.deleteLater()
        self._shown = [_Closed(self._desk, reply) for reply in closed]
        for shown in self._shown:
            self._closed.addWidget(shown)


class _Closed(QWidget):
    """An answer that stays as it is."""

    def __init__(self, desk: Desk, reply: Reply) -> None:
        super().__init__()
        head = QHBoxLayout()
        head.setSpacing(theme.GRID)
        head.addWidget(Badge(badge.reply(reply.status), self))
        head.addWidget(Label(_when(desk, reply), "caption", "soft", wrap=True), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addLayout(head)
        text = reply.because if reply.status == "none" else reply.body
        column.addWidget(Label(text, "body", wrap=True, select=True))


def _when(desk: Desk, reply: Reply) -> str:
    if reply.sent_at is None:
        return ""
    moment = formats.moment(reply.sent_at, desk.workspace.clock)
    channel = _(CHANNEL_LABELS[reply.channel])
    return _("{moment} · {channel}").format(moment=moment, channel=channel)


def _state(answers: Answers) -> str:
    said = answers.feedback
    if said.customer_id is None:
        return _("A walk-in left no name to answer.")
    draft = answers.draft
    if draft is not None:
        return _about(draft) if draft.suggestion else ""
    if answers.closed:
        return ""
    if answers.elsewhere:
        return _("Answered together with “{title}”.").format(title=answers.elsewhere[0].suggestion)
    if said.waiting:
        return _("{name} waits for an answer.").format(name=said.customer)
    return _("No answer was asked for. A thank-you is always welcome.")


def _about(draft: Reply) -> str:
    facts = {"title": draft.suggestion, "because": draft.because}
    if not draft.because:
        return _("This tells what became of “{title}”.").format(**facts)
    return _("This tells what became of “{title}”, because: {because}").format(**facts)
