"""The types add up: strictly in core, with less ceremony around Qt."""

from __future__ import annotations

from pathlib import Path

from mypy import api

ROOT = Path(__file__).resolve().parents[2]
CONFIG = f"--config-file={ROOT / 'pyproject.toml'}"


def test_mypy_has_nothing_to_say() -> None:
    targets = [str(ROOT / name) for name in ("core", "desktop", "start.py")]
    told, trouble, failed = api.run([CONFIG, *targets])
    assert not failed, told + trouble


def test_mypy_would_say_something(tmp_path: Path) -> None:
    bad = tmp_path / "bad.py"
    bad.write_text("def days(rhythm):\n    return rhythm\n", encoding="utf-8")
    told, _, failed = api.run([CONFIG, "--cache-dir", str(tmp_path / "cache"), str(bad)])
    assert failed
    assert "no-untyped-def" in told
