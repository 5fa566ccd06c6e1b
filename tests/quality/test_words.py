"""Every sentence has its words in Czech and Latvian, and no translation breaks its sentence."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from string import Formatter
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]


def update_script() -> ModuleType:
    """The script that keeps the catalogues in step with the code."""
    path = ROOT / "resources" / "locale" / "update.py"
    spec = importlib.util.spec_from_file_location("update_words", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


UPDATE = update_script()


@pytest.fixture(params=UPDATE.LANGUAGES)
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    """The committed words of one language."""
    with UPDATE.po_file(request.param).open("rb") as file:
        return read_po(file, locale=request.param)


def sentences(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (text,)


def placeholders(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name}


def broken(message: Message) -> list[str]:
    """What is wrong with the words of one sentence."""
    faults = []
    wanted = set().union(*(placeholders(text) for text in forms(message.id)))
    for text in forms(message.string):
        try:
            there = placeholders(text)
        except ValueError:
            faults.append("unbalanced braces")
            continue
        # A form for exactly one (or none) may say so in words instead of a figure.
        if not wanted - {"n"} <= there <= wanted:
            faults.append(f"placeholders {sorted(there)} instead of {sorted(wanted)}")
        if text.strip() != text and forms(message.id)[0].strip() == forms(message.id)[0]:
            faults.append("white space at an end")
    return faults


def test_every_sentence_in_the_code_has_words_and_no_words_are_left_over(
    catalogue: Catalog,
) -> None:
    in_code = {
        (m.id if isinstance(m.id, str) else m.id[0], m.context)
        for m in sentences(UPDATE.sentences())
    }
    written = {
        (m.id if isinstance(m.id, str) else m.id[0], m.context): m for m in sentences(catalogue)
    }
    assert in_code - written.keys() == set()
    assert written.keys() - in_code == set()
    assert [m.id for m in written.values() if not UPDATE.said(m.string)] == []


def test_no_words_are_guesses(catalogue: Catalog) -> None:
    assert [message.id for message in sentences(catalogue) if message.fuzzy] == []


def test_words_keep_the_placeholders_of_their_sentence(catalogue: Catalog) -> None:
    faults = {str(m.id): broken(m) for m in sentences(catalogue)}
    assert {sentence: found for sentence, found in faults.items() if found} == {}


def test_counted_sentences_have_every_form_of_the_language(catalogue: Catalog) -> None:
    counted = [m for m in sentences(catalogue) if isinstance(m.id, tuple)]
    assert counted
    assert [m.id for m in counted if len(forms(m.string)) != catalogue.num_plurals] == []


def test_a_broken_placeholder_is_found() -> None:
    assert broken(Message("Saved {name}.", "Uloženo {jmeno}."))
    assert broken(Message("Saved {name}.", "Uloženo."))
    assert broken(Message("Saved.", " Uloženo."))
    assert not broken(Message(("{n} visit", "{n} visits"), ("{n} návštěva", "{n} návštěvy")))


def test_no_sentence_is_put_together_from_an_f_string() -> None:
    """gettext sees only literals: a call with an f-string would never be translated."""
    call = re.compile(r"\b(?:_|N_|ngettext|pgettext|said_in)\(\s*f[\"']")
    found = [
        path.relative_to(ROOT)
        for room in ("core", "desktop")
        for path in (ROOT / room).rglob("*.py")
        if call.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []
