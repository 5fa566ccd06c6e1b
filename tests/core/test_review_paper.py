"""The printed review: one to four pages, the same bytes for the same review, nobody's surname."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import i18n
from core.clock import FixedClock
from core.errors import KnownError
from core.insight import quarterly_review
from core.insight.quarterly_review import NewPromise
from core.insight.quarterly_review import fitting as review_fitting
from core.insight.quarterly_review import paper as review_paper
from core.insight.quarterly_review.pages import LONGEST_NOTES, LONGEST_OWNER, LONGEST_PROMISE
from core.insight.trends import NpsQuarter
from core.measures.satisfaction import nps_of_counts
from core.people import customers, visits
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store import settings as shop_settings
from core.store.workspace import Workspace
from core.voice import feedback, suggestions, surveys, topics
from core.voice.feedback import NewFeedback
from core.voice.outcomes import ConfidenceKept
from core.voice.suggestions import NewRating, NewSuggestion
from core.voice.surveys import NewQuestion, NewSubmission, NewSurvey

Q3 = "2026-Q3"
WIDE = "W" * 60
ODD = "👩‍🦰 $_{x} <b>&amp; ‮abc‬ \u0627\u0644\u0639 \U0001f600 \ud83d 日本 \x00 “„…"


def printed(workspace: Workspace, folder: Path, quarter: str = Q3) -> bytes:
    return review_paper.print_pdf(workspace, quarter, folder / "review.pdf").read_bytes()


def page_count(paper: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", paper))


def words(workspace: Workspace, quarter: str = Q3) -> str:
    """Every word on the sheets and in their charts."""
    from core.insight.quarterly_review import sheets as review_sheets
    from core.paper import typeface

    typeface.load_fonts()
    pages = quarterly_review.gather(workspace, quarter)
    story = review_sheets.story(review_fitting.for_paper(pages, review_fitting.LEVELS[0]))
    return "\n".join(_words(story))


def _words(part: Any) -> Iterator[str]:
    if isinstance(part, list | tuple):
        for inner in part:
            yield from _words(inner)
    elif hasattr(part, "getPlainText"):
        yield part.getPlainText()
    elif hasattr(part, "textAnchor"):
        yield part.text
    for inner in ("_content", "_cellvalues", "contents"):
        parts = getattr(part, inner, None)
        if parts and isinstance(parts, list | tuple):
            yield from _words(parts)


def lively(workspace: Workspace, count: int = 40) -> None:
    """A quarter with customers, visits, voices of all kinds, answers and suggestions."""
    people = [
        customers.add(workspace, NewCustomer(f"{first} {last}", language="cs")).id
        for first in ("Jana", "Žaneta", "Tomáš", "Līga")
        for last in ("Nováková", "Bērziņa")
    ]
    topic = topics.add(workspace, "Čekání & cena").id
    survey = surveys.add(workspace, NewSurvey("And?", (NewQuestion("nps", "Would you?"),)))
    question = survey.questions[0].id
    bodies = {
        "complaint": "Terrible wait, says Nováková, forty minutes.",
        "praise": "Wonderful, Žaneta!",
        "question": "Máte volno v pondělí?",
        "suggestion": "Send a text when you are late.",
    }
    for number in range(count):
        at = datetime(2026, 7, 1, 9, tzinfo=UTC) + timedelta(days=2 * (number % 40))
        kind = list(bodies)[number % len(bodies)]
        who = people[number % len(people)]
        new = NewFeedback(kind, bodies[kind], who, topic_id=topic, said_at=at)
        heard = feedback.log(workspace, new)
        visits.record(workspace, NewVisit(who, at.date(), "Cut", 650_00))
        answers: dict[int, int | str] = {question: (10, 9, 7, 3)[number % 4]}
        surveys.submit(workspace, NewSubmission(survey.id, answers, submitted_at=at))
        if kind == "suggestion" and number < 20:
            asked = NewSuggestion(f"Text when late {number}", feedback_ids=(heard.id,))
            made = suggestions.suggest(workspace, asked)
            suggestions.rate(workspace, made.id, NewRating(2, 0.8, 2))
    quarterly_review.promise(workspace, Q3, NewPromise("Text", "Petra", date(2026, 12, 1)))


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_same_review_gives_the_same_bytes(
    workspace: Workspace, tmp_path: Path, language: str
) -> None:
    lively(workspace)
    i18n.use(language)
    paper = printed(workspace, tmp_path)
    assert paper.startswith(b"%PDF")
    assert printed(workspace, tmp_path) == paper
    assert 1 <= page_count(paper) <= 4
    assert f"/Lang ({language})".encode() in paper


def test_a_closed_review_prints_the_same_for_ever(
    workspace: Workspace, clock: FixedClock, tmp_path: Path
) -> None:
    lively(workspace)
    quarterly_review.close(workspace, Q3)
    paper = printed(workspace, tmp_path)
    clock.move_to(clock.now() + timedelta(days=100))
    feedback.log(workspace, NewFeedback("praise", "Wonderful.", said_at=clock.now()))
    suggestions.decide(workspace, suggestions.backlog(workspace)[0].id, "done", "Bought.")
    assert printed(workspace, tmp_path) == paper


def test_a_quarter_without_anything_prints_on_one_page(
    workspace: Workspace, tmp_path: Path
) -> None:
    assert page_count(printed(workspace, tmp_path, "2019-Q1")) <= 2
    told = words(workspace, "2019-Q1")
    assert "No feedback was written down in this quarter." in told
    assert "Everyone who asked has an answer." in told


def test_every_font_is_in_the_file(workspace: Workspace, tmp_path: Path) -> None:
    lively(workspace)
    paper = printed(workspace, tmp_path)
    fonts = set(re.findall(rb"/BaseFont\s*/(\S+)", paper))
    assert fonts
    assert all(b"+DejaVu" in font for font in fonts)
    assert paper.count(b"/FontFile2") == len(fonts)


def test_no_surname_is_on_paper(workspace: Workspace) -> None:
    lively(workspace)
    told = words(workspace)
    assert "Jana" in told
    assert "Nováková" not in told
    assert "says N., forty minutes" in told
    assert "Bērziņa" not in told


def test_whoever_is_known_by_a_phone_alone_is_on_paper_by_her_number(workspace: Workspace) -> None:
    who = customers.add(workspace, NewCustomer("777 123 456", phone="777 123 456")).id
    feedback.log(workspace, NewFeedback("complaint", "The tea was cold.", who))
    told = words(workspace)
    assert f"Customer {who}" in told
    assert "777" not in told
    assert "Erased" not in told


def test_what_confidence_came_to_keeps_off_the_line_above_it(workspace: Workspace) -> None:
    from reportlab.platypus import Spacer

    from core.insight.quarterly_review import sheets as review_sheets
    from core.insight.quarterly_review import words as review_words
    from core.paper import typeface

    typeface.load_fonts()
    kept = (ConfidenceKept(0.8, 12, 9, too_few=False),)
    pages = replace(quarterly_review.gather(workspace, Q3), confidence=kept)
    story = review_sheets.story(review_fitting.for_paper(pages, review_fitting.LEVELS[0]))
    said = review_words.confidence(pages)[0]
    told = [part.getPlainText() if hasattr(part, "getPlainText") else "" for part in story]
    assert isinstance(story[told.index(said) - 1], Spacer)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_names_of_quarters_keep_apart_on_their_axis(
    workspace: Workspace, language: str
) -> None:
    from core.insight.quarterly_review.charts import CHART_HEIGHT, nps
    from core.paper import typeface
    from core.paper.parts import HALF

    typeface.load_fonts()
    score = nps_of_counts(12, 5, 3)
    quarters = [NpsQuarter(f"2026-Q{number}", score) for number in (1, 2, 3, 4, 1, 2)]
    i18n.use(language)
    drawing = nps(quarters, HALF, CHART_HEIGHT)
    names = [s for s in drawing.contents if getattr(s, "text", "").startswith(("Q", "1.", "2."))]
    widths = [typeface.width(name.text, typeface.PLAIN, name.fontSize) for name in names]
    assert len(names) >= 4
    assert all(each.fontSize == typeface.CAPTION for each in names)
    assert max(widths) < 0.8 * HALF / len(quarters)


def test_the_figures_on_paper_are_those_of_the_terminal(workspace: Workspace) -> None:
    lively(workspace)
    pages = quarterly_review.gather(workspace, Q3)
    lines = words(workspace).split("\n")
    told = [figure.now for figure in pages.figures if figure.now.n or figure.before.n]
    assert {"nps", "repeat_rate", "answered"} <= {metric.key for metric in told}
    table = lines[lines.index("Rests on") :]
    for metric in told:
        assert table[table.index(metric.label) + 1] == metric.text()
    for ranked in pages.backlog:
        assert ranked.title in lines


def test_odd_words_are_shown_as_far_as_the_font_goes(workspace: Workspace, tmp_path: Path) -> None:
    who = customers.add(workspace, NewCustomer("\U0001f600 日本", first_name="日本")).id
    words_of_hers = ODD.replace("\ud83d", "")
    feedback.log(workspace, NewFeedback("complaint", words_of_hers, who))
    topics.add(workspace, "💈 <i>")
    suggestions.suggest(workspace, NewSuggestion("<para> & 💈"))
    quarterly_review.promise(workspace, Q3, NewPromise("💈 </b>", "日本", date(2026, 12, 1)))
    shop_settings.put(workspace, shop_settings.SHOP_NAME, "Kadeřnictví 💈 & <syn>")
    told = words(workspace)
    assert "<para> & □" in told
    assert "“□□ $_{x} <b>&amp; abc" in told
    assert page_count(printed(workspace, tmp_path)) >= 1


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300))
def test_no_text_breaks_the_paper(text: str) -> None:
    from reportlab.platypus import Paragraph

    from core.paper import typeface

    typeface.load_fonts()
    paragraph = Paragraph(typeface.marked_up(text), typeface.style("body"))
    paragraph.wrap(100, 1000)
    assert typeface.width(typeface.fitted(text, "RegularsPlain", 7, 40), "RegularsPlain", 7)\
        <= 40  # fmt: skip


def test_the_longest_of_everything_still_fits_on_four_pages(
    workspace: Workspace, tmp_path: Path
) -> None:
    lively(workspace, count=8)
    long_word, promise = "x" * 280, f"{WIDE} " * (LONGEST_PROMISE // 61)
    who = customers.add(workspace, NewCustomer(f"{WIDE}{WIDE} {WIDE}")).id
    for number in range(40):
        topic = topics.add(workspace, f"{number} {WIDE}{WIDE}").id
        for kind in feedback.KINDS:
            new = NewFeedback(kind, f"{number} {long_word} {WIDE * 9}", who, topic_id=topic)
            feedback.log(workspace, new)
        title = f"{number} " + f"{WIDE} " * 3
        made = suggestions.suggest(workspace, NewSuggestion(title))
        if number % 2:
            suggestions.decide(workspace, made.id, "done", long_word * 10)
    for quarter in ("2026-Q2", Q3):
        while len(quarterly_review.start(workspace, quarter).promises) < 3:
            new_promise = NewPromise(promise, "W" * LONGEST_OWNER, date(2026, 12, 1))
            quarterly_review.promise(workspace, quarter, new_promise)
        quarterly_review.note(workspace, quarter, "Lorem ipsum " * (LONGEST_NOTES // 12))
    i18n.use("cs")
    assert page_count(printed(workspace, tmp_path)) <= 4


def test_every_sign_of_our_languages_is_in_the_font() -> None:
    from core.paper import typeface

    typeface.load_fonts()
    signs = "áčďéěíňóřšťúůýž āčēģīķļņšūž ÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ ĀĒĢĪĶĻŅŪ €£Kč „“”‘’–—…· ✓✗○□ \xa0\u202f"
    assert typeface.printable(signs) == signs
    assert typeface.printable("💈👍🏽") == "□□"


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not on this computer")
def test_the_words_can_be_copied_from_the_paper(workspace: Workspace, tmp_path: Path) -> None:
    lively(workspace)
    printed(workspace, tmp_path)
    command = ["pdftotext", "-layout", str(tmp_path / "review.pdf"), "-"]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    assert "Čekání & cena" in text
    assert "Máte volno v pondělí?" in text
    assert re.search(r"Page 1 of \d", text)


# What the world can do


def test_a_bad_quarter_prints_nothing(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(KnownError) as refused:
        review_paper.print_pdf(workspace, "2026-Q5", tmp_path / "review.pdf")
    assert refused.value.code == "bad_quarter"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", ["", "no such folder/review.pdf"])
def test_a_place_that_takes_no_file_is_told(
    workspace: Workspace, tmp_path: Path, place: str
) -> None:
    with pytest.raises(KnownError) as refused:
        review_paper.print_pdf(workspace, Q3, tmp_path / place)
    assert refused.value.code == "paper_not_written"
    assert refused.value.text()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux plays a full disk")
def test_a_full_disk_leaves_the_old_paper_alone(workspace: Workspace, tmp_path: Path) -> None:
    old = tmp_path / "review.pdf"
    old.write_bytes(b"the paper of yesterday")
    (tmp_path / "review.pdf.part").symlink_to("/dev/full")
    with pytest.raises(KnownError) as refused:
        review_paper.print_pdf(workspace, Q3, old)
    assert refused.value.code == "disk_full"
    assert old.read_bytes() == b"the paper of yesterday"
    assert list(tmp_path.iterdir()) == [old]
