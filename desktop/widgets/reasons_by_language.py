"""The title and the reason of a decision in the other languages of those who are told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from core.i18n import _
from core.voice.decided import Said
from desktop import theme
from desktop.widgets.label import Label
from desktop.widgets.reason_words import REASON, TITLE
from desktop.widgets.text_field import TextBox, TextLine

_LINES = 2


class ReasonsByLanguage(QWidget):
    """Two fields for each language, which may be left empty; tells in which one is written."""

    written = Signal(str)

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self._rows: dict[str, _Row] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.GRID)
        self.hide()

    def show_languages(self, languages: Sequence[str]) -> None:
        """Ask for these languages; what was typed for others is kept."""
        for language in languages:
            self.row(language)
        for language, row in self._rows.items():
            row.setVisible(language in languages)
        self.setVisible(bool(languages))

    def row(self, language: str) -> _Row:
        """The fields of a language, made when they are first wanted."""
        if language not in self._rows:
            self._rows[language] = row = _Row(language, self._title)
            row.reason.textChanged.connect(lambda: self.written.emit(language))
            row.title.textChanged.connect(lambda _text: self.written.emit(language))
            self._column.addWidget(row)
        return self._rows[language]

    def put(self, known: Mapping[str, Said]) -> None:
        """Fill in what is known, where nothing is typed yet."""
        for language, said in known.items():
            row = self.row(language)
            row.hide()
            if row.said() == Said():
                row.reason.setPlainText(said.because)
                row.title.setText(said.title)

    def said(self) -> dict[str, Said]:
        """What is typed, also for languages that are not asked for just now."""
        return {language: row.said() for language, row in self._rows.items()}


class _Row(QWidget):
    """One language: the title at the left, the reason at the right."""

    def __init__(self, language: str, title: str) -> None:
        super().__init__()
        self.title = TextLine()
        self.title.setPlaceholderText(title)
        self.reason = _Reason()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID * 2)
        row.addLayout(_labelled(_(REASON[language]), self.reason), 3)
        row.addLayout(_labelled(_(TITLE[language]), self.title), 2)

    def said(self) -> Said:
        """What is typed here."""
        return Said(self.reason.toPlainText(), self.title.text()).cleaned


class _Reason(TextBox):
    """Two lines, for a reason is short; the Tab key leaves it."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.sizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(160, self.fontMetrics().lineSpacing() * _LINES + 20)


def _labelled(name: str, field: QLineEdit | QPlainTextEdit) -> QVBoxLayout:
    label = Label(name, "strong", wrap=True)
    label.setBuddy(field)
    field.setAccessibleName(name)
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(label)
    column.addWidget(field)
    column.addStretch(1)
    return column
