"""The answer to one feedback: drafted, edited, sent, or not needed and why."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.i18n import _
from core.voice import replies
from core.voice.replies import Reply
from desktop import formats, theme
from desktop.desk import Desk
from desktop.widgets.answer_dialogs import CustomerAnswered, NoAnswerNeeded
from desktop.widgets.answers_shown import Answers, gather
from desktop.widgets.button import Button
from desktop.widgets.label import Label
from desktop.widgets.layouts import Flow
from desktop.widgets.list_keys import add_key, key_tip
from desktop.widgets.reason_words import still_in
from desktop.widgets.reply_editor import ReplyEditor
from desktop.widgets.tab_order import lead_through
from desktop.widgets.talk import Talk


class AnswerPanel(QWidget):
    """Shows how far the answer to a feedback is and offers the next step."""

    began = Signal()
    sent_off = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._feedback_id: int | None = None
        self._about: int | None = None
        self._last_sent: Reply | None = None
        self._taken_up: int | None = None
        self._talk = Talk(desk)
        self._state = Label("", "caption", "soft", wrap=True)
        self._foreign = Label("", "caption", "warning", wrap=True)
        self.write = Button(
            _("Write an answer"), self.start, kind="primary", icon="reply", tip=key_tip("R")
        )
        self.another = Button(_("Write another"), self.start, icon="reply")
        self.answered = Button(
            _("The customer answered…"), self.note_answer, icon="quote", tip=key_tip("A")
        )
        self.none = Button(
            _("No answer needed"), self.close_without, kind="quiet", tip=key_tip("N")
        )
        self._editor: ReplyEditor | None = None
        steps = Flow()
        for button in (self.write, self.another, self.answered, self.none):
            steps.addWidget(button)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        for part in (self._talk, self._state, self._foreign):
            column.addWidget(part)
        column.addLayout(steps)
        self._offer()

    @property
    def editor(self) -> ReplyEditor:
        """Where a draft is written; made for the first one, for most voices have none."""
        if self._editor is None:
            self._editor = ReplyEditor(self._desk, self)
            self._editor.hide()
            self._editor.sent_off.connect(self._sent_off)
            self._editor.reason_asked.connect(self._ask_reason)
            self._column.insertWidget(self._column.indexOf(self._foreign) + 1, self._editor)
            lead_through(self._editor, self.write)
        return self._editor

    def add_keys(self, table: QWidget) -> None:
        """While a list has the focus: r answers, n says that none is needed, a what came back."""
        add_key(table, "R", self.start, _("write the answer"))
        add_key(table, "N", self.close_without, _("no answer needed, and why"))
        add_key(table, "A", self.note_answer, _("what the customer said to the answer"))

    def load(self, feedback_id: int, reply_id: int | None = None, about: int | None = None) -> None:
        """Show the answers to a feedback, read in the background; `reply_id` picks a draft.

        `about` is a decided suggestion of which she was not told: that is answered first.
        """
        if feedback_id != self._feedback_id:
            self._taken_up = None
            if self._editor is not None:
                self._editor.keep()
            self._show_nothing()
        self._feedback_id, self._about = feedback_id, about
        workspace = self._desk.workspace
        self._desk.tasks.read(
            lambda: gather(workspace, feedback_id, reply_id),
            self._arrived,
            lambda _gone: self._show_nothing(),
            key=("answers", id(self)),
            owner=self,
        )

    def clear(self) -> None:
        """Show nothing, and let no key act: no voice is chosen."""
        if self._editor is not None:
            self._editor.keep()
        self._feedback_id = self._about = self._taken_up = self._last_sent = None
        self._show_nothing()

    def _arrived(self, answers: Answers) -> None:
        if answers.feedback.id == self._feedback_id:
            self.show_answers(answers)

    def show_answers(self, answers: Answers) -> None:
        """Show what was gathered."""
        said = answers.feedback
        self._feedback_id = said.id
        self._talk.show_lines(answers.talk)
        # What is to be done comes first, so that all of it is in view; the past below it.
        rests = answers.rests and self._taken_up != said.id
        busy = said.waiting or self._about is not None or (bool(answers.draft) and not rests)
        self._column.removeWidget(self._talk)
        self._column.insertWidget(self._column.count() if busy else 0, self._talk)
        self._state.setText(_state(answers))
        self._state.setVisible(bool(self._state.text()))
        self._foreign.setText(still_in(answers.draft.reason_in if answers.draft else ""))
        self._foreign.setVisible(bool(self._foreign.text()))
        if answers.draft is not None:
            self.editor.show_reply(answers.draft, answers.post)
        sent = [each for each in (*answers.closed, *answers.elsewhere) if each.status == "sent"]
        self._last_sent = sent[0] if sent else None
        self.another.say(_another(answers, bool(sent)))
        waits = said.waiting or self._about is not None
        free = said.customer_id is not None and (answers.draft is None or rests)
        self._offer(
            write=free and waits,
            another=free and not waits,
            answered=bool(sent) and said.customer_id is not None,
            none=waits or said.asks or answers.draft is not None,
            edit=answers.draft is not None and not rests,
        )

    def start(self) -> None:
        """Draft an answer and go to its words."""
        if self._feedback_id is None or not self._may_start():
            self._go_on()
            return
        workspace, feedback_id, about = self._desk.workspace, self._feedback_id, self._about
        self._taken_up = feedback_id

        def work() -> Answers:
            if about is not None:
                replies.drafts_for(workspace, about)
            replies.draft(workspace, feedback_id)
            return gather(workspace, feedback_id)

        self._desk.tasks.write(work, self._started, owner=self)

    def close_without(self) -> None:
        """Ask for the reason and close the feedback without an answer."""
        feedback_id, about = self._feedback_id, self._about
        if feedback_id is None or not self.none.isVisibleTo(self):
            return
        NoAnswerNeeded(
            self._desk,
            lambda workspace, because: replies.none_needed(workspace, feedback_id, because, about),
            self.window(),
        ).open()

    def note_answer(self) -> None:
        """Ask what the customer said to the last answer."""
        sent = self._last_sent
        if sent is not None and self.answered.isVisibleTo(self):
            CustomerAnswered(self._desk, sent.id, sent.channel, self.window()).open()

    def _sent_off(self) -> None:
        # What was promised with this answer rests in its turn.
        self._taken_up = None
        self.sent_off.emit()

    def _ask_reason(self, reply_id: int) -> None:
        NoAnswerNeeded(
            self._desk,
            lambda workspace, because: replies.discard(workspace, reply_id, because),
            self.window(),
        ).open()

    def _started(self, answers: Answers) -> None:
        if answers.feedback.id == self._feedback_id:
            self.show_answers(answers)
            self._go_on()

    def _may_start(self) -> bool:
        return self.write.isVisibleTo(self) or self.another.isVisibleTo(self)

    def _go_on(self) -> None:
        """Go to the words of the draft, if there is one."""
        if self._editor is not None and self._editor.isVisibleTo(self):
            self._editor.words.setFocus()
            self.began.emit()

    def _show_nothing(self) -> None:
        self._state.hide()
        self._foreign.hide()
        self._talk.show_lines([])
        self._offer()

    def _offer(
        self,
        *,
        write: bool = False,
        another: bool = False,
        answered: bool = False,
        none: bool = False,
        edit: bool = False,
    ) -> None:
        self.write.setVisible(write)
        self.another.setVisible(another)
        self.answered.setVisible(answered)
        self.none.setVisible(none)
        if edit or self._editor is not None:
            self.editor.setVisible(edit)


def _state(answers: Answers) -> str:
    said = answers.feedback
    if said.customer_id is None:
        return "" if answers.closed else _("A walk-in left no name to answer.")
    draft = answers.draft
    if draft is not None:
        return _about_draft(draft)
    if answers.closed:
        return ""
    if answers.elsewhere:
        return _("Answered together with “{title}”.").format(title=answers.elsewhere[0].suggestion)
    if said.waiting:
        return _("{name} waits for an answer.").format(name=said.customer)
    if said.asks and said.snoozed_until is not None:
        until = formats.day(said.snoozed_until)
        return _("{name} waits, put off until {day}.").format(name=said.customer, day=until)
    return _("No answer was asked for. A thank-you is always welcome.")


def _another(answers: Answers, is_answered: bool) -> str:
    if answers.rests:
        return _("Write it now")
    return _("Write another") if is_answered else _("Write an answer")


def _about_draft(draft: Reply) -> str:
    if draft.come_back_on is not None:
        on = formats.day(draft.come_back_on)
        return _("You promised to come back on {day}.").format(day=on)
    if not draft.suggestion:
        return ""
    facts = {"title": draft.suggestion, "because": draft.because}
    if not draft.because:
        return _("This tells what became of “{title}”.").format(**facts)
    return _("This tells what became of “{title}”, because: {because}").format(**facts)
