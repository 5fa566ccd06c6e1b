"""How people feel about each topic: what was said of it, and how much of that is negative."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from core.i18n import _
from core.insight import metric, periods, shop_days
from core.insight.metric import Compared, Metric
from core.insight.metric_words import TOPIC_MOOD_DEFINITION
from core.insight.trends import OVERRULED_THEN
from core.measures.margins import Z95, Rate
from core.voice import overruled

if TYPE_CHECKING:
    import sqlite3

    from core.store.workspace import Workspace

KEY = "topic_mood"


@dataclass(frozen=True, slots=True)
class TopicMood:
    """What was said about one topic in a period, and its mood.

    `n` counts all that was said; `negative` is its share of what has a known mood; `mean` is the
    mean score −1…+1 with its 95 % interval `low`–`high` (None for fewer than two). Without a
    topic, `topic_id` is None. `feedback_ids` are the rows behind it.
    """

    topic_id: int | None
    topic: str
    n: int
    negative: Rate
    mean: float | None
    low: float | None
    high: float | None
    feedback_ids: tuple[int, ...]

    def text(self) -> str:
        """The name to write beside the figure."""
        return self.topic or _("No topic")


def by_topic(
    workspace: Workspace, since: date, until: date, on: date | None = None
) -> list[TopicMood]:
    """Every topic of which something was said on the local days since–until, most said first.

    What has no topic comes last. Asked as of a past day `on`, moods are those known by its end.
    """
    known_until = shop_days.ends_at(workspace, on or workspace.clock.today())
    begin, end = periods.span(workspace.clock, since, until)
    bounds = {"begin": begin, "end": min(end, known_until), "known_until": known_until}
    return [_topic_mood(row) for row in workspace.rows(_BY_TOPIC, bounds)]


def compare(
    workspace: Workspace, since: date, until: date, on: date | None = None
) -> list[Compared]:
    """The negative share by topic as figures, each beside itself in the period before."""
    on = on or workspace.clock.today()
    first, last = periods.before(since, until, on)
    then = {found.topic_id: found for found in by_topic(workspace, first, last, on)}
    return [
        metric.compared(as_metric(now), as_metric(then.get(now.topic_id, _silent(now))))
        for now in by_topic(workspace, since, until, on)
    ]


def as_metric(found: TopicMood) -> Metric:
    """The negative share as a figure; its label is the topic's own name, not a msgid."""
    return metric.of_rate(KEY, found.negative, label=found.text(), definition=TOPIC_MOOD_DEFINITION)


def _topic_mood(row: sqlite3.Row) -> TopicMood:
    n, whole = row["scored"], row["whole"]
    mean = whole / n if n else None
    low = high = None
    if mean is not None and n > 1:
        variance = max(0.0, (row["squares"] - n * mean * mean) / (n - 1))
        margin = Z95 * math.sqrt(variance / n)
        low, high = max(-1.0, mean - margin), min(1.0, mean + margin)
    return TopicMood(
        topic_id=row["topic_id"],
        topic=row["name"] or "",
        n=row["n"],
        negative=Rate(row["negative"], row["known"]),
        mean=mean,
        low=low,
        high=high,
        feedback_ids=tuple(sorted(int(part) for part in row["ids"].split(","))),
    )


def _silent(now: TopicMood) -> TopicMood:
    return TopicMood(now.topic_id, now.topic, 0, Rate(0, 0), None, None, None, ())


_BY_TOPIC = f"""SELECT topic_id, topic.name, count(*) AS n, sum(mood = 'negative') AS negative,
        sum(mood <> 'unread') AS known, count(score) AS scored, sum(score) AS whole,
        sum(score * score) AS squares, group_concat(said.id) AS ids
    FROM (SELECT id, topic_id, coalesce(overruled, polarity) AS mood,
            {overruled.score("overruled")} AS score
        FROM (SELECT id, topic_id, polarity, score, {OVERRULED_THEN} AS overruled
            FROM feedback WHERE said_at >= :begin AND said_at < :end)) AS said
    LEFT JOIN topic ON topic.id = topic_id
    GROUP BY topic_id ORDER BY topic_id IS NULL, n DESC, topic.name, topic_id"""
