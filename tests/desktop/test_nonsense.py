"""Whatever stands in the file, no page says nonsense, and none breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from core.clock import FixedClock
from core.insight import health_scores
from core.people import customers
from core.store.workspace import Workspace
from desktop import crash
from desktop.app import places
from desktop.desk import Desk
from desktop.main_window import MainWindow
from tests.core.oddities import ODDITIES, everything_hidden, nobody

# A word may weigh −0.1 and a refund be −50 Kč, but nothing is −3 days ago.
NONSENSE = re.compile(
    r"[-−]\d[\d,.]*\W?(day|week|month|year|hour|visit|customer|person|people|time)"
    r"|\bNone\b(?! yet)|\bnan\b|\binf\b|\{|\}",
    re.IGNORECASE,
)


def words(page: QWidget) -> Iterator[str]:
    """Everything that a page says now, also to those who listen to it."""
    for widget in page.findChildren(QWidget):
        if isinstance(widget, QLabel):
            yield widget.text()
        yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())


@pytest.fixture
def odd_shop(workspace: Workspace) -> Workspace:
    """A shop with every oddity at once."""
    for oddity in ODDITIES:
        if oddity not in (nobody, everything_hidden):
            oddity(workspace)
    health_scores.refresh(workspace)
    return workspace


def no_page_says_nonsense(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    crashed: list[BaseException] = []
    monkeypatch.setattr(crash, "tell", crashed.append)
    window = MainWindow(desk, "Salon", places(), lambda _parent: None)
    window.resize(1366, 768)
    window.show()
    everyone = [row[0] for row in desk.workspace.rows("SELECT id FROM customer")]
    shown = [(place.key, None) for place in places()]
    shown += [("customers", customer_id) for customer_id in everyone]
    for page, target in shown:
        desk.navigation.open(page, target)
        for _round in range(3):
            desk.tasks.wait_idle()
            QApplication.processEvents()
        assert not crashed, (page, target)
        assert window.page is not None
        for text in words(window.page):
            # A customer may be called “{name} %s”.
            assert not NONSENSE.search(text.replace("{name}", "").replace("{n}", "")), (page, text)
    window.close()
    window.deleteLater()


def test_an_odd_shop_on_every_page(
    odd_shop: Workspace, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_page_says_nonsense(desk, monkeypatch)


def test_an_odd_shop_whose_clock_was_set_back_a_year(
    odd_shop: Workspace, desk: Desk, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.instant = clock.instant.replace(year=2025)
    health_scores.refresh(odd_shop)
    no_page_says_nonsense(desk, monkeypatch)


def test_a_shop_that_hides_everybody(
    odd_shop: Workspace, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything_hidden(odd_shop)
    assert customers.count(odd_shop) == 0
    no_page_says_nonsense(desk, monkeypatch)
