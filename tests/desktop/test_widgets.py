"""The small widgets, one at a time."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton, QWidget

from desktop import theme
from desktop.widgets import badge
from desktop.widgets.badge import Badge, Look
from desktop.widgets.button import Button, IconButton
from desktop.widgets.card import Card
from desktop.widgets.chips import Chips, Choice
from desktop.widgets.customer_picker import CustomerPicker
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.form import Form
from desktop.widgets.label import Heading, Label
from desktop.widgets.page import Page
from desktop.widgets.progress_bar import ProgressBar
from desktop.widgets.search_field import SearchField
from desktop.widgets.section import Section
from desktop.widgets.side_bar import SideBar
from desktop.widgets.split import Split
from desktop.widgets.timeline import Timeline
from desktop.widgets.undo_bar import UndoBar

KEY = Qt.Key


class VoicePage(Page):
    nouns = frozenset({"customer"})

    def __init__(self, desk) -> None:
        super().__init__(desk, "Customers", "Everyone who comes.")
        self.loads = 0

    def reload(self) -> None:
        self.loads += 1


# Badges


@pytest.mark.parametrize(
    ("look", "words"),
    [
        (badge.polarity, ("negative", "neutral", "positive", "mixed", "unread")),
        (badge.status, ("open", "planned", "in_progress", "done", "declined", "merged")),
        (badge.band, ("healthy", "watch", "at_risk", "unknown")),
        (badge.kind, ("complaint", "question", "suggestion", "praise", "other")),
        (badge.stage, ("prospect", "first", "repeat", "loyal", "lost")),
        (badge.reply, ("waiting", "draft", "sent", "none")),
        (badge.consent, ("unknown", "yes", "no")),
    ],
)
def test_a_badge_is_told_apart_by_word_and_sign_and_not_by_colour_alone(look, words):
    looks = [look(word) for word in words]
    assert len({each.text for each in looks}) == len(words)
    assert len({each.icon for each in looks}) == len(words)
    assert all(each.icon and each.tone in theme.TONES for each in looks)


def test_a_badge_is_spoken_and_wide_enough_for_its_word(shown):
    one = Badge(badge.kind("complaint"))
    assert one.accessibleName() == "Complaint"
    assert one.sizeHint().width() > Badge(Look("No")).sizeHint().width()
    one.show_look(None)
    assert one.sizeHint().width() == 0


def test_the_band_carries_its_score():
    assert badge.band("watch", 61.4).text == "61 · Watch"


# Chips, cards, side bar, split


@pytest.fixture
def chips(shown, qtbot):
    row = Chips(
        [
            Choice("a", "One", "praise", "Alt+1"),
            Choice("b", "Two"),
            Choice("c", "Three", "", "Alt+3"),
        ],
        "Kind",
    )
    shown(row)
    row.activateWindow()
    return row


def test_each_chip_is_reached_by_one_key(chips, qtbot):
    told = []
    chips.chosen.connect(told.append)
    qtbot.keyClick(chips.window(), KEY.Key_3, Qt.KeyboardModifier.AltModifier)
    assert chips.value == "c"
    chips.setFocus()
    qtbot.keyClick(chips, KEY.Key_2)
    qtbot.keyClick(chips, KEY.Key_Left)
    assert told == ["c", "b", "a"]


def test_chips_go_on_in_the_next_row_where_the_window_is_narrow(shown):
    words = ("Complaint", "Question", "Suggestion", "Praise", "Something else")
    row = Chips([Choice(word, word) for word in words], "Kind")
    holder = Card()
    holder.add(row)
    shown(holder, 260, 400)
    chips = row.findChildren(QPushButton)
    assert all(chip.width() >= chip.sizeHint().width() for chip in chips)
    assert all(chip.geometry().right() <= row.width() for chip in chips)
    assert len({chip.y() for chip in chips}) > 1
    assert max(chip.geometry().bottom() for chip in chips) < row.height()


def test_choosing_from_code_tells_nobody_and_an_unknown_chip_is_refused(chips):
    told = []
    chips.chosen.connect(told.append)
    chips.choose("b")
    assert (chips.value, told) == ("b", [])
    with pytest.raises(KeyError):
        chips.choose("z")


def test_a_card_that_leads_somewhere_opens_by_click_and_by_key(shown, qtbot):
    card, clicks = Card("Jana", link=True), []
    card.clicked.connect(lambda: clicks.append(1))
    shown(card)
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    qtbot.keyClick(card, KEY.Key_Return)
    assert len(clicks) == 2
    assert card.focusPolicy() == Qt.FocusPolicy.StrongFocus


def test_the_side_bar_tells_where_to_go_and_marks_where_one_is(shown, qtbot, button):
    bar, picked = SideBar("Salon"), []
    bar.add("today", "Today", "today", "Ctrl+1")
    bar.add("feedback", "Feedback", "feedback")
    bar.picked.connect(picked.append)
    shown(bar)
    bar.mark("today")
    qtbot.mouseClick(button(bar, "Feedback"), Qt.MouseButton.LeftButton)
    assert picked == ["feedback"]
    bar.mark("exchange")
    assert not any(b.isChecked() for b in bar.findChildren(QPushButton))
    bar.set_count("today", 7, "negative")
    assert button(bar, "Today").accessibleDescription() == "7"


def test_enter_presses_a_button_outside_of_dialogs_too(shown, qtbot):
    pressed: list[str] = []
    here = shown(Button("Save", lambda: pressed.append("Save")))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        qtbot.keyClick(here, key)
    assert pressed == ["Save"] * 3


def test_a_split_remembers_where_its_border_was_put(desk, shown):
    def build():
        return shown(Split(desk, "feedback", QWidget(), QWidget(), share=0.5))

    first = build()
    assert abs(first.sizes()[0] - first.sizes()[1]) < 20
    first.setSizes([300, 584])
    first.splitterMoved.emit(300, 1)
    assert build().sizes() == first.sizes()


# For everyone


def test_no_button_is_without_a_name(desk, shown):
    page = VoicePage(desk)
    page.set_primary("Add", "add", lambda: None)
    for widget in (
        IconButton("edit", "Edit the name"),
        Section("Goals", action=Button("Add a goal")),
        CustomerPicker(desk),
        UndoBar(desk),
        ProgressBar(desk.tasks),
        Timeline(),
        EmptyState("today", "Nothing.", "Add", lambda: None),
        Chips([Choice("a", "One")], "Kind"),
        Form(),
        SearchField("Search"),
    ):
        page.body.addWidget(widget)
    shown(page)
    buttons = [b for b in page.findChildren(QAbstractButton) if b.objectName() != "qt_spinbox"]
    own = [b for b in buttons if isinstance(b, QPushButton)]
    assert len(own) > 6
    nameless = [b for b in own if not (b.accessibleName() or b.text())]
    assert not nameless


def test_customers_words_are_never_taken_for_markup(shown):
    label = shown(Label("<b>Jana</b> <img src=x>"))
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_an_ampersand_is_shown_and_not_taken_for_a_shortcut(shown):
    made = shown(Button("Cut & colour"))
    assert made.text() == "Cut && colour"
    assert made.accessibleName() == "Cut & colour"


def test_the_little_buttons_inside_a_search_field_have_names(qtbot):
    field = SearchField("Search in feedback")
    qtbot.addWidget(field)
    names = {button.text() for button in field.findChildren(QToolButton)}
    assert names == {"Search in feedback", "Clear"}


def test_a_heading_takes_the_room_there_is_before_it_breaks(shown):
    section = shown(Section("What became of what was done"), 400, 60)
    heading = section.findChild(Heading)

    def lines() -> int:
        return round(heading.heightForWidth(heading.width()) / heading.fontMetrics().height())

    assert lines() == 1
    section.resize(140, 60)
    assert lines() == 2


def test_where_it_is_narrow_the_detail_stands_under_the_list(desk, shown):
    split = Split(desk, "people", QPushButton("List"), QPushButton("Detail"), narrow=500)
    shown(split, 600, 400)
    assert split.orientation() == Qt.Orientation.Horizontal
    split.resize(480, 400)
    assert split.orientation() == Qt.Orientation.Vertical
    assert all(split.sizes())
