"""The story of the tour: one complaint on its way round the loop, told by the core's own verbs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from core import sample
from core.exchange import imports
from core.insight import health_scores, quarterly_review, service_rhythms
from core.insight.quarterly_review import NewPromise
from core.people import checkins, consents, customers, goals, merging
from core.people.consents import NewConsent
from core.people.customers import NewCustomer
from core.sample import twins
from core.store import backup, settings
from core.store.workspace import Workspace
from core.voice import feedback, moods, outcomes, replies, suggestions
from core.voice.feedback import NewFeedback
from core.voice.suggestions import NewRating, NewSuggestion
from desktop.tour import files

NOW = "2026-10-01T08:00:00Z"
LAST_QUARTER = "2026-Q3"
PROMISE_DAYS = 60
CHECKED_IN_DAYS = 60
SELDOM_DAYS = 35
# Among so many of those who come most often the regulars of the story are found.
OFTEN = 40
PROMISE = "Nobody waits without a message"
HOPE = "Grow out the fringe by the wedding in June."
BOOKINGS = """Name;Date;Service;Price
Alena Říhová;21.09.2026;Střih a foukaná;890,00
Barbora Konečná;22.09.2026;Melír;1 950,00
Cecílie Dušková;24.09.2026;Barva a střih;1 690,00
Denisa Bartáková;31.09.2026;Střih;650,00
"""
# What a customer complains of in each language: a fact that hurts.
COMPLAINTS = {
    "cs": "Čekala jsem 40 minut a nikdo se neomluvil.",
    "lv": "Krāsa nomazgājās jau pēc nedēļas.",
    "en": "I waited forty minutes again, that is awful.",
}


@dataclass(frozen=True, slots=True)
class Story:
    """What the loop left behind, for the pictures to show.

    A complaint in each language, a suggestion on its way and one that was done long enough ago
    to tell what became of it, and a file of each program that an owner may have.
    """

    customer_id: int
    feedback_ids: Mapping[str, int]
    suggestion_id: int
    done_id: int
    files: Mapping[str, Path]


def tell(workspace: Workspace, folder: Path) -> Story:
    """Fill a new shop, bring a file in, walk the loop and begin the review of the quarter."""
    sample.fill(workspace, customers=160, years=2, seed=7)
    _bring_in_bookings(workspace, folder)
    _find_twins(workspace)
    story = walk_the_loop(workspace, files.write(folder))
    begin_the_review(workspace, PROMISE, story.suggestion_id)
    health_scores.refresh(workspace)
    moods.learn(workspace)
    backup.make(workspace, "daily")
    return story


def walk_the_loop(workspace: Workspace, ways_in: Mapping[str, Path]) -> Story:
    """Log a complaint, read it, link it, rate it, decide it and answer the customer."""
    regulars = _regulars(workspace, len(COMPLAINTS))
    voices = {
        language: feedback.log(workspace, NewFeedback("complaint", body, regular)).id
        for (language, body), regular in zip(COMPLAINTS.items(), reversed(regulars), strict=True)
    }
    message = suggestions.suggest(
        workspace,
        NewSuggestion("Send a text message when we run late", feedback_ids=(voices["en"],)),
    )
    suggestions.rate(
        workspace,
        message.id,
        NewRating(impact=2, confidence=0.8, effort_days=2, reach=12, source="front desk notes"),
    )
    suggestions.decide(workspace, message.id, "planned", "Waiting is what you mention most.")
    for reply in replies.find(workspace, status="draft", suggestion_id=message.id):
        replies.mark_sent(workspace, reply.id, "sms")
    _get_to_know(workspace, regulars[0])
    done_id = outcomes.ready(workspace)[0].suggestion_id
    return Story(regulars[0], voices, message.id, done_id, ways_in)


def begin_the_review(workspace: Workspace, promised: str, suggestion_id: int | None = None) -> None:
    """Judge the promises of the quarter before, and give one for the next."""
    quarterly_review.start(workspace, LAST_QUARTER)
    pages = quarterly_review.gather(workspace, LAST_QUARTER)
    for number, promise in enumerate(pages.promises_before):
        quarterly_review.keep_promise(workspace, promise.id, kept=number == 0)
    due_on = workspace.clock.today() + timedelta(days=PROMISE_DAYS)
    owner = settings.get(workspace, settings.OWNER_NAME)
    new = NewPromise(promised, owner, due_on, suggestion_id)
    quarterly_review.promise(workspace, LAST_QUARTER, new)


def close_the_quarter(workspace: Workspace) -> None:
    """End the review: from now on it stays as it is."""
    quarterly_review.close(workspace, LAST_QUARTER)


def _regulars(workspace: Workspace, count: int) -> list[int]:
    """Who comes most often for two things, each in a rhythm of its own, and one of them seldom."""
    often = customers.find(workspace, sort="visits", descending=True, limit=OFTEN)
    ids = [line.customer.id for line in often]
    both = []
    for customer_id in ids:
        services = service_rhythms.of_customer(workspace, customer_id)
        own = [each.usual_gap_days or 0 for each in services if not each.is_estimate]
        if len(own) > 1 and max(own) > SELDOM_DAYS:
            both.append(customer_id)
    return [*both, *ids][:count]


def _get_to_know(workspace: Workspace, customer_id: int) -> None:
    """What the owner knows of somebody after years: what she hopes for, and what she allows."""
    goals.set_goal(workspace, customer_id, HOPE)
    for channel, state in (("email", "yes"), ("sms", "no")):
        consents.record(workspace, NewConsent(customer_id, channel, state, "At the counter"))
    checkins.set_interval(workspace, customer_id, CHECKED_IN_DAYS)
    customers.feel_pulse(workspace, customer_id, 3)


def _find_twins(workspace: Workspace) -> None:
    """Somebody who is here twice under two names becomes one; others wait to be looked at."""
    regular = customers.find(workspace, sort="visits", descending=True, limit=1)[0].customer
    first, _space, family = regular.name.partition(" ")
    again = NewCustomer(f"{family} {first}".upper(), phone=regular.phone, email=regular.email)
    merging.merge(workspace, regular.id, customers.add(workspace, again).id)
    twins.plant(workspace, share=0.03, seed=5)


def _bring_in_bookings(workspace: Workspace, folder: Path) -> None:
    """A file as an owner has it, with one day that does not exist."""
    file = folder / "bookings.csv"
    file.write_text(BOOKINGS, encoding="utf-8")
    imports.bring_in(workspace, file)
