"""Rooms import only what lies below them; the contracts stand in pyproject.toml."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-c", LINT, "--no-cache", f"--config={folder / 'pyproject.toml'}"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "PYTHONIOENCODING": "utf-8"},
        check=False,
    )


def test_every_contract_is_kept() -> None:
    checked = lint_imports(ROOT)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "0 broken" in checked.stdout


SMALL_HOUSE = """
[tool.importlinter]
root_packages = ["core"]
include_external_packages = true

[[tool.importlinter.contracts]]
name = "Core is true without a screen"
type = "forbidden"
source_modules = ["core"]
forbidden_modules = ["PySide6"]
"""


def test_a_broken_contract_would_be_seen(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(SMALL_HOUSE, encoding="utf-8")
    (tmp_path / "core").mkdir()
    (tmp_path / "core" / "__init__.py").write_text("", encoding="utf-8")
    late_import = "def paint():\n    from PySide6 import QtGui\n"
    (tmp_path / "core" / "rice.py").write_text(late_import, encoding="utf-8")
    checked = lint_imports(tmp_path)
    assert checked.returncode == 1, checked.stdout + checked.stderr
    assert "core.rice -> PySide6" in checked.stdout
