"""The pinned requirements are complete, are what pyproject.toml asks for, and name no host."""

from __future__ import annotations

import importlib.metadata
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
# The environment brings pip along.
GIVEN = {"pip"}


def pins(name: str) -> dict[str, Requirement]:
    lines = (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines()
    found = [Requirement(line) for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(pin.name): pin for pin in found}


def asked() -> tuple[list[Requirement], list[Requirement]]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)
    run = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    dev = project["project"]["optional-dependencies"]["dev"]
    return [Requirement(line) for line in run], [Requirement(line) for line in dev]


def applies(requirement: Requirement) -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": ""})


def closure(wanted: list[Requirement]) -> dict[str, list[Requirement]]:
    """Every package these need on this system, with what is asked of it."""
    found: dict[str, list[Requirement]] = {}
    waiting = list(wanted)
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        seen = name in found
        found.setdefault(name, []).append(requirement)
        if not seen and name not in GIVEN:
            needs = map(Requirement, importlib.metadata.requires(name) or [])
            waiting += [need for need in needs if applies(need)]
    return {name: needs for name, needs in found.items() if name not in GIVEN}


def misfits(wanted: list[Requirement], pinned: dict[str, Requirement]) -> list[str]:
    """The packages that are needed but not pinned, or pinned at a version that will not do."""
    found = []
    for name, requirements in closure(wanted).items():
        version = next((s.version for s in pinned[name].specifier), "") if name in pinned else None
        if version is None or not all(version in need.specifier for need in requirements):
            found.append(name)
    return found


def test_everything_needed_to_run_is_pinned() -> None:
    run, _ = asked()
    assert misfits(run, pins("run.txt")) == []


def test_everything_needed_to_develop_is_pinned() -> None:
    run, dev = asked()
    assert misfits([*run, *dev], {**pins("run.txt"), **pins("dev.txt")}) == []


def test_nothing_is_pinned_that_nobody_needs() -> None:
    run, dev = asked()
    here = {name for name, pin in pins("run.txt").items() if applies(pin)}
    assert here - set(closure(run)) == set()
    here = {name for name, pin in pins("dev.txt").items() if applies(pin)}
    assert here - set(closure([*run, *dev])) == set()


def test_every_pin_is_one_exact_version() -> None:
    for name in ("run.txt", "dev.txt"):
        for pin in pins(name).values():
            assert [s.operator for s in pin.specifier] == ["=="], pin


def test_no_pin_names_a_host() -> None:
    for name in ("run.txt", "dev.txt"):
        text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        assert "://" not in text
        assert "--" not in text


def test_the_app_stays_small() -> None:
    heavy = {"scikit-learn", "scipy", "pandas", "pyside6-addons", "pyside6", "torch"}
    assert heavy & set(pins("run.txt")) == set()


def test_a_missing_and_a_wrong_pin_are_seen() -> None:
    run, _ = asked()
    without = {name: pin for name, pin in pins("run.txt").items() if name != "six"}
    assert misfits(run, without) == ["six"]
    assert "click" in misfits(run, {**without, "click": Requirement("click==7.0")})
