"""The words of a filter: what each part of it is called, and what it is without that part."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from core.clock import Clock
from core.errors import Missing
from core.i18n import _, ngettext
from core.measures.stage import STAGES
from core.people import customers
from core.people.touchpoints import CHANNEL_LABELS
from core.store.workspace import Workspace
from core.voice import staff, suggestions, topics
from core.voice.feedback import CHANNELS, KINDS, FeedbackFilter
from core.voice.staff import StaffMember
from core.voice.topics import Topic
from desktop import formats
from desktop.feedback.days_shown import days_shown
from desktop.widgets import badge

MOODS = ("negative", "mixed", "neutral", "positive", "unread")
EVERYTHING = FeedbackFilter()
LAST_DAYS = (7, 30, 90)
NO_TOPIC = 0

Choices = list[tuple[object, str]]


@dataclass(frozen=True, slots=True)
class Names:
    """The shop's own names, by which topics, staff and whom a filter is kept to are called."""

    topics: Sequence[Topic] = ()
    staff: Sequence[StaffMember] = ()
    others: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a filter in words, and the fields that hold it."""

    text: str
    fields: tuple[str, ...]


def names(workspace: Workspace, wanted: FeedbackFilter) -> Names:
    """Read the names that a filter and its choices need. A name that is gone is left out."""
    others = {}
    with suppress(Missing):
        if wanted.customer_id is not None:
            others["customer_id"] = customers.get(workspace, wanted.customer_id).name
        if wanted.suggestion_id is not None:
            others["suggestion_id"] = suggestions.get(workspace, wanted.suggestion_id).title
    return Names(topics.find(workspace), staff.find(workspace), others)


def choices(name: str, known: Names) -> Choices:
    """What a field of a filter may be, beginning with anything."""
    every: dict[str, Choices] = {
        "kind": [(None, _("Every kind")), *((key, badge.kind(key).text) for key in KINDS)],
        "polarity": [(None, _("Every mood")), *((key, badge.polarity(key).text) for key in MOODS)],
        "topic_id": [
            (None, _("Every topic")),
            *((each.id, each.name) for each in known.topics),
            (NO_TOPIC, _("No topic")),
        ],
        "channel": [
            (None, _("Every channel")),
            *((key, _(CHANNEL_LABELS[key])) for key in CHANNELS),
        ],
        "staff_member_id": [
            (None, _("Everybody")),
            *((each.id, each.name) for each in known.staff),
        ],
        "stage": [(None, _("Every stage")), *((key, badge.stage(key).text) for key in STAGES)],
    }
    return every[name]


CHOSEN = ("kind", "polarity", "topic_id", "channel", "staff_member_id", "stage")


def parts(wanted: FeedbackFilter, known: Names, clock: Clock) -> list[Part]:
    """What a filter is narrowed to, beside the search and the state, which stand there anyway."""
    found = [
        Part(_called(name, getattr(wanted, name), known), (name,))
        for name in CHOSEN
        if getattr(wanted, name) is not None
    ]
    if wanted.days is not None:
        found.append(Part(last_days(wanted.days), ("days",)))
    if wanted.since is not None or wanted.until is not None:
        found.append(Part(days_shown(wanted, clock), ("since", "until")))
    if wanted.customer_id is not None:
        found.append(Part(known.others.get("customer_id") or _("One customer"), ("customer_id",)))
    if wanted.suggestion_id is not None:
        title = known.others.get("suggestion_id") or _("One suggestion")
        found.append(Part(title, ("suggestion_id",)))
    if wanted.ids is not None:
        count = len(wanted.ids)
        chosen = ngettext("{n} chosen voice", "{n} chosen voices", count)
        found.append(Part(chosen.format(n=formats.number(count)), ("ids",)))
    return found


def without(wanted: FeedbackFilter, part: Part) -> FeedbackFilter:
    """The filter without one part."""
    changes: dict[str, Any] = dict.fromkeys(part.fields)
    return replace(wanted, **changes)


def last_days(days: int) -> str:
    """The last so many days in words."""
    return ngettext("Last {n} day", "Last {n} days", days).format(n=days)


def _called(name: str, value: object, known: Names) -> str:
    """How a choice is called; one whose name is not known (yet) by three dots."""
    return dict(choices(name, known)).get(value, "…")
