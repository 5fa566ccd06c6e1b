"""A draft answer: its wording, its words, the way it goes, and the owner's word that it went."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.errors import KnownError, Missing
from core.i18n import N_, _
from core.store.workspace import Workspace
from core.text import clean
from core.voice import replies, reply_links
from core.voice.replies import Reply
from core.voice.wording import with_opt_out
from desktop import theme
from desktop.desk import Desk
from desktop.widgets import outgoing
from desktop.widgets.answers_shown import Post
from desktop.widgets.button import Button, IconButton
from desktop.widgets.come_back import ComeBack
from desktop.widgets.label import Label
from desktop.widgets.layouts import Flow
from desktop.widgets.notice import Notice
from desktop.widgets.printed_letter import save_letter
from desktop.widgets.reply_words import ReplyWords
from desktop.widgets.way_out import WayOut
from desktop.widgets.wording_choice import WordingChoice

LETTER = "letter"
_OPENERS = {**outgoing.OPENERS, LETTER: N_("Save to print…")}


class ReplyEditor(QWidget):
    """Edits one draft. What is typed is kept by itself, and stays when it cannot be saved."""

    sent_off = Signal()
    reason_asked = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._reply: Reply | None = None
        self._post = Post()
        self._unsaved: dict[int, str] = {}
        self.wording = WordingChoice()
        self.wording.chosen.connect(self._reword)
        self.way = WayOut()
        self.way.chosen.connect(self._way_chosen)
        self.words = ReplyWords()
        self.words.left.connect(self.keep)
        self.words.textChanged.connect(self._note_typing)
        self._trouble = Label("", "caption", "negative", wrap=True)
        self.again = Button(_("Send it all the same"), lambda: self.mark_sent(sure=True))
        self.doubt = Notice(self.again)
        self.replace = Button(_("Replace my words"), lambda: self._reword(self._wanted, sure=True))
        self.loss = Notice(self.replace)
        self._wanted = ""
        self.come_back = ComeBack()
        self.copy = IconButton("copy", _("Copy the answer"), self.copy_words)
        self.letter = IconButton("print", _("Save as a letter to print…"), self.print_letter)
        self.discard = IconButton("erase", _("Take this draft back"), self.take_back)
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
            self.doubt.clear()
            self.loss.clear()
            self.come_back.begin(self._desk.workspace.clock.today())
        self._reply, self._post = reply, post
        self._show_words(self._unsaved.get(reply.id, reply.body))
        self.come_back.follow(self.words.toPlainText(), post.promising)
        self.wording.show_reply(reply, post.wordings)
        self.way.show_reply(reply, post.grounds, post.country)
        self.setEnabled(True)
        self._show_ways_out()

    def keep(self) -> None:
        """Save what was typed, in the background."""
        if self._reply is not None and self._typed():
            self._write(lambda _workspace, reply: reply)

    def copy_words(self) -> None:
        """Put the answer on the clipboard."""
        QGuiApplication.clipboard().setText(self._outgoing_words())
        self._desk.messages.say(_("The answer is on the clipboard."))
        self.keep()

    def open_outside(self) -> None:
        """Open the answer in the program of its channel; the owner sends it there."""
        if self.way.by() == LETTER:
            self.print_letter()
            return
        url = self._link()
        if url is not None and not outgoing.open_link(url):
            sentence = N_("No program on this computer opens this. Copy the answer instead.")
            self._desk.messages.problem(KnownError("no_program", sentence))
        elif url is not None and self.way.by() != "phone" and not _holds_words(url):
            self.copy_words()
            self._desk.messages.say(_("The answer is too long to bring along: paste it there."))
        self.keep()

    def print_letter(self) -> None:
        """Save the answer as a letter, in the words that stand here now."""
        if self._reply is not None:
            self.keep()
            save_letter(self._desk, self._reply)

    def take_back(self) -> None:
        """Take the draft back; one about a closed suggestion asks for the reason first."""
        reply, workspace = self._reply, self._desk.workspace
        if reply is None:
            return

        def refused(error: KnownError) -> None:
            if error.code == "refused_because":
                self.reason_asked.emit(reply.id)
            else:
                self._fail(reply.id, error)

        self._unsaved.pop(reply.id, None)
        self._desk.tasks.write(
            lambda: replies.discard(workspace, reply.id), None, refused, owner=self
        )

    def mark_sent(self, sure: bool = False) -> None:
        """Note that it went out, in the words that stand here now, and whether more follows."""
        if self._reply is None or not self.sent.isEnabled():
            return
        try:
            on = self.come_back.day()
        except KnownError as error:
            self._fail(self._reply.id, error)
            self.come_back.on.setFocus()
            return
        channel = self.way.by()
        self.doubt.clear()
        self.loss.clear()
        self.setEnabled(False)
        self._write(
            lambda workspace, reply: replies.mark_sent(workspace, reply.id, channel, sure, on),
            self.sent_off.emit,
        )

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.keep()

    def _typed(self) -> bool:
        """Whether something stands here that is not in the store."""
        reply = self._reply
        return reply is not None and (reply.id in self._unsaved or self.way.differs(reply))

    def _note_typing(self) -> None:
        reply, text = self._reply, self.words.toPlainText()
        if reply is None:
            return
        self.come_back.follow(text, self._post.promising)
        if clean(text) == reply.body:
            self._unsaved.pop(reply.id, None)
        else:
            self._unsaved[reply.id] = text

    def _way_chosen(self) -> None:
        self._show_ways_out()
        self.keep()

    def _reword(self, key: str, sure: bool = False) -> None:
        """Draft the words anew; what the owner wrote herself goes only when she says so."""
        self._wanted = key
        self.loss.clear()
        self._write(lambda workspace, reply: replies.reword(workspace, reply.id, key, sure))

    def _write(
        self, then: Callable[[Workspace, Reply], Reply], after: Callable[[], Any] | None = None
    ) -> None:
        """Save the words if they are new, then do something; what fails leaves them here."""
        reply, workspace = self._reply, self._desk.workspace
        assert reply is not None
        text, channel, purpose = self.words.toPlainText(), self.way.by(), self.way.meant()
        typed = self._typed()

        def work() -> Reply:
            known = reply
            if typed:
                known = replies.edit(workspace, reply.id, text, channel, purpose)
            return then(workspace, known)

        def done(kept: Reply) -> None:
            self._kept(kept, text)
            if after is not None:
                after()

        self._desk.tasks.write(work, done, lambda error: self._fail(reply.id, error), owner=self)

    def _kept(self, reply: Reply, text: str) -> None:
        """Show what became of it, unless the owner has typed on."""
        if self._unsaved.get(reply.id) == text:
            del self._unsaved[reply.id]
        if self._reply is None or self._reply.id != reply.id:
            return
        self._reply = reply
        self._trouble.hide()
        if reply.status == "draft":
            if self.words.toPlainText() == text:
                self._show_words(reply.body)
            self.wording.show_reply(reply, self._post.wordings)
            self.way.show_reply(reply, self._post.grounds, self._post.country)
            self._show_ways_out()

    def _fail(self, reply_id: int, error: KnownError) -> None:
        self.setEnabled(True)
        if isinstance(error, Missing):
            # The draft was taken back; there is nothing left to keep its words in.
            self._unsaved.pop(reply_id, None)
        elif error.code == "same_wording":
            self.doubt.say(error.text(), "warning")
            self.again.setFocus()
        elif error.code == "own_words":
            self._ask_before_loss(reply_id, error)
        else:
            self._trouble.setText(error.text())
            self._trouble.show()

    def _ask_before_loss(self, reply_id: int, error: KnownError) -> None:
        """The menus tell again what stands here, until the owner gives it up."""
        if self._reply is not None and self._reply.id == reply_id:
            self.wording.show_reply(self._reply, self._post.wordings)
            self.loss.say(error.text(), "warning")
            self.replace.setFocus()

    def _show_words(self, text: str) -> None:
        if clean(self.words.toPlainText()) != clean(text):
            self.words.setPlainText(text)

    def _show_ways_out(self) -> None:
        channel, allowed = self.way.by(), self.way.permission().allowed
        self.opener.setVisible(channel in _OPENERS)
        if channel in _OPENERS:
            self.opener.say(_(_OPENERS[channel]))
        self.opener.setEnabled(allowed and (channel == LETTER or self.way.can_open()))
        self.letter.setVisible(channel != LETTER)
        self.sent.setEnabled(allowed)

    def _outgoing_words(self) -> str:
        """The words as they may go out: advertising tells how to get no more of it."""
        text, reply = self.words.toPlainText(), self._reply
        if reply is None or self.way.meant() != "commercial":
            return text
        return with_opt_out(text, str(self.wording.language.value()))

    def _link(self) -> QUrl | None:
        text, post = self._outgoing_words(), self._post
        return outgoing.link(self.way.by(), self.way.address(), post.shop, text, post.country)

    def _lay_out(self) -> None:
        self._trouble.hide()
        tools = Flow()
        for tool in (
            self.sent,
            self.come_back,
            self.opener,
            self.copy,
            self.letter,
            self.discard,
        ):
            tools.addWidget(tool)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        for part in (
            self.wording,
            self.loss,
            self.way,
            self.words,
            self._trouble,
            self.way.rules,
            self.doubt,
            self.come_back.told,
        ):
            column.addWidget(part)
        column.addLayout(tools)


def _holds_words(url: QUrl) -> bool:
    return reply_links.holds_words(bytes(url.toEncoded().data()).decode())
