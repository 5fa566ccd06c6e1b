"""One frequent question: its answer in each language, and the words in which it was asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.errors import KnownError
from core.i18n import LANGUAGES, _
from core.text import shorten
from core.voice import faq
from core.voice.faq import Faq
from core.voice.feedback import Feedback
from desktop import formats, theme
from desktop.desk import Desk
from desktop.faq.words import is_told, own_names, tab, uses
from desktop.widgets.button import Button, IconButton
from desktop.widgets.chips import Chips, Choice
from desktop.widgets.detail_pane import DetailPane
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.flow_row import FlowRow
from desktop.widgets.label import Label
from desktop.widgets.layouts import empty
from desktop.widgets.paper import LONGEST_QUOTE, Quote
from desktop.widgets.section import Section
from desktop.widgets.sign_row import SignRow
from desktop.widgets.tab_order import follow_layout

QUOTED = 12


class FaqDetail(DetailPane):
    """Shows an entry in one language at a time; `write_asked` tells which is to be written."""

    write_asked = Signal(str)

    def __init__(self, desk: Desk, code: str) -> None:
        super().__init__(EmptyState("question", _("Choose a question to see its answer.")))
        self._desk = desk
        self._code = code
        self._entry: Faq | None = None
        self._topic = Label("", "caption", "soft")
        self.languages = Chips([Choice(key, "") for key in LANGUAGES], _("Language"))
        self.languages.choose(code)
        self.languages.chosen.connect(self._turn)
        self._question = Label("", "title", wrap=True, select=True)
        self._answer = Label("", "body", wrap=True, select=True)
        self.copy = Button(_("Copy the answer"), self.copy_answer, kind="primary", icon="copy")
        self.write = Button(_("Write it"), self._ask_to_write, kind="primary", icon="edit")
        self.edit = Button(_("Change"), self._ask_to_write, icon="edit")
        self.archive = IconButton("archive", _("Hide"), self.archive_or_show)
        self._uses = Label("", "caption", "soft")
        self._voices = Section(_("How it was asked"))
        self._quotes = QVBoxLayout()
        self._quotes.setSpacing(theme.GRID * 2)
        self._voices.body.addLayout(self._quotes)
        self._lay_out()
        self.show_empty()

    @property
    def entry(self) -> Faq | None:
        """The entry in view, None without any."""
        return self._entry

    @property
    def code(self) -> str:
        """The language in view."""
        return self._code

    def show_entry(self, entry: Faq | None) -> None:
        """Show an entry; None shows the invitation to choose one."""
        another = entry is None or self._entry is None or entry.id != self._entry.id
        self._entry = entry
        if entry is None:
            self.show_empty()
            return
        for code in LANGUAGES:
            self.languages.set_text(code, tab(code, is_told(entry, code)))
        if another:
            self._show_voices([])
        self._show_text(entry)
        self.show_body(from_top=another)
        self._desk.tasks.read(
            partial(faq.voices, self._desk.workspace, entry.id),
            self._show_voices,
            self._show_gone,
            key=(id(self), "voices"),
            owner=self,
        )

    def copy_answer(self) -> None:
        """Put the answer on the clipboard, which counts as a use."""
        entry, workspace = self._entry, self._desk.workspace
        if entry is None or not is_told(entry, self._code):
            return
        QGuiApplication.clipboard().setText(entry.texts[self._code].answer)
        self._desk.tasks.write(
            lambda: faq.use(workspace, entry.id),
            lambda _used: self._desk.messages.say(_("The answer is copied.")),
        )

    def archive_or_show(self) -> None:
        """Hide the entry from the list, or bring it back."""
        entry, workspace = self._entry, self._desk.workspace
        if entry is not None:
            turn = faq.bring_back if entry.archived_at else faq.archive
            self._desk.tasks.write(lambda: turn(workspace, entry.id))

    def _show_gone(self, _gone: KnownError) -> None:
        self.show_entry(None)

    def _turn(self, code: str) -> None:
        self._code = code
        if self._entry is not None:
            self._show_text(self._entry)

    def _ask_to_write(self) -> None:
        self.write_asked.emit(self._code)

    def _show_text(self, entry: Faq) -> None:
        told = is_told(entry, self._code)
        shown = entry.texts[self._code] if told else entry.text(self._code)
        self._topic.setText(entry.topic or _("No topic"))
        self._question.setText(shown.question)
        if told:
            self._answer.setText(shown.answer)
        else:
            name = own_names()[self._code]
            missing = _("There is no answer in this language yet: {language}.")
            self._answer.setText(missing.format(language=name))
        self._answer.set_tone("ink" if told else "soft")
        self.copy.setVisible(told)
        self.edit.setVisible(told)
        self.write.setVisible(not told)
        name = _("Show again") if entry.archived_at else _("Hide")
        self.archive.setAccessibleName(name)
        self.archive.setToolTip(name)
        self._uses.setText(uses(entry, self._day(entry.last_used_at)))

    def _show_voices(self, voices: Sequence[Feedback]) -> None:
        empty(self._quotes)
        self._voices.set_count(len(voices) or None)
        self._voices.set_lead("" if voices else _("No customer’s words are linked yet."))
        for voice in voices[:QUOTED]:
            self._quotes.addWidget(self._quote(voice))
        inside = self.column.parentWidget()
        if inside is not None:
            follow_layout(inside)

    def _quote(self, voice: Feedback) -> QWidget:
        by = _("{name}, {day}").format(
            name=voice.customer or _("Walk-in"),
            day=formats.day(self._desk.workspace.clock.day_of(voice.said_at)),
        )
        see = _("See what {name} said").format(name=voice.customer or _("the walk-in"))
        look = partial(self._desk.navigation.open, "feedback", voice.id)
        return SignRow(
            Quote(shorten(voice.body, LONGEST_QUOTE), by),
            IconButton("feedback", see, look),
            IconButton("unlink", _("This was another question"), partial(self._unlink, voice.id)),
        )

    def _day(self, at: datetime | None) -> date | None:
        return None if at is None else self._desk.workspace.clock.day_of(at)

    def _unlink(self, feedback_id: int) -> None:
        entry, workspace = self._entry, self._desk.workspace
        if entry is not None:
            self._desk.tasks.write(lambda: faq.unlink(workspace, entry.id, feedback_id))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.GRID)
        head.addWidget(self._topic, 1)
        head.addWidget(self.archive)
        acts = FlowRow()
        for button in (self.copy, self.write, self.edit):
            acts.add(button)
        self.column.addLayout(head)
        for part in (self._question, self.languages, self._answer, acts, self._uses, self._voices):
            self.column.addWidget(part)
        self.column.addStretch(1)
