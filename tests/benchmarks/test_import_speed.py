"""A real purchase history comes in about as fast as its bare rows go into a bare table."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MOST_TIMES_SLOWER = 5
ROWS, CUSTOMERS = 69_659, 23_570


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


@pytest.mark.ratio
@pytest.mark.slow
def test_purchases_come_in_within_five_times_a_bare_insert(shared: Path, tmp_path: Path) -> None:
    history = shared / "data" / "cdnow.csv"
    bare, ours = [], []
    for turn in range(2):
        shop = tmp_path / f"{turn}.regulars"
        plain = ("-m", "sqlite_utils", "insert", tmp_path / f"{turn}.db", "t", history, "--csv")
        bare.append(_run(*plain)[0])
        seconds, printed = _run("-m", "desktop", "--shop", shop, "import", history, "--json")
        ours.append(seconds)
    batch = json.loads(printed)
    assert batch["rows"] == batch["created"] + batch["updated"] == ROWS
    assert min(ours) <= MOST_TIMES_SLOWER * min(bare), (ours, bare)
