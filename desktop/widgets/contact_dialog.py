"""A contact with a customer, noted in two clicks: how, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from core.i18n import N_, _
from desktop.desk import Desk
from desktop.widgets.chips import Chips, Choice
from desktop.widgets.form import FormDialog

CHANNELS = (
    ("phone", N_("Phoned"), "phone"),
    ("sms", N_("Text message"), "sms"),
    ("whatsapp", N_("WhatsApp"), "whatsapp"),
    ("in_person", N_("In person"), "in_person"),
    ("email", N_("E-mail"), "email"),
)


class ContactDialog(FormDialog):
    """Asks how one was in touch; `note_contact` saves the channel and what was said."""

    def __init__(
        self,
        desk: Desk,
        title: str,
        note_contact: Callable[[str, str], Any],
        parent: QWidget,
    ) -> None:
        super().__init__(desk, title, yes=_("Note the contact"), parent=parent)
        self._note_contact = note_contact
        self._channel = Chips(
            [Choice(key, _(text), icon) for key, text, icon in CHANNELS], _("How")
        )
        self._channel.choose("phone")
        self.form.add("channel", _("How"), self._channel)
        self._note = self.form.add_text("note", _("What was said"), lines=3)

    def work(self) -> Callable[[], Any]:
        channel, note = self._channel.value, self._note.toPlainText()
        return lambda: self._note_contact(channel, note)
