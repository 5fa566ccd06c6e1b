"""The charts of the printed review, drawn as vectors and labelled directly.

This room imports reportlab, so only printing may import it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from reportlab.graphics.shapes import Circle, Drawing, Line, Rect, String

from core import formats
from core.i18n import _
from core.insight import periods
from core.insight.answering import AnsweredMonth
from core.insight.score_spread import BandCount
from core.insight.trends import MoodMonth, NpsQuarter, TopicBar, VisitMonth
from core.measures.health import BANDS
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
    slot = room / max(1, len(months))
    for index, month in enumerate(months):
        left, bar = index * slot + slot * (1 - _BAR_SHARE) / 2, slot * _BAR_SHARE
        above = base
        stack = [(month.positive, ACCENT), (month.neutral + month.mixed, ACCENT_PALE)]
        for count, colour in [*stack, (month.unread, LINE)]:
            _bar(drawing, left, above, bar, count * unit, colour)
            above += count * unit
        _bar(drawing, left, base, bar, -month.negative * unit, NEGATIVE)
        middle = left + bar / 2
        if month.negative:
            below = base - month.negative * unit - CAPTION
            _write(drawing, middle, below, formats.number(month.negative), colour=NEGATIVE)
        if month.volume - month.negative:
            _write(drawing, middle, above + 2, formats.number(month.volume - month.negative))
        _write(drawing, middle, 1, _month_letter(month.month))
    drawing.add(Line(0, base, room, base, strokeColor=EDGE, strokeWidth=0.6))
    return drawing


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
    slot = room / max(1, len(quarters))
    for index, quarter in enumerate(quarters):
        middle = (index + 0.5) * slot
        rests_on = _("n = {n}").format(n=formats.number(quarter.nps.n))
        below = [*_quarter_label(quarter.quarter).splitlines(), rests_on]
        for line, words in enumerate(reversed(below)):
            _write(drawing, middle, 1 + line * (CAPTION + 2), words, size=_small(words, slot))
        score = quarter.nps
        if score.value is None or score.interval is None:
            continue
        ends = [foot + (end - low) * scale for end in score.interval]
        drawing.add(Line(middle, ends[0], middle, ends[1], strokeColor=EDGE, strokeWidth=1.2))
        dot = foot + (score.value - low) * scale
        colour = EDGE if score.too_few else ACCENT
        drawing.add(Circle(middle, dot, 3, fillColor=colour, strokeColor=None))
        figure = formats.number(score.value)
        _write(drawing, middle, max(ends[1], dot + 3) + 3, figure, colour=INK, font=BOLD)
    return drawing


def visits(months: Sequence[VisitMonth], room: float, height: float) -> Any:
    """Visits per month; a month that is not over is pale."""
    drawing = Drawing(room, height, initialFontName=PLAIN)
    most = max((month.visits for month in months), default=0)
    unit = (height - _FOOT - CAPTION - GRID) / max(1, most)
    slot = room / max(1, len(months))
    for index, month in enumerate(months):
        left, bar = index * slot + slot * (1 - _BAR_SHARE) / 2, slot * _BAR_SHARE
        colour = ACCENT if month.whole else ACCENT_PALE
        _bar(drawing, left, _FOOT, bar, month.visits * unit, colour)
        middle = left + bar / 2
        if month.visits:
            above = _FOOT + month.visits * unit + 2
            figure = formats.number(month.visits)
            _write(drawing, middle, above, figure, size=_small(figure, slot))
        _write(drawing, middle, 1, _month_letter(month.month))
    drawing.add(Line(0, _FOOT, room, _FOOT, strokeColor=EDGE, strokeWidth=0.6))
    return drawing


def answered(months: Sequence[AnsweredMonth], room: float, height: float) -> Any:
    """The answered share of each month, the median hours to the first answer below."""
    drawing = Drawing(room, height, initialFontName=PLAIN)
    foot = _FOOT + CAPTION + 4
    unit = height - foot - CAPTION - GRID
    slot = room / max(1, len(months))
    for index, month in enumerate(months):
        left, bar = index * slot + slot * (1 - _BAR_SHARE) / 2, slot * _BAR_SHARE
        middle = left + bar / 2
        share = month.answered.share
        _bar(drawing, left, foot, bar, unit, LINE if share is not None else RAISED)
        if share is not None:
            _bar(drawing, left, foot, bar, share * unit, EDGE if month.answered.too_few else ACCENT)
            _write(drawing, middle, foot + unit + 2, formats.percent(share))
        _write(drawing, middle, CAPTION + 4, _month_letter(month.month))
        hours = _hours(month.median_hours)
        _write(drawing, middle, 1, hours, size=_small(hours, slot))
    drawing.add(Line(0, foot, room, foot, strokeColor=EDGE, strokeWidth=0.6))
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
