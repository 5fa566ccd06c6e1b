"""Any table of the app goes to CSV and XLSX as what it is, whole, and opens no formula."""

from __future__ import annotations

import csv
import re
import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from python_calamine import load_workbook

from core import i18n
from core.errors import Cancelled, KnownError
from core.exchange import exports, tables, values, xlsx_out

HEADERS = ["Name", "Amount", "Visits", "Day", "When", "Score"]
ROW = ["=1+1", Decimal("1234.50"), 3, date(2026, 9, 1), datetime(2026, 9, 1, 8, tzinfo=UTC), 71.25]


def _sheet(path: Path) -> str:
    with zipfile.ZipFile(path) as packed:
        return packed.read("xl/worksheets/sheet1.xml").decode()


def test_cells_of_a_workbook_are_what_they_are(tmp_path: Path) -> None:
    path = exports.table(tmp_path / "list.xlsx", HEADERS, [ROW, [None] * 6])
    rows = load_workbook(str(path)).get_sheet_by_index(0).to_python()
    local = datetime(2026, 9, 1, 8, tzinfo=UTC).astimezone().replace(tzinfo=None)
    assert rows[:2] == [HEADERS, ["=1+1", 1234.5, 3.0, date(2026, 9, 1), local, 71.25]]


def test_a_workbook_is_ready_to_be_read(tmp_path: Path) -> None:
    path = exports.table(tmp_path / "list.xlsx", HEADERS, [ROW, ["A name that is " * 9, *ROW[1:]]])
    sheet = _sheet(path)
    assert 'state="frozen"' in sheet
    assert '<autoFilter ref="A1:F3"/>' in sheet
    widths = [float(found) for found in re.findall(r'<col [^>]*?width="([\d.]+)"', sheet)]
    assert len(widths) >= 2
    assert 60 < widths[0] < 62
    assert "<f>" not in sheet
    with zipfile.ZipFile(path) as packed:
        styles = packed.read("xl/styles.xml").decode()
    assert "<b/>" in styles
    assert "#,##0.00" in styles
    assert 'numFmtId="14"' in styles
    assert 'numFmtId="22"' in styles


def test_cells_of_a_csv_are_plain_and_exact(tmp_path: Path) -> None:
    path = exports.table(tmp_path / "list.csv", ["=Name", *HEADERS[1:]], [ROW])
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[0][0] == "'=Name"
    assert rows[1] == ["'=1+1", "1234.50", "3", "2026-09-01", "2026-09-01T08:00:00Z", "71.25"]


@pytest.mark.parametrize("language", ["cs", "lv"])
def test_a_csv_opens_in_the_spreadsheets_of_the_country(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setattr(i18n, "_language", language)
    path = exports.table(tmp_path / "list.csv", ["Name", "A;b", *HEADERS[2:]], [ROW, ["1.5; 2"]])
    assert path.read_text("utf-8-sig").splitlines() == [
        'Name;"A;b";Visits;Day;When;Score',
        "'=1+1;1234,50;3;2026-09-01;2026-09-01T08:00:00Z;71,25",
        '"1.5; 2"',
    ]
    assert tables.find(path).delimiter == ";"


def test_a_list_goes_to_xlsx_as_plain_text(tmp_path: Path) -> None:
    path = exports.table(
        tmp_path / "list.xlsx",
        ["name", "phone", "amount", "on"],
        [["=1+1", "+420 777", 12.5, date(2026, 9, 1)], ["x" * 40_000, None, 0, True]],
    )
    rows = [cells for _number, cells in tables.find(path).rows()]
    assert rows[0] == ["=1+1", "+420 777", "12.5", "2026-09-01"]
    assert rows[1] is not None
    assert (len(rows[1][0]), rows[1][1:]) == (32_767, ["", "0", "yes"])


@pytest.mark.parametrize("odd", ["a\0b\x1f", "_x0041_", "http://example.cz", "👩🏽\u202e"])
def test_odd_text_comes_back_from_a_workbook(tmp_path: Path, odd: str) -> None:
    path = exports.table(tmp_path / "list.xlsx", ["name"], [[odd], ["last"]])
    rows = load_workbook(str(path)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows] == ["name", odd, "last"]


def test_what_excel_knows_no_day_and_no_number_for_is_told_otherwise(tmp_path: Path) -> None:
    path = exports.table(tmp_path / "a.xlsx", ["a"], [[date(1885, 1, 2)], [float("nan")], [1]])
    rows = load_workbook(str(path)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows] == ["a", "1885-01-02", "", 1.0]


def test_more_rows_than_a_workbook_holds_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_out, "MOST_ROWS", 10)
    assert exports.table(tmp_path / "ten.xlsx", ["n"], ([n] for n in range(9))).exists()
    with pytest.raises(KnownError, match="too_many_rows"):
        exports.table(tmp_path / "more.xlsx", ["n"], ([n] for n in range(10)))
    assert [path.name for path in tmp_path.iterdir()] == ["ten.xlsx"]


@pytest.mark.parametrize("name", ["list.csv", "list.xlsx"])
def test_a_table_can_be_stopped_and_leaves_the_old_file(tmp_path: Path, name: str) -> None:
    path = exports.table(tmp_path / name, ["n"], [["old"]])
    before = path.read_bytes()
    told = []

    class Stopping:
        def step(self, done: int, total: int) -> None:
            told.append((done, total))
            if done >= 1000:
                raise Cancelled

    with pytest.raises(Cancelled):
        exports.table(path, ["n"], ([n] for n in range(5000)), Stopping())
    assert told == [(0, 0), (500, 0), (1000, 0)]
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["list.csv", "list.xlsx"])
def test_the_rows_of_a_long_table_are_never_all_in_memory(tmp_path: Path, name: str) -> None:
    def rows(count: int) -> Iterator[list[object]]:
        for number in range(count):
            yield [f"Customer {number}", Decimal(number), date(2026, 9, 1), number]

    def most(count: int) -> int:
        tracemalloc.start()
        exports.table(tmp_path / name, ["name", "amount", "day", "n"], rows(count))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    assert most(25_000) < most(1000) + 4_000_000


def test_only_known_endings_are_written(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="unknown_format"):
        exports.table(tmp_path / "list.doc", ["a"], [])


def test_a_failed_export_leaves_the_old_file(tmp_path: Path) -> None:
    path = exports.table(tmp_path / "list.csv", ["name"], [["old"]])

    def rows_until_the_disk_is_full() -> object:
        yield ["new"]
        raise OSError(28, "No space left on device")

    with pytest.raises(KnownError, match="export_failed"):
        exports.table(path, ["name"], rows_until_the_disk_is_full())  # type: ignore[arg-type]
    assert "old" in path.read_text("utf-8-sig")
    assert list(tmp_path.iterdir()) == [path]


def _typed(cell: str) -> str:
    return "".join(letter for letter in cell if letter.isprintable()).strip()


def _opens_a_formula(cell: str) -> bool:
    return cell.lstrip().startswith(("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"))


ODD = st.text(st.sampled_from("'=+-@\t\r\n \u00a0\u200b\0\uff1d5a\""), max_size=6)


@given(ODD | st.text(max_size=30))
@example("'=1")
@example("''5")
@example(" =1")
def test_a_guarded_cell_opens_no_formula_and_gives_its_text_back(text: str) -> None:
    cell = values.guard(text)
    assert not _opens_a_formula(cell)
    assert cell[:1] not in ("\t", "\r", "\n")
    assert values.unguarded(cell) == text


@given(
    st.lists(st.lists(st.text(max_size=20) | ODD, min_size=2, max_size=2), min_size=1, max_size=8),
    st.decimals(allow_nan=False, allow_infinity=False, places=2),
    st.sampled_from(i18n.LANGUAGES),
)
def test_any_text_and_amount_comes_back_from_csv(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[list[str]],
    amount: Decimal,
    language: str,
) -> None:
    path = tmp_path_factory.mktemp("out") / "list.csv"
    cleaned = [[_typed(cell) for cell in row] for row in rows]
    before = i18n.language()
    i18n.use(language)
    try:
        exports.table(path, ["name", "note", "amount"], [[*row, amount] for row in cleaned])
    finally:
        i18n.use(before)
    mark, point = (",", ".") if language == "en" else (";", ",")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        read = list(csv.reader(stream, delimiter=mark))[1:]
    assert [[values.tidy(cell) for cell in row[:2]] for row in read] == cleaned
    assert {row[2] for row in read} == {f"{amount:f}".replace(".", point)}
