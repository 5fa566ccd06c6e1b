"""What the page of twins lists."""

from __future__ import annotations

from desktop.twins import words
from desktop.twins.twins_page import TwinsPage


def pairs(page: TwinsPage) -> list[str]:
    model = page.table._model
    return [words.names(model.record(row)) for row in range(page.table.count())]
