"""What charts of Insights share when they are drawn: legends, shades, the chosen months."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from desktop.insights.picture import Span
from desktop.theme import Theme

SMALL = 9
# What WCAG AA asks of small text; of black and white one always has it.
READABLE = 4.5
# With more bars than that, only the telling ones get a figure, and not every month a name.
ALL_NAMED = 14


def legend(axes: Any, look: Theme, columns: int = 5) -> None:
    """The names of the colours, in one row above the chart."""
    axes.legend(
        loc="lower left",
        bbox_to_anchor=(-0.01, 1.0),
        ncols=columns,
        frameon=False,
        fontsize=SMALL,
        handlelength=0.8,
        handleheight=0.8,
        columnspacing=1.2,
        labelcolor=look.ink_soft,
        borderpad=0.2,
    )


def mark_chosen(axes: Any, look: Theme, span: Span, months: Sequence[date]) -> None:
    """A ground behind the chosen months, where others are drawn beside them."""
    places = span.chosen(months)
    if places is not None:
        axes.axvspan(places[0] - 0.5, places[1] + 0.5, color=look.raised, lw=0, zorder=0)


def panel_below(axes: Any, look: Theme, span: Span, months: Sequence[date]) -> Any:
    """A lower panel over the same months as `axes`, the chosen ones marked in both."""
    grid = axes.figure.add_gridspec(2, 1, height_ratios=[3, 2])
    axes.set_subplotspec(grid[0])
    lower = axes.figure.add_subplot(grid[1], sharex=axes)
    lower.set_facecolor(look.surface)
    for panel in (axes, lower):
        mark_chosen(panel, look, span, months)
    return lower


def caption(axes: Any, text: str, look: Theme) -> None:
    """The name of one of several panels, small at its top left."""
    axes.set_title(text, loc="left", fontsize=SMALL, color=look.ink_soft, pad=2)


def _halo(text: Any, look: Theme) -> None:
    """A rim in the colour of the ground, so that lines behind a figure do not cross it."""
    from matplotlib.patheffects import withStroke

    text.set_path_effects([withStroke(linewidth=3, foreground=look.surface)])


def over(axes: Any, text: str, place: float, height: float, look: Theme, gap: int = 3) -> None:
    """A figure over a bar or dot; a negative gap puts it under a hanging one."""
    written = axes.annotate(
        text,
        (place, height),
        xytext=(0, gap),
        textcoords="offset points",
        ha="center",
        va="bottom" if gap > 0 else "top",
        fontsize=SMALL,
        color=look.ink,
        zorder=5,
    )
    # It stands inside the axes, so the layout need not measure it.
    written.set_in_layout(False)
    _halo(written, look)


def beside(axes: Any, text: str, length: float, place: float, look: Theme, gap: int = 5) -> None:
    """A figure at the end of a lying bar."""
    axes.annotate(
        text,
        (length, place),
        xytext=(gap, 0),
        textcoords="offset points",
        va="center",
        fontsize=SMALL,
        color=look.ink,
    )


def blend(ground: str, full: str, strength: float) -> str:
    """A shade between two colours: 0 is the ground, 1 the full colour."""
    from matplotlib.colors import to_hex, to_rgb

    ends = zip(to_rgb(ground), to_rgb(full), strict=True)
    red, green, blue = (low + (high - low) * strength for low, high in ends)
    return str(to_hex((red, green, blue)))


def clearest(ground: str, look: Theme) -> str:
    """An ink that can be read on a ground: the theme's own, or black or white between them."""
    inks = (look.ink, look.on_accent, "#000000", "#FFFFFF")
    return next(ink for ink in inks if contrast(ink, ground) >= READABLE)


def contrast(one: str, other: str) -> float:
    """How far two colours are apart, 1–21, as WCAG counts it."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: str) -> float:
    from matplotlib.colors import to_rgb

    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in to_rgb(colour)
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
