"""The app on a big shop needs at most 300 MiB, whatever the owner opens."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from core.store.workspace import Workspace

MOST_MIB = 280
WALK = Path(__file__).with_name("walk_pages.py")


def walked(shop: Path, home: Path) -> dict[str, object]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(WALK.parents[2]),
        "QT_QPA_PLATFORM": "offscreen",
        "REGULARS_HOME": str(home),
    }
    told = subprocess.run(
        [sys.executable, WALK, shop], capture_output=True, text=True, env=environment, check=True
    )
    return json.loads(told.stdout)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux for the peak")
def test_every_page_of_a_big_shop(benchmark, big_shop: Path, tmp_path: Path) -> None:
    shop = tmp_path / "shop.regulars"
    shutil.copy(big_shop, shop)
    opened = Workspace.open(shop)
    with opened.write("Scores forgotten") as write:
        write.execute("DELETE FROM setting WHERE id < 0")  # so that all are computed while open
    opened.close()
    told = benchmark.pedantic(walked, (shop, tmp_path), rounds=1)
    benchmark.extra_info |= told
    assert len(told["pages"]) >= 10
    assert told["peak_mib"] <= MOST_MIB, told
