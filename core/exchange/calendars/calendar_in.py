"""Calendars (.ics) as a table: one row for each appointment, under the headings of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from core.clock import Clock
from core.errors import KnownError
from core.exchange import content_lines
from core.exchange.calendars import event_days, event_words, own_events
from core.exchange.calendars.event_days import Day, When
from core.exchange.calendars.event_words import Told
from core.exchange.content_lines import Line
from core.exchange.records import Row, Unread
from core.i18n import N_
from core.people.customers import EMAIL
from core.text import clean, one_line

HEADINGS = (
    "Name",
    "E-mail",
    "Phone",
    "Date",
    "Time",
    "Service",
    "Status",
    "Note",
    "Event UID",
    "Event changed",
)
CUT_OFF = N_("The file breaks off in the middle of this event.")
NOBODY = N_("This event names no customer.")
NO_DAY = N_("This event has no day that a calendar knows.")
NO_RULE = N_("How often this event comes again cannot be read.")
# What is invited besides people.
_NO_PEOPLE = frozenset({"RESOURCE", "ROOM", "GROUP"})
_MAILTO = re.compile(r"^mailto:", re.IGNORECASE)


@dataclass(slots=True)
class Around:
    """What a file says around its events, and which of a row of events are told by themselves."""

    owner: str = ""
    cancelled: bool = False
    apart: dict[str, list[When]] = field(default_factory=dict)


def headings(path: Path, encoding: str) -> tuple[str, ...]:
    """The headings of every calendar. Raises KnownError `no_rows` for one without events."""
    if next(_events(path, encoding), None) is None:
        raise KnownError("no_rows", N_("There is no appointment in “{file}”."), file=path.name)
    return HEADINGS


def records(path: Path, encoding: str, _wanted: Sequence[str], clock: Clock) -> Iterator[Row]:
    """The appointments as rows, numbered as the events stand in the file.

    A recurring event gives a row for each of its days near today, all under its own number.
    """
    around = _around(path, encoding)
    for number, (lines, whole) in enumerate(_events(path, encoding), start=1):
        title = one_line(_text(lines, "SUMMARY"))
        if not whole:
            yield number, Unread(CUT_OFF, title)
            continue
        start = event_days.when(_line(lines, "DTSTART") or Line("DTSTART", ""))
        if start is None:
            yield number, Unread(NO_DAY, title)
            continue
        try:
            days = _days(lines, start, around, clock)
        except (ValueError, TypeError, KeyError, IndexError):
            # dateutil has no error of its own for the many ways in which a rule can be none.
            yield number, Unread(NO_RULE, title)
            continue
        for cells in _rows(lines, days, around):
            yield number, Unread(NOBODY, title) if cells is None else cells


def _events(path: Path, encoding: str) -> Iterator[tuple[list[Line], bool]]:
    return content_lines.components(content_lines.lines(path, encoding), "VEVENT")


def _around(path: Path, encoding: str) -> Around:
    around = Around()
    uid, apart = "", None
    for line in content_lines.lines(path, encoding):
        what = line.value.strip().upper() if line.name in ("BEGIN", "END") else ""
        if line.name == "BEGIN" and what == "VEVENT":
            uid, apart = "", None
        elif line.name == "UID":
            uid = one_line(line.text())
        elif line.name == "RECURRENCE-ID":
            apart = event_days.when(line)
        elif what == "VEVENT" and apart is not None:
            around.apart.setdefault(uid, []).append(apart)
            uid, apart = "", None
        elif line.name == "METHOD":
            around.cancelled |= line.value.strip().upper() == "CANCEL"
        elif line.name == "X-WR-CALNAME":
            around.owner = around.owner or line.text().strip().lower()
    return around


def _days(lines: Sequence[Line], start: When, around: Around, clock: Clock) -> list[Day]:
    rule = _text(lines, "RRULE").strip()
    more = event_days.several([line for line in lines if line.name == "RDATE"])
    if line := _line(lines, "RECURRENCE-ID"):
        moment = event_days.when(line)
        mark = event_days.mark_of(moment, start) if moment else ""
        return [Day(*event_days.local(start, clock), mark)]
    if not rule and not more:
        return [Day(*event_days.local(start, clock))]
    without = event_days.several([line for line in lines if line.name == "EXDATE"])
    without += around.apart.get(_uid(lines), [])
    return event_days.recurring(start, rule, more, without, clock)


def _rows(lines: Sequence[Line], days: Sequence[Day], around: Around) -> Iterator[list[str] | None]:
    """The cells of an event's rows; None, once, for one that names no customer."""
    uid = _uid(lines)
    own = own_events.is_own(uid)
    told = Told() if own else _told(lines, around)
    if not own and not _is_visit(told, lines, days):
        yield None
        return
    cancelled = around.cancelled or _text(lines, "STATUS").strip().upper() == "CANCELLED"
    changed = f"{_text(lines, 'SEQUENCE').strip()} {_text(lines, 'LAST-MODIFIED').strip()}".strip()
    for day in days:
        yield [
            told.name,
            told.email,
            told.phone,
            day.day.isoformat(),
            f"{day.at:%H:%M}" if day.at else "",
            told.services,
            "cancelled" if cancelled else "",
            told.note,
            f"{uid}#{day.mark}" if uid and day.mark else uid,
            changed,
        ]


def _is_visit(told: Told, lines: Sequence[Line], days: Sequence[Day]) -> bool:
    """Whether somebody comes. Without a name only a single appointment for a service counts."""
    if event_words.is_closed(told.services):
        return False
    if told.name or told.email or told.phone:
        return not event_words.is_closed(_text(lines, "SUMMARY")) or bool(_guest(lines, ""))
    timed = bool(days) and days[0].at is not None and not days[0].mark
    return timed and event_words.is_service(told.services)


def _told(lines: Sequence[Line], around: Around) -> Told:
    title, description = clean(_text(lines, "SUMMARY")), _text(lines, "DESCRIPTION")
    found = event_words.told(title, description, _guest(lines, around.owner) or ("", ""))
    comments = [clean(line.text()) for line in lines if line.name == "COMMENT"]
    note = "\n".join(filter(None, (found.note, *comments)))
    return Told(found.name, found.email, found.phone, found.services, note)


def _guest(lines: Sequence[Line], owner: str) -> tuple[str, str] | None:
    """The name and address of the first person invited who does not keep the calendar."""
    organizer = _line(lines, "ORGANIZER")
    keepers = {owner, _address(organizer) if organizer else ""}
    for line in lines:
        if line.name != "ATTENDEE" or line.params.get("CUTYPE", "").upper() in _NO_PEOPLE:
            continue
        address = _address(line)
        if address not in keepers or not address:
            return one_line(line.params.get("CN", "")), address
    return None


def _address(line: Line) -> str:
    # Apple writes where the guest lives on its server, and her address beside it.
    addresses = (_MAILTO.sub("", line.value.strip()), line.params.get("EMAIL", ""))
    return next((address.lower() for address in addresses if EMAIL.fullmatch(address)), "")


def _line(lines: Sequence[Line], name: str) -> Line | None:
    return next((line for line in lines if line.name == name), None)


def _text(lines: Sequence[Line], name: str) -> str:
    line = _line(lines, name)
    return line.text() if line else ""


def _uid(lines: Sequence[Line]) -> str:
    return one_line(_text(lines, "UID"))
