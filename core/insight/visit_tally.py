"""Visits of one period counted once for every figure about coming back and spending."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from core.insight.visit_days import VisitDays
from core.measures.rhythm import REMEMBERED_GAPS, is_active, rhythm


@dataclass(slots=True)
class VisitTally:
    """What one pass over everyone's visit days leaves behind, for local days since–until.

    `active` are the customers who were active on the eve of the period and `again` those who
    came in it; `visits` counts visit days of each who came; `newcomers` are first and second
    visit day of everyone first here in it, the second by any day known. `spends` are amounts
    of visit days in minor units; `revenue_minor` has refunds on other days taken off as well.
    """

    since: date
    until: date
    active_window_days: int
    active: set[int] = field(default_factory=set)
    again: set[int] = field(default_factory=set)
    visits: list[int] = field(default_factory=list)
    newcomers: list[tuple[date, date | None]] = field(default_factory=list)
    spends: list[int] = field(default_factory=list)
    revenue_minor: int = 0

    def add(self, person: VisitDays) -> None:
        """Count one customer."""
        days = person.days
        start, end = bisect_left(days, self.since), bisect_right(days, self.until)
        if start and self._was_active(days[:start]):
            self.active.add(person.customer_id)
        if end > start:
            self.again.add(person.customer_id)
            self.visits.append(end - start)
        if days and self.since <= days[0] <= self.until:
            self.newcomers.append((days[0], days[1] if len(days) > 1 else None))
        self._add_spends(set(days[start:end]), person.spends)

    def _was_active(self, days: list[date]) -> bool:
        # The shop's gap is no matter here: whoever has no rhythm yet is judged by the window.
        own = rhythm(days[-REMEMBERED_GAPS - 1 :], self.active_window_days)
        eve = self.since - timedelta(days=1)
        return is_active(own, days[-1], eve, self.active_window_days)

    def _add_spends(self, days: set[date], spends: Iterable[tuple[date, int]]) -> None:
        for day, amount in spends:
            if self.since <= day <= self.until:
                self.revenue_minor += amount
                if day in days:
                    self.spends.append(amount)
