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
    for node in ast.walk(ast.parse((INSIGHT / f"{module}.py").read_text(encoding="utf-8"))):
        if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith(prefix):
            continue
        named = str(node.module).removeprefix(prefix).lstrip(".")
        yield from [named] if named else (alias.name for alias in node.names)


def test_every_module_stands_on_the_map_once() -> None:
    named = [module for group in groups() for module in group]
    there = [file.stem for file in INSIGHT.glob("*.py") if file.stem != "__init__"]
    assert sorted(named) == sorted(there)


@pytest.mark.parametrize("module", sorted(PLACES))
def test_a_module_rests_on_its_own_row_and_those_above(module: str) -> None:
    below = {other for other in rests_on(module) if PLACES[other] > PLACES[module]}
    assert not below
