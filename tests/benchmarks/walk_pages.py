"""Opens a shop as the owner does, visits every page, and prints how much memory it took.

Run as a program: `walk_pages.py SHOP`. Prints JSON: peak_mib, and what each page left in use.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea

from desktop import app
from desktop.desk import Desk
from desktop.session import Session


def mib(field: str) -> int:
    """VmHWM, the peak, or VmRSS, the memory in use now."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    found = re.search(rf"{field}:\s+(\d+) kB", status)
    assert found
    return round(int(found[1]) / 1024)


class Walk(Session):
    """Once the window has settled in, with scores computed and a backup made, walks around."""

    def _settle_in(self) -> None:
        super()._settle_in()
        QTimer.singleShot(0, self._walk)

    def _walk(self) -> None:
        left = {}
        for place in app.places():
            self.desk.navigation.open(place.key)
            look_at_all(self.desk, self.window.page)
            left[place.key] = mib("VmRSS")
        sys.stdout.write(json.dumps({"peak_mib": mib("VmHWM"), "pages": left}))
        self._app.quit()


def look_at_all(desk: Desk, page: object) -> None:
    """Scroll to the end, for charts are drawn when they come into view."""
    desk.tasks.wait_idle(300_000)
    for area in page.findChildren(QScrollArea):
        bar = area.verticalScrollBar()
        for value in range(0, bar.maximum() + 1, 300):
            bar.setValue(value)
            desk.tasks.wait_idle(300_000)


if __name__ == "__main__":
    app.Session = Walk
    sys.exit(app.run(Path(sys.argv[1])))
