"""A person's whole record on paper: everything the shop knows of her, to read and to keep."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import KnownError
from core.exchange.person.record import gather
from core.exchange.sheets_out import replacing
from core.i18n import N_, _

if TYPE_CHECKING:
    from core.exchange.person.record import PersonRecord
    from core.store.workspace import Workspace


def print_person(workspace: Workspace, customer_id: int, path: Path | str) -> Path:
    """Print everything about one person as a PDF in the language in use.

    The same record on the same day gives the same bytes; a file of that name is replaced only
    by a whole one. Raises Missing, KnownError `unknown_format`, `export_failed`, `fonts_missing`.
    """
    path = Path(path)
    if path.suffix.lower() != ".pdf":
        sentence = N_("“{file}” should end in .pdf or .json.")
        raise KnownError("unknown_format", sentence, file=path.name)
    paper = pdf(gather(workspace, customer_id))
    with replacing(path) as half_made:
        half_made.write_bytes(paper)
    return path


def pdf(record: PersonRecord) -> bytes:
    """The record as a PDF. Set twice, because only a first setting knows how many sheets it is."""
    from core.paper import typeface

    typeface.load_fonts()
    count, _first = _set(record, 0)
    return _set(record, count)[1]


def _set(record: PersonRecord, count: int) -> tuple[int, bytes]:
    from core.exchange.person.sheets import story
    from core.paper import sheets

    name = record.customer.name
    return sheets.put_together(
        story(record),
        title=_("What we know of {name}").format(name=name),
        author=record.shop,
        foot=" · ".join(part for part in (record.shop, name) if part),
        count=count,
    )
