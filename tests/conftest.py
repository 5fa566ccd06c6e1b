"""What every test may use, and what no test may leave behind."""

from __future__ import annotations

import os
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from core.clock import FixedClock
    from core.store.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("desk", deadline=None, max_examples=40)
settings.register_profile("ci", deadline=None, max_examples=150, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


def pytest_sessionstart() -> None:
    """Compile the catalogues that changed, so that tests speak today's words."""
    for written in (ROOT / "resources" / "locale").glob("*/LC_MESSAGES/regulars.po"):
        compiled = written.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= written.stat().st_mtime:
            continue
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        with written.open("rb") as source, compiled.open("wb") as target:
            write_mo(target, read_po(source, locale=written.parent.parent.name))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the benchmarks out unless they were asked for; ratios hold on any machine and stay."""
    if config.getoption("benchmark_only") or config.getoption("benchmark_enable"):
        return
    asleep = pytest.mark.skip(reason="a benchmark: ask for it with --benchmark-only")
    for test in items:
        if "benchmark" in getattr(test, "fixturenames", ()) and not test.get_closest_marker(
            "ratio"
        ):
            test.add_marker(asleep)


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep preferences, logs and the default shop away from the person who runs the tests."""
    monkeypatch.setenv("REGULARS_HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Begin and end in English, whatever the test speaks."""
    from core import i18n

    i18n.use("en")
    yield
    i18n.use("en")


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands at ten in the morning in Prague, Monday 21 September 2026."""
    from core.clock import FixedClock

    return FixedClock("2026-09-21T08:00:00Z", zone="Europe/Prague")


@pytest.fixture
def workspace(clock: FixedClock) -> Iterator[Workspace]:
    """An empty shop in memory: the real database, no stand-in."""
    from core.store.workspace import Workspace

    shop = Workspace.in_memory(clock=clock)
    yield shop
    shop.close()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of large public data beside the project, which not everyone has."""
    folder = Path(os.environ.get("REGULARS_SHARED", ROOT.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip("the shared data is not here; REGULARS_SHARED can point to it")
    return folder


# What no test may do or leave behind


class _Watch:
    """Remembers the network calls of the running test."""

    def __init__(self) -> None:
        self.on = False
        self.calls: list[str] = []

    def see(self, event: str, arguments: tuple[object, ...]) -> None:
        if not (self.on and event in _NETWORK_EVENTS):
            return
        unix = getattr(socket, "AF_UNIX", None)
        if unix is not None and getattr(arguments[0], "family", None) == unix:
            return
        self.calls.append(event)
        raise RuntimeError(f"Regulars works without a network, but something called {event}.")


_NETWORK_EVENTS = {"socket.bind", "socket.connect", "socket.getaddrinfo", "socket.sendto"}
_watch = _Watch()
sys.addaudithook(_watch.see)


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    """Fail a test that reaches for the network, even if the code swallows the refusal."""
    _watch.calls.clear()
    _watch.on = True
    yield
    _watch.on = False
    assert not _watch.calls, f"this test reached for the network: {_watch.calls}"


def _living() -> set[threading.Thread]:
    # Threads that Qt started show up as dummies; Qt's own pool keeps and ends those.
    return {
        thread
        for thread in threading.enumerate()
        if thread.is_alive() and not isinstance(thread, threading._DummyThread)
    }


@pytest.fixture(autouse=True)
def no_leaked_threads() -> Iterator[None]:
    """Fail a test whose threads outlive it."""
    before = _living()
    yield
    for thread in _living() - before:
        thread.join(timeout=2)
    leaked = sorted(thread.name for thread in _living() - before)
    assert not leaked, f"these threads outlived their test: {leaked}"
