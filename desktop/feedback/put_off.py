"""Until when a voice is put off: the lines of the palette, and a dialog for a day of one's own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from PySide6.QtWidgets import QWidget

from core.i18n import _
from core.voice import triage
from desktop import formats
from desktop.desk import Desk
from desktop.feedback.key_palette import PaletteLine
from desktop.widgets.until_dialog import UntilDialog

Ids = Callable[[], list[int]]


def days_to_choose(today: date) -> list[tuple[str, date]]:
    """The days that are offered: tomorrow, in three days, the Monday that comes; each once."""
    days = {
        today + timedelta(days=7 - today.weekday()): _("Next week"),
        today + timedelta(days=3): _("In 3 days"),
        today + timedelta(days=1): _("Tomorrow"),
    }
    return [(days[on], on) for on in sorted(days)]


def palette_lines(
    today: date,
    asleep: bool,
    snooze: Callable[[date], object],
    own_day: Callable[[], object],
    wake: Callable[[], object],
) -> list[PaletteLine]:
    """What one may do about a voice that has to wait."""
    found = [
        PaletteLine(text, partial(snooze, on), formats.day_short(on))
        for text, on in days_to_choose(today)
    ]
    found.append(PaletteLine(_("A day of your own…"), own_day))
    if asleep:
        found.append(PaletteLine(_("Take it up now"), wake))
    return found


class PutOffDialog(UntilDialog):
    """Asks for the day on which voices come back."""

    def __init__(
        self, desk: Desk, ids: Ids, done: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        workspace = desk.workspace
        super().__init__(
            desk,
            workspace.clock.today() + timedelta(days=14),
            lambda until: triage.snooze(workspace, ids(), until),
            parent,
        )
        self.accepted.connect(lambda: done())
