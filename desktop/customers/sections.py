"""The parts of a customer's page: head, next step, health, goals, consents."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from core.i18n import _, ngettext
from core.insight.health_scores import CustomerHealth
from core.measures.factors import FACTORS, PULSES
from core.people.checkins import Checkin
from core.people.consents import Consent
from core.people.customers import Customer
from core.people.goals import Goal
from core.people.touchpoints import CHANNEL_LABELS
from desktop import theme
from desktop.customers.folded_note import FoldedNote
from desktop.formats import day, days_ago, money
from desktop.widgets import badge
from desktop.widgets.badge import Badge
from desktop.widgets.button import Button, IconButton
from desktop.widgets.chips import Chips, Choice
from desktop.widgets.health_meter import Factor, HealthMeter
from desktop.widgets.label import Label
from desktop.widgets.layouts import empty
from desktop.widgets.section import Section

FACTOR_MOST = 100
_FACES = {1: "negative", 2: "neutral", 3: "positive"}


class Head(QWidget):
    """Who this is: name, stage and health as badges, and how to reach her."""

    def __init__(self) -> None:
        super().__init__()
        self._name = Label("", "title", wrap=True, select=True)
        self._badges = QHBoxLayout()
        self._badges.setSpacing(theme.GRID)
        self._reach = Label("", "body", "soft", wrap=True, select=True)
        self.note = FoldedNote()
        self._also_known = Label("", "caption", "soft", wrap=True, select=True)
        self._also_known.hide()
        self._figures = Label("", "body", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        self._top = QHBoxLayout()
        self._top.setSpacing(theme.GRID // 2)
        self._top.addWidget(self._name, 1)
        column.addLayout(self._top)
        column.addLayout(self._badges)
        column.addSpacing(theme.GRID // 2)
        column.addWidget(self._figures)
        column.addWidget(self._reach)
        column.addWidget(self.note)
        column.addWidget(self._also_known)

    def add_button(self, button: QWidget) -> None:
        """Put something to do with the whole record beside the name."""
        self._top.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def show_customer(self, customer: Customer, health: CustomerHealth, currency: str) -> None:
        """Show another customer."""
        self._name.setText(customer.name)
        empty(self._badges)
        band = health.health.band if health.health else "unknown"
        score = health.health.score if health.health else None
        for look in (badge.stage(health.stage), badge.band(band, score)):
            self._badges.addWidget(Badge(look))
        self._badges.addStretch(1)
        self._figures.setText(_figures(health, currency))
        reach = [customer.phone, customer.email]
        self._reach.setText("\n".join(line for line in reach if line))
        self._reach.setVisible(any(reach))
        self.note.show_note(customer)

    def show_other_names(self, names: list[str]) -> None:
        """What else she is known by, of records that were made one with hers."""
        self._also_known.setText(_("Also known as {names}.").format(names=", ".join(names)))
        self._also_known.setVisible(bool(names))


def _figures(health: CustomerHealth, currency: str) -> str:
    if not health.visits:
        return _("No visit is noted yet.")
    return ngettext(
        "{n} visit, {spend} in all.", "{n} visits, {spend} in all.", health.visits
    ).format(n=health.visits, spend=money(health.spend_minor, currency))


def next_step(health: CustomerHealth, checkin: Checkin | None, today: date) -> str:
    """What to do next about a customer, in one sentence."""
    if checkin is not None and checkin.due_on <= today:
        return _("Get in touch: the check-in is due.")
    if health.state in ("overdue", "lost") and health.last_visit_on is not None:
        return _("Time for an invitation: last here {ago}.").format(
            ago=days_ago((today - health.last_visit_on).days)
        )
    if health.due_on is not None and health.due_on < today:
        return _("A visit has been due since {day}.").format(day=day(health.due_on))
    if health.due_on is not None:
        return _("The next visit is likely around {day}.").format(day=day(health.due_on))
    return _("Nothing is waiting.")


class HealthSection(Section):
    """The score with its reasons, and the owner's own feeling."""

    def __init__(self, feel: Callable[[int], object]) -> None:
        super().__init__(_("Health"))
        self._meter = HealthMeter()
        self.add(self._meter)
        self._feeling = Chips(
            [Choice(str(key), _(text), _FACES[key]) for key, text in PULSES.items()],
            _("Your own feeling"),
        )
        self._feeling.chosen.connect(lambda key: feel(int(key)))
        self.add(Label(_("Your own feeling"), "caption", "soft"))
        self.add(self._feeling)

    def show_health(self, health: CustomerHealth, customer: Customer) -> None:
        """Show another score; no score where nothing is known yet."""
        if customer.pulse is None:
            self._feeling.choose_none()
        else:
            self._feeling.choose(str(customer.pulse))
        if health.health is None:
            sentence = _("There is too little to go by yet.")
            self._meter.show_health(None, "unknown", [], sentence)
            return
        factors = [
            Factor(_(FACTORS[c.factor.name]), c.factor.points, FACTOR_MOST, c.factor.text())
            for c in health.health.contributions
        ]
        self._meter.show_health(health.health.score, health.health.band, factors, _trend(health))


def _trend(health: CustomerHealth) -> str:
    sentences = {
        "up": _("Better than a month ago."),
        "down": _("Worse than a month ago."),
        "no_clear_change": _("Much as a month ago."),
    }
    return sentences.get(health.trend or "", "")


class GoalsSection(Section):
    """What the customer wishes to reach."""

    def __init__(self, add: Callable[[], object], reach: Callable[[int], object]) -> None:
        button = Button(_("Add a goal"), add, kind="quiet", icon="add")
        super().__init__(_("Goals"), action=button)
        self._reach = reach
        self._list = QVBoxLayout()
        self.body.addLayout(self._list)

    def show_goals(self, goals: list[Goal]) -> None:
        """Show the goals, the open ones with a tick to press."""
        empty(self._list)
        if not goals:
            text = _("Ask what they hope for, and note it in their words.")
            self._list.addWidget(Label(text, "body", "soft", wrap=True))
        for goal in goals:
            self._list.addLayout(self._line(goal))

    def _line(self, goal: Goal) -> QHBoxLayout:
        line = QHBoxLayout()
        if goal.reached_on is None:
            name = _("Reached: {goal}").format(goal=goal.body)
            line.addWidget(IconButton("done", name, lambda: self._reach(goal.id)))
            line.addWidget(Label(goal.body, wrap=True), 1)
        else:
            text = _("{goal} (reached {day})").format(goal=goal.body, day=day(goal.reached_on))
            line.addWidget(Label(text, "body", "soft", wrap=True), 1)
        return line


class ConsentsSection(Section):
    """What the customer agreed to; unknown is never taken for yes."""

    def __init__(self, change: Callable[[str], object]) -> None:
        super().__init__(_("May we write?"))
        self._change = change
        self._grid = QGridLayout()
        self._grid.setColumnStretch(2, 1)
        self.body.addLayout(self._grid)

    def show_consents(self, consents: dict[str, Consent]) -> None:
        """Show one line for each way to write."""
        empty(self._grid)
        for row, consent in enumerate(consents.values()):
            name = _(CHANNEL_LABELS[consent.channel])
            self._grid.addWidget(Label(name), row, 0)
            self._grid.addWidget(Badge(badge.consent(consent.state)), row, 1)
            self._grid.addWidget(Label(_since(consent), "caption", "soft", wrap=True), row, 2)
            edit = _("Change the consent: {channel}").format(channel=name)
            button = IconButton("edit", edit, partial(self._change, consent.channel))
            self._grid.addWidget(button, row, 3, Qt.AlignmentFlag.AlignRight)


def _since(consent: Consent) -> str:
    if consent.since_on is None:
        return ""
    if not consent.source:
        return day(consent.since_on)
    return _("{day}, {source}").format(day=day(consent.since_on), source=consent.source)
