"""Whatever came in goes out and in again: a whole shop as a folder, or file by file."""

from __future__ import annotations

import csv
import string
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from core.clock import FixedClock
from core.errors import KnownError
from core.exchange import column_words, exports, imports, whole_shop
from core.exchange.shop_tables import NOUNS
from core.i18n import LANGUAGES, said_in
from core.people import customers as people
from core.store import settings
from core.store.workspace import Workspace
from core.voice import feedback as voice
from core.voice import topics, triage

NOW = "2026-09-21T08:00:00Z"
ODD = "'\"=+-@;,\t\r\n\0\u00a0\u200b\u202e\u200d\uff1d😀č Ģ0"
odd_text = st.text(st.sampled_from(ODD) | st.sampled_from(string.ascii_letters), max_size=12)
words = odd_text | st.sampled_from(["---", "-", "N/A", "007", "=1+1", "’", "x" * 3000, "31.2.2026"])
names = st.sampled_from(["Jana Malá", "Petr", "Ģirts Bērziņš", "Nováková, Eva", ""]) | words
days = st.sampled_from(["2026-09-01", "1.9.2026", "24. 12. 2025", "2026-10-01", "yesterday", ""])
amounts = st.sampled_from(["450", "1 234,50 Kč", "-12.5", "€12.-", "−5", "0", "", "free"])
numbers = st.integers(1, 9).map(str)


def table(**columns: st.SearchStrategy[str]) -> st.SearchStrategy[list[list[str]]]:
    """Random tables with these columns."""
    rows = st.lists(st.tuples(*columns.values()).map(list), min_size=1, max_size=6)
    return rows.map(lambda found: [list(columns), *found])


CUSTOMERS = table(
    reference=numbers | words,
    name=names,
    email=st.sampled_from(["a@example.cz", "b@example.cz", "", "no address"]),
    phone=st.sampled_from(["777100200", "+371 20000001", "", "07"]) | words,
    note=words,
    consent_email=st.sampled_from(["yes", "no", ""]),
    born_on=days,
    something=words,
)
VISITS = table(
    customer_reference=numbers,
    date=days,
    amount=amounts,
    service=words,
    staff=st.sampled_from(["Ilona", "", "=Olga"]),
    status=st.sampled_from(["done", "booked", "cancelled", "no show", ""]),
    note=words,
)
SALES = table(name=names, date=days, amount=amounts, item=words)
FEEDBACK = table(
    customer_reference=numbers | st.just(""),
    date=days,
    feedback=words | st.sampled_from(["It was cold and nobody cared.", "Skvělý střih, děkuji!"]),
    kind=st.sampled_from(["complaint", "praise", "", "rumour"]),
    channel=st.sampled_from(["phone", "e-mail", ""]),
    staff=st.sampled_from(["Ilona", ""]),
)
SURVEY = table(
    Timestamp=st.sampled_from(["2026-09-01 10:00", "1.9.2026 11:30:00", ""]),
    **{
        "Would you recommend us?": st.sampled_from(["0", "9", "10", "", "a lot"]),
        "What could be better?": words,
    },
)


@contextmanager
def shops(count: int) -> Iterator[list[Workspace]]:
    clock = FixedClock(NOW)
    opened = [Workspace.in_memory(clock=clock) for _each in range(count)]
    try:
        yield opened
    finally:
        for shop in opened:
            shop.close()


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


_NO_TABLE = ("no_rows", "not_a_table", "empty_file", "unknown_columns")


def take_in(shop: Workspace, place: Path, rows: Sequence[Sequence[str]], kind: str) -> None:
    """Bring a random table in; one that is no table at all may be refused."""
    path = place / f"{kind}.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    try:
        batch = imports.bring_in(shop, path, imports.Said(kind, {}))
    except KnownError as refused:
        if refused.code not in _NO_TABLE:
            raise
        return
    assert batch.rows == batch.created + batch.updated + batch.skipped + batch.problems


def contents(place: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in place.iterdir()}


def exported(shop: Workspace, place: Path, headings: str | None = None) -> dict[str, bytes]:
    exports.everything(shop, place, headings=headings)
    return contents(place)


@given(
    CUSTOMERS,
    VISITS,
    SALES,
    FEEDBACK,
    SURVEY,
    st.sampled_from(LANGUAGES),
    st.sampled_from(("owner", "english")),
)
def test_random_tables_make_a_shop_that_comes_back_to_the_last_byte(
    customers: list[list[str]],
    visits: list[list[str]],
    sales: list[list[str]],
    feedback: list[list[str]],
    survey: list[list[str]],
    language: str,
    headings: str,
) -> None:
    with shops(2) as (shop, other), folder() as place:
        settings.put(shop, settings.LANGUAGE, language)
        settings.put(shop, settings.EXPORT_HEADINGS, headings)
        take_in(shop, place, customers, "customers")
        take_in(shop, place, visits, "visits")
        take_in(shop, place, sales, "visits")
        take_in(shop, place, feedback, "feedback")
        take_in(shop, place, survey, "survey")
        before = exported(shop, place / "a")
        whole_shop.bring_in(other, place / "a")
        assert exported(other, place / "b") == before
        # And every file that came into the first shop is known to the second.
        lines = "SELECT key, noun, row_id FROM import_line ORDER BY key"
        assert [*map(tuple, other.rows(lines))] == [*map(tuple, shop.rows(lines))]


VALUES = st.tuples(
    st.text(st.characters(exclude_categories=["Cs"])) | odd_text,
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(2**53), 2**53),
)


@given(
    st.lists(VALUES, min_size=1, max_size=20),
    st.sampled_from(LANGUAGES),
    st.sampled_from(("owner", "english")),
)
def test_every_text_and_number_that_a_shop_can_hold_comes_back(
    values: list[tuple[str, float, int]], language: str, headings: str
) -> None:
    with shops(2) as (shop, other), folder() as place:
        settings.put(shop, settings.LANGUAGE, language)
        settings.put(shop, settings.EXPORT_HEADINGS, headings)
        with shop.write("odd") as write:
            idea = write.insert("suggestion", title="x", created_at=NOW)
            for text, number, minor in values:
                write.insert("visit", visited_on="2026-09-01", amount_minor=minor, created_at=NOW)
                write.insert("topic", name=text)
                write.insert("rating", suggestion_id=idea, input=text, value=number, rated_at=NOW)
        before = exported(shop, place / "a")
        used = language if headings == "owner" else None
        mark, point = (";", ",") if used in ("cs", "lv") else (",", ".")
        told = numbers_told(place / "a", used, mark)
        assert told == (
            [f"{Decimal(minor).scaleb(-2):f}".replace(".", point) for *_more, minor in values],
            # SQLite keeps no minus before nothing.
            [repr(number or 0.0).replace(".", point) for _text, number, _minor in values],
        )
        whole_shop.bring_in(other, place / "a")
        for query in (
            "SELECT amount_minor FROM visit ORDER BY id",
            "SELECT name FROM topic ORDER BY id",
            "SELECT input, value FROM rating ORDER BY id",
        ):
            assert [*map(tuple, other.rows(query))] == [*map(tuple, shop.rows(query))]
        assert exported(other, place / "b") == before


def numbers_told(place: Path, language: str | None, mark: str) -> tuple[list[str], list[str]]:
    """The amounts of visits and the values of ratings as they stand in an export."""
    found = []
    for name, column in (("visits", "amount"), ("ratings", "value")):
        path = place / column_words.file_name(name, language)
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.reader(stream, delimiter=mark))
        heading = (
            column if language is None else said_in(language, column_words.words(name, column))
        )
        found.append([row[rows[0].index(heading)] for row in rows[1:]])
    return found[0], found[1]


PEOPLE = (
    "SELECT reference, name, first_name, phone, email, language, born_on, joined_on, note, "
    "stage_pin, pulse, pulse_on FROM customer ORDER BY id"
)
CAME = (
    "SELECT customer.reference, visited_on, services, amount_minor, currency, status, visit.note, "
    "staff_member.name FROM visit LEFT JOIN customer ON customer.id = customer_id "
    "LEFT JOIN staff_member ON staff_member.id = staff_member_id ORDER BY visit.id"
)
SAID = (
    "SELECT customer.reference, kind, channel, body, said_at, asks_reply, polarity, score, "
    "override, staff_member.name, topic.name FROM feedback "
    "LEFT JOIN customer ON customer.id = customer_id "
    "LEFT JOIN staff_member ON staff_member.id = staff_member_id "
    "LEFT JOIN topic ON topic.id = topic_id ORDER BY feedback.id"
)


@st.composite
def _known_people(draw: st.DrawFn) -> list[list[str]]:
    """A list of customers with a number of their own, so that nobody is taken for another."""
    rows = [["reference", "name", "email", "note", "born_on"]]
    for number in draw(st.sets(st.integers(1, 9), min_size=1)):
        told = draw(st.tuples(names, words, days))
        rows.append([str(number), told[0], f"{number}@example.cz", *told[1:]])
    return rows


OTHER_FORM = {"owner": "english", "english": "owner"}


@given(_known_people(), VISITS, FEEDBACK, st.data(), st.sampled_from(LANGUAGES))
def test_people_visits_and_feedback_come_back_file_by_file(
    customers: list[list[str]],
    visits: list[list[str]],
    feedback: list[list[str]],
    data: st.DataObject,
    language: str,
) -> None:
    with shops(2) as (shop, other), folder() as place:
        for each in (shop, other):
            settings.put(each, settings.LANGUAGE, language)
        take_in(shop, place, customers, "customers")
        take_in(shop, place, visits, "visits")
        take_in(shop, place, feedback, "feedback")
        _say_by_hand(shop, data)
        headings = data.draw(st.sampled_from(("owner", "english")))
        exports.everything(shop, place / "a", headings=headings)
        used = None if headings == "english" else language
        for table_name in ("customers", "visits", "feedback"):
            path = place / "a" / column_words.file_name(table_name, used)
            if not shop.value(f"SELECT 1 FROM {NOUNS[table_name]}"):
                continue
            batch = imports.bring_in(other, path)
            assert (batch.source, batch.kind, batch.problems) == ("regulars", table_name, 0)
            if table_name != "customers":
                # The same rows with their numbers written the other way are known.
                exports.everything(shop, place / "b", headings=OTHER_FORM[headings])
                name = column_words.file_name(table_name, None if used else language)
                again = imports.bring_in(other, place / "b" / name)
                assert again.rows == again.skipped
        for query in (PEOPLE, CAME, SAID):
            assert [*map(tuple, other.rows(query))] == [*map(tuple, shop.rows(query))]


def _say_by_hand(shop: Workspace, data: st.DataObject) -> None:
    """What only the owner says: feelings, stages, moods and topics."""
    for row in shop.rows("SELECT id FROM customer"):
        people.feel_pulse(shop, row["id"], data.draw(st.sampled_from((None, 1, 2, 3))))
    for row in shop.rows("SELECT id FROM feedback"):
        voice.override(shop, row["id"], data.draw(st.sampled_from((None, "negative", "mixed"))))
        if data.draw(st.booleans()):
            name = data.draw(st.sampled_from(("Price", "=Cold")))
            topic = {each.name: each.id for each in topics.find(shop)}.get(name)
            triage.set_topic(shop, [row["id"]], topic or topics.add(shop, name).id)
