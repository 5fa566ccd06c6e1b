"""The answer a decision would draft, as the first who gets one in a language will read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.i18n import _
from core.voice.decided import Said
from core.voice.replies.foretelling import Foretold, foretell
from core.voice.suggestions import Suggestion
from desktop import language, theme
from desktop.desk import Desk
from desktop.widgets.fields import ChoiceField
from desktop.widgets.label import Label
from desktop.widgets.reason_words import still_in
from desktop.widgets.text_field import TextBox
from desktop.widgets.told_list import Told

_LINES, _FEWEST = 9, 4
_UNSAID = "…"


class AnswerForetold(QWidget):
    """Written anew as the decision is; nothing is saved by looking."""

    def __init__(self, desk: Desk, suggestion: Suggestion) -> None:
        super().__init__()
        self._desk = desk
        self._suggestion = suggestion
        self._readers: dict[str, Told] = {}
        self._status, self._because = "", ""
        self._also: Mapping[str, Said] = {}
        self._to = Label("", "strong", wrap=True)
        self.spoken = ChoiceField()
        self.spoken.setAccessibleName(_("Language of the answer"))
        self.spoken.chosen.connect(lambda _language: self._read())
        self.words = _Letter()
        self._foreign = Label("", "caption", "warning", wrap=True)
        head = QHBoxLayout()
        head.addWidget(self._to, 1)
        head.addWidget(self.spoken)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addLayout(head)
        column.addWidget(self.words, 1)
        column.addWidget(self._foreign)
        self._show()

    def foretell(
        self, people: Sequence[Told], status: str, because: str, also: Mapping[str, Said]
    ) -> None:
        """Show what the first of some people will read, or the first in the language chosen."""
        readers: dict[str, Told] = {}
        for told in people:
            readers.setdefault(told.language, told)
        if list(readers) != list(self._readers):
            self._offer(list(readers))
        self._readers, self._status, self._because = readers, status, because.strip()
        self._also = also
        self._show()
        self._read()

    def show_language(self, spoken: str) -> None:
        """Show the letter in a language, where somebody reads it."""
        if spoken in self._readers:
            self.spoken.set_value(spoken)

    def _offer(self, languages: Sequence[str]) -> None:
        """The languages to look at; the one in view stays."""
        before = self.spoken.value()
        names = dict(language.choices())
        self.spoken.set_choices([(each, names.get(each, each)) for each in languages])
        if before in languages:
            self.spoken.set_value(before)

    def _read(self) -> None:
        told = self._readers.get(str(self.spoken.value()))
        if told is None:
            return
        shop, title, reason = self._desk.workspace, self._suggestion.title, self._because
        status, also, feedback_id = self._status, self._also, max(told.feedback_ids)
        self._desk.tasks.read(
            lambda: foretell(shop, feedback_id, status, title, reason or _UNSAID, also),
            lambda foretold: self._show_words(told.name, foretold),
            lambda _gone: None,
            key=("foretold", id(self)),
            owner=self,
        )

    def _show_words(self, name: str, foretold: Foretold) -> None:
        tongue = dict(language.choices()).get(foretold.language, foretold.language)
        self._to.setText(_("What {name} will read ({language})").format(name=name, language=tongue))
        if self.words.toPlainText() != foretold.body:
            self.words.setPlainText(foretold.body)
        self._foreign.setText(still_in(foretold.reason_in if self._because else ""))
        self._foreign.setVisible(bool(self._foreign.text()) and bool(self._readers))

    def _show(self) -> None:
        shown = bool(self._readers)
        self._to.setVisible(shown)
        self.words.setVisible(shown)
        self.spoken.setVisible(len(self._readers) > 1)
        self._foreign.setVisible(shown and bool(self._foreign.text()))


class _Letter(TextBox):
    """The letter, to be read and copied, not to be written in."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(_("The answer that will be drafted"))

    def sizeHint(self) -> QSize:
        return QSize(240, self.fontMetrics().lineSpacing() * _LINES + 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.fontMetrics().lineSpacing() * _FEWEST + 20)
