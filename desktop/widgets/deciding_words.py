"""A customer's words with those marked that decided how they were read."""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QToolTip, QVBoxLayout, QWidget

from core.i18n import _
from core.measures.sentiment import Word
from core.measures.sentiment.readers import READ_CHARACTERS
from core.text import fold
from desktop import theme
from desktop.widgets.label import Label, breakable
from desktop.widgets.long_words import LONGEST, LongWords
from desktop.widgets.mood_words import weight
from desktop.widgets.search_marks import search_marks, searched_words


@dataclass(frozen=True, slots=True)
class Mark:
    """A deciding word in its place: the characters from `start` to `end`."""

    start: int
    end: int
    word: Word


def marks(text: str, words: Sequence[Word]) -> list[Mark]:
    """Where the deciding words stand in a text, each at its next place, in reading order.

    The words stand in the text as they are and in its order; case and diacritics are
    forgiven to readings of long ago.
    """
    found: list[Mark] = []
    at = 0
    for word in words:
        place = (_place(text, word.text, at) or _near(text, word.text, at)) if word.weight else None
        if place is not None:
            at = place[1]
            found.append(Mark(*place, word))
    return found


class MarkedQuote(QFrame):
    """A quotation whose deciding words are marked; each tells why it weighs.

    The mouse hovers a word, or Tab leads here and the arrows go from word to word. Pages of
    words are shown without their marks, in a box that scrolls.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("shape", "quote")
        self._body = ""
        self._marks: list[Mark] = []
        self._current: int | None = None
        self._searched: tuple[str, ...] = ()
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setWordWrap(True)
        self._text.setFont(theme.font(theme.HEADING))
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
        )
        self._text.linkHovered.connect(self._hover)
        self._text.linkActivated.connect(self._hover)
        self._pages = LongWords()
        self._pages.setAccessibleName(_("What the customer said"))
        self._pages.hide()
        self._by = Label("", "caption", "soft", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GRID * 2, theme.GRID // 2, 0, theme.GRID // 2)
        column.setSpacing(theme.GRID // 2)
        for part in (self._text, self._pages, self._by):
            column.addWidget(part)
        theme.news().changed.connect(self._dress)

    def show_words(self, text: str, words: Sequence[Word] = (), by: str = "") -> None:
        """Show what was said and mark the deciding words in it; `by` stands beneath."""
        long = len(text) > LONGEST
        self._body = text
        self._marks = [] if long else marks(text, words)
        self._pages.setPlainText(text if long else "")
        self._pages.setVisible(long)
        self._text.setVisible(not long)
        self._current = 0 if self._marks and self.hasFocus() else None
        policy = Qt.FocusPolicy.TabFocus if self._marks else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)
        self.setAccessibleName(text)
        self._text.setAccessibleName(text)
        self._text.setAccessibleDescription("\n".join(map(self.told, range(len(self._marks)))))
        self._by.setText(by)
        self._by.setVisible(bool(by))
        self._dress()

    def mark_words(self, text: str) -> None:
        """Mark what is searched for as well."""
        self._searched = searched_words(text)
        self._dress()

    def text(self) -> str:
        """What is quoted, without its marks."""
        return self._body

    def tip(self, link: str) -> str:
        """What hovering the mark behind a link says; "" for none."""
        number = link.removeprefix("#")
        known = number.isdigit() and int(number) < len(self._marks)
        return weight(self._marks[int(number)].word) if known else ""

    def told(self, number: int) -> str:
        """A marked word and what its tip says, for who cannot hover."""
        mark = self._marks[number]
        words = self._body[mark.start : mark.end]
        return _("“{words}”: {meaning}").format(words=words, meaning=weight(mark.word))

    def markup(self) -> str:
        """The quotation as Qt shows it: what the customer typed is escaped."""
        parts, at = [], 0
        for number, mark in enumerate(self._marks):
            parts.append(self._lit(at, mark.start))
            words = self._lit(mark.start, mark.end)
            parts.append(_marked(number, mark.word, words, number == self._current))
            at = mark.end
        parts.append(self._lit(at, len(self._body)))
        return f'<div style="white-space: pre-wrap">{"".join(parts)}</div>'

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._marks) - 1
        at = self._current or 0
        steps = {
            Qt.Key.Key_Left: max(0, at - 1),
            Qt.Key.Key_Right: min(last, at + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        wanted = steps.get(Qt.Key(event.key()))
        if wanted is None or not self._marks:
            super().keyPressEvent(event)
        else:
            self._go(wanted)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._marks:
            self._go(self._current or 0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._current = None
        self._dress()
        QToolTip.hideText()

    def _go(self, number: int) -> None:
        self._current = number
        self._dress()
        self.setAccessibleDescription(self.told(number))
        # A tool tip takes what looks like markup for markup, so it holds no customer's words.
        tip = self.tip(f"#{number}")
        QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), tip, self)

    def _lit(self, begin: int, end: int) -> str:
        """A part of the words, escaped, with what is searched for marked in it."""
        look = f"background-color: {theme.color('warning_soft').name()}; font-weight: 600"
        parts, at = [], begin
        for start, stop in search_marks(self._body, self._searched):
            start, stop = max(start, at), min(stop, end)
            if start < stop:
                parts.append(_escaped(self._body[at:start]))
                found = _escaped(self._body[start:stop])
                parts.append(f'<span style="{look}">{found}</span>')
                at = stop
        parts.append(_escaped(self._body[at:end]))
        return "".join(parts)

    def _dress(self) -> None:
        self._text.setText(self.markup() if len(self._body) <= LONGEST else "")

    def _hover(self, link: str) -> None:
        if link:
            QToolTip.showText(QCursor.pos(), self.tip(link), self._text)
        else:
            QToolTip.hideText()


def _escaped(words: str) -> str:
    return html.escape(breakable(words))


def _marked(number: int, word: Word, markup: str, current: bool) -> str:
    tone = "negative" if word.weight < 0 else "positive"
    ink, ground = theme.ink_of(tone).name(), theme.ground_of(tone).name()
    if current:
        ink, ground = ground, ink
    look = f"color: {ink}; background-color: {ground}; text-decoration: underline"
    return f'<a href="#{number}" style="{look}">{markup}</a>'


def _place(text: str, phrase: str, at: int) -> tuple[int, int] | None:
    """Where a phrase stands from `at` on, not inside a longer word."""
    if not phrase:
        return None
    before = r"(?<!\w)" if phrase[0].isalnum() else ""
    after = r"(?!\w)" if phrase[-1].isalnum() else ""
    match = re.compile(before + re.escape(phrase) + after).search(text, at)
    return match.span() if match else None


def _near(text: str, phrase: str, at: int) -> tuple[int, int] | None:
    """Where a phrase stands from `at` on, whatever its case and diacritics."""
    letters, places = _folded(text)
    found = _place(letters, fold(phrase), bisect_left(places, at))
    return (places[found[0]], places[found[1] - 1] + 1) if found else None


@lru_cache(1)
def _folded(text: str) -> tuple[str, list[int]]:
    """What is read of a text, for comparing, and for each letter the place it came from."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text[:READ_CHARACTERS]):
        folded = fold(letter)
        letters.append(folded)
        places += [place] * len(folded)
    return "".join(letters), places
