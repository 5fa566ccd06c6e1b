"""Lets a task of Today rest: for a week at once, or until a day that one chooses after that."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from core.i18n import _
from core.store import journal
from desktop.desk import Desk
from desktop.today.sentences import put_off_until
from desktop.widgets.undo_bar import say_with_undo

DAYS = 7
# Lets the task of a customer rest until a day.
PutOff = Callable[[date], object]


def for_a_week(desk: Desk, customer: str, put_off: PutOff) -> None:
    """Put a task off at once; the note about it says until when, and offers another day."""
    until = desk.workspace.clock.today() + timedelta(days=DAYS)
    another = partial(_ask, desk, customer, until, put_off)
    desk.tasks.write(
        lambda: put_off(until),
        lambda _none: say_with_undo(
            desk, put_off_until(customer, until), action=_("Another day…"), act=another
        ),
    )


def _ask(desk: Desk, customer: str, until: date, put_off: PutOff) -> None:
    # Dialogs bring all fields along, which the first paint need not wait for.
    from desktop.widgets.until_dialog import UntilDialog

    def instead(chosen: date) -> None:
        # In its place, so that one undo brings the task back.
        journal.undo(desk.workspace)
        put_off(chosen)

    dialog = UntilDialog(desk, until, instead, desk.frame)
    dialog.accepted.connect(
        lambda: say_with_undo(desk, put_off_until(customer, dialog.saved_record))
    )
    dialog.open()
