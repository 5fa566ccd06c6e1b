"""The charts of the printed review, drawn as vectors and labelled directly.

This room imports reportlab, so only printing may import it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from reportlab.graphics.shapes import Circle, Drawing, Line, Rect, String

from core import formats
from core.i18n import _
from core.insight import periods
from core.insight.answering import AnsweredMonth
from core.insight.score_spread import BandCount
from core.insight.trends import MoodMonth, NpsQuarter, TopicBar, VisitMonth
from core.measures.health import BANDS
from core.measures.satisfaction import Nps
from core.paper.typeface import (
    ACCENT,
    ACCENT_PALE,
    BOLD,
    CAPTION,
    EDGE,
    GRID,
    INK,
    INK_SOFT,
    LINE,
    NEGATIVE,
    PLAIN,
    RAISED,
    fitted,
    width,
)

CHART_HEIGHT = 112.0
MOST_TOPICS = 6
_FOOT = 2.0 * GRID
_BAR_SHARE = 0.62


def mood(months: Sequence[MoodMonth], room: float, height: float) -> Any:
    """Feedback per month: negative hangs below the line, everything else stands above."""
    drawing = Drawing(room, height, initialFontName=PLAIN)
    key = [
        (NEGATIVE, _("Negative")),
        (ACCENT, _("Positive")),
        (ACCENT_PALE, _("Neutral or mixed")),
        (LINE, _("Unread")),
    ]
    _key(drawing, key, height - CAPTION, room)
    most_above = max((month.volume - month.negative for month in months), default=0)
    most_below = max((month.negative for month in months), default=0)
    # Room for one line of figures above and below the bars, and for the key.
    plot = height - _FOOT - 3 * GRID - 2 * CAPTION
    unit = plot / max(1, most_above + most_below)
    base = _FOOT + CAPTION + most_below * unit + 1
    for month, slot in zip(months, _slots(len(months), room), strict=True):
        _mood_of_month(drawing, month, slot, base, unit)
    _ground(drawing, base, room)
    return drawing


def _mood_of_month(drawing: Any, month: MoodMonth, slot: _Slot, base: float, unit: float) -> None:
    above = base
    stack = [(month.positive, ACCENT), (month.neutral + month.mixed, ACCENT_PALE)]
    for count, colour in [*stack, (month.unread, LINE)]:
        _bar(drawing, slot.left, above, slot.bar, count * unit, colour)
        above += count * unit
    _bar(drawing, slot.left, base, slot.bar, -month.negative * unit, NEGATIVE)
    if month.negative:
        below = base - month.negative * unit - CAPTION
        _write(drawing, slot.middle, below, formats.number(month.negative), colour=NEGATIVE)
    if month.volume - month.negative:
        _write(drawing, slot.middle, above + 2, formats.number(month.volume - month.negative))
    _write(drawing, slot.middle, 1, _month_letter(month.month))


def topics(bars: Sequence[TopicBar], room: float, height: float) -> Any:
    """Complaints by topic, most first."""
    shown = _with_rest(list(bars))
    drawing = Drawing(room, height, initialFontName=PLAIN)
    row = min(height / max(1, len(shown)), 2.4 * GRID)
    label, figures = room * 0.42, 28.0
    most = max((count for _name, count in shown), default=1)
    for index, (name, count) in enumerate(shown):
        bottom = height - (index + 1) * row
        text = bottom + (row - CAPTION) / 2 + 1
        name = fitted(name, PLAIN, CAPTION + 0.5, label - GRID)
        _write(drawing, 0, text, name, colour=INK, size=CAPTION + 0.5, anchor="start")
        length = (room - label - figures) * count / most
        _bar(drawing, label, bottom + row * 0.2, length, row * 0.6, NEGATIVE if not index else EDGE)
        beside = label + length + 4
        figure = formats.number(count)
        _write(drawing, beside, text, figure, colour=INK, font=BOLD, anchor="start")
    return drawing


def nps(quarters: Sequence[NpsQuarter], room: float, height: float) -> Any:
    """The score of each quarter as a dot, its 95 % margin as a line, its answers below."""
    drawing = Drawing(room, height, initialFontName=PLAIN)
    likely = [quarter.nps.interval or (0.0, 0.0) for quarter in quarters]
    low = min([0.0, *(lowest for lowest, _highest in likely)])
    high = max([50.0, *(highest for _lowest, highest in likely), *_values(quarters)])
    foot = _FOOT + 2 * CAPTION + 6
    scale = (height - foot - 2 * GRID) / (high - low)
    zero = foot + (0 - low) * scale
    drawing.add(Line(0, zero, room, zero, strokeColor=LINE, strokeWidth=0.8))
    _write(drawing, 0, zero + 2, formats.number(0), anchor="start")
    for quarter, slot in zip(quarters, _slots(len(quarters), room), strict=True):
        rests_on = _("n = {n}").format(n=formats.number(quarter.nps.n))
        below = [*_quarter_label(quarter.quarter).splitlines(), rests_on]
        for line, words in enumerate(reversed(below)):
            size = _small(words, slot.room)
            _write(drawing, slot.middle, 1 + line * (CAPTION + 2), words, size=size)
        _score(drawing, quarter.nps, slot.middle, lambda value: foot + (value - low) * scale)
    return drawing


def _score(drawing: Any, score: Nps, middle: float, place: Callable[[float], float]) -> None:
    """A dot on the line of its margin, its figure above; nothing without answers."""
    if score.value is None or score.interval is None:
        return
    low, high = map(place, score.interval)
    drawing.add(Line(middle, low, middle, high, strokeColor=EDGE, strokeWidth=1.2))
    dot, colour = place(score.value), EDGE if score.too_few else ACCENT
    drawing.add(Circle(middle, dot, 3, fillColor=colour, strokeColor=None))
    above = max(high, dot + 3) + 3
    _write(drawing, middle, above, formats.number(score.value), colour=INK, font=BOLD)


def visits(months: Sequence[VisitMonth], room: float, height: float) -> Any:
    """Visits per month; a month that is not over is pale."""
    drawing = Drawing(room, height, initialFontName=PLAIN)
    most = max((month.visits for month in months), default=0)
    unit = (height - _FOOT - CAPTION - GRID) / max(1, most)
    for month, slot in zip(months, _slots(len(months), room), strict=True):
        colour = ACCENT if month.whole else ACCENT_PALE
        _bar(drawing, slot.left, _FOOT, slot.bar, month.visits * unit, colour)
        if month.visits:
            above = _FOOT + month.visits * unit + 2
            figure = formats.number(month.visits)
            _write(drawing, slot.middle, above, figure, size=_small(figure, slot.room))
        _write(drawing, slot.middle, 1, _month_letter(month.month))
    _ground(drawing, _FOOT, room)
    return drawing


def answered(months: Sequence[AnsweredMonth], room: float, height: float) -> Any:
    """The answered share of each month, the median hours to the first answer below."""
    drawing = Drawing(room, height, initialFontName=PLAIN)
    foot = _FOOT + CAPTION + 4
    unit = height - foot - CAPTION - GRID
    for month, slot in zip(months, _slots(len(months), room), strict=True):
        share = month.answered.share
        _bar(drawing, slot.left, foot, slot.bar, unit, LINE if share is not None else RAISED)
        if share is not None:
            _bar(drawing, slot.left, foot, slot.bar, share * unit, ACCENT)
            _write(drawing, slot.middle, foot + unit + 2, formats.percent(share))
        _write(drawing, slot.middle, CAPTION + 4, _month_letter(month.month))
        hours = _hours(month.median_hours)
        _write(drawing, slot.middle, 1, hours, size=_small(hours, slot.room))
    _ground(drawing, foot, room)
    return drawing


def health(bands: Sequence[BandCount], room: float, height: float) -> Any:
    """Customers by health band, how many there were a quarter before beside each."""
    drawing = Drawing(room, height, initialFontName=PLAIN)
    row = min(height / max(1, len(bands)), 3.2 * GRID)
    label, figures = room * 0.3, 108.0
    most = max((band.customers for band in bands), default=1) or 1
    colours = {"at_risk": NEGATIVE, "watch": EDGE, "healthy": ACCENT}
    for index, band in enumerate(bands):
        bottom = height - (index + 1) * row
        line = bottom + (row - CAPTION) / 2 + 1
        name = fitted(_(BANDS[band.band]), PLAIN, CAPTION + 0.5, label - GRID)
        _write(drawing, 0, line, name, colour=INK, size=CAPTION + 0.5, anchor="start")
        length = (room - label - figures) * band.customers / most
        _bar(drawing, label, bottom + row * 0.25, length, row * 0.5, colours[band.band])
        figure = formats.number(band.customers)
        _write(drawing, label + length + 4, line, figure, colour=INK, font=BOLD, anchor="start")
        if band.before is not None:
            before = _("before {n}").format(n=formats.number(band.before))
            _write(drawing, room, line, before, anchor="end")
    return drawing


class _Slot(NamedTuple):
    """Where one of several things stands side by side: its bar, its middle, all its room."""

    left: float
    bar: float
    middle: float
    room: float


def _slots(count: int, room: float) -> list[_Slot]:
    each = room / max(1, count)
    bar = each * _BAR_SHARE
    lefts = [index * each + (each - bar) / 2 for index in range(count)]
    return [_Slot(left, bar, left + bar / 2, each) for left in lefts]


def _ground(drawing: Any, y: float, room: float) -> None:
    """The line on which bars stand."""
    drawing.add(Line(0, y, room, y, strokeColor=EDGE, strokeWidth=0.6))


def _hours(hours: float | None) -> str:
    if hours is None:
        return "–"
    return _("{n} h").format(n=formats.number(hours))


def _with_rest(bars: list[TopicBar]) -> list[tuple[str, int]]:
    shown = [(bar.text(), bar.complaints) for bar in bars]
    if len(shown) <= MOST_TOPICS:
        return shown
    kept, rest = shown[: MOST_TOPICS - 1], shown[MOST_TOPICS - 1 :]
    return [*kept, (_("Other topics"), sum(count for _name, count in rest))]


def _values(quarters: Sequence[NpsQuarter]) -> list[float]:
    return [quarter.nps.value for quarter in quarters if quarter.nps.value is not None]


def _key(drawing: Any, entries: list[tuple[Any, str]], y: float, room: float) -> None:
    """What each colour means, set smaller where the words are long."""
    signs = len(entries) * (CAPTION + 2 + GRID)
    size = min(CAPTION, CAPTION * (room - signs) / sum(_wide(name) for _colour, name in entries))
    x = 0.0
    for colour, name in entries:
        _bar(drawing, x, y, CAPTION - 1, CAPTION - 1, colour)
        _write(drawing, x + CAPTION + 2, y + 0.5, name, anchor="start", size=size)
        x += CAPTION + 2 + _wide(name) * size / CAPTION + GRID


def _wide(words: str) -> float:
    return width(words, PLAIN, CAPTION)


def _small(words: str, room: float) -> float:
    """The size at which words fit a slot, the usual one at most."""
    return min(CAPTION, CAPTION * room / (_wide(words) + 4))


def _bar(drawing: Any, x: float, y: float, room: float, height: float, colour: Any) -> None:
    if not height:
        return
    bottom = min(y, y + height)
    drawing.add(Rect(x, bottom, room, abs(height), fillColor=colour, strokeColor=None))


def _write(
    drawing: Any,
    x: float,
    y: float,
    text: str,
    *,
    colour: Any = INK_SOFT,
    font: str = PLAIN,
    size: float = CAPTION,
    anchor: str = "middle",
) -> None:
    drawing.add(
        String(x, y, text, fontName=font, fontSize=size, fillColor=colour, textAnchor=anchor)
    )


def _month_letter(month: date) -> str:
    from babel.dates import format_date

    return format_date(month, "LLLLL", locale=formats.locale())


def _quarter_label(quarter: str) -> str:
    first, _last = periods.days_of(quarter)
    return formats.quarter_short(first)
