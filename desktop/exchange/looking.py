"""Looking at a file before it is brought in: what was asked, and what was seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from core.errors import KnownError
from core.exchange import imports
from core.exchange.first_look import fields_of, first_look, joins_others
from core.exchange.imports import Batch, Column, Preview, Said
from core.store.workspace import Workspace
from desktop.tasks import Progress

# Which kind of table is asked for while nothing says what a table holds.
LIKELY = "customers"


@dataclass(frozen=True, slots=True)
class Question:
    """A file and what the owner said of it so far; nothing said leaves it to be found out."""

    path: Path
    kind: str = "auto"
    mapping: Mapping[str, str] = field(default_factory=dict)
    day_first: bool | None = None

    def said(self) -> Said:
        """The same for the import."""
        return Said(self.kind, self.mapping or None, self.day_first)


@dataclass(frozen=True, slots=True)
class Seen:
    """What the file would become; without a preview `trouble` says what is missing."""

    question: Question
    kind: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    preview: Preview | None
    trouble: KnownError | None = None

    def of_kind(self, kind: str) -> Question:
        """The same file taken for another kind of table."""
        return replace(self.question, kind=kind, mapping={})

    def with_days(self, day_first: bool) -> Question:
        """The same file, its days read in this order."""
        return replace(self.question, day_first=day_first)

    def with_column(self, heading: str, wanted: str) -> Question:
        """The same file, one column of it becoming something else.

        A field that only one column can be is taken from the column that had it.
        """
        mapping = dict(self.question.mapping)
        if not joins_others(wanted):
            others = [column.heading for column in self.columns if column.field == wanted]
            mapping.update(dict.fromkeys(others, ""))
        mapping[heading] = wanted
        return replace(self.question, kind=self.kind, mapping=mapping)

    def choices(self) -> tuple[str, ...]:
        """The fields that a column can become."""
        return fields_of(self.kind)


def look(workspace: Workspace, question: Question, progress: Progress | None = None) -> Seen:
    """Look at a file as the owner says. Raises KnownError where it is no table."""
    try:
        preview = imports.preview(
            workspace,
            question.path,
            question.said(),
            progress,
        )
    except KnownError as error:
        if error.code != "unknown_columns":
            raise
        return _strange(workspace, question, error)
    return Seen(question, preview.kind, preview.columns, preview.rows, preview)


def _strange(workspace: Workspace, question: Question, trouble: KnownError) -> Seen:
    found = first_look(workspace, question.path)
    kind = LIKELY if question.kind == "auto" else question.kind
    columns = tuple(Column(name, question.mapping.get(name, "")) for name in found.headings)
    return Seen(question, kind, columns, found.rows, None, trouble)


def bring_in(workspace: Workspace, seen: Seen, progress: Progress) -> Batch:
    """Bring in what was seen, just as it was shown."""
    asked = seen.question
    return imports.bring_in(
        workspace,
        asked.path,
        replace(asked.said(), kind=seen.kind),
        progress,
    )
