"""An import goes without a trace, whatever was before it, and whatever was built on it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import assume, given, note, settings
from hypothesis import strategies as st

from core.clock import FixedClock
from core.errors import KnownError
from core.exchange import batches, exports, imports
from core.store import check, journal
from core.store.workspace import Workspace
from tests.core.history import STEPS, STEPS_WITH_UNDO, Step, bring_in, live, tables

NOW = "2026-09-21T08:00:00Z"
TILL = Path(__file__).parents[1] / "data" / "imports" / "till-sales.csv"
# Each history writes a hundred files; CI’s usual number of them would take minutes.
FEW = settings(max_examples=40)
PAST = st.lists(STEPS_WITH_UNDO, max_size=25)
FILES = st.lists(tables(), max_size=2)
Table = tuple[str, list[list[str]]]


@contextmanager
def shop_in_memory() -> Iterator[tuple[Workspace, Path]]:
    with tempfile.TemporaryDirectory() as folder:
        shop = Workspace.in_memory(clock=FixedClock(NOW))
        try:
            yield shop, Path(folder)
        finally:
            shop.close()


def contents(shop: Workspace, folder: Path, name: str) -> dict[str, bytes]:
    """The whole export, byte by byte."""
    files = exports.everything(shop, folder / name, headings="english")
    return {path.name: path.read_bytes() for path in files}


def lived(shop: Workspace, folder: Path, past: list[Step], files: list[Table]) -> None:
    """A random past, with imports in the middle of it."""
    half = len(past) // 2
    live(shop, past[:half])
    for table in files:
        bring_in(shop, folder, table)
    live(shop, past[half:])


def something_to_undo(shop: Workspace, batch: int | None) -> bool:
    return bool(shop.value("SELECT journal_id FROM import_batch WHERE id = ?", [batch]))


@FEW
@given(PAST, FILES, tables())
def test_an_undone_import_leaves_no_trace(past: list[Step], files: list[Table], new: Table) -> None:
    with shop_in_memory() as (shop, folder):
        lived(shop, folder, past, files)
        before = contents(shop, folder, "before")
        batch = bring_in(shop, folder, new)
        assume(something_to_undo(shop, batch))
        assert batch is not None
        after = contents(shop, folder, "with")
        assert after != before or not shop.value(
            "SELECT created FROM import_batch WHERE id = ?", [batch]
        )
        assert imports.in_the_way(shop, batch) == []
        imports.undo(shop, batch)
        assert contents(shop, folder, "after") == before
        journal.redo(shop)
        assert contents(shop, folder, "again") == after
        journal.undo(shop)
        assert contents(shop, folder, "last") == before
        assert not list(shop.rows("PRAGMA foreign_key_check"))


@FEW
@given(PAST, FILES, tables(), st.lists(STEPS, min_size=1, max_size=12), FILES)
def test_what_was_built_on_an_import_goes_with_it(
    past: list[Step], files: list[Table], new: Table, later: list[Step], more: list[Table]
) -> None:
    with shop_in_memory() as (shop, folder):
        lived(shop, folder, past, files)
        before = contents(shop, folder, "before")
        batch = bring_in(shop, folder, new)
        assume(something_to_undo(shop, batch))
        assert batch is not None
        mark = shop.value("SELECT max(id) FROM journal")
        lived(shop, folder, later, more)
        full = contents(shop, folder, "full")
        in_the_way = imports.in_the_way(shop, batch)
        note(f"{len(in_the_way)} in the way")
        if in_the_way:
            with pytest.raises(KnownError, match="undo_in_the_way"):
                imports.undo(shop, batch)
            assert contents(shop, folder, "refused") == full
        imports.undo(shop, batch, with_later=True)
        # What did not build on the import stands, and goes by itself.
        while shop.value(
            "SELECT 1 FROM journal WHERE id > ? AND is_undo = 0 AND undone_by IS NULL", [mark]
        ):
            journal.undo(shop)
        assert contents(shop, folder, "after") == before
        assert not list(shop.rows("PRAGMA foreign_key_check"))


@FEW
@given(PAST, FILES, tables())
def test_an_import_goes_without_a_trace_after_the_shop_was_closed(
    past: list[Step], files: list[Table], new: Table
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, path = Path(name), Path(name) / "shop.regulars"
        shop = Workspace.open(path, clock=FixedClock(NOW), create=True)
        try:
            lived(shop, folder, past, files)
            before = contents(shop, folder, "before")
            batch = bring_in(shop, folder, new)
            assume(something_to_undo(shop, batch))
            assert batch is not None
        finally:
            shop.close()
        shop = Workspace.open(path, clock=FixedClock(NOW))
        try:
            imports.undo(shop, batch)
            assert contents(shop, folder, "after") == before
        finally:
            shop.close()
        assert check.problems(path) == []


def test_only_what_can_be_undone_says_so(workspace: Workspace) -> None:
    first = imports.bring_in(workspace, TILL)
    again = imports.bring_in(workspace, TILL)
    tried = imports.bring_in(workspace, TILL, dry_run=True)
    assert (first.can_undo, again.can_undo, tried.can_undo) == (True, False, False)
    assert [batch.can_undo for batch in batches.find(workspace)] == [False, True]
    imports.undo(workspace, first.batch or 0)
    assert [batch.can_undo for batch in batches.find(workspace)] == [False, False]
    journal.redo(workspace)
    assert batches.get(workspace, first.batch or 0).can_undo
