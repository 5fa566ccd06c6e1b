"""The quarterly review on paper: a PDF of one to four pages in the language in use."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core import files
from core.errors import KnownError
from core.i18n import N_, _, language
from core.insight import quarterly_review, review_fitting, review_words
from core.store import connections

if TYPE_CHECKING:
    from core.insight.review_pages import ReviewPages
    from core.store.workspace import Workspace

MARGIN = 48.0
MOST_SHEETS = 4


def print_pdf(workspace: Workspace, quarter: str, path: Path | str) -> Path:
    """Print the review of a quarter; the same review in the same language gives the same bytes.

    What was at `path` is replaced only by a whole file. Raises KnownError `bad_quarter`,
    `disk_full`, `paper_not_written`, `fonts_missing`.
    """
    path = Path(path)
    _put(path, pdf(quarterly_review.gather(workspace, quarter)))
    return path


def pdf(pages: ReviewPages) -> bytes:
    """The pages as a PDF of at most four sheets.

    Set once more at the end: only a first setting knows how many sheets there are.
    """
    from core.insight import review_type

    review_type.load_fonts()
    count, fitting = 0, pages
    for limits in review_fitting.LEVELS:
        fitting = review_fitting.for_paper(pages, limits)
        count, _paper = _set(fitting, 0)
        if count <= MOST_SHEETS:
            break
    return _set(fitting, count)[1]


def _set(pages: ReviewPages, count: int) -> tuple[int, bytes]:
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    from core.insight import review_type
    from core.insight.review_sheets import story

    def footer(canvas: Any, document: Any) -> None:
        _footer(canvas, pages, document.page, count)

    paper = BytesIO()
    document = BaseDocTemplate(
        paper,
        pagesize=A4,
        invariant=1,
        lang=language(),
        title=" ".join((_("Quarterly review"), pages.quarter)),
        author=pages.shop,
        creator="Regulars",
        initialFontName=review_type.PLAIN,
    )
    width, height = A4
    frame = Frame(
        MARGIN, MARGIN, width - 2 * MARGIN, height - 1.75 * MARGIN, 0, 0, 0, 0, id="sheet"
    )
    document.addPageTemplates(PageTemplate(frames=[frame], onPage=footer))
    document.build(story(pages))
    return document.page, paper.getvalue()


def _footer(canvas: Any, pages: ReviewPages, page: int, count: int) -> None:
    from reportlab.lib.pagesizes import A4

    from core.insight import review_type

    right, line = A4[0] - MARGIN, MARGIN - 14
    number = _("Page {page} of {count}").format(page=page, count=count)
    name = " · ".join(part for part in (pages.shop, review_words.quarter(pages.quarter)) if part)
    room = right - MARGIN - 100
    canvas.saveState()
    canvas.setStrokeColor(review_type.LINE)
    canvas.setLineWidth(0.5)
    canvas.line(MARGIN, line + 4, right, line + 4)
    canvas.setFont(review_type.PLAIN, review_type.CAPTION)
    canvas.setFillColor(review_type.INK_SOFT)
    shown = review_type.fitted(name, review_type.PLAIN, review_type.CAPTION, room)
    canvas.drawString(MARGIN, line - 8, shown)
    canvas.drawRightString(right, line - 8, number)
    canvas.restoreState()


def _put(path: Path, paper: bytes) -> None:
    """Write the whole file beside its place, then move it there."""
    if not path.name or path.is_dir():
        raise _not_written(path)
    try:
        with files.replacing(path) as half_made:
            half_made.write_bytes(paper)
    except OSError as error:
        raise _failure(error, path) from error


def _failure(error: OSError, path: Path) -> KnownError:
    return connections.disk_full() if files.is_disk_full(error) else _not_written(path)


def _not_written(path: Path) -> KnownError:
    sentence = N_("“{file}” cannot be written there. Please choose another place.")
    return KnownError("paper_not_written", sentence, file=path.name)
