"""The answer a decision would draft, as the first who gets one will read it."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.i18n import _
from core.voice.replies.foretelling import foretell
from core.voice.suggestions import Suggestion
from desktop import language, theme
from desktop.desk import Desk
from desktop.widgets.label import Label
from desktop.widgets.text_field import TextBox
from desktop.widgets.told_list import Told

_LINES = 9
_UNSAID = "…"


class AnswerForetold(QWidget):
    """Written anew as the decision is; nothing is saved by looking."""

    def __init__(self, desk: Desk, suggestion: Suggestion) -> None:
        super().__init__()
        self._desk = desk
        self._suggestion = suggestion
        self._to = Label("", "strong", wrap=True)
        self.words = _Letter()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addWidget(self._to)
        column.addWidget(self.words, 1)
        self._show(False)

    def foretell(self, told: Told | None, status: str, because: str) -> None:
        """Show what somebody will read; None where nobody is written to."""
        self._show(told is not None)
        if told is None:
            return
        shop, title, reason = self._desk.workspace, self._suggestion.title, because.strip()
        feedback_id = max(told.feedback_ids)
        self._desk.tasks.read(
            lambda: foretell(shop, feedback_id, status, title, reason or _UNSAID),
            lambda foretold: self._show_words(told.name, foretold.language, foretold.body),
            lambda _gone: None,
            key=("foretold", id(self)),
            owner=self,
        )

    def _show_words(self, name: str, spoken: str, body: str) -> None:
        tongue = dict(language.choices()).get(spoken, spoken)
        self._to.setText(_("What {name} will read ({language})").format(name=name, language=tongue))
        if self.words.toPlainText() != body:
            self.words.setPlainText(body)

    def _show(self, shown: bool) -> None:
        self._to.setVisible(shown)
        self.words.setVisible(shown)


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
        return QSize(160, self.fontMetrics().lineSpacing() * 5 + 20)
