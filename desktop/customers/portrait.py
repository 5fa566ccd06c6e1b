"""Everything that a customer's page shows, read in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.insight import care_tasks, health_scores, likes, slipping, timeline
from core.insight.bookings import ASKED_FOR_DAYS
from core.insight.care_tasks import CareTask
from core.insight.health_scores import CustomerHealth
from core.insight.likes import Likes
from core.insight.stage_history import StageChange
from core.insight.timeline import Happening
from core.people import checkins, closures, consents, customers, goals, merging, visits
from core.people.checkins import Checkin
from core.people.closures import Closure
from core.people.consents import Consent
from core.people.customers import Customer
from core.people.goals import Goal
from core.people.visits import Visit
from core.store import settings
from core.store.workspace import Workspace
from core.voice import staff
from core.voice.feedback import Feedback
from core.voice.staff import StaffMember

# More than anybody's story, and few enough to be held.
_ALL = 20_000


@dataclass(frozen=True, slots=True)
class Portrait:
    """One customer; `came` are visits and bookings, newest first, and so is the story."""

    customer: Customer
    health: CustomerHealth
    stages: Sequence[StageChange]
    checkin: Checkin | None
    care: CareTask | None
    goals: Sequence[Goal]
    consents: dict[str, Consent]
    came: Sequence[Visit]
    story: Sequence[Happening]
    likes: Likes
    closures: Sequence[Closure]
    staff: Sequence[StaffMember]
    other_names: list[str]
    currency: str
    today: date

    @property
    def stage_since(self) -> date | None:
        """Since which day the stage is what it is."""
        return self.stages[-1].on if self.stages else None

    @property
    def stage_pinned(self) -> bool:
        """Whether the stage was set by hand."""
        return self.customer.stage_pin is not None

    @property
    def waiting(self) -> Feedback | None:
        """What was said and waits for an answer the longest."""
        spoken = [each.feedback for each in self.story if each.feedback is not None]
        return next((said for said in reversed(spoken) if said.waiting), None)

    @property
    def unsettled(self) -> Visit | None:
        """The latest booking whose day has gone by and of which nobody said what became."""
        return next((visit for visit in self.came if was_booked(visit, self.today)), None)

    @property
    def invited_on(self) -> date | None:
        """The day of the latest invitation since the last visit."""
        last = self.health.last_visit_on or date.min
        contacts = (each for each in self.story if each.touchpoint is not None and each.on >= last)
        invited = (e.on for e in contacts if e.touchpoint and e.touchpoint.reason == "winback")
        return next(invited, None)


def _care(workspace: Workspace, customer_id: int) -> CareTask | None:
    """What the plan of her stage asks for today."""
    on = workspace.clock.today()
    stands = slipping.from_snapshots(workspace, on).stands
    own = [stand for stand in stands if stand.customer_id == customer_id]
    return next(iter(care_tasks.of_stands(workspace, on, own)), None)


def was_booked(visit: Visit, today: date) -> bool:
    """Whether a booking's day went by, not too long ago, without a word on what became of it."""
    return visit.status == "booked" and 0 < (today - visit.visited_on).days <= ASKED_FOR_DAYS


def read_portrait(workspace: Workspace, customer_id: int) -> Portrait:
    """Read everything about one customer. Raises Missing."""
    customer = customers.get(workspace, customer_id)
    came = visits.of_customer(workspace, customer_id, _ALL)
    health, stages = health_scores.with_stages(workspace, customer_id)
    return Portrait(
        customer=customer,
        health=health,
        stages=stages,
        checkin=checkins.find(workspace, customer_id),
        care=_care(workspace, customer_id),
        goals=goals.of_customer(workspace, customer_id),
        consents=consents.current(workspace, customer_id),
        came=came,
        story=timeline.told(workspace, customer_id, came, stages, _ALL),
        likes=likes.of_visits(workspace, customer_id, came),
        closures=closures.find(workspace),
        staff=staff.find(workspace),
        other_names=merging.other_names(workspace, customer),
        currency=settings.get(workspace, settings.CURRENCY),
        today=workspace.clock.today(),
    )
