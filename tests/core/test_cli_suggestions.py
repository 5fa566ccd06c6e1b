"""Suggestions from a terminal: silence with a reason, merging, history."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from core.cli import regulars
from core.store.workspace import Workspace


def run(shop: Path, *words: object, code: int = 0) -> Result:
    arguments = ["--shop", str(shop), *map(str, words)]
    env = {"LC_ALL": "C", "REGULARS_LANG": ""}
    result = CliRunner().invoke(regulars, arguments, env=env)
    assert result.exit_code == code, (result.stdout, result.stderr)
    return result


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A shop where Jana and Eva want it open later, and a walk-in wants tea."""
    path = tmp_path / "shop.regulars"
    Workspace.open(path, create=True).close()
    for name in ("Jana", "Eva"):
        run(path, "log", "--kind", "suggestion", "--body", "Open later", "--customer", name)
    run(path, "log", "--kind", "suggestion", "--body", "Tea, please")
    run(path, "suggest", "Open later", "--from", 1, 2)
    run(path, "suggest", "Tea", "--from", 3)
    return path


def test_whose_voice_gets_no_answer_is_said_with_the_reason(shop: Path) -> None:
    decided = run(
        shop, "decide", 1, "--status", "done", "--because", "Now until nine.",
        "--silent", "1=Told her at the counter",
    )  # fmt: skip
    assert decided.stdout == "1\tdone\t1\n"
    replies = list(csv.DictReader(io.StringIO(run(shop, "replies").stdout)))
    assert [(reply["customer"], reply["status"]) for reply in replies] == [
        ("Eva", "draft"),
        ("Jana", "none"),
    ]


@pytest.mark.parametrize(
    ("silent", "code", "sentence"),
    [
        ("1= ", 1, "why no answer is needed"),
        ("3=Left", 1, "3 is not in this shop"),
        ("1", 2, "FEEDBACK-ID=REASON"),
        ("Jana=Left", 2, "not a valid integer"),
    ],
)
def test_silence_without_reason_or_voice_is_refused(
    shop: Path, silent: str, code: int, sentence: str
) -> None:
    words = ("decide", 1, "--status", "done", "--because", "Yes.", "--silent", silent)
    assert sentence in run(shop, *words, code=code).stderr
    assert json.loads(run(shop, "backlog", "--json").stdout)[0]["status"] == "open"


def test_a_merge_keeps_the_supporters_and_tells_how_many(shop: Path) -> None:
    assert run(shop, "merge-suggestions", 2, 1).stdout == "1\t3\n"
    assert "merged" in run(shop, "merge-suggestions", 2, 1, code=1).stderr
    assert "itself" in run(shop, "merge-suggestions", 1, 1, code=1).stderr


def test_a_reach_by_hand_says_that_a_script_set_it_where_it_names_no_source(shop: Path) -> None:
    assert run(shop, "rate", 1, "--reach", 40).stdout == "1\t40\t\n"
    assert run(shop, "rate", 1, "--reach", 50, "--source", "a list").stdout == "1\t50\t\n"
    told = list(csv.DictReader(io.StringIO(run(shop, "history", 1).stdout)))
    assert [row["because"] for row in told[:2]] == ["a list", "Set in the terminal"]


def test_history_tells_everything_from_the_newest_on(shop: Path) -> None:
    run(shop, "rate", 1, "--impact", 0.5, "--source", "asked around")
    run(shop, "decide", 1, "--status", "planned", "--because", "Soon.")
    told = list(csv.DictReader(io.StringIO(run(shop, "history", 1).stdout)))
    assert [(row["what"], row["after"], row["because"]) for row in told] == [
        ("decided", "planned", "Soon."),
        ("impact", "0.5", "asked around"),
        ("linked", "Eva", ""),
        ("linked", "Jana", ""),
        ("added", "", ""),
    ]
    assert "is not in this shop" in run(shop, "history", 404, code=1).stderr
