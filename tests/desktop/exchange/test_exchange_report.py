"""After an import: rows to mend, bookings ahead, sales of nobody, and who may be here twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QPushButton

from core import i18n
from core.exchange import imports
from core.people import customers
from desktop.desk import Desk
from desktop.exchange.exchange_page import ExchangePage
from desktop.exchange.start import Start
from desktop.widgets.progress_bar import ProgressBar

SALES = (
    "Date,Customer,E-mail,Service,Amount\n"
    "2026-09-01,Mona Hartley,mona@example.com,Cut,45.00\n"
    "2026-09-02,Roy Pemberton,roy@example.com,Colour,eighty\n"
    "2026-10-03,Mona Hartley,mona@example.com,Cut,45.00\n"
    "2026-09-04,,,Shampoo,12.50\n"
)


@pytest.fixture
def bring_in(page: ExchangePage, desk: Desk, tmp_path: Path) -> Callable[..., None]:
    def bring(text: str, name: str = "sales.csv") -> None:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        page.look_at(path)
        desk.tasks.wait_idle()
        page.bring_in()
        desk.tasks.wait_idle()

    return bring


def test_bookings_ahead_and_sales_without_a_name_are_told(
    page: ExchangePage, bring_in, words_in: Callable[..., str]
) -> None:
    bring_in(SALES)
    told = words_in(page.report)
    assert page.report.batch is not None
    shown = {badge.accessibleName() for badge in page.report.badges()}
    assert shown == {"1 booking lies ahead", "1 sale without a name"}, told


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_rows_that_stayed_out_are_saved_mended_and_dropped_again(
    page: ExchangePage, desk: Desk, bring_in, tmp_path: Path, ending: str
) -> None:
    bring_in(SALES)
    saved = tmp_path / f"to mend.{ending}"
    desk.messages.prepared.append(saved)
    page.report.left.save_button.click()
    desk.tasks.wait_idle()
    assert page.report.left.told.text == f"“{saved.name}” is saved. Mend it and drop it here again."
    if ending == "csv":
        text = saved.read_text("utf-8-sig")
        assert "“eighty” is not an amount." in text
        saved.write_text(text.replace("eighty,", "80,"), encoding="utf-8-sig")
    page.look_at(saved)
    desk.tasks.wait_idle()
    assert page.file.columns.choice("Why it stayed out").value() == "nowhere"
    page.bring_in()
    desk.tasks.wait_idle()
    if ending == "csv":
        assert page.report.batch is not None
        assert (page.report.batch.created, page.report.batch.problems) == (1, 0)
        assert customers.count(desk.workspace) == 2


def test_rows_that_stay_out_are_saved_before_the_file_is_brought_in(
    page: ExchangePage, desk: Desk, tmp_path: Path
) -> None:
    path, saved = tmp_path / "sales.csv", tmp_path / "to mend.csv"
    path.write_text(SALES, encoding="utf-8")
    page.look_at(path)
    desk.tasks.wait_idle()
    desk.messages.prepared.append(saved)
    page.file.left.save_button.click()
    desk.tasks.wait_idle()
    assert page.file.left.told.text == "“to mend.csv” is saved. Mend it and drop it here again."
    assert "Roy Pemberton" in saved.read_text("utf-8-sig")
    assert customers.count(desk.workspace) == 0


def test_each_row_that_stays_out_shows_its_beginning(page: ExchangePage, bring_in) -> None:
    bring_in(SALES)
    shown = page.report.left.table.shown()
    assert shown is not None
    (problem,) = shown.fetch(offset=0, limit=9)
    texts = [column.text(problem) for column in shown.columns]
    said = "2026-09-02 · Roy Pemberton · roy@example.com"
    assert texts == ["3", said, "“eighty” is not an amount."]


def test_a_name_without_an_ending_becomes_csv_and_writes_over_nothing(
    page: ExchangePage, desk: Desk, bring_in, tmp_path: Path
) -> None:
    bring_in(SALES)
    older = tmp_path / "to mend.csv"
    for _twice in range(2):
        desk.messages.prepared.append(tmp_path / "to mend")
        page.report.left.save_button.click()
        desk.tasks.wait_idle()
    assert older.exists()
    assert page.report.left.told.text.startswith("“to mend 2.csv” is saved.")


def test_a_file_changed_meanwhile_is_told(
    page: ExchangePage, desk: Desk, bring_in, tmp_path: Path
) -> None:
    bring_in(SALES)
    (tmp_path / "sales.csv").write_text("Name\nMona\n", encoding="utf-8")
    desk.messages.prepared.append(tmp_path / "mend.csv")
    page.report.left.save_button.click()
    desk.tasks.wait_idle()
    assert "has changed since" in page.report.left.trouble.text


def test_days_that_could_be_read_otherwise_are_told_again(page: ExchangePage, bring_in) -> None:
    bring_in("Date,Customer,Amount\n3/4/2026,Mona Hartley,45\n")
    told = "Days like “3/4/2026” were read with the day first."
    assert page.report.notice.text == told


def test_nothing_is_offered_to_save_where_no_row_stayed_out(page: ExchangePage, bring_in) -> None:
    bring_in("Name,E-mail\nMona Hartley,mona@example.com\n")
    assert not page.report.left.save_button.isVisible()
    assert page.report.twins.text == ""


def test_customers_who_may_be_here_twice_are_told_and_lead_to_their_page(
    page: ExchangePage, desk: Desk, bring_in, button: Callable[..., QPushButton]
) -> None:
    for name in ("Mona Hartley", "Hartley Mona"):
        customers.add(desk.workspace, customers.NewCustomer(name=name, phone="601 222 333"))
    bring_in("Name,E-mail\nRoy Pemberton,roy@example.com\n")
    assert page.report.twins.text == "1 customer may be here twice."
    went: list[str] = []
    desk.navigation.requested.connect(lambda where, _target: went.append(where))
    button(page.report.twins, "Have a look").click()
    assert went == ["twins"]


def test_the_frame_is_silent_of_a_task_that_the_page_in_view_shows(
    page: ExchangePage, desk: Desk, shown: Callable[..., ProgressBar], tmp_path: Path
) -> None:
    bar = shown(ProgressBar(desk.tasks))
    path = tmp_path / "people.csv"
    people = "".join(f"Customer {n},c{n}@example.com\n" for n in range(3000))
    path.write_text(f"Name,E-mail\n{people}", encoding="utf-8")
    page.look_at(path)
    desk.tasks.wait_idle()
    page.bring_in()
    assert bar.isHidden()
    page.hide()
    seen: list[bool] = []
    page._task.moved.connect(lambda *_step: seen.append(bar.isVisible()))
    desk.tasks.wait_idle()
    assert any(seen)
    assert bar.isHidden()


def test_a_long_name_of_a_file_leaves_the_buttons_whole(
    page: ExchangePage, bring_in, shown: Callable[..., ExchangePage]
) -> None:
    bring_in(SALES, f"{'everybody_of_last_year_' * 4}.csv")
    shown(page, 752, 600)
    assert page.width() == 752
    for button in (page.other, page.take_back, page.done):
        assert button.width() >= button.sizeHint().width()


def test_an_earlier_import_is_opened_from_the_list_and_taken_back(
    page: ExchangePage, desk: Desk, bring_in, words_in: Callable[..., str]
) -> None:
    bring_in(SALES)
    page.go_to_start()
    table = page.start.history
    table.select_first()
    table.opened.emit(table.current())
    desk.tasks.wait_idle()
    assert page.report.isVisible()
    told = words_in(page.report)
    assert "drop the file here again to see them" in told
    assert not page.report.left.isVisible()
    page.take_back.click()
    desk.tasks.wait_idle()
    assert customers.count(desk.workspace) == 0
    assert page.report.notice.text.startswith("Taken back.")
    assert not page.take_back.isEnabled()


@pytest.mark.parametrize("tongue", i18n.LANGUAGES)
def test_no_title_of_the_earlier_imports_is_cut(
    desk: Desk, shown: Callable[..., Start], tongue: str
) -> None:
    i18n.use(tongue)
    table = shown(Start(desk), 1150, 768).history
    header = next(
        each
        for each in table.findChildren(QHeaderView)
        if each.orientation() == Qt.Orientation.Horizontal
    )
    narrow = [
        column.title
        for at, column in enumerate(table._model.columns)
        if header.sectionSize(at) < header.sectionSizeFromContents(at).width()
    ]
    assert narrow == []


def test_an_import_with_nothing_to_undo_offers_no_way_back(
    page: ExchangePage, desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Name,E-mail\nMona Hartley,mona@example.com\n", encoding="utf-8")
    for _twice in range(2):
        imports.bring_in(desk.workspace, path)
    desk.tasks.wait_idle()
    table = page.start.history
    table.select_first()
    assert not page.start.take_back.isEnabled()
    assert page.start.take_back.toolTip() == "There is nothing (more) to undo in this import."
    table.opened.emit(table.current())
    assert not page.take_back.isEnabled()
