"""Everything can be taken away, opens in any spreadsheet, and comes back in."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from pathlib import Path
from threading import Thread

import pytest

from core import i18n
from core.clock import FixedClock
from core.errors import KnownError, Missing
from core.exchange import column_words, exports, imports
from core.i18n import LANGUAGES
from core.people import customers, visits
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store import settings
from core.store.check import NOUN_TABLES
from core.store.workspace import Workspace
from core.voice import feedback, suggestions
from core.voice.feedback import NewFeedback
from core.voice.suggestions import NewSuggestion

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@pytest.fixture
def shop(workspace: Workspace) -> Workspace:
    zofie = customers.add(
        workspace,
        NewCustomer(
            "Žofie Dvořáková",
            reference="7",
            phone="+420 777 100 200",
            email="z@example.cz",
            born_on=date(1984, 9, 2),
            note="=SUM(A1:A9)\nsecond line",
        ),
    )
    visits.record(workspace, NewVisit(zofie.id, date(2026, 9, 1), 'Střih, "barva"', -12345))
    customers.add(workspace, NewCustomer("Ģirts Bērziņš"))
    said = feedback.log(workspace, NewFeedback("complaint", "-5 stars; cold", customer_id=zofie.id))
    idea = suggestions.suggest(workspace, NewSuggestion("Warmer waiting room"))
    suggestions.link(workspace, said.id, idea.id)
    return workspace


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_noun_has_a_file_that_excel_takes_for_utf8(shop: Workspace, tmp_path: Path) -> None:
    files = exports.everything(shop, tmp_path / "out", headings="english")
    assert {path.stem for path in files} == set(exports.TABLES)
    assert all(path.read_bytes().startswith(b"\xef\xbb\xbf") for path in files)
    assert [row["name"] for row in _read(tmp_path / "out" / "customers.csv")] == [
        "Žofie Dvořáková",
        "Ģirts Bērziņš",
    ]


def test_an_export_comes_whole_or_not_at_all(shop: Workspace, tmp_path: Path) -> None:
    exports.everything(shop, tmp_path, headings="english")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    customers.add(shop, NewCustomer("Somebody New"))
    (tmp_path / "settings.csv.part").mkdir()
    with pytest.raises(KnownError) as refused:
        exports.everything(shop, tmp_path, headings="english")
    assert refused.value.code == "export_failed"
    (tmp_path / "settings.csv.part").rmdir()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_no_table_of_the_shop_is_forgotten(shop: Workspace) -> None:
    inner = {
        "journal",
        "journal_image",
        "learned_mood",
        "health_snapshot",
        "remembered_columns",
        "_sqlite_migrations",
    }
    nouns = {row[0] for row in shop.rows(NOUN_TABLES) if "_search" not in row[0]} - inner
    queries = " ".join(exports.TABLES.values()).replace(",", " ").split()
    assert {noun for noun in nouns if noun not in queries} == set()


def test_an_empty_shop_still_gives_headings(workspace: Workspace, tmp_path: Path) -> None:
    exports.everything(workspace, tmp_path, headings="english")
    assert (tmp_path / "visits.csv").read_text("utf-8-sig").startswith("id,customer_id,customer,")


def test_no_cell_starts_a_formula_and_numbers_stay_numbers(shop: Workspace, tmp_path: Path) -> None:
    for path in exports.everything(shop, tmp_path, headings="english"):
        for row in _read(path):
            numbers = {"amount", "score", "id"}
            assert not [v for k, v in row.items() if k not in numbers and v[:1] in FORMULA_STARTS]
    assert _read(tmp_path / "visits.csv")[0]["amount"] == "-123.45"
    assert _read(tmp_path / "customers.csv")[0]["phone"] == "'+420 777 100 200"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("cs", (";1;Žofie Dvořáková;7;z@example.cz;'+420 777 100 200;", ";-123,45;CZK;")),
        ("lv", (";1;Žofie Dvořáková;7;z@example.cz;'+420 777 100 200;", ";-123,45;CZK;")),
        ("en", (",1,Žofie Dvořáková,7,z@example.cz,'+420 777 100 200,", ",-123.45,CZK,")),
    ],
)
def test_the_owner_s_tables_open_in_the_spreadsheets_of_the_country(
    shop: Workspace, tmp_path: Path, language: str, told: tuple[str, str]
) -> None:
    settings.put(shop, settings.LANGUAGE, language)
    exports.everything(shop, tmp_path, headings="owner")
    visits_file = tmp_path / column_words.file_name("visits", language)
    heading, line = visits_file.read_text("utf-8-sig").splitlines()
    assert line.startswith("1" + told[0])
    assert told[1] in line
    assert heading.count(told[0][0]) == len(exports.columns_of(shop, "visits")) - 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_stable_form_is_the_same_in_every_language(
    shop: Workspace, tmp_path: Path, language: str
) -> None:
    settings.put(shop, settings.LANGUAGE, language)
    i18n.use(language)
    try:
        exports.everything(shop, tmp_path, headings="english")
    finally:
        i18n.use("en")
    heading, line = (tmp_path / "visits.csv").read_text("utf-8-sig").splitlines()
    assert heading == (
        "id,customer_id,customer,customer_reference,customer_email,customer_phone,visited_on,"
        "services,amount,currency,staff_member,status,note,created_at,staff_member_id,booking"
    )
    written = shop.value("SELECT created_at FROM visit")
    assert line == (
        "1,1,Žofie Dvořáková,7,z@example.cz,'+420 777 100 200,2026-09-01,"
        f'"Střih, ""barva""",-123.45,CZK,,done,,{written},,'
    )


BACK = (
    "SELECT reference, name, phone, email, born_on, note FROM customer ORDER BY name",
    "SELECT visited_on, services, amount_minor, currency, status, note FROM visit",
    "SELECT kind, channel, body, said_at, polarity FROM feedback",
)


@pytest.mark.parametrize("headings", ["owner", "english"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_taken_out_comes_back_in(
    shop: Workspace, tmp_path: Path, clock: FixedClock, language: str, headings: str
) -> None:
    settings.put(shop, settings.LANGUAGE, language)
    exports.everything(shop, tmp_path, headings=headings)
    used = language if headings == "owner" else None
    other = Workspace.in_memory(clock=clock)
    try:
        for name in ("customers", "visits", "feedback"):
            batch = imports.bring_in(other, tmp_path / column_words.file_name(name, used))
            assert (batch.source, batch.kind, batch.problems) == ("regulars", name, 0)
        for query in BACK:
            assert [*map(tuple, other.rows(query))] == [*map(tuple, shop.rows(query))]
    finally:
        other.close()


def test_what_a_czech_excel_saved_again_comes_back_in(
    shop: Workspace, tmp_path: Path, clock: FixedClock
) -> None:
    settings.put(shop, settings.LANGUAGE, "cs")
    other = Workspace.in_memory(clock=clock)
    settings.put(other, settings.LANGUAGE, "cs")
    with shop.write("no letters beyond Czech ones") as write:
        write.update("customer", 2, name="Jiří Šťastný", first_name="Jiří")
    exports.everything(shop, tmp_path, headings="owner")
    try:
        for name in ("customers", "visits", "feedback"):
            path = tmp_path / column_words.file_name(name, "cs")
            text = re.sub(
                r"(?<=;)(\d{4})-(\d\d)-(\d\d)(?=;)", r"\3.\2.\1", path.read_text("utf-8-sig")
            )
            path.write_bytes(text.encode("cp1250"))
            batch = imports.bring_in(other, path)
            assert (batch.source, batch.kind, batch.problems) == ("regulars", name, 0)
        for query in BACK:
            assert [*map(tuple, other.rows(query))] == [*map(tuple, shop.rows(query))]
    finally:
        other.close()


def test_a_sale_without_a_name_is_known_however_its_amount_is_written(
    workspace: Workspace, tmp_path: Path, clock: FixedClock
) -> None:
    with workspace.write("a walk-in") as write:
        told = {
            "visited_on": "2026-09-01",
            "services": "Coffee",
            "created_at": "2026-09-01T09:00:00Z",
        }
        write.insert("visit", amount_minor=12050, currency="CZK", **told)
    settings.put(workspace, settings.LANGUAGE, "cs")
    exports.everything(workspace, tmp_path, headings="owner")
    exports.everything(workspace, tmp_path, headings="english")
    other = Workspace.in_memory(clock=clock)
    try:
        first = imports.bring_in(other, tmp_path / column_words.file_name("visits", "cs"))
        again = imports.bring_in(other, tmp_path / "visits.csv")
        assert (first.created, again.created, again.skipped) == (1, 0, 1)
    finally:
        other.close()


def test_a_person_s_record_tells_everything_and_is_json(shop: Workspace) -> None:
    record = json.loads(json.dumps(exports.person(shop, 1)))
    assert record["customer"]["name"] == "Žofie Dvořáková"
    assert record["visits"][0]["amount"] == -123.45
    assert record["feedback"][0]["body"] == "-5 stars; cold"
    assert record["supported_suggestions"][0]["title"] == "Warmer waiting room"
    assert record["touchpoints"]


def test_a_stranger_has_no_record(workspace: Workspace) -> None:
    with pytest.raises(Missing):
        exports.person(workspace, 1)


def test_a_folder_that_is_a_file_gets_a_sentence(shop: Workspace, tmp_path: Path) -> None:
    blocked = tmp_path / "out"
    blocked.write_text("I am a file")
    with pytest.raises(KnownError, match="export_failed"):
        exports.everything(shop, blocked)
    assert blocked.read_text() == "I am a file"


def test_what_is_saved_during_an_export_is_in_all_of_its_files_or_in_none(
    shop: Workspace, tmp_path: Path
) -> None:
    class Meanwhile:
        """Somebody new speaks up as soon as the customers are written."""

        saving: Thread | None = None

        def step(self, done: int, _total: int) -> None:
            if done and self.saving is None:
                self.saving = Thread(target=self.save)
                self.saving.start()
                # Long enough for a save that nothing keeps waiting.
                self.saving.join(0.3)

        def save(self) -> None:
            who = customers.add(shop, NewCustomer("Ema Malá")).id
            feedback.log(shop, NewFeedback("praise", "Lovely tea.", customer_id=who))

    meanwhile = Meanwhile()
    exports.everything(shop, tmp_path / "out", meanwhile)
    assert meanwhile.saving is not None
    meanwhile.saving.join()
    assert len(_read(tmp_path / "out" / "Customers.csv")) == customers.count(shop) - 1
    assert [row["Customer"] for row in _read(tmp_path / "out" / "Feedback.csv")] == [
        "Žofie Dvořáková"
    ]
