"""One figure with all that it rests on, and the same figure beside the one before."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from core import formats
from core.i18n import _, ngettext
from core.insight.metric_words import DEFINITIONS, LABELS
from core.measures import margins
from core.measures.margins import Z95, Rate
from core.measures.trend import TRENDS, Trend, trend

Unit = Literal["percent", "points", "money", "number", "hours"]
Better = Literal["better", "worse"]

# More of these is worse; everything else is the better the more there is of it.
WORSE_WHEN_HIGHER = frozenset({"churn", "first_answer", "topic_mood"})


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure; None where there is nothing to count. `label`, `definition` are msgids.

    `value`, `low` and `high` are in `unit`: percent 0–100, NPS points, minor units of
    `currency`, plain numbers or hours. `n` is how many people, visits or answers it rests on.
    `wavering` is the margin with which it is compared, where more than `low`–`high` moves it.
    """

    key: str
    label: str
    value: float | None
    unit: Unit
    numerator: float | None
    denominator: float | None
    n: int
    low: float | None
    high: float | None
    too_few: bool
    definition: str
    currency: str = ""
    wavering: float | None = None

    @property
    def margin(self) -> float | None:
        """Half of the 95 % interval, in the unit of the value."""
        if self.low is None or self.high is None:
            return None
        return (self.high - self.low) / 2

    def text(self) -> str:
        """The value as it is shown, in the language in use now; a dash where there is none."""
        return "–" if self.value is None else self._shown(self.value)

    def range_text(self) -> str:
        """How sure the value is, as a short remark; empty where that cannot be said."""
        if self.too_few:
            return _("too few to judge")
        if self.low is None or self.high is None:
            return ""
        low, high = self._shown(self.low), self._shown(self.high)
        if low == high:
            return ""
        return _("between {low} and {high}").format(low=low, high=high)

    def change_since(self, earlier: Metric) -> Trend:
        """Up or down against an earlier period, only where both margins allow to say so."""
        if self.too_few or earlier.too_few:
            return "no_clear_change"
        margin = math.hypot(*(each.wavering or each.margin or 0 for each in (self, earlier)))
        return trend(self.value, earlier.value, margin)

    def _shown(self, value: float) -> str:
        if self.unit == "percent":
            return formats.percent(value / 100)
        if self.unit == "money":
            # Averages: cents would pretend to a precision that the range denies.
            return formats.money(int(round(value, -2)), self.currency)
        if self.unit == "hours":
            hours = round(value)
            return ngettext("{n} hour", "{n} hours", hours).format(n=formats.number(hours))
        return formats.number(value, 0 if self.unit == "points" else 1)


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure of a period beside itself in the period before, and whether that is a change.

    `comparable` is False where the shop's records do not reach through the whole period before
    and the figure grows with the number of days.
    """

    now: Metric
    before: Metric
    change: Trend
    comparable: bool = True

    @property
    def direction(self) -> Better | None:
        """Whether the change is for the better; None where there is no clear change."""
        if self.change == "no_clear_change":
            return None
        rises_well = self.now.key not in WORSE_WHEN_HIGHER
        return "better" if (self.change == "up") == rises_well else "worse"

    def change_text(self) -> str:
        """The comparison in a few words; empty where there is no figure to compare."""
        if self.now.value is None:
            return ""
        if self.before.value is None or not self.comparable:
            return _("nothing before to compare with")
        if self.now.too_few or self.before.too_few:
            return _("too few to compare")
        if self.change == "no_clear_change":
            return _(TRENDS[self.change])
        words = _("up from {value}") if self.change == "up" else _("down from {value}")
        return words.format(value=self.before.text())


def compared(now: Metric, before: Metric, *, comparable: bool = True) -> Compared:
    """The two side by side; up or down only beyond both margins, and where it can be seen."""
    change = now.change_since(before)
    if not comparable or now.text() == before.text():
        change = "no_clear_change"
    return Compared(now, before, change, comparable)


def of_rate(
    key: str, rate: Rate, *, label: str | None = None, definition: str | None = None
) -> Metric:
    """A share in percent with Wilson's interval."""
    low, high = rate.interval or (None, None)
    return Metric(
        key=key,
        label=LABELS[key] if label is None else label,
        value=rate.percent,
        unit="percent",
        numerator=rate.numerator,
        denominator=rate.denominator,
        n=rate.n,
        low=low,
        high=high,
        too_few=rate.too_few,
        definition=DEFINITIONS[key] if definition is None else definition,
    )


def of_mean(
    key: str,
    unit: Unit,
    whole: int,
    n: int,
    deviation: float | None,
    *,
    least: float = -math.inf,
    most: float = math.inf,
    currency: str = "",
) -> Metric:
    """`whole` ÷ `n`, with the 95 % interval of a mean within its scale.

    `deviation` is the sample's standard deviation, None for fewer than two.
    """
    mean = whole / n if n else None
    low = high = None
    if mean is not None and deviation is not None:
        margin = Z95 * deviation / math.sqrt(n)
        low, high = max(least, mean - margin), min(most, mean + margin)
    return Metric(
        key=key,
        label=LABELS[key],
        value=mean,
        unit=unit,
        numerator=whole,
        denominator=n,
        n=n,
        low=low,
        high=high,
        too_few=margins.too_few(n),
        definition=DEFINITIONS[key],
        currency=currency,
    )
