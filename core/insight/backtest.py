"""The score put to the test on the shop's own past: who came back after it would have been told.

The scores of a past day are computed from what was known by then, and compared with who came in
the time after it. Everybody counts who had come by then and was not hidden yet, and what the
shop's past taught the score was taught before that day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from core import formats
from core.errors import KnownError
from core.i18n import N_, _
from core.insight import health_scores, shop_days, snapshots, standings, visit_table
from core.insight.weights import current as weights_in_force
from core.measures.foretelling import ranking
from core.progress import Progress

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from core.store.workspace import Workspace

    Numbers = NDArray[np.int64]

LOOKED_AHEAD_DAYS = 365
PARTS = 5
# A rate over fewer people says too little to be judged by.
ENOUGH_IN_A_PART = 10
# A shop may rest for a while; one without visits for longer is looked at up to its last.
QUIET_DAYS = 31


@dataclass(frozen=True, slots=True)
class Fifth:
    """A fifth of the customers by score: how many `came` back, and its scores from end to end."""

    people: int
    came: int
    lowest: float
    highest: float

    @property
    def share(self) -> float | None:
        """The share 0–1 of those who came back; None where there is nobody."""
        return self.came / self.people if self.people else None


@dataclass(frozen=True, slots=True)
class Backtest:
    """How the scores of the day `cut_on` foretold who came after it, up to `until_on`.

    `fifths` begin with the lowest scores. `ranking` says how often one who came back had the
    higher score than one who did not (0–1, chance 0.5; None where all did, or none). `too_few`
    says that nothing can be told from so little; `a_year_ago` that the year which ended today was
    looked at.
    """

    cut_on: date
    until_on: date
    people: int
    returned: int
    fifths: tuple[Fifth, ...]
    ranking: float | None
    too_few: bool
    a_year_ago: bool = False

    @property
    def lowest(self) -> Fifth:
        """The fifth with the lowest scores."""
        return self.fifths[0]

    @property
    def highest(self) -> Fifth:
        """The fifth with the highest scores."""
        return self.fifths[-1]

    def text(self) -> str:
        """What the score would have been worth, in the language in use now."""
        if self.too_few:
            return _("There are too few customers yet to judge the score by what came after it.")
        facts = {
            "low": formats.percent(self.lowest.share or 0),
            "high": formats.percent(self.highest.share or 0),
        }
        if self.a_year_ago:
            return _(
                "Had this score existed a year ago: of the fifth with the lowest scores "
                "{low} came back, of the fifth with the highest {high}."
            ).format(**facts)
        return _(
            "Had this score existed on {day}: of the fifth with the lowest scores {low} came "
            "back by {until}, of the fifth with the highest {high}."
        ).format(day=formats.day(self.cut_on), until=formats.day(self.until_on), **facts)


def run(
    workspace: Workspace,
    on: date | None = None,
    weights: Mapping[str, float] | None = None,
    progress: Progress | None = None,
    cut: date | None = None,
) -> Backtest:
    """Try the score with the weights in force now, or with others, on what came after a day.

    That day is `cut`, else a year before `on` (None: today) or before the last visit, and no
    earlier than the middle of the shop's past. Raises KnownError `days_turned` for a cut that
    is not before `on`, Cancelled.
    """
    today = workspace.clock.today()
    key = ("backtest", today, on, cut, tuple(sorted((weights or {}).items())))
    nouns = frozenset(snapshots.MOVING_NOUNS)
    return workspace.kept(key, nouns, lambda: _run(workspace, on, weights or {}, progress, cut))


def _run(
    workspace: Workspace,
    on: date | None,
    weights: Mapping[str, float],
    progress: Progress | None,
    cut: date | None,
) -> Backtest:
    today = workspace.clock.today()
    since, until = _span(workspace, on, cut)
    day = shop_days.one(workspace, since)
    day = replace(day, weights={**weights_in_force(workspace), **weights})
    people, scores = [], []
    for history in health_scores.known(workspace, day, since, progress):
        found = standings.health(history, day) if history.ordinals else None
        if found:
            people.append(history.customer_id)
            scores.append(found.score)
    came = _came(workspace, people, since, until)
    fifths, ranked = _fifths(scores, came), ranking(scores, came)
    return Backtest(
        cut_on=since,
        until_on=until,
        people=len(people),
        returned=int(came.sum()),
        fifths=fifths,
        ranking=ranked,
        too_few=ranked is None or min(fifth.people for fifth in fifths) < ENOUGH_IN_A_PART,
        a_year_ago=until == today and (until - since).days == LOOKED_AHEAD_DAYS,
    )


_NOBODY = {"people": 0, "came": 0, "lowest": None, "highest": None}


def rows(found: Backtest) -> Iterator[dict[str, Any]]:
    """Each fifth as a flat record for a file, the lowest scores first, and then everyone."""
    days = {"cut_on": found.cut_on, "until_on": found.until_on}
    known = [fifth for fifth in found.fifths if fifth.people]
    ends = (known[0].lowest, known[-1].highest) if known else (0.0, 0.0)
    everyone = Fifth(found.people, found.returned, *ends)
    for part, fifth in (*enumerate(found.fifths, 1), ("all", everyone)):
        yield {
            **days,
            "part": str(part),
            **(asdict(fifth) if fifth.people else _NOBODY),
            "share": None if fifth.share is None else round(fifth.share, 4),
            "ranking": found.ranking and round(found.ranking, 4) if part == "all" else None,
        }


def _span(workspace: Workspace, on: date | None, cut: date | None) -> tuple[date, date]:
    """The day of the scores, and the last one on which coming back counts."""
    if on is not None and cut is not None:
        if cut >= on:
            raise KnownError("days_turned", N_("The last day lies before the first one."))
        return cut, on
    last = on or workspace.clock.today()
    days = visit_table.of_shop(workspace).visits().until(last.toordinal()).days
    if not len(days):
        return cut or last, max(cut or last, last)
    first, end = int(days.min()), int(days.max())
    if last.toordinal() - end <= QUIET_DAYS:
        end = last.toordinal()
    ahead = timedelta(days=LOOKED_AHEAD_DAYS)
    since = cut or date.fromordinal(max(end - LOOKED_AHEAD_DAYS, first + (end - first) // 2))
    return since, max(since, min(since + ahead, date.fromordinal(end)))


def _came(workspace: Workspace, people: list[int], since: date, until: date) -> NDArray[np.bool_]:
    import numpy as np

    table = visit_table.of_shop(workspace).visits()
    after = table.where((table.days > since.toordinal()) & (table.days <= until.toordinal()))
    return np.isin(np.array(people, int), after.customers)


def _fifths(scores: list[float], came: NDArray[np.bool_]) -> tuple[Fifth, ...]:
    import numpy as np

    values = np.array(scores, float)
    parts = np.array_split(np.argsort(values, kind="stable"), PARTS)
    return tuple(
        Fifth(len(part), int(came[part].sum()), float(values[part[0]]), float(values[part[-1]]))
        if len(part)
        else Fifth(0, 0, 0.0, 0.0)
        for part in parts
    )
