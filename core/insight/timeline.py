"""A customer's story: visits, voices, contacts, answers and stages, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from core.people import touchpoints, visits
from core.voice import feedback, replies, surveys
from core.voice.feedback import FeedbackFilter

if TYPE_CHECKING:
    from core.insight.stage_history import StageChange
    from core.people.touchpoints import Touchpoint
    from core.people.visits import Visit
    from core.store.workspace import Workspace
    from core.voice.feedback import Feedback
    from core.voice.replies import Reply
    from core.voice.surveys import Submission

# Contacts that another happening tells already.
TOLD_ELSEWHERE = ("feedback", "reply")


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened on a local day: exactly one of the records is given."""

    on: date
    at: datetime | None = None
    visit: Visit | None = None
    feedback: Feedback | None = None
    touchpoint: Touchpoint | None = None
    reply: Reply | None = None
    submission: Submission | None = None
    stage: StageChange | None = None


def of_customer(workspace: Workspace, customer_id: int, limit: int = 200) -> list[Happening]:
    """The newest `limit` things that happened with a customer, newest first."""
    came = visits.of_customer(workspace, customer_id, limit)
    return told(workspace, customer_id, came, limit=limit)


def told(
    workspace: Workspace,
    customer_id: int,
    came: Sequence[Visit],
    stages: Sequence[StageChange] = (),
    limit: int = 200,
) -> list[Happening]:
    """The same from visits that were read already, with the changes of stage."""
    day_of = workspace.clock.day_of
    spoken = feedback.find(workspace, FeedbackFilter(customer_id=customer_id), limit=limit)
    found = [
        *(Happening(change.on, stage=change) for change in stages),
        *(Happening(visit.visited_on, visit=visit) for visit in came),
        *(Happening(day_of(f.said_at), f.said_at, feedback=f) for f in spoken),
        *(
            Happening(day_of(t.at), t.at, touchpoint=t)
            for t in touchpoints.of_customer(workspace, customer_id, limit)
            if t.reason not in TOLD_ELSEWHERE
        ),
        *(
            Happening(day_of(r.sent_at), r.sent_at, reply=r)
            for r in replies.find(workspace, customer_id=customer_id, status="sent", limit=limit)
            if r.sent_at is not None
        ),
        *(
            Happening(day_of(s.submitted_at), s.submitted_at, submission=s)
            for s in surveys.submissions(workspace, customer_id=customer_id, limit=limit)
        ),
    ]
    return sorted(found, key=_when, reverse=True)[:limit]


def _when(happening: Happening) -> tuple[date, str, bool]:
    """Within a day: what has an hour by its hour, a visit before what was said or came of it."""
    at = happening.at.isoformat() if happening.at else ""
    return happening.on, at, happening.stage is not None
