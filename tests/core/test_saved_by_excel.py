"""An export that a spreadsheet saved again is read as it was meant, or refused with its row."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

import pytest

from core.clock import FixedClock
from core.errors import KnownError
from core.exchange import column_words, exports, whole_shop
from core.i18n import said_in
from core.sample import fill
from core.store import settings
from core.store.workspace import Workspace

NOW = "2026-09-21T08:00:00Z"
_Quoting = Literal[0, 1]


@pytest.fixture(scope="module")
def sample() -> Iterator[Workspace]:
    shop = Workspace.in_memory(clock=FixedClock(NOW))
    fill(shop, customers=15, years=1, seed=3)
    yield shop
    shop.close()


@pytest.fixture
def folder(sample: Workspace, tmp_path: Path) -> Path:
    exports.everything(sample, tmp_path / "out", headings="english")
    return tmp_path / "out"


def _exported(workspace: Workspace, folder: Path) -> dict[str, bytes]:
    files = exports.everything(workspace, folder, headings="english")
    return {path.name: path.read_bytes() for path in files}


def _rows(path: Path, mark: str) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream, delimiter=mark))


def _write(path: Path, mark: str, rows: Sequence[list[str]], quoting: _Quoting = 0) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=mark, quoting=quoting).writerows(rows)


def _refused(workspace: Workspace, tmp_path: Path, folder: Path) -> KnownError:
    before = _exported(workspace, tmp_path / "before")
    with pytest.raises(KnownError) as refused:
        whole_shop.bring_in(workspace, folder)
    assert _exported(workspace, tmp_path / "after") == before
    return refused.value


@pytest.fixture
def czech(sample: Workspace, tmp_path: Path) -> Path:
    settings.put(sample, settings.LANGUAGE, "cs")
    exports.everything(sample, tmp_path / "česky", headings="owner")
    return tmp_path / "česky"


def _change_visit(folder: Path, stable: str, value: str) -> str:
    """Write another value into the fourth line of the Czech visits; gives the file's name."""
    path = folder / column_words.file_name("visits", "cs")
    rows = _rows(path, ";")
    rows[3][rows[0].index(said_in("cs", column_words.words("visits", stable)))] = value
    _write(path, ";", rows)
    return path.name


@pytest.mark.parametrize("value", ["1234,5", "1234,50", "1234"])
def test_an_amount_as_excel_shortens_it_is_read(
    workspace: Workspace, czech: Path, value: str
) -> None:
    _change_visit(czech, "amount", value)
    whole_shop.bring_in(workspace, czech)
    told = {"1234,5": 123450, "1234,50": 123450, "1234": 123400}[value]
    assert workspace.value("SELECT amount_minor FROM visit ORDER BY id LIMIT 1 OFFSET 2") == told


SAVED_BY_EXCEL = {
    "an amount with a point": ("amount", "1234.50"),
    "thousands or three decimals": ("amount", "12,500"),
    "thousands apart": ("amount", "1 234,50"),
    "an amount cut short": ("amount", "1,23E+11"),
    "two commas": ("amount", "1,234,50"),
    "an amount taken for a day": ("amount", "12.V"),
    "a day as Excel writes it": ("visited_on", "21.09.2026"),
    "a number with a comma": ("id", "3,0"),
}


@pytest.mark.parametrize("case", SAVED_BY_EXCEL)
def test_what_excel_made_of_a_cell_is_told_with_file_and_row(
    workspace: Workspace, czech: Path, tmp_path: Path, case: str
) -> None:
    name = _change_visit(czech, *SAVED_BY_EXCEL[case])
    refused = _refused(workspace, tmp_path, czech)
    assert (refused.code, refused.facts["file"], refused.facts["row"]) == ("broken_row", name, 4)


@pytest.mark.parametrize("value", ["1234,50", "12.500", "1.23E+11", "1_000.50"])
def test_a_comma_is_no_decimal_mark_where_commas_divide(
    workspace: Workspace, folder: Path, tmp_path: Path, value: str
) -> None:
    path = folder / "visits.csv"
    rows = _rows(path, ",")
    rows[3][rows[0].index("amount")] = value
    _write(path, ",", rows)
    refused = _refused(workspace, tmp_path, folder)
    assert (refused.code, refused.facts["row"]) == ("broken_row", 4)


def test_a_folder_in_an_old_code_page_is_refused(
    workspace: Workspace, czech: Path, tmp_path: Path
) -> None:
    path = czech / column_words.file_name("visits", "cs")
    path.write_bytes(path.read_text("utf-8-sig").encode("cp1250", "replace"))
    refused = _refused(workspace, tmp_path, czech)
    assert (refused.code, refused.facts["file"]) == ("broken_row", path.name)


@pytest.mark.parametrize("quoting", [csv.QUOTE_ALL, csv.QUOTE_MINIMAL])
def test_each_file_says_by_its_headings_how_it_is_divided(
    sample: Workspace, workspace: Workspace, folder: Path, tmp_path: Path, quoting: _Quoting
) -> None:
    """A spreadsheet may save some of the files between other marks, or quote every cell."""
    for name in ("customers.csv", "topics.csv", "goals.csv"):
        _write(folder / name, ";", _rows(folder / name, ","), quoting)
    whole_shop.bring_in(workspace, folder)
    assert _exported(workspace, tmp_path / "b") == _exported(sample, tmp_path / "a")
