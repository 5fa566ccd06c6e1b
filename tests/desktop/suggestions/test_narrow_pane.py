"""The pane beside the ranking cuts nothing at its right, in any language."""

from __future__ import annotations

import pytest

from core import i18n
from core.voice import suggestions


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("status", ["open", "planned", "declined"])
def test_a_suggestion_that_nobody_spoke_of_lately_fits(desk, page, suggest, language, status):
    i18n.use(language)
    made = suggest("Book online at night")
    if status != "open":
        suggestions.decide(desk.workspace, made, status, "So it is.")
    shown = page()
    shown.show_target(made)
    desk.tasks.wait_idle()
    pane = shown.detail._pane
    assert pane.widget().minimumSizeHint().width() <= pane.viewport().width()
