"""Beside the quick log while one types: an answer at hand, suggestions to link, who said it too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from core.i18n import _
from core.store import settings
from core.store.workspace import Workspace
from core.text import clean, shorten
from core.voice import alike, moods
from core.voice.alike import Alike, AlikeVoice
from core.voice.faq import Faq
from core.voice.suggestions import Suggestion
from desktop import formats, icons, theme
from desktop.desk import Desk
from desktop.feedback.logged_with import Wishes
from desktop.formats import shortcut
from desktop.widgets.button import Press
from desktop.widgets.kind_choice import KindChoice
from desktop.widgets.label import Label
from desktop.widgets.layouts import empty
from desktop.widgets.scroll_pane import ScrollPane

PAUSE_MS = 300
WIDTH = 300
TITLE, WORDS = 60, 110
SUGGESTIONS_SHOWN, VOICES_SHOWN = 3, 2
TOLD_KEY, LINK_KEY = "Alt+A", "Alt+L"
_RIGHT = Qt.TextElideMode.ElideRight


@dataclass(frozen=True, slots=True)
class _Found:
    text: str
    customer_id: int | None
    language: str
    alike: Alike


class QuickAlike(QFrame):
    """Hidden until something sounds like what is written; what was chosen in it stays chosen."""

    grown = Signal()

    def __init__(
        self,
        desk: Desk,
        words: QPlainTextEdit,
        kind: KindChoice,
        may_write: Callable[[], bool],
        who: Callable[[], int | None],
    ) -> None:
        super().__init__()
        self._desk, self._words, self._may_write, self._who = desk, words, may_write, who
        self._kind = kind
        self._linked: dict[int, Suggestion] = {}
        self._faq: Faq | None = None
        self.told = _toggle(_("I answered with this"), "done", TOLD_KEY)
        self.draft = _toggle(_("Write it to them"), "reply")
        self.links: list[Press] = []
        self.setProperty("shape", "card")
        self.setAccessibleName(_("Sounds alike"))
        self.setFixedWidth(WIDTH)
        # However long an answer is, the dialog stays as tall as its fields.
        scroll = ScrollPane(spacing=theme.GRID)
        self._column = scroll.body
        around = QVBoxLayout(self)
        side = theme.GRID * 2
        around.setContentsMargins(side, side, theme.GRID // 2, side)
        around.addWidget(scroll)
        self._question = Label("", "strong", wrap=True)
        self._answer = Label("", "body", wrap=True, select=True)
        self._at_hand = self._answer_part()
        self._others = QVBoxLayout()
        self._others.setSpacing(theme.GRID)
        self._column.addWidget(self._at_hand)
        self._column.addLayout(self._others)
        self._column.addStretch(1)
        self._at_hand.hide()
        self.hide()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.look)
        words.textChanged.connect(self._pause.start)
        kind.chips.chosen.connect(lambda _kind: self._pause.start())

    @property
    def wishes(self) -> Wishes:
        """What is to be done along with saving."""
        draft = self.draft.isChecked() and self._may_write()
        told = self.told.isChecked() and not draft
        return Wishes(
            tuple(self._linked),
            self._faq.id if self._faq is not None and (told or draft) else None,
            draft,
        )

    def look(self) -> None:
        """Look for what sounds like the words, in the background."""
        self._pause.stop()
        text, workspace = clean(self._words.toPlainText()), self._desk.workspace
        who, kind = self._who(), self._kind.value if self._kind.chosen else ""
        self._desk.tasks.read(
            lambda: _find(workspace, text, who, kind),
            self._show,
            key=("quick", id(self)),
            owner=self,
        )

    def show_who(self) -> None:
        """Somebody was named, or nobody: whoever left no name cannot be written to.

        Their own words are not those of others, so what is shown is looked for again.
        """
        self.draft.setVisible(self._may_write())
        self._pause.start()

    def forget(self) -> None:
        """Nothing is wished any more."""
        self._linked.clear()
        self.told.setChecked(False)
        self.draft.setChecked(False)

    def _show(self, found: _Found) -> None:
        if found.text != clean(self._words.toPlainText()):
            return
        self._show_answer(found)
        empty(self._others)
        self.links = []
        others = [s for s in found.alike.suggestions if s.id not in self._linked]
        room = max(0, SUGGESTIONS_SHOWN - len(self._linked))
        shown = [*self._linked.values(), *others[:room]]
        if shown:
            self._others.addWidget(Label(_("Stands behind a suggestion?"), "caption", "soft"))
            for number, suggestion in enumerate(shown):
                self._others.addWidget(self._link(suggestion, LINK_KEY if not number else ""))
        for before, after in pairwise((self.told, self.draft, *self.links)):
            QWidget.setTabOrder(before, after)
        self._show_voices(found)
        self.setVisible(bool(shown or found.alike.feedback or not self._at_hand.isHidden()))
        self.grown.emit()

    def _show_answer(self, found: _Found) -> None:
        """The answer stays while it is wished for, whatever is typed after it."""
        if self.told.isChecked() or self.draft.isChecked():
            return
        answered = [q for q in found.alike.questions if q.text(found.language).answer]
        self._faq = answered[0] if answered else None
        self._at_hand.setVisible(self._faq is not None)
        if self._faq is not None:
            text = self._faq.text(found.language)
            self._question.setText(text.question)
            self._answer.setText(text.answer)
        self.draft.setVisible(self._may_write())

    def _show_voices(self, found: _Found) -> None:
        """Others first; what the same customer said before stands under a heading of its own."""
        voices = found.alike.feedback
        own = [v for v in voices if _is_by(v, found.customer_id)]
        others = [voice for voice in voices if voice not in own][:VOICES_SHOWN]
        own = own[: VOICES_SHOWN - len(others)]
        self._show_said(_("Others said something alike:"), others)
        self._show_said(_("The same customer said something alike:"), own)

    def _show_said(self, heading: str, voices: Sequence[AlikeVoice]) -> None:
        if voices:
            self._others.addWidget(Label(heading, "caption", "soft", wrap=True))
        for voice in voices:
            said_on = self._desk.workspace.clock.day_of(voice.feedback.said_at)
            who = f"{voice.feedback.customer or _('Walk-in')} · {formats.day(said_on)}"
            self._others.addWidget(Label(shorten(voice.feedback.body, WORDS), "body", wrap=True))
            self._others.addWidget(Label(who, "caption", "soft", wrap=True))

    def _link(self, suggestion: Suggestion, key: str) -> Press:
        chip = _toggle(shorten(suggestion.title, TITLE), "link", key)
        chip.setAccessibleName(_("Link to “{title}”").format(title=suggestion.title))
        tip = chip.accessibleName()
        chip.setToolTip(f"{tip} ({shortcut(key)})" if key else tip)
        chip.setText(chip.fontMetrics().elidedText(chip.text(), _RIGHT, WIDTH - theme.GRID * 12))
        chip.setChecked(suggestion.id in self._linked)
        chip.toggled.connect(lambda on: self._wish(suggestion, on))
        self.links.append(chip)
        return chip

    def _wish(self, suggestion: Suggestion, on: bool) -> None:
        if on:
            self._linked[suggestion.id] = suggestion
        else:
            self._linked.pop(suggestion.id, None)

    def _answer_part(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, theme.GRID)
        column.setSpacing(6)
        column.addWidget(Label(_("An answer to read out:"), "caption", "soft"))
        column.addWidget(self._question)
        column.addWidget(self._answer)
        column.addWidget(self.told)
        column.addWidget(self.draft)
        self.told.toggled.connect(lambda on: self.draft.setChecked(False) if on else None)
        self.draft.toggled.connect(lambda on: self.told.setChecked(False) if on else None)
        return part


def _find(workspace: Workspace, text: str, who: int | None, kind: str) -> _Found:
    if not text:
        return _Found(text, who, settings.get(workspace, settings.LANGUAGE), Alike())
    language = alike.spoken(workspace, text)
    kind = kind or moods.guess_kind(workspace, text) or ""
    found = alike.to(workspace, text, customer_id=who, language=language, kind=kind)
    return _Found(text, who, language, found)


def _is_by(voice: AlikeVoice, customer_id: int | None) -> bool:
    return customer_id is not None and voice.feedback.customer_id == customer_id


def _toggle(text: str, icon: str, key: str = "") -> Press:
    chip = Press(text.replace("&", "&&"))
    chip.setProperty("kind", "chip")
    chip.setCheckable(True)
    chip.setAutoDefault(False)
    chip.setIcon(icons.icon(icon))
    chip.setIconSize(QSize(icons.SIZE + 5, icons.SIZE))
    chip.setAccessibleName(text)
    if key:
        chip.setShortcut(QKeySequence(key))
        chip.setToolTip(shortcut(key))
    return chip
