"""The house rules that no tool knows: sizes, names, and who may say what."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_MODULE = 500
BUSIEST_CLASS = 30

EMPTY_WORDS = {"manager", "helper", "helpers", "util", "utils", "handler", "response"}
# Qt's models have methods of these names, so only modules and classes are held to them.
VAGUE_NOUNS = {"data", "info", "item", "items"}
QT = {"PySide6", "shiboken6", "qtawesome", "qtpy"}
SQL = re.compile(
    r"\bSELECT\b.+\bFROM\b|\bINSERT INTO\b|\bUPDATE\b.+\bSET\b|\bDELETE FROM\b"
    r"|\bCREATE (TABLE|INDEX)\b|\bPRAGMA \w",
    re.DOTALL,
)
MACHINE_PATH = re.compile(r"(?<![\w.:/~-])/(home|Users|root|work|tmp)/\w|\b[A-Z]:\\+Users\\")


def modules(*rooms: str) -> list[Path]:
    return sorted(file for room in rooms for file in (ROOT / room).rglob("*.py"))


def short(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), filename=str(file))


def tracked() -> list[Path]:
    """The files of the project; from git where it is, because a checkout also holds made files."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("this copy of the project is no git checkout")
    return [file for name in listed.stdout.split("\0") if name and (file := ROOT / name).is_file()]


# The checks, each a function of source so that it can be shown to bite


def words(name: str) -> set[str]:
    """The words of a snake_case or CamelCase name."""
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


def empty_names(source: ast.Module, module: str) -> Iterator[str]:
    """Names of this module, its classes and functions that say nothing about the shop."""
    if words(module) & (EMPTY_WORDS | VAGUE_NOUNS):
        yield module
    banned = {ast.ClassDef: EMPTY_WORDS | VAGUE_NOUNS, ast.FunctionDef: EMPTY_WORDS}
    for node in ast.walk(source):
        if (
            isinstance(node, ast.ClassDef | ast.FunctionDef)
            and words(node.name) & banned[type(node)]
        ):
            yield node.name


def sql_strings(source: ast.Module) -> Iterator[str]:
    for node in ast.walk(source):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and SQL.search(text):
            yield text


def imported(source: ast.Module) -> Iterator[str]:
    """The top-level packages this module imports, wherever in the module."""
    for node in ast.walk(source):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def crowded_classes(source: ast.Module) -> Iterator[str]:
    for node in ast.walk(source):
        if isinstance(node, ast.ClassDef):
            methods = [part for part in node.body if isinstance(part, ast.FunctionDef)]
            if len(methods) > BUSIEST_CLASS:
                yield node.name


# The house


def test_there_is_a_house_to_check() -> None:
    assert len(modules("core")) > 20
    assert len(modules("desktop")) > 10


def test_no_module_is_longer_than_a_room() -> None:
    files = [*modules("core", "desktop", "tests"), ROOT / "start.py"]
    lines = {short(file): len(file.read_text(encoding="utf-8").splitlines()) for file in files}
    assert {name: n for name, n in lines.items() if n > LONGEST_MODULE} == {}


def test_no_class_knows_everything() -> None:
    crowded = {short(f): list(crowded_classes(tree(f))) for f in modules("core", "desktop")}
    assert {file: names for file, names in crowded.items() if names} == {}


def test_each_module_says_what_the_room_is_for() -> None:
    files = [*modules("core", "desktop", "tests"), ROOT / "start.py"]
    silent = [
        short(file) for file in files if tree(file).body and not ast.get_docstring(tree(file))
    ]
    assert silent == []


def test_names_say_something_about_the_shop() -> None:
    found = {short(f): list(empty_names(tree(f), f.stem)) for f in modules("core", "desktop")}
    assert {file: names for file, names in found.items() if names} == {}


def test_the_screens_contain_no_sql() -> None:
    found = {short(f): list(sql_strings(tree(f))) for f in modules("desktop")}
    assert {file: strings for file, strings in found.items() if strings} == {}


def test_core_never_imports_qt() -> None:
    found = {short(f): QT & set(imported(tree(f))) for f in modules("core")}
    assert {file: names for file, names in found.items() if names} == {}


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    found = []
    for file in tracked():
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture
        if MACHINE_PATH.search(text):
            found.append(short(file))
    assert found == []


# Each check bites


@pytest.mark.parametrize(
    ("source", "module", "expected"),
    [
        ("class CustomerManager: ...", "customers", ["CustomerManager"]),
        ("def date_helper(): ...", "customers", ["date_helper"]),
        ("", "string_utils", ["string_utils"]),
        ("class RowItem: ...", "rows", ["RowItem"]),
        ("class Table:\n    def data(self): ...", "rows", []),
        ("class Reply: ...", "replies", []),
    ],
)
def test_an_empty_name_is_seen(source: str, module: str, expected: list[str]) -> None:
    assert list(empty_names(ast.parse(source), module)) == expected


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("SELECT name FROM customer", True),
        ("UPDATE customer SET name = ?", True),
        ("Select a customer from the list", False),
        ("Update the file", False),
    ],
)
def test_sql_is_told_from_words(text: str, seen: bool) -> None:
    assert bool(list(sql_strings(ast.parse(repr(text))))) is seen


def test_a_late_import_of_qt_is_seen() -> None:
    assert set(imported(ast.parse("def f():\n    from PySide6.QtGui import QIcon"))) & QT


def test_a_crowded_class_is_seen() -> None:
    body = "\n".join(f"    def m{n}(self): ..." for n in range(BUSIEST_CLASS + 1))
    assert list(crowded_classes(ast.parse(f"class Window:\n{body}"))) == ["Window"]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("open('/" + "home/jana/shop.regulars')", True),
        ("C:" + "\\Users\\jana", True),
        ("see https://example.org/home/page", False),
        ("/usr/share/fonts", False),
    ],
)
def test_a_machine_path_is_seen(text: str, seen: bool) -> None:
    assert bool(MACHINE_PATH.search(text)) is seen
