"""A customer's words with those marked that decided how they were read."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QFrame, QLabel, QToolTip, QVBoxLayout, QWidget

from core.i18n import _
from core.measures.sentiment import Word
from core.text import fold
from desktop import formats, theme
from desktop.widgets.label import Label

# The readers take "isn't" apart, and a phrase may lose its commas on the way.
_NOT = r"\b(?:not|\w+n['’]t)\b"


@dataclass(frozen=True, slots=True)
class Mark:
    """A deciding word in its place: the characters from `start` to `end`."""

    start: int
    end: int
    word: Word


def marks(text: str, words: Sequence[Word]) -> list[Mark]:
    """Where the deciding words stand in a text, each at its next place, in reading order."""
    folded, places = _folded(text)
    found: list[Mark] = []
    taken: dict[str, int] = {}
    for word in words:
        pattern = _pattern(word.text) if word.weight else ""
        match = re.compile(pattern).search(folded, taken.get(pattern, 0)) if pattern else None
        if match is None:
            continue
        taken[pattern] = match.end()
        found.append(Mark(places[match.start()], places[match.end() - 1] + 1, word))
    return _apart(sorted(found, key=lambda mark: mark.start))


def weight(word: Word) -> str:
    """How a word weighs, in words; free of what the customer typed."""
    figure = formats.number(abs(word.weight), 1)
    if word.weight < 0:
        text = _("Weighs −{figure}: it sounds dissatisfied.").format(figure=figure)
    else:
        text = _("Weighs +{figure}: it sounds satisfied.").format(figure=figure)
    # Babel does not look into f-strings, so the second sentence stands on its own.
    turned = _("A “not” turned it round.")
    return f"{text} {turned}" if word.negated else text


class MarkedQuote(QFrame):
    """A quotation whose deciding words are underlined; hovering one tells its weight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("shape", "quote")
        self._body = ""
        self._marks: list[Mark] = []
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setWordWrap(True)
        self._text.setFont(theme.font(theme.HEADING))
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
        )
        self._text.linkHovered.connect(self._hover)
        self._by = Label("", "caption", "soft", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GRID * 2, theme.GRID // 2, 0, theme.GRID // 2)
        column.setSpacing(theme.GRID // 2)
        column.addWidget(self._text)
        column.addWidget(self._by)
        theme.news().changed.connect(self._dress)

    def show_words(self, text: str, words: Sequence[Word] = (), by: str = "") -> None:
        """Show what was said and mark the deciding words in it; `by` stands beneath."""
        self._body = text
        self._marks = marks(text, words)
        self._text.setAccessibleName(text)
        self._by.setText(by)
        self._by.setVisible(bool(by))
        self._dress()

    def tip(self, link: str) -> str:
        """What hovering the mark behind a link says; "" for none."""
        number = link.removeprefix("#")
        known = number.isdigit() and int(number) < len(self._marks)
        return weight(self._marks[int(number)].word) if known else ""

    def markup(self) -> str:
        """The quotation as Qt shows it: what the customer typed is escaped."""
        parts, at = [], 0
        for number, mark in enumerate(self._marks):
            parts.append(html.escape(self._body[at : mark.start]))
            parts.append(_marked(number, mark, self._body[mark.start : mark.end]))
            at = mark.end
        parts.append(html.escape(self._body[at:]))
        return f'<div style="white-space: pre-wrap">{"".join(parts)}</div>'

    def _dress(self) -> None:
        self._text.setText(self.markup())

    def _hover(self, link: str) -> None:
        if link:
            QToolTip.showText(QCursor.pos(), self.tip(link), self._text)
        else:
            QToolTip.hideText()


def _marked(number: int, mark: Mark, text: str) -> str:
    tone = "negative" if mark.word.weight < 0 else "positive"
    ink, ground = theme.ink_of(tone).name(), theme.ground_of(tone).name()
    look = f"color: {ink}; background-color: {ground}; text-decoration: underline"
    return f'<a href="#{number}" style="{look}">{html.escape(text)}</a>'


def _folded(text: str) -> tuple[str, list[int]]:
    """The text for comparing, and for each of its characters the place it came from."""
    letters, places = [], []
    for place, letter in enumerate(text):
        for each in fold(letter):
            letters.append(each)
            places.append(place)
    return "".join(letters), places


def _pattern(phrase: str) -> str:
    tokens = [token for token in fold(phrase).split() if token]
    if not tokens:
        return ""
    parts = [_NOT if token == "not" else re.escape(token) for token in tokens]
    start = r"\b" if tokens[0][0].isalnum() and tokens[0] != "not" else ""
    end = r"\b" if tokens[-1][-1].isalnum() else ""
    return start + r"\W*".join(parts) + end


def _apart(found: list[Mark]) -> list[Mark]:
    """The marks without those that overlap an earlier one."""
    kept: list[Mark] = []
    for mark in found:
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept
