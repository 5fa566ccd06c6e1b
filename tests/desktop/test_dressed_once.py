"""What a page is made of is dressed where it stands: Qt dresses it anew wherever it is put."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop import app
from desktop.main_window import MainWindow
from desktop.widgets.split import Split


class Wardrobe(QObject):
    """Notes what had its clothes on and was dressed again."""

    def __init__(self) -> None:
        super().__init__()
        self.again: list[QObject] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        worn = Qt.WidgetAttribute.WA_WState_Polished
        changed = event.type() == QEvent.Type.StyleChange
        if changed and isinstance(watched, QWidget) and watched.testAttribute(worn):
            self.again.append(watched)
        return False


@contextmanager
def watching(qapp: QApplication) -> Iterator[Wardrobe]:
    wardrobe = Wardrobe()
    qapp.installEventFilter(wardrobe)
    yield wardrobe
    qapp.removeEventFilter(wardrobe)


@pytest.fixture
def window(desk, shown) -> MainWindow:
    return shown(MainWindow(desk, "Salon", app.places(), lambda _parent: None), 1366, 768)


@pytest.mark.parametrize(
    "page", ["customers", "feedback", "suggestions", "replies", "surveys", "twins", "faq"]
)
def test_the_halves_of_a_page_are_dressed_once(window, desk, qapp, page):
    with watching(qapp) as wardrobe:
        desk.navigation.open(page)
    splits = window.page.findChildren(Split)
    halves = [split.widget(number) for split in splits for number in (0, 1)]
    assert halves
    assert not [half for half in halves if half in wardrobe.again]
