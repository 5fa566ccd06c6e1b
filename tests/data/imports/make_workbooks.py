"""Writes the workbooks of the museum, cell by cell as their programs do.

A workbook cannot be read in a diff, so this says what is in it. Run it from the project's folder:
`python tests/data/imports/make_workbooks.py`.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from xlsxwriter import Workbook

HERE = Path(__file__).parent
# Otherwise every run would give other bytes.
WRITTEN = dt.datetime(2026, 9, 18, 12, 0, 0, tzinfo=dt.UTC)

VAGARO = (
    ("Customers List",),
    ("Salon on Dock Street",),
    ("Printed 09/18/2026 3:04 PM",),
    (),
    (
        "First Name", "Last Name", "Email", "Mobile", "Day", "Night", "Address", "Apt/Suite",
        "City", "State", "Zip", "Birthdate", "Gender", "Customer Since", "Last Visited",
        "Membership", "Tags", "Refered By", "Online Booking", "Credit Card", "Bank",
        "Appointments Booked", "Classes Booked", "Check-Ins", "Points Earned", "Amount Paid",
        "No Shows/Cancellations", "Employee Seen",
    ),
    (
        "Mona", "Hartley", "mona@example.com", "(555) 010-0142", "(555) 010-0143", "",
        "1 Dock Street", "", "Portland", "ME", "04101", "02/03/1990", "Female", "03/09/2024",
        "09/04/2026", "Gold", "VIP, Colour", "Roy Pemberton", "Yes", "No", "No",
        12, 0, 12, 340, "$1,234.50", 1, "Nia",
    ),
    (
        "Roy", "Pemberton", "", "", "(555) 010-0144", "(555) 010-0145", "", "", "", "", "",
        "", "Male", "03/10/2024", "Never", "---", "", "", "No", "No", "No",
        0, 0, 0, 0, "$0.00", 0, "",
    ),
    (
        "Zoë", "", "zoe@example.com", "", "", "", "", "", "", "", "",
        "09/21", "", dt.date(2025, 1, 31), dt.date(2026, 8, 1), "", "", "", "Yes", "", "",
        3, 0, 3, 45, "$45.00", 2, "Nia, Tom",
    ),
    (
        "Mona", "Hartley", "", "(555) 010-0199", "", "", "", "", "", "", "", "", "", "04/01/2025",
        "Never", "", "", "", "Yes", "", "", 0, 0, 0, 0, "$0.00", 0, "",
    ),
    (),
    (
        "Total", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "",
        15, 0, 15, 385, "$1,279.50", 3,
    ),
)  # fmt: skip


def write(name: str, sheet: str, rows: tuple[tuple[object, ...], ...]) -> None:
    """Write one sheet; days are days, everything else is what it is."""
    with Workbook(HERE / name) as book:
        book.set_properties({"created": WRITTEN})
        page = book.add_worksheet(sheet)
        days = book.add_format({"num_format": "mm/dd/yyyy"})
        for at, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, dt.date):
                    page.write_datetime(at, column, dt.datetime.combine(cell, dt.time()), days)
                elif cell != "":
                    page.write(at, column, cell)


if __name__ == "__main__":
    write("CustomersList.xlsx", "CustomersList", VAGARO)
