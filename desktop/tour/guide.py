"""The pictures of the owner's guide to the loop: a shop in each language, seen by its owner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from core import sample
from core.clock import FixedClock
from core.insight import health_scores
from core.people import customers
from core.store import settings
from core.store.workspace import Workspace
from core.voice import feedback, outcomes, suggestions
from core.voice.feedback import FeedbackFilter, NewFeedback
from desktop.tour.shots import Shot, outcome_card, show_as, walk_to
from desktop.tour.story import LAST_QUARTER, NOW, begin_the_review

SPOKE_EVERY_DAYS = 9


@dataclass(frozen=True, slots=True)
class Words:
    """What is said in the shop of one language while the guide looks on."""

    asked: str
    complained: str
    promised: str
    alike: tuple[str, ...]


WORDS = {
    "cs": Words(
        "Dá se u vás platit kartou a máte dárkové poukazy?",
        "Byla jsem objednaná na deset a čekala jsem čtyřicet minut.",
        "Kdo čeká déle než deset minut, dostane zprávu",
        (
            "Mohli byste mít klimatizaci? V létě je tu horko.",
            "V salonu je v létě horko, klimatizace by pomohla.",
            "Klimatizace, prosím! V tom horku se nedá sedět pod helmou.",
        ),
    ),
    "lv": Words(
        "Vai pie jums var maksāt ar karti un vai ir dāvanu kartes?",
        "Biju pierakstījusies uz desmitiem un gaidīju četrdesmit minūtes.",
        "Kas gaida ilgāk par desmit minūtēm, saņem ziņu",
        (
            "Vai varētu ielikt kondicionieri? Vasarā te ir karsti.",
            "Vasarā salonā ir karsti, kondicionieris palīdzētu.",
            "Lūdzu, kondicionieri! Tādā karstumā grūti nosēdēt.",
        ),
    ),
    "en": Words(
        "Can I pay by card, and do you sell gift vouchers?",
        "I was booked for ten and waited forty minutes.",
        "Whoever waits longer than ten minutes gets a message",
        (
            "Could you get air conditioning? It is hot here in summer.",
            "In summer the salon is hot, air conditioning would help.",
            "Air conditioning, please! It is too hot to sit under the dryer.",
        ),
    ),
}


def tell(language: str, folder: Path) -> Workspace:
    """A shop in a language, in the middle of the review of its quarter."""
    clock = FixedClock(NOW)
    workspace = Workspace.open(folder / f"guide-{language}.regulars", clock=clock, create=True)
    settings.put(workspace, settings.LANGUAGE, language)
    sample.fill(workspace, customers=140, years=2, seed=8)
    _speak(workspace, WORDS[language])
    health_scores.refresh(workspace)
    begin_the_review(workspace, WORDS[language].promised)
    return workspace


def shots(workspace: Workspace) -> Iterator[Shot]:
    """The pages in the order in which the guide tells of them."""
    first = suggestions.backlog(workspace)[0]
    yield Shot("guide-inbox", "feedback", FeedbackFilter(state="new"))
    yield Shot("guide-questions", "faq")
    yield Shot("guide-ranking", "suggestions", first.id)
    for outcome in outcomes.ready(workspace)[:1]:
        yield Shot("guide-outcome", "suggestions", outcome.suggestion_id, see=outcome_card)
    yield Shot("guide-board", "suggestions", stir=partial(show_as, "board"))
    yield Shot("guide-answers", "replies", "waiting")
    for step, name in ((1, "heard"), (4, "backlog"), (5, "promises")):
        yield Shot(f"guide-review-{name}", "review", LAST_QUARTER, stir=partial(walk_to, step))


def _speak(workspace: Workspace, words: Words) -> None:
    """Regulars speak: one complains now, three have said much the same within the month."""
    often = customers.find(workspace, sort="visits", descending=True, limit=1 + len(words.alike))
    first, *others = (line.customer.id for line in often)
    feedback.log(workspace, NewFeedback("complaint", words.complained, first))
    for number, (body, customer_id) in enumerate(zip(words.alike, others, strict=True)):
        said_at = workspace.clock.now() - timedelta(days=SPOKE_EVERY_DAYS * (number + 1))
        feedback.log(workspace, NewFeedback("suggestion", body, customer_id, said_at=said_at))
