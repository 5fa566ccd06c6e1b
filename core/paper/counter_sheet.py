"""One sheet for the counter: questions with their answers, in type that is read standing.

This room imports reportlab, so only printing may import it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from core.paper.typeface import (
    ACCENT,
    BOLD,
    GRID,
    INK,
    INK_SOFT,
    LINE,
    PLAIN,
    fitted,
    marked_up,
)

MARGIN = 56.0
ROOM = A4[0] - 2 * MARGIN
SHOP, TITLE, FOOT = 11.0, 26.0, 10.0
# Points of questions and answers with the space between: the largest in which all fit is taken.
STEPS = ((16.0, 14.0, 4.0), (14.0, 12.5, 3.25), (12.5, 11.0, 2.5), (11.0, 9.5, 2.0))

Pair = tuple[str, str]
Block = tuple[Any, Any, float]


def put_together(
    pairs: Sequence[Pair], *, shop: str, title: str, language: str, more: Callable[[int], str]
) -> tuple[int, bytes]:
    """How many of the questions the sheet holds, the first ones, and the sheet as a PDF.

    `more` words the line below for so many that are left. The same questions, the same bytes.
    """
    top = A4[1] - MARGIN - (SHOP + 1.5 * GRID if shop else 0) - _height(_heading(title)) - 3 * GRID
    blocks, gap = _largest(pairs, top - MARGIN - 2 * GRID)
    paper = BytesIO()
    canvas = Canvas(paper, pagesize=A4, invariant=1, lang=language, initialFontName=PLAIN)
    canvas.setTitle(title)
    canvas.setAuthor(shop)
    canvas.setCreator("Regulars")
    _draw_head(canvas, shop, title)
    _draw_blocks(canvas, blocks, top, gap)
    left = len(pairs) - len(blocks)
    _draw_foot(canvas, more(left) if left else "")
    canvas.save()
    return len(blocks), paper.getvalue()


def _largest(pairs: Sequence[Pair], room: float) -> tuple[list[Block], float]:
    """The questions in the largest type in which all fit, else as many as fit in the smallest."""
    for question, answer, grids in STEPS:
        gap = grids * GRID
        blocks = [_block(pair, question, answer) for pair in pairs]
        if sum(height for _q, _a, height in blocks) + gap * (len(blocks) - 1) <= room:
            return blocks, gap
    held: list[Block] = []
    used = 0.0
    for block in blocks:
        used += block[2] + (gap if held else 0)
        if used > room:
            break
        held.append(block)
    return held, gap


def _block(pair: Pair, question: float, answer: float) -> Block:
    asked = _paragraph(pair[0], question, BOLD, 1.3)
    said = _paragraph(pair[1], answer, PLAIN, 1.45)
    return asked, said, _height(asked) + 0.5 * GRID + _height(said)


def _paragraph(text: str, size: float, font: str, leading: float, colour: Any = INK) -> Any:
    style = ParagraphStyle(
        font, fontName=font, fontSize=size, leading=size * leading, textColor=colour,
        splitLongWords=1,
    )  # fmt: skip
    return Paragraph(marked_up(text), style)


def _heading(title: str) -> Any:
    return _paragraph(title, TITLE, BOLD, 1.2)


def _height(paragraph: Any) -> float:
    return float(paragraph.wrap(ROOM, A4[1])[1])


def _draw_head(canvas: Any, shop: str, title: str) -> None:
    at = A4[1] - MARGIN
    if shop:
        canvas.setFont(BOLD, SHOP)
        canvas.setFillColor(ACCENT)
        at -= SHOP
        canvas.drawString(MARGIN, at, fitted(shop, BOLD, SHOP, ROOM))
        at -= 1.5 * GRID
    heading = _heading(title)
    heading.drawOn(canvas, MARGIN, at - _height(heading))


def _draw_blocks(canvas: Any, blocks: list[Block], top: float, gap: float) -> None:
    at = top
    for place, (asked, said, height) in enumerate(blocks):
        if place:
            canvas.setStrokeColor(LINE)
            canvas.setLineWidth(0.75)
            canvas.line(MARGIN, at - gap / 2, A4[0] - MARGIN, at - gap / 2)
            at -= gap
        asked.drawOn(canvas, MARGIN, at - _height(asked))
        said.drawOn(canvas, MARGIN, at - height)
        at -= height


def _draw_foot(canvas: Any, words: str) -> None:
    if words:
        canvas.setFont(PLAIN, FOOT)
        canvas.setFillColor(INK_SOFT)
        canvas.drawString(MARGIN, MARGIN - GRID, fitted(words, PLAIN, FOOT, ROOM))
