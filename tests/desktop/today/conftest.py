"""The page of the morning, with all it reads shown."""

from __future__ import annotations

import pytest

from desktop.today.today_page import TodayPage


@pytest.fixture
def page(desk, shown):
    def build() -> TodayPage:
        made = shown(TodayPage(desk), 1130, 700)
        desk.tasks.wait_idle()
        return made

    return build
