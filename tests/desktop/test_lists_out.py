"""What is listed in the window goes out as a file: filtered, in order, whole, and beside work."""

from __future__ import annotations

import csv
import tracemalloc
from dataclasses import dataclass
from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import Qt
from python_calamine import CalamineWorkbook

from core.errors import Cancelled, KnownError
from core.exchange import imports
from core.insight import behind
from core.insight.snapshots import last_journal_id
from core.people import customers, visits
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store import settings
from core.voice import feedback, replies, suggestions, surveys
from core.voice.feedback import NewFeedback
from core.voice.surveys import NewQuestion, NewSubmission, NewSurvey
from desktop.customers.customers_page import CustomersPage
from desktop.exchange.exchange_page import ExchangePage
from desktop.feedback.feedback_page import FeedbackPage
from desktop.insights.behind_dialog import BehindDialog
from desktop.insights.picture import ListBehind
from desktop.replies.replies_page import RepliesPage
from desktop.suggestions.suggestions_page import SuggestionsPage
from desktop.surveys.surveys_page import SurveysPage
from desktop.widgets import saved_list
from desktop.widgets.badge import Look
from desktop.widgets.record_model import Column
from desktop.widgets.record_table import RecordTable
from desktop.widgets.shown_list import SLICE, ShownList
from desktop.widgets.undo_bar import UndoBar


class Told:
    """Follows a long piece of work, and may stop it."""

    def __init__(self, stop_at: int | None = None) -> None:
        self.steps: list[tuple[int, int]] = []
        self._stop_at = stop_at

    def step(self, done: int, total: int) -> None:
        self.steps.append((done, total))
        if self._stop_at is not None and done >= self._stop_at:
            raise Cancelled()


@dataclass(frozen=True)
class Row:
    id: int
    name: str


class Shelf:
    """A long list that remembers which slices were asked for."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.asked: list[tuple[int, int]] = []

    def fetch(self, *, offset: int, limit: int, sort: str = "", descending: bool = False):
        self.asked.append((offset, limit))
        places = range(offset, min(offset + limit, self.size))
        return [Row(self.size - 1 - at if descending else at, f"row {at}") for at in places]

    def count(self) -> int:
        return self.size


def shown_list(shelf: Shelf, **how) -> ShownList:
    columns = [Column("Name", lambda row: row.name), Column("No", str, value=lambda row: row.id)]
    return ShownList(columns, shelf.fetch, shelf.count, **how)


def cells(path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


@pytest.fixture
def save(desk, qtbot, button, tmp_path):
    """Presses “Save this list…” and gives the rows of the file that was written."""

    def press(page, name: str = "Save this list…") -> list[list[str]]:
        path = tmp_path / "list.csv"
        desk.messages.prepared.append(path)
        qtbot.mouseClick(button(page, name), Qt.MouseButton.LeftButton)
        desk.tasks.wait_idle()
        return cells(path)

    return press


@pytest.fixture
def three(workspace):
    """Three customers, one of them with visits."""
    made = [customers.add(workspace, NewCustomer(name, phone="+420 777 123 456")) for name in
            ("Jana Nováková", "Petra Malá", "Ilze Bērziņa")]  # fmt: skip
    visits.record(workspace, NewVisit(made[0].id, date(2026, 9, 1), "Cut", 125050))
    return made


# The rows of a list


def test_every_row_is_read_in_slices_of_thousands():
    shelf, told = Shelf(5 * SLICE + 1), Told()
    rows = list(shown_list(shelf).rows(told))
    assert len(rows) == 5 * SLICE + 1
    assert shelf.asked == [(at * SLICE, SLICE) for at in range(6)]
    assert rows[0] == ["row 0", 0]
    assert told.steps[-1] == (5 * SLICE, 5 * SLICE + 1)


def test_a_list_that_ends_with_a_slice_ends():
    assert len(list(shown_list(Shelf(SLICE)).rows(Told()))) == SLICE


def test_the_order_on_the_screen_is_the_order_in_the_file():
    rows = list(shown_list(Shelf(3), order="no", descending=True).rows(Told()))
    assert [number for _name, number in rows] == [2, 1, 0]


def test_a_badge_says_its_words_where_there_is_no_text():
    columns = [Column("", lambda _row: "", look=lambda _row: Look("Taken back"), heading="State")]
    shown = ShownList(columns, Shelf(1).fetch, Shelf(1).count)
    assert (shown.headings, list(shown.rows(Told()))) == (["State"], [["Taken back"]])


def test_a_hundred_thousand_rows_are_never_all_in_memory(workspace, tmp_path):
    shown = shown_list(Shelf(100_000))
    tracemalloc.start()
    saved_list.write_rows(workspace, shown, tmp_path / "rows.csv", Told())
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(cells(tmp_path / "rows.csv")) == 100_001
    assert most < 8 << 20


def test_stopping_leaves_no_file_and_the_one_that_was_there(workspace, tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text("older", encoding="utf-8")
    with pytest.raises(Cancelled):
        saved_list.write_rows(workspace, shown_list(Shelf(5 * SLICE)), path, Told(SLICE))
    assert [each.name for each in tmp_path.iterdir()] == ["rows.csv"]
    assert path.read_text(encoding="utf-8") == "older"


def test_a_shop_that_changes_on_the_way_is_read_anew(workspace, tmp_path):
    shelf = Shelf(2 * SLICE)

    def fetch(**wanted):
        if len(shelf.asked) == 1:
            customers.add(workspace, NewCustomer("Somebody"))
        return shelf.fetch(**wanted)

    shown = ShownList([Column("Name", lambda row: row.name)], fetch, shelf.count)
    saved_list.write_rows(workspace, shown, tmp_path / "rows.csv", Told())
    assert [at for at, _limit in shelf.asked[:3]] == [0, SLICE, 0]
    assert len(cells(tmp_path / "rows.csv")) == 2 * SLICE + 1


def test_a_shop_that_never_rests_is_written_in_the_end(workspace, tmp_path):
    shelf, before = Shelf(SLICE), last_journal_id(workspace)

    def fetch(**wanted):
        customers.add(workspace, NewCustomer("Somebody"))
        return shelf.fetch(**wanted)

    shown = ShownList([Column("Name", lambda row: row.name)], fetch, shelf.count)
    saved_list.write_rows(workspace, shown, tmp_path / "rows.csv", Told())
    assert len(cells(tmp_path / "rows.csv")) == SLICE + 1
    assert last_journal_id(workspace) > before


# The file


def test_a_name_typed_without_an_ending_becomes_a_workbook_and_writes_over_nothing(tmp_path):
    (tmp_path / "list.xlsx").touch()
    assert saved_list.with_ending(tmp_path / "list", saved_list.ENDINGS).name == "list 2.xlsx"
    assert saved_list.with_ending(tmp_path / "list.CSV", saved_list.ENDINGS).name == "list.CSV"


def test_signs_that_no_file_may_have_are_left_out_of_its_name():
    assert saved_list.file_name("Who came: 9/2026?", "2026-09-21", ".csv") == (
        "Who came 9 2026 2026-09-21.csv"
    )


def test_what_is_written_is_told_with_a_way_to_it(desk, shown, words_in, button, three, save):
    bar = shown(UndoBar(desk))
    page = shown(CustomersPage(desk))
    save(page)
    assert "“list.csv” is saved." in words_in(bar)
    way = button(bar, "Show the file")
    assert way.isVisible()
    desk.messages.say("Copied.")
    assert not way.isVisible()


def test_a_place_where_nobody_may_write_is_told_in_a_sentence(desk, shown, three, tmp_path, button):
    page = shown(CustomersPage(desk))
    (tmp_path / "a file").touch()
    desk.messages.prepared.append(tmp_path / "a file" / "list.csv")
    button(page, "Save this list…").click()
    desk.tasks.wait_idle()
    assert "could not be written" in desk.messages.spoken[-1].text


def test_an_empty_list_is_not_saved(desk, shown, button):
    page = shown(CustomersPage(desk))
    button(page, "Save this list…").click()
    assert desk.messages.spoken[-1].text == "There is nothing in this list to save."


def test_the_name_of_the_file_says_what_and_when(desk, shown, button, three, monkeypatch):
    asked = []
    monkeypatch.setattr(desk.messages, "save_file", lambda *words: asked.append(words))
    page = shown(CustomersPage(desk))
    button(page, "Save this list…").click()
    assert asked[0][1] == "Customers 2026-09-21.xlsx"


def test_the_keys_save_the_list_of_the_page_in_view(desk, shown, in_front, qtbot, three, tmp_path):
    page = shown(CustomersPage(desk))
    desk.messages.prepared.append(tmp_path / "list.csv")
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(in_front(page), Qt.Key.Key_S, held)
    qtbot.waitUntil((tmp_path / "list.csv").exists)
    desk.tasks.wait_idle()


# Each page


def test_customers_go_out_as_they_are_searched_and_sorted(desk, shown, qtbot, three, save):
    page = shown(CustomersPage(desk))
    page._table.sort_by(0)
    desk.tasks.wait_idle()
    rows = save(page)
    assert rows[0] == [
        "Name", "Health", "Visits", "Spent", "Last visit",
        "Currency", "State", "Phone", "E-mail", "Note",
    ]  # fmt: skip
    assert [row[0] for row in rows[1:]] == ["Petra Malá", "Jana Nováková", "Ilze Bērziņa"]
    # The apostrophe keeps a spreadsheet from taking the number for a formula.
    assert rows[2][2:] == ["1", "1250.50", "2026-09-01", "CZK", "", "'+420 777 123 456", "", ""]
    with qtbot.waitSignal(page._field.searched):
        page._field.setText("petra")
    desk.tasks.wait_idle()
    assert [row[0] for row in save(page)[1:]] == ["Petra Malá"]


def test_numbers_and_days_are_real_in_a_workbook(desk, shown, three, button, tmp_path):
    page = shown(CustomersPage(desk))
    desk.messages.prepared.append(tmp_path / "list.xlsx")
    button(page, "Save this list…").click()
    desk.tasks.wait_idle()
    rows = CalamineWorkbook.from_path(tmp_path / "list.xlsx").get_sheet_by_index(0).to_python()
    jana = next(row for row in rows if row[0] == "Jana Nováková")
    assert jana[2:4] == [1.0, 1250.5]
    assert str(jana[4]).startswith("2026-09-01")


def test_feedback_goes_out_whole(desk, shown, three, save):
    said = "I waited forty minutes.\nThat is awful."
    feedback.log(desk.workspace, NewFeedback("complaint", said, three[0].id))
    (heading, row) = save(shown(FeedbackPage(desk)))
    assert dict(zip(heading, row, strict=True)) == {
        "Mood": "Negative",
        "What was said": said,
        "Customer": "Jana Nováková",
        "Topic": "",
        "When": "2026-09-21",
        "Kind": "Complaint",
        "Channel": "In person",
        "Staff member": "",
    }


def test_suggestions_go_out_with_their_inputs(desk, shown, workspace, save):
    made = suggestions.suggest(workspace, suggestions.NewSuggestion("A quiet chair"))
    weighed = suggestions.NewRating(2, 0.8, 2, reach=12, source="asked for a week")
    suggestions.rate(workspace, made.id, weighed)
    heading, row = save(shown(SuggestionsPage(desk)))
    told = dict(zip(heading, row, strict=True))
    assert (told["Suggestion"], told["Status"], told["Reach"], told["Days"], told["Score"]) == (
        "A quiet chair", "Open", "12", "2.0", "192.0",
    )  # fmt: skip


def test_each_list_of_answers_goes_out(desk, shown, workspace, three, save):
    said = feedback.log(workspace, NewFeedback("question", "Do you open on Sundays?", three[0].id))
    page = shown(RepliesPage(desk), 1100)
    waiting = ["2026-09-21", "Jana Nováková", "Do you open on Sundays?", "", ""]
    assert save(page)[1] == waiting
    draft = replies.draft(workspace, said.id, "Yes, we do.")
    replies.mark_sent(workspace, draft.id)
    page.show_target("sent")
    desk.tasks.wait_idle()
    rows = save(page)
    assert rows[0][-2:] == ["Sent on", "Answer"]
    assert rows[1][-2:] == ["2026-09-21", "Yes, we do."]


@pytest.fixture
def asked(workspace, three):
    """A survey that two people answered, one of them long ago."""
    survey = surveys.add(
        workspace,
        NewSurvey("How was it?", (NewQuestion("nps", "Recommend?"), NewQuestion("text", "Why?"))),
    )
    nps, why = (question.id for question in survey.questions)
    long_ago = workspace.clock.now().replace(year=2024)
    surveys.submit(
        workspace, NewSubmission(survey.id, {nps: 3, why: "=1+1"}, submitted_at=long_ago)
    )
    surveys.submit(workspace, NewSubmission(survey.id, {nps: 10}, customer_id=three[0].id))
    return survey


@pytest.fixture
def choose(desk, tmp_path):
    def choose(page, text: str) -> list[list[str]]:
        path = tmp_path / "survey.csv"
        desk.messages.prepared.append(path)
        action = next(a for a in page.detail.save.menu_below.actions() if a.text() == text)
        action.trigger()
        desk.tasks.wait_idle()
        return cells(path)

    return choose


def test_everybodys_answers_to_a_survey_go_out(desk, shown, asked, choose):
    page = shown(SurveysPage(desk), 1100)
    rows = choose(page, "Save everybody’s answers…")
    assert rows == [
        ["When", "Customer", "Recommend?", "Why?"],
        ["2026-09-21", "Jana Nováková", "10", ""],
        ["2024-09-21", "Walk-in", "3", "'=1+1"],
    ]
    page.detail.period.set_value("90_days")
    page.detail.reload()
    desk.tasks.wait_idle()
    assert len(choose(page, "Save everybody’s answers…")) == 2


def test_the_results_of_a_survey_go_out(desk, shown, asked, choose):
    rows = choose(shown(SurveysPage(desk), 1100), "Save the results…")
    assert rows[0] == [
        "Question asked",
        "Kind",
        "Answers",
        "Measure",
        "Figure",
        "At least",
        "At most",
    ]
    assert rows[1][:5] == ["Recommend?", "Recommend, 0–10", "2", "points (NPS)", "0.0"]
    assert rows[2][:5] == ["Why?", "Own words", "1", "answers in own words", "1"]


def test_the_rows_behind_a_figure_go_out(desk, shown, three, save):
    read = partial(behind.visitors, since=date(2026, 9, 1), until=date(2026, 9, 30))
    wanted = ListBehind("Who came in September 2026", read)
    rows = save(shown(BehindDialog(desk, wanted)))
    assert rows == [["Customer", "Visits", "Last visit"], ["Jana Nováková", "1", "2026-09-01"]]


# The page of import and export


@pytest.fixture
def exchange(desk, shown):
    return lambda: shown(ExchangePage(desk), 1130, 800)


def test_earlier_imports_go_out(workspace, exchange, save, tmp_path):
    (tmp_path / "people.csv").write_text("Name,Phone\nJana Nováková,777123456\n", encoding="utf-8")
    imports.bring_in(workspace, tmp_path / "people.csv")
    heading, row = save(exchange())
    told = dict(zip(heading, row, strict=True))
    assert (told["File"], told["New"], told["State"]) == ("people.csv", "1", "In the shop")


def test_the_headings_of_an_export_are_chosen_once_beside_it(
    desk, workspace, three, exchange, button, tmp_path
):
    choice = exchange().start.out.headings
    assert choice.text() == "Headings to read"
    assert [action.isChecked() for action in choice._menu.actions()] == [True, False]
    choice._menu.actions()[1].trigger()
    desk.tasks.wait_idle()
    assert settings.get(workspace, settings.EXPORT_HEADINGS) == "english"
    assert choice.text() == choice.accessibleName() == "Headings for programs"


def test_what_is_ahead_goes_out_as_a_calendar_with_a_word_on_what_to_do(
    desk, workspace, three, exchange, button, tmp_path
):
    visits.record(workspace, NewVisit(three[0].id, date(2026, 10, 5), "Cut"))
    desk.messages.prepared.append(tmp_path / "ahead.ics")
    button(exchange(), "Save for a calendar").click()
    desk.tasks.wait_idle()
    assert "BEGIN:VEVENT" in (tmp_path / "ahead.ics").read_text(encoding="utf-8")
    said = desk.messages.spoken[-1]
    assert said.text.startswith("1 booking and 0 check-ins are in “ahead.ics”. Open it with")
    assert (said.action, said.stays) == ("Show the file", True)


def test_an_empty_calendar_is_called_empty(desk, three, exchange, button, tmp_path):
    desk.messages.prepared.append(tmp_path / "ahead.ics")
    button(exchange(), "Save for a calendar").click()
    desk.tasks.wait_idle()
    assert "nothing is booked" in desk.messages.spoken[-1].text


def test_an_empty_shop_has_nothing_to_take_out(exchange):
    out = exchange().start.out
    assert not out.export_button.isVisible()
    assert out.sample_button.isVisible()


def test_a_list_that_was_never_read_has_nothing_to_give(desk):
    assert RecordTable(desk, "rows", [Column("Name", str)]).shown() is None


def test_an_unknown_ending_is_refused(workspace, tmp_path):
    with pytest.raises(KnownError, match="unknown_format"):
        saved_list.write_rows(workspace, shown_list(Shelf(1)), tmp_path / "list.doc", Told())
