"""Figures from a terminal: today, health, backlog, metrics and the printed review."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from core.cli import printing
from core.cli.opening import DAY, opened
from core.cli.suggesting import suggestion_record
from core.errors import KnownError
from core.i18n import N_, translate

if TYPE_CHECKING:
    from core.insight.metric import Compared
    from core.insight.today import Today
    from core.store.workspace import Workspace

TODAY_COLUMNS = ("reason", "customer_id", "customer", "since_on", "days", "note")
HEALTH_COLUMNS = (
    "customer",
    "reference",
    "score",
    "band",
    "stage",
    "last_visit_on",
    "due_on",
    "why",
)
BACKLOG_COLUMNS = (
    "rank",
    "id",
    "title",
    "status",
    "must_do",
    "reach",
    "impact",
    "confidence",
    "effort_days",
    "score",
    "supporters",
    "waiting",
    "stale",
)
BACKTEST_COLUMNS = (
    "cut_on",
    "until_on",
    "part",
    "people",
    "came",
    "share",
    "lowest",
    "highest",
    "ranking",
)
ADDED_LATER = frozenset({"still_active"})
METRIC_COLUMNS = (
    "key",
    "label",
    "value",
    "unit",
    "currency",
    "numerator",
    "denominator",
    "n",
    "low",
    "high",
    "too_few",
    "text",
    "margin",
    "before",
    "change",
    "compared",
    "definition",
)


@click.command("today")
@click.option("--on", type=DAY, help="Another day, told from the records.")
@printing.format_options
def today(on: date | None, form: str) -> None:
    """Who needs care: check-ins, waiting answers, care by stage, visits due, drops, bookings."""
    with opened() as workspace:
        from core.insight import health_scores
        from core.insight import today as day

        asks_for_now = on is None or on == workspace.clock.today()
        if asks_for_now and not health_scores.is_fresh(workspace):
            _refresh(workspace)
        found = day.gather(workspace, on)
        if form == "json":
            printing.record(_today_record(found))
        else:
            printing.table(TODAY_COLUMNS, day.rows(found), form)


def _refresh(workspace: Workspace) -> None:
    """Compute the scores anew; where the file cannot be written, say so and tell what is known."""
    from core.insight import health_scores

    try:
        health_scores.refresh(workspace)
    except KnownError as error:
        click.echo(error.text(), err=True)


def _today_record(found: Today) -> dict[str, Any]:
    from dataclasses import asdict

    lists = ("checkins", "waiting", "care", "due", "drops", "bookings", "passed")
    told = {name: [asdict(each) for each in getattr(found, name)] for name in lists}
    for task in told["care"]:
        task |= {name: translate(task[name]) for name in ("because", "likely_reason") if task[name]}
    return {
        "on": found.on,
        "counts": asdict(found.counts),
        "at_risk": asdict(found.at_risk),
        "stopped": asdict(found.stopped),
        **told,
    }


@click.command("health")
@click.option("--on", type=DAY, help="Another day, computed from the records up to it.")
@printing.format_options
def health(on: date | None, form: str) -> None:
    """Every customer's score 0–100, its band and why."""
    with opened() as workspace:
        from core.insight import health_scores

        printing.table(HEALTH_COLUMNS, health_scores.rows(workspace, on), form)


@click.command("backtest")
@click.option("--cut", type=DAY, help="The day of the scores; else about a year ago.")
@click.option("--until", type=DAY, help="The last day on which coming back counts.")
@printing.format_options
def backtest(cut: date | None, until: date | None, form: str) -> None:
    """Whether the score foretold who came back: each fifth of the customers, lowest scores first.

    The last row is everyone, with how often one who came back had had the higher score.
    """
    with opened() as workspace:
        from dataclasses import asdict

        from core.insight import backtest as trial

        found = trial.run(workspace, until, cut=cut)
        if form == "json":
            printing.record({**asdict(found), "text": found.text()})
        else:
            printing.table(BACKTEST_COLUMNS, trial.rows(found), form)


@click.command("backlog")
@printing.format_options
def backlog(form: str) -> None:
    """Suggestions still to be done: must-dos first, then by RICE."""
    with opened() as workspace:
        from core.voice import suggestions

        ranked = enumerate(suggestions.backlog(workspace), 1)
        rows = [{"rank": rank, **suggestion_record(each)} for rank, each in ranked]
        printing.table(BACKLOG_COLUMNS, rows, form)


@click.command("metrics")
@click.option("--from", "since", type=DAY, required=True, help="The first day.")
@click.option("--to", "until", type=DAY, required=True, help="The last day.")
@click.option("--on", type=DAY, help="As known at the end of this day; otherwise of today.")
@printing.format_options
def metrics(since: date, until: date, on: date | None, form: str) -> None:
    """Retention, NPS and the other figures of a span of days, beside those of the span before.

    Money is in whole units. After the figures comes the mood by topic, a row for each topic, and
    last the share of customers still coming at the end.
    """
    if until < since:
        raise KnownError("days_turned", N_("The last day lies before the first one."))
    with opened() as workspace:
        from core.insight import metrics as figures
        from core.insight import topic_moods

        found = figures.compare(workspace, since, until, on)
        moods = topic_moods.compare(workspace, since, until, on)
        # What was added later stands last: programs may count on the rows before it.
        old = [each for each in found if each.now.key not in ADDED_LATER]
        added = [each for each in found if each.now.key in ADDED_LATER]
        rows = [*map(_metric_row, old), *map(_topic_row, moods), *map(_metric_row, added)]
        printing.table(METRIC_COLUMNS, rows, form)


def _metric_row(found: Compared) -> dict[str, Any]:
    metric = found.now
    whole = 100 if metric.unit == "money" else 1
    # The numerator of the average spend is money too; other figures count something there.
    more = ("numerator",) if metric.key == "average_spend" else ()
    row: dict[str, Any] = {name: getattr(metric, name, None) for name in METRIC_COLUMNS}
    row["before"] = found.before.value
    for column in ("value", "low", "high", "margin", "before", *more):
        if row[column] is not None:
            row[column] = round(row[column] / whole, 2)
    return {
        **row,
        "label": translate(metric.label),
        "text": metric.text(),
        "change": found.change,
        "compared": found.change_text(),
        "definition": translate(metric.definition),
    }


def _topic_row(found: Compared) -> dict[str, Any]:
    """The label is the shop's own word, which is never translated."""
    return {**_metric_row(found), "label": found.now.label}


@click.command("review")
@click.option("--quarter", required=True, help="For example 2026-Q3.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--surnames", is_flag=True, help="Print customers' surnames; else first names only.")
def review(quarter: str, out: Path, surnames: bool) -> None:
    """Print the quarterly review to a PDF; the same shop gives the same bytes."""
    with opened() as workspace:
        from core.insight.quarterly_review import paper as review_paper

        click.echo(str(review_paper.print_pdf(workspace, quarter, out, surnames)))
