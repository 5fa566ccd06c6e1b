"""The quarterly review: walked in steps, left and resumed, closed for ever."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from core import sample
from core.clock import FixedClock
from core.errors import KnownError, Missing, RefusedInput
from core.exchange import erase
from core.insight import metrics, quarterly_review
from core.insight.quarterly_review import STEPS, NewPromise
from core.insight.quarterly_review import summary as review_summary
from core.insight.quarterly_review.pages import LONGEST_NOTES, ReviewPages
from core.people import customers, visits
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store import journal, settings
from core.store.workspace import Workspace
from core.voice import feedback, replies, suggestions, surveys
from core.voice.feedback import NewFeedback
from core.voice.suggestions import NewRating, NewSuggestion
from core.voice.surveys import NewQuestion, NewSubmission, NewSurvey

Q2, Q3 = "2026-Q2", "2026-Q3"
TEXTING = NewPromise("Text everyone when we run late", "Petra", date(2026, 12, 1))


def refusal(error: pytest.ExceptionInfo[KnownError]) -> str:
    assert error.value.text()
    return error.value.code


def live(workspace: Workspace) -> int:
    """A quarter with a little of everything; gives the id of the customer who complained."""
    jana = customers.add(workspace, NewCustomer("Jana Nováková", language="cs")).id
    visits.record(workspace, NewVisit(jana, date(2026, 7, 3), "Cut", 650_00))
    heard = feedback.log(workspace, NewFeedback("complaint", "A terrible wait, very bad.", jana))
    feedback.log(workspace, NewFeedback("praise", "Wonderful colour, I love it!"))
    texting = suggestions.suggest(workspace, NewSuggestion("Text", feedback_ids=(heard.id,)))
    suggestions.rate(workspace, texting.id, NewRating(2, 0.8, 2))
    music = suggestions.suggest(workspace, NewSuggestion("Quieter music"))
    suggestions.decide(workspace, music.id, "declined", "You come for the music.")
    survey = surveys.add(workspace, NewSurvey("How was it", (NewQuestion("nps", "And?"),)))
    answers: dict[int, int | str] = {survey.questions[0].id: 9}
    surveys.submit(workspace, NewSubmission(survey.id, answers))
    return jana


# The walk


def test_the_walk_has_seven_steps_that_can_be_left_and_resumed(workspace: Workspace) -> None:
    assert len(STEPS) == 7
    assert quarterly_review.start(workspace, Q3).step == 0
    quarterly_review.move_to_step(workspace, Q3, 4)
    quarterly_review.note(workspace, Q3, "Ask Eva about Saturdays.")
    again = quarterly_review.start(workspace, Q3)
    assert (again.step, again.notes) == (4, "Ask Eva about Saturdays.")
    assert len(quarterly_review.find(workspace)) == 1


@pytest.mark.parametrize("step", [-1, 7, 99])
def test_a_step_that_is_not_there_is_refused(workspace: Workspace, step: int) -> None:
    with pytest.raises(KnownError) as refused:
        quarterly_review.move_to_step(workspace, Q3, step)
    assert refusal(refused) == "no_such_step"


def test_a_bad_quarter_is_refused_everywhere(workspace: Workspace) -> None:
    for verb in (
        quarterly_review.start,
        quarterly_review.gather,
        quarterly_review.close,
        quarterly_review.get,
    ):
        with pytest.raises(KnownError) as refused:
            verb(workspace, "2026-Q5")
        assert refusal(refused) == "bad_quarter"


def test_a_quarter_typed_carelessly_is_the_same_quarter(workspace: Workspace) -> None:
    assert quarterly_review.start(workspace, " 2026-q3 ").quarter == Q3


def test_notes_that_no_paper_holds_are_refused(workspace: Workspace) -> None:
    with pytest.raises(KnownError) as refused:
        quarterly_review.note(workspace, Q3, "x" * (LONGEST_NOTES + 1))
    assert refusal(refused) == "notes_too_long"


def test_what_is_typed_on_and_on_is_one_change_to_undo(
    workspace: Workspace, clock: FixedClock
) -> None:
    quarterly_review.note(workspace, Q3, "Before.")
    clock.move_to(clock.now() + timedelta(hours=1))
    for words in ("A", "A th", "A thought.", "A thought. And more."):
        quarterly_review.note(workspace, Q3, words)
    assert journal.undo(workspace) is not None
    assert quarterly_review.get(workspace, Q3).notes == "Before."
    quarterly_review.note(workspace, Q3, "Anew.")
    quarterly_review.promise(workspace, Q3, TEXTING)
    quarterly_review.note(workspace, Q3, "After the promise.")
    assert journal.undo(workspace) is not None
    assert quarterly_review.get(workspace, Q3).notes == "Anew."
    assert len(quarterly_review.get(workspace, Q3).promises) == 1


def test_reviews_are_found_newest_first(workspace: Workspace) -> None:
    for quarter in (Q2, Q3, "2025-Q4"):
        quarterly_review.start(workspace, quarter)
    found = quarterly_review.find(workspace)
    assert [review.quarter for review in found] == [Q3, Q2, "2025-Q4"]
    with pytest.raises(Missing):
        quarterly_review.get(workspace, "2024-Q1")


# Promises


def test_at_most_three_promises(workspace: Workspace) -> None:
    for _n in range(3):
        quarterly_review.promise(workspace, Q3, TEXTING)
    with pytest.raises(KnownError) as refused:
        quarterly_review.promise(workspace, Q3, TEXTING)
    assert refusal(refused) == "too_many_promises"
    first = quarterly_review.get(workspace, Q3).promises[0]
    quarterly_review.drop_promise(workspace, first.id)
    assert len(quarterly_review.get(workspace, Q3).promises) == 2


@pytest.mark.parametrize(
    ("body", "owner", "field"), [("  ", "Petra", "body"), ("Text", "\u200b", "owner")]
)
def test_an_empty_promise_is_refused(
    workspace: Workspace, body: str, owner: str, field: str
) -> None:
    with pytest.raises(RefusedInput) as refused:
        quarterly_review.promise(workspace, Q3, NewPromise(body, owner, date(2026, 12, 1)))
    assert [problem.field for problem in refused.value.problems] == [field]
    assert quarterly_review.find(workspace) == []


@pytest.mark.parametrize("due_on", [date(2020, 1, 1), date(2026, 9, 20), date(2026, 9, 21)])
def test_a_promise_for_a_day_that_is_over_or_today_is_refused(
    workspace: Workspace, due_on: date
) -> None:
    assert workspace.clock.today() == date(2026, 9, 21)
    given = quarterly_review.promise(workspace, Q3, TEXTING)
    late = NewPromise("Text", "Eva", due_on)
    for attempt in (
        lambda: quarterly_review.promise(workspace, Q3, late),
        lambda: quarterly_review.change_promise(workspace, given.id, late),
    ):
        with pytest.raises(RefusedInput) as refused:
            attempt()
        (problem,) = refused.value.problems
        assert problem.field == "due_on"
        assert problem.text() == "A promise lies ahead; please choose a day after today."
    assert quarterly_review.get(workspace, Q3).promises == (given,)


def test_a_promise_can_be_said_in_other_words_until_its_review_is_closed(
    workspace: Workspace,
) -> None:
    given = quarterly_review.promise(workspace, Q3, TEXTING)
    other = NewPromise(" Call when we run late ", "Tess", date(2026, 11, 1))
    changed = quarterly_review.change_promise(workspace, given.id, other)
    assert (changed.id, changed.body, changed.owner, changed.due_on) == (
        given.id,
        "Call when we run late",
        "Tess",
        date(2026, 11, 1),
    )
    assert quarterly_review.get(workspace, Q3).promises == (changed,)
    assert journal.undo(workspace).label == "Promise changed"
    assert quarterly_review.get(workspace, Q3).promises == (given,)
    quarterly_review.close(workspace, Q3)
    with pytest.raises(KnownError) as refused:
        quarterly_review.change_promise(workspace, given.id, other)
    assert refusal(refused) == "review_closed"


def test_a_promise_about_no_suggestion_of_ours_is_refused(workspace: Workspace) -> None:
    with pytest.raises(Missing):
        quarterly_review.promise(workspace, Q3, NewPromise("Text", "Eva", date(2026, 12, 1), 99))


def test_the_next_review_asks_for_the_last_promises(workspace: Workspace) -> None:
    given = quarterly_review.promise(workspace, "2026-Q1", TEXTING)
    quarterly_review.close(workspace, "2026-Q1")
    quarterly_review.keep_promise(workspace, given.id, True)
    # the second quarter was skipped
    (asked,) = quarterly_review.gather(workspace, Q3).promises_before
    assert (asked.body, asked.kept) == (TEXTING.body, True)
    quarterly_review.keep_promise(workspace, given.id, None)
    assert quarterly_review.gather(workspace, Q3).promises_before[0].kept is None


def test_a_promise_that_a_closed_review_judged_stays_judged(workspace: Workspace) -> None:
    given = quarterly_review.promise(workspace, Q2, TEXTING)
    quarterly_review.close(workspace, Q2)
    quarterly_review.keep_promise(workspace, given.id, False)
    quarterly_review.close(workspace, Q3)
    with pytest.raises(KnownError) as refused:
        quarterly_review.keep_promise(workspace, given.id, True)
    assert refusal(refused) == "review_closed"


# Gathering


def test_a_quarter_without_anything_works(workspace: Workspace) -> None:
    pages = quarterly_review.gather(workspace, "2019-Q1")
    assert pages.heard.feedback == 0
    assert pages.heard.quotes == ()
    assert (pages.lost_count, pages.backlog_count, pages.waiting_count) == (0, 0, 0)
    assert [metric.now.n for metric in pages.figures if metric.now.n] == []
    assert quarterly_review.find(workspace) == []
    assert quarterly_review.close(workspace, "2019-Q1").closed


def test_the_pages_tell_the_quarter_step_by_step(workspace: Workspace) -> None:
    jana = live(workspace)
    pages = quarterly_review.gather(workspace, Q3)
    assert (pages.since, pages.until) == (date(2026, 7, 1), date(2026, 9, 30))
    assert dict(pages.heard.kinds) == {
        "complaint": 1, "question": 0, "suggestion": 0, "praise": 1, "other": 0,
    }  # fmt: skip
    assert sum(bar.complaints for bar in pages.heard.topics) == 1
    assert [(quote.kind, quote.first_name) for quote in pages.heard.quotes] == [
        ("complaint", "Jana"),
        ("praise", ""),
    ]
    assert [ranked.title for ranked in pages.backlog] == ["Text"]
    assert pages.backlog[0].score == suggestions.backlog(workspace)[0].score
    assert [(d.title, d.status) for d in pages.decided] == [("Quieter music", "declined")]
    assert [(voice.customer_id, voice.days) for voice in pages.waiting] == [(jana, 0)]


def test_the_figures_are_those_of_the_terminal(workspace: Workspace) -> None:
    live(workspace)
    pages = quarterly_review.gather(workspace, Q3)
    gathered = metrics.gather(workspace, date(2026, 7, 1), date(2026, 9, 30))
    assert [figure.now for figure in pages.figures] == gathered
    before = metrics.gather(workspace, date(2026, 4, 1), date(2026, 6, 30))
    assert [figure.before for figure in pages.figures] == before


def test_nobody_is_quoted_twice(workspace: Workspace) -> None:
    jana = customers.add(workspace, NewCustomer("Jana Nováková")).id
    for words in ("The wait was terrible.", "The music was terrible."):
        feedback.log(workspace, NewFeedback("complaint", words, jana))
    for _n in range(2):
        feedback.log(workspace, NewFeedback("complaint", "It was cold at the window."))
    quotes = quarterly_review.gather(workspace, Q3).heard.quotes
    assert len(quotes) == 2
    assert len({quote.body for quote in quotes}) == 2


def test_decisions_are_told_once(workspace: Workspace, clock: FixedClock) -> None:
    live(workspace)
    quarterly_review.close(workspace, Q2)
    clock.move_to(clock.now() + timedelta(days=1))
    text = suggestions.backlog(workspace)[0]
    suggestions.decide(workspace, text.id, "planned", "We look for a provider.")
    pages = quarterly_review.gather(workspace, Q3)
    assert [decided.title for decided in pages.decided] == ["Text"]


def test_someone_lost_long_ago_is_not_lost_again(workspace: Workspace) -> None:
    def regular(name: str, last_on: date) -> int:
        who = customers.add(workspace, NewCustomer(name)).id
        for times in range(6):
            visits.record(workspace, NewVisit(who, last_on - timedelta(days=28 * times)))
        return who

    regular("Ilze Kalniņa", date(2025, 11, 3))
    jana = regular("Jana Nováková", date(2026, 6, 20))
    regular("Eva Malá", date(2026, 9, 15))
    pages = quarterly_review.gather(workspace, Q3)
    assert [lost.customer_id for lost in pages.lost] == [jana]
    assert pages.lost_count == 1


@pytest.mark.parametrize(
    ("now", "then", "word"),
    [
        ((18, 20), (9, 20), "up"),
        ((9, 20), (18, 20), "down"),
        ((9, 20), (10, 20), "no_clear_change"),
    ],
)
def test_a_figure_changes_only_beyond_both_margins(
    workspace: Workspace, now: tuple[int, int], then: tuple[int, int], word: str
) -> None:
    survey = surveys.add(workspace, NewSurvey("How was it", (NewQuestion("csat", "Well?"),)))
    for (content, of), on in ((now, "2026-08-03"), (then, "2026-05-04")):
        for number in range(of):
            answers: dict[int, int | str] = {survey.questions[0].id: 5 if number < content else 2}
            at = datetime.fromisoformat(f"{on}T10:00:00Z")
            surveys.submit(workspace, NewSubmission(survey.id, answers, submitted_at=at))
    figures = {f.now.key: f for f in quarterly_review.gather(workspace, Q3).figures}
    assert figures["csat"].trend == word
    assert figures["nps"].trend == "no_clear_change"


def test_a_quarter_of_which_little_is_known_is_no_less_than_this_one(workspace: Workspace) -> None:
    """The shop's records begin on 20 June; more visits fit into the whole quarter after it."""
    for name in "ABCDEFGHIJKL":
        who = customers.add(workspace, NewCustomer(name)).id
        for day in (date(2026, 6, 20), *(date(2026, month, 9) for month in (7, 8, 9))):
            visits.record(workspace, NewVisit(who, day))
    for day in (date(2026, 6, 21), date(2026, 9, 15)):
        visits.record(workspace, NewVisit(who, day))
    figures = {f.now.key: f for f in quarterly_review.gather(workspace, Q3).figures}
    often = figures["visit_frequency"]
    assert (often.now.value, often.before.value) == (37 / 12, 13 / 12)
    assert often.trend == "no_clear_change"
    told = metrics.compare(workspace, date(2026, 7, 1), date(2026, 9, 30))
    assert [f.trend for f in figures.values()] == [each.change for each in told]


# Closing


def test_a_closed_review_stays_as_it_is(workspace: Workspace, clock: FixedClock) -> None:
    jana = live(workspace)
    given = quarterly_review.promise(workspace, Q3, TEXTING)
    pages = quarterly_review.gather(workspace, Q3)
    closed = quarterly_review.close(workspace, Q3)
    assert closed.closed_at == clock.now()
    stored = quarterly_review.gather(workspace, Q3)
    assert same_but_closed(pages, stored)

    # life goes on, the stored review does not
    clock.move_to(clock.now() + timedelta(days=40))
    visits.record(workspace, NewVisit(jana, date(2026, 7, 8), "Cut", 99_00))
    feedback.log(workspace, NewFeedback("praise", "Lovely!", said_at=pages_moment(clock)))
    suggestions.decide(workspace, suggestions.backlog(workspace)[0].id, "done", "Bought.")
    replies.mark_sent(workspace, replies.find(workspace, status="draft")[0].id)
    settings.put(workspace, settings.SHOP_NAME, "Another name")
    quarterly_review.keep_promise(workspace, given.id, True)
    assert quarterly_review.gather(workspace, Q3) == stored


def pages_moment(clock: FixedClock) -> datetime:
    return clock.now() - timedelta(days=60)


def same_but_closed(pages: ReviewPages, stored: ReviewPages) -> bool:
    return replace(pages, closed_at=stored.closed_at, next_on=stored.next_on) == stored


def test_nothing_of_a_closed_review_can_be_changed(workspace: Workspace) -> None:
    given = quarterly_review.promise(workspace, Q3, TEXTING)
    quarterly_review.close(workspace, Q3)
    for change in (
        lambda: quarterly_review.promise(workspace, Q3, TEXTING),
        lambda: quarterly_review.drop_promise(workspace, given.id),
        lambda: quarterly_review.move_to_step(workspace, Q3, 1),
        lambda: quarterly_review.note(workspace, Q3, "More"),
        lambda: quarterly_review.close(workspace, Q3),
    ):
        with pytest.raises(KnownError) as refused:
            change()
        assert refusal(refused) == "review_closed"
    assert quarterly_review.get(workspace, Q3).promises == (given,)


def test_a_review_with_too_many_promises_does_not_close(workspace: Workspace) -> None:
    review = quarterly_review.start(workspace, Q3)
    with workspace.write("A file from elsewhere") as write:
        for _n in range(4):
            write.insert(
                "promise", quarterly_review_id=review.id, body="Text", owner="Eva", due_on=None
            )
    with pytest.raises(KnownError) as refused:
        quarterly_review.close(workspace, Q3)
    assert refusal(refused) == "too_many_promises"
    assert not quarterly_review.get(workspace, Q3).closed


def test_closing_cannot_be_taken_back(workspace: Workspace) -> None:
    quarterly_review.start(workspace, Q3)
    closed = quarterly_review.close(workspace, Q3)
    with pytest.raises(KnownError) as refused:
        journal.undo(workspace)
    assert refusal(refused) == "review_closed"
    assert journal.redo(workspace) is None
    assert quarterly_review.get(workspace, Q3) == closed


def test_closing_reads_the_visits_no_more_often_than_looking_at_the_review(
    workspace: Workspace,
) -> None:
    live(workspace)
    quarterly_review.start(workspace, Q3)
    quarterly_review.gather(workspace, Q3)
    with workspace.write("A visit elsewhere"):
        visits.record(workspace, NewVisit(1, date(2026, 7, 4), "Cut", 650_00))
    asked: list[str] = []
    with workspace.alone() as connection:
        connection.set_trace_callback(asked.append)
    quarterly_review.gather(workspace, Q3)
    looked = sum("FROM visit" in sql for sql in asked)
    with workspace.write("A visit elsewhere"):
        visits.record(workspace, NewVisit(1, date(2026, 7, 5), "Cut", 650_00))
    asked.clear()
    quarterly_review.close(workspace, Q3)
    assert 0 < sum("FROM visit" in sql for sql in asked) <= looked


def test_who_was_erased_is_gone_from_past_reviews_while_the_figures_stay(
    workspace: Workspace,
) -> None:
    jana = live(workspace)
    quarterly_review.close(workspace, Q3)
    erase.erase_person(workspace, jana)
    pages = quarterly_review.gather(workspace, Q3)
    assert [quote.kind for quote in pages.heard.quotes] == ["praise"]
    assert dict(pages.heard.kinds)["complaint"] == 1
    assert [(voice.customer, voice.body) for voice in pages.waiting] == [("", "")]
    summary = workspace.value("SELECT summary FROM quarterly_review")
    for word in ("Jana", "Nováková", "terrible"):
        assert word not in summary


def test_a_summary_of_an_older_release_can_lack_what_came_later(workspace: Workspace) -> None:
    pages = quarterly_review.gather(workspace, Q3)
    stored = json.loads(review_summary.to_text(pages))
    stored["from_a_later_release"] = 1
    assert review_summary.from_text(workspace, json.dumps(stored)) == pages


def test_a_quarter_that_still_runs_is_held_against_as_many_days_of_the_one_before(
    workspace: Workspace, clock: FixedClock
) -> None:
    jana = customers.add(workspace, NewCustomer("Jana Nováková")).id
    for day in (date(2026, 4, 10), date(2026, 6, 20), date(2026, 7, 10)):
        visits.record(workspace, NewVisit(jana, day, "Cut", 100))

    def visits_told() -> tuple[float | None, float | None]:
        figures = {f.now.key: f for f in quarterly_review.gather(workspace, Q3).figures}
        each = figures["visit_frequency"]
        return each.now.value, each.before.value

    clock.move_to("2026-07-20T08:00:00Z")
    assert visits_told() == (1.0, 1.0)
    clock.move_to("2026-10-20T08:00:00Z")
    assert visits_told() == (1.0, 2.0)


def test_a_review_that_came_with_a_whole_shop_goes_with_it_again(workspace: Workspace) -> None:
    sample.fill(workspace, customers=20, years=1, seed=3)
    came = quarterly_review.find(workspace)
    assert came
    assert all(review.closed for review in came)
    assert journal.undo(workspace) is not None
    assert quarterly_review.find(workspace) == []
    assert journal.redo(workspace) is not None
    assert [r.quarter for r in quarterly_review.find(workspace)] == [r.quarter for r in came]
