"""How long a task will still take, guessed from how fast it went."""

from __future__ import annotations

import math

from core.i18n import _, ngettext
from desktop.formats import number

# Before that nothing can be known of a task's pace.
WATCHED_SECONDS = 2.0
WATCHED_SHARE = 0.05
# Who waits this short needs no words.
WORTH_TELLING = 3.0
# The pace of the last seconds counts more than that of the beginning.
REMEMBERED_SECONDS = 6.0
# A guess this near to the one before is the same guess; a clock that jumps is not believed.
SAME = 0.2
LEANING = 0.3


class TimeLeft:
    """Watches one task; the guess counts down evenly and leans slowly to a changed pace."""

    def __init__(self) -> None:
        self._began: tuple[float, float] | None = None
        self._last = (0.0, 0.0)
        self._pace = 0.0
        self._end: float | None = None

    def see(self, fraction: float, now: float) -> float | None:
        """The seconds left at a fraction done, None while nobody can know.

        `now` is any clock in seconds; a negative fraction means that pieces are not counted.
        """
        if fraction < 0:
            self._began = self._end = None
            return None
        if self._began is None or fraction < self._last[0]:
            # The first look, or the next part of the work: its pace is another one.
            self._began = self._last = fraction, now
            self._pace, self._end = 0.0, None
            return None
        self._learn_pace(self._began, fraction, now)
        return self._left(self._began, fraction, now)

    def _learn_pace(self, began: tuple[float, float], fraction: float, now: float) -> None:
        done, since = self._last
        passed = now - since
        if passed <= 0:
            return
        if self._end is None:
            # Work goes in portions: the mean of all so far says more than the last one.
            self._pace = (fraction - began[0]) / (now - began[1])
        else:
            weight = 1 - math.exp(-passed / REMEMBERED_SECONDS)
            self._pace += weight * ((fraction - done) / passed - self._pace)
        self._last = fraction, now

    def _left(self, began: tuple[float, float], fraction: float, now: float) -> float | None:
        first, since = began
        watched = now - since >= WATCHED_SECONDS and fraction - first >= WATCHED_SHARE
        if not watched or self._pace <= 0:
            return None
        left = (1 - fraction) / self._pace
        if self._end is None:
            if left < WORTH_TELLING:
                return None
            self._end = now + left
        elif abs(now + left - self._end) > SAME * left:
            self._end += LEANING * (now + left - self._end)
        return max(0.0, self._end - now)


def in_words(seconds: float | None) -> str:
    """The time left as a person would say it; "" where nobody knows."""
    if seconds is None:
        return ""
    if seconds < 8:
        return _("a few seconds left")
    if seconds < 55:
        tens = math.ceil(seconds / 10) * 10
        return ngettext("about {n} second left", "about {n} seconds left", tens).format(
            n=number(tens)
        )
    if seconds < 3600:
        minutes = max(1, round(seconds / 60))
        return ngettext("about {n} minute left", "about {n} minutes left", minutes).format(
            n=number(minutes)
        )
    return _("more than an hour left")
