"""The quarterly review on paper: a PDF of one to four pages in the language in use."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from core import files
from core.errors import KnownError
from core.i18n import N_, _
from core.insight.quarterly_review import fitting, walk, words
from core.store import connections

if TYPE_CHECKING:
    from core.insight.quarterly_review.pages import ReviewPages
    from core.store.workspace import Workspace

MOST_SHEETS = 4


def print_pdf(workspace: Workspace, quarter: str, path: Path | str, surnames: bool = False) -> Path:
    """Print the review of a quarter; the same review in the same language gives the same bytes.

    Customers are called by their first names unless `surnames` are wanted. What was at `path` is
    replaced only by a whole file. Raises KnownError `bad_quarter`, `disk_full`,
    `paper_not_written`, `fonts_missing`.
    """
    path = Path(path)
    _put(path, pdf(walk.gather(workspace, quarter), surnames=surnames))
    return path


def pdf(pages: ReviewPages, *, surnames: bool = False) -> bytes:
    """The pages as a PDF of at most four sheets.

    Set once more at the end: only a first setting knows how many sheets there are.
    """
    from core.paper import typeface

    typeface.load_fonts()
    count, told = 0, pages
    for limits in fitting.LEVELS:
        told = fitting.for_paper(pages, limits, surnames=surnames)
        count, _paper = _set(told, 0)
        if count <= MOST_SHEETS:
            break
    return _set(told, count)[1]


def _set(pages: ReviewPages, count: int) -> tuple[int, bytes]:
    from core.insight.quarterly_review.sheets import story
    from core.paper import sheets

    quarter = words.quarter(pages.quarter)
    return sheets.put_together(
        story(pages),
        title=" ".join((_("Quarterly review"), pages.quarter)),
        author=pages.shop,
        foot=" · ".join(part for part in (pages.shop, quarter) if part),
        count=count,
    )


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
