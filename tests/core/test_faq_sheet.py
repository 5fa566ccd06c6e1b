"""The frequent questions on one sheet for the counter."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from core.errors import KnownError
from core.exchange import faq_sheet
from core.store import settings
from core.store.workspace import Workspace
from core.voice import faq
from core.voice.faq import FaqText, NewFaq

LONG = "Rinse it after every swim & use a mask <b>once</b> a week. " * 6


def ask(workspace: Workspace, question: str, answer: str, language: str = "en") -> int:
    return faq.add(workspace, NewFaq({language: FaqText(question, answer)})).id


can_read = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="poppler is not on this computer"
)


def words_on(path: Path) -> str:
    run = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    said = run.stdout.decode("utf-8")
    assert said.count("\f") == 1, "one page"
    return " ".join(said.split())


@can_read
def test_the_sheet_holds_the_answers_of_one_language_the_most_used_first(
    workspace: Workspace, tmp_path: Path
) -> None:
    settings.put(workspace, settings.SHOP_NAME, "Salon Vlnka")
    ask(workspace, "Kde zaparkuji?", "Za domem, čtvrť Žižkov.", "cs")
    card = ask(workspace, "Berete karty?", "Ano, všechny.", "cs")
    ask(workspace, "Where do I park?", "Behind the house.")
    ask(workspace, "Máte o svátcích otevřeno?", "", "cs")
    faq.use(workspace, card)
    path = tmp_path / "pult.pdf"
    assert faq_sheet.print_pdf(workspace, path, "cs") == 0
    words = words_on(path)
    assert words.startswith("Salon Vlnka")
    assert words.index("Berete karty? Ano, všechny.") < words.index("Za domem, čtvrť Žižkov.")
    assert "Behind" not in words
    assert "svátcích" not in words
    assert "More answers" not in words


@can_read
def test_what_does_not_fit_is_counted_on_the_sheet(workspace: Workspace, tmp_path: Path) -> None:
    for number in range(30):
        ask(workspace, f"What about {number}?", LONG)
    left = faq_sheet.print_pdf(workspace, tmp_path / "counter.pdf", "en")
    words = words_on(tmp_path / "counter.pdf")
    assert words.count("What about") == 30 - left
    assert 0 < left < 30
    assert f"at the counter: {left}" in words
    assert "<b>once</b>" in words, "what was typed is printed as it was typed"


@can_read
def test_only_the_chosen_questions_are_printed(workspace: Workspace, tmp_path: Path) -> None:
    one, _other = ask(workspace, "One?", "Yes."), ask(workspace, "Two?", "No.")
    faq_sheet.print_pdf(workspace, tmp_path / "one.pdf", "en", [one])
    assert "Two?" not in words_on(tmp_path / "one.pdf")


def test_the_same_questions_give_the_same_bytes(workspace: Workspace) -> None:
    ask(workspace, "One?", "Yes.")
    assert faq_sheet.pdf(workspace, "en") == faq_sheet.pdf(workspace, "en")


def test_a_sheet_with_nothing_on_it_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    ask(workspace, "One?", "Yes.")
    hidden = ask(workspace, "Kolik?", "Sto.", "cs")
    faq.archive(workspace, hidden)
    for language, code in (("cs", "nothing_to_print"), ("de", "unknown_language")):
        with pytest.raises(KnownError, match=code):
            faq_sheet.print_pdf(workspace, tmp_path / "none.pdf", language)
    with pytest.raises(KnownError, match="unknown_format"):
        faq_sheet.print_pdf(workspace, tmp_path / "sheet.docx", "en")
    assert list(tmp_path.iterdir()) == []


@can_read
def test_a_first_answer_longer_than_the_page_leaves_a_page_that_says_so(
    workspace: Workspace, tmp_path: Path
) -> None:
    ask(workspace, "Everything?", "one\n" * 500)
    assert faq_sheet.print_pdf(workspace, tmp_path / "long.pdf", "en") == 1
    assert "at the counter: 1" in words_on(tmp_path / "long.pdf")
