"""The page of import and export over a shop in a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from core.clock import FixedClock
from core.store.workspace import Workspace
from desktop.desk import Desk
from desktop.exchange.exchange_page import ExchangePage


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    """The desk of a shop in a file: a preview beside the window needs one."""
    shop = Workspace.open(tmp_path / "shop" / "shop.regulars", create=True, clock=clock)
    laid = Desk.of(shop)
    yield laid
    laid.close()
    shop.close()


@pytest.fixture
def page(desk: Desk, shown: Callable[..., ExchangePage]) -> ExchangePage:
    return shown(ExchangePage(desk), 1150, 768)
