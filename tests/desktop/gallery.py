"""Every widget in pictures, light and dark: `python tests/desktop/gallery.py DIR`, then look."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from core.clock import FixedClock
from core.errors import KnownError, Problem
from core.people import customers
from core.store.workspace import Workspace
from desktop import theme
from desktop.desk import Desk
from desktop.widgets import badge
from desktop.widgets.badge import Badge
from desktop.widgets.button import Button, IconButton
from desktop.widgets.card import Card
from desktop.widgets.chart import Chart
from desktop.widgets.chips import Chips, Choice
from desktop.widgets.customer_picker import CustomerPicker
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.form import Form
from desktop.widgets.health_meter import Factor, FactorList, HealthHead
from desktop.widgets.label import STYLES, Label
from desktop.widgets.page import Page
from desktop.widgets.paper import Quote
from desktop.widgets.progress_bar import ProgressBar
from desktop.widgets.record_table import Column, RecordTable
from desktop.widgets.section import Section
from desktop.widgets.side_bar import SideBar
from desktop.widgets.split import Split
from desktop.widgets.stat import Stat
from desktop.widgets.timeline import Entry, Timeline
from desktop.widgets.undo_bar import UndoBar


@dataclass
class Voice:
    id: int
    who: str
    body: str
    kind: str
    polarity: str
    when: str
    amount: str


PLACES = ("today", "feedback", "suggestions", "customers", "surveys", "insights", "review")

BODIES = (
    ("complaint", "negative", "Čekala jsem čtyřicet minut, i když jsem byla objednaná na desátou."),
    ("praise", "positive", "Paldies, krāsa ir tieši tāda, kā gribēju!"),
    ("question", "neutral", "Do you also take cards, and can I book for two children at once?"),
    ("suggestion", "mixed", "Střih super, ale šatna by potřebovala zrcadlo."),
    ("other", "unread", "👍"),
)
NAMES = ("Žaneta Dvořáková", "Ilze Bērziņa", "Tom Ashford", "Ľubica Kováčová", "Anna Nováková")


def voices(count: int) -> list[Voice]:
    return [
        Voice(
            n,
            NAMES[n % 5],
            BODIES[n % 5][1 + 1],
            BODIES[n % 5][0],
            BODIES[n % 5][1],
            f"{n % 28 + 1} Sep",
            f"{450 + n * 37 % 900} Kč",
        )
        for n in range(count)
    ]


class ListPage(Page):
    """A list with its detail, as most pages are."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Feedback", "What customers told you, and what you did about it.")
        self.add_action("Import", "import", lambda: None)
        self.set_primary("Log feedback", "log", lambda: None, "Ctrl+N")
        self.add_search("Search in feedback", lambda text: None)
        self.add_filter(
            Chips(
                [Choice("new", "New"), Choice("waiting", "Waiting"), Choice("all", "All")],
                "Which feedback",
            )
        )
        rows = voices(5000)
        self.table = RecordTable(
            desk,
            "feedback",
            [
                Column("Kind", lambda v: "", look=lambda v: badge.kind(v.kind), width=124),
                Column("What was said", lambda v: v.body, stretch=True, sort="body"),
                Column("Mood", lambda v: "", look=lambda v: badge.polarity(v.polarity), width=112),
                Column("Who", lambda v: v.who, sort="who", width=136, tone=lambda v: "soft"),
                Column("When", lambda v: v.when, sort="when", align="right", width=84),
            ],
            sort="when",
            descending=True,
        )
        self.table.load_list(rows)
        self.body.addWidget(Split(desk, "feedback", self.table, detail(), share=0.66))


def detail() -> QWidget:
    card = Card(padding=24)
    head = QHBoxLayout()
    for look in (badge.kind("complaint"), badge.polarity("negative"), badge.reply("waiting")):
        head.addWidget(Badge(look))
    head.addStretch(1)
    head.addWidget(IconButton("more", "More"))
    card.body.addLayout(head)
    card.body.addSpacing(8)
    card.add(Label("Žaneta Dvořáková", "title"))
    card.add(Label("in the shop, 20 September, written down by Petra", "body", "soft", wrap=True))
    card.body.addSpacing(8)
    card.add(Quote(BODIES[0][2], "waited 40 minutes: −0.6"))
    card.body.addSpacing(8)
    card.add(
        Section(
            "Suggestions",
            "Nothing is linked yet.",
            action=Button("Link", kind="quiet", icon="link"),
        )
    )
    card.body.addStretch(1)
    row = QHBoxLayout()
    row.addWidget(Button("No reply needed"))
    row.addStretch(1)
    row.addWidget(Button("Write a reply", kind="primary", icon="reply"))
    card.body.addLayout(row)
    return card


class CardsPage(Page):
    """Numbers and cards, as Today and Insights are."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Today", "Three people need you today.", scroll=True)
        self.set_primary("Log feedback", "log", lambda: None)
        row = QHBoxLayout()
        row.setSpacing(16)
        for label, value, note, tone in (
            ("Check-ins due", "7", "2 overdue", "ink"),
            ("Complaints waiting", "3", "the oldest for 5 days", "negative"),
            ("Retention", "75 %", "of 312 customers, ±5 points", "ink"),
            ("NPS", "+42", "96 answers, ±14", "positive"),
        ):
            stat = Stat(label, link=True)
            stat.show_value(value, note, tone)
            row.addWidget(stat, 1)
        few = Stat("CSAT")
        few.show_too_few("4 answers; 10 are needed")
        row.addWidget(few, 1)
        self.body.addLayout(row)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addWidget(health(), 1)
        columns.addWidget(story(), 1)
        chart = Chart(desk, "Complaints", height=220)
        chart.show_chart("Waiting is half of all complaints", bars, "Waiting 24, price 11")
        columns.addWidget(chart, 1)
        self.body.addLayout(columns)
        empty = Card()
        empty.add(
            EmptyState(
                "surveys",
                "No survey yet. Ask your customers one short question.",
                "New survey",
                lambda: None,
            )
        )
        self.body.addWidget(empty)
        self.body.addStretch(1)


def bars(axes: Any, look: theme.Theme, tie: Any) -> None:
    names, counts = ("waiting", "price $5$", "colour", "staff"), (24, 11, 9, 4)
    drawn = axes.barh(names[::-1], counts[::-1], color=[look.accent] * 4, height=0.6)
    axes.bar_label(drawn, padding=4, color=look.ink)
    axes.set_xticks([])
    for bar, name in zip(drawn, names[::-1], strict=True):
        tie(bar, name, name)


def health() -> QWidget:
    card = Card("Health")
    head, factors = HealthHead(), FactorList()
    head.show_health(61.4, "watch", "Last seen 52 days ago, usually here every 34 days.")
    factors.show_factors(
        [
            Factor("Rhythm", 18, 40, "Comes every 34 days; 52 days have passed.", "1 Sep"),
            Factor("Spend", 17, 20, "A little above her own past.", "1 Sep"),
            Factor("Mood", 6, 20, "One complaint in September.", "20 Sep"),
            Factor("Survey", None, 20, "She has not answered a survey."),
        ]
    )
    card.add(head)
    card.add(factors)
    card.body.addStretch(1)
    return card


def story() -> QWidget:
    card = Card("What happened")
    line = Timeline()
    line.show_entries(
        [
            Entry(
                "complaint",
                "20 Sep",
                "Complaint",
                BODIES[0][2],
                "negative",
                badge.reply("waiting"),
                1,
            ),
            Entry("visit", "20 Sep", "Colour and cut", "2 450 Kč", "accent"),
            Entry("checkin", "3 Aug", "You called", "All well, comes in September.", "neutral"),
            Entry("praise", "1 Jun", "Praise", "“The best cut in years.”", "positive"),
        ]
    )
    card.add(line)
    card.body.addStretch(1)
    return card


class PartsPage(Page):
    """Everything else."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Parts", "Buttons, badges, type and forms.", scroll=True)
        columns = QHBoxLayout()
        columns.setSpacing(24)
        left, right = QVBoxLayout(), QVBoxLayout()
        columns.addLayout(left, 1)
        columns.addLayout(right, 1)
        self.body.addLayout(columns)
        buttons = Section("Buttons")
        row = QHBoxLayout()
        for kind in ("primary", "plain", "quiet", "danger"):
            row.addWidget(Button(kind.title(), kind=kind, icon="done" if kind != "plain" else ""))
        off = Button("Disabled")
        off.setEnabled(False)
        row.addWidget(off)
        row.addWidget(IconButton("edit", "Edit"))
        row.addStretch(1)
        buttons.body.addLayout(row)
        left.addWidget(buttons)
        left.addWidget(
            Chips(
                [
                    Choice(k, badge.kind(k).text, k, f"Alt+{n}")
                    for n, k in enumerate(
                        ("complaint", "question", "suggestion", "praise", "other"), 1
                    )
                ],
                "Kind",
            )
        )
        for words, look in (
            (("negative", "neutral", "positive", "mixed", "unread"), badge.polarity),
            (("open", "planned", "in_progress", "done", "declined", "merged"), badge.status),
            (("healthy", "watch", "at_risk", "unknown"), lambda word: badge.band(word, 61)),
            (("prospect", "first", "repeat", "loyal", "lost"), badge.stage),
        ):
            line = QHBoxLayout()
            for word in words:
                line.addWidget(Badge(look(word)))
            line.addStretch(1)
            left.addLayout(line)
        for style in STYLES:
            left.addWidget(Label(f"{style}: Žluťoučký kůň, ķīļrakšu glāžšķūnis 0123", style))
        tones = QHBoxLayout()
        for tone in ("ink", "soft", "accent", "positive", "warning", "negative"):
            tones.addWidget(Label(tone, "strong", tone))
        left.addLayout(tones)
        left.addStretch(1)
        card = Card(padding=24)
        form = Form()
        form.add_text("name", "Name", required=True, placeholder="Jana Nováková")
        form.add_text("body", "What was said", lines=3)
        form.add("customer_id", "Customer", CustomerPicker(desk))
        form.add_choice("channel", "Channel", [("shop", "In the shop"), ("phone", "Phone")])
        form.add_day("visited_on", "Day")
        form.add_money("amount", "Amount", "CZK", hint="Leave empty if unknown.").setText("12x")
        form.add_flag("asks_reply", "Would like a reply").setChecked(True)
        form.show_problems([Problem("amount", "“{value}” is not an amount.", {"value": "12x"})])
        card.add(form)
        right.addWidget(card)
        right.addStretch(1)


class Window(QMainWindow):
    def __init__(self, desk: Desk, page: Page) -> None:
        super().__init__()
        self.resize(1366, 768)
        bar = SideBar("Salon Žaneta")
        bar.set_primary("Log feedback", "log", lambda: None, "")
        for name in PLACES:
            bar.add(name, name.title(), name)
        bar.add_foot("settings", "Settings", "settings")
        bar.mark("feedback")
        bar.set_count("feedback", 3, "negative")
        bar.set_count("today", 7)
        foot = QVBoxLayout()
        foot.setContentsMargins(32, 0, 32, 16)
        self.undo = UndoBar(desk)
        foot.addWidget(ProgressBar(desk.tasks))
        foot.addWidget(self.undo)
        side = QVBoxLayout()
        side.setSpacing(0)
        side.addWidget(page, 1)
        side.addLayout(foot)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(bar)
        row.addLayout(side, 1)
        self.setCentralWidget(whole)


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    workspace = Workspace.in_memory(clock=FixedClock("2026-09-20T10:00:00Z"))
    desk = Desk.of(workspace)
    for mode in ("light", "dark"):
        theme.apply(app, mode)
        for page_class in (ListPage, CardsPage, PartsPage):
            page = page_class(desk)
            window = Window(desk, page)
            window.show()
            desk.tasks.wait_idle()
            if page_class is ListPage:
                page.table.select_first()
                page.table.setFocus()
                customers.add(workspace, customers.NewCustomer(name=f"Jana {mode}"))
            if page_class is PartsPage:
                desk.messages.problem(KnownError("x", "The disk is full. Nothing was changed."))
            for _again in range(20):
                app.processEvents()
            desk.tasks.wait_idle()
            window.grab().save(str(folder / f"{page_class.__name__}-{mode}.png"))
            window.close()
    desk.close()
    workspace.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
