"""A year of a salon, played through the same verbs as the screens use, one week after the other.

Customers come and speak; the owner looks the inbox through, answers, ranks, decides with a
reason, and once a quarter sits down for the review.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from core.clock import FixedClock
from core.insight import care_tasks, health_scores, quarterly_review
from core.insight.quarterly_review import MOST_PROMISES, NewPromise
from core.people import checkins, customers, visits
from core.people.checkins import CheckinResult
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.sample import words
from core.sample.words import as_said_by
from core.store import settings
from core.store.workspace import Workspace
from core.text import shorten
from core.voice import alike, faq, feedback, offers, replies, starters, suggestions, surveys, triage
from core.voice.faq import FaqText, NewFaq
from core.voice.feedback import KINDS, Feedback, FeedbackFilter, NewFeedback
from core.voice.suggestions import LONGEST_TITLE, NewRating, NewSuggestion
from core.voice.surveys import NewQuestion, NewSubmission, NewSurvey, Survey

FIRST_DAY = date(2025, 1, 6)
WEEKS = 52
PEOPLE = 48
VOICES_A_WEEK = 10
LANGUAGES = ("cs", "cs", "cs", "lv", "en")
REASONS = {
    "planned": "It is what you mention most, and it fits in before the summer.",
    "in_progress": "The parts have been ordered.",
    "done": "We tried it for a month and keep it.",
    "declined": "It would raise the prices for everybody.",
}
EVERYTHING = 100_000


@dataclass(slots=True)
class Account:
    """What the year left: the reviews that were held, in order, and how they were told."""

    reviews: list[str] = field(default_factory=list)
    told: dict[str, object] = field(default_factory=dict)


class Salon:
    """The people of one salon; `rng` makes up who says what, the verbs do the rest."""

    def __init__(self, workspace: Workspace, clock: FixedClock, seed: int) -> None:
        self.workspace, self.clock = workspace, clock
        self.rng = Random(seed)
        self.account = Account()
        settings.put(workspace, settings.SHOP_NAME, "Salon Lípa")
        settings.put(workspace, settings.OWNER_NAME, "Marta")
        settings.put(workspace, settings.LANGUAGE, "cs")
        starters.add_topics(workspace)
        self.survey = self._make_survey()
        self.people = [self._meet(number) for number in range(PEOPLE)]

    def live(self) -> Account:
        """Every week of the year; a review in the second week of each new quarter."""
        for week in range(WEEKS):
            self._move_to(FIRST_DAY + timedelta(weeks=week))
            self._week()
            if week % 13 == 12:
                self._review(self.clock.today())
        self._answer_everyone()
        return self.account

    def _move_to(self, day: date) -> None:
        self.clock.move_to(self.clock.now().replace(year=day.year, month=day.month, day=day.day))

    def _week(self) -> None:
        monday = self.clock.today()
        for person in self.rng.sample(self.people, 12):
            visits.record(self.workspace, NewVisit(person, monday, "Cut", 65_000))
        for _number in range(VOICES_A_WEEK):
            self._speak()
        self._fill_in()
        self._look_through()
        self._take_offers()
        # The window does so in the background, day by day.
        health_scores.refresh(self.workspace)
        self._care()

    def _speak(self) -> None:
        person = self.rng.choice([*self.people, None])
        voices = words.of(self._language(person)).voices
        kind = self.rng.choice(KINDS)
        fitting = [voice for voice in voices if voice.kind == kind]
        # Some things are on many people's minds, others on one.
        voice = fitting[int(len(fitting) * self.rng.random() ** 2)]
        body = as_said_by(voice.sentence, woman=True)
        feedback.log(self.workspace, NewFeedback(kind, body, person))

    def _fill_in(self) -> None:
        nps, csat = self.survey.questions
        answers: dict[int, int | str] = {
            nps.id: self.rng.choice((3, 7, 8, 9, 10, 10)),
            csat.id: self.rng.choice((2, 4, 5, 5)),
        }
        person = self.rng.choice(self.people)
        surveys.submit(self.workspace, NewSubmission(self.survey.id, answers, person))

    def _look_through(self) -> None:
        """The inbox: praise is looked through, the rest linked, suggested or answered."""
        for said in self._new():
            if said.kind in ("praise", "other"):
                triage.look_through(self.workspace, [said.id])
            elif said.kind == "question" and self._ask_the_faq(said):
                continue
            else:
                self._link_or_answer(said)

    def _new(self) -> list[Feedback]:
        return feedback.find(self.workspace, FeedbackFilter(state="new"), limit=EVERYTHING)

    def _ask_the_faq(self, said: Feedback) -> bool:
        near = alike.to(self.workspace, said.body, but=said.id).questions
        if not near or not said.waiting:
            return False
        reply = faq.answer_with(self.workspace, near[0].id, said.id)
        replies.mark_sent(self.workspace, reply.id, sure=True)
        return True

    def _link_or_answer(self, said: Feedback) -> None:
        near = alike.to(self.workspace, said.body, but=said.id).suggestions
        if near:
            triage.link(self.workspace, [said.id], near[0].id)
        elif said.kind == "suggestion" and self.rng.random() < 0.3:
            self._suggest(shorten(said.body, LONGEST_TITLE), (said.id,))
        elif said.waiting and self.rng.random() < 0.5:
            reply = replies.draft(self.workspace, said.id)
            replies.mark_sent(self.workspace, reply.id, sure=True)
        else:
            triage.look_through(self.workspace, [said.id])

    def _care(self) -> None:
        for task in care_tasks.due(self.workspace)[:3]:
            result = CheckinResult("phone", self.rng.choice(("happy", "not_reached")))
            checkins.finish(self.workspace, task.customer_id, result)

    def _take_offers(self) -> None:
        for offer in offers.open(self.workspace):
            if offer.sort == "faq":
                texts = {"cs": FaqText(offer.title, "Ano, rádi vám poradíme.")}
                faq.add(self.workspace, NewFaq(texts, offer.topic_id, offer.feedback_ids))
            elif self.rng.random() < 0.2:
                offers.turn_down(self.workspace, offer)
            else:
                self._suggest(offer.title, offer.feedback_ids)

    def _suggest(self, title: str, feedback_ids: tuple[int, ...]) -> None:
        made = suggestions.suggest(self.workspace, NewSuggestion(title, feedback_ids=feedback_ids))
        rating = NewRating(
            impact=self.rng.choice((0.5, 1, 2, 3)),
            confidence=self.rng.choice((0.5, 0.8, 1)),
            effort_days=self.rng.choice((0.5, 2, 5, 20)),
            source="Said at the team meeting",
        )
        suggestions.rate(self.workspace, made.id, rating)

    def _review(self, today: date) -> None:
        """The quarter that ends is reviewed: judge, decide, promise, answer, close."""
        shop, quarter = self.workspace, quarterly_review.quarter_of(today)
        quarterly_review.start(shop, quarter)
        pages = quarterly_review.gather(shop, quarter)
        for promise in pages.promises_before:
            quarterly_review.keep_promise(shop, promise.id, self.rng.random() < 0.7)
        for suggestion, status in zip(suggestions.backlog(shop), _turns(), strict=False):
            self._decide(suggestion.id, suggestion.status, status)
        due_on = today + timedelta(days=80)
        for suggestion in suggestions.backlog(shop)[:MOST_PROMISES]:
            new = NewPromise(suggestion.title, "Marta", due_on, suggestion.id)
            quarterly_review.promise(shop, quarter, new)
        self._send_drafts()
        quarterly_review.close(shop, quarter)
        self.account.reviews.append(quarter)
        self.account.told[quarter] = quarterly_review.gather(shop, quarter)

    def _decide(self, suggestion_id: int, before: str, wanted: str) -> None:
        status = "done" if before in ("planned", "in_progress") else wanted
        suggestions.decide(self.workspace, suggestion_id, status, REASONS[status])

    def _send_drafts(self) -> None:
        for reply in replies.find(self.workspace, status="draft", limit=EVERYTHING):
            replies.mark_sent(self.workspace, reply.id, sure=True)

    def _answer_everyone(self) -> None:
        """The last evening: whoever still waits gets an answer by name."""
        self._send_drafts()
        for voice in replies.waiting(self.workspace, EVERYTHING):
            reply = replies.draft(self.workspace, voice.feedback_id)
            replies.mark_sent(self.workspace, reply.id, sure=True)

    def _meet(self, number: int) -> int:
        language = LANGUAGES[number % len(LANGUAGES)]
        names = words.of(language)
        first = names.women[number % len(names.women)]
        family = names.families[number % len(names.families)][1]
        new = NewCustomer(f"{first} {family}", language=language, phone=f"+4207773{number:05d}")
        return customers.add(self.workspace, new).id

    def _language(self, person: int | None) -> str:
        if person is None:
            return "cs"
        return customers.get(self.workspace, person).language or "cs"

    def _make_survey(self) -> Survey:
        questions = (
            NewQuestion("nps", "Would you recommend us?"),
            NewQuestion("csat", "How content are you?"),
        )
        return surveys.add(self.workspace, NewSurvey("After the visit", questions))


def _turns() -> Iterator[str]:
    """What becomes of the backlog at a review, from the top; the rest stays as it is."""
    yield from ("planned", "done", "planned", "declined", "in_progress", "done")
