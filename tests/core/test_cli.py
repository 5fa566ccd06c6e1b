"""Every verb of the terminal does what it says, and refuses in one sentence."""

from __future__ import annotations

import csv
import io
import json
import shutil
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from core.cli import regulars
from core.people import customers
from core.store import settings
from core.store.workspace import Workspace
from core.voice import topics

PLAIN = {"LC_ALL": "C", "REGULARS_LANG": ""}


def run(*arguments: object, stdin: str | bytes = "", env: dict[str, str] | None = None) -> Result:
    words = [str(argument) for argument in arguments]
    return CliRunner().invoke(regulars, words, input=stdin, env={**PLAIN, **(env or {})})


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "sample.regulars"
    made = run("--shop", path, "sample", "--customers", 40, "--years", 1, "--seed", 5)
    assert made.exit_code == 0, made.stderr
    return path


@pytest.fixture
def shop(sample: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    return Path(shutil.copy(sample, tmp_path / "shop.regulars"))


def shop_run(shop: Path, *arguments: object, **extra: Any) -> Result:
    result = run("--shop", shop, *arguments, **extra)
    assert result.exit_code == 0, result.stderr
    assert not result.exception
    return result


def rows(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(result.stdout)))


def refused(result: Result) -> str:
    """The one sentence with which a verb refused."""
    assert result.exit_code == 1, (result.stdout, result.stderr, result.exception)
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert len(lines) == 1, lines
    assert "Traceback" not in lines[0]
    return lines[0]


# The loop


def test_a_complaint_goes_the_whole_way(shop: Path) -> None:
    first = shop_run(
        shop, "log", "--kind", "complaint", "--body", "I waited forty minutes, terrible.",
        "--customer", "Jana Zkušební", "--staff", "Lenka",
    )  # fmt: skip
    number, label, score, lang, words = first.stdout.rstrip("\n").split("\t")
    assert (label, lang, words) == ("negative", "en", "waited forty minutes, terrible")
    assert float(score) < 0
    assert first.stderr == "New customer: Jana Zkušební\n"
    second = shop_run(
        shop, "log", "--kind", "suggestion", "--body", "Send a text, please",
        "--customer", "jana zkusebni", "--json",
    )  # fmt: skip
    said = json.loads(second.stdout)
    assert (said["customer"], said["waiting"], second.stderr) == ("Jana Zkušební", True, "")

    made = shop_run(shop, "suggest", "Text when late", "--from", number, said["id"])
    suggestion = made.stdout.strip()
    rated = shop_run(
        shop, "rate", suggestion, "--impact", 2, "--confidence", 0.8, "--effort-days", 2
    )
    assert rated.stdout == f"{suggestion}\t1\t16.0\n"
    assert (
        "please say why"
        in refused(run("--shop", shop, "decide", suggestion, "--status", "done")).lower()
    )
    decided = shop_run(
        shop, "decide", suggestion, "--status", "done", "--because", "We bought a bundle."
    )
    assert decided.stdout == f"{suggestion}\tdone\t1\n"
    drafts = [row for row in rows(shop_run(shop, "replies")) if row["status"] == "draft"]
    mine = next(row for row in drafts if row["customer"] == "Jana Zkušební")
    assert "We bought a bundle." in mine["body"]
    waiting = rows(shop_run(shop, "replies", "--waiting"))
    assert [row["draft_id"] for row in waiting if row["customer"] == "Jana Zkušební"][-1]


def test_a_first_name_that_fits_several_is_not_guessed(shop: Path) -> None:
    for name in ("Jana Zkušební", "Jana Pokusná"):
        shop_run(shop, "log", "--kind", "praise", "--body", "Lovely", "--customer", name)
    result = run("--shop", shop, "log", "--kind", "praise", "--body", "Nice", "--customer", "jana")
    assert "“jana” fits" in refused(result)


def test_the_beginning_of_a_name_is_somebody_else(shop: Path) -> None:
    shop_run(shop, "log", "--kind", "praise", "--body", "A", "--customer", "Jana Zkušebníová")
    said = shop_run(shop, "log", "--kind", "praise", "--body", "B", "--customer", "Jan Zkušební")
    assert said.stderr == "New customer: Jan Zkušební\n"


def test_a_refused_feedback_leaves_no_new_customer(shop: Path) -> None:
    before = rows(shop_run(shop, "health"))
    result = run("--shop", shop, "log", "--kind", "rumour", "--body", "x", "--customer", "Nová X")
    assert refused(result) == "“rumour” is not a kind of feedback."
    assert rows(shop_run(shop, "health")) == before


def test_the_title_of_a_suggestion_may_come_last(shop: Path) -> None:
    made = shop_run(shop, "suggest", "--from", 1, 2, "Cushions", "--json")
    assert json.loads(made.stdout)["title"] == "Cushions"


# Figures


def test_today_has_its_columns_and_its_lists(sample: Path) -> None:
    found = shop_run(sample, "today")
    assert found.stdout.startswith("reason,customer_id,customer,since_on,days,note\n")
    assert {row["reason"] for row in rows(found)} >= {"answer", "checkin"}
    told = json.loads(shop_run(sample, "today", "--json").stdout)
    lists = {"checkins", "waiting", "care", "due", "drops", "bookings", "passed"}
    assert set(told) == {"on", "counts", "at_risk", "stopped", *lists}
    assert set(told["at_risk"]) == set(told["stopped"])
    assert set(told["at_risk"]) == {"people", "minor", "currency", "unknown"}
    assert {name: len(told[name]) for name in lists} == told["counts"]
    assert told["counts"]["waiting"] == len(told["waiting"]) > 0


def test_health_has_exactly_the_columns_of_the_contract(sample: Path) -> None:
    found = shop_run(sample, "health")
    wanted = "customer,reference,score,band,stage,last_visit_on,due_on,why"
    assert found.stdout.splitlines()[0] == wanted
    told = rows(found)
    assert len(told) == 40
    assert all(row["score"] == "" or row["score"] == f"{float(row['score']):.1f}" for row in told)
    assert {row["band"] for row in told} <= {"", "at_risk", "watch", "healthy"}
    again = json.loads(shop_run(sample, "health", "--json").stdout)
    assert list(again[0]) == wanted.split(",")
    assert len(again) == 40


def test_health_of_a_past_day_knows_only_what_was_known(sample: Path) -> None:
    now = rows(shop_run(sample, "health"))
    newest = max(row["last_visit_on"] for row in now)
    middle = sorted(row["last_visit_on"] for row in now if row["last_visit_on"])[20]
    then = rows(shop_run(sample, "health", "--on", middle))
    assert max(row["last_visit_on"] for row in then) <= middle < newest


def test_a_backtest_has_a_row_for_each_fifth_and_one_for_everyone(sample: Path) -> None:
    newest = max(row["last_visit_on"] for row in rows(shop_run(sample, "health")))
    cut = date.fromisoformat(newest) - timedelta(days=40)
    result = shop_run(sample, "backtest", "--cut", cut, "--until", newest)
    wanted = "cut_on,until_on,part,people,came,share,lowest,highest,ranking"
    assert result.stdout.splitlines()[0] == wanted
    *fifths, everyone = rows(result)
    assert [row["part"] for row in fifths] == ["1", "2", "3", "4", "5"]
    assert {(row["cut_on"], row["until_on"]) for row in fifths} == {(cut.isoformat(), newest)}
    assert sum(int(row["people"]) for row in fifths) == int(everyone["people"]) > 0
    assert sum(int(row["came"]) for row in fifths) == int(everyone["came"]) > 0
    assert 0 <= float(everyone["ranking"]) <= 1
    told = json.loads(shop_run(sample, "backtest", "--json").stdout)
    assert len(told["fifths"]) == 5
    assert told["text"]


def test_json_and_csv_say_the_same(sample: Path) -> None:
    as_csv = rows(shop_run(sample, "backlog"))
    as_json = json.loads(shop_run(sample, "backlog", "--format", "json").stdout)
    assert [row["title"] for row in as_csv] == [row["title"] for row in as_json]
    assert [int(row["rank"]) for row in as_csv] == list(range(1, len(as_csv) + 1))
    assert as_csv[0]["must_do"] == "true"
    assert as_json[0]["must_do"] is True


def test_metrics_of_a_span(sample: Path) -> None:
    found = rows(shop_run(sample, "metrics", "--from", "2020-01-01", "--to", "2035-12-31"))
    by_key = {row["key"]: row for row in found}
    assert {"retention", "nps", "csat", "answered"} <= set(by_key)
    assert 0 < float(by_key["repeat_rate"]["value"]) <= 100
    assert by_key["average_spend"]["currency"] == "CZK"
    assert 200 < float(by_key["average_spend"]["value"]) < 3000


def test_money_in_figures_is_in_whole_units_throughout(sample: Path) -> None:
    found = rows(shop_run(sample, "metrics", "--from", "1900-01-01", "--to", "2100-12-31"))
    (spend,) = (row for row in found if row["key"] == "average_spend")
    share = float(spend["numerator"]) / float(spend["denominator"])
    assert float(spend["value"]) == pytest.approx(share, abs=0.005)


def test_a_review_is_the_same_bytes_each_time(sample: Path, tmp_path: Path) -> None:
    papers = [tmp_path / "a.pdf", tmp_path / "b.pdf"]
    for paper in papers:
        made = shop_run(sample, "review", "--quarter", "2026-Q3", "--out", paper)
        assert made.stdout == f"{paper}\n"
    assert papers[0].read_bytes() == papers[1].read_bytes()
    assert papers[0].read_bytes().startswith(b"%PDF")


# In and out

VISITS = "customer,date,amount\nJana Nová,2026-01-05,500\nPetr Starý,2026-02-31,100\n"


def test_an_import_tells_its_figures_and_can_be_undone(shop: Path, tmp_path: Path) -> None:
    file = tmp_path / "visits.csv"
    file.write_text(VISITS, encoding="utf-8")
    tried = json.loads(shop_run(shop, "import", file, "--dry-run").stdout)
    assert tried["batch"] is None
    told = shop_run(shop, "import", file, "--json")
    figures = json.loads(told.stdout)
    assert list(figures) == [
        "batch", "source", "kind", "rows", "created", "updated", "skipped", "problems",
    ]  # fmt: skip
    assert figures["rows"] == 2 == figures["created"] + figures["problems"]
    assert told.stderr == "Row 3: “2026-02-31” is not a day.\n"
    assert "taken back" in shop_run(shop, "undo-import", figures["batch"]).stdout
    assert "undone" in refused(run("--shop", shop, "undo-import", figures["batch"]))


def test_an_unknown_kind_of_import_is_refused(sample: Path, tmp_path: Path) -> None:
    file = tmp_path / "visits.csv"
    file.write_text(VISITS, encoding="utf-8")
    assert "spaceships" in refused(run("--shop", sample, "import", file, "--kind", "spaceships"))


def test_an_import_makes_a_missing_shop_and_says_so(tmp_path: Path) -> None:
    file = tmp_path / "visits.csv"
    file.write_text(VISITS, encoding="utf-8")
    new = tmp_path / "new" / "shop.regulars"
    assert json.loads(shop_run(new, "import", file, "--dry-run").stdout)["created"] == 1
    assert not new.exists()
    told = shop_run(new, "import", file)
    assert json.loads(told.stdout)["created"] == 1
    assert str(new) in told.stderr


def test_a_shop_that_begins_with_an_import_speaks_its_language(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes("vārds;tālrunis\nĪle Ābola;20000001\n".encode("cp1257"))
    shop = tmp_path / "new.regulars"
    shop_run(shop, "--lang", "lv", "import", path)
    with closing(Workspace.open(shop)) as workspace:
        assert settings.get(workspace, settings.LANGUAGE) == "lv"
        assert settings.get(workspace, settings.CURRENCY) == "EUR"
        assert [line.customer.name for line in customers.find(workspace)] == ["Īle Ābola"]
        assert "Cena" in [topic.name for topic in topics.find(workspace)]


def test_a_shop_that_begins_with_an_import_has_topics_in_any_case(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("Name,Email\nJana,j@example.cz\n")
    shop = tmp_path / "new.regulars"
    shop_run(shop, "import", tmp_path / "people.csv")
    shop_run(shop, "import", tmp_path / "people.csv")
    with closing(Workspace.open(shop)) as workspace:
        assert [topic.name for topic in topics.find(workspace)].count("Price") == 1


def test_a_failed_import_leaves_no_shop_behind(tmp_path: Path) -> None:
    new = tmp_path / "shop.regulars"
    assert refused(run("--shop", new, "import", tmp_path / "none.csv"))
    (tmp_path / "picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    assert refused(run("--shop", new, "import", tmp_path / "picture.csv"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["picture.csv"]


def test_a_sample_is_only_made_in_a_new_shop(shop: Path, tmp_path: Path) -> None:
    assert "already has customers" in refused(run("--shop", shop, "sample"))
    new = tmp_path / "new.regulars"
    assert refused(run("--shop", new, "sample", "--customers", 0))
    assert not new.exists()
    made = json.loads(
        run("--lang", "lv", "--shop", new, "sample", "--customers", 9, "--json").stdout
    )
    assert made["customers"] == 9
    workspace = Workspace.open(new)
    assert workspace.value("SELECT value FROM setting WHERE key = 'language'") == '"lv"'
    workspace.close()


def test_everything_goes_out(shop: Path, tmp_path: Path) -> None:
    told = shop_run(shop, "export", "--out", tmp_path / "out")
    paths = [Path(line) for line in told.stdout.splitlines()]
    assert tmp_path / "out" / "customers.csv" in paths
    assert all(path.stat().st_size for path in paths)


def test_a_person_goes_out_and_is_forgotten(shop: Path) -> None:
    name = json.loads(shop_run(shop, "export-person", 2).stdout)["customer"]["name"]
    told = json.loads(shop_run(shop, "erase-person", 2, "--json").stdout)
    assert told["erased"] == 2
    assert "not in this shop" in refused(run("--shop", shop, "export-person", 2))
    assert name not in [row["customer"] for row in rows(shop_run(shop, "health"))]


# Safety


def test_a_backup_brings_the_shop_back(shop: Path) -> None:
    made = Path(shop_run(shop, "backup").stdout.strip())
    assert made.is_file()
    shop_run(shop, "log", "--kind", "praise", "--body", "Lovely", "--customer", "Nová Zkouška")
    told = shop_run(shop, "restore", made)
    assert "What was there before" in told.stderr
    assert "Nová Zkouška" not in shop_run(shop, "health").stdout
    assert shop_run(shop, "check").stdout == "The shop file is whole.\n"


def test_a_damaged_shop_is_told_and_restored_and_kept(shop: Path) -> None:
    made = Path(shop_run(shop, "backup").stdout.strip())
    content = bytearray(shop.read_bytes())
    content[20_000:60_000] = b"x" * 40_000
    shop.write_bytes(content)
    result = run("--shop", shop, "check")
    assert result.exit_code == 1
    assert "damaged" in result.stderr
    shop_run(shop, "restore", made)
    assert shop_run(shop, "check").stdout
    (kept,) = shop.parent.glob("shop damaged *.regulars")
    assert kept.read_bytes() == bytes(content)


def test_a_missing_shop_is_restored(shop: Path) -> None:
    made = shop_run(shop, "backup").stdout.strip()
    shop.unlink()
    shop_run(shop, "restore", made)
    assert len(rows(shop_run(shop, "health"))) == 40


def test_what_is_no_backup_is_not_restored(shop: Path, tmp_path: Path) -> None:
    before = shop.read_bytes()
    (tmp_path / "letter.txt").write_text("Dear Jana", encoding="utf-8")
    assert "not a shop file" in refused(run("--shop", shop, "restore", tmp_path / "letter.txt"))
    assert shop.read_bytes() == before


# Refusals


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("log", "--kind", "praise", "--body", " "), "write down what the customer said"),
        (("log", "--kind", "praise", "--body", "x", "--channel", "pigeon"), "not a channel"),
        (("suggest", " "), "needs a title"),
        (("suggest", "Cushions", "--from", 99999), "99999 is not in this shop"),
        (("rate", 1, "--impact", "lots"), "“lots” is not a number"),
        (("rate", 1, "--impact", 2.5), "2.5"),
        (("rate", 1, "--reach", 2.5), "not a whole number"),
        (("rate", 999, "--impact", 2), "999 is not in this shop"),
        (("decide", 1, "--status", "maybe", "--because", "so"), "not a decision"),
        (("health", "--on", "2026-02-30"), "“2026-02-30” is not a day"),
        (("metrics", "--from", "2026-03-01", "--to", "2026-02-01"), "before the first"),
        (("backtest", "--cut", "2026-03-01", "--until", "2026-03-01"), "before the first"),
        (("review", "--quarter", "2026-Q9", "--out", "x.pdf"), "not a quarter"),
        (("undo-import", 77), "77 is not in this shop"),
        (("export-person", 4444), "4444 is not in this shop"),
        (("erase-person", 4444), "4444 is not in this shop"),
        (("erase-person", 10**30), "is not in this shop"),
        (("suggest", "Warm water", "--from", 10**30), "is not in this shop"),
        (("rate", 1, "--reach", "1e30"), "Reach counts people"),
        (("today", "--on", "9999-12-31"), "not a day"),
        (("health", "--on", "0001-01-01"), "not a day"),
        (("metrics", "--from", "0001-01-01", "--to", "2026-01-01"), "not a day"),
        (("restore", "nowhere.backup"), "no file"),
        (("import", "nowhere.csv"), "no file"),
    ],
)
def test_a_refusal_is_one_sentence(
    sample: Path, arguments: tuple[object, ...], sentence: str
) -> None:
    assert sentence in refused(run("--shop", sample, *arguments))


@pytest.mark.parametrize(
    "arguments",
    [
        ("log", "--body", "x"),
        ("rate", "one", "--impact", 1),
        ("rate", 1),
        ("suggest", "two", "words"),
        ("suggest", "Title", 7),
        ("metrics", "--from", "2026-01-01"),
        ("sentiment", "--lang", "xx"),
        ("frobnicate",),
        ("health", "--format", "xml"),
    ],
)
def test_misuse_ends_with_two(sample: Path, arguments: tuple[object, ...]) -> None:
    result = run("--shop", sample, *arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Error:" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("log", "--kind", "praise", "--body", "x"), ("suggest", "x"), ("replies",), ("today",),
        ("health",), ("backtest",), ("backlog",),
        ("metrics", "--from", "2026-01-01", "--to", "2026-02-01"),
        ("review", "--quarter", "2026-Q1", "--out", "x.pdf"), ("backup",), ("check",),
        ("export", "--out", "x"), ("export-person", 1), ("erase-person", 1), ("undo-import", 1),
    ],
)  # fmt: skip
def test_a_missing_shop_is_never_made_silently(
    tmp_path: Path, arguments: tuple[object, ...]
) -> None:
    result = run("--shop", tmp_path / "gone.regulars", *arguments)
    assert refused(result) == "There is no file “gone.regulars”."
    assert list(tmp_path.iterdir()) == []


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    import sqlite3

    other = tmp_path / "other.db"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE song (title)")
    connection.close()
    before = other.read_bytes()
    for verb in ("today", "sample", "check"):
        assert "not a shop file" in refused(run("--shop", other, verb))
    assert other.read_bytes() == before
