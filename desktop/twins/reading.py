"""What one has to see of two people before deciding whether they are one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from core.errors import Missing
from core.insight import health_scores, timeline
from core.insight.timeline import Happening
from core.people import consents, customers, duplicates, merging
from core.people.consents import Consent
from core.people.customers import Customer, NewCustomer
from core.people.duplicates import Twins
from core.store import settings
from core.store.workspace import Workspace

MOST_HAPPENINGS = 50
Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: who she is and what she has been to the shop; money in minor units."""

    customer: Customer
    visits: int
    spend_minor: int
    last_visit_on: date | None
    consents: dict[str, Consent]
    happenings: Sequence[Happening]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people side by side; `merged` is what would be said of them if `kept` stayed."""

    kept: Side
    other: Side
    merged: NewCustomer
    currency: str


def key_of(twins: Twins) -> Key:
    """What a pair is known by, whichever of the two is named first."""
    one, other = sorted((twins.one.id, twins.other.id))
    return one, other


def read_pair(workspace: Workspace, twins: Twins, kept_id: int | None = None) -> Pair:
    """Read both people; without a wish, the one with the longer story stays. Raises Missing."""
    one, other = (_side(workspace, each.id) for each in (twins.one, twins.other))
    if kept_id is None:
        kept_id = max(one, other, key=_weight).customer.id
    if other.customer.id == kept_id:
        one, other = other, one
    merged = merging.preview(workspace, one.customer.id, other.customer.id)
    return Pair(one, other, merged, settings.get(workspace, settings.CURRENCY))


def still_there(
    workspace: Workspace, found: Sequence[Twins], only: int | None = None
) -> list[Twins]:
    """The pairs of which both are still shown, with their names of now.

    For one person `only` those of her, and whoever bears her name.
    """
    if only is not None:
        found = [twins for twins in found if only in key_of(twins)]
        known = set(map(key_of, found))
        found += [t for t in _namesakes(workspace, only) if key_of(t) not in known]
    standing = []
    for twins in found:
        try:
            one, other = (customers.get(workspace, each.id) for each in (twins.one, twins.other))
        except Missing:
            continue
        if not (one.archived or other.archived):
            standing.append(replace(twins, one=one, other=other))
    return standing


def _namesakes(workspace: Workspace, customer_id: int) -> list[Twins]:
    try:
        return duplicates.namesakes(workspace, customer_id)
    except Missing:
        return []


def strictest(one: str, other: str) -> str:
    """Which consent holds for both together: a no of either, else a yes, else nothing."""
    return next((state for state in ("no", "yes") if state in (one, other)), "unknown")


def _side(workspace: Workspace, customer_id: int) -> Side:
    health = health_scores.of_customer(workspace, customer_id)
    return Side(
        customers.get(workspace, customer_id),
        health.visits,
        health.spend_minor,
        health.last_visit_on,
        consents.current(workspace, customer_id),
        timeline.of_customer(workspace, customer_id, MOST_HAPPENINGS),
    )


def _weight(side: Side) -> tuple[int, int, int]:
    return side.visits, len(side.happenings), -side.customer.id
