"""What was said about a topic in the ninety days before or after something was done."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from core.clock import instant_of, iso
from core.measures import margins
from core.measures.margins import Rate
from core.measures.satisfaction import SATISFIED_FROM
from core.measures.trend import Trend, trend
from core.voice import overruled

if TYPE_CHECKING:
    import sqlite3

    from core.store.workspace import Workspace

DAYS = 90


@dataclass(frozen=True, slots=True)
class Ninety:
    """What ninety days brought about one topic.

    `complaints` of all the `feedback` about it; `mood` is the mean −1…+1 of the `moods` that
    are known, None without any. `visits` (done ones) and `content` (answers of 4 and 5 to how
    content they are) are the whole shop's.
    """

    complaints: int
    feedback: int
    visits: int
    mood: float | None
    moods: int
    content: Rate

    @property
    def complaint_rate(self) -> Rate:
        """Complaints for each visit."""
        return Rate(self.complaints, self.visits)

    @property
    def kept(self) -> dict[str, float | None]:
        """The columns of an outcome that keep these days."""
        return {
            "complaints": self.complaints,
            "feedback": self.feedback,
            "visits": self.visits,
            "mood": self.mood,
            "moods": self.moods,
            "content": self.content.numerator,
            "csat_answers": self.content.denominator,
        }


def before(done_on: date) -> tuple[date, date]:
    """The first and the last of the ninety days before a day."""
    return done_on - timedelta(days=DAYS), done_on - timedelta(days=1)


def after(done_on: date) -> tuple[date, date]:
    """The first and the last of the ninety days from a day on."""
    return done_on, done_on + timedelta(days=DAYS - 1)


def measure(workspace: Workspace, topic_id: int, first: date, last: date) -> Ninety:
    """What the local days first–last brought; the owner's word on a mood beats the reading."""
    end = last + timedelta(days=1)
    span = {
        "topic_id": topic_id,
        "begin": iso(instant_of(workspace.clock, first)),
        "end": iso(instant_of(workspace.clock, end)),
        "first": first.isoformat(),
        "last": last.isoformat(),
        "content": SATISFIED_FROM,
    }
    row = workspace.row(_MEASURED, span)
    assert row is not None
    return from_row(row)


def from_row(row: sqlite3.Row) -> Ninety:
    """The ninety days in a row with the columns of `Ninety.kept`."""
    content = Rate(row["content"], row["csat_answers"])
    return Ninety(
        row["complaints"], row["feedback"], row["visits"], row["mood"], row["moods"], content
    )


def complaints(then: Ninety, now: Ninety) -> Trend:
    """Whether complaints for each visit went up or down, beyond what chance does.

    Where visits are not written down, so many complaints in as many days.
    """
    pair = (then.complaint_rate, now.complaint_rate)
    if all(rate.interval for rate in pair):
        return _of_rates(*pair)
    spread = margins.Z95 * math.sqrt(then.complaints + now.complaints + 1)
    return trend(now.complaints, then.complaints, spread)


def mood(then: Ninety, now: Ninety) -> Trend:
    """Whether the mean mood got better (up) or worse, beyond the widest margin it may have."""
    return trend(now.mood, then.mood, _margin(then.mood, then.moods, now.mood, now.moods))


def csat(then: Ninety, now: Ninety) -> Trend:
    """Whether the share of content answers went up or down, beyond its margin."""
    return _of_rates(then.content, now.content)


def _of_rates(then: Rate, now: Rate) -> Trend:
    halves = [margins.half_width(rate.interval) or 0 for rate in (then, now)]
    return trend(now.percent, then.percent, math.hypot(*halves))


def _margin(then: float | None, n_then: int, now: float | None, n_now: int) -> float:
    """Of means −1…+1 whose spread nobody kept: as if each voice were wholly good or bad."""
    margin = 0.0
    for mean, n in ((then, n_then), (now, n_now)):
        if mean is not None and n:
            low, high = margins.wilson((mean + 1) / 2 * n, n)
            margin += ((high - low) / 100) ** 2
    return math.sqrt(margin)


_MEASURED = f"""SELECT said.*, visits, content, csat_answers FROM
    (SELECT count(*) AS feedback, coalesce(sum(kind = 'complaint'), 0) AS complaints,
        avg(mood) AS mood, count(mood) AS moods
    FROM (SELECT kind, {overruled.score("override")} AS mood
        FROM feedback WHERE topic_id = :topic_id AND said_at >= :begin AND said_at < :end)) AS said,
    (SELECT count(*) AS visits FROM visit
        WHERE status = 'done' AND visited_on BETWEEN :first AND :last),
    (SELECT count(*) AS csat_answers, coalesce(sum(number >= :content), 0) AS content
        FROM question JOIN submission ON submission.survey_id = question.survey_id
        JOIN answer ON answer.submission_id = submission.id AND answer.question_id = question.id
        WHERE kind = 'csat' AND number IS NOT NULL
            AND submitted_at >= :begin AND submitted_at < :end)"""
