"""The parts of a person's sheets: headings, facts, tables and quotes of any length.

This room imports reportlab, so only printing may import it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Paragraph, Table

from core.paper.parts import ROOM, text
from core.paper.typeface import EDGE, GRID, LINE, PLAIN, RAISED, marked_up, style

# What is longer goes on in a row of its own, which may stand on the next sheet.
_LONGEST_PIECE, _LONGEST_CELL = 1200, 450


def heading(name: str) -> list[Any]:
    """A heading that leaves no half sheet empty: the table below it may break at once."""
    apart = ParagraphStyle("apart", parent=style("heading"), keepWithNext=0)
    return [CondPageBreak(13 * GRID), Paragraph(marked_up(name), apart)]


def facts_table(facts: Sequence[tuple[str, str]], share: float = 0.28) -> Any:
    """What something is called at the left, what it is at the right."""
    rows = [
        [text(name, "soft"), piece]
        for name, told in facts
        for name, piece in _in_pieces(name, told)
    ]
    return _lined(rows, [ROOM * share, ROOM * (1 - share)])


def _in_pieces(name: str, told: str) -> Iterator[tuple[str, Any]]:
    for number, piece in enumerate(_pieces(told)):
        yield ("" if number else name), text(piece)


def table(
    head: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[float], right: Any = ()
) -> Any:
    """A table whose head is repeated on every sheet; a column without a word leaves its room."""
    filled = [at for at in range(len(head)) if at == 0 or any(row[at] for row in rows)]
    room = sum(shares[at] for at in filled)
    shares = [shares[at] / room for at in filled]
    right = [filled.index(at) for at in right if at in filled]
    rows = [[row[at] for at in filled] for row in rows]
    head = [head[at] for at in filled]
    titles = [
        text(name, "caption_right" if at in right else "caption") for at, name in enumerate(head)
    ]
    cells: list[list[Any]] = [titles]
    for row in rows:
        columns = [_pieces(cell, _LONGEST_CELL) for cell in row]
        for number in range(max(map(len, columns))):
            pieces = [column[number] if number < len(column) else "" for column in columns]
            cells.append(
                [text(piece, "right" if at in right else "body") for at, piece in enumerate(pieces)]
            )
    return _lined(cells, [ROOM * share for share in shares], head=True)


def _pieces(told: str, longest: int = _LONGEST_PIECE) -> list[str]:
    """A long text in pieces that each fit on a sheet: a row of a table is never torn."""
    pieces: list[str] = []
    lines: list[str] = []
    length = 0
    for line in told.split("\n"):
        for part in _cut(line, longest):
            # Every line takes its place, also a short one.
            if lines and length + len(part) + 60 > longest:
                pieces.append("\n".join(lines))
                lines, length = [], 0
            lines.append(part)
            length += len(part) + 60
    return [*pieces, "\n".join(lines)]


def _cut(line: str, longest: int) -> Iterator[str]:
    while len(line) > longest:
        at = line.rfind(" ", longest // 2, longest) + 1 or longest
        yield line[:at].rstrip()
        line = line[at:]
    yield line


def _lined(rows: list[list[Any]], widths: list[float], *, head: bool = False) -> Any:
    made = Table(rows, colWidths=widths, repeatRows=1 if head else 0)
    made.setStyle(
        [
            ("FONTNAME", (0, 0), (-1, -1), PLAIN),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            *([("BACKGROUND", (0, 0), (-1, 0), RAISED)] if head else []),
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, LINE),
            ("LEFTPADDING", (0, 0), (-1, -1), 0 if not head else GRID / 2),
            ("RIGHTPADDING", (0, 0), (-1, -1), GRID / 2),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ]
    )
    return made


def quoted(about: str, body: str, name: str, inset: float = 0) -> Any:
    """Words with a line at their left and above them when and how they were said."""
    rows = [[text(about, "caption")]]
    rows += [[Paragraph(marked_up(piece), style(name))] for piece in _pieces(body)]
    made = Table(rows, colWidths=[ROOM - inset], hAlign="RIGHT")
    made.setStyle(
        [
            ("FONTNAME", (0, 0), (-1, -1), PLAIN),
            ("LINEBEFORE", (0, 0), (0, -1), 1.5, EDGE if inset else LINE),
            ("LEFTPADDING", (0, 0), (-1, -1), 1.25 * GRID),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 1),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ]
    )
    return made
