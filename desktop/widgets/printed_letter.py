"""An answer on paper: where to, written beside the window, and shown in its folder."""

from __future__ import annotations

from core.i18n import _
from core.voice.replies import Reply
from desktop.desk import Desk
from desktop.widgets.saved_list import file_name, tell_saved, with_ending

ENDING = ".pdf"


def save_letter(desk: Desk, reply: Reply) -> None:
    """Ask where a letter shall go and write it there; what was typed is saved before it."""
    day = desk.workspace.clock.today().isoformat()
    proposal = file_name(_("Letter to {name}").format(name=reply.customer), day, ENDING)
    wanted = desk.messages.save_file(_("Save the letter"), proposal, _("PDF (*.pdf)"))
    if wanted is None:
        return
    path, workspace = with_ending(wanted, (ENDING,)), desk.workspace
    # Imported here: only printing needs the room.
    from core.voice import letters

    desk.tasks.write(
        lambda: letters.print_pdf(workspace, reply.id, path),
        lambda written: tell_saved(desk, written),
    )
