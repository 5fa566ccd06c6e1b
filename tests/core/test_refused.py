"""Rows that stayed out are saved, mended, dropped again, and nothing doubles."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from core import i18n
from core.errors import KnownError
from core.exchange import imports, refused, remembered, sources, tables
from core.exchange.headings import STAYED_OUT
from core.exchange.imports import Said
from core.exchange.refused import RefusedRows
from core.store.workspace import Workspace

SALES = (
    "Datum;Zákazník;Částka;Poznámka\n"
    "1.9.2026;Žofie Dvořáková;1 234,50 Kč;=1+1\n"
    "31.2.2026;Jana Nová;5;=2+2\n"
    "2.9.2026;Eva Malá;tři stovky;x;navíc\n"
    '3.9.2026;"Ada;7;nikdy nezavřeno\n'
    "4.9.2026;Iva;8;\n"
)


def made(folder: Path, text: str, name: str = "prodeje.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def stayed_out(workspace: Workspace, path: Path, said: Said | None = None) -> RefusedRows:
    batch = imports.bring_in(workspace, path, said or Said())
    assert batch.refused is not None
    assert len(batch.refused) == batch.problems
    return batch.refused


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def test_refused_rows_keep_their_cells_and_tell_why(workspace: Workspace, tmp_path: Path) -> None:
    rows = stayed_out(workspace, made(tmp_path, SALES))
    head, first, ragged, raw = rows_of(refused.save(rows, tmp_path / "why.csv"))
    assert head == ["Datum", "Zákazník", "Částka", "Poznámka", "Why it stayed out"]
    assert first == ["31.2.2026", "Jana Nová", "5", "'=2+2", "“31.2.2026” is not a day."]
    assert ragged == [
        "2.9.2026", "Eva Malá", "tři stovky", "x", "“tři stovky” is not an amount.", "navíc",
    ]  # fmt: skip
    assert raw[0] == '3.9.2026;"Ada;7;nikdy nezavřeno'
    assert raw[4] == "A quotation mark in this row is never closed."


def test_no_cell_of_refused_rows_starts_a_formula(workspace: Workspace, tmp_path: Path) -> None:
    rows = stayed_out(workspace, made(tmp_path, SALES))
    for row in rows_of(refused.save(rows, tmp_path / "why.csv")):
        assert not any(cell.startswith(("=", "+", "@", "-")) for cell in row)


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize("language", ["en", "cs", "lv"])
def test_mended_rows_come_in_once(
    workspace: Workspace, tmp_path: Path, ending: str, language: str
) -> None:
    rows = stayed_out(workspace, made(tmp_path, SALES))
    i18n.use(language)
    saved = refused.save(rows, tmp_path / f"why{ending}")
    i18n.use("en")
    again = imports.bring_in(workspace, saved)
    assert (again.kind, again.rows, again.problems, again.created) == ("visits", 3, 3, 0)
    table = tables.find(saved)
    lines = [";".join(table.headers)]
    lines += [";".join(cells) for _number, cells in table.rows() if isinstance(cells, list)]
    mended = "\n".join(lines[:3]).replace("31.2.", "28.2.").replace("tři stovky", "300") + "\n"
    batch = imports.bring_in(workspace, made(tmp_path, mended, "mended.csv"))
    assert (batch.created, batch.problems) == (2, 0)
    notes = {row[0] for row in workspace.rows("SELECT note FROM visit")}
    assert notes == {"=1+1", "=2+2", "x\nnavíc", None}
    assert workspace.value("SELECT count(*) FROM visit") == 4
    once_more = imports.bring_in(workspace, made(tmp_path, mended, "mended.csv"))
    assert once_more.skipped == 2


def test_columns_that_were_named_stay_named_for_the_mended_rows(
    workspace: Workspace, tmp_path: Path
) -> None:
    said = Said("visits", {"alpha": "name", "beta": "date", "gamma": "amount"})
    text = "alpha,beta,gamma\nEva,1.9.2026,5\nIva,31.2.2026,6\n"
    rows = stayed_out(workspace, made(tmp_path, text), said)
    saved = refused.save(rows, tmp_path / "why.csv")
    mended = saved.read_text(encoding="utf-8-sig").replace("31.2.", "28.2.")
    batch = imports.bring_in(workspace, made(tmp_path, mended, "mended.csv"))
    assert (batch.kind, batch.created, batch.problems) == ("visits", 1, 0)
    assert workspace.value("SELECT count(*) FROM visit WHERE note IS NOT NULL") == 0


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_reason_is_nowhere_whatever_language_it_was_written_in(language: str) -> None:
    why = i18n.said_in(language, STAYED_OUT)
    layout = sources.recognise(["Timestamp", "Name", "Amount", why], rows=[["", "", "", "Bad."]])
    assert (layout.kind, layout.fields[3]) == ("visits", "nowhere")
    assert remembered._set_of(["a", why]) == remembered._set_of(["a"])


def test_a_file_that_changed_meanwhile_is_not_read_for_its_rows(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = made(tmp_path, SALES)
    rows = stayed_out(workspace, path)
    os.utime(path, ns=(1, 1))
    with pytest.raises(KnownError, match="file_changed"):
        refused.save(rows, tmp_path / "why.csv")
    path.unlink()
    with pytest.raises(KnownError, match="missing_file"):
        refused.save(rows, tmp_path / "why.csv")
    assert not (tmp_path / "why.csv").exists()


def test_refused_rows_of_a_workbook_are_saved_too(workspace: Workspace, tmp_path: Path) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(tmp_path / "list.xlsx"))
    sheet = book.add_worksheet()
    sheet.write_row(1, 1, ["Date", "Customer", "Amount"])
    sheet.write_row(2, 1, ["1.9.2026", "Eva Malá", 5])
    sheet.write_row(3, 1, ["soon", "Ada Malá", 7.5])
    book.close()
    rows = stayed_out(workspace, tmp_path / "list.xlsx")
    saved = rows_of(refused.save(rows, tmp_path / "why.csv"))
    assert saved[1:] == [["soon", "Ada Malá", "7.5", "“soon” is not a day."]]


def test_contacts_that_stayed_out_are_saved_as_a_table(
    workspace: Workspace, tmp_path: Path
) -> None:
    cards = (
        "BEGIN:VCARD\nVERSION:3.0\nFN:Eva Malá\nTEL:777100200\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:3.0\nFN:" + "x" * 400 + "\nTEL:777100201\nEND:VCARD\n"
    )
    rows = stayed_out(workspace, made(tmp_path, cards, "people.vcf"))
    head, row = rows_of(refused.save(rows, tmp_path / "why.csv"))
    assert head[-1] == "Why it stayed out"
    assert "777100201" in row


def test_a_cell_too_long_for_excel_is_told_and_not_cut(
    workspace: Workspace, tmp_path: Path
) -> None:
    text = f"date,customer,note\nsoon,Eva,{'x' * 40_000}\n"
    rows = stayed_out(workspace, made(tmp_path, text))
    with pytest.raises(KnownError, match="too_long_for_excel"):
        refused.save(rows, tmp_path / "why.xlsx")
    assert not (tmp_path / "why.xlsx").exists()
    assert len(rows_of(refused.save(rows, tmp_path / "why.csv"))[1][2]) == 40_000


def test_reasons_beyond_those_kept_in_full_leave_their_values_out(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.exchange.takers.MOST_PROBLEMS", 1)
    text = "date,customer\n31.2.2026,Eva\n32.2.2026,Ada\n33.2.2026,Iva\n"
    rows = stayed_out(workspace, made(tmp_path, text))
    assert [why for _row, why in rows.reasons()] == [
        "“31.2.2026” is not a day.",
        "“…” is not a day.",
        "“…” is not a day.",
    ]
