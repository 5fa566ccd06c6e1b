"""A letter on paper: one answer, ready to be signed, folded and posted."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core import files, formats
from core.errors import KnownError
from core.i18n import N_
from core.store import settings
from core.voice import replies, wordings

if TYPE_CHECKING:
    from core.store.workspace import Workspace
    from core.voice.replies import Reply

MARGIN = 72.0
SIZE = 11.0


def print_pdf(workspace: Workspace, reply_id: int, path: Path | str) -> Path:
    """Write an answer as a letter on A4, dated in its own language.

    The same answer on the same day gives the same bytes; a file of that name is replaced only
    by a whole one. Raises Missing; KnownError `nothing_to_print` for an answer without words,
    `paper_not_written`, `fonts_missing`.
    """
    path, paper = Path(path), pdf(workspace, reply_id)
    with files.handing_out(path, "paper_not_written") as half_made:
        half_made.write_bytes(paper)
    return path


def pdf(workspace: Workspace, reply_id: int) -> bytes:
    """The letter itself. Raises Missing; KnownError `nothing_to_print`, `fonts_missing`."""
    from core.paper import typeface

    reply = replies.get(workspace, reply_id)
    if not reply.body:
        raise KnownError("nothing_to_print", N_("This answer has no words to print."))
    typeface.load_fonts()
    shop = settings.get(workspace, settings.SHOP_NAME)
    language = wordings.language_of(workspace, reply.wording, reply.language)
    written_on = workspace.clock.day_of(reply.sent_at or workspace.clock.now())
    return _put_together(_story(reply, shop, _dated(written_on, language)), shop, language)


def _dated(on: date, language: str) -> str:
    from babel.dates import format_date

    return format_date(on, format="long", locale=formats.locale(language))


def _story(reply: Reply, shop: str, dated: str) -> list[Any]:
    from reportlab.platypus import Spacer

    from core.paper import parts
    from core.paper.typeface import GRID

    story: list[Any] = [parts.text(shop, "shop")] if shop else []
    story += [parts.text(dated, "caption"), Spacer(0, 4 * GRID)]
    story += [_words(reply.customer), Spacer(0, 4 * GRID)]
    for paragraph in reply.body.split("\n\n"):
        story += [_words(paragraph.strip("\n")), Spacer(0, 1.5 * GRID)]
    return story


def _words(text: str) -> Any:
    """A paragraph in a size for reading a letter, larger than that of a report."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    from core.paper.typeface import marked_up, style

    letter = ParagraphStyle("letter", parent=style("body"), fontSize=SIZE, leading=1.5 * SIZE)
    return Paragraph(marked_up(text), letter)


def _put_together(story: list[Any], shop: str, language: str) -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import SimpleDocTemplate

    from core.paper.typeface import CAPTION, INK_SOFT, PLAIN

    def number(canvas: Any, document: Any) -> None:
        canvas.setFont(PLAIN, CAPTION)
        canvas.setFillColor(INK_SOFT)
        canvas.drawRightString(A4[0] - MARGIN, MARGIN / 2, str(document.page))

    paper = BytesIO()
    document = SimpleDocTemplate(
        paper,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
        invariant=1,
        lang=language,
        title=shop,
        author=shop,
        creator="Regulars",
        initialFontName=PLAIN,
    )
    document.build(story, onLaterPages=number)
    return paper.getvalue()
