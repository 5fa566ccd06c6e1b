"""A file is looked at, brought in, told about and taken back, and everything goes out again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QRect
from PySide6.QtWidgets import QPushButton, QWidget

from core.exchange import batches
from core.people import customers, visits
from core.store import journal
from desktop import reopen
from desktop.desk import Desk
from desktop.exchange import exchange_page
from desktop.exchange.exchange_page import ExchangePage
from desktop.widgets.label import Label

FILES = Path(__file__).parents[2] / "data" / "imports"
SALES = (
    "Date,Customer,E-mail,Service,Amount,Loyalty\n"
    "2026-09-01,Mona Hartley,mona@example.com,Cut,45.00,gold\n"
    "2026-09-02,Roy Pemberton,roy@example.com,Colour,eighty,\n"
    "2026-09-03,Mona Hartley,mona@example.com,Fringe,12.50,gold\n"
)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def to_file(text: str, name: str = "sales.csv") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return to_file


@pytest.fixture
def asked(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The questions that were asked, each with its details."""
    heard: list[str] = []
    ask = desk.messages.ask

    def listen(question: str, **words: Any) -> bool:
        heard.append("\n".join((question, words["details"])))
        return ask(question, **words)

    monkeypatch.setattr(desk.messages, "ask", listen)
    return heard


@pytest.fixture
def look_at(page: ExchangePage, desk: Desk) -> Callable[[Path], None]:
    def look(path: Path) -> None:
        page.look_at(path)
        desk.tasks.wait_idle()

    return look


def within(whole: QWidget, part: QWidget) -> QRect:
    return QRect(part.mapTo(whole, QPoint()), part.size())


def choose(page: ExchangePage, desk: Desk, heading: str, field: str) -> None:
    choice = page.file.columns.choice(heading)
    choice.set_value(field)
    choice.chosen.emit(field)
    desk.tasks.wait_idle()


def test_a_file_is_shown_before_anything_is_brought_in(
    page: ExchangePage, desk: Desk, look_at, words_in: Callable[..., str]
) -> None:
    look_at(FILES / "fresha-clients.csv")
    assert page.file.isVisible()
    assert "a list of customers from Fresha. It has 2 rows." in words_in(page.file)
    assert page.file.columns.choice("Mobile Number").value() == "phone"
    assert page.file.table.count() == 2
    assert customers.count(desk.workspace) == 0
    assert batches.find(desk.workspace) == []


def test_an_import_accounts_for_every_row_and_is_taken_back(
    page: ExchangePage, desk: Desk, look_at, write, words_in: Callable[..., str]
) -> None:
    look_at(write(SALES))
    assert page.bring.text() == "Bring in 2 rows"
    page.bring_in()
    desk.tasks.wait_idle()
    batch = page.report.batch
    assert batch is not None
    assert (batch.rows, batch.created, batch.problems) == (3, 2, 1)
    assert "“eighty” is not an amount." in [p.text() for p in batch.row_problems]
    assert "1 more" not in words_in(page.report)
    assert customers.count(desk.workspace) == 1
    page.take_back.click()
    desk.tasks.wait_idle()
    assert customers.count(desk.workspace) == 0
    assert page.report.notice.text.startswith("Taken back.")


def test_two_presses_bring_a_file_in_once(page: ExchangePage, desk: Desk, look_at, write) -> None:
    look_at(write(SALES))
    page.bring.click()
    page.bring.click()
    desk.tasks.wait_idle()
    assert [batch.created for batch in batches.find(desk.workspace)] == [2]
    assert page.take_back.isEnabled()


def test_the_report_follows_an_undo_and_a_redo_made_elsewhere(
    page: ExchangePage, desk: Desk, look_at, write
) -> None:
    look_at(write(SALES))
    page.bring_in()
    desk.tasks.wait_idle()
    journal.undo(desk.workspace)
    desk.tasks.wait_idle()
    assert page.report.notice.text.startswith("Taken back.")
    assert not page.take_back.isEnabled()
    journal.redo(desk.workspace)
    desk.tasks.wait_idle()
    assert page.report.notice.text == ""
    assert page.take_back.isEnabled()


def test_an_import_that_could_not_be_taken_back_can_be_tried_again(
    page: ExchangePage, desk: Desk, look_at, write
) -> None:
    look_at(write(SALES))
    page.bring_in()
    desk.tasks.wait_idle()
    desk.tasks.long_started.connect(lambda task: task.cancel())
    page.take_back.click()
    desk.tasks.wait_idle()
    assert page.report.notice.text == "Stopped. Nothing was changed."
    assert customers.count(desk.workspace) == 1
    assert page.take_back.isEnabled()


def test_an_earlier_import_is_taken_back_from_the_list(
    page: ExchangePage, desk: Desk, look_at, write
) -> None:
    look_at(write(SALES))
    page.bring_in()
    desk.tasks.wait_idle()
    page.go_to_start()
    assert not page.start.take_back.isEnabled()
    page.start.history.select_first()
    page.start.take_back.click()
    desk.tasks.wait_idle()
    assert customers.count(desk.workspace) == 0
    assert [batch.undone for batch in batches.find(desk.workspace)] == [True]
    assert page.start.history.current().undone
    assert not page.start.take_back.isEnabled()


def test_an_import_undone_with_everything_else_is_listed_as_taken_back(
    page: ExchangePage, desk: Desk, look_at, write
) -> None:
    look_at(write(SALES))
    page.bring_in()
    desk.tasks.wait_idle()
    page.go_to_start()
    journal.undo(desk.workspace)
    desk.tasks.wait_idle()
    page.start.history.select_first()
    assert page.start.history.current().undone


@pytest.fixture
def built_on(page: ExchangePage, desk: Desk, look_at, write) -> Callable[[int], None]:
    """Brings the sales in and records so many visits of a customer they brought."""

    def build(count: int) -> None:
        look_at(write(SALES))
        page.bring_in()
        desk.tasks.wait_idle()
        mona = customers.find(desk.workspace)[0].customer
        for back in range(count):
            day = desk.workspace.clock.today() - timedelta(days=back)
            visits.record(desk.workspace, visits.NewVisit(customer_id=mona.id, visited_on=day))
        desk.tasks.wait_idle()

    return build


def test_later_work_is_left_alone_unless_the_owner_agrees(
    page: ExchangePage, desk: Desk, built_on, asked: list[str]
) -> None:
    built_on(2)
    desk.messages.prepared.append(False)
    page.take_back.click()
    desk.tasks.wait_idle()
    assert asked[0].startswith("2 later changes build on “sales.csv”.")
    assert asked[0].count("21 Sept 2026 10:00: Visit noted (Mona Hartley)") == 2
    assert customers.count(desk.workspace) == 1
    assert page.take_back.isEnabled()


def test_an_import_goes_back_with_what_was_built_on_it_and_one_redo_brings_all_back(
    page: ExchangePage, desk: Desk, built_on
) -> None:
    built_on(2)
    desk.messages.prepared.append(True)
    page.take_back.click()
    desk.tasks.wait_idle()
    assert customers.count(desk.workspace) == 0
    assert page.report.notice.text.startswith("Taken back.")
    journal.redo(desk.workspace)
    desk.tasks.wait_idle()
    mona = customers.find(desk.workspace)[0].customer
    assert len(visits.of_customer(desk.workspace, mona.id)) == 4


def test_of_many_later_changes_the_newest_are_named(
    page: ExchangePage, desk: Desk, built_on, asked: list[str]
) -> None:
    built_on(9)
    desk.messages.prepared.append(False)
    page.go_to_start()
    page.start.history.select_first()
    page.start.take_back.click()
    desk.tasks.wait_idle()
    assert asked[0].count("Visit noted") == 6
    assert "and 3 more" in asked[0]


def test_the_same_file_twice_has_nothing_to_bring_in(
    page: ExchangePage, desk: Desk, look_at
) -> None:
    look_at(FILES / "fresha-clients.csv")
    page.bring_in()
    desk.tasks.wait_idle()
    look_at(FILES / "fresha-clients.csv")
    assert not page.bring.isEnabled()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"\x00\x01\x02\xff" * 99, "is not a table that Regulars can read"),
        (b"Name,E-mail\n", "has headings but no rows below them"),
    ],
)
def test_a_bad_file_is_one_sentence_on_the_page(
    page: ExchangePage, desk: Desk, look_at, tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "odd.csv"
    path.write_bytes(content)
    look_at(path)
    assert page.start.isVisible()
    assert sentence in page.start.trouble.text
    look_at(FILES / "fresha-clients.csv")
    page.go_to_start()
    assert page.start.trouble.text == ""


def test_a_file_that_is_gone_is_one_sentence_on_the_page(
    page: ExchangePage, look_at, tmp_path: Path
) -> None:
    look_at(tmp_path / "gone.csv")
    assert page.start.trouble.text == "There is no file “gone.csv”."


def test_strange_headings_are_named_by_the_owner(
    page: ExchangePage, desk: Desk, look_at, write
) -> None:
    look_at(write("Wer,Was\nMona,7\n"))
    assert "Please say which column tells who the customer is" in page.file.trouble.text
    assert not page.bring.isEnabled()
    choose(page, desk, "Wer", "name")
    assert page.bring.isEnabled()
    page.bring_in()
    desk.tasks.wait_idle()
    assert [line.customer.name for line in customers.find(desk.workspace)] == ["Mona"]


def test_a_field_is_taken_from_the_column_that_had_it(
    page: ExchangePage, desk: Desk, look_at, write
) -> None:
    look_at(write("Name,Nickname,E-mail\nMona Hartley,Mo,mona@example.com\n"))
    choose(page, desk, "Nickname", "name")
    assert page.file.columns.choice("Name").value() == ""
    page.bring_in()
    desk.tasks.wait_idle()
    mona = customers.find(desk.workspace)[0].customer
    assert (mona.name, mona.note) == ("Mo", "Name: Mona Hartley")


def test_another_kind_is_taken_at_the_owners_word(
    page: ExchangePage, desk: Desk, look_at, write
) -> None:
    look_at(write(SALES))
    page.file.kind.set_value("customers")
    page.file.kind_chosen.emit("customers")
    desk.tasks.wait_idle()
    page.bring_in()
    desk.tasks.wait_idle()
    assert page.report.batch is not None
    assert page.report.batch.kind == "customers"
    assert customers.count(desk.workspace) == 2


def test_a_kind_that_does_not_fit_leaves_a_way_back(
    page: ExchangePage, desk: Desk, look_at, write
) -> None:
    look_at(write(SALES))
    page.file.kind.set_value("feedback")
    page.file.kind_chosen.emit("feedback")
    desk.tasks.wait_idle()
    assert not page.bring.isEnabled()
    page.file.kind_chosen.emit("visits")
    desk.tasks.wait_idle()
    assert page.bring.isEnabled()


def test_days_in_doubt_are_asked_for(
    page: ExchangePage, desk: Desk, look_at, write, button: Callable[..., QPushButton]
) -> None:
    look_at(write("Date,Customer,Amount\n3/4/2026,Mona Hartley,45\n5/6/2026,Mona Hartley,45\n"))
    assert page.file.days.isVisible()
    button(page.file.days, "Month first").click()
    desk.tasks.wait_idle()
    assert not page.file.days.isVisible()
    page.bring_in()
    desk.tasks.wait_idle()
    mona = customers.find(desk.workspace)[0].customer
    days = {visit.visited_on.isoformat() for visit in visits.of_customer(desk.workspace, mona.id)}
    assert days == {"2026-03-04", "2026-05-06"}


def test_a_stopped_import_leaves_no_row_and_the_file_in_view(
    page: ExchangePage, desk: Desk, look_at, write
) -> None:
    rows = "".join(f"Customer {n},c{n}@example.com\n" for n in range(30_000))
    look_at(write(f"Name,E-mail\n{rows}"))
    page.bring_in()
    page.busy.stop.click()
    desk.tasks.wait_idle()
    assert page.file.isVisible()
    assert page.file.trouble.text == "Stopped. Nothing was changed."
    assert customers.count(desk.workspace) == 0
    assert page.bring.isEnabled()


def test_a_large_file_is_looked_at_where_it_can_be_stopped(
    page: ExchangePage, desk: Desk, write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange_page, "LONG_BYTES", 10)
    titles: list[str] = []
    desk.tasks.long_started.connect(lambda task: titles.append(task.title))
    page.look_at(write(SALES))
    desk.tasks.wait_idle()
    assert titles == ["Looking at “sales.csv”"]
    assert page.file.isVisible()


def test_many_columns_are_shown_in_portions(
    page: ExchangePage, look_at, write, button: Callable[..., QPushButton]
) -> None:
    heads = ",".join(["Name", *(f"Question {n}" for n in range(99))])
    look_at(write(f"{heads}\nMona Hartley{',x' * 99}\n"))
    button(page.file.columns, "Show 60 more columns").click()
    assert page.file.columns.choice("Question 98").value() == ""


def test_everything_goes_out_into_a_new_folder(
    page: ExchangePage, desk: Desk, tmp_path: Path, add_customer
) -> None:
    add_customer("Jana Nováková")
    for _twice in range(2):
        desk.messages.prepared.append(tmp_path)
        page.start.out.export()
        desk.tasks.wait_idle()
    assert page.start.written.text == "Everything is in “Regulars export 2026-09-21 2”."
    for name in ("Regulars export 2026-09-21", "Regulars export 2026-09-21 2"):
        texts = [file.read_text("utf-8-sig") for file in (tmp_path / name).glob("*.csv")]
        assert any("Jana Nováková" in text for text in texts)


@pytest.mark.parametrize("width", [690, 1150])
def test_no_part_of_the_export_card_is_cut_or_covered(
    page: ExchangePage, add_customer, shown, width: int
) -> None:
    add_customer("Jana Nováková")
    shown(page, width, 600)
    out = page.start.out
    parts = (out.export_button, out.headings, out.calendar_button)
    assert all(part.height() >= part.sizeHint().height() for part in parts)
    labels = [each for each in out.findChildren(Label) if each.isVisible()]
    for part in parts:
        place = within(out, part)
        assert out.rect().contains(place)
        assert not [each.text() for each in labels if within(out, each).intersects(place)]


def test_in_a_small_window_the_start_scrolls_and_a_notice_is_seen(
    page: ExchangePage, desk: Desk, shown, tmp_path: Path
) -> None:
    page.setMinimumSize(1, 1)
    shown(page, 690, 480)
    bar = page.start._pane.verticalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(bar.maximum())
    page.look_at(tmp_path)
    desk.tasks.wait_idle()
    notice = within(page, page.start.trouble)
    assert page.rect().contains(notice)
    assert notice.bottom() < within(page, page.start.zone).top()


def test_an_export_that_cannot_be_written_leaves_nothing_half_done(
    page: ExchangePage, desk: Desk, tmp_path: Path
) -> None:
    letter = tmp_path / "letter"
    letter.write_text("", encoding="utf-8")
    desk.messages.prepared.append(letter)
    page.start.out.export()
    desk.tasks.wait_idle()
    assert "could not be written" in page.start.trouble.text
    assert page.start.out.export_button.isEnabled()


def test_whoever_looks_at_the_sample_shop_finds_the_way_to_her_own(
    page: ExchangePage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QCoreApplication, "exit", lambda _code: None)
    out = page.start.out
    assert not out.own_button.isVisible(), "an empty shop is the owner's own"
    out.add_sample()
    desk.tasks.wait_idle()
    assert out.own_button.isVisible()
    desk.messages.prepared.extend([False, True])
    out.own_button.click()
    assert not reopen.take_another(desk.preferences)
    out.own_button.click()
    assert reopen.take_another(desk.preferences)
    journal.undo(desk.workspace)
    customers.add(desk.workspace, customers.NewCustomer("Jana Nováková"))
    desk.tasks.wait_idle()
    assert out.export_button.isVisible()
    assert not out.own_button.isVisible(), "nobody here is made up"


def test_the_sample_shop_is_offered_only_to_an_empty_shop(
    page: ExchangePage, desk: Desk, words_in: Callable[..., str]
) -> None:
    assert page.start.out.sample_button.isVisible()
    assert "Every list as a table" not in words_in(page.start.out)
    page.start.out.add_sample()
    desk.tasks.wait_idle()
    assert customers.count(desk.workspace) > 50
    assert not page.start.out.sample_button.isVisible()
    journal.undo(desk.workspace)
    desk.tasks.wait_idle()
    assert customers.count(desk.workspace) == 0
