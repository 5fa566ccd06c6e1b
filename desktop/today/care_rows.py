"""Whom to get in touch with today, as lines: who, why, and what a press does about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from core.i18n import N_, _, ngettext
from core.insight.today import CareTask, Today
from core.people import checkins
from core.people.checkins import Checkin
from desktop.desk import Desk
from desktop.formats import day_said, days_ago
from desktop.today import putting_off
from desktop.widgets.badge import Look
from desktop.widgets.task_row import Action, Rows, TaskRow

# The customer, her name and the sentence that says why.
AskResult = Callable[[int, str, str], object]
_SORTS = {
    "first_purchase": (N_("New customer"), "positive", "new_customer"),
    "winback": (N_("Win back"), "negative", "falling"),
    "checkin": (N_("New stage"), "accent", "rising"),
    "interval": (N_("Stay in touch"), "neutral", "checkin"),
}


class CareRows:
    """Makes the lines; `ask_result` opens the check-in of a customer."""

    def __init__(self, desk: Desk, ask_result: AskResult) -> None:
        self._desk = desk
        self._ask_result = ask_result

    def lines(self, today: Today) -> Rows:
        """Check-ins that were set for somebody first, then what the plans of stages ask for."""
        return Rows([*today.checkins, *today.care], partial(self._either, today.on))

    def _either(self, on: date, asked: Checkin | CareTask) -> TaskRow:
        return self._task(asked) if isinstance(asked, CareTask) else self._checkin(on, asked)

    def _checkin(self, on: date, checkin: Checkin) -> TaskRow:
        why = checkin.note or _last_contact(checkin, on)
        look = _lateness(checkin.days_late(on))
        return self._line(checkin.customer_id, checkin.customer, look, why)

    def _task(self, task: CareTask) -> TaskRow:
        text, tone, icon = _SORTS[task.sort]
        look = Look(_(text), tone, icon)
        why, more = _(task.because), beneath(task)
        since = _("Due since {day}.").format(day=day_said(task.due_on))
        return self._line(task.customer_id, task.customer, look, why, more, more or since)

    def _line(
        self, customer_id: int, customer: str, look: Look, why: str, more: str = "", note: str = ""
    ) -> TaskRow:
        """A line; the check-in that it opens begins with why, and with what more is known."""
        ask = partial(self._ask_result, customer_id, customer, f"{why} {more}".strip())
        rest = partial(self._put_off, customer_id, customer)
        return TaskRow(
            customer,
            why,
            partial(self._desk.navigation.open, "customers", customer_id),
            look,
            (
                Action("done", _("Done: note what came of it"), ask),
                Action("snooze", _("Put off for a week"), rest),
            ),
            note,
        )

    def _put_off(self, customer_id: int, customer: str) -> None:
        put_off = partial(checkins.put_off, self._desk.workspace, customer_id)
        putting_off.for_a_week(self._desk, customer, put_off)


def beneath(task: CareTask) -> str:
    """What to know before one calls: why she may have gone, or what she wished for."""
    if task.likely_reason:
        return _("Likely reason: {reason}").format(reason=_(task.likely_reason))
    if task.goals:
        return ngettext("{n} goal to ask about.", "{n} goals to ask about.", task.goals).format(
            n=task.goals
        )
    return ""


def _last_contact(checkin: Checkin, on: date) -> str:
    if checkin.last_contact_on is None:
        return _("No contact noted yet.")
    ago = days_ago((on - checkin.last_contact_on).days)
    return _("Last contact {ago}.").format(ago=ago)


def _lateness(days: int) -> Look:
    if days <= 0:
        return Look(_("Due today"), "neutral", "due")
    return Look(ngettext("{n} day late", "{n} days late", days).format(n=days), "warning", "due")
