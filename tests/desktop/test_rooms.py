"""The rooms of the other pages are loaded beforehand, in steps, and made without a flicker."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from desktop import app, rooms
from desktop.desk import Desk
from desktop.main_window import Place

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import sys
from PySide6.QtCore import QCoreApplication
from desktop.rooms import Rooms

app = QCoreApplication([])
rooms = Rooms()
rooms.start()
steps = 0
while rooms.under_way:
    app.processEvents()
    steps += 1
print(steps > 20)
print(*sorted(set(sys.modules) & {HEAVY}))
from desktop import app as whole
before = set(sys.modules)
from desktop.customers.customers_page import CustomersPage
from desktop.feedback.feedback_page import FeedbackPage
from desktop.health.health_page import HealthPage
from desktop.insights.insights_page import InsightsPage
from desktop.settings.settings_page import SettingsPage
from desktop.exchange.exchange_page import ExchangePage
print(*sorted(set(sys.modules) - before))
"""
# What only some of the work needs comes with that work.
HEAVY = {"matplotlib", "numpy", "reportlab", "babel", "textblob", "nltk", "holidays"}


@pytest.mark.parametrize("name", rooms.PARTS)
def test_every_part_that_is_loaded_beforehand_is_there(name: str) -> None:
    assert importlib.util.find_spec(name) is not None


def test_a_page_finds_its_room_loaded_and_nothing_heavy_with_it() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM.replace("HEAVY", repr(sorted(HEAVY)).strip("[]"))],
        capture_output=True, check=True, cwd=ROOT, text=True,
    )  # fmt: skip
    in_steps, heavy, late = ran.stdout.split("\n")[:3]
    assert in_steps == "True"
    assert heavy == ""
    assert late == ""


WIDGETS = """
from PySide6.QtWidgets import QApplication, QTableView, QWidget
from desktop.rooms import Rooms

def known(kind):
    return {kind}.union(*map(known, kind.__subclasses__()))

app = QApplication([])
rooms = Rooms()
rooms.start()
while rooms.under_way:
    app.processEvents()
table = QTableView()
before = known(QWidget)
table.viewport()
print(len(known(QWidget) - before))
"""


def test_the_first_list_of_a_page_waits_for_no_kind_of_widget_to_be_made_known() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", WIDGETS], capture_output=True, check=True, cwd=ROOT, text=True
    )
    assert ran.stdout.strip() == "0"


class Windows(QObject):
    """Notes everything that comes up as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(watched)
        return False


@pytest.mark.parametrize("place", app.places(), ids=lambda place: place.key)
def test_no_part_of_a_page_opens_as_a_window_while_it_is_made(
    qapp: QApplication, desk: Desk, place: Place
) -> None:
    windows = Windows()
    qapp.installEventFilter(windows)
    try:
        page = place.make(desk)
    finally:
        qapp.removeEventFilter(windows)
    assert windows.seen == []
    page.deleteLater()
