"""What the app loads before its first page is painted: nothing heavy."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {
    "PIL", "babel", "email_validator", "holidays", "icalendar", "matplotlib", "nltk", "numpy",
    "phonenumbers", "python_calamine", "rapidfuzz", "reportlab", "sqlite_utils", "textblob",
    "xlsxwriter",
}  # fmt: skip


def heavy_after(statement: str) -> set[str]:
    """The heavy packages a fresh Python has loaded after this statement."""
    told = subprocess.run(
        [sys.executable, "-c", f"{statement}\nimport sys\nprint(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return HEAVY & {name.split(".")[0] for name in told.stdout.split()}


@pytest.mark.parametrize("door", ["desktop.__main__", "desktop.app", "core.cli"])
def test_a_door_opens_without_anything_heavy(door: str) -> None:
    assert heavy_after(f"import {door}") == set()


def test_the_terminal_opens_without_qt() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import core.cli, sys; print('PySide6' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "False"


def test_something_heavy_would_be_seen() -> None:
    assert "sqlite_utils" in heavy_after("import sqlite_utils")
