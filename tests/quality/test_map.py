"""The map of `core/insight` in the docs: every module is on it, and rests on what stands above."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
INSIGHT = ROOT / "core" / "insight"
MAP = ROOT / "docs" / "architecture.md"


def groups() -> list[list[str]]:
    """The modules of each row of the table, from above."""
    section = MAP.read_text(encoding="utf-8").split("## The rooms of insight")[1].split("\n## ")[0]
    rows = [line.split("|")[2] for line in section.splitlines() if line.startswith("| ")]
    return [found for row in rows if (found := re.findall(r"`(\w+)`", row))]


PLACES = {module: place for place, group in enumerate(groups()) for module in group}


def rests_on(module: str) -> Iterator[str]:
    """The other modules of insight that a module imports, wherever it does so."""
    prefix = "core.insight"
    for node in (each for file in files(module) for each in ast.walk(parsed(file))):
        if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith(prefix):
            continue
        named = str(node.module).removeprefix(prefix).lstrip(".").split(".")[0]
        yield from [named] if named else (alias.name for alias in node.names)


def files(module: str) -> list[Path]:
    """The file of a module, or all those of a folder."""
    folder = INSIGHT / module
    return sorted(folder.glob("*.py")) if folder.is_dir() else [INSIGHT / f"{module}.py"]


def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def test_every_module_stands_on_the_map_once() -> None:
    named = [module for group in groups() for module in group]
    there = [file.stem for file in INSIGHT.glob("*.py") if file.stem != "__init__"]
    there += [file.parent.name for file in INSIGHT.glob("*/__init__.py")]
    assert sorted(named) == sorted(there)


@pytest.mark.parametrize("folder", sorted(file.parent for file in INSIGHT.glob("*/__init__.py")))
def test_every_module_of_a_folder_is_told_of_below_the_map(folder: Path) -> None:
    told = set(re.findall(r"`(\w+)`", MAP.read_text(encoding="utf-8").split("| the review |")[1]))
    assert {file.stem for file in folder.glob("*.py")} - {"__init__"} <= told


@pytest.mark.parametrize("module", sorted(PLACES))
def test_a_module_rests_on_its_own_row_and_those_above(module: str) -> None:
    below = {other for other in rests_on(module) if PLACES[other] > PLACES[module]}
    assert not below
