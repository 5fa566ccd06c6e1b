"""Lists of what customers said come in as feedback, whatever their columns are called."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.exchange import imports, spoken_words
from core.exchange.imports import Batch
from core.exchange.said import NOTHING, Said
from core.store.workspace import Workspace
from core.voice import feedback
from core.voice.feedback import CHANNELS, KINDS

Bring = Callable[..., Batch]


@pytest.fixture
def bring(workspace: Workspace, tmp_path: Path) -> Bring:
    def text(text: str, said: Said = NOTHING) -> Batch:
        path = tmp_path / "table.csv"
        path.write_text(text, encoding="utf-8")
        return imports.bring_in(workspace, path, said)

    return text


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("Stížnost", "complaint"),
        ("stížnosti", "complaint"),
        ("Negativní ohlas", "complaint"),
        ("Sūdzības", "complaint"),
        ("Complaints", "complaint"),
        ("Pochvala / poděkování", "praise"),
        ("Pateicības", "praise"),
        ("Thanks!", "praise"),
        ("Dotazy", "question"),
        ("Jautājumi", "question"),
        ("nápad na zlepšení", "suggestion"),
        ("Priekšlikumi", "suggestion"),
        ("Jiné", "other"),
        ("VIP", ""),
        ("", ""),
    ],
)
def test_kinds_are_known_in_three_languages(cell: str, kind: str) -> None:
    assert spoken_words.kind(cell) == kind


@pytest.mark.parametrize(
    ("cell", "channel"),
    [
        ("osobně v salonu", "in_person"),
        ("Klātienē", "in_person"),
        ("telefonát", "phone"),
        ("Tālruņa zvans", "phone"),
        ("E-mailem", "email"),
        ("e-pastā", "email"),
        ("Instagram DM", "social"),
        ("FB", "social"),
        ("Google recenze", "web"),
        ("dotazník na pultu", "survey"),
        ("SMS", "sms"),
        ("dopisem", "letter"),
        ("sousedka", ""),
        ("", ""),
    ],
)
def test_channels_are_known_in_three_languages(cell: str, channel: str) -> None:
    assert spoken_words.channel(cell) == channel


@given(st.text(max_size=30))
def test_any_cell_names_a_known_kind_and_channel_or_none(cell: str) -> None:
    assert spoken_words.kind(cell) in ("", *KINDS)
    assert spoken_words.channel(cell) in ("", *CHANNELS)


def test_sentences_under_a_heading_of_their_own_are_feedback(
    workspace: Workspace, bring: Bring
) -> None:
    table = (
        "Kdy;Kdo;Odkud;Co řekla\n"
        "12.9.2026;Alena Modrá;osobně;Petra mě ostříhala přesně tak, jak jsem chtěla.\n"
        "13.9.2026;;e-mailem;Na záchodě došlo mýdlo a nikdo to celý den nedoplnil.\n"
    )
    assert (bring(table).kind, bring(table).skipped) == ("feedback", 2)
    soap, cut = feedback.find(workspace)
    assert (soap.customer_id, soap.channel, soap.kind) == (None, "email", "complaint")
    assert (cut.customer, cut.channel, cut.polarity) == ("Alena Modrá", "in_person", "positive")


def test_a_rating_in_numbers_stands_below_the_words(workspace: Workspace, bring: Bring) -> None:
    bring(
        "Datum;Jméno;Hodnocení;Dojem\n"
        "12.9.2026;Alena Modrá;5;Moc děkuji, přijdu zase a ráda.\n"
        "13.9.2026;Vít Suchý;1;Čekal jsem hodinu a nikdo se neomluvil.\n"
    )
    assert [one.body for one in feedback.find(workspace)] == [
        "Čekal jsem hodinu a nikdo se neomluvil.\n\nHodnocení: 1",
        "Moc děkuji, přijdu zase a ráda.\n\nHodnocení: 5",
    ]


def test_what_was_said_long_ago_waits_for_no_answer(workspace: Workspace, bring: Bring) -> None:
    bring(
        "Date,Customer,Feedback\n"
        "2026-09-01,Ada Moss,You were late and nobody said sorry.\n"
        "2026-05-01,Bea Lane,You were late and nobody said sorry.\n"
    )
    assert [(one.customer, one.asks_reply) for one in feedback.find(workspace)] == [
        ("Ada Moss", True),
        ("Bea Lane", False),
    ]


def test_a_diary_is_feedback_where_its_owner_says_so(workspace: Workspace, bring: Bring) -> None:
    table = "Datum;Jméno;Poznámka\n12.9.2026;Alena Modrá;Moc děkuji, přijdu zase a ráda.\n"
    assert bring(table).kind == "visits"
    assert bring(table, Said("feedback")).created == 1
    assert feedback.find(workspace)[0].body == "Moc děkuji, přijdu zase a ráda."


def test_words_that_mean_nothing_to_us_stand_below_what_was_said(
    workspace: Workspace, bring: Bring
) -> None:
    bring(
        "date,time,feedback,kind,channel,language\n"
        "2026-09-01,after lunch,The tea was cold.,Parking,Carrier pigeon,Deutsch\n"
        "2026-09-01,14:30,Lovely.,praise,phone,en\n"
    )
    bodies = [heard.body for heard in feedback.find(workspace)]
    assert sorted(bodies) == [
        "Lovely.",
        "The tea was cold.\n\nkind: Parking\nchannel: Carrier pigeon\nlanguage: Deutsch"
        "\ntime: after lunch",
    ]
