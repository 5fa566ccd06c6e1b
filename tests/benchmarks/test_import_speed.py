"""Visits come in about as fast as their bare rows go into a bare table."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.benchmarks.big_tables import write_visits

ROOT = Path(__file__).resolve().parents[2]
MOST_TIMES_SLOWER = 5
ROWS = 69_659


def _run(*command: str | Path) -> tuple[float, str]:
    """The seconds of a whole process, and what it printed."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *map(str, command)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    return time.perf_counter() - start, done.stdout


def _compared(folder: Path, file: Path) -> tuple[float, dict[str, int]]:
    """How many times longer than a bare insert an import takes, and what became of the rows."""
    bare, ours = [], []
    for turn in range(2):
        shop = folder / f"{turn}.regulars"
        plain = ("-m", "sqlite_utils", "insert", folder / f"{turn}.db", "t", file, "--csv")
        bare.append(_run(*plain)[0])
        seconds, printed = _run("-m", "desktop", "--shop", shop, "import", file, "--json")
        ours.append(seconds)
    return min(ours) / min(bare), json.loads(printed)


@pytest.mark.ratio
@pytest.mark.slow
def test_purchases_come_in_within_five_times_a_bare_insert(shared: Path, tmp_path: Path) -> None:
    times, batch = _compared(tmp_path, shared / "data" / "cdnow.csv")
    assert batch["rows"] == batch["created"] + batch["updated"] == ROWS
    assert times <= MOST_TIMES_SLOWER


@pytest.mark.ratio
@pytest.mark.slow
def test_visits_with_names_and_notes_come_in_within_five_times_a_bare_insert(
    tmp_path: Path,
) -> None:
    times, batch = _compared(tmp_path, write_visits(tmp_path / "visits.csv", 50_000))
    assert batch["rows"] == batch["created"] + batch["updated"] == 50_000
    assert times <= MOST_TIMES_SLOWER
