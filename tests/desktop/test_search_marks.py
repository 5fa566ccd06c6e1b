"""What is searched for is marked, whatever its case and diacritics."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from core.text import fold
from desktop import theme
from desktop.feedback.feedback_page import FeedbackPage
from desktop.widgets.row_words import paint_words
from desktop.widgets.search_marks import from_first_mark, search_marks, searched_words
from tests.desktop.inbox import Say, bodies
from tests.desktop.inbox import page as page
from tests.desktop.inbox import say as say

WORDS = st.text(alphabet="aáčeéěňřšžßﬁ İ.,!-1", max_size=60)


def marked(text: str, search: str) -> list[str]:
    return [text[start:end] for start, end in search_marks(text, searched_words(search))]


def test_words_are_marked_by_their_beginnings() -> None:
    assert marked("Čekala jsem, nečekaně ČEKÁM.", "cek") == ["Ček", "ČEK"]
    assert marked("Krāsa ir skaista", "krasa SKAI") == ["Krāsa", "skai"]
    assert marked("Straße", "strass") == ["Straß"]
    assert marked("Cold tea", "") == []
    assert marked("Cold tea", "...") == []


@given(WORDS, WORDS)
def test_every_mark_reads_as_a_searched_word(text: str, search: str) -> None:
    wanted = searched_words(search)
    at = 0
    for start, end in search_marks(text, wanted):
        assert at <= start < end <= len(text)
        assert any(fold(text[start:end]).startswith(each) for each in wanted)
        at = end


@given(WORDS, WORDS, st.integers(1, 80))
def test_a_text_shown_from_its_first_mark_keeps_its_marks(
    text: str, search: str, room: int
) -> None:
    spans = search_marks(text, searched_words(search))
    shown, moved = from_first_mark(text, spans, room)
    assert [shown[a:b] for a, b in moved] == [text[a:b] for a, b in spans]


@given(WORDS, WORDS, st.integers(1, 200), st.integers(1, 2))
def test_any_words_can_be_painted_in_any_room(
    text: str, search: str, width: int, lines: int
) -> None:
    picture = QImage(220, 60, QImage.Format.Format_ARGB32)
    painter = QPainter(picture)
    box = QRect(5, 5, width, 50)
    paint_words(painter, box, text, theme.font(), wanted=searched_words(search), lines=lines)
    painter.end()


def picture(text: str, search: str) -> QImage:
    made = QImage(300, 60, QImage.Format.Format_ARGB32)
    made.fill(theme.color("surface"))
    painter = QPainter(made)
    wanted = searched_words(search)
    paint_words(painter, QRect(0, 0, 300, 60), text, theme.font(), wanted=wanted, lines=2)
    painter.end()
    return made


def test_a_mark_is_seen_and_its_absence_too() -> None:
    plain = picture("Čekala jsem dlouho", "")
    assert picture("Čekala jsem dlouho", "cek") != plain
    assert picture("Čekala jsem dlouho", "tea") == plain


def test_the_list_and_the_detail_mark_what_is_searched(
    page: Callable[[], FeedbackPage], say: Say, qtbot
) -> None:
    say("Čekala <b>jsem</b> dlouho.")
    say("Krásný střih.")
    shown = page()
    shown.search.setText("cekala")
    qtbot.waitUntil(lambda: bodies(shown) == ["Čekala <b>jsem</b> dlouho."])
    assert shown.table._model.marked == ("cekala",)
    markup = shown.detail.quote.markup()
    assert markup.count("<span") == 1
    assert ">Čekala</span>" in markup
    assert "&lt;b&gt;" in markup
    shown.search.clear()
    qtbot.waitUntil(lambda: len(bodies(shown)) == 2)
    assert "<span" not in shown.detail.quote.markup()


def test_who_said_it_is_found_and_marked_too(
    page: Callable[[], FeedbackPage], say: Say, jana, qtbot
) -> None:
    say("The tea was cold.", jana.id)
    say("Cold again.")
    shown = page()
    assert shown.search.placeholderText() == "Search words and names"
    shown.search.setText("novak cold")
    qtbot.waitUntil(lambda: bodies(shown) == ["The tea was cold."])
    marked = [column.title for column in shown.table._model.columns if column.searched]
    assert marked == ["What was said", "Customer"]
