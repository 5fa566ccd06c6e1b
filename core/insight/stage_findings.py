"""What the months of stages show, in one sentence: the title of their chart."""

from __future__ import annotations

import math
from collections.abc import Sequence

from core import formats
from core.i18n import _
from core.insight.stage_flow import StageMonth
from core.measures.margins import Z95, too_few
from core.measures.trend import Trend, trend

COMPARED_MONTHS = 3
_AWAY = frozenset({"prospect", "lost"})


def of_stages(months: Sequence[StageMonth]) -> str:
    """Whether the shop won more customers than it lost in the last three months."""
    won, lost = _won(months[-COMPARED_MONTHS:]), _lost(months[-COMPARED_MONTHS:])
    if too_few(won + lost):
        return _("Too few customers came or stayed away to judge yet.")
    # Each came or stayed away for reasons of her own, so a count wavers by about its square root.
    word = trend(won, lost, Z95 * math.sqrt(won + lost))
    sentences: dict[Trend, str] = {
        "up": _("More customers were won than lost in the last months: {won} against {lost}."),
        "down": _("More customers were lost than won in the last months: {lost} against {won}."),
        "no_clear_change": _(
            "Customers won and lost keep the balance in the last months: {won} and {lost}."
        ),
    }
    return sentences[word].format(won=formats.number(won), lost=formats.number(lost))


def _won(months: Sequence[StageMonth]) -> int:
    """Who came for the first time, or came back."""
    return sum(
        n
        for month in months
        for (was, now), n in month.moved.items()
        if was in _AWAY and now not in _AWAY
    )


def _lost(months: Sequence[StageMonth]) -> int:
    return sum(n for month in months for (_was, now), n in month.moved.items() if now == "lost")
