"""Every program's file in the museum is taken in untouched, once, foretold, and goes again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.exchange import imports, tables
from core.exchange.imports import Batch
from core.exchange.values import filled
from core.people import customers
from core.people.customers import NewCustomer
from core.store.workspace import Workspace
from tests.museum import ENDING, FILES, expectation, furnish, pieces, told

PIECES = pieces()
# The answers of a form become numbers and choices.
TABLES = [name for name in PIECES if expectation(name).get("kind") != "survey"]
# Fields whose cells are not read, but kept.
_AS_IT_STANDS = ("", "note", "email", "phone", "services", "staff", "receipt", "body")
# What tells of imports and of what was done, and is no part of the shop itself.
_ACCOUNTS = ("import_batch", "journal", "journal_image", "sqlite_sequence", "_sqlite_migrations")


def _shop(workspace: Workspace) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table that is content."""
    names = [
        row[0]
        for row in workspace.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
        if row[0] not in _ACCOUNTS and "_search" not in row[0]
    ]
    return {
        name: [tuple(row) for row in workspace.rows(f"SELECT * FROM {name} ORDER BY 1")]
        for name in names
    }


def _adds_up(batch: Batch) -> bool:
    return batch.rows == batch.created + batch.updated + batch.skipped + batch.problems


def _meet_some(workspace: Workspace, expected: dict[str, Any]) -> None:
    """Let the shop know every other customer of the file before it comes."""
    for customer in expected.get("customers", [])[::2]:
        new = NewCustomer(
            customer["name"],
            phone=customer.get("phone", ""),
            email=customer.get("email", ""),
            note="Likes the seat by the window.",
        )
        customers.add(workspace, new)


def test_every_file_of_the_museum_has_its_expectation() -> None:
    files = {path.name for path in FILES.iterdir() if path.suffix not in (".json", ".py")}
    assert files == set(PIECES)


@pytest.mark.parametrize("name", PIECES)
def test_a_file_is_taken_in_untouched_and_becomes_what_it_says(
    workspace: Workspace, name: str
) -> None:
    expected, before = expectation(name), (FILES / name).read_bytes()
    batch = imports.bring_in(workspace, FILES / name, furnish(workspace, expected))
    assert told(workspace, batch, expected) == expected
    assert _adds_up(batch)
    assert (FILES / name).read_bytes() == before


@pytest.mark.parametrize("name", PIECES)
def test_a_file_that_comes_twice_adds_nothing(workspace: Workspace, name: str) -> None:
    said = furnish(workspace, expectation(name))
    first = imports.bring_in(workspace, FILES / name, said)
    before = _shop(workspace)
    again = imports.bring_in(workspace, FILES / name, said)
    assert (again.created, again.updated, again.problems) == (0, 0, first.problems)
    assert _adds_up(again)
    assert _shop(workspace) == before


@pytest.mark.parametrize("name", PIECES)
def test_undo_gives_back_the_shop_and_the_file_can_come_again(
    workspace: Workspace, name: str
) -> None:
    expected = expectation(name)
    said = furnish(workspace, expected)
    _meet_some(workspace, expected)
    before = _shop(workspace)
    batch = imports.bring_in(workspace, FILES / name, said)
    after = _shop(workspace)
    assert after != before
    assert imports.undo(workspace, batch.batch or 0).undone
    assert {**_shop(workspace), "remembered_columns": before["remembered_columns"]} == before
    once_more = imports.bring_in(workspace, FILES / name, said)
    assert (once_more.created, once_more.updated) == (batch.created, batch.updated)


@pytest.mark.parametrize("name", PIECES)
def test_a_preview_writes_nothing_and_foretells_what_comes(workspace: Workspace, name: str) -> None:
    expected = expectation(name)
    said = furnish(workspace, expected)
    _meet_some(workspace, expected)
    before = _shop(workspace)
    preview = imports.preview(workspace, FILES / name, said)
    assert _shop(workspace) == before
    assert workspace.value("SELECT count(*) FROM import_batch") == 0
    batch = imports.bring_in(workspace, FILES / name, said)
    assert preview.expected is not None
    # The rows that stay out are read from the file again when they are saved.
    assert (preview.expected.refused is None) == (batch.refused is None)
    assert replace(preview.expected, refused=None) == replace(batch.untaken(), refused=None)
    assert (preview.source, preview.kind) == (batch.source, batch.kind)
    assert preview.row_count == batch.rows


@pytest.mark.parametrize("name", TABLES)
def test_no_cell_of_a_row_that_came_in_is_lost(workspace: Workspace, name: str) -> None:
    """Fields that are read end in the shop in other words; all the rest is there as it stood."""
    expected = expectation(name)
    said = furnish(workspace, expected)
    preview = imports.preview(workspace, FILES / name, said)
    batch = imports.bring_in(workspace, FILES / name, said)
    kept = _plainly(str(told(workspace, batch, {})))
    refused = {problem.row for problem in batch.row_problems}
    language = expected.get("shop", {}).get("language", "en")
    table = tables.find(FILES / name, language, preview.sheet, workspace.clock)
    for number, cells in table.rows():
        if number in refused or isinstance(cells, tables.Unread):
            continue
        for column, cell in zip(preview.columns, cells, strict=False):
            if column.field in _AS_IT_STANDS and _plainly(filled(cell)):
                assert _plainly(filled(cell)) in kept, (number, column.heading)


def _plainly(text: str) -> str:
    """A text by its letters and digits alone."""
    return "".join(letter for letter in text.replace("\\n", " ") if letter.isalnum())


def test_an_expectation_has_its_file() -> None:
    assert all((FILES / name).exists() for name in PIECES), f"a lone *{ENDING}"
