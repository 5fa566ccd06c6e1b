"""Writes the workbooks of form programs and plain tables that stand beside this file.

`python tests/data/imports/make_form_workbooks.py` makes them anew; only invented people. The old
.xls needs the package xlwt, which nothing else here uses; without it that one file stays.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter

HERE = Path(__file__).parent
at = datetime.fromisoformat
Cell = str | int | float | date | datetime | None
MADE_ON = at("2026-09-21 08:00:00")

MICROSOFT: list[list[Cell]] = [
    [
        "ID", "Start time", "Completion time", "Email", "Name", "Last modified time",
        "How likely are you to recommend us to a friend or colleague?",
        "What did you have done today?", "The staff listened to me", "The price was fair",
        "Would you come again?", "What could we do better?", "Your name (optional)",
    ],
    [
        1, at("2026-09-18 14:01:12"), at("2026-09-18 14:03:40"), "anonymous", None,
        None, 9, "Cut;Colour;", "Strongly agree", "Agree", "Yes",
        "More parking; it took me ages to find a place.", "Winifred Ashe",
    ],
    [
        2, at("2026-09-18 20:15:00"), at("2026-09-18 20:16:02"), "anonymous", None, None,
        3, "Massage;", "Disagree", "Strongly disagree", "No",
        "The room was cold, and nobody offered a blanket.", None,
    ],
    [
        3, at("2026-09-19 09:30:00"), at("2026-09-19 09:33:20"), "anonymous", None, None,
        10, "Cut;Beard trim;", "Strongly agree", "Neutral", "Yes", None, None,
    ],
    [
        4, at("2026-09-20 07:59:59"), at("2026-09-20 08:04:00"), "ida.crane@example.com",
        "Ida Crane", None, 7, "Cut;", "Agree", "Agree", "Maybe", None, None,
    ],
]  # fmt: skip
MICROSOFT_CZECH: list[list[Cell]] = [
    [
        "ID", "Čas zahájení", "Čas dokončení", "E-mail", "Jméno",
        "Jak pravděpodobné je, že byste nás doporučili příteli nebo kolegovi?",
        "Jak jste byli spokojeni s obsluhou?", "Co vás k nám přivedlo?", "Vaše jméno",
    ],
    [
        1, at("2026-09-18 16:00:00"), at("2026-09-18 16:02:05"), "anonymous", None, 10,
        "Velmi spokojen/a", "Doporučení;Instagram;", "Renata Bystrá",
    ],
    [
        2, at("2026-09-18 19:00:00"), at("2026-09-18 19:01:00"), "anonymous", None, 6,
        "Ani spokojen/a, ani nespokojen/a", "Výloha;", None,
    ],
    [
        3, at("2026-09-19 08:00:00"), at("2026-09-19 08:03:00"), "anonymous", None, 8,
        "Spokojen/a", "Instagram;Výloha;", None,
    ],
]  # fmt: skip
VISITS_XLS: list[list[Cell]] = [
    ["Datum", "Zákazník", "Telefon", "Služba", "Částka", "Poznámka"],
    [date(2026, 9, 7), "Šárka Ďurišová", "777 300 601", "Manikúra", 590, None],
    [date(2026, 9, 7), "Ota Veselý", 777300602, "Střih", 350.5, "přišel dřív"],
    [date(2026, 9, 8), "Šárka Ďurišová", "777 300 601", "Pedikúra", 650, None],
    [None, None, None, "Celkem", 1590.5, None],
]
FEEDBACK_ODS: list[list[Cell]] = [
    ["Datums", "Klients", "Tālrunis", "Ko teica"],
    [date(2026, 9, 14), "Aija Liepa", "26300901", "Ļoti patika krāsa, noteikti nākšu vēl."],
    [date(2026, 9, 15), None, None, "Vai varētu strādāt arī svētdienās?"],
    [date(2026, 9, 16), "Uldis Zariņš", "26300902", "Gaidīju pusstundu, un neviens neatvainojās."],
]


def main() -> None:
    """Write every workbook."""
    _xlsx("Visit feedback(1-4).xlsx", MICROSOFT)
    _xlsx("Dotazník po návštěvě(1-3).xlsx", MICROSOFT_CZECH)
    _ods("atsauksmes.ods", FEEDBACK_ODS)
    _xls("navstevy.xls", VISITS_XLS)


def _xlsx(name: str, rows: Sequence[Sequence[Cell]]) -> None:
    book = xlsxwriter.Workbook(str(HERE / name))
    book.set_properties({"created": MADE_ON})
    sheet = book.add_worksheet("Sheet1")
    moment = book.add_format({"num_format": "m/d/yy h:mm:ss"})
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            if isinstance(cell, datetime):
                sheet.write_datetime(number, place, cell, moment)
            elif cell is not None:
                sheet.write(number, place, cell)
    book.close()


def _xls(name: str, rows: Sequence[Sequence[Cell]]) -> None:
    try:
        import xlwt
    except ImportError:
        return
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Návštěvy")
    day = xlwt.easyxf(num_format_str="D. M. YYYY")
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write(number, place, cell, day)
            elif cell is not None:
                sheet.write(number, place, cell)
    book.save(str(HERE / name))


def _ods(name: str, rows: Sequence[Sequence[Cell]]) -> None:
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    lines = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} '
        'office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="Lapa1">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
        f'manifest:version="1.2"><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{kind}"/><manifest:file-entry '
        'manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    with zipfile.ZipFile(HERE / name, "w") as packed:
        for inner, text in (
            ("mimetype", kind), ("content.xml", content), ("META-INF/manifest.xml", manifest),
        ):  # fmt: skip
            entry = zipfile.ZipInfo(inner, MADE_ON.timetuple()[:6])
            packing = zipfile.ZIP_STORED if inner == "mimetype" else zipfile.ZIP_DEFLATED
            packed.writestr(entry, text, packing)


def _ods_cell(cell: Cell) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, date):
        day = cell.isoformat()
        return (
            f'<table:table-cell office:value-type="date" office:date-value="{day}">'
            f"<text:p>{cell:%d.%m.%Y}</text:p></table:table-cell>"
        )
    text = escape(str(cell))
    return (
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
    )


if __name__ == "__main__":
    main()
