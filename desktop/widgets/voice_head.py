"""The head of a detail: whose words these are, when and where they were said, how they stand."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.i18n import _
from core.people.touchpoints import CHANNEL_LABELS
from core.voice.feedback import Feedback
from desktop import formats, theme
from desktop.desk import Desk
from desktop.widgets import badge
from desktop.widgets.badge import Badge, Look
from desktop.widgets.button import IconButton
from desktop.widgets.label import Label
from desktop.widgets.waiting_age import Patience, waits_since


class VoiceHead(QWidget):
    """Names the customer, opens her page, and shows the kind and the wait as badges."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._customer_id: int | None = None
        self._name = Label("", "title", wrap=True)
        self._where = Label("", "caption", "soft", wrap=True)
        self.kind, self.state = Badge(None, self), Badge(None, self)
        self.customer = IconButton("customer", _("Open this customer"), self._open)
        self._line = QHBoxLayout()
        self._line.setSpacing(theme.GRID // 2)
        self._line.addWidget(self._name, 1)
        self._line.addWidget(self.customer)
        badges = QHBoxLayout()
        badges.setSpacing(theme.GRID)
        badges.addWidget(self.kind)
        badges.addWidget(self.state)
        badges.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(self._line)
        column.addWidget(self._where)
        column.addSpacing(theme.GRID)
        column.addLayout(badges)

    def add_button(self, button: IconButton) -> IconButton:
        """Something else to do with these words, at the right of the name; returns it."""
        self._line.addWidget(button)
        return button

    def show_head(self, said: Feedback, patience: Patience) -> None:
        """Show whose words these are."""
        self._customer_id = said.customer_id
        self._name.setText(said.customer or _("Walk-in"))
        self.customer.setVisible(said.customer_id is not None)
        self._where.setText(self._place(said))
        self.kind.show_look(badge.kind(said.kind))
        since = waits_since(said, self._desk.workspace.clock)
        self.state.show_look(_state(said, patience, since))
        self.state.setToolTip(patience.sentence(since) if said.waiting else "")

    def _place(self, said: Feedback) -> str:
        facts = {
            "moment": formats.moment(said.said_at, self._desk.workspace.clock),
            "channel": _(CHANNEL_LABELS[said.channel]),
            "staff": said.staff_member,
        }
        if said.staff_member:
            return _("{moment} · {channel} · written down by {staff}").format(**facts)
        return _("{moment} · {channel}").format(**facts)

    def _open(self) -> None:
        if self._customer_id is not None:
            self._desk.navigation.open("customers", self._customer_id)


def _state(said: Feedback, patience: Patience, since: datetime) -> Look | None:
    if said.come_back_on is not None:
        promised = formats.day_short(said.come_back_on)
        tone = patience.look(since).tone if said.waiting else "neutral"
        return Look(_("Promised for {day}").format(day=promised), tone, "promise")
    if said.none_needed:
        return badge.reply("none")
    if said.answered:
        look = badge.reply("sent")
        return Look(_("Answered"), look.tone, "fine")
    if said.snoozed_until is not None:
        until = formats.day_short(said.snoozed_until)
        return Look(_("Put off until {day}").format(day=until), "neutral", "snooze")
    if not said.waiting:
        return None
    age = patience.look(since)
    waiting = badge.reply("waiting").text
    return Look(f"{waiting} · {age.text}", age.tone, age.icon)
