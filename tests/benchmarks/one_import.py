"""Brings one file in as the app does, and tells the peak of memory and how fast it stops."""

from __future__ import annotations

import json
import re
import sys
import time
from contextlib import suppress
from pathlib import Path

from core.errors import Cancelled
from core.exchange import imports
from core.store.workspace import Workspace


class Watch:
    """Asks to stop at a moment, as a person does: by a share of the way, not at a step."""

    def __init__(self, stop_at: float) -> None:
        self.stop_at = stop_at
        self.steps = [time.perf_counter()]

    def step(self, done: int, total: int) -> None:
        """Note the moment; what was asked between two steps is heard at the later one."""
        self.steps.append(time.perf_counter())
        if done >= self.stop_at * total:
            raise Cancelled


def peak_mib() -> float:
    """This process's own peak; what `getrusage` tells may be that of the one that began it."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii"))
    assert found is not None
    return int(found[1]) / 1024


def main(shop: Path, file: Path, stop_at: float) -> None:
    workspace = Workspace.open(shop, create=True)
    watch, batch = Watch(stop_at), None
    with suppress(Cancelled):
        batch = imports.bring_in(workspace, file, progress=watch).as_contract()
    ended = time.perf_counter()
    rows = workspace.value("SELECT count(*) FROM visit")
    workspace.close()
    # The one who asks right after a step waits for the next one and for the rollback.
    waits = [later - earlier for earlier, later in zip(watch.steps, watch.steps[1:], strict=False)]
    told = {
        "batch": batch,
        "rows": rows,
        "peak_mib": peak_mib(),
        "longest_wait": max(waits, default=0.0),
        "rollback": ended - watch.steps[-1],
    }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3]))
