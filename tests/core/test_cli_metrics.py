"""Figures on the terminal: what they are, what they rest on and how they compare."""

from __future__ import annotations

import csv
import io
import json
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from core.cli import regulars
from core.insight.metric_words import LABELS
from core.people import customers, visits
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store.workspace import Workspace
from core.voice import feedback, topics
from core.voice.feedback import NewFeedback

QUARTER = ("--from", "2024-04-01", "--to", "2024-06-30")


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Twelve customers: in the first quarter of 2024 a visit each for 100, then two for 300."""
    path = tmp_path / "shop.regulars"
    with closing(Workspace.open(path, create=True)) as workspace:
        price = topics.add(workspace, "Price")
        for number in range(12):
            jana = customers.add(workspace, NewCustomer(f"Jana {number}")).id
            day = date(2024, 1, 1) + timedelta(days=number)
            visits.record(workspace, NewVisit(jana, day, amount_minor=100_00 + number))
            for back in (100, 130):
                on = day + timedelta(days=back)
                visits.record(workspace, NewVisit(jana, on, amount_minor=300_00 + number))
            at = datetime(2024, 5, 1 + number, 12, tzinfo=UTC)
            said = feedback.log(
                workspace,
                NewFeedback("complaint", "Xylophon.", jana, topic_id=price.id, said_at=at),
            )
            feedback.override(workspace, said.id, "negative" if number < 6 else "neutral")
    return path


def told(shop: Path, *arguments: str) -> list[dict[str, str]]:
    found = CliRunner().invoke(
        regulars, ["--shop", str(shop), "metrics", *arguments], env={"REGULARS_LANG": ""}
    )
    assert found.exit_code == 0, found.stderr
    return list(csv.DictReader(io.StringIO(found.stdout)))


def test_every_figure_has_a_row_then_every_topic_and_new_figures_are_last(shop: Path) -> None:
    found = told(shop, *QUARTER)
    before = [key for key in LABELS if key != "still_active"]
    assert [row["key"] for row in found] == [*before, "topic_mood", "still_active"]
    assert all(row["label"] and row["definition"] for row in found)


def test_new_columns_stand_after_the_old_ones(shop: Path) -> None:
    columns = list(told(shop, *QUARTER)[0])
    assert columns[:12] == [
        "key", "label", "value", "unit", "currency", "numerator", "denominator", "n",
        "low", "high", "too_few", "text",
    ]  # fmt: skip
    assert columns[12:] == ["margin", "before", "change", "compared", "definition"]


def test_a_figure_stands_beside_the_quarter_before_in_the_same_unit(shop: Path) -> None:
    """Spend of 300.055 on average after 100.055: (0 + … + 11) ÷ 12 is 5.5 hundredths more."""
    row = next(row for row in told(shop, *QUARTER) if row["key"] == "average_spend")
    assert (float(row["value"]), float(row["before"])) == (300.06, 100.06)
    assert (row["change"], row["n"]) == ("up", "24")
    assert row["compared"].startswith("up from")
    assert float(row["margin"]) == pytest.approx(0.01, abs=0.01)


def test_the_mood_of_a_topic_is_told_under_its_own_name(shop: Path) -> None:
    """Six of twelve negative: 50 %."""
    (row,) = [each for each in told(shop, *QUARTER) if each["key"] == "topic_mood"]
    assert (row["label"], row["value"], row["numerator"], row["n"]) == ("Price", "50.0", "6", "12")
    assert row["compared"] == "nothing before to compare with"


def test_as_of_a_day_what_came_later_is_not_known(shop: Path) -> None:
    """The later visits begin on 10 April, one a day: eleven of twelve are known by 20 April."""
    found = {row["key"]: row for row in told(shop, *QUARTER, "--on", "2024-04-20")}
    assert (found["visit_frequency"]["numerator"], found["visit_frequency"]["n"]) == ("11", "11")
    assert "topic_mood" not in found


def test_json_has_numbers_and_true_nothing(shop: Path) -> None:
    result = CliRunner().invoke(
        regulars, ["--shop", str(shop), "metrics", *QUARTER, "--format", "json"]
    )
    nps = next(row for row in json.loads(result.stdout) if row["key"] == "nps")
    assert (nps["value"], nps["before"], nps["margin"], nps["compared"]) == (None, None, None, "")
