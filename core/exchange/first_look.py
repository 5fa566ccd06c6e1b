"""The headings and first rows of a file whose columns the owner has to name."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.exchange import headings, tables
from core.exchange.sources import NOWHERE
from core.exchange.tables import Table, Unread
from core.store import settings

if TYPE_CHECKING:
    from core.store.workspace import Workspace

SHOWN_ROWS = 20


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What is seen of a table before anything in it is understood."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sheet: str = ""
    sheets: tuple[str, ...] = ()


def first_look(workspace: Workspace, path: Path | str, sheet: str = "") -> FirstLook:
    """The headings and up to 20 rows. Raises KnownError as `imports.preview` does."""
    table = tables.find(
        Path(path), settings.get(workspace, settings.LANGUAGE), sheet, workspace.clock
    )
    return FirstLook(table.headers, first_rows(table), table.sheet, table.sheets)


def first_rows(table: Table) -> tuple[tuple[str, ...], ...]:
    """The first SHOWN_ROWS rows that can be read, each as wide as the headings."""
    width = len(table.headers)
    rows = (cells for _number, cells in table.rows())
    readable = (tuple(cells[:width]) for cells in rows if not isinstance(cells, Unread))
    return tuple(itertools.islice(readable, SHOWN_ROWS))


def fields_of(kind: str) -> tuple[str, ...]:
    """The fields that a column can become in this kind of table, the usual ones first."""
    return (*headings.FIELDS[kind], "", NOWHERE)


def joins_others(field: str) -> bool:
    """Whether several columns may become this field."""
    return field in headings.SEVERAL or field in ("", NOWHERE)
