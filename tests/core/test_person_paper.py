"""A person's whole record on paper: every part of it, in words, in three languages."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import i18n
from core.clock import FixedClock
from core.errors import KnownError, Missing
from core.exchange import exports
from core.exchange.person import paper as person_paper
from core.exchange.person import record as person_record
from core.insight import health_scores
from core.people import checkins, consents, customers, goals, merging, stages, touchpoints, visits
from core.people.consents import NewConsent
from core.people.customers import NewCustomer
from core.people.touchpoints import NewTouchpoint
from core.people.visits import NewVisit
from core.store import settings as shop_settings
from core.store.workspace import Workspace
from core.voice import feedback, replies, suggestions, surveys
from core.voice.feedback import NewFeedback
from core.voice.suggestions import NewSuggestion
from core.voice.surveys import NewQuestion, NewSubmission, NewSurvey

ODD = "👩‍🦰 $_{x} <b>&amp; ‮abc‬ \u0627\u0644\u0639 \U0001f600 日本 \x00 “„… </para>"
# What the store calls things, and no person does.
CODES = re.compile(
    r"amount_minor|no_show|in_person|\bcheckin\b|winback|in_progress|at_risk|visited_on|\bNone\b|"
    r"customer_id|said_at|polarity|unread|\{|\}"
)


def known_by_heart(workspace: Workspace) -> int:
    """A customer of whom the shop knows something of every sort."""
    shop_settings.put(workspace, shop_settings.SHOP_NAME, "Salon Vlnka")
    new = NewCustomer(
        "Jana Nováková",
        reference="K-17",
        phone="+420 777 123 456",
        email="jana@example.com",
        language="cs",
        born_on=date(1990, 4, 12),
        joined_on=date(2024, 1, 2),
        note="Sedí ráda u okna.",
    )
    who = customers.add(workspace, new).id
    twin = customers.add(workspace, NewCustomer("Jana Malá", phone="+420 600 000 001")).id
    merging.merge(workspace, who, twin)
    consents.record(workspace, NewConsent(who, "email", "yes", "Kartička u pultu", "Ano, pište."))
    consents.record(workspace, NewConsent(who, "sms", "no", "U pokladny"))
    for months in range(5):
        day = date(2026, 9, 1) - timedelta(days=30 * months)
        visits.record(workspace, NewVisit(who, day, "Střih", 650_00))
    visits.record(workspace, NewVisit(who, date(2026, 8, 20), "Barva", status="no_show"))
    visits.record(workspace, NewVisit(who, date(2026, 10, 20), "Melír"))
    heard = feedback.log(workspace, NewFeedback("complaint", "Hrozné čekání!", who))
    replies.mark_sent(workspace, replies.draft(workspace, heard.id, "Mrzí nás to.").id)
    idea = feedback.log(workspace, NewFeedback("suggestion", "Pošlete SMS.", who))
    replies.draft(workspace, idea.id, "Zvážíme to.")
    thanks = feedback.log(workspace, NewFeedback("praise", "Skvělé, děkuji!", who))
    replies.none_needed(workspace, thanks.id, "Poděkováno na místě")
    suggestions.suggest(workspace, NewSuggestion("SMS při zpoždění", feedback_ids=(idea.id,)))
    survey = surveys.add(workspace, NewSurvey("Jak bylo?", (NewQuestion("nps", "Doporučíte?"),)))
    answers: dict[int, int | str] = {survey.questions[0].id: 9}
    surveys.submit(workspace, NewSubmission(survey.id, answers, who))
    goals.set_goal(workspace, who, "Zdravé vlasy do svatby")
    checkins.set_interval(workspace, who, 30, "Zeptat se na svatbu")
    touchpoints.record(workspace, NewTouchpoint(who, "phone", "out", "checkin", "Těší se."))
    customers.feel_pulse(workspace, who, 2)
    health_scores.refresh(workspace)
    return who


def words(workspace: Workspace, customer_id: int) -> str:
    """Every word on the sheets."""
    from core.exchange.person import sheets as person_sheets
    from core.paper import typeface

    typeface.load_fonts()
    story = person_sheets.story(person_record.gather(workspace, customer_id))
    return "\n".join(_words(story))


def _words(part: Any) -> Iterator[str]:
    if isinstance(part, list | tuple):
        for inner in part:
            yield from _words(inner)
    elif hasattr(part, "getPlainText"):
        yield part.getPlainText()
    cells = getattr(part, "_cellvalues", None)
    if cells:
        yield from _words(cells)


def page_count(paper: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", paper))


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_everything_that_is_known_stands_on_the_paper(workspace: Workspace, language: str) -> None:
    who = known_by_heart(workspace)
    i18n.use(language)
    told = words(workspace, who)
    for piece in (
        "Jana Nováková", "K-17", "+420 777 123 456", "jana@example.com", "Sedí ráda u okna.",
        "Jana Malá", "+420 600 000 001", "Kartička u pultu", "Ano, pište.", "U pokladny",
        "Střih", "Melír", "650\xa0Kč", "Hrozné čekání!", "Mrzí nás to.", "Pošlete SMS.",
        "Zvážíme to.", "Poděkováno na místě", "SMS při zpoždění", "Doporučíte?",
        "Zdravé vlasy do svatby", "Zeptat se na svatbu", "Těší se.", "Čeština",
    ):  # fmt: skip
        assert piece in told, piece
    assert not CODES.search(told), CODES.findall(told)


def test_how_the_owner_saw_her_is_told_day_by_day(workspace: Workspace, clock: FixedClock) -> None:
    who = customers.add(workspace, NewCustomer("Jana Nováková")).id
    customers.feel_pulse(workspace, who, 1)
    stages.pin(workspace, who, "loyal")
    clock.move_to("2026-09-25T08:00:00Z")
    customers.feel_pulse(workspace, who, None)
    stages.pin(workspace, who, None)
    told = words(workspace, who)
    for line in (
        "Worried (21 Sept 2026)",
        "No feeling any more (25 Sept 2026)",
        "Loyal (21 Sept 2026)",
        "By the rules again (25 Sept 2026)",
    ):
        assert line in told


def test_a_booking_whose_day_is_over_is_not_told_as_to_come(workspace: Workspace) -> None:
    who = customers.add(workspace, NewCustomer("Jana Nováková")).id
    visits.record(workspace, NewVisit(who, date(2026, 9, 20), "Střih", status="booked"))
    told = words(workspace, who).split("\n")
    assert "Was booked" in told
    assert "To come" not in told


def test_it_speaks_in_words_and_not_in_codes(workspace: Workspace) -> None:
    told = words(workspace, known_by_heart(workspace)).split("\n")
    assert "Did not come" in told
    assert "To come" in told
    assert "Agreed" in told
    assert "9 of 10" in told
    assert any("Complaint · In person" in line and "sounds unhappy" in line for line in told)
    assert any(line.endswith("· our answer") for line in told)
    assert any("an answer is drafted, and not sent" in line for line in told)
    assert any("points out of 100 on 21 Sept 2026." in line for line in told)
    assert any(line.startswith("Every 30 days without contact; next on 21 Oct") for line in told)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_same_record_gives_the_same_bytes(
    workspace: Workspace, tmp_path: Path, language: str
) -> None:
    who = known_by_heart(workspace)
    i18n.use(language)
    path = person_paper.print_person(workspace, who, tmp_path / "jana.pdf")
    paper = path.read_bytes()
    assert person_paper.print_person(workspace, who, tmp_path / "2.pdf").read_bytes() == paper
    assert f"/Lang ({language})".encode() in paper
    fonts = set(re.findall(rb"/BaseFont\s*/(\S+)", paper))
    assert all(b"+DejaVu" in font for font in fonts)
    assert paper.count(b"/FontFile2") == len(fonts) > 0


def test_somebody_just_met_fits_on_one_sheet(workspace: Workspace) -> None:
    who = customers.add(workspace, NewCustomer("Petr")).id
    told = words(workspace, who)
    assert "Nothing was agreed or refused yet." in told
    assert "No visit is noted yet." in told
    assert page_count(person_paper.pdf(person_record.gather(workspace, who))) == 1


def test_five_hundred_visits_run_over_the_sheets_under_their_headings(
    workspace: Workspace, tmp_path: Path
) -> None:
    who = customers.add(workspace, NewCustomer("Jana Nováková")).id
    for days in range(500):
        day = date(2026, 9, 20) - timedelta(days=days)
        visits.record(workspace, NewVisit(who, day, "Střih", 650_00 + days))
    path = person_paper.print_person(workspace, who, tmp_path / "jana.pdf")
    assert 10 <= page_count(path.read_bytes()) <= 25
    assert words(workspace, who).count("Střih") == 500


def test_odd_and_endless_words_find_their_place(workspace: Workspace, tmp_path: Path) -> None:
    shop_settings.put(workspace, shop_settings.SHOP_NAME, f"Salon {ODD}".replace("\x00", ""))
    new = NewCustomer(f"Jana {ODD}"[:190], note="x" * 300 + "\n" + "Dlouhá poznámka. " * 2500)
    who = customers.add(workspace, new).id
    visits.record(workspace, NewVisit(who, date(2026, 9, 1), "W" * 900, note="lorem " * 4000))
    heard = feedback.log(workspace, NewFeedback("complaint", f"{ODD} {'A' * 9000}", who))
    replies.draft(workspace, heard.id, "\n" * 300 + ODD)
    goals.set_goal(workspace, who, ODD + "m" * 3000)
    paper = person_paper.print_person(workspace, who, tmp_path / "odd.pdf").read_bytes()
    told = words(workspace, who)
    assert paper.startswith(b"%PDF")
    assert "<b>&amp; abc" in told
    assert told.count("Dlouhá poznámka.") == 2500
    assert told.count("lorem") == 4000


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=400), st.text(max_size=3000))
def test_no_text_breaks_the_paper(workspace: Workspace, name: str, note: str) -> None:
    who = customers.add(workspace, NewCustomer(f"J{name}"[:180], note=note)).id
    visits.record(workspace, NewVisit(who, date(2026, 9, 1), name, note=note))
    assert person_paper.pdf(person_record.gather(workspace, who)).startswith(b"%PDF")


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not on this computer")
def test_the_words_can_be_copied_from_the_paper(workspace: Workspace, tmp_path: Path) -> None:
    path = person_paper.print_person(workspace, known_by_heart(workspace), tmp_path / "jana.pdf")
    command = ["pdftotext", "-layout", str(path), "-"]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    assert "Hrozné čekání!" in text
    assert re.search(r"Salon Vlnka · Jana Nováková +Page 1 of \d", text)


def test_the_record_goes_to_a_json_file_as_the_terminal_prints_it(
    workspace: Workspace, tmp_path: Path
) -> None:
    who = known_by_heart(workspace)
    path = exports.person_file(workspace, who, tmp_path / "jana.json")
    record = json.loads(path.read_text(encoding="utf-8"))
    assert record == json.loads(json.dumps(exports.person(workspace, who)))
    assert record["customer"]["name"] == "Jana Nováková"
    assert record["also_known"][0]["name"] == "Jana Malá"


def test_nobody_and_nowhere_are_told(workspace: Workspace, tmp_path: Path) -> None:
    who = customers.add(workspace, NewCustomer("Petr")).id
    with pytest.raises(Missing):
        person_paper.print_person(workspace, 999, tmp_path / "x.pdf")
    with pytest.raises(KnownError, match="unknown_format"):
        person_paper.print_person(workspace, who, tmp_path / "x.docx")
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    with pytest.raises(KnownError, match="export_failed"):
        person_paper.print_person(workspace, who, in_the_way / "x.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
