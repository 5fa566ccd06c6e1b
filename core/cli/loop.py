"""Voices and answers from a terminal: log, and who waits for an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from core.cli import printing
from core.cli.opening import opened
from core.errors import KnownError
from core.i18n import N_, _

if TYPE_CHECKING:
    from core.store.workspace import Workspace
    from core.voice.feedback import Feedback

WAITING_COLUMNS = (
    "feedback_id",
    "customer_id",
    "customer",
    "kind",
    "body",
    "said_at",
    "days",
    "colour",
    "draft_id",
)
REPLY_COLUMNS = (
    "id",
    "feedback_id",
    "suggestion_id",
    "customer_id",
    "customer",
    "channel",
    "status",
    "said",
    "body",
    "drafted_at",
    "sent_at",
)
MONTH_COLUMNS = ("month", "asked", "answered", "percent", "median_hours")
MOST_REPLIES = 1_000_000


@click.command("log")
@click.option("--kind", required=True, help="complaint, question, suggestion, praise or other.")
@click.option("--body", required=True, help="What was said, in the customer's own words.")
@click.option("--customer", help="Who said it; an unknown name becomes a new customer.")
@click.option("--channel", default="in_person", show_default=True)
@click.option("--staff", help="Who wrote it down.")
@printing.json_option
def log(
    kind: str, body: str, customer: str | None, channel: str, staff: str | None, as_json: bool
) -> None:
    """Write feedback down; print its id, mood, score, language and the words that decided."""
    with opened() as workspace:
        # One transaction: a refused feedback leaves no new customer behind.
        with workspace.write(N_("Feedback saved")):
            customer_id, is_new = _customer(workspace, customer)
            said = _logged(workspace, kind, body, customer_id, channel, staff)
        if is_new:
            click.echo(_("New customer: {name}").format(name=said.customer), err=True)
        if as_json:
            printing.record(_feedback_record(said))
        else:
            reading = said.reading
            words = ", ".join(word.text for word in reading.words)
            printing.words(said.id, reading.polarity, reading.score, reading.language, words)


def _logged(
    workspace: Workspace,
    kind: str,
    body: str,
    customer_id: int | None,
    channel: str,
    staff: str | None,
) -> Feedback:
    from core.voice import feedback
    from core.voice import staff as staff_members

    new = feedback.NewFeedback(
        kind=kind,
        body=body,
        customer_id=customer_id,
        channel=channel,
        staff_member_id=staff_members.add(workspace, staff).id if staff else None,
    )
    return feedback.log(workspace, new)


def _customer(workspace: Workspace, name: str | None) -> tuple[int | None, bool]:
    """The one customer whom the name means, or a new one; None for none."""
    from core.people import customers
    from core.text import one_line

    typed = one_line(name)
    if not typed:
        return None, False
    found = customers.named(workspace, typed)
    if len(found) > 1:
        sentence = N_("“{name}” fits {n} customers. Please give the whole name.")
        raise KnownError("ambiguous_customer", sentence, name=typed, n=len(found))
    if found:
        return found[0].id, False
    return customers.add(workspace, customers.NewCustomer(typed)).id, True


def _feedback_record(said: Feedback) -> dict[str, Any]:
    reading = said.reading
    return {
        "id": said.id,
        "kind": said.kind,
        "channel": said.channel,
        "customer_id": said.customer_id,
        "customer": said.customer,
        "staff": said.staff_member,
        "topic": said.topic,
        "label": reading.polarity,
        "score": reading.score,
        "lang": reading.language,
        "words": [word.text for word in reading.words],
        "waiting": said.waiting,
    }


@click.command("replies")
@click.option("--waiting", is_flag=True, help="Only who still waits, the longest first.")
@click.option("--by-month", is_flag=True, help="How many were answered and how soon, by month.")
@printing.format_options
def replies(waiting: bool, by_month: bool, form: str) -> None:
    """Every answer, drafts first; with --waiting everyone without one."""
    if waiting and by_month:
        raise click.UsageError("Please give one of --waiting and --by-month.")
    with opened() as workspace:
        if by_month:
            printing.table(MONTH_COLUMNS, _month_rows(workspace), form)
        elif waiting:
            printing.table(WAITING_COLUMNS, _waiting_rows(workspace), form)
        else:
            printing.table(REPLY_COLUMNS, _reply_rows(workspace), form)


def _waiting_rows(workspace: Workspace) -> list[dict[str, Any]]:
    from core.voice import patience, replies

    known = patience.of(workspace)
    return [
        {
            "feedback_id": voice.feedback_id,
            "customer_id": voice.customer_id,
            "customer": voice.customer,
            "kind": voice.kind,
            "body": voice.body,
            "said_at": voice.said_at,
            "days": known.days(voice.since),
            "colour": known.colour(voice.since),
            "draft_id": voice.draft_id,
        }
        for voice in replies.waiting(workspace, limit=MOST_REPLIES)
    ]


def _month_rows(workspace: Workspace) -> list[dict[str, Any]]:
    """The last twelve months, the running one last."""
    from core.insight import answering

    return [
        {
            "month": f"{each.month:%Y-%m}",
            "asked": each.asked,
            "answered": each.answered.numerator,
            "percent": each.answered.percent,
            "median_hours": each.median_hours,
        }
        for each in answering.last_months(workspace)
    ]


def _reply_rows(workspace: Workspace) -> list[dict[str, Any]]:
    from core.voice import replies

    found = replies.find(workspace, limit=MOST_REPLIES)
    found.sort(key=lambda reply: reply.status != "draft")
    return [{column: getattr(reply, column) for column in REPLY_COLUMNS} for reply in found]
