"""A file of an older version becomes one of this version, every row still in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core import sample
from core.clock import FixedClock
from core.store import migrations
from core.store.workspace import Workspace

CLOCK = FixedClock("2026-09-21T08:00:00Z")


def _nouns(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return [
        name for (name,) in rows if "_search" not in name and not name.startswith(("_", "sqlite"))
    ]


def _counts(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as connection:
        count = "SELECT count(*) FROM {}"
        nouns = _nouns(connection)
        return {noun: connection.execute(count.format(noun)).fetchone()[0] for noun in nouns}


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("shop") / "full.regulars"
    shop = Workspace.open(path, create=True, clock=CLOCK)
    sample.fill(shop, customers=20, years=0.5, seed=3)
    shop.close()
    return path


@pytest.mark.parametrize("known", range(1, len(migrations.STEPS)))
def test_every_older_file_keeps_its_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, full: Path, known: int
) -> None:
    path = tmp_path / "salon.regulars"
    with monkeypatch.context() as older:
        older.setattr(migrations, "STEPS", migrations.STEPS[:known])
        Workspace.open(path, create=True, clock=CLOCK).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ATTACH ? AS full", [str(full)])
        for noun in _nouns(connection):
            # An older table may lack columns that the newest one has.
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({noun})")]
            listed = ", ".join(columns)
            connection.execute(
                f"INSERT OR REPLACE INTO {noun} ({listed}) SELECT {listed} FROM full.{noun}"
            )
        connection.commit()
    before = _counts(path)
    assert before["visit"] > 0
    Workspace.open(path, clock=CLOCK).close()
    after = _counts(path)
    assert {noun: after[noun] for noun in before} == before
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
