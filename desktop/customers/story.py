"""What happened with a customer as entries to act on: visits are changed, bookings settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import overload

from core.i18n import _
from core.insight.timeline import Happening
from core.people.visits import Visit
from desktop.customers.acts import Acts
from desktop.customers.portrait import Portrait, was_booked
from desktop.widgets.happenings import entry
from desktop.widgets.timeline import Entry, Offer


class Story(Sequence[Entry]):
    """The entries of a story, each made when it is looked at: there may be thousands."""

    def __init__(self, portrait: Portrait, acts: Acts) -> None:
        self._happenings: Sequence[Happening] = portrait.story
        self._today = portrait.today
        self._acts = acts

    def __len__(self) -> int:
        return len(self._happenings)

    @overload
    def __getitem__(self, number: int) -> Entry: ...

    @overload
    def __getitem__(self, number: slice) -> list[Entry]: ...

    def __getitem__(self, number: int | slice) -> Entry | list[Entry]:
        if isinstance(number, slice):
            return [self._told(happening) for happening in self._happenings[number]]
        return self._told(self._happenings[number])

    def number_of(self, visit_id: object) -> int | None:
        """Where in the story a visit stands."""
        each = enumerate(self._happenings)
        return next((n for n, told in each if told.visit and told.visit.id == visit_id), None)

    def _told(self, happening: Happening) -> Entry:
        told = entry(happening, self._today)
        if happening.visit is None:
            return told
        visit = happening.visit
        return replace(told, asked=self._asked(visit), offers=self._offers(visit))

    def _asked(self, visit: Visit) -> list[Offer]:
        """What became of a booking is asked in the open once its day has gone by."""
        if not was_booked(visit, self._today):
            return []
        return [self._came(visit), self._settled(visit, "no_show")]

    def _offers(self, visit: Visit) -> list[Offer]:
        found = []
        if visit.status == "booked":
            if visit.visited_on <= self._today and not was_booked(visit, self._today):
                found += [self._came(visit), self._settled(visit, "no_show")]
            found.append(self._settled(visit, "cancelled"))
        if visit.status == "done" and visit.amount_minor is None:
            found.append(Offer(_("Add an amount…"), "money", partial(self._acts.add_amount, visit)))
        found.append(Offer(_("Change…"), "edit", partial(self._acts.change_visit, visit)))
        return [*found, Offer(_("Remove"), "erase", partial(self._acts.remove_visit, visit))]

    def _came(self, visit: Visit) -> Offer:
        return Offer(_("Came"), "done", partial(self._acts.note_came, visit))

    def _settled(self, visit: Visit, status: str) -> Offer:
        text = _("Did not come") if status == "no_show" else _("Was cancelled")
        return Offer(text, "close", partial(self._acts.settle, visit, status))
