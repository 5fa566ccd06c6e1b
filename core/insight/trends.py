"""Series over time for the charts of the Insights page and the printed review.

Each function takes the first and the last local day, both included. `findings` says in a
sentence what a series shows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from core.i18n import _
from core.insight import periods, shop_days, visit_series, visit_table
from core.measures.margins import Rate
from core.measures.satisfaction import NPS_SCALE, PASSIVE_FROM, PROMOTER_FROM, Nps, nps_of_counts
from core.people.counted import SOLD, spend_in
from core.store import settings

if TYPE_CHECKING:
    from core.store.workspace import Workspace

COHORT_MONTHS = 12
# SQL over `feedback`: the owner's word on a mood as it was known by an instant, else NULL.
OVERRULED_THEN = "CASE WHEN coalesce(overridden_at, '') < :known_until THEN override END"


@dataclass(frozen=True, slots=True)
class VisitMonth:
    """Visits of one month; `revenue_minor` is in `currency`, the shop's present one.

    Several visits of one customer on a day are one, and a day with nothing but refunds is none,
    though its money counts. `whole` says that the month was over.
    """

    month: date
    visits: int
    customers: int
    revenue_minor: int
    currency: str
    whole: bool


@dataclass(frozen=True, slots=True)
class MoodMonth:
    """How much feedback of each mood a month brought; the owner's word beats the reading."""

    month: date
    positive: int = 0
    neutral: int = 0
    mixed: int = 0
    negative: int = 0
    unread: int = 0

    @property
    def volume(self) -> int:
        """All feedback of the month."""
        return self.read + self.unread

    @property
    def read(self) -> int:
        """The feedback whose mood is known."""
        return self.positive + self.neutral + self.mixed + self.negative


@dataclass(frozen=True, slots=True)
class TopicBar:
    """Complaints about one topic; `so_far` is the share of this and all larger bars, 0–1.

    `feedback_ids` are the rows behind the bar; `topic_id` is None for those without a topic.
    """

    topic_id: int | None
    topic: str
    complaints: int
    so_far: float
    feedback_ids: tuple[int, ...]

    def text(self) -> str:
        """The name to write beside the bar."""
        return self.topic or _("No topic")


@dataclass(frozen=True, slots=True)
class Cohort:
    """Customers whose first visit fell into `month`, and how many came in each later month.

    `seen[0]` is the first month itself; months that are not over are left out.
    """

    month: date
    customers: int
    seen: tuple[int, ...]

    def rate(self, months_later: int) -> Rate | None:
        """The share seen again so many months later; None while that month is not over."""
        if not 0 <= months_later < len(self.seen):
            return None
        return Rate(self.seen[months_later], self.customers)


@dataclass(frozen=True, slots=True)
class NpsQuarter:
    """The net promoter score of one quarter, with its margin inside."""

    quarter: str
    nps: Nps


def visits_by_month(workspace: Workspace, since: date, until: date) -> list[VisitMonth]:
    """Visits, customers and revenue of every month, the empty ones included.

    A sale without a name is a visit and revenue, but no customer.
    """
    currency = settings.get(workspace, settings.CURRENCY)
    named = visit_series.by_month(visit_table.of_shop(workspace), since, until)
    walk_ins = {
        row[0]: row[1:]
        for row in workspace.rows(_WALK_INS, [currency, since.isoformat(), until.isoformat()])
    }
    series = []
    for place, month in enumerate(periods.months_between(since, until)):
        sales, takings = walk_ins.get(month.isoformat()[:7], (0, 0))
        series.append(
            VisitMonth(
                month=month,
                visits=named.visits[place] + sales,
                customers=named.customers[place],
                revenue_minor=named.revenue_minor[place] + (takings or 0),
                currency=currency,
                whole=periods.last_day(month) <= until,
            )
        )
    return series


def mood_by_month(
    workspace: Workspace, since: date, until: date, on: date | None = None
) -> list[MoodMonth]:
    """The moods of all feedback by the month in which it was said, the empty ones included.

    Asked as of a past day `on`, moods are those known by its end.
    """
    months = periods.months_between(since, until)
    spans = periods.spans(workspace.clock, [since, *months[1:]], until) if months else []
    counted: dict[date, dict[str, int]] = defaultdict(dict)
    for row in _within(
        workspace,
        spans,
        f"""SELECT period.since, coalesce({OVERRULED_THEN}, polarity) AS mood, count(*) AS n
        FROM period JOIN feedback
        ON said_at >= period.starts_at AND said_at < period.ends_at GROUP BY 1, 2""",
        known_until=shop_days.ends_at(workspace, on or workspace.clock.today()),
    ):
        month = periods.month_of(date.fromisoformat(row["since"]))
        counted[month][row["mood"]] = row["n"]
    return [MoodMonth(month, **counted[month]) for month in months]


def topics_pareto(workspace: Workspace, since: date, until: date) -> list[TopicBar]:
    """What complaints are about, most first; those without a topic come last."""
    rows = workspace.rows(
        """SELECT topic_id, topic.name, count(*) AS n, group_concat(feedback.id) AS ids
        FROM feedback LEFT JOIN topic ON topic.id = topic_id
        WHERE kind = 'complaint' AND said_at >= ? AND said_at < ?
        GROUP BY topic_id ORDER BY topic_id IS NULL, n DESC, topic.name, topic_id""",
        periods.span(workspace.clock, since, until),
    )
    whole = sum(row["n"] for row in rows)
    bars, so_far = [], 0
    for row in rows:
        so_far += row["n"]
        ids = tuple(sorted(int(part) for part in row["ids"].split(",")))
        bars.append(TopicBar(row["topic_id"], row["name"] or "", row["n"], so_far / whole, ids))
    return bars


def cohorts(
    workspace: Workspace, since: date, until: date, months: int = COHORT_MONTHS
) -> list[Cohort]:
    """Monthly retention: whoever came first in a month, and in which later months again.

    A cohort stands for its first month and up to `months` later ones; only months that are
    over by `until` count, and months without new customers are left out.
    """
    last = _last_whole_month(until)
    counted = visit_series.cohorts(visit_table.of_shop(workspace), since, until, months)
    found = []
    for first, seen in counted.items():
        later = len(periods.months_between(first, last)[: months + 1])
        if later:
            found.append(Cohort(first, seen[0], tuple(seen[:later])))
    return found


def cohort_customers(workspace: Workspace, month: date, months_later: int) -> list[int]:
    """The customers behind one cell: first here in `month`, here again so much later."""
    later = periods.months_after(month, months_later)
    return visit_series.of_cohort(visit_table.of_shop(workspace), month, later)


def nps_by_quarter(workspace: Workspace, since: date, until: date) -> list[NpsQuarter]:
    """NPS of every quarter touched by the period; the first one is taken whole."""
    quarters = _quarters(since, until)
    spans = periods.spans(workspace.clock, [periods.days_of(q)[0] for q in quarters], until)
    counted = {
        date.fromisoformat(row["since"]): nps_of_counts(row["up"], row["passive"], row["down"])
        for row in _within(
            workspace,
            spans,
            """SELECT period.since, sum(number >= :promoter) AS up,
                sum(number < :passive) AS down,
                sum(number >= :passive AND number < :promoter) AS passive
            FROM question CROSS JOIN answer ON answer.question_id = question.id
            CROSS JOIN submission ON submission.id = answer.submission_id
            CROSS JOIN period
                ON submitted_at >= period.starts_at AND submitted_at < period.ends_at
            WHERE kind = 'nps' AND number BETWEEN :least AND :most GROUP BY 1""",
            promoter=PROMOTER_FROM,
            passive=PASSIVE_FROM,
            least=NPS_SCALE.start,
            most=NPS_SCALE.stop - 1,
        )
    }
    nobody = nps_of_counts(0, 0, 0)
    return [
        NpsQuarter(quarter, counted.get(first, nobody))
        for quarter, (first, _from, _to) in zip(quarters, spans, strict=True)
    ]


_WALK_INS = f"""SELECT substr(visited_on, 1, 7), sum(coalesce(amount_minor, 0) >= 0),
        sum({spend_in("?1")})
    FROM visit WHERE {SOLD} AND customer_id IS NULL AND visited_on BETWEEN ?2 AND ?3
    GROUP BY 1"""


def _within(
    workspace: Workspace, spans: Iterable[tuple[date, str, str]], sql: str, **params: Any
) -> Iterable[Any]:
    """Rows of a query over `period (since, starts_at, ends_at)`: local days need UTC bounds."""
    values = []
    for index, (since, starts_at, ends_at) in enumerate(spans):
        params |= {f"d{index}": since.isoformat(), f"s{index}": starts_at, f"e{index}": ends_at}
        values.append(f"(:d{index}, :s{index}, :e{index})")
    if not values:
        return []
    period = f"WITH period (since, starts_at, ends_at) AS (VALUES {', '.join(values)}) "
    return workspace.rows(period + sql, params)


def _quarters(since: date, until: date) -> list[str]:
    months = periods.months_between(since, until)
    return list(dict.fromkeys(periods.quarter_of(month) for month in months))


def _last_whole_month(until: date) -> date:
    return periods.months_after(until + timedelta(days=1), -1)
