"""The guards of tests/conftest.py fail what they should fail."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

CULPRITS = {
    "a thread left behind": (
        "import threading, time\n"
        "def test_it():\n    threading.Thread(target=time.sleep, args=[4], daemon=True).start()\n",
        "outlived their test",
    ),
    "a call to the network": (
        "import socket\n"
        "def test_it():\n"
        "    try:\n        socket.create_connection(('127.0.0.1', 9))\n"
        "    except RuntimeError:\n        pass\n",
        "reached for the network",
    ),
    "a warning": (
        "import warnings\ndef test_it():\n    warnings.warn('old way', DeprecationWarning)\n",
        "old way",
    ),
    "a warning from Qt": (
        "from PySide6.QtCore import qWarning\ndef test_it(qapp):\n    qWarning('unknown signal')\n",
        "unknown signal",
    ),
}


def run_test(source: str, folder: Path) -> subprocess.CompletedProcess[str]:
    file = folder / "test_culprit.py"
    file.write_text(source, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "tests.conftest",
        "-p",
        "no:cacheprovider",
    ]
    return subprocess.run(
        [*command, "-c", ROOT / "pyproject.toml", "--rootdir", ROOT, file],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("culprit", CULPRITS)
def test_a_test_fails_over(culprit: str, tmp_path: Path) -> None:
    source, sign = CULPRITS[culprit]
    ran = run_test(source, tmp_path)
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert sign in ran.stdout


def test_a_clean_test_passes(tmp_path: Path) -> None:
    source = "def test_it(workspace):\n    assert workspace.clock.today().day == 21\n"
    ran = run_test(source, tmp_path)
    assert ran.returncode == 0, ran.stdout + ran.stderr
