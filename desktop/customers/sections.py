"""The parts of a customer's page under its head: rhythm, health, likes, goals, consents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from core.formats import name_list
from core.i18n import _
from core.measures.factors import FACTORS, PULSES
from core.measures.health import Health
from core.people.consents import Consent
from core.people.goals import Goal
from core.people.touchpoints import CHANNEL_LABELS
from desktop.customers.portrait import Portrait
from desktop.formats import day
from desktop.widgets import badge
from desktop.widgets.badge import Badge
from desktop.widgets.button import Button, IconButton
from desktop.widgets.chips import Chips, Choice
from desktop.widgets.health_meter import Factor, FactorList, whole_points
from desktop.widgets.label import Label
from desktop.widgets.layouts import empty
from desktop.widgets.section import Section

_FACES = {1: "negative", 2: "neutral", 3: "positive"}


class HealthSection(Section):
    """What the score is made of, and the owner's own feeling."""

    def __init__(self, feel: Callable[[int], object], explain: Callable[[], object]) -> None:
        how = Button(_("How is this computed?"), explain, kind="quiet", icon="about")
        super().__init__(_("Health"), action=how)
        self._factors = FactorList()
        self._missing = Label("", "caption", "soft", wrap=True)
        self._feeling = Chips(
            [Choice(str(key), _(text), _FACES[key]) for key, text in PULSES.items()],
            _("Your own view"),
        )
        self._feeling.chosen.connect(lambda key: feel(int(key)))
        for part in (
            self._factors,
            self._missing,
            Label(_("Your own view"), "caption", "soft"),
            self._feeling,
        ):
            self.add(part)

    def show_portrait(self, portrait: Portrait) -> None:
        """Show another score; what is not known is named and counts for nothing."""
        pulse = portrait.customer.pulse
        if pulse is None:
            self._feeling.choose_none()
        else:
            self._feeling.choose(str(pulse))
        health = portrait.health.health
        self._factors.show_factors(factors(health) if health else [])
        self._factors.setVisible(health is not None)
        self._missing.setText(not_counted(health))
        self._missing.setVisible(bool(self._missing.text()))


def factors(health: Health) -> list[Factor]:
    """What each factor brings of what it could, in whole points that add up to the score."""
    parts = health.contributions
    whole = sum(part.factor.weight for part in parts)
    could = [(part.points, 100 * part.factor.weight / whole) for part in parts]
    points = whole_points(health.score, could)
    return [
        Factor(_(FACTORS[part.factor.name]), got, most, part.factor.text(), day(part.factor.on))
        for part, (got, most) in zip(parts, points, strict=True)
    ]


def not_counted(health: Health | None) -> str:
    """Which factors nothing is known of; "" where all of them count."""
    known = {part.factor.name for part in health.contributions} if health else set()
    names = [_(text) for name, text in FACTORS.items() if name not in known]
    if not names:
        return ""
    return _("Not counted, because there is nothing to go by: {names}.").format(
        names=name_list(names)
    )


class GoalsSection(Section):
    """What the customer wishes to reach."""

    def __init__(
        self,
        add: Callable[[], object],
        reach: Callable[[int], object],
        remove: Callable[[int], object],
    ) -> None:
        button = Button(_("Add a goal"), add, kind="quiet", icon="add")
        super().__init__(_("Goals"), action=button)
        self._reach, self._remove = reach, remove
        self._list = QVBoxLayout()
        self.body.addLayout(self._list)

    def show_goals(self, goals: Sequence[Goal]) -> None:
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
        name = _("Remove the goal: {goal}").format(goal=goal.body)
        line.addWidget(IconButton("erase", name, lambda: self._remove(goal.id)))
        return line


class ConsentsSection(Section):
    """What the customer agreed to; unknown is never taken for yes."""

    def __init__(self, change: Callable[[str], object]) -> None:
        self._change, self._unasked = change, ""
        note = IconButton("add", _("Note a consent"), self._note)
        super().__init__(_("May we write?"), action=note)
        self._grid = QGridLayout()
        self._grid.setColumnStretch(2, 1)
        self.body.addLayout(self._grid)
        self._rest = Label("", "body", "soft", wrap=True)
        self.add(self._rest)

    def show_consents(self, consents: dict[str, Consent]) -> None:
        """Show one line for each way that was asked about, and name the others."""
        empty(self._grid)
        said = [consent for consent in consents.values() if consent.state != "unknown"]
        for row, consent in enumerate(said):
            name = _(CHANNEL_LABELS[consent.channel])
            self._grid.addWidget(Label(name), row, 0)
            self._grid.addWidget(Badge(badge.consent(consent.state)), row, 1)
            self._grid.addWidget(Label(_since(consent), "caption", "soft", wrap=True), row, 2)
            edit = _("Change the consent: {channel}").format(channel=name)
            button = IconButton("edit", edit, partial(self._change, consent.channel))
            self._grid.addWidget(button, row, 3, Qt.AlignmentFlag.AlignRight)
        unasked = [channel for channel, each in consents.items() if each.state == "unknown"]
        self._unasked = (unasked or list(consents))[0]
        names = name_list([_(CHANNEL_LABELS[channel]) for channel in unasked])
        self._rest.setText(_("Not asked yet: {channels}.").format(channels=names))
        self._rest.setVisible(bool(unasked))

    def _note(self) -> None:
        self._change(self._unasked)


def _since(consent: Consent) -> str:
    if consent.since_on is None:
        return ""
    if not consent.source:
        return day(consent.since_on)
    return _("{day}, {source}").format(day=day(consent.since_on), source=consent.source)
