"""The types add up: strictly in core, with less ceremony around Qt."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def mypy(cache: Path, *files: Path) -> subprocess.CompletedProcess[str]:
    # A process and a cache of its own: mypy keeps both to itself, and may be running in an editor.
    return subprocess.run(
        [sys.executable, "-m", "mypy", "--cache-dir", cache, *files],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_mypy_has_nothing_to_say() -> None:
    checked = mypy(ROOT / ".mypy_cache" / "suite")
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_mypy_would_say_something(tmp_path: Path) -> None:
    bad = tmp_path / "bad.py"
    bad.write_text("def days(rhythm):\n    return rhythm\n", encoding="utf-8")
    checked = mypy(tmp_path / "cache", bad)
    assert checked.returncode == 1, checked.stderr
    assert "no-untyped-def" in checked.stdout
