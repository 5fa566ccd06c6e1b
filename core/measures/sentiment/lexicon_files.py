"""The lexicons as they lie beside this module: plain text, one entry a line."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files


def lines(name: str, language: str = "") -> Iterator[str]:
    """The entries of one file of a language, without comments and empty lines."""
    folder = files("core.measures.sentiment") / "lexicons"
    path = folder / language / f"{name}.txt" if language else folder / f"{name}.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = line.strip()
        if entry and not (entry.startswith("#") and "\t" not in entry):
            yield entry


def weighted(line: str) -> tuple[str, float, str]:
    """An entry with its weight and its label, "" for none."""
    entry, weight, *rest = line.split("\t")
    return entry.strip(), float(weight), rest[0].strip() if rest else ""
