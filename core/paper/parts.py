"""The parts of a printed sheet: texts, headings, tables with hairlines, charts side by side.

This room imports reportlab, so only printing may import it.
"""

from __future__ import annotations

from typing import Any

from reportlab.platypus import CondPageBreak, KeepTogether, Paragraph, Spacer, Table

from core import formats
from core.i18n import ngettext
from core.paper.typeface import ACCENT, GRID, LINE, PLAIN, marked_up, style

ROOM = 499.0
GAP = 3 * GRID
HALF = (ROOM - GAP) / 2

# What a chart shows, what it is, and the chart; the last two "" where there is nothing to draw.
Chart = tuple[str, str, Any]
BARE = [
    ("FONTNAME", (0, 0), (-1, -1), PLAIN),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
]


def text(words: str, name: str = "body") -> Any:
    """A paragraph in one of the styles of `typeface`."""
    return Paragraph(marked_up(words), style(name))


def more(count: int) -> list[Any]:
    """The line under a list that was cut; nothing under one that was not."""
    if count <= 0:
        return []
    words = ngettext("and {n} more in the app", "and {n} more in the app", count)
    return [Spacer(0, GRID / 2), text(words.format(n=formats.number(count)), "caption")]


def lined_table(rows: list[list[Any]], widths: list[float], *, head: bool = False) -> Any:
    """Rows with a hairline under each; the head is repeated on the next page."""
    table = Table(rows, colWidths=widths, repeatRows=1 if head else 0)
    table.setStyle(
        [
            ("FONTNAME", (0, 0), (-1, -1), PLAIN),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            *([("VALIGN", (0, 0), (-1, 0), "BOTTOM")] if head else []),
            # No row stands alone at the foot or the head of a sheet.
            ("NOSPLIT", (0, 0), (-1, min(2, len(rows) - 1))),
            ("NOSPLIT", (0, max(0, len(rows) - 3)), (-1, -1)),
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, LINE),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("LEFTPADDING", (1, 0), (-1, -1), GRID),
            ("RIGHTPADDING", (0, 0), (-1, -1), GRID / 2),
            ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ]
    )
    return table


def side_by_side(charts: list[Chart]) -> Any:
    """Charts in two columns."""
    cells: list[list[Any]] = [[], [], []]
    for finding, name, drawing in charts:
        for row, part in zip(
            cells, (text(finding, "finding"), text(name, "caption"), drawing), strict=True
        ):
            row += [part, ""]
    table = Table([row[:-1] for row in cells], colWidths=[HALF, GAP, HALF])
    table.setStyle(
        [
            *BARE,
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("BOTTOMPADDING", (0, 1), (-1, 1), 0.75 * GRID),
        ]
    )
    return KeepTogether(table)


def heading(number: str, name: str) -> list[Any]:
    """The heading of a step, kept with what follows."""
    label = f'<font color="#{ACCENT.hexval()[2:]}">{number}</font>&nbsp;&nbsp;' if number else ""
    return [CondPageBreak(11 * GRID), Paragraph(label + marked_up(name), style("heading"))]
