"""A desk, and the whole window, over a copy of a shop, set up as the app sets itself up."""

from __future__ import annotations

import gc
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from core.store.workspace import Workspace
from desktop.app import GIVE_WAY_SECONDS, places
from desktop.desk import Desk
from desktop.garbage import Garbage
from desktop.main_window import MainWindow


@contextmanager
def desk_over(shop: Path, folder: Path) -> Iterator[Desk]:
    """A desk over a copy of the shop; threads give way as in the app."""
    workspace = Workspace.open(shutil.copy(shop, folder / "shop.regulars"))
    desk = Desk.of(workspace)
    usual = sys.getswitchinterval()
    sys.setswitchinterval(GIVE_WAY_SECONDS)
    yield desk
    gc.unfreeze()
    sys.setswitchinterval(usual)
    desk.close()
    workspace.close()


@contextmanager
def window_over(desk: Desk, qapp: QApplication) -> Iterator[MainWindow]:
    """The window with every page; only its own thread looks for garbage."""
    garbage = Garbage(qapp)
    made = MainWindow(desk, "Salon", places(), lambda _parent: None)
    made.show()
    yield made
    gc.unfreeze()
    made.close()
    made.deleteLater()
    garbage.deleteLater()
    # No event loop runs here that would do it: the windows of all benchmarks would stand on.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.enable()
