"""Files that are written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from core import files


def test_a_whole_file_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_text("before")
    with files.replacing(path) as half_made:
        half_made.write_text("after")
        assert path.read_text() == "before"
    assert path.read_text() == "after"
    assert list(tmp_path.iterdir()) == [path]


def test_what_was_there_stays_when_writing_fails(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_text("before")

    def write_half() -> None:
        with files.replacing(path) as half_made:
            half_made.write_text("aft")
            raise OSError("the stick was pulled out")

    with pytest.raises(OSError, match="pulled out"):
        write_half()
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]
