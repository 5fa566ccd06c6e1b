"""A desk over a real shop, and the app in its own clothes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from core.store.workspace import Workspace
from desktop import theme
from desktop.desk import Desk


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    """Every test begins in the light theme."""
    if theme.current() is not theme.LIGHT or not qapp.styleSheet():
        theme.apply(qapp, "light")


@pytest.fixture
def desk(qapp: QApplication, workspace: Workspace) -> Iterator[Desk]:
    """The desk of an empty shop; its threads end with the test."""
    laid = Desk.of(workspace)
    yield laid
    laid.close()


@pytest.fixture
def shown(qtbot, desk: Desk) -> Callable[[QWidget], QWidget]:
    """Shows a widget in a window and waits until it has read what it shows."""

    def show(widget: QWidget, width: int = 900, height: int = 600) -> QWidget:
        qtbot.addWidget(widget)
        widget.resize(width, height)
        widget.show()
        qtbot.waitExposed(widget)
        desk.tasks.wait_idle()
        return widget

    return show
