"""Files are dropped on any page, one or many; a folder of our own is a whole shop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QWidget

from core import sample
from core.clock import FixedClock
from core.exchange import exports
from core.people import customers
from core.store import journal
from core.store.workspace import Workspace
from desktop.app import places
from desktop.desk import Desk
from desktop.exchange.exchange_page import ExchangePage
from desktop.main_window import MainWindow
from desktop.widgets.drop_veil import DropVeil
from desktop.widgets.form import Form

FILES = Path(__file__).parents[2] / "data" / "imports"
PEOPLE = "Name,E-mail\n{name},{name}@example.com\n"
LEFT, COPY = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(desk: Desk, shown: Callable[..., MainWindow]) -> MainWindow:
    made = MainWindow(desk, "Salon Eva", places(), lambda _parent: None)
    desk.navigation.open("today")
    return shown(made, 1366, 768)


@pytest.fixture
def people(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a list of one customer."""

    def write(name: str) -> Path:
        path = tmp_path / f"{name}.csv"
        path.write_text(PEOPLE.format(name=name), encoding="utf-8")
        return path

    return write


def carried(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def drop(desk: Desk, widget: QWidget, *paths: Path) -> None:
    mime = carried(*paths)
    # Qt gives a drop to whoever took the drag.
    QApplication.sendEvent(widget, QDragEnterEvent(QPoint(50, 50), COPY, mime, LEFT, NONE))
    QApplication.sendEvent(widget, QDropEvent(QPointF(50, 50), COPY, mime, LEFT, NONE))
    desk.tasks.wait_idle()


def exchange(window: MainWindow) -> ExchangePage:
    page = window.page
    assert isinstance(page, ExchangePage)
    return page


def test_a_file_dropped_on_any_page_is_looked_at(window: MainWindow, desk: Desk) -> None:
    drop(desk, window, FILES / "fresha-clients.csv")
    page = exchange(window)
    assert page.file.isVisible()
    assert page.bring.isEnabled()
    assert customers.count(desk.workspace) == 0


def test_the_import_page_takes_a_file_into_its_own_field(window: MainWindow, desk: Desk) -> None:
    desk.navigation.open("exchange")
    desk.tasks.wait_idle()
    page = exchange(window)
    drop(desk, page, FILES / "fresha-clients.csv")
    assert page.file.isVisible()
    assert not window.findChild(DropVeil).isVisible()


def test_the_page_tells_that_a_file_may_be_let_go(window: MainWindow) -> None:
    veil = window.findChild(DropVeil)
    mime = carried(FILES / "fresha-clients.csv")
    enter = QDragEnterEvent(QPoint(500, 300), COPY, mime, LEFT, NONE)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    assert veil.isVisible()
    assert veil.geometry().left() > 100
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert not veil.isVisible()


def test_dragged_words_are_no_file(window: MainWindow) -> None:
    mime = QMimeData()
    mime.setText("Mona Hartley")
    enter = QDragEnterEvent(QPoint(500, 300), COPY, mime, LEFT, NONE)
    enter.setAccepted(False)
    QApplication.sendEvent(window, enter)
    assert not enter.isAccepted()
    assert not window.findChild(DropVeil).isVisible()


def fields_to_type_in(whole: QWidget) -> list[QWidget]:
    boxes = [box.viewport() for box in whole.findChildren(QPlainTextEdit)]
    return [*whole.findChildren(QLineEdit), *boxes]


@pytest.mark.parametrize("place", [each.key for each in places()])
def test_a_file_let_go_above_a_field_is_not_pasted_into_it(
    window: MainWindow, desk: Desk, people: Callable[[str], Path], place: str
) -> None:
    mime = carried(people("mona"))
    # Files come with their paths as words, too.
    mime.setText("file:///mona.csv")
    desk.navigation.open(place)
    desk.tasks.wait_idle()
    for field in fields_to_type_in(window.page):
        QApplication.sendEvent(window, QDragLeaveEvent())
        QApplication.sendEvent(field, QDragEnterEvent(QPoint(5, 5), COPY, mime, LEFT, NONE))
        assert window.findChild(DropVeil).isVisible(), (place, field.accessibleName())


@pytest.mark.parametrize("lines", [0, 3])
def test_a_file_let_go_above_a_field_opens_the_import_page(
    window: MainWindow, desk: Desk, people: Callable[[str], Path], lines: int
) -> None:
    form = Form()
    field = form.add_text("note", "Note", lines=lines)
    window.page.body.addWidget(form)
    drop(desk, fields_to_type_in(form)[0], people("mona"))
    assert exchange(window).file.isVisible()
    assert (field.text() if isinstance(field, QLineEdit) else field.toPlainText()) == ""


def test_words_are_still_dropped_into_a_field(shown: Callable[..., Form]) -> None:
    form = shown(Form())
    field = form.add_text("note", "Note")
    mime = QMimeData()
    mime.setText("Mona")
    enter = QDragEnterEvent(QPoint(5, 5), COPY, mime, LEFT, NONE)
    QApplication.sendEvent(field, enter)
    assert enter.isAccepted()


def test_nothing_is_dropped_behind_an_open_dialog(
    window: MainWindow, desk: Desk, people: Callable[[str], Path]
) -> None:
    dialog = QDialog(window)
    dialog.open()
    drop(desk, window, people("mona"))
    assert not isinstance(window.page, ExchangePage)
    dialog.close()
    drop(desk, window, people("mona"))
    assert exchange(window).file.isVisible()


def test_several_files_come_one_after_the_other(
    window: MainWindow, desk: Desk, people: Callable[[str], Path]
) -> None:
    drop(desk, window, *map(people, ("mona", "roy", "ada")))
    page = exchange(window)
    assert page.waiting.notice.text == "“roy.csv” comes next, then 1 more file."
    page.bring_in()
    desk.tasks.wait_idle()
    assert page.report.isVisible()
    page.go_on()
    desk.tasks.wait_idle()
    assert page.file.isVisible()
    assert page.waiting.notice.text == "“ada.csv” comes next."
    page.back.click()
    desk.tasks.wait_idle()
    assert page.file.isVisible()
    assert not page.waiting.isVisible()
    page.bring_in()
    desk.tasks.wait_idle()
    found = {line.customer.name for line in customers.find(desk.workspace)}
    assert found == {"mona", "ada"}


def test_several_files_are_chosen_at_once(
    window: MainWindow, desk: Desk, people: Callable[[str], Path]
) -> None:
    desk.navigation.open("exchange")
    page = exchange(window)
    desk.messages.prepared.append([people("mona"), people("roy")])
    page.choose_file()
    desk.tasks.wait_idle()
    assert page.file.isVisible()
    assert page.waiting.notice.text == "“roy.csv” comes next."
    desk.messages.prepared.append(None)
    page.choose_file()
    assert page.waiting.notice.text == "“roy.csv” comes next."


def test_the_next_file_and_another_one_lose_none_on_the_way(
    window: MainWindow, desk: Desk, people: Callable[[str], Path]
) -> None:
    drop(desk, window, *map(people, ("mona", "roy")))
    page = exchange(window)
    page.waiting.next.click()
    page.waiting.next.click()
    page.waiting.next.click()
    desk.tasks.wait_idle()
    assert page.waiting.notice.text == "“mona.csv” comes next."
    desk.messages.prepared.append(people("ada"))
    page.other.click()
    desk.tasks.wait_idle()
    assert page.waiting.notice.text == "“mona.csv” comes next, then 1 more file."
    for _file in range(3):
        page.bring_in()
        desk.tasks.wait_idle()
        page.go_on()
        desk.tasks.wait_idle()
    assert not page.waiting.isVisible()
    found = {line.customer.name for line in customers.find(desk.workspace)}
    assert found == {"mona", "roy", "ada"}


def test_a_file_dropped_again_once_mended_does_not_wait_for_itself(
    window: MainWindow, desk: Desk, people: Callable[[str], Path]
) -> None:
    drop(desk, window, *map(people, ("mona", "roy")))
    drop(desk, window, people("mona"))
    assert exchange(window).waiting.notice.text == "“roy.csv” comes next."


def test_one_file_in_place_of_another_leaves_none_waiting(
    window: MainWindow, desk: Desk, people: Callable[[str], Path]
) -> None:
    drop(desk, window, people("mona"))
    drop(desk, window, people("roy"))
    assert not exchange(window).waiting.isVisible()


def test_what_was_brought_in_before_is_not_told_over_the_next_file(
    window: MainWindow, desk: Desk, people: Callable[[str], Path]
) -> None:
    drop(desk, window, people("mona"))
    exchange(window).bring_in()
    desk.tasks.wait_idle()
    assert window.undo_bar.isVisible()
    drop(desk, window, people("roy"))
    assert not window.undo_bar.isVisible()


def test_a_file_dropped_while_another_comes_in_waits(
    window: MainWindow, desk: Desk, people: Callable[[str], Path]
) -> None:
    drop(desk, window, people("mona"))
    page = exchange(window)
    page.bring_in()
    page.show_target((people("roy"),))
    page.waiting.next.click()
    desk.tasks.wait_idle()
    assert page.report.isVisible()
    assert page.report.batch is not None
    assert page.report.batch.file_name == "mona.csv"
    assert page.waiting.notice.text == "“roy.csv” comes next."


def test_a_file_that_cannot_be_read_does_not_stop_the_next(
    window: MainWindow, desk: Desk, people: Callable[[str], Path], tmp_path: Path
) -> None:
    odd = tmp_path / "odd.csv"
    odd.write_bytes(b"\x00\x01\x02\xff" * 99)
    drop(desk, window, odd, people("roy"))
    page = exchange(window)
    assert "is not a table" in page.start.trouble.text
    page.go_on()
    desk.tasks.wait_idle()
    assert page.file.isVisible()


def test_some_folder_is_one_sentence(window: MainWindow, desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "Holidays"
    folder.mkdir()
    drop(desk, window, folder)
    assert "“Holidays” is a folder." in exchange(window).start.trouble.text


@pytest.fixture
def exported(tmp_path: Path, clock: FixedClock) -> Path:
    """The folder of a small shop that was taken out whole."""
    shop = Workspace.open(tmp_path / "old.regulars", create=True, clock=clock)
    sample.fill(shop, customers=20, years=1)
    folder = tmp_path / "Regulars export"
    exports.everything(shop, folder)
    shop.close()
    return folder


def test_a_folder_of_our_own_is_a_whole_shop(
    window: MainWindow, desk: Desk, exported: Path, words_in: Callable[..., str]
) -> None:
    drop(desk, window, exported)
    page = exchange(window)
    assert page.folder.isVisible()
    assert "everything that a shop has in Regulars" in words_in(page.folder)
    page.bring_shop.click()
    desk.tasks.wait_idle()
    assert page.start.told.text == "The shop is here, with 20 customers."
    assert customers.count(desk.workspace) == 20
    journal.undo(desk.workspace)
    assert customers.count(desk.workspace) == 0


def test_a_whole_shop_comes_into_an_empty_one_only(
    window: MainWindow, desk: Desk, exported: Path, add_customer: Callable[..., object]
) -> None:
    add_customer("Mona Hartley")
    drop(desk, window, exported)
    page = exchange(window)
    page.bring_shop.click()
    desk.tasks.wait_idle()
    assert page.folder.isVisible()
    assert page.folder.trouble.text != ""
    assert customers.count(desk.workspace) == 1


def test_escape_leaves_the_file_and_the_report(
    window: MainWindow, desk: Desk, people: Callable[[str], Path], press_keys: Callable[..., None]
) -> None:
    drop(desk, window, people("mona"))
    page = exchange(window)
    press_keys(window, Qt.Key.Key_Escape)
    assert page.start.isVisible()
    drop(desk, window, people("roy"))
    press_keys(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.report.isVisible()
    press_keys(window, Qt.Key.Key_Escape)
    assert page.start.isVisible()
