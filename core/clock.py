"""Time: one clock for the whole app, instants in UTC, days as the shop lives them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, tzinfo
from typing import Protocol


class Clock(Protocol):
    """What tells the time; handed in, so that any day can be played."""

    def now(self) -> datetime:
        """This instant, aware, in UTC, without fractions of a second."""

    def today(self) -> date:
        """The local day."""

    def day_of(self, instant: datetime) -> date:
        """The local day on which an aware instant falls."""

    def local(self, instant: datetime) -> datetime:
        """An aware instant in the shop's own time."""


class SystemClock:
    """The computer's clock and time zone."""

    def now(self) -> datetime:
        return datetime.now(UTC).replace(microsecond=0)

    def today(self) -> date:
        return datetime.now().date()

    def day_of(self, instant: datetime) -> date:
        return instant.astimezone().date()

    def local(self, instant: datetime) -> datetime:
        return instant.astimezone()


class FixedClock:
    """A clock that stands still until it is moved; for tests, the tour and samples."""

    def __init__(self, instant: datetime | str, zone: tzinfo | str = "Europe/Prague") -> None:
        self.instant = parse_instant(instant) if isinstance(instant, str) else instant
        if isinstance(zone, str):
            from zoneinfo import ZoneInfo

            zone = ZoneInfo(zone)
        self.zone = zone

    def now(self) -> datetime:
        return self.instant

    def today(self) -> date:
        return self.day_of(self.instant)

    def day_of(self, instant: datetime) -> date:
        return instant.astimezone(self.zone).date()

    def local(self, instant: datetime) -> datetime:
        return instant.astimezone(self.zone)

    def move_to(self, instant: datetime | str) -> None:
        """Let it be `instant` from now on."""
        self.instant = parse_instant(instant) if isinstance(instant, str) else instant


def instant_of(clock: Clock, day: date, at: time = time()) -> datetime:
    """The instant of a time of day as the shop lives it; without a time, where the day begins."""
    wall = datetime.combine(day, at, tzinfo=UTC)
    instant = wall
    # Twice, because the first guess may lie on the other side of a clock change.
    for _round in range(2):
        instant = wall - (clock.local(instant).replace(tzinfo=UTC) - instant)
    return instant


def iso(instant: datetime) -> str:
    """An aware instant as it is stored: `2026-09-20T10:00:00Z`."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse_instant(text: str) -> datetime:
    """An instant as it is stored, aware, in UTC. Raises ValueError."""
    instant = datetime.fromisoformat(text)
    return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).astimezone(UTC)


def parse_day(text: str | None) -> date | None:
    """A stored day, or None where there is none. Raises ValueError."""
    return date.fromisoformat(text) if text else None


def parse_optional(text: str | None) -> datetime | None:
    """A stored instant, or None where there is none. Raises ValueError."""
    return parse_instant(text) if text else None
