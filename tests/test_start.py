"""start.py sets up only what is missing, and explains what stands in the way."""

from __future__ import annotations

import ast
import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def steps() -> list[str]:
    """The parts that were set up, in order."""
    return []


@pytest.fixture
def start(tmp_path: Path, steps: list[str], monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """start.py in a folder of its own, whose steps only say that they were taken."""
    for name in ("start.py", "pyproject.toml", "requirements"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    catalogue = tmp_path / "resources/locale/cs/LC_MESSAGES/regulars.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text('msgid "Today"\nmsgstr "Dnes"\n', encoding="utf-8")
    spec = importlib.util.spec_from_file_location("start_in_a_folder", tmp_path / "start.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    def take(part: str) -> Callable[[], None]:
        def step() -> None:
            steps.append(part)
            if part == "environment":
                module.PYTHON.parent.mkdir(parents=True, exist_ok=True)
                module.PYTHON.touch()
                (module.ENVIRONMENT / "pyvenv.cfg").write_text(f"home = {tmp_path}\n")
            if part == "catalogues":
                catalogue.with_suffix(".mo").touch()

        return step

    for part in list(module.STEPS):
        monkeypatch.setitem(module.STEPS, part, take(part))
    return module


def test_a_fresh_folder_gets_everything_it_needs_to_run(
    start: ModuleType, steps: list[str]
) -> None:
    start.set_up(dev=False)
    assert steps == ["environment", "run", "project", "catalogues", "system"]


def test_a_second_start_does_nothing(start: ModuleType, steps: list[str]) -> None:
    start.set_up(dev=False)
    steps.clear()
    start.set_up(dev=False)
    assert steps == []


def test_the_tests_add_only_what_they_need(start: ModuleType, steps: list[str]) -> None:
    start.set_up(dev=False)
    steps.clear()
    start.set_up(dev=True)
    assert steps == ["dev"]


def test_new_pins_are_installed(start: ModuleType, steps: list[str]) -> None:
    start.set_up(dev=False)
    steps.clear()
    start.RUN_LOCK.write_text("click==9.0\n", encoding="utf-8")
    start.set_up(dev=False)
    assert steps == ["run", "system"]


def test_new_words_are_compiled(start: ModuleType, steps: list[str]) -> None:
    start.set_up(dev=False)
    steps.clear()
    (catalogue,) = start.catalogues()
    catalogue.write_text('msgid "Today"\nmsgstr "Dneska"\n', encoding="utf-8")
    start.set_up(dev=False)
    assert steps == ["catalogues"]


def test_a_lost_compiled_catalogue_is_made_again(start: ModuleType, steps: list[str]) -> None:
    start.set_up(dev=False)
    steps.clear()
    (catalogue,) = start.catalogues()
    catalogue.with_suffix(".mo").unlink()
    start.set_up(dev=False)
    assert steps == ["catalogues"]


def test_a_moved_folder_is_set_up_anew(start: ModuleType, steps: list[str]) -> None:
    start.set_up(dev=False)
    steps.clear()
    stamp = start.STAMP.read_text(encoding="utf-8")
    start.STAMP.write_text(stamp.replace(str(start.ROOT), "elsewhere"), encoding="utf-8")
    start.set_up(dev=False)
    assert steps == ["environment", "run", "project", "catalogues", "system"]


def test_an_environment_whose_python_was_removed_is_made_anew(
    start: ModuleType, steps: list[str]
) -> None:
    start.set_up(dev=False)
    steps.clear()
    (start.ENVIRONMENT / "pyvenv.cfg").write_text("home = gone\n", encoding="utf-8")
    start.set_up(dev=False)
    assert steps == ["environment", "run", "project", "catalogues", "system"]


def test_a_set_up_that_was_cut_short_begins_anew(
    start: ModuleType, steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_short() -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setitem(start.STEPS, "run", cut_short)
        with pytest.raises(KeyboardInterrupt):
            start.set_up(dev=False)
    steps.clear()
    start.set_up(dev=False)
    assert steps == ["environment", "run", "project", "catalogues", "system"]


def test_a_refused_part_is_tried_again_and_the_rest_is_kept(
    start: ModuleType, steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise start.CannotSetUp("no network")

    with monkeypatch.context() as patch:
        patch.setitem(start.STEPS, "run", refuse)
        with pytest.raises(start.CannotSetUp):
            start.set_up(dev=False)
    steps.clear()
    start.set_up(dev=False)
    assert steps == ["run", "project", "catalogues", "system"]


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("NewConnectionError('<urllib3…>: Failed to establish')", "connect to the internet"),
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("Collecting x\nERROR: No matching distribution found for x\nhint", "No matching"),
    ],
)
def test_a_failed_program_is_explained(start: ModuleType, output: str, sentence: str) -> None:
    assert sentence in start.explain(output)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have a screen")
def test_a_screen_is_known_by_its_variables(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert not start.has_display()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert start.has_display()


def test_an_old_python_is_told_in_one_line() -> None:
    old = "import sys; sys.version_info = (3, 8, 1); exec(open('start.py').read())"
    told = subprocess.run(
        [sys.executable, "-c", old], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert told.returncode == 1
    assert told.stderr == "Regulars needs Python 3.11 or newer; this is Python 3.8.\n"


def test_an_old_python_can_read_the_file() -> None:
    ast.parse((ROOT / "start.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_each_library_comes_from_one_package(start: ModuleType) -> None:
    assert all(".so." in library for library in start.PACKAGES)
    assert not any(" " in package for package in start.PACKAGES.values())
