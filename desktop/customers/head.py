"""The head of a customer's page: who this is, how they are, and what to do next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from core.i18n import N_, _, ngettext
from core.insight.health_scores import CustomerHealth
from core.measures.points import whole
from core.measures.stage import RULES, STAGES, Stage
from core.people.customers import Customer
from desktop import theme
from desktop.customers.folded_note import FoldedNote
from desktop.customers.next_step import NextStep
from desktop.customers.portrait import Portrait
from desktop.formats import day, day_short, money, number
from desktop.widgets import badge
from desktop.widgets.badge import Look
from desktop.widgets.badge_menu import BadgeMenu, MenuChoice
from desktop.widgets.beside import Beside
from desktop.widgets.button import Button
from desktop.widgets.health_meter import HealthHead
from desktop.widgets.label import Label
from desktop.widgets.layouts import empty

Act = Callable[[], object]

# Narrower than so many pixels, the buttons of the next step stand under its sentence.
_NARROW = 360
# Whoever is older by her record was typed in wrongly.
OLDEST = 115
_WORDS = {
    "show_again": (N_("Show again"), "archive"),
    "answer": (N_("Write an answer"), "reply"),
    "came": (N_("Came"), "done"),
    "no_show": (N_("Did not come"), "close"),
    "checkin": (N_("Note the contact"), "checkin"),
    "invite": (N_("Invite"), "phone"),
    "offer": (N_("Offer a day"), "phone"),
    "visit": (N_("Note a visit"), "visit"),
}


class Head(QWidget):
    """Name, stage, how to reach her, health, and the next step with its button."""

    def __init__(self, acts: Mapping[str, Act], pin: Callable[[Stage | None], object]) -> None:
        super().__init__()
        self._pin = pin
        self._name = Label("", "title", wrap=True, select=True)
        self.stage = BadgeMenu(_("Stage"))
        self._figures = Label("", "body", wrap=True)
        self._reach = Label("", "body", "soft", wrap=True, select=True)
        self.note = FoldedNote()
        self._also_known = Label("", "caption", "soft", wrap=True, select=True)
        self.health = HealthHead()
        self.next = NextLine(acts)
        self._top = QHBoxLayout()
        self._top.setSpacing(theme.GRID // 2)
        self._top.addWidget(self._name, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addLayout(self._top)
        column.addWidget(self.stage)
        for part in (self._figures, self._reach, self.note, self._also_known):
            column.addWidget(part)
        column.addSpacing(theme.GRID)
        column.addWidget(self.health)
        column.addSpacing(theme.GRID)
        column.addWidget(self.next)

    def add_button(self, button: QWidget) -> None:
        """Put something to do with the whole record beside the name."""
        self._top.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def show_portrait(self, portrait: Portrait, step: NextStep) -> None:
        """Show another customer."""
        customer, health = portrait.customer, portrait.health
        self._name.setText(customer.name)
        self._show_stage(portrait)
        self._figures.setText(figures(portrait))
        reach = [_unbroken(customer.phone), customer.email, birthday(customer, portrait.today)]
        self._reach.setText(" · ".join(part for part in reach if part))
        self._reach.setVisible(any(reach))
        self.note.show_note(customer)
        names = ", ".join(portrait.other_names)
        self._also_known.setText(_("Also known as {names}.").format(names=names))
        self._also_known.setVisible(bool(names))
        self._show_health(health)
        self.next.show_step(step)

    def _show_stage(self, portrait: Portrait) -> None:
        health, pinned = portrait.health, portrait.stage_pinned
        look = badge.stage(health.stage)
        choices = [
            MenuChoice(_("By the rules"), partial(self._pin, None), not pinned, _rules()),
            *(
                MenuChoice(
                    _("Always: {stage}").format(stage=_(STAGES[stage])),
                    partial(self._pin, stage),
                    pinned and stage == health.stage,
                    _(RULES[stage]),
                    apart=number == 0,
                )
                for number, stage in enumerate(STAGES)
            ),
        ]
        tip = _("Set by your own hand.") if pinned else _(RULES[health.stage])
        self.stage.show_look(Look(stage_words(portrait), look.tone, look.icon), choices, tip)

    def _show_health(self, health: CustomerHealth) -> None:
        found = health.health
        if found is None:
            self.health.show_health(None, "unknown", _("There is too little to go by yet."))
            return
        change = moved(health)
        said = found.costing if health.trend == "down" else found.deciding
        self.health.show_health(found.score, found.band, said.text(), change)


class NextLine(QFrame):
    """What to do next as one line, with the button that does it."""

    def __init__(self, acts: Mapping[str, Act]) -> None:
        super().__init__()
        self._acts = acts
        self.setProperty("shape", "bar")
        self._words = Label("", "strong", wrap=True)
        self._side = QWidget()
        self._buttons = QHBoxLayout(self._side)
        self._buttons.setContentsMargins(0, 0, 0, 0)
        self._buttons.setSpacing(theme.GRID)
        line = Beside(((self._words, 1), (self._side, 0)), spacing=theme.GRID, narrow=_NARROW)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GAP, theme.GRID, theme.GRID, theme.GRID)
        row.addWidget(line)

    def show_step(self, step: NextStep) -> None:
        """Show another step; one that asks for nothing has no button."""
        self._words.setText(step.sentence)
        self._words.set_tone(step.tone)
        self.setAccessibleName(_("Next: {sentence}").format(sentence=step.sentence))
        empty(self._buttons)
        self._side.setVisible(bool(step.acts))
        for place, key in enumerate(step.acts):
            text, icon = _WORDS[key]
            kind = "plain" if place or step.tone == "soft" else "primary"
            self._buttons.addWidget(Button(_(text), self._acts[key], kind=kind, icon=icon))
        self._buttons.addStretch(1)


def stage_words(portrait: Portrait) -> str:
    """The stage and since when, in one phrase."""
    stage, since = _(STAGES[portrait.health.stage]), portrait.stage_since
    if since is None:
        return stage
    if portrait.stage_pinned:
        return _("{stage}, set by you on {day}").format(stage=stage, day=day(since))
    return _("{stage} since {day}").format(stage=stage, day=day(since))


def figures(portrait: Portrait) -> str:
    """What she has been to the shop, in one line."""
    health = portrait.health
    if not health.visits:
        return _("No visit is noted yet.")
    here = [visit.visited_on for visit in portrait.came if visit.was_here]
    one_day = _("Visits on one day count as one.") if len(here) > len(set(here)) else ""
    return f"{_been(portrait, min(here))} {one_day}".strip()


def _been(portrait: Portrait, first: date) -> str:
    health = portrait.health
    told = {
        "n": number(health.visits),
        "day": day(first),
        "spend": money(health.spend_minor, portrait.currency),
    }
    if all(visit.amount_minor is None for visit in portrait.came):
        return _seen(health.visits).format(**told)
    if health.visits == 1:
        return _("1 visit, on {day}, for {spend}.").format(**told)
    return ngettext(
        "{n} visit since {day}, {spend} in all.",
        "{n} visits since {day}, {spend} in all.",
        health.visits,
    ).format(**told)


def _seen(visits: int) -> str:
    """The sentence where no amount was ever noted: that is not the same as nothing paid."""
    if visits == 1:
        return _("1 visit, on {day}.")
    return ngettext("{n} visit since {day}.", "{n} visits since {day}.", visits)


def _unbroken(phone: str) -> str:
    return phone.replace(" ", "\xa0")


def birthday(customer: Customer, today: date) -> str:
    """The birthday, with the age where it can be true; "" where none is known."""
    born = customer.born_on
    if born is None or born > today:
        return ""
    turned = (today.month, today.day) >= (born.month, born.day)
    age = today.year - born.year - (not turned)
    if age > OLDEST:
        return _("Birthday {day}; the year {year} cannot be right.").format(
            day=day_short(born), year=born.year
        )
    return ngettext("Birthday {day}, {n} year old", "Birthday {day}, {n} years old", age).format(
        day=day_short(born), n=age
    )


def moved(health: CustomerHealth) -> Look | None:
    """How the score moved in thirty days, as the difference of the numbers that are shown."""
    if health.health is None or health.before is None:
        return None
    if health.trend == "no_clear_change":
        return Look(_("Much as a month ago"), "neutral", "same")
    points = abs(whole(health.health.score) - whole(health.before))
    if health.trend == "up":
        text = ngettext("{n} point up in the last month", "{n} points up in the last month", points)
        return Look(text.format(n=points), "positive", "rising")
    text = ngettext("{n} point down in the last month", "{n} points down in the last month", points)
    return Look(text.format(n=points), "negative", "falling")


def _rules() -> str:
    return "\n".join(
        _("{stage}: {rule}").format(stage=_(name), rule=_(RULES[stage]))
        for stage, name in STAGES.items()
    )
