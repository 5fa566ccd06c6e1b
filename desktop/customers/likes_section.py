"""What a customer likes: services with their own rhythm, and who looks after her."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from core.formats import name_list
from core.i18n import N_, _, ngettext
from core.insight.likes import Likes, Staff
from core.insight.service_rhythms import ServiceRhythm
from desktop import theme
from desktop.customers.next_step import near
from desktop.formats import number
from desktop.widgets.badge import Badge, Look
from desktop.widgets.button import Button
from desktop.widgets.label import Label
from desktop.widgets.layouts import empty
from desktop.widgets.section import Section

_SHOWN = 4
_STATES = {
    "due": Look(N_("Due now"), "accent", "due"),
    "overdue": Look(N_("Overdue"), "warning", "overdue"),
}


class LikesSection(Section):
    """The services of most visits first; seldom ones stay behind a button."""

    def __init__(self) -> None:
        super().__init__(_("What they like"))
        self._services: Sequence[ServiceRhythm] = ()
        self._today = date.min
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.GAP)
        self.body.addLayout(self._rows)
        self._all = Button(_("Show all"), self._show_all, kind="quiet", icon="down")
        self._staff = Label("", "body", wrap=True)
        self.add(self._all)
        self.add(self._staff)

    def show_likes(self, likes: Likes, today: date) -> None:
        """Show what another customer likes."""
        self._today = today
        self._services = likes.services
        self._fill(likes.services[:_SHOWN])
        self._all.setVisible(len(likes.services) > _SHOWN)
        self._staff.setText(staff_sentence(likes))
        self._staff.setVisible(bool(likes.staff))

    def _show_all(self) -> None:
        self._fill(self._services)
        self._all.hide()

    def _fill(self, services: Sequence[ServiceRhythm]) -> None:
        empty(self._rows)
        if not services:
            text = _("No service is noted yet.")
            self._rows.addWidget(Label(text, "body", "soft", wrap=True))
        for service in services:
            self._rows.addWidget(_row(service, self._today))


def _row(service: ServiceRhythm, today: date) -> QWidget:
    row, name = QWidget(), service.service[:1].upper() + service.service[1:]
    grid = QGridLayout(row)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.GRID)
    grid.setVerticalSpacing(2)
    head = QHBoxLayout()
    head.setSpacing(theme.GRID)
    head.addWidget(Label(name, "strong", wrap=True), 1)
    look = _STATES.get(service.state or "")
    if look is not None:
        head.addWidget(Badge(Look(_(look.text), look.tone, look.icon)))
    count = ngettext("{n} time", "{n} times", service.visits).format(n=number(service.visits))
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    head.addWidget(Label(count, "caption", "soft", number=True), 0, right)
    grid.addLayout(head, 0, 0)
    told = service_sentence(service, today)
    grid.addWidget(Label(told, "caption", "soft", wrap=True), 1, 0)
    row.setAccessibleName(f"{name}: {count}. {told}")
    return row


def service_sentence(service: ServiceRhythm, today: date) -> str:
    """When she last had a service, how often she has it, and when it is due again."""
    last = _("Last on {day}.").format(day=near(service.last_on, today))
    if service.usual_gap_days is None:
        return last
    gap = max(1, round(service.usual_gap_days))
    if service.is_estimate:
        often = ngettext(
            "Most have it again after {n} day.", "Most have it again after {n} days.", gap
        )
    else:
        often = ngettext("Usually every {n} day.", "Usually every {n} days.", gap)
    return " ".join([last, often.format(n=gap), *_again(service, today)])


def _again(service: ServiceRhythm, today: date) -> list[str]:
    """When it is due again, where that day is still to come."""
    if service.due_on is None or service.due_on <= today:
        return []
    return [_("Next about {day}.").format(day=near(service.due_on, today))]


def staff_sentence(likes: Likes) -> str:
    """Who looks after her most: those of at least a third of the visits that name anybody."""
    often = [one for one in likes.staff if 3 * one.visits >= likes.staffed]
    if not often:
        return _("Is looked after by several of you.")
    if len(often) == 1:
        return _only(often[0], likes.staffed)
    names = name_list([one.name for one in often])
    return _("Mostly looked after by {names}.").format(names=names)


def _only(one: Staff, staffed: int) -> str:
    return ngettext(
        "Mostly with {name}: on {n} of {all} visit.",
        "Mostly with {name}: on {n} of {all} visits.",
        staffed,
    ).format(name=one.name, n=number(one.visits), all=number(staffed))
