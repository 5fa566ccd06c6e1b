"""The code keeps the style that pyproject.toml asks for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def ruff(*arguments: str, source: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ruff", *arguments],
        input=source,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
    )


def test_ruff_has_nothing_to_say() -> None:
    checked = ruff("check", "--output-format=concise")
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_every_file_is_formatted() -> None:
    checked = ruff("format", "--check")
    assert checked.returncode == 0, f"run `ruff format`:\n{checked.stdout}{checked.stderr}"


def test_ruff_would_say_something() -> None:
    bad = 'def f():\n    try:\n        print("x")\n    except Exception:\n        pass\n'
    found = ruff(
        "check", "--output-format=concise", "--stdin-filename=core/new.py", "-", source=bad
    ).stdout
    assert all(rule in found for rule in ("D100", "I002", "T201", "BLE001", "SIM105"))
