"""What the owner said of a table is kept for the next file with the same headings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import KnownError
from core.exchange import imports
from core.exchange.imports import Said
from core.store.workspace import Workspace


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    def to_file(text: str) -> Path:
        path = tmp_path / "table.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return to_file


def test_what_was_said_of_columns_holds_for_the_next_file(
    workspace: Workspace, write: Callable[[str], Path]
) -> None:
    said = Said("customers", {"Wer": "name", "Ruf": "phone"})
    first = imports.bring_in(workspace, write("Wer,Ruf\nJana,777 100 200\n"), said)
    assert (first.rows, first.created) == (1, 1)
    imports.undo(workspace, first.batch or 0)
    seen = imports.preview(workspace, write("Ruf,Wer\n777 100 201,Petra\n"))
    assert (seen.recalled, [column.field for column in seen.columns]) == (True, ["phone", "name"])
    with pytest.raises(KnownError, match="unknown_columns"):
        imports.preview(workspace, write("Ruf,Wer\n777 100 201,Petra\n"), Said(mapping={}))


def test_a_file_that_settles_its_days_goes_before_what_was_said(
    workspace: Workspace, write
) -> None:  # type: ignore[no-untyped-def]
    imports.bring_in(workspace, write("name,date\nJana,03/04/2026\n"), Said(day_first=False))
    doubtful = imports.preview(workspace, write("name,date\nJana,05/04/2026\n"))
    assert (doubtful.day_first, doubtful.doubtful_day) == (False, "")
    assert imports.preview(workspace, write("name,date\nJana,25/04/2026\n")).day_first
