"""Who comes back? The health score against naive scores and against BG/NBD, on any history.

    .venv/bin/python training/health/three_way.py sales.csv --cut 1997-09-30 [--until 1998-06-30]

The file is brought into a shop as an owner would bring it in; every score knows the days up to
the cut alone, and is judged by who came after it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import click
import numpy as np

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE)]

import bgnbd  # noqa: E402

from core.exchange import imports  # noqa: E402
from core.insight import health_scores, visit_table  # noqa: E402
from core.insight.visit_table import VisitTable  # noqa: E402
from core.measures.foretelling import ranking  # noqa: E402
from core.store.workspace import Workspace  # noqa: E402

WEEK = 7


@dataclass(frozen=True, slots=True)
class ThreeWay:
    """The AUC of each score over everyone who had come by the cut, and how many came after."""

    people: int
    came: int
    health: float
    recency: float
    frequency: float
    bgnbd: float


def check(path: Path, cut: date, until: date | None = None) -> ThreeWay:
    """Judge the scores at the end of the day `cut` by who came after it, up to `until`."""
    workspace = Workspace.in_memory()
    imports.bring_in(workspace, path)
    table = visit_table.of_shop(workspace).visits()
    last = until.toordinal() if until else int(table.days.max())
    known = table.until(cut.toordinal())
    later = table.where((table.days > cut.toordinal()) & (table.days <= last))
    came = np.isin(known.customers, later.customers)

    def judged(scores: Sequence[float] | np.ndarray) -> float:
        found = ranking(scores, came)
        if found is None:
            raise click.ClickException("Everybody came after the cut, or nobody did.")
        return found

    seen = _purchases(known, cut)
    model = bgnbd.fit(seen)
    weeks = (last - cut.toordinal()) / WEEK
    away = cut.toordinal() - known.days[known.starts[1:] - 1]
    return ThreeWay(
        people=len(came),
        came=int(came.sum()),
        health=judged(_health(workspace, known, cut)),
        recency=judged(-away),
        # Who came more often stands higher; among equals, who came last.
        frequency=judged(np.diff(known.starts) * 100_000 - away),
        bgnbd=judged(bgnbd.expected(model, seen, weeks)),
    )


def _health(workspace: Workspace, known: VisitTable, cut: date) -> list[float]:
    scores = {
        found.customer_id: found.health.score
        for found in health_scores.each(workspace, cut)
        if found.health is not None
    }
    return [scores[customer] for customer in known.customers.tolist()]


def _purchases(known: VisitTable, cut: date) -> bgnbd.Purchases:
    first = known.days[known.starts[:-1]]
    last = known.days[known.starts[1:] - 1]
    return bgnbd.Purchases(
        repeats=np.diff(known.starts).astype(float) - 1,
        last_at=(last - first) / WEEK,
        known_for=(cut.toordinal() - first) / WEEK,
    )


@click.command()
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--cut", type=click.DateTime(["%Y-%m-%d"]), required=True, help="Last known day.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Last day that is judged.")
def main(path: Path, cut: datetime, until: datetime | None) -> None:
    """Print the three-way check of a purchase history."""
    found = check(path, cut.date(), until.date() if until else None)
    click.echo(f"{found.people} customers until the cut, {found.came} of them came after it")
    click.echo("how often one who came stood above one who did not (AUC):")
    for name in ("health", "recency", "frequency", "bgnbd"):
        click.echo(f"  {name:<10} {getattr(found, name):.4f}")


if __name__ == "__main__":
    main()
