"""Loads the rooms of the other pages beforehand, a little at a time, while nobody waits for them.

The first look at a page would load its room within one click: up to 170 ms, in which the window
does not answer.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea

# Packages and modules: what the rooms rest on comes first, so that each step is small; then the
# rooms, the heaviest and most visited first.
PARTS = (
    "core.measures",
    "core.people",
    "core.voice",
    "core.insight",
    "core.exchange.days",
    "core.exchange.guessing",
    "core.exchange.calendars.calendar_in",
    "core.exchange.tables",
    "core.exchange.refused",
    "core.exchange.plan",
    "core.exchange.bookings_in",
    "core.exchange.surveys.surveys_in",
    "core.exchange.imports",
    "core.exchange.new_shop",
    "core.sample",
    "desktop.widgets",
    "desktop.customers",
    "desktop.insights",
    "desktop.feedback",
    "desktop.settings",
    "desktop.suggestions",
    "desktop.health",
    "desktop.replies",
    "desktop.surveys",
    "desktop.review",
    "desktop.twins",
    "desktop.faq",
    "desktop.today",
    "desktop.exchange",
)
EVERY_MS = 30
STEP_SECONDS = 0.01


class Rooms(QObject):
    """Loads on the window's own thread: what Qt makes while loading belongs to that thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._left = _pieces()
        self._steps = QTimer(self, interval=EVERY_MS)
        self._steps.timeout.connect(self._step)

    @property
    def under_way(self) -> bool:
        """Whether anything is still to be loaded."""
        return self._steps.isActive()

    def start(self) -> None:
        """Begin with the next turn of the event loop."""
        self._steps.start()

    def _step(self) -> None:
        until = time.perf_counter() + STEP_SECONDS
        for load in self._left:
            load()
            if time.perf_counter() > until:
                return
        self._steps.stop()


def _pieces() -> Iterator[Callable[[], object]]:
    yield _know_all_widgets
    for name in _modules():
        yield partial(importlib.import_module, name)


def _know_all_widgets() -> None:
    """PySide makes every kind of widget known when it first hands out one that Qt has made."""
    if isinstance(QCoreApplication.instance(), QApplication):
        QScrollArea().viewport()


def _modules() -> Iterator[str]:
    for name in PARTS:
        yield name
        path = getattr(sys.modules[name], "__path__", ())
        for module in pkgutil.iter_modules(path, name + "."):
            yield module.name
