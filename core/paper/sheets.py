"""Sheets of A4 with a foot on each: whose they are, and which page of how many.

This room imports reportlab, so only printing may import it.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from core.i18n import _, language
from core.paper.typeface import CAPTION, INK_SOFT, LINE, PLAIN, fitted

MARGIN = 48.0


def put_together(
    story: list[Any], *, title: str, author: str, foot: str, count: int = 0
) -> tuple[int, bytes]:
    """How many sheets the parts fill, and those sheets as a PDF; the same parts, the same bytes.

    `foot` stands at the left of each foot, the page of `count` at the right. Only a first
    setting knows how many sheets there are, so whoever calls sets the parts twice.
    """

    def footer(canvas: Any, document: Any) -> None:
        _footer(canvas, foot, document.page, count)

    paper = BytesIO()
    document = BaseDocTemplate(
        paper,
        pagesize=A4,
        invariant=1,
        lang=language(),
        title=title,
        author=author,
        creator="Regulars",
        initialFontName=PLAIN,
    )
    width, height = A4
    frame = Frame(
        MARGIN, MARGIN, width - 2 * MARGIN, height - 1.75 * MARGIN, 0, 0, 0, 0, id="sheet"
    )
    document.addPageTemplates(PageTemplate(frames=[frame], onPage=footer))
    document.build(story)
    return document.page, paper.getvalue()


def _footer(canvas: Any, foot: str, page: int, count: int) -> None:
    right, line = A4[0] - MARGIN, MARGIN - 14
    number = _("Page {page} of {count}").format(page=page, count=count)
    canvas.saveState()
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.5)
    canvas.line(MARGIN, line + 4, right, line + 4)
    canvas.setFont(PLAIN, CAPTION)
    canvas.setFillColor(INK_SOFT)
    canvas.drawString(MARGIN, line - 8, fitted(foot, PLAIN, CAPTION, right - MARGIN - 100))
    canvas.drawRightString(right, line - 8, number)
    canvas.restoreState()
