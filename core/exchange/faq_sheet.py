"""The frequent questions on one sheet for the counter, the most asked first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import KnownError
from core.exchange.sheets_out import replacing
from core.i18n import LANGUAGES, N_, said_in
from core.store import settings
from core.voice import faq

if TYPE_CHECKING:
    from core.store.workspace import Workspace

_TITLE = N_("What you often ask us")
_MORE = N_("More answers for you at the counter: {n}")


def print_pdf(
    workspace: Workspace, path: Path | str, language: str, faq_ids: Sequence[int] | None = None
) -> int:
    """Print the questions answered in a language on one A4 page; gives how many did not fit.

    `faq_ids` chooses among those in use; the most used stands first. The same questions give the
    same bytes; a file of that name is replaced only by a whole one. Raises KnownError
    `unknown_format`, `unknown_language`, `nothing_to_print`, `export_failed`, `fonts_missing`.
    """
    path = Path(path)
    if path.suffix.lower() != ".pdf":
        raise KnownError("unknown_format", N_("“{file}” should end in .pdf."), file=path.name)
    left, paper = pdf(workspace, language, faq_ids)
    with replacing(path) as half_made:
        half_made.write_bytes(paper)
    return left


def pdf(
    workspace: Workspace, language: str, faq_ids: Sequence[int] | None = None
) -> tuple[int, bytes]:
    """How many questions did not fit, and the page. Raises as `print_pdf` does."""
    from core.paper import counter_sheet, typeface

    if language not in LANGUAGES:
        sentence = N_("“{value}” is not one of our languages.")
        raise KnownError("unknown_language", sentence, value=language)
    pairs = _pairs(workspace, language, faq_ids)
    if not pairs:
        sentence = N_("No question has an answer in this language yet. Write one first.")
        raise KnownError("nothing_to_print", sentence)
    typeface.load_fonts()
    held, paper = counter_sheet.put_together(
        pairs,
        shop=settings.get(workspace, settings.SHOP_NAME),
        title=said_in(language, _TITLE),
        language=language,
        more=lambda left: said_in(language, _MORE, n=left),
    )
    return len(pairs) - held, paper


def _pairs(
    workspace: Workspace, language: str, faq_ids: Sequence[int] | None
) -> list[tuple[str, str]]:
    """The questions with their answers in this very language, the most used first."""
    found = [each for each in faq.find(workspace) if faq_ids is None or each.id in faq_ids]
    texts = [each.texts[language] for each in found if language in each.texts]
    return [(text.question, text.answer) for text in texts if text.answer]
