"""A whole shop goes out as a folder and comes in again as the same shop, or not at all."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from core.cli import regulars
from core.clock import FixedClock
from core.errors import Cancelled, KnownError
from core.exchange import column_words, erase, exports, imports, whole_shop
from core.exchange.shop_tables import LATER, NOUNS, TABLES
from core.i18n import LANGUAGES
from core.people import customers
from core.people.customers import NewCustomer
from core.sample import fill
from core.store import journal, search, settings
from core.store.check import NOUN_TABLES
from core.store.workspace import Workspace
from core.voice import feedback, starters
from core.voice.feedback import NewFeedback

NOW = "2026-09-21T08:00:00Z"
# Computed again, needed only by undo, or of no use outside of this file.
NOT_EXPORTED = {
    "journal",
    "journal_image",
    "health_snapshot",
    "learned_mood",
    "remembered_columns",
    "_sqlite_migrations",
}
DERIVED_COLUMNS = {("customer", "sort_name")}


@pytest.fixture(scope="module")
def sample() -> Iterator[Workspace]:
    shop = Workspace.in_memory(clock=FixedClock(NOW))
    fill(shop, customers=40, years=1, seed=3)
    lost = customers.add(shop, NewCustomer("Nobody Anymore"))
    erase.erase_person(shop, lost.id)
    yield shop
    shop.close()


@pytest.fixture
def folder(sample: Workspace, tmp_path: Path) -> Path:
    exports.everything(sample, tmp_path / "out", headings="english")
    return tmp_path / "out"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def exported(workspace: Workspace, folder: Path, headings: str = "english") -> dict[str, bytes]:
    exports.everything(workspace, folder, headings=headings)
    return contents(folder)


def change(path: Path, edit: Callable[[list[list[str]]], None]) -> None:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    edit(rows)
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows(rows)


@pytest.mark.parametrize("headings", ["english", "owner"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_shop_comes_in_as_the_shop_it_was(
    sample: Workspace, workspace: Workspace, tmp_path: Path, headings: str, language: str
) -> None:
    settings.put(sample, settings.LANGUAGE, language)
    before = exported(sample, tmp_path / "a", headings)
    assert whole_shop.is_export(tmp_path / "a")
    made = whole_shop.bring_in(workspace, tmp_path / "a")
    assert exported(workspace, tmp_path / "b", headings) == before
    assert made.customers == sample.value("SELECT count(*) FROM customer") == 40
    assert (made.files, made.ignored) == (len(TABLES), ())
    assert (
        made.rows == sum(workspace.value(f"SELECT count(*) FROM {n}") for n in NOUNS.values()) - 1
    )


def test_every_column_of_every_table_is_taken_along(workspace: Workspace) -> None:
    nouns = {row[0] for row in workspace.rows(NOUN_TABLES) if "_search" not in row[0]}
    assert nouns - NOT_EXPORTED == set(NOUNS.values())
    for table, noun in NOUNS.items():
        columns = {row["name"] for row in workspace.rows(f"PRAGMA table_info({noun})")}
        gone = {(noun, each) for each in columns - set(exports.columns_of(workspace, table))}
        assert gone <= DERIVED_COLUMNS


@pytest.mark.parametrize("language", [None, *LANGUAGES])
def test_every_heading_and_file_has_words_of_its_own(
    workspace: Workspace, language: str | None
) -> None:
    names = [column_words.file_name(table, language) for table in TABLES]
    assert [column_words.table_of(Path(name).stem) for name in names] == list(TABLES)
    for table in TABLES:
        known = [c.replace("amount_minor", "amount") for c in exports.columns_of(workspace, table)]
        headings = column_words.headings(table, known, language)
        assert column_words.columns_of(table, headings, known) == known
        if table in column_words.ONE_BY_ONE:
            assert column_words.ONE_BY_ONE[table].split() == known


def test_what_came_in_can_be_searched_and_sorted(
    sample: Workspace, workspace: Workspace, folder: Path
) -> None:
    whole_shop.bring_in(workspace, folder)
    name = sample.value("SELECT name FROM customer WHERE id = 5")
    found = search.matching("customer", name)
    assert found is not None
    assert 5 in [row[0] for row in workspace.rows(*found)]
    assert [line.id for line in customers.find(workspace)] == [
        line.id for line in customers.find(sample)
    ]


def test_the_number_of_an_erased_customer_is_given_to_nobody(
    sample: Workspace, workspace: Workspace, folder: Path
) -> None:
    whole_shop.bring_in(workspace, folder)
    erased = sample.value("SELECT max(customer_id) FROM erasure")
    assert customers.add(workspace, NewCustomer("Somebody New")).id > erased


def test_one_undo_gives_the_empty_shop_back_and_a_redo_the_whole_one(
    workspace: Workspace, folder: Path, tmp_path: Path
) -> None:
    settings.put(workspace, settings.SHOP_NAME, "Mine")
    settings.put(workspace, settings.BACKUP_FOLDER, str(tmp_path))
    starters.add_topics(workspace)
    before = exported(workspace, tmp_path / "before")
    made = whole_shop.bring_in(workspace, folder)
    assert made.batch is not None
    assert settings.get(workspace, settings.BACKUP_FOLDER) == str(tmp_path)
    assert imports.undo(workspace, made.batch).undone
    assert exported(workspace, tmp_path / "after") == before
    assert settings.get(workspace, settings.SHOP_NAME) == "Mine"
    journal.redo(workspace)
    assert exported(workspace, tmp_path / "again") == contents(folder)


def test_a_shop_with_content_is_left_alone(
    workspace: Workspace, folder: Path, tmp_path: Path
) -> None:
    customers.add(workspace, NewCustomer("Jana"))
    before = exported(workspace, tmp_path / "before")
    with pytest.raises(KnownError, match="shop_not_empty"):
        whole_shop.bring_in(workspace, folder)
    assert exported(workspace, tmp_path / "after") == before


def test_the_old_file_adds_nothing_to_the_new_shop(
    workspace: Workspace, tmp_path: Path, clock: FixedClock
) -> None:
    table = tmp_path / "people.csv"
    table.write_text("Name,Email\nJana,j@example.cz\nPetr,p@example.cz\n")
    imports.bring_in(workspace, table)
    exports.everything(workspace, tmp_path / "out")
    other = Workspace.in_memory(clock=clock)
    try:
        whole_shop.bring_in(other, tmp_path / "out")
        again = imports.bring_in(other, table)
        assert (again.created, again.updated, again.skipped) == (0, 0, 2)
        with pytest.raises(KnownError, match="nothing_to_undo"):
            imports.undo(other, 1)
    finally:
        other.close()


def test_odd_text_survives_to_the_last_letter(
    workspace: Workspace, tmp_path: Path, clock: FixedClock
) -> None:
    odd = [
        "'",
        "''=1",
        "-",
        "---",
        "007",
        "\t",
        "\r\n",
        "a\0b",
        "\u202eabc",
        "👩🏽‍🦱",
        " =1+1",
        "\uff1d1",
        '"',
    ]
    with workspace.write("odd") as write:
        for text in [*odd, "x" * 300_000]:
            write.insert("topic", name=text, words=text)
    before = exported(workspace, tmp_path / "a")
    other = Workspace.in_memory(clock=clock)
    try:
        whole_shop.bring_in(other, tmp_path / "a")
        assert [row[0] for row in other.rows("SELECT name FROM topic LIMIT 13")] == odd
        assert exported(other, tmp_path / "b") == before
    finally:
        other.close()


def test_no_cell_of_an_export_starts_a_formula(workspace: Workspace, tmp_path: Path) -> None:
    starts = [
        "=1",
        "+1",
        "-1",
        "@a",
        "\t=1",
        "\r",
        "\n=1",
        " =1",
        "\u00a0=1",
        "\uff1d1",
        "\uff0b1",
        "\uff0d1",
        "\uff20a",
    ]
    for text in starts:
        with workspace.write("odd") as write:
            write.insert("topic", name=text, words="'" + text)
    exports.everything(workspace, tmp_path, headings="english")
    with (tmp_path / "topics.csv").open(encoding="utf-8-sig", newline="") as stream:
        cells = [row["name"] for row in csv.DictReader(stream)]
    assert len(cells) == len(starts)
    assert all(cell.startswith("'") for cell in cells)


def _nothing_came(workspace: Workspace, tmp_path: Path, folder: Path) -> KnownError:
    before = exported(workspace, tmp_path / "before")
    with pytest.raises(KnownError) as refused:
        whole_shop.bring_in(workspace, folder)
    assert exported(workspace, tmp_path / "after") == before
    assert "{file}" not in refused.value.text()
    return refused.value


BROKEN = {
    "a day that is none": ("visits.csv", "visited_on", "31.2.2026"),
    "an amount that is none": ("visits.csv", "amount", "12,50 Kč"),
    "an unknown mood": ("feedback.csv", "polarity", "furious"),
    "an unknown kind": ("feedback.csv", "kind", "rumour"),
    "an unknown setting": ("settings.csv", "key", "backup_folder"),
    "words that are no list": ("feedback.csv", "words", '"a"'),
    "a number that is none": ("customers.csv", "id", "../../etc/passwd"),
    "a number of nobody": ("customers.csv", "id", "-1"),
    "a number twice": ("customers.csv", "id", "1"),
    "a stranger's visit": ("visits.csv", "customer_id", "987654"),
    "nothing where something must be": ("touchpoints.csv", "customer_id", ""),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_row_changed_by_hand_is_told_with_file_and_row(
    workspace: Workspace, folder: Path, tmp_path: Path, case: str
) -> None:
    name, column, value = BROKEN[case]

    def edit(rows: list[list[str]]) -> None:
        rows[3][rows[0].index(column)] = value

    change(folder / name, edit)
    refused = _nothing_came(workspace, tmp_path, folder)
    assert (refused.code, refused.facts["file"], refused.facts["row"]) == ("broken_row", name, 4)


def test_a_row_cut_short_is_told(workspace: Workspace, folder: Path, tmp_path: Path) -> None:
    change(folder / "visits.csv", lambda rows: rows[5].pop())
    assert _nothing_came(workspace, tmp_path, folder).facts["row"] == 6


def test_a_missing_file_is_told(workspace: Workspace, folder: Path, tmp_path: Path) -> None:
    (folder / "visits.csv").unlink()
    refused = _nothing_came(workspace, tmp_path, folder)
    assert (refused.code, refused.facts["file"]) == ("not_an_export", "visits.csv")
    assert not whole_shop.is_export(folder)


def test_an_export_made_before_some_tables_were_known_comes_in_without_them(
    workspace: Workspace, sample: Workspace, folder: Path
) -> None:
    for table in LATER:
        (folder / f"{table}.csv").unlink()
    whole_shop.bring_in(workspace, folder)
    for noun in ("customer", "visit", "feedback"):
        count = f"SELECT count(*) FROM {noun}"
        assert workspace.value(count) == sample.value(count) > 0
    assert not workspace.value("SELECT count(*) FROM pulse")


def test_a_column_that_no_export_has_is_told(
    workspace: Workspace, folder: Path, tmp_path: Path
) -> None:
    change(folder / "customers.csv", lambda rows: [row.append("mine") for row in rows] and None)
    assert _nothing_came(workspace, tmp_path, folder).code == "not_an_export"


@pytest.mark.parametrize(
    "content", [b"", b"\x89PNG\r\n\x1a\n\0\0", b"SQLite format 3\0", b'id,"name', b"\xff\xfe"]
)
def test_another_program_s_file_is_told(
    workspace: Workspace, folder: Path, tmp_path: Path, content: bytes
) -> None:
    (folder / "goals.csv").write_bytes(content)
    refused = _nothing_came(workspace, tmp_path, folder)
    assert refused.code in ("not_an_export", "broken_row")


def test_a_quotation_mark_never_closed_and_foreign_letters_are_told(
    workspace: Workspace, folder: Path, tmp_path: Path
) -> None:
    good = (folder / "visits.csv").read_bytes()
    (folder / "visits.csv").write_bytes(good + b'1,"never closed\r\n' * 3)
    assert _nothing_came(workspace, tmp_path, folder).code == "broken_row"
    (folder / "visits.csv").write_bytes(good + "9,Žofie\r\n".encode("cp1250"))
    assert _nothing_came(workspace, tmp_path, folder).code == "broken_row"


def test_the_same_table_twice_is_told(workspace: Workspace, folder: Path, tmp_path: Path) -> None:
    shutil.copy(folder / "customers.csv", folder / "Zákazníci.csv")
    assert _nothing_came(workspace, tmp_path, folder).code == "not_an_export"


def test_a_file_beyond_all_measure_is_told(
    workspace: Workspace, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole_shop, "MOST_BYTES", 10_000)
    assert _nothing_came(workspace, tmp_path, folder).code == "too_large"


def test_a_link_out_of_the_folder_is_not_followed(
    workspace: Workspace, folder: Path, tmp_path: Path
) -> None:
    shutil.move(folder / "visits.csv", tmp_path / "visits.csv")
    try:
        (folder / "visits.csv").symlink_to(tmp_path / "visits.csv")
    except OSError:
        pytest.skip("links cannot be made here")
    assert _nothing_came(workspace, tmp_path, folder).facts["file"] == "visits.csv"


def test_other_files_in_the_folder_are_left_aside_and_named(
    workspace: Workspace, folder: Path
) -> None:
    (folder / "read me.txt").write_text("hello")
    (folder / ".DS_Store").write_bytes(b"\0")
    (folder / "old").mkdir()
    assert whole_shop.bring_in(workspace, folder).ignored == ("read me.txt",)


def test_a_stop_leaves_the_shop_empty_and_tells_how_far_it_was(
    workspace: Workspace, folder: Path, tmp_path: Path
) -> None:
    told: list[tuple[int, int]] = []

    class Stopping:
        def step(self, done: int, total: int) -> None:
            told.append((done, total))
            if len(told) == 20:
                raise Cancelled

    with pytest.raises(Cancelled):
        whole_shop.bring_in(workspace, folder, Stopping())
    whole_shop.require_empty(workspace)
    assert told == sorted(told)
    assert 0 < told[-1][0] <= told[-1][1] == sum(p.stat().st_size for p in folder.iterdir())


def test_an_empty_folder_and_a_file_are_no_exports(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Name\nJana\n")
    for path in (tmp_path, tmp_path / "a.csv", tmp_path / "nowhere"):
        assert not whole_shop.is_export(path)
        with pytest.raises(KnownError, match="not_an_export"):
            whole_shop.bring_in(workspace, path)


def test_undone_imports_are_in_no_export(workspace: Workspace, tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("Name,Email\nJana,j@example.cz\n")
    before = exported(workspace, tmp_path / "before")
    batch = imports.bring_in(workspace, table)
    assert b"people.csv" in exported(workspace, tmp_path / "with")["imports.csv"]
    journal.undo(workspace)
    assert exported(workspace, tmp_path / "after") == before
    journal.redo(workspace)
    assert batch.batch is not None
    imports.undo(workspace, batch.batch)
    assert exported(workspace, tmp_path / "last") == before


def test_the_terminal_takes_a_folder_and_gives_it_back(folder: Path, tmp_path: Path) -> None:
    def run(*words: object) -> str:
        result = CliRunner().invoke(
            regulars, ["--shop", str(tmp_path / "b.regulars"), *map(str, words)]
        )
        assert result.exit_code == 0, result.output
        return result.stdout

    tried = json.loads(run("import", folder, "--dry-run"))
    told = json.loads(run("import", folder))
    assert tried == {**told, "batch": None}
    assert (told["source"], told["kind"], told["problems"]) == ("regulars", "shop", 0)
    assert told["rows"] == told["created"] > 500
    run("export", "--out", tmp_path / "b")
    assert contents(tmp_path / "b") == contents(folder)
    run("undo-import", told["batch"])
    assert json.loads(run("import", folder))["rows"] == told["rows"]


def test_the_terminal_writes_stable_names_unless_told_otherwise(tmp_path: Path) -> None:
    shop = tmp_path / "s.regulars"
    with_shop = ["--shop", str(shop)]
    CliRunner().invoke(regulars, [*with_shop, "--lang", "cs", "sample", "--customers", "3"])
    CliRunner().invoke(regulars, [*with_shop, "export", "--out", str(tmp_path / "a")])
    words = [*with_shop, "export", "--out", str(tmp_path / "b"), "--headings", "owner"]
    assert CliRunner().invoke(regulars, words).exit_code == 0
    assert (tmp_path / "a" / "customers.csv").read_text("utf-8-sig").startswith("id,reference,")
    assert (tmp_path / "b" / "Zákazníci.csv").exists()


def test_an_unknown_sort_of_headings_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="unknown_headings"):
        exports.everything(workspace, tmp_path, headings="klingon")


def test_what_was_said_by_hand_comes_along(
    workspace: Workspace, tmp_path: Path, clock: FixedClock
) -> None:
    jana = customers.add(workspace, NewCustomer("Jana"))
    customers.feel_pulse(workspace, jana.id, 1)
    said = feedback.log(workspace, NewFeedback("praise", "Nice", customer_id=jana.id))
    feedback.override(workspace, said.id, "negative")
    exports.everything(workspace, tmp_path)
    other = Workspace.in_memory(clock=clock)
    try:
        whole_shop.bring_in(other, tmp_path)
        assert feedback.get(other, said.id) == feedback.get(workspace, said.id)
        assert customers.get(other, jana.id) == customers.get(workspace, jana.id)
    finally:
        other.close()
