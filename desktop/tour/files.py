"""The files that the tour drops: as the programs write them, about people who do not exist."""

from __future__ import annotations

from pathlib import Path

_SHOPTET = """\
email;billingFullName;guid;registrationDate;billingCity;phone;birthDate;customerGroup;note
"jitka.sirova@example.cz";"Jitka Šírová";"6f1c2a50";"2024-03-18 09:41:07";"Ústí nad Labem";\
"+420777300101";"1988-06-05";"Maloobchod";"Alergie na amoniak; barvit jen bez něj"
"radim.cech@example.cz";"Radim Čech";"6f1c2a51";"2025-11-30 21:05:44";"Žďár nad Sázavou";\
"777 300 102";"";"Velkoobchod";""
"zdenka@example.cz";"Zdeňka Kučerová";"6f1c2a52";"2026-01-02 08:00:00";"Trnava";\
"+421905300103";"31.2.1979";"Maloobchod";"chodí v září"
"""
_GOOGLE_FORMS = """\
Časová značka,E-mailová adresa,"Jak pravděpodobné je, že nás doporučíte?",\
Jak jste byli spokojeni s výsledkem?,Co bychom mohli zlepšit?
20.09.2026 10:02:11,alena@example.cz,10,5,"Nic, bylo to skvělé."
20.09.2026 18:45:00,,8,4,Delší otevírací doba v pátek.
21.09.2026 8:13:57,pavel.dub@example.cz,4,2,"Čekali jsme, ačkoli jsme byli objednaní na devátou."
"""
_VAGARO = (
    ("Customers List",),
    ("Printed 09/18/2026 3:04 PM",),
    (),
    ("First Name", "Last Name", "Email", "Mobile", "Day", "Birthdate", "Customer Since",
     "Last Visited", "Tags", "Appointments Booked", "Amount Paid"),
    ("Mona", "Hartley", "mona@example.com", "(555) 010-0142", "(555) 010-0143", "02/03/1990",
     "03/09/2024", "09/04/2026", "VIP, Colour", 12, "$1,234.50"),
    ("Roy", "Pemberton", "", "", "(555) 010-0144", "", "03/10/2024", "Never", "---", 0, "$0.00"),
    ("Zoë", "Adler", "zoe@example.com", "(555) 010-0146", "", "09/21/1984", "01/31/2025",
     "08/01/2026", "", 3, "$45.00"),
    (),
    ("Total", "", "", "", "", "", "", "", "", 15, "$1,279.50"),
)  # fmt: skip


def write(folder: Path) -> dict[str, Path]:
    """Write a file of each program into a folder; gives them by the program's name."""
    files = {
        "vagaro": folder / "CustomersList.xlsx",
        "shoptet": folder / "customers.csv",
        "google-forms": folder / "Po návštěvě (Odpovědi).csv",
    }
    _write_workbook(files["vagaro"])
    files["shoptet"].write_text(_SHOPTET, encoding="cp1250")
    files["google-forms"].write_text(_GOOGLE_FORMS, encoding="utf-8")
    return files


def _write_workbook(path: Path) -> None:
    from xlsxwriter import Workbook

    with Workbook(str(path)) as book:
        sheet = book.add_worksheet("CustomersList")
        for number, row in enumerate(_VAGARO):
            sheet.write_row(number, 0, row)
