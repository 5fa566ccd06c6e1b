"""A list of 200 MB stays below 300 MiB of memory, stops within a second and comes in once.

`REGULARS_WHOLE=1` takes the whole of it; else a fifth, and no seconds are judged.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks.big_tables import write_visits

ROOT = Path(__file__).resolve().parents[2]
ONE_IMPORT = Path(__file__).with_name("one_import.py")
MOST_MIB, MOST_SECONDS = 300, 1.0
# The whole 200 MB take minutes, and seconds mean little on a busy machine: both when asked for.
WHOLE = bool(os.environ.get("REGULARS_WHOLE"))
ROWS = 1_500_000 if WHOLE else 300_000
MOMENTS = (0.005, 0.02, 0.05, 0.08, 0.3)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="asks Unix for the peak"),
]


@pytest.fixture(scope="module")
def big_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = write_visits(tmp_path_factory.mktemp("big") / "visits.csv", ROWS, customers=20_000)
    assert path.stat().st_size > (200_000_000 if WHOLE else 40_000_000)
    return path


def told(shop: Path, file: Path, stop_at: float = 2) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, ONE_IMPORT, shop, file, str(stop_at)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_large_file_stops_within_a_second(
    benchmark: Any, big_file: Path, tmp_path: Path, moment: float
) -> None:
    found = benchmark.pedantic(told, (tmp_path / "shop.regulars", big_file, moment), rounds=1)
    benchmark.extra_info |= found
    assert (found["batch"], found["rows"]) == (None, 0)
    if WHOLE:
        assert found["rollback"] <= MOST_SECONDS, found
        assert found["longest_wait"] <= MOST_SECONDS, found


def test_a_large_file_comes_in_once_in_little_memory(
    benchmark: Any, big_file: Path, tmp_path: Path
) -> None:
    shop = tmp_path / "shop.regulars"
    found = benchmark.pedantic(told, (shop, big_file), rounds=1)
    assert found["batch"]["rows"] == ROWS
    assert found["peak_mib"] <= MOST_MIB, found
    assert not WHOLE or found["longest_wait"] <= MOST_SECONDS, found
    again = told(shop, big_file)
    benchmark.extra_info |= {"first": found, "again": again}
    assert again["batch"]["skipped"] == again["batch"]["rows"] == ROWS
    assert again["rows"] == found["rows"]
    assert again["peak_mib"] <= MOST_MIB, again
