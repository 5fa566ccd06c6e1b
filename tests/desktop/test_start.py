"""The start: what is loaded before the first page is painted, and that it is painted whole."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from core import sample
from core.store.workspace import Workspace
from core.voice import feedback
from core.voice.feedback import NewFeedback
from desktop import app
from desktop.__main__ import window_options
from desktop.desk import Desk
from desktop.main_window import MainWindow
from desktop.session import FirstPaint
from desktop.today.today_page import TodayPage

# Each would hold up the first page, and none has to do with it.
LATER = {
    "PIL", "babel", "charset_normalizer", "click", "email_validator", "hashlib", "holidays",
    "icalendar", "matplotlib", "nltk", "numpy", "phonenumbers", "python_calamine",
    "rapidfuzz", "reportlab", "socket", "sqlite_utils", "statistics", "textblob",
    "xlsxwriter", "PySide6.QtNetwork", "core.cli", "core.insight.health_scores",
    "desktop.widgets.form", "desktop.upkeep",
}  # fmt: skip
OPENED = """
import json, sys
from desktop.__main__ import main
try:
    main()
except SystemExit as end:
    print(json.dumps({"code": end.code, "loaded": sorted(sys.modules)}))
"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("start") / "shop.regulars"
    made = Workspace.open(path, create=True)
    sample.fill(made, customers=40, years=1)
    made.close()
    return path


def opened(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """The real program, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", OPENED, *map(str, words)],
        capture_output=True, text=True, check=True, cwd=Path(app.__file__).parents[1],
        env={**os.environ, "REGULARS_LANG": ""},
    )  # fmt: skip


def test_the_first_page_is_painted_before_anything_heavy_is_loaded(shop: Path) -> None:
    first, last = opened("--shop", shop, "open", "--measure-start").stdout.splitlines()
    assert json.loads(first)["first_paint_ms"] > 0
    told = json.loads(last)
    assert told["code"] == 0
    assert "desktop.today.today_page" in told["loaded"]
    assert LATER & set(told["loaded"]) == set()


def test_the_program_without_a_verb_opens_the_same_window(shop: Path) -> None:
    assert window_options(["--shop", "a"], {}) == window_options(["--shop", "a", "open"], {})


@pytest.mark.parametrize(
    ("words", "shop", "lang", "measured"),
    [
        ([], "", "", False),
        (["open"], "", "", False),
        (["--lang", "cs", "--shop", "my shop"], "my shop", "cs", False),
        (["--shop", "a", "open", "--measure-start"], "a", "", True),
    ],
)
def test_a_command_line_that_only_opens_the_window_is_read_without_click(
    words: list[str], shop: str, lang: str, measured: bool
) -> None:
    options = window_options(words, {})
    assert options is not None
    assert (options["--shop"], options["--lang"]) == (shop, lang)
    assert bool(options["--measure-start"]) is measured


@pytest.mark.parametrize(
    "words",
    [
        ["--help"], ["open", "--help"], ["today"], ["--shop"], ["--shop", "a", "check"],
        ["--lang", "xx"], ["open", "more"], ["--measure-start"], ["--version"],
    ],
)  # fmt: skip
def test_everything_else_is_left_to_click(words: list[str]) -> None:
    assert window_options(words, {}) is None


def test_the_environment_may_choose_the_language_and_ask_to_complete() -> None:
    chosen = window_options([], {"REGULARS_LANG": "lv"})
    assert chosen is not None
    assert chosen["--lang"] == "lv"
    assert window_options([], {"REGULARS_LANG": "xx"}) is None
    assert window_options([], {"_REGULARS_COMPLETE": "bash_complete"}) is None


class Painted(QObject):
    """Remembers which widgets were painted, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self.names.append(watched.accessibleName())
        return False


def test_the_first_paint_is_told_when_the_voices_that_wait_are_in_view(
    desk: Desk, qapp, qtbot, add_customer
) -> None:
    feedback.log(
        desk.workspace, NewFeedback("complaint", "The colour faded.", add_customer("Jana").id)
    )
    window = MainWindow(desk, "Salon", app.places(), lambda _parent: None)
    qtbot.addWidget(window)
    desk.navigation.open("today")
    first, painted, seen = FirstPaint(window, desk), Painted(), []
    qapp.installEventFilter(painted)
    first.happened.append(lambda: seen.extend(painted.names))
    window.show()
    qtbot.waitUntil(lambda: bool(seen))
    qapp.removeEventFilter(painted)
    assert "Jana: The colour faded." in seen
    desk.tasks.wait_idle()


def test_a_window_that_is_never_painted_settles_in_all_the_same(
    desk: Desk, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.session.LATEST_MS", 1)
    window = MainWindow(desk, "Salon", app.places(), lambda _parent: None)
    qtbot.addWidget(window)
    told = []
    FirstPaint(window, desk).happened.append(lambda: told.append(1))
    qtbot.wait(50)
    assert told == [1]


def test_today_begins_to_read_before_it_is_shown(desk: Desk, qtbot) -> None:
    page = TodayPage(desk)
    qtbot.addWidget(page)
    assert page.is_fresh
    assert desk.tasks.busy
    desk.tasks.wait_idle()


def test_today_that_comes_back_the_same_keeps_its_lines(
    desk: Desk, shown, add_customer, button
) -> None:
    clock = desk.workspace.clock
    said = NewFeedback("complaint", "The colour faded.", add_customer("Jana").id)
    feedback.log(desk.workspace, said)
    page = shown(TodayPage(desk))
    line = button(page, "Write an answer")
    page.reload()
    desk.tasks.wait_idle()
    assert button(page, "Write an answer") is line
    clock.move_to((clock.now() + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M:%SZ"))
    page.reload()
    desk.tasks.wait_idle()
    assert button(page, "Write an answer") is not line


def test_no_worker_looks_for_garbage_once_the_window_is_open(shop: Path) -> None:
    code = OPENED.replace('"code"', '"collects": __import__("gc").isenabled(), "code"')
    told = subprocess.run(
        [sys.executable, "-c", code, "--shop", str(shop), "open", "--measure-start"],
        capture_output=True, text=True, check=True, cwd=Path(app.__file__).parents[1],
    )  # fmt: skip
    assert json.loads(told.stdout.splitlines()[-1])["collects"] is False
