"""The widgets, one at a time, as a hand at the keyboard meets them."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPushButton, QTableView, QWidget

from core.errors import KnownError, Problem, RefusedInput
from core.people import customers
from desktop import theme
from desktop.widgets import badge
from desktop.widgets.badge import Badge, Look
from desktop.widgets.button import Button, IconButton
from desktop.widgets.card import Card
from desktop.widgets.chart import Chart
from desktop.widgets.chips import Chips, Choice
from desktop.widgets.customer_picker import CustomerPicker
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.form import Form, FormDialog
from desktop.widgets.health_meter import Factor, HealthMeter
from desktop.widgets.label import Label
from desktop.widgets.page import Page
from desktop.widgets.progress_bar import ProgressBar
from desktop.widgets.record_table import Column, RecordTable
from desktop.widgets.search_field import SearchField
from desktop.widgets.section import Section
from desktop.widgets.side_bar import SideBar
from desktop.widgets.split import Split
from desktop.widgets.stat import Stat
from desktop.widgets.timeline import Entry, Timeline
from desktop.widgets.undo_bar import UndoBar

KEY = Qt.Key


def words_in(widget: QWidget) -> str:
    """All the words that the labels in a widget show."""
    labels = widget.findChildren(Label)
    return " | ".join(label.text() for label in labels if label.isVisibleTo(widget))


def button(widget: QWidget, name: str) -> QPushButton:
    """The button with this accessible name."""
    return next(b for b in widget.findChildren(QPushButton) if b.accessibleName() == name)


# Record table


@dataclass(frozen=True)
class Row:
    id: int
    name: str
    effort: str = "1"


class Shelf:
    """A long list that remembers what was asked of it."""

    def __init__(self, size: int) -> None:
        self.rows = [Row(number, f"row {number:06}") for number in range(size)]
        self.asked: list[tuple[int, int, str, bool]] = []

    def fetch(self, *, offset: int, limit: int, sort: str = "", descending: bool = False):
        self.asked.append((offset, limit, sort, descending))
        rows = self.rows[::-1] if descending else self.rows
        return rows[offset : offset + limit]

    def count(self) -> int:
        return len(self.rows)


@pytest.fixture
def table(desk, shown):
    def build(shelf: Shelf, **options) -> RecordTable:
        made = RecordTable(
            desk,
            "rows",
            [
                Column("Name", lambda row: row.name, sort="name", stretch=True),
                Column("Number", lambda row: str(row.id), align="right"),
            ],
            sort="name",
            **options,
        )
        made.load(shelf.fetch, shelf.count)
        shown(made)
        return made

    return build


def view_of(table: RecordTable) -> QTableView:
    return table.findChild(QTableView)


def cell(table: RecordTable, row: int, column: int = 0) -> str:
    return view_of(table).model().index(row, column).data()


def test_a_long_list_is_counted_in_full_and_read_in_slices(table, desk):
    shelf = Shelf(100_000)
    rows = table(shelf)
    assert rows.count() == 100_000
    assert cell(rows, 0) == "row 000000"
    view_of(rows).scrollToBottom()
    view_of(rows).grab()
    desk.tasks.wait_idle()
    assert cell(rows, 99_999) == "row 099999"
    assert sum(limit for _offset, limit, _sort, _down in shelf.asked) <= 600


def test_scrolling_through_everything_keeps_few_rows_in_memory(table, desk):
    rows = table(Shelf(20_000))
    for row in range(0, 20_000, 100):
        view_of(rows).scrollTo(view_of(rows).model().index(row, 0))
        view_of(rows).grab()
        desk.tasks.wait_idle()
    assert len(view_of(rows).model().known()) <= 3_200


def test_sorting_asks_the_store_again_in_the_other_order(table, desk):
    shelf = Shelf(500)
    rows = table(shelf)
    rows.sort_by(0)
    desk.tasks.wait_idle()
    assert shelf.asked[-1] == (0, 100, "name", True)
    assert cell(rows, 0) == "row 000499"
    assert view_of(rows).model().headerData(0, Qt.Orientation.Horizontal) == "Name ↓"


def test_a_column_that_does_not_sort_leaves_the_order_alone(table, desk):
    shelf = Shelf(5)
    rows = table(shelf)
    before = len(shelf.asked)
    rows.sort_by(1)
    desk.tasks.wait_idle()
    assert len(shelf.asked) == before


def test_j_and_k_walk_and_enter_opens(table, qtbot):
    rows, picked, opened = table(Shelf(5)), [], []
    rows.picked.connect(picked.append)
    rows.opened.connect(opened.append)
    view = view_of(rows)
    rows.select_first()
    for key in (KEY.Key_J, KEY.Key_J, KEY.Key_K):
        qtbot.keyClick(view, key)
    qtbot.keyClick(view, KEY.Key_Return)
    assert [row.id for row in picked] == [0, 1, 2, 1]
    assert [row.id for row in opened] == [1]
    qtbot.keyClick(view, KEY.Key_End)
    qtbot.keyClick(view, KEY.Key_J)
    assert rows.current().id == 4


def test_the_selection_stays_with_its_record_when_the_list_changes(table, desk):
    shelf = Shelf(50)
    rows = table(shelf)
    rows.select(7)
    shelf.rows.insert(0, Row(999, "row -"))
    rows.reload()
    desk.tasks.wait_idle()
    assert rows.current().id == 7


def test_a_record_that_is_gone_leaves_nothing_selected_and_says_so(table, desk):
    shelf, picked = Shelf(3), []
    rows = table(shelf)
    rows.select(1)
    rows.picked.connect(picked.append)
    del shelf.rows[1]
    rows.reload()
    desk.tasks.wait_idle()
    assert picked[-1] is None


def test_of_several_filters_typed_fast_the_last_is_shown(table, desk):
    rows = table(Shelf(3))
    for size in (10, 20, 30):
        rows.load(Shelf(size).fetch, Shelf(size).count)
    desk.tasks.wait_idle()
    assert rows.count() == 30


def test_an_empty_list_says_what_to_do(table):
    empty = EmptyState("feedback", "Nothing here yet.", "Log feedback", lambda: None)
    rows = table(Shelf(0), empty=empty)
    assert empty.isVisible()
    assert "Nothing here yet." in words_in(rows)


def test_a_list_with_rows_shows_no_empty_state(table):
    empty = EmptyState("feedback", "Nothing here yet.")
    table(Shelf(1), empty=empty)
    assert not empty.isVisible()


def test_a_small_list_sorts_by_what_its_column_says(desk, shown):
    rows = RecordTable(
        desk,
        "small",
        [Column("N", lambda r: r.name, sort="n", sort_value=lambda r: r.id)],
        sort="n",
    )
    rows.load_list([Row(10, "10"), Row(9, "9"), Row(2, "2")])
    shown(rows)
    assert [cell(rows, row) for row in range(3)] == ["2", "9", "10"]


def test_a_cell_is_edited_in_place(desk, shown, qtbot):
    edits = []
    rows = RecordTable(
        desk,
        "edit",
        [Column("Effort", lambda r: r.effort, edit=lambda r, text: edits.append((r.id, text)))],
    )
    rows.load_list([Row(4, "a", "2")])
    shown(rows)
    view = view_of(rows)
    view.setCurrentIndex(view.model().index(0, 0))
    qtbot.keyClick(view, KEY.Key_F2)
    editor = view.findChild(QLineEdit)
    editor.setText("3")
    qtbot.keyClick(editor, KEY.Key_Return)
    qtbot.waitUntil(lambda: len(edits) == 1)
    assert edits == [(4, "3")]


def test_an_edit_that_changes_nothing_is_not_written(desk, shown):
    edits = []
    rows = RecordTable(
        desk, "edit", [Column("E", lambda r: r.effort, edit=lambda r, text: edits.append(text))]
    )
    rows.load_list([Row(4, "a", "2")])
    shown(rows)
    model = view_of(rows).model()
    model.setData(model.index(0, 0), "2", Qt.ItemDataRole.EditRole)
    assert edits == []


def test_column_widths_are_remembered(desk, shown):
    def build():
        rows = RecordTable(desk, "w", [Column("A", str), Column("B", str, stretch=True)])
        rows.load_list([Row(1, "x")])
        return shown(rows)

    view_of(build()).setColumnWidth(0, 333)
    assert view_of(build()).columnWidth(0) == 333


def test_a_failed_reading_is_told_and_the_table_stays(table, desk):
    rows = table(Shelf(3))

    def broken() -> int:
        raise KnownError("gone", "The file is gone.")

    rows.load(Shelf(1).fetch, broken)
    desk.tasks.wait_idle()
    assert rows.count() == 3
    assert desk.messages.spoken[-1].text == "The file is gone."


def test_rows_are_forty_pixels_high(table):
    assert view_of(table(Shelf(3))).rowHeight(2) == 40


# Badges


@pytest.mark.parametrize(
    ("look", "words"),
    [
        (badge.polarity, ("negative", "neutral", "positive", "mixed", "unread")),
        (badge.status, ("open", "planned", "in_progress", "done", "declined", "merged")),
        (badge.band, ("good", "watch", "risk", "unknown")),
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


# Pages


class VoicePage(Page):
    nouns = frozenset({"customer"})

    def __init__(self, desk) -> None:
        super().__init__(desk, "Customers", "Everyone who comes.")
        self.loads = 0

    def reload(self) -> None:
        self.loads += 1


def add_customer(desk, name="Jana Nováková", **more):
    return customers.add(desk.workspace, customers.NewCustomer(name=name, **more))


def test_a_page_reads_itself_when_first_shown_and_not_again(desk, shown):
    page = VoicePage(desk)
    assert page.loads == 0
    shown(page)
    page.hide()
    page.show()
    assert page.loads == 1


def test_a_page_in_view_reloads_once_when_its_nouns_change(desk, shown):
    page = shown(VoicePage(desk))
    add_customer(desk)
    add_customer(desk, "Ilze Bērziņa")
    desk.tasks.wait_idle()
    assert page.loads == 2


def test_a_hidden_page_reloads_when_it_is_shown_next(desk, shown):
    page = shown(VoicePage(desk))
    page.hide()
    add_customer(desk)
    desk.tasks.wait_idle()
    assert page.loads == 1
    page.show()
    assert page.loads == 2


def test_other_nouns_leave_a_page_alone(desk, shown):
    page = VoicePage(desk)
    page.nouns = frozenset({"survey"})
    shown(page)
    add_customer(desk)
    desk.tasks.wait_idle()
    assert page.loads == 1


def test_the_primary_action_stands_at_the_far_right(desk, shown):
    page = VoicePage(desk)
    first = page.set_primary("Add customer", "add", lambda: None)
    second = page.add_action("Import", "import", lambda: None)
    shown(page)
    assert second.geometry().right() < first.geometry().left()


def test_the_search_field_tells_once_typing_pauses_and_forgets_with_escape(desk, shown, qtbot):
    told = []
    page = VoicePage(desk)
    field = page.add_search("Search", told.append)
    shown(page)
    qtbot.keyClicks(field, "jan")
    assert told == []
    qtbot.waitUntil(lambda: told == ["jan"])
    qtbot.keyClick(field, KEY.Key_Escape)
    assert told == ["jan", ""]


def test_control_f_goes_to_the_search_field(desk, shown, qtbot):
    page = VoicePage(desk)
    field = page.add_search("Search", lambda text: None)
    shown(page)
    page.activateWindow()
    qtbot.keyClick(page, KEY.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(field.hasFocus)


# Undo bar and progress


def test_a_change_is_told_with_a_way_back_and_undo_takes_it(desk, shown, qtbot):
    bar = UndoBar(desk)
    shown(bar)
    add_customer(desk)
    desk.tasks.wait_idle()
    assert bar.isVisible()
    assert "Customer added" in words_in(bar)
    qtbot.mouseClick(button(bar, "Undo"), Qt.MouseButton.LeftButton)
    desk.tasks.wait_idle()
    assert customers.count(desk.workspace) == 0
    assert "Taken back: Customer added" in words_in(bar)
    qtbot.mouseClick(button(bar, "Redo"), Qt.MouseButton.LeftButton)
    desk.tasks.wait_idle()
    assert customers.count(desk.workspace) == 1


def test_control_z_undoes_from_anywhere_in_the_window(desk, shown, qtbot):
    window = QWidget()
    bar = UndoBar(desk, window)
    bar.add_shortcuts(window)
    shown(window)
    window.activateWindow()
    add_customer(desk)
    qtbot.keyClick(window, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.tasks.wait_idle()
    assert customers.count(desk.workspace) == 0


def test_with_nothing_to_undo_it_says_so(desk, shown):
    bar = shown(UndoBar(desk))
    bar.undo()
    desk.tasks.wait_idle()
    assert "There is nothing to undo." in words_in(bar)


def test_a_note_goes_away_by_itself_and_a_problem_stays(desk, shown):
    bar = shown(UndoBar(desk))
    desk.messages.say("Copied.")
    assert bar._timer.isActive()
    desk.messages.problem(KnownError("full", "The disk is full."))
    assert not bar._timer.isActive()
    assert bar.isVisible()


def test_a_long_task_shows_how_far_it_is_and_can_be_stopped(desk, shown, qtbot):
    bar = ProgressBar(desk.tasks)
    shown(bar)
    bar.hide()
    moved, goes_on = threading.Event(), threading.Event()

    def work(progress):
        progress.step(1, 2, "row 1 of 2")
        moved.set()
        goes_on.wait(5)
        progress.step(2, 2)

    desk.tasks.long("Importing visits", work)
    assert moved.wait(5)
    qtbot.waitUntil(lambda: "row 1 of 2" in words_in(bar))
    assert bar.isVisible()
    qtbot.mouseClick(button(bar, "Stop"), Qt.MouseButton.LeftButton)
    goes_on.set()
    desk.tasks.wait_idle()
    assert not bar.isVisible()
    assert desk.messages.spoken[-1].text == "Stopped. Nothing was changed."


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


def test_the_side_bar_tells_where_to_go_and_marks_where_one_is(shown, qtbot):
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


def test_a_split_remembers_where_its_border_was_put(desk, shown):
    def build():
        return shown(Split(desk, "feedback", QWidget(), QWidget(), share=0.5))

    first = build()
    assert abs(first.sizes()[0] - first.sizes()[1]) < 20
    first.setSizes([300, 584])
    first.splitterMoved.emit(300, 1)
    assert build().sizes() == first.sizes()


# Forms


@pytest.fixture
def form(shown):
    made = Form()
    made.add_text("name", "Name", required=True)
    made.add_day("visited_on", "Day")
    made.add_money("amount", "Amount", "CZK")
    made.add_number("effort", "Effort", low=0.5, high=100)
    made.add_choice("channel", "Channel", [("shop", "In the shop"), ("phone", "Phone")])
    return shown(made)


def test_a_problem_is_shown_beside_its_field_and_the_field_takes_the_focus(form, qtbot):
    form.window().activateWindow()
    left = form.show_problems(
        [Problem("amount", "“{value}” is not an amount.", {"value": "x"}), Problem("shop", "No.")]
    )
    assert "“x” is not an amount." in words_in(form)
    assert form.field("amount").accessibleDescription() == "“x” is not an amount."
    qtbot.waitUntil(form.field("amount").hasFocus)
    assert [problem.field for problem in left] == ["shop"]
    form.clear_problems()
    assert "not an amount" not in words_in(form)


def test_fields_give_what_was_typed_in_the_types_of_the_shop(form):
    form.field("visited_on").setText("20.9.2026")
    form.field("amount").setText("1 234,50")
    form.field("effort").setText("2,5")
    assert form.field("visited_on").day() == date(2026, 9, 20)
    assert form.field("amount").minor() == 123450
    assert form.field("effort").number() == 2.5
    form.field("channel").set_value("phone")
    assert form.field("channel").value() == "phone"


def test_empty_fields_are_none_and_nonsense_is_refused(form):
    assert form.field("visited_on").day() is None
    assert form.field("amount").minor() is None
    assert form.field("effort").number() is None
    form.field("effort").setText("0")
    with pytest.raises(KnownError) as refused:
        form.field("effort").number()
    assert refused.value.code == "out_of_range"


def test_every_field_is_named_by_its_label(form):
    names = [form.field(name).accessibleName() for name in ("name", "visited_on", "channel")]
    assert names == ["Name", "Day", "Channel"]


def dialog_for(desk, work, qtbot):
    made = FormDialog(desk, "Add a customer", lambda: work)
    made.form.add_text("name", "Name", required=True)
    made.open()
    made.activateWindow()
    qtbot.waitUntil(made.form.field("name").hasFocus)
    return made


def test_a_form_dialog_saves_with_control_enter_and_closes(desk, qtbot):
    made = dialog_for(desk, lambda: add_customer(desk), qtbot)
    with qtbot.waitSignal(made.accepted):
        qtbot.keyClick(made, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert customers.count(desk.workspace) == 1


def test_the_tab_key_walks_the_fields_from_the_top_and_then_the_buttons(desk, qtbot):
    made = FormDialog(desk, "Add", lambda: lambda: None)
    fields = [made.form.add_text("name", "Name"), made.form.add_text("note", "Note", lines=3)]
    made.open()
    made.activateWindow()
    qtbot.waitUntil(fields[0].hasFocus)
    for after in (fields[1], made.no, made.yes):
        qtbot.keyClick(made.focusWidget(), KEY.Key_Tab)
        assert made.focusWidget() is after
    made.reject()


def test_what_is_refused_stays_open_with_the_reason_beside_the_field(desk, qtbot):
    made = dialog_for(desk, lambda: add_customer(desk, ""), qtbot)
    made.save()
    desk.tasks.wait_idle()
    assert made.isVisible()
    assert made.form.field("name").accessibleDescription()
    assert made.yes.isEnabled()
    made.reject()


def test_a_refusal_without_a_field_is_told_above_the_buttons(desk, qtbot):
    def full():
        raise KnownError("full", "The disk is full.")

    made = dialog_for(desk, full, qtbot)
    made.save()
    desk.tasks.wait_idle()
    assert "The disk is full." in words_in(made)
    made.reject()


def test_a_refusal_while_reading_the_fields_is_shown_too(desk, qtbot):
    def refuse():
        raise RefusedInput([Problem("name", "Please write a name.")])

    made = FormDialog(desk, "Add", refuse)
    made.form.add_text("name", "Name")
    made.open()
    made.save()
    assert "Please write a name." in words_in(made)
    made.reject()


# Customer picker


@pytest.fixture
def picker(desk, shown, qtbot):
    for name in ("Žaneta Dvořáková", "Zdeněk Dvořák", "Ilze Bērziņa"):
        add_customer(desk, name)
    made = CustomerPicker(desk, allow_new=True)
    shown(made, 400, 60)
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(lambda: made.findChild(QLineEdit).hasFocus())
    return made


def offers(picker, desk, qtbot, text):
    field = picker.findChild(QLineEdit)
    field.clear()
    qtbot.keyClicks(field, text)
    qtbot.waitUntil(lambda: not picker._pause.isActive())
    desk.tasks.wait_idle()
    return [picker._offers.item(row).text() for row in range(picker._offers.count())]


def test_three_letters_without_diacritics_find_a_customer(picker, desk, qtbot):
    found = offers(picker, desk, qtbot, "zan")
    assert found[0] == "Žaneta Dvořáková"
    assert len(found) == 3


def test_arrows_and_enter_choose(picker, desk, qtbot):
    told = []
    picker.chosen.connect(told.append)
    offers(picker, desk, qtbot, "dvo")
    field = picker.findChild(QLineEdit)
    qtbot.keyClick(field, KEY.Key_Down)
    qtbot.keyClick(field, KEY.Key_Return)
    assert picker.customer_id == told[0]
    assert picker.typed() in ("Žaneta Dvořáková", "Zdeněk Dvořák")
    assert not picker._offers.isVisible()


def test_typing_on_after_a_choice_takes_the_choice_back(picker, desk, qtbot):
    picker.set_customer(1, "Ilze Bērziņa")
    qtbot.keyClicks(picker.findChild(QLineEdit), "x")
    assert picker.customer_id is None


def test_a_walk_in_has_no_customer(picker, desk, qtbot):
    told = []
    picker.chosen.connect(told.append)
    found = offers(picker, desk, qtbot, "ilz")
    picker._take(picker._offers.item(found.index("Walk-in, no name")))
    assert told == [None]
    assert picker.typed() == ""


def test_an_unknown_name_can_become_a_new_customer(picker, desk, qtbot):
    asked = []
    picker.new_asked.connect(asked.append)
    offers(picker, desk, qtbot, "Petra Mala")
    qtbot.keyClick(picker.findChild(QLineEdit), KEY.Key_Return)
    assert asked == ["Petra Mala"]


def test_escape_puts_the_offers_away_and_keeps_the_words(picker, desk, qtbot):
    offers(picker, desk, qtbot, "dvo")
    qtbot.keyClick(picker.findChild(QLineEdit), KEY.Key_Escape)
    assert not picker._offers.isVisible()
    assert picker.typed() == "dvo"


# Numbers, health, timeline, chart


def test_too_few_answers_are_said_instead_of_a_number(shown):
    stat = Stat("NPS")
    stat.show_value("+42", "96 answers", "positive")
    assert stat.accessibleName() == "NPS: +42"
    stat.show_too_few("4 answers; 10 are needed")
    shown(stat)
    assert "Too few to judge" in words_in(stat)
    assert "42" not in words_in(stat)


def test_health_tells_every_factor_with_points_and_reason(shown):
    meter = HealthMeter()
    meter.show_health(61.4, "watch", [Factor("Rhythm", 18, 40, "52 days have passed.")], "Less.")
    shown(meter)
    words = words_in(meter)
    assert all(part in words for part in ("61", "Rhythm", "18 of 40", "52 days have passed."))
    assert meter.accessibleName() == "Health 61, Watch"


def test_a_factor_without_figures_is_not_shown_as_zero(shown):
    meter = HealthMeter()
    meter.show_health(None, "unknown", [Factor("Survey", None, 20, "Not asked.")])
    shown(meter)
    assert "no figures yet" in words_in(meter)
    assert "0 of 20" not in words_in(meter)


def test_a_long_story_is_shown_a_portion_at_a_time(shown, qtbot):
    story = Timeline(portion=10)
    story.show_entries([Entry("visit", f"{n} Sep", f"Visit {n}") for n in range(25)])
    shown(story)
    assert "Visit 9" in words_in(story)
    assert "Visit 10" not in words_in(story)
    for last in (19, 24):
        button(story, "Show older").click()
        qtbot.waitUntil(lambda n=last: f"Visit {n}" in words_in(story))
    assert not button(story, "Show older").isVisible()


def test_an_entry_leads_to_its_target(shown, qtbot):
    story, picked = Timeline(), []
    story.picked.connect(picked.append)
    story.show_entries([Entry("praise", "1 Sep", "Praise", target=("feedback", 7))])
    shown(story)
    qtbot.mouseClick(story.findChild(Card), Qt.MouseButton.LeftButton)
    assert picked == [("feedback", 7)]


def draw_bars(axes, look, tie):
    bars = axes.barh(["a $x$", "b"], [3, 1], color=look.accent)
    for bar, name in zip(bars, ("a", "b"), strict=True):
        tie(bar, name, name)


def test_a_chart_is_drawn_in_the_colours_of_the_theme_and_follows_a_switch(desk, shown, qapp):
    chart = Chart(desk, "Topics")
    chart.show_chart("Waiting leads", draw_bars, "a 3, b 1")
    shown(chart, 500, 320)
    desk.tasks.wait_idle()
    assert chart.drawn
    assert colours(chart._canvas.drawing.image) >= {theme.LIGHT.accent, theme.LIGHT.surface}
    theme.apply(qapp, "dark")
    desk.tasks.wait_idle()
    assert colours(chart._canvas.drawing.image) >= {theme.DARK.accent, theme.DARK.surface}


def colours(image: QImage) -> set[str]:
    """The colours on a coarse grid of points."""
    points = ((x, y) for x in range(0, image.width(), 5) for y in range(0, image.height(), 5))
    return {image.pixelColor(x, y).name().upper() for x, y in points}


def test_a_click_on_a_bar_tells_what_it_stands_for(desk, shown, qtbot):
    chart, picked = Chart(desk, "Topics"), []
    chart.picked.connect(picked.append)
    chart.show_chart("Waiting leads", draw_bars)
    shown(chart, 500, 320)
    desk.tasks.wait_idle()
    canvas = chart._canvas
    bar = canvas.drawing.ties[0][0].get_window_extent()
    at = (round(bar.x0 + 4), round(canvas.height() - (bar.y0 + bar.y1) / 2))
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=canvas.rect().topLeft())
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=replace_point(canvas, at))
    assert picked == ["a"]


def replace_point(canvas: QWidget, at: tuple[int, int]):
    point = canvas.rect().topLeft()
    point.setX(at[0])
    point.setY(at[1])
    return point


def test_the_marks_of_a_chart_are_walked_with_the_keyboard(desk, shown, qtbot):
    chart, picked = Chart(desk, "Topics"), []
    chart.picked.connect(picked.append)
    chart.show_chart("Waiting leads", draw_bars)
    shown(chart, 500, 320)
    desk.tasks.wait_idle()
    for key in (KEY.Key_Right, KEY.Key_Right, KEY.Key_Return):
        qtbot.keyClick(chart, key)
    assert picked == ["b"]


def test_a_chart_is_saved_as_picture_and_as_drawing(desk, shown, tmp_path):
    chart = Chart(desk, "Topics")
    chart.show_chart("Waiting leads", draw_bars)
    shown(chart, 500, 320)
    desk.tasks.wait_idle()
    for name, start in (("chart.png", b"\x89PNG"), ("chart.svg", b"<?xml")):
        chart.save(tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(start)


def test_a_chart_without_figures_says_why(desk, shown):
    chart = Chart(desk, "Topics")
    chart.show_nothing("Too few complaints to see a pattern.")
    shown(chart)
    assert "Too few complaints to see a pattern." in words_in(chart)
    assert not chart.drawn


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


