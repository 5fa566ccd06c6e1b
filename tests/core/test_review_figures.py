"""What stands on the review's paper: the figures of the terminal, warm words, and whose names."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from core import i18n
from core.cli import regulars
from core.clock import FixedClock
from core.insight import quarterly_review
from core.insight.quarterly_review import NewPromise, ReviewPages
from core.insight.quarterly_review import paper as review_paper
from core.insight.quarterly_review import words as review_words
from core.people import customers, touchpoints, visits
from core.people.customers import NewCustomer
from core.people.touchpoints import NewTouchpoint
from core.people.visits import NewVisit
from core.store.workspace import Workspace
from core.voice import feedback, replies, suggestions, surveys, topics
from core.voice.feedback import NewFeedback
from core.voice.suggestions import NewRating, NewSuggestion
from core.voice.surveys import NewQuestion, NewSubmission, NewSurvey
from tests.core import paper_words

Q2, Q3 = "2026-Q2", "2026-Q3"
# The terminal lives in the present, so what it is asked about is long over.
PAST = "2024-Q3"
SPAN = ("--from", "2024-07-01", "--to", "2024-09-30")
NAMES = ("Jana Nováková", "Žaneta Bērziņa", "Tomáš Dvořák", "Līga Kalniņa", "Eva Malá")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop with a lively second and third quarter of 2024."""
    path = tmp_path_factory.mktemp("paper") / "shop.regulars"
    clock = FixedClock("2024-10-15T10:00:00Z", zone="Europe/Prague")
    with closing(Workspace.open(path, create=True, clock=clock)) as workspace:
        fill(workspace, 2024)
    return path


def fill(workspace: Workspace, year: int = 2026) -> None:
    people = [customers.add(workspace, NewCustomer(name)).id for name in NAMES]
    wait = topics.add(workspace, "Čekání").id
    asked = (NewQuestion("nps", "Would you?"), NewQuestion("csat", "Content?"))
    survey = surveys.add(workspace, NewSurvey("And?", asked))
    nps, csat = (question.id for question in survey.questions)
    first = datetime(year, 4, 3, 9, tzinfo=UTC)
    feedback.log(workspace, NewFeedback("praise", "Lovely!", said_at=first - timedelta(days=80)))
    for number in range(44):
        said_at = first + timedelta(days=4 * number)
        who = people[number % len(people)]
        kind = ("complaint", "suggestion", "question")[number % 3]
        new = NewFeedback(kind, f"Words number {number}.", who, topic_id=wait, said_at=said_at)
        heard = feedback.log(workspace, new)
        if number % 4:
            draft = replies.draft(workspace, heard.id, f"Thank you {number}.")
            replies.mark_sent(workspace, draft.id, sure=True)
        visits.record(workspace, NewVisit(who, said_at.date(), "Cut", 611_00 + number))
        answers: dict[int, int | str] = {nps: (10, 9, 7, 3, 10)[number % 5], csat: 3 + number % 3}
        surveys.submit(workspace, NewSubmission(survey.id, answers, submitted_at=said_at))
        if number >= 38:
            asked_for = NewSuggestion(f"Idea {number}", feedback_ids=(heard.id,))
            made = suggestions.suggest(workspace, asked_for)
            rating = NewRating(
                2,
                (0.5, 0.8, 1.0)[number % 3],
                1 + number % 4,
                3 + number % 5,
                "Counted at the till",
            )
            suggestions.rate(workspace, made.id, rating)


def plain(text: str) -> str:
    """As paper has it: a space that must not break is a space."""
    return text.replace("\xa0", " ")


def terminal(shop: Path, *words: str, lang: str = "en") -> Any:
    found = CliRunner().invoke(regulars, ["--shop", str(shop), "--lang", lang, *words])
    assert found.exit_code == 0, found.output
    return found.output


def paper_lines(shop: Path, out: Path, *more: str, lang: str = "en") -> list[str]:
    terminal(shop, "review", "--quarter", PAST, "--out", str(out), *more, lang=lang)
    return paper_words.lines(out.read_bytes())


# The figures


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_every_figure_on_paper_is_that_of_the_terminal_to_the_digit(
    shop: Path, tmp_path: Path, lang: str
) -> None:
    lines = paper_lines(shop, tmp_path / "review.pdf", lang=lang)
    found = json.loads(terminal(shop, "metrics", *SPAN, "--json", lang=lang))
    told = [each for each in found if each["n"] and each["unit"] != "topic"]
    keys = {each["key"] for each in told}
    assert {"nps", "csat", "answered", "retention", "first_answer"} <= keys
    i18n.use(lang)
    with closing(Workspace.open(shop)) as workspace:
        figures = {f.now.key for f in quarterly_review.gather(workspace, PAST).figures}
    for each in told:
        if each["key"] in figures:
            places = [at for at, line in enumerate(lines) if line == each["label"]]
            assert places, each["label"]
            assert plain(lines[places[-1] + 1]) == plain(each["text"]), each["key"]
    large = {plain(line) for line in lines[:30]}
    for key in ("retention", "nps", "csat", "answered"):
        assert plain(next(each["text"] for each in told if each["key"] == key)) in large


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_every_score_on_paper_is_that_of_the_terminal_to_the_digit(
    shop: Path, tmp_path: Path, lang: str
) -> None:
    from core import formats

    lines = paper_lines(shop, tmp_path / "review.pdf", lang=lang)
    ranked = json.loads(terminal(shop, "backlog", "--json", lang=lang))
    assert len(ranked) == 6
    i18n.use(lang)
    begin = 0
    for each in ranked:
        begin = lines.index(each["title"], begin)
        row = [plain(line) for line in lines[begin + 1 : begin + 8]]
        assert plain(formats.number(each["score"], 1)) in row, each["title"]
        assert plain(formats.number(each["reach"])) in row
        assert plain(formats.percent(each["confidence"])) in row


def test_the_months_of_answers_are_those_of_the_answered_figure(workspace: Workspace) -> None:
    fill(workspace)
    pages = quarterly_review.gather(workspace, Q3)
    metric = next(f.now for f in pages.figures if f.now.key == "answered")
    months = pages.answered[-3:]
    assert [month.month.month for month in months] == [7, 8, 9]
    assert sum(month.answered.numerator for month in months) == metric.numerator
    assert sum(month.answered.denominator for month in months) == metric.denominator


# What is told beside them


def test_topics_are_told_beside_the_quarter_before(workspace: Workspace) -> None:
    fill(workspace)
    (topic,) = quarterly_review.gather(workspace, Q3).heard.told
    assert (topic.topic, topic.trend) == ("Čekání", "no_clear_change")
    (first,) = quarterly_review.gather(workspace, Q2).heard.told
    # Until 21 September, held against the same days of the quarter before.
    assert (topic.feedback, topic.before) == (21, 21)
    assert first.feedback == 23
    (earlier,) = quarterly_review.gather(workspace, "2026-Q1").heard.told or (None,)
    assert earlier is None, "what has no topic is counted by its kind alone"
    assert quarterly_review.gather(workspace, "2026-Q1").heard.kinds_before == ()


@pytest.mark.parametrize(
    ("now", "then", "word"),
    [(40, 10, "up"), (10, 40, "down"), (20, 16, "no_clear_change"), (4, 0, "no_clear_change")],
)
def test_a_topic_is_up_or_down_only_beyond_chance(
    workspace: Workspace, now: int, then: int, word: str
) -> None:
    topic = topics.add(workspace, "Music").id
    feedback.log(
        workspace, NewFeedback("praise", "Fine.", said_at=datetime(2026, 1, 5, tzinfo=UTC))
    )
    for count, month in ((now, 8), (then, 5)):
        for number in range(count):
            at = datetime(2026, month, 1 + number % 28, 9, tzinfo=UTC)
            feedback.log(
                workspace, NewFeedback("complaint", "Too loud.", topic_id=topic, said_at=at)
            )
    told = quarterly_review.gather(workspace, Q3).heard.told
    assert [(each.feedback, each.before, each.trend) for each in told] == [(now, then, word)]


def test_a_promise_tells_what_became_of_its_suggestion(
    workspace: Workspace, tmp_path: Path
) -> None:
    fill(workspace)
    idea = suggestions.backlog(workspace)[0]
    quarterly_review.promise(workspace, Q2, NewPromise("Try it", "Eva", date(2026, 10, 1), idea.id))
    quarterly_review.promise(workspace, Q2, NewPromise("Paint the wall", "Eva", date(2026, 10, 1)))
    quarterly_review.close(workspace, Q2)
    suggestions.decide(workspace, idea.id, "done", "The wall is green.")
    (became,) = quarterly_review.gather(workspace, Q3).became
    assert (became.title, became.status, became.because) == (
        idea.title,
        "done",
        "The wall is green.",
    )
    assert became.outcome is not None
    assert became.outcome.after is None, "ninety days are not over"
    paper = review_paper.print_pdf(workspace, Q3, tmp_path / "r.pdf").read_bytes()
    told = " ".join(paper_words.lines(paper))
    assert f"“{idea.title}”: Done since 21 Sept 2026, because: The wall is green." in told


def test_losses_are_told_with_their_money_and_why(workspace: Workspace) -> None:
    for name, amount in (("Jana Nováková", 700_00), ("Eva Malá", None)):
        who = customers.add(workspace, NewCustomer(name)).id
        for back in (70, 90, 110, 500):
            on = date(2026, 9, 21) - timedelta(days=back)
            visits.record(workspace, NewVisit(who, on, "Cut", amount))
    pages = quarterly_review.gather(workspace, Q3)
    assert [(lost.first_name, lost.year_spend_minor) for lost in pages.lost] == [
        ("Jana", 2100_00),
        ("Eva", None),
    ]
    assert (pages.lost_year_minor, pages.lost_count) == (2100_00, 2)
    assert dict(pages.lost_reasons) == {"Nothing on record says why.": 2}
    assert [lost.asked_on for lost in pages.lost] == [None, None]
    who = pages.lost[0].customer_id
    missed = NewTouchpoint(who, "phone", "out", "winback", result="not_reached")
    touchpoints.record(workspace, missed)
    assert quarterly_review.gather(workspace, Q3).lost[0].asked_on is None
    touchpoints.record(workspace, NewTouchpoint(who, "phone", "out", "winback"))
    assert quarterly_review.gather(workspace, Q3).lost[0].asked_on == date(2026, 9, 21)


def test_the_order_tells_what_a_step_less_confidence_would_do(workspace: Workspace) -> None:
    fill(workspace)
    ranked = suggestions.backlog(workspace)
    lower = {each.suggestion_id: each.new_place for each in suggestions.what_if(ranked)}
    pages = quarterly_review.gather(workspace, Q3)
    assert {each.suggestion_id: each.place_if_less_sure for each in pages.backlog} == lower
    assert any(place != at for at, place in enumerate(lower.values(), start=1))


# A quarter without anything


SAID_WARMLY = (
    "No promises were made before this review.",
    "No feedback was written down in this quarter.",
    "One sentence a day from the counter is enough to begin with.",
    "There is nothing to count in this quarter yet.",
    "Figures come by themselves once visits and answers are written down.",
    "No visits are known yet, so nobody can be missed.",
    "No suggestion is waiting for a decision.",
    "No promises were made.",
    "Everyone who asked has an answer.",
)


def test_a_quarter_without_anything_says_so_warmly_in_every_step(
    workspace: Workspace, tmp_path: Path
) -> None:
    paper = review_paper.print_pdf(workspace, "2019-Q1", tmp_path / "r.pdf").read_bytes()
    lines = paper_words.lines(paper)
    for sentence in SAID_WARMLY:
        assert sentence in lines
    assert len(paper_words.of_pdf(paper)) == 1
    assert "Page 1 of 1" in lines


def test_a_first_review_says_that_no_quarter_was_before(
    workspace: Workspace, tmp_path: Path
) -> None:
    for number in range(12):
        who = customers.add(workspace, NewCustomer(f"Jana {number}")).id
        visits.record(workspace, NewVisit(who, date(2026, 9, 1 + number), "Cut", 611_00))
        said_at = datetime(2026, 9, 1 + number, 9, tzinfo=UTC)
        feedback.log(workspace, NewFeedback("praise", "Wonderful!", who, said_at=said_at))
    pages = quarterly_review.gather(workspace, Q3)
    growing = [figure for figure in pages.figures if not figure.comparable and figure.now.n >= 10]
    assert growing
    for figure in growing:
        assert review_words.figure_before(figure) == "–"
        assert review_words.figure_change(figure) == "no quarter before"
    told = paper_words.lines(review_paper.print_pdf(workspace, Q3, tmp_path / "r.pdf").read_bytes())
    assert not [line for line in told if "no clear change" in line]
    assert "no quarter before" in told


def test_a_chart_without_anything_to_draw_is_one_sentence(
    workspace: Workspace, tmp_path: Path
) -> None:
    said_at = datetime(2026, 9, 1, 9, tzinfo=UTC)
    feedback.log(workspace, NewFeedback("praise", "Wonderful!", said_at=said_at))
    told = paper_words.lines(review_paper.print_pdf(workspace, Q3, tmp_path / "r.pdf").read_bytes())
    assert "No complaints in this period." in told
    assert "Complaints by topic" not in told


def test_quotes_begin_under_their_heading_on_the_same_sheet(
    workspace: Workspace, tmp_path: Path
) -> None:
    fill(workspace)
    paper = review_paper.print_pdf(workspace, Q3, tmp_path / "r.pdf").read_bytes()
    (sheet,) = [page for page in paper_words.of_pdf(paper) if "In their own words" in page]
    after = sheet.split("In their own words")[1].strip()
    assert after.startswith("“"), after


def test_the_chart_of_complaints_has_no_running_totals() -> None:
    from core.insight.quarterly_review import charts
    from core.insight.trends import TopicBar
    from core.paper import typeface

    typeface.load_fonts()
    bars = [TopicBar(1, "Waiting", 3, 0.75, ()), TopicBar(2, "Price", 1, 1.0, ())]
    drawn = [getattr(part, "text", "") for part in charts.topics(bars, 200, 100).contents]
    assert [words for words in drawn if words] == ["Waiting", "3", "Price", "1"]


def test_the_czech_heading_of_visits_among_the_lost_is_not_broken(
    workspace: Workspace, tmp_path: Path
) -> None:
    who = customers.add(workspace, NewCustomer("Jana Nováková")).id
    for back in (70, 90, 110):
        on = date(2026, 9, 21) - timedelta(days=back)
        visits.record(workspace, NewVisit(who, on, "Cut", 700_00))
    i18n.use("cs")
    paper = review_paper.print_pdf(workspace, Q3, tmp_path / "r.pdf").read_bytes()
    assert "Návštěvy" in paper_words.lines(paper)


# Pages and names


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_every_page_says_which_it_is(shop: Path, tmp_path: Path, lang: str) -> None:
    paper_lines(shop, tmp_path / "review.pdf", lang=lang)
    pages = paper_words.of_pdf((tmp_path / "review.pdf").read_bytes())
    assert 2 <= len(pages) <= 4
    i18n.use(lang)
    for number, page in enumerate(pages, start=1):
        assert i18n._("Page {page} of {count}").format(page=number, count=len(pages)) in page


def test_no_surname_is_printed_unless_it_is_wanted(shop: Path, tmp_path: Path) -> None:
    told = " ".join(paper_lines(shop, tmp_path / "a.pdf"))
    for name in NAMES:
        assert name.split()[1] not in told
    told = " ".join(paper_lines(shop, tmp_path / "b.pdf", "--surnames"))
    assert any(name in told for name in NAMES)


def test_names_in_promises_and_notes_are_the_owners_words(
    workspace: Workspace, tmp_path: Path
) -> None:
    fill(workspace)
    new = NewPromise("Call Jana Nováková", "Petra Veselá", date(2026, 12, 1))
    quarterly_review.promise(workspace, Q3, new)
    quarterly_review.note(workspace, Q3, "Paní Bērziņa said it best.")
    paper = review_paper.print_pdf(workspace, Q3, tmp_path / "r.pdf").read_bytes()
    told = paper_words.lines(paper)
    assert "Call Jana Nováková" in told
    assert "Paní Bērziņa said it best." in told
    assert "Nováková" not in told


def test_the_day_of_the_next_review_is_on_the_paper_of_a_closed_one(
    workspace: Workspace, tmp_path: Path
) -> None:
    quarterly_review.close(workspace, Q3)
    lines = paper_words.lines(
        review_paper.print_pdf(workspace, Q3, tmp_path / "r.pdf").read_bytes()
    )
    assert "The next review is on 15 Jan 2027." in lines


def test_the_pages_of_a_review_come_back_as_they_were_stored(workspace: Workspace) -> None:
    fill(workspace)
    before: ReviewPages = quarterly_review.gather(workspace, Q3)
    quarterly_review.close(workspace, Q3)
    after = quarterly_review.gather(workspace, Q3)
    for name in ReviewPages.__dataclass_fields__:
        if name not in ("closed_at", "next_on"):
            assert getattr(after, name) == getattr(before, name), name
