"""The way an answer goes: its channel and address, its purpose, and what the rules say of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.i18n import N_, _
from core.people.touchpoints import CHANNEL_LABELS
from core.voice import replies
from core.voice.replies import Grounds, Permission, Reply
from desktop import theme
from desktop.widgets import badge, outgoing
from desktop.widgets.badge import Badge
from desktop.widgets.fields import ChoiceField
from desktop.widgets.label import Label

PURPOSE_LABELS = {
    "service": N_("Service"),
    "commercial": N_("Advertising"),
}
_NO_ADDRESS = {
    "email": N_("No e-mail address is noted for this customer."),
    "phone": N_("No phone number is noted for this customer."),
    "sms": N_("No phone number is noted for this customer."),
    "whatsapp": N_("No phone number is noted for this customer."),
}
_NO_LINK = {
    "email": N_("This is not one e-mail address. Please correct it on the customer’s page."),
    "phone": N_("This is not a phone number. Please correct it on the customer’s page."),
    "sms": N_("This is not a phone number. Please correct it on the customer’s page."),
    "whatsapp": N_("WhatsApp needs the number with its country code, such as +420."),
}


class WayOut(QWidget):
    """Two menus; `rules` says where the answer goes to and whether it may, wherever it is put."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reply: Reply | None = None
        self._grounds, self._country = Grounds(), ""
        self.channel = ChoiceField([(key, _(CHANNEL_LABELS[key])) for key in outgoing.CHANNELS])
        self.channel.setAccessibleName(_("Channel"))
        self.purpose = ChoiceField([(key, _(text)) for key, text in PURPOSE_LABELS.items()])
        self.purpose.setAccessibleName(_("Purpose"))
        for field in (self.channel, self.purpose):
            field.chosen.connect(lambda _value: self._choose())
        self.rules = _Rules()
        self._lay_out()

    def show_reply(self, reply: Reply, grounds: Grounds, country: str) -> None:
        """Show the way of a draft."""
        self._reply, self._grounds, self._country = reply, grounds, country
        self.channel.set_value(reply.channel)
        self.purpose.set_value(reply.purpose)
        self._show()

    def by(self) -> str:
        """The channel as it stands here."""
        return str(self.channel.value())

    def meant(self) -> str:
        """The purpose as it stands here."""
        return str(self.purpose.value())

    def differs(self, reply: Reply) -> bool:
        """Whether something was chosen that the draft does not know yet."""
        return (self.by(), self.meant()) != (reply.channel, reply.purpose)

    def permission(self) -> Permission:
        """What the rules on consent say of what is chosen here."""
        return replies.permission(self.meant(), self.by(), self._grounds)

    def address(self) -> str:
        """Where the answer goes."""
        assert self._reply is not None
        return outgoing.address(self.by(), self._reply.phone, self._reply.email)

    def can_open(self) -> bool:
        """Whether a program can be opened with the answer in it."""
        return outgoing.link(self.by(), self.address(), "", "", self._country) is not None

    def _choose(self) -> None:
        self._show()
        self.chosen.emit()

    def _show(self) -> None:
        self._show_address()
        rule, state = self.permission(), self._state()
        self.rules.rule.setText(rule.text())
        self.rules.rule.set_tone("soft" if rule.allowed else "warning")
        shown = self.meant() == "commercial" or state == "no"
        self.rules.consent.show_look(badge.consent(state) if state and shown else None)

    def _show_address(self) -> None:
        channel, to = self.by(), self.address()
        trouble = ""
        if channel in outgoing.OPENERS and not self.can_open():
            trouble = _((_NO_LINK if to else _NO_ADDRESS)[channel])
        self.rules.address.setText(trouble or to)
        self.rules.address.set_tone("warning" if trouble else "soft")
        self.rules.address.setVisible(bool(trouble or to))

    def _state(self) -> str:
        consent = self._grounds.consents.get(self.by())
        return consent.state if consent else ""

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        row.addWidget(self.channel, 1)
        row.addWidget(self.purpose, 1)


class _Rules(QWidget):
    """Where the answer goes to, and what the rules say of it, in small type."""

    def __init__(self) -> None:
        super().__init__()
        self.address = Label("", "caption", "soft", select=True, wrap=True)
        self.rule = Label("", "caption", "soft", wrap=True)
        self.consent = Badge(None, self)
        line = QHBoxLayout()
        line.setSpacing(theme.GRID)
        line.addWidget(self.rule, 1)
        line.addWidget(self.consent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.address)
        column.addLayout(line)
