"""Files in from a terminal: what is asked, told and taken back."""

from __future__ import annotations

import csv
import json
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from core.cli import regulars
from core.clock import FixedClock
from core.people import customers, visits
from core.people.visits import NewVisit
from core.store.workspace import Workspace


def run(shop: Path, *words: object, ok: bool = True) -> Result:
    arguments = ["--shop", str(shop), *map(str, words)]
    env = {"LC_ALL": "C", "REGULARS_LANG": ""}
    result = CliRunner().invoke(regulars, arguments, env=env)
    assert (result.exit_code == 0) is ok, (result.stdout, result.stderr)
    return result


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    path = tmp_path / "shop.regulars"
    Workspace.open(path, create=True).close()
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "visits.csv"
    path.write_text("customer,date,amount\nAda,03/04/2026,5\nEva,05/04/2026,much\n", "utf-8")
    return path


def days(shop: Path) -> list[str]:
    with closing(Workspace.open(shop)) as workspace:
        return [row[0] for row in workspace.rows("SELECT visited_on FROM visit")]


def test_a_day_read_with_a_doubt_is_told_beside_the_figures(shop: Path, file: Path) -> None:
    told = run(shop, "import", file)
    assert json.loads(told.stdout)["created"] == 1
    doubt, problem = told.stderr.splitlines()
    assert "“03/04/2026”" in doubt
    assert "--days month-first" in doubt
    assert problem.startswith("Row 3:")
    assert days(shop) == ["2026-04-03"]


@pytest.mark.parametrize(
    ("order", "day"), [("day-first", "2026-04-03"), ("month-first", "2026-03-04")]
)
def test_whoever_says_the_order_of_days_hears_of_no_doubt(
    shop: Path, file: Path, order: str, day: str
) -> None:
    told = run(shop, "import", file, "--days", order)
    assert "03/04/2026" not in told.stderr
    assert days(shop) == [day]


def test_another_order_of_days_is_misuse(shop: Path, file: Path) -> None:
    assert run(shop, "import", file, "--days", "sideways", ok=False).exit_code == 2


def test_refused_rows_are_saved_where_asked(shop: Path, file: Path, tmp_path: Path) -> None:
    told = run(shop, "import", file, "--refused", tmp_path / "why.csv")
    assert "1 row that stayed out was saved" in told.stderr
    assert set(json.loads(told.stdout)) == {
        "batch", "source", "kind", "rows", "created", "updated", "skipped", "problems",
    }  # fmt: skip
    with (tmp_path / "why.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[1] == ["Eva", "05/04/2026", "much", "“much” is not an amount."]


def test_nothing_is_brought_in_when_refused_rows_could_not_be_saved(
    shop: Path, file: Path, tmp_path: Path
) -> None:
    told = run(shop, "import", file, "--refused", tmp_path / "why.docx", ok=False)
    assert ".csv or .xlsx" in told.stderr
    assert days(shop) == []


def test_a_sheet_can_be_named(shop: Path, tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "two.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for sheet, name in (("May", "Ada"), ("June", "Eva")):
            page = book.add_worksheet(sheet)
            page.write_row(0, 0, ["customer", "date", "amount"])
            page.write_row(1, 0, [name, "1.6.2026", 5])
    run(shop, "import", path, "--sheet", "June")
    with closing(Workspace.open(shop)) as workspace:
        assert workspace.value("SELECT name FROM customer") == "Eva"
    assert "“July”" in run(shop, "import", path, "--sheet", "July", ok=False).stderr


def test_what_stands_in_the_way_of_an_undo_is_named_and_can_go_too(shop: Path, file: Path) -> None:
    number = json.loads(run(shop, "import", file).stdout)["batch"]
    clock = FixedClock("2026-09-21T08:00:00Z", zone="Europe/Prague")
    with closing(Workspace.open(shop, clock=clock)) as workspace:
        ada = customers.find_named(workspace, "Ada")
        assert ada is not None
        for _visit in range(7):
            visits.record(workspace, NewVisit(ada.id, clock.today()))
    told = run(shop, "undo-import", number, ok=False)
    (sentence,) = told.stderr.splitlines()
    assert sentence.count("Visit noted (") == 5
    assert "2 more changes" in sentence
    assert "--with-later" in sentence
    assert "taken back" in run(shop, "undo-import", number, "--with-later").stdout
    assert days(shop) == []
