"""Looking at a file before it is brought in: what was asked, and what was seen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from core.errors import KnownError
from core.exchange import imports
from core.exchange.first_look import fields_of, first_look, joins_others
from core.exchange.imports import Batch, Column, Preview, Said
from core.exchange.said import NOTHING
from core.store.workspace import Workspace
from desktop.tasks import Progress


@dataclass(frozen=True, slots=True)
class Question:
    """A file and what the owner said of it so far; what was not said is found out."""

    path: Path
    said: Said = NOTHING


@dataclass(frozen=True, slots=True)
class Seen:
    """What the file would become; without a preview `trouble` says what is missing."""

    question: Question
    kind: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    preview: Preview | None
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    trouble: KnownError | None = None

    @property
    def recalled(self) -> bool:
        """Whether the columns are as the owner said of an earlier file with these headings."""
        return self.preview is not None and self.preview.recalled

    def of_kind(self, kind: str) -> Question:
        """The same file taken for another kind of table."""
        # What was said of the columns of one kind is nonsense in another.
        anew = self.question.said.mapping is not None
        return self._with(replace(self.question.said, kind=kind, mapping={} if anew else None))

    def of_sheet(self, sheet: str) -> Question:
        """Another sheet of the same workbook."""
        return self._with(Said(sheet=sheet))

    def found_anew(self) -> Question:
        """The same file as if nothing had ever been said of its headings."""
        return self._with(Said(mapping={}, sheet=self.question.said.sheet))

    def with_days(self, day_first: bool) -> Question:
        """The same file, its days read in this order."""
        return self._with(replace(self.question.said, day_first=day_first))

    def with_column(self, heading: str, wanted: str) -> Question:
        """The same file, one column of it becoming something else.

        A field that only one column can be is taken from the column that had it.
        """
        said = self.question.said if self.preview is None else self.preview.said
        mapping = dict(said.mapping or {})
        if not joins_others(wanted):
            others = [column.heading for column in self.columns if column.field == wanted]
            mapping.update(dict.fromkeys(others, ""))
        mapping[heading] = wanted
        return self._with(
            replace(
                self.question.said, kind=self.kind, mapping=mapping, day_first=self._day_first()
            )
        )

    def choices(self) -> tuple[str, ...]:
        """The fields that a column can become."""
        return fields_of(self.kind)

    def _day_first(self) -> bool | None:
        """The order of day and month that was asked for, now or the last time."""
        asked = self.question.said.day_first
        if asked is None and self.preview is not None and self.preview.said.day_first is not None:
            return self.preview.day_first
        return asked

    def _with(self, said: Said) -> Question:
        return Question(self.question.path, said)


def look(workspace: Workspace, question: Question, progress: Progress | None = None) -> Seen:
    """Look at a file as the owner says. Raises KnownError where it is no table."""
    try:
        preview = imports.preview(workspace, question.path, question.said, progress)
    except KnownError as error:
        if error.code != "unknown_columns":
            raise
        return _strange(workspace, question, error)
    return Seen(
        question,
        preview.kind,
        preview.columns,
        preview.rows,
        preview,
        preview.sheet,
        preview.sheets,
    )


def _strange(workspace: Workspace, question: Question, trouble: KnownError) -> Seen:
    found = first_look(workspace, question.path, question.said.sheet)
    kind, fields = str(trouble.facts["kind"]), cast("tuple[str, ...]", trouble.facts["fields"])
    columns = tuple(map(Column, found.headings, fields))
    return Seen(question, kind, columns, found.rows, None, found.sheet, found.sheets, trouble)


def bring_in(workspace: Workspace, seen: Seen, progress: Progress) -> Batch:
    """Bring in what was seen, just as it was shown."""
    said = replace(seen.question.said, kind=seen.kind)
    return imports.bring_in(workspace, seen.question.path, said, progress)
