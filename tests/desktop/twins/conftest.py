"""The page of twins, pressed and read as the owner does."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop.twins.twins_page import TwinsPage


@pytest.fixture
def page(desk, shown):
    def build(target: object = None) -> TwinsPage:
        made = TwinsPage(desk)
        if target is not None:
            made.show_target(target)
        shown(made, 1130, 800)
        desk.tasks.wait_idle()
        return made

    return build


@pytest.fixture
def press(qtbot, button, desk):
    def press(page: TwinsPage, name: str) -> None:
        qtbot.mouseClick(button(page, name), Qt.MouseButton.LeftButton)
        desk.tasks.wait_idle()

    return press
