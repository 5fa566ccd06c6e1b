"""What is asked about an answer: why there is none, and what the customer said to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from core.i18n import _
from core.people.touchpoints import CHANNEL_LABELS
from core.store.workspace import Workspace
from core.voice import replies
from core.voice.feedback import Feedback
from desktop.desk import Desk
from desktop.widgets import outgoing
from desktop.widgets.form import FormDialog
from desktop.widgets.kind_choice import KindChoice


class NoAnswerNeeded(FormDialog):
    """Asks why somebody gets no answer; without a reason it stays open."""

    def __init__(
        self,
        desk: Desk,
        close: Callable[[Workspace, str], Any],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            desk, _("No answer needed"), yes=_("Close without an answer"), parent=parent
        )
        self._close_with = close
        self.because = self.form.add_text(
            "because",
            _("Why not?"),
            required=True,
            placeholder=_("For example: answered in person right away"),
            hint=_("Only you and your staff see this."),
        )

    def work(self) -> Callable[[], Any]:
        because, workspace = self.because.text(), self.desk.workspace
        return lambda: self._close_with(workspace, because)


class CustomerAnswered(FormDialog):
    """Writes down what a customer said to an answer; a question waits for the next one."""

    def __init__(
        self, desk: Desk, reply_id: int, channel: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, _("What the customer said to it"), width=520, parent=parent)
        self._reply_id = reply_id
        self.said = self.form.add_text(
            "body", _("In the customer’s own words"), lines=5, required=True
        )
        self.kind = KindChoice(desk, self.said, otherwise="other")
        self.form.add(
            "kind",
            _("Kind"),
            self.kind,
            hint=_("A complaint, a question or a suggestion waits for another answer."),
        )
        self.channel = self.form.add_choice(
            "channel", _("Channel"), [(key, _(CHANNEL_LABELS[key])) for key in outgoing.CHANNELS]
        )
        self.channel.set_value(channel)
        self.first = self.said

    def work(self) -> Callable[[], Feedback]:
        body = self.said.toPlainText()
        # A guess may be a word behind what is typed: it is made again of all the words.
        kind = self.kind.value if self.kind.chosen else None
        channel, workspace = str(self.channel.value()), self.desk.workspace
        return lambda: replies.follow_up(workspace, self._reply_id, body, channel, kind)
