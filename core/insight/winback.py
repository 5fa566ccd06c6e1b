"""Win-back: whom the shop has lost, worth most first, and why they may have gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from core.insight import histories, likely_reasons, refusals, shop_days, standings
from core.insight.histories import History
from core.insight.shop_days import ShopDay
from core.insight.standings import Standing
from core.people import snoozes
from core.store import settings

if TYPE_CHECKING:
    from core.store.workspace import Workspace

# Older voices are no reason to tell.
REMEMBERED_DAYS = 730
_YEAR = 365.25
_DAYS_A_YEAR = 365


@dataclass(frozen=True, slots=True)
class Lost:
    """A customer who stopped coming. `likely_reason` is a sentence to translate when shown.

    `lost_on` is the first day after twice the own gap. `usual_spend_minor` is the median of the
    last paid days in the shop's currency, None where no amount is known. `year_spend_minor` is
    what she spent in the year up to her last visit.
    """

    customer_id: int
    customer: str
    last_visit_on: date
    lost_on: date
    visits: int
    usual_spend_minor: int | None
    currency: str
    likely_reason: str
    year_spend_minor: int | None = None


# A customer with her rhythm on the day.
Gone = tuple[History, Standing]


def lost(workspace: Workspace, on: date | None = None, limit: int = 100) -> list[Lost]:
    """Whoever is lost on a day (None: today) and may be asked back, worth most first.

    Left out are those who are booked, hidden, put off, or who refused contact. What someone
    was worth counts half for every year since the last visit.
    """
    on = on or workspace.clock.today()
    day = shop_days.one(workspace, on)
    since = on - timedelta(days=REMEMBERED_DAYS)
    return among(workspace, day, gone(histories.each(workspace, since, on), day), limit)


def gone(each: Iterable[History], day: ShopDay) -> Iterator[Gone]:
    """Those of some histories who are lost on a day, asked or not, with how they stood."""
    for history in each:
        if history.ordinals and standings.was_known(history, day):
            at = standings.standing(history, day)
            if at.state == "lost":
                yield history, at


def among(
    workspace: Workspace, day: ShopDay, everyone: Iterable[Gone], limit: int | None = None
) -> list[Lost]:
    """Those of `gone` who may be asked back, worth most first; at most `limit`."""
    silent = refusals.refused(workspace, day.on) | snoozes.resting(workspace, "winback", day.on)
    asked = [one for one in everyone if one[0].customer_id not in silent]
    asked.sort(key=lambda one: _worth(one[0], day.on), reverse=True)
    worth_most = asked[:limit]
    currency = settings.get(workspace, settings.CURRENCY)
    last_visits = {history.customer_id: history.days[-1] for history, _at in worth_most}
    left = likely_reasons.served_by_who_left(workspace, day.on, last_visits)
    return [_lost(history, at, day, currency, left) for history, at in worth_most]


def _worth(history: History, on: date) -> tuple[float, float]:
    fade = 0.5 ** ((on - history.days[-1]).days / _YEAR)
    spend = sum(amount for _day, amount in history.spends)
    return spend * fade, len(history.ordinals) * fade


def _lost(history: History, at: Standing, day: ShopDay, currency: str, left: set[int]) -> Lost:
    assert at.lost_on is not None
    return Lost(
        customer_id=history.customer_id,
        customer=history.customer,
        last_visit_on=history.days[-1],
        lost_on=at.lost_on,
        visits=len(history.ordinals),
        usual_spend_minor=at.usual_spend_minor,
        currency=currency,
        likely_reason=_likely_reason(history, day, left),
        year_spend_minor=_year_spend(history),
    )


def _year_spend(history: History) -> int | None:
    """What she spent in the year up to her last visit; None where no amount is known."""
    last = history.days[-1]
    spent = [amount for on, amount in history.spends if 0 <= (last - on).days < _DAYS_A_YEAR]
    return sum(spent) if spent else None


def _likely_reason(history: History, day: ShopDay, left: set[int]) -> str:
    last = history.days[-1]
    since = last - timedelta(days=likely_reasons.REASON_DAYS)
    waited = any(since <= on <= day.on for on in standings.open_complaints(history, day))
    moods = [mood for mood in standings.moods(history, day) if since <= mood[0] <= day.on]
    told = likely_reasons.of_voices(waited, moods)
    if told or history.customer_id in left:
        return told or likely_reasons.STAFF_LEFT
    spent = [amount for on, amount in history.spends if on <= last]
    return likely_reasons.of_days(len(history.ordinals), spent)
