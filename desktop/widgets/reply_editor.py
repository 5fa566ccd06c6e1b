"""A draft answer: its words, the way it goes, and the owner's word that it went."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from core.errors import KnownError, Missing
from core.i18n import N_, _
from core.people.consents import Consent
from core.people.touchpoints import CHANNEL_LABELS
from core.store.workspace import Workspace
from core.text import clean
from core.voice import replies
from core.voice.replies import Reply
from desktop import theme
from desktop.desk import Desk
from desktop.widgets import badge, outgoing
from desktop.widgets.badge import Badge
from desktop.widgets.button import Button, IconButton
from desktop.widgets.fields import ChoiceField
from desktop.widgets.label import Label
from desktop.widgets.layouts import Flow
from desktop.widgets.text_field import TextBox

FEWEST_LINES, MOST_LINES = 5, 14

_NO_ADDRESS = {
    "email": N_("No e-mail address is noted for this customer."),
    "phone": N_("No phone number is noted for this customer."),
}


@dataclass(frozen=True, slots=True)
class Post:
    """What the editor needs to know beside the draft."""

    consents: dict[str, Consent]
    country: str
    shop: str


class _Words(TextBox):
    """The words of the answer; tells when the owner leaves them."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setAccessibleName(_("Your answer"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        lines = min(max(self._lines(), FEWEST_LINES), MOST_LINES)
        return QSize(240, self.fontMetrics().lineSpacing() * lines + 24)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def _lines(self) -> int:
        """How many lines the words take at this width; more than are shown are not counted."""
        layout, block, lines = self.document().documentLayout(), self.document().begin(), 0
        while block.isValid() and lines < MOST_LINES:
            layout.blockBoundingRect(block)  # lays the block out
            lines += max(1, block.layout().lineCount())
            block = block.next()
        return lines


class ReplyEditor(QWidget):
    """Edits one draft. What is typed is kept by itself, and stays when it cannot be saved."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._reply: Reply | None = None
        self._post = Post({}, "", "")
        self._unsaved: dict[int, str] = {}
        self.channel = ChoiceField([(key, _(CHANNEL_LABELS[key])) for key in outgoing.CHANNELS])
        self.channel.setAccessibleName(_("Channel"))
        self.channel.chosen.connect(lambda _value: self._channel_chosen())
        self._address = Label("", "body", "soft", select=True, wrap=True)
        self.words = _Words()
        self.words.left.connect(self.keep)
        self.words.textChanged.connect(self._note_typing)
        self._trouble = Label("", "caption", "negative", wrap=True)
        self._purpose = Label("", "caption", "soft", wrap=True)
        self._consent = Badge(None, self)
        self.copy = IconButton("copy", _("Copy the answer"), self.copy_words)
        self.opener = Button("", self.open_outside, icon="forward")
        self.sent = Button(
            _("Mark as sent"), self.mark_sent, kind="primary", icon="sent", shortcut="Ctrl+Return"
        )
        self._lay_out()

    def show_reply(self, reply: Reply, post: Post) -> None:
        """Show a draft; what was typed into it and not yet saved stays."""
        other = self._reply is None or self._reply.id != reply.id
        if other:
            self.keep()
            self._trouble.hide()
        self._reply, self._post = reply, post
        self._show_words(self._unsaved.get(reply.id, reply.body))
        self.channel.set_value(reply.channel)
        self.setEnabled(True)
        self._show_way()

    def keep(self) -> None:
        """Save what was typed, in the background."""
        if self._reply is not None and self._typed():
            self._write(lambda workspace, reply: reply)

    def copy_words(self) -> None:
        """Put the answer on the clipboard."""
        QGuiApplication.clipboard().setText(self.words.toPlainText())
        self._desk.messages.say(_("The answer is on the clipboard."))
        self.keep()

    def open_outside(self) -> None:
        """Open the answer in the program of its channel; the owner sends it there."""
        url = self._link()
        self.keep()
        if url is not None and not outgoing.open_link(url):
            sentence = N_("No program on this computer opens this. Copy the answer instead.")
            self._desk.messages.problem(KnownError("no_program", sentence))

    def mark_sent(self) -> None:
        """Note that it went out, in the words that stand here now."""
        channel = str(self.channel.value())
        self.setEnabled(False)
        self._write(lambda workspace, reply: replies.mark_sent(workspace, reply.id, channel))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.keep()

    def _typed(self) -> bool:
        """Whether something stands here that is not in the store."""
        reply = self._reply
        return reply is not None and (
            reply.id in self._unsaved or self.channel.value() != reply.channel
        )

    def _note_typing(self) -> None:
        reply, text = self._reply, self.words.toPlainText()
        if reply is None:
            return
        if clean(text) == reply.body:
            self._unsaved.pop(reply.id, None)
        else:
            self._unsaved[reply.id] = text

    def _channel_chosen(self) -> None:
        self._show_way()
        self.keep()

    def _write(self, then: Callable[[Workspace, Reply], Any]) -> None:
        """Save the words if they are new, then do something; what fails leaves them here."""
        reply, workspace = self._reply, self._desk.workspace
        assert reply is not None
        text, channel = self.words.toPlainText(), str(self.channel.value())
        typed = self._typed()

        def work() -> Reply:
            known = replies.edit(workspace, reply.id, text, channel) if typed else reply
            then(workspace, known)
            return known

        self._desk.tasks.write(
            work,
            lambda kept: self._kept(kept, text),
            lambda error: self._fail(reply.id, error),
            owner=self,
        )

    def _kept(self, reply: Reply, text: str) -> None:
        if self._unsaved.get(reply.id) == text:
            del self._unsaved[reply.id]
        if self._reply is not None and self._reply.id == reply.id:
            self._reply = reply
            self._trouble.hide()

    def _fail(self, reply_id: int, error: KnownError) -> None:
        self.setEnabled(True)
        if isinstance(error, Missing):
            # The draft was taken back; there is nothing left to keep its words in.
            self._unsaved.pop(reply_id, None)
            return
        self._trouble.setText(error.text())
        self._trouble.show()

    def _show_words(self, text: str) -> None:
        if clean(self.words.toPlainText()) != clean(text):
            self.words.setPlainText(text)

    def _show_way(self) -> None:
        reply, channel = self._reply, str(self.channel.value())
        assert reply is not None
        lacks = outgoing.lacks_address(channel, reply.phone, reply.email)
        missing = _NO_ADDRESS["email" if channel == "email" else "phone"]
        to = outgoing.address(channel, reply.phone, reply.email)
        self._address.setText(_(missing) if lacks else to)
        self._address.set_tone("warning" if lacks else "soft")
        self._address.setVisible(bool(lacks or to))
        self.opener.setVisible(channel in outgoing.OPENERS)
        self.opener.setEnabled(not lacks)
        if channel in outgoing.OPENERS:
            self.opener.say(_(outgoing.OPENERS[channel]))
        self._show_consent(reply, channel)

    def _show_consent(self, reply: Reply, channel: str) -> None:
        state = self._post.consents[channel].state if channel in self._post.consents else ""
        allowed = reply.purpose == "service" or state in ("", "yes")
        if reply.purpose == "service":
            self._purpose.setText(
                _("An answer to the customer’s own words is service, so it needs no consent.")
            )
        elif allowed:
            self._purpose.setText(_("This is advertising, and the customer agreed to get it."))
        else:
            self._purpose.setText(
                _("This is advertising: it may go out only once the customer has agreed to it.")
            )
        self._purpose.set_tone("soft" if allowed else "warning")
        self._consent.show_look(badge.consent(state) if state and not allowed else None)
        self.sent.setEnabled(allowed)
        self.opener.setEnabled(allowed and self.opener.isEnabled())

    def _link(self) -> Any:
        reply, channel = self._reply, str(self.channel.value())
        assert reply is not None
        to = outgoing.address(channel, reply.phone, reply.email)
        text = self.words.toPlainText()
        return outgoing.link(channel, to, self._post.shop, text, self._post.country)

    def _lay_out(self) -> None:
        self._trouble.hide()
        way = QHBoxLayout()
        way.setSpacing(theme.GRID)
        way.addWidget(self.channel)
        way.addWidget(self._address, 1)
        why = QHBoxLayout()
        why.setSpacing(theme.GRID)
        why.addWidget(self._purpose, 1)
        why.addWidget(self._consent)
        tools = Flow()
        for button in (self.sent, self.opener, self.copy):
            tools.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        for part in (way, self.words, self._trouble, why, tools):
            if isinstance(part, QWidget):
                column.addWidget(part)
            else:
                column.addLayout(part)
