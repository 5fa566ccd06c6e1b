"""Where each program hides its export: help for whoever has no file yet."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from core.i18n import N_, _
from desktop import theme
from desktop.widgets.button import Button
from desktop.widgets.label import Label
from desktop.widgets.scroll_pane import ScrollPane
from desktop.widgets.section import Section

SIZE = (620, 560)


@dataclass(frozen=True, slots=True)
class Way:
    """The way to the export of one program; `steps` is a msgid."""

    program: str
    steps: str


# Menus are named as the program itself names them, whatever language the app speaks.
GROUPS: tuple[tuple[str, tuple[Way, ...]], ...] = (
    (
        N_("Booking systems and tills"),
        (
            Way("Fresha", N_("Clients → Clients list → Options → Export. For visits and bookings: "
                             "Reports → Appointments list → Export.")),
            Way("Vagaro", N_("Reports → Customers → Customers list → Export to Excel.")),
            Way("Square", N_("Customers → Directory → Export customers. For sales: "
                             "Reports → Item sales → Export → Items detail, a year at a time.")),
            Way("Acuity", N_("Reports → Import/export → Export appointments.")),
            Way("SumUp", N_("Sales → Export → CSV. It knows no names: they come as sales "
                            "of walk-ins.")),
        ),
    ),
    (
        N_("Web shops"),
        (
            Way("Shoptet", N_("Zákazníci → Export → CSV.")),
            Way("Upgates", N_("Zákazníci → Export → CSV.")),
            Way("Kupshop", N_("Zákazníci → Export.")),
            Way("Shopify", N_("Customers → Export → All customers, plain CSV file.")),
        ),
    ),
    (
        N_("Forms and surveys"),
        (
            Way("Google Forms", N_("Responses → ⋮ → Download responses (.csv). Unpack the ZIP "
                                   "before you drop the file.")),
            Way("Microsoft Forms", N_("Responses → Open in Excel.")),
            Way("Typeform", N_("Results → Responses → Download → CSV.")),
            Way("SurveyMonkey", N_("Analyze results → Save as → Export file → All individual "
                                   "responses, with condensed columns.")),
        ),
    ),
    (
        N_("Contacts and calendars"),
        (
            Way("Google", N_("Contacts: Export → vCard. Calendar: Settings → Import & export → "
                             "Export, then unpack the ZIP.")),
            Way("iCloud", N_("Contacts: select all → Export vCard.")),
            Way("Outlook", N_("Contacts as vCard (.vcf), the calendar as iCalendar (.ics).")),
        ),
    ),
    (
        N_("A table of your own"),
        (
            Way("Excel, LibreOffice, Numbers", N_("Save it as it is. One row of headings and one "
                                                  "row for each customer, visit or voice is all "
                                                  "it needs.")),
        ),
    ),
)  # fmt: skip


class GettingOut(QDialog):
    """Lists the programs with the few clicks to their export."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = _("Where do I get the file?")
        self.setWindowTitle(title)
        self.resize(*SIZE)
        pane = ScrollPane(spacing=theme.GRID * 3)
        pane.setAccessibleName(title)
        # Nothing in it takes the focus, so the arrow keys need the pane itself.
        pane.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for heading, ways in GROUPS:
            pane.body.addWidget(_group(_(heading), ways))
        pane.body.addStretch(1)
        self.close_button = Button(_("Close"), self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        side = theme.GRID * 3
        column.setContentsMargins(side, side, side, theme.GRID * 2)
        column.setSpacing(theme.GRID * 2)
        column.addWidget(Label(title, "title", wrap=True))
        lead = _("Menus move from year to year: look for the word Export near the list you want.")
        column.addWidget(Label(lead, "body", "soft", wrap=True))
        column.addWidget(pane, 1)
        column.addLayout(foot)
        pane.setFocus()


def _group(heading: str, ways: tuple[Way, ...]) -> QWidget:
    section = Section(heading)
    for way in ways:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(way.program, "strong"))
        words.addWidget(Label(_(way.steps), "body", "soft", wrap=True, select=True))
        section.body.addLayout(words)
    return section
