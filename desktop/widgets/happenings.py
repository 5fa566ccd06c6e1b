"""What happened with a customer, as entries of the time line."""

from __future__ import annotations

from datetime import date

from core.i18n import N_, _, ngettext
from core.insight.stage_history import StageChange
from core.insight.timeline import Happening
from core.people.touchpoints import CHANNEL_LABELS, Touchpoint
from core.people.visits import Visit
from core.text import shorten
from core.voice.feedback import Feedback
from core.voice.replies import Reply
from core.voice.surveys import Submission
from desktop.formats import day, money
from desktop.widgets import badge
from desktop.widgets.badge import Look
from desktop.widgets.timeline import Entry

QUOTED = 280
_VISITS = {
    "done": (N_("Visit"), "accent", None),
    "booked": (N_("Booking"), "neutral", Look(N_("To come"), "accent", "calendar")),
    "cancelled": (N_("Visit"), "neutral", Look(N_("Cancelled"), "neutral", "close")),
    "no_show": (N_("Visit"), "warning", Look(N_("Did not come"), "warning", "warning")),
}
# As it is after the computer's clock was set back.
_IN_FUTURE = Look(N_("Day still to come"), "warning", "warning")
_WAS_BOOKED = Look(N_("Was booked"), "neutral", "calendar")
_CONTACTS = {
    "checkin": N_("Checked in"),
    "winback": N_("Invited back"),
    "booking": N_("Booking agreed"),
}


def entry(happening: Happening, today: date) -> Entry:
    """One happening as an entry; feedback and answers are links to their pages."""
    when = day(happening.on)
    if happening.visit is not None:
        return _visit(happening.visit, when, today)
    if happening.feedback is not None:
        return _feedback(happening.feedback, when)
    if happening.reply is not None:
        return _reply(happening.reply, when)
    if happening.submission is not None:
        return _submission(happening.submission, when)
    if happening.stage is not None:
        return _stage(happening.stage, when)
    assert happening.touchpoint is not None
    return _contact(happening.touchpoint, when)


def _visit(visit: Visit, when: str, today: date) -> Entry:
    name, tone, look = _VISITS[visit.status]
    if visit.status == "booked" and visit.visited_on < today:
        look = _WAS_BOOKED
    elif visit.status == "done" and visit.visited_on > today:
        look = _IN_FUTURE
    if look is not None:
        look = Look(_(look.text), look.tone, look.icon)
    paid = money(visit.amount_minor, visit.currency) if visit.amount_minor is not None else ""
    if visit.is_refund:
        name, tone = N_("Money back"), "neutral"
    told = " · ".join(part for part in (paid, visit.staff_member, visit.note) if part)
    return Entry("visit", when, visit.services or _(name), told, tone, look)


def _feedback(feedback: Feedback, when: str) -> Entry:
    kind = badge.kind(feedback.kind)
    return Entry(
        kind.icon or "feedback",
        when,
        kind.text,
        _("“{words}”").format(words=shorten(feedback.body, QUOTED)),
        kind.tone,
        badge.polarity(feedback.polarity),
        ("feedback", feedback.id),
    )


def _reply(reply: Reply, when: str) -> Entry:
    title = (
        _("You told them about “{suggestion}”").format(suggestion=reply.suggestion)
        if reply.suggestion
        else _("You answered")
    )
    channel = _(CHANNEL_LABELS.get(reply.channel, reply.channel))
    return Entry("sent", when, title, channel, "positive", None, ("feedback", reply.feedback_id))


def _contact(contact: Touchpoint, when: str) -> Entry:
    title = _CONTACTS.get(contact.reason, N_("Contact"))
    if contact.result == "not_reached":
        title = N_("Tried to get in touch")
    channel = _(CHANNEL_LABELS.get(contact.channel, contact.channel))
    text = f"{channel} · {contact.note}" if contact.note else channel
    look = badge.result(contact.result) if contact.result else None
    icon = "phone" if contact.channel == "phone" else "checkin"
    return Entry(icon, when, _(title), text, "neutral", look)


def _stage(change: StageChange, when: str) -> Entry:
    look = badge.stage(change.stage)
    title = _("Stage: {stage}").format(stage=look.text)
    icon = "pin" if change.pinned else look.icon
    return Entry(icon, when, title, _(change.because), look.tone)


def _submission(submission: Submission, when: str) -> Entry:
    count = len(submission.answers)
    text = ngettext("{n} answer", "{n} answers", count).format(n=count)
    return Entry("survey", when, _("Answered a survey"), text, "accent")
