"""Closures: when the shop was or will be shut, so that nobody is counted as staying away."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from core.errors import Missing, Problem, refuse
from core.i18n import N_
from core.measures import public_days
from core.measures.opening import OpenDays, WorkingDays, missing_weeks
from core.people.counted import SOLD
from core.store import settings
from core.text import one_line

if TYPE_CHECKING:
    from core.store.workspace import Workspace

LONGEST_DAYS = 732
# Due days may lie a few years ahead; nobody's next visit is expected later.
_YEARS_AHEAD = 5
_NOUNS = frozenset({"closure", "setting"})


@dataclass(frozen=True, slots=True)
class NewClosure:
    """What a form gives: the first and the last closed day, and what for."""

    since_on: date
    until_on: date
    note: str = ""

    def problems(self) -> list[Problem]:
        """What keeps this from being a closure."""
        found = []
        if self.since_on.year < 1900:
            found.append(Problem("since_on", N_("This day is too long ago.")))
        if self.until_on < self.since_on:
            found.append(Problem("until_on", N_("The last day lies before the first.")))
        elif (self.until_on - self.since_on).days >= LONGEST_DAYS:
            found.append(Problem("until_on", N_("A closure lasts two years at most.")))
        return found


@dataclass(frozen=True, slots=True)
class Closure:
    """A closure as the store knows it, both days included."""

    id: int
    since_on: date
    until_on: date
    note: str


def add(workspace: Workspace, new: NewClosure) -> Closure:
    """Write a closure down. Raises RefusedInput."""
    refuse(new.problems())
    with workspace.write(N_("Closure noted")) as write:
        closure_id = write.insert("closure", **_columns(new))
    return get(workspace, closure_id)


def change(workspace: Workspace, closure_id: int, new: NewClosure) -> Closure:
    """Give a closure other days or another note. Raises RefusedInput, Missing."""
    refuse(new.problems())
    with workspace.write(N_("Closure changed")) as write:
        write.update("closure", closure_id, **_columns(new))
    return get(workspace, closure_id)


def remove(workspace: Workspace, closure_id: int) -> None:
    """Take a closure away: the shop was open after all. Raises Missing."""
    with workspace.write(N_("Closure removed")) as write:
        write.delete("closure", closure_id)


def get(workspace: Workspace, closure_id: int) -> Closure:
    """One closure. Raises Missing."""
    row = workspace.row("SELECT * FROM closure WHERE id = ?", [closure_id])
    if row is None:
        raise Missing("closure", closure_id)
    return _from_row(row)


def find(workspace: Workspace) -> list[Closure]:
    """Every closure, the latest first."""
    rows = workspace.rows("SELECT * FROM closure ORDER BY since_on DESC, id DESC")
    return [_from_row(row) for row in rows]


def suggested(workspace: Workspace) -> list[NewClosure]:
    """Times that look like closures, the latest first; they count only once they are added.

    They are five or more days in a row without any visit in a shop that was visited on most
    days before and after, or weeks in one with quiet days as well (`opening.missing_weeks`); they
    do not touch a closure that is known. Where the owner said that
    the shop was open, nobody is asked again.
    """
    known, was_open = find(workspace), settings.get(workspace, settings.WAS_OPEN)
    holidays = _holidays(workspace, workspace.clock.today())
    return [
        NewClosure(since, until)
        for since, until in reversed(missing_weeks(_visited(workspace), holidays))
        if not any(one.since_on <= until and since <= one.until_on for one in known)
        and _span(since, until) not in was_open
    ]


def keep_open(workspace: Workspace, new: NewClosure) -> None:
    """Note that the shop was open at a time that looks like a closure."""
    kept = settings.get(workspace, settings.WAS_OPEN)
    span = _span(new.since_on, new.until_on)
    with workspace.write(N_("Noted as open")):
        settings.put(workspace, settings.WAS_OPEN, sorted({*kept, span}))


def _span(since: date, until: date) -> str:
    return f"{since.isoformat()}/{until.isoformat()}"


def open_days(workspace: Workspace, on: date) -> OpenDays:
    """When the shop was and will be open, as far as a rhythm around the day `on` needs it.

    A closure counts for any day, whenever it was written down, as a visit does.
    """
    return workspace.kept(("open_days", on.year), _NOUNS, lambda: _open_days(workspace, on))


def _open_days(workspace: Workspace, on: date) -> OpenDays:
    closed = ((closure.since_on, closure.until_on) for closure in find(workspace))
    return OpenDays(closed, _holidays(workspace, on))


def working_days(workspace: Workspace, on: date) -> WorkingDays:
    """On which days around `on` the shop serves: the free days of its weeks count as well.

    Light enough for the first page.
    """
    return workspace.kept(("working_days", on.year), _NOUNS, lambda: _working_days(workspace, on))


def _working_days(workspace: Workspace, on: date) -> WorkingDays:
    closed = {
        day
        for closure in find(workspace)
        for day in range(closure.since_on.toordinal(), closure.until_on.toordinal() + 1)
    }
    closed.update(day.toordinal() for day in _holidays(workspace, on))
    weekdays = settings.get(workspace, settings.CLOSED_WEEKDAYS)
    return WorkingDays(closed, weekdays)


def _holidays(workspace: Workspace, on: date) -> tuple[date, ...]:
    country = settings.get(workspace, settings.COUNTRY)
    if country == "other" or not settings.get(workspace, settings.HOLIDAYS):
        return ()
    return public_holidays(country, min(on.year + _YEARS_AHEAD, date.max.year))


def public_holidays(country: str, until_year: int) -> tuple[date, ...]:
    """The public holidays of "CZ" or "LV" from 1990 to the end of a year, in order."""
    return public_days.of_years(country, public_days.FIRST_YEAR, until_year)


def _visited(workspace: Workspace) -> list[date]:
    """Every day on which anything was sold, in order; days without are jumped over."""
    rows = workspace.each(
        f"""WITH RECURSIVE day (visited_on) AS (
            SELECT min(visited_on) FROM visit WHERE {SOLD}
            UNION ALL
            SELECT (SELECT visited_on FROM visit WHERE {SOLD} AND visited_on > day.visited_on
                ORDER BY visited_on LIMIT 1)
            FROM day WHERE day.visited_on IS NOT NULL)
        SELECT visited_on FROM day WHERE visited_on <= ?""",
        [workspace.clock.today().isoformat()],
    )
    return [date.fromisoformat(row[0]) for row in rows]


def _columns(new: NewClosure) -> dict[str, str | None]:
    return {
        "since_on": new.since_on.isoformat(),
        "until_on": new.until_on.isoformat(),
        "note": one_line(new.note) or None,
    }


def _from_row(row: sqlite3.Row) -> Closure:
    return Closure(
        id=row["id"],
        since_on=date.fromisoformat(row["since_on"]),
        until_on=date.fromisoformat(row["until_on"]),
        note=row["note"] or "",
    )
