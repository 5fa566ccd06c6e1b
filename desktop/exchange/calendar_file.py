"""The bookings and check-ins ahead as a file for the owner's own calendar."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from core.i18n import _, ngettext
from core.store.workspace import Workspace
from desktop.desk import Desk
from desktop.formats import number
from desktop.widgets.saved_list import file_name, show_file, with_ending

if TYPE_CHECKING:
    from core.exchange.calendars.calendar_out import Calendar

ENDINGS = (".ics",)


def save_calendar(desk: Desk) -> None:
    """Ask where to, write the calendar there, and tell what to do with it."""
    today = desk.workspace.clock.today().isoformat()
    wanted = desk.messages.save_file(
        _("Save for a calendar"),
        file_name(_("Bookings and check-ins"), today, ENDINGS[0]),
        _("Calendar (*.ics)"),
    )
    if wanted is None:
        return
    path = with_ending(wanted, ENDINGS)
    desk.tasks.read(partial(_write, desk.workspace, path), partial(_tell, desk))


def _write(workspace: Workspace, path: Path) -> Calendar:
    from core.exchange.calendars import calendar_out

    return calendar_out.write_calendar(workspace, path)


def _tell(desk: Desk, written: Calendar) -> None:
    desk.messages.say(
        told(written), action=_("Show the file"), act=partial(show_file, written.path), stays=True
    )


def told(written: Calendar) -> str:
    """How much is in the file, and what to do with it."""
    if not written.bookings and not written.checkins:
        return _("“{file}” is saved, but nothing is booked and no check-in is set.").format(
            file=written.path.name
        )
    bookings = ngettext("{n} booking", "{n} bookings", written.bookings)
    checkins = ngettext("{n} check-in", "{n} check-ins", written.checkins)
    return _(
        "{bookings} and {checkins} are in “{file}”. Open it with your calendar program; a newer "
        "file brings what is there up to date."
    ).format(
        bookings=bookings.format(n=number(written.bookings)),
        checkins=checkins.format(n=number(written.checkins)),
        file=written.path.name,
    )
