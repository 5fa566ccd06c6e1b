"""Step 4: who used to come and does not any more, and perhaps why."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from core.i18n import _, ngettext
from core.insight.quarterly_review import words as review_words
from core.insight.quarterly_review.pages import LostCustomer, ReviewPages
from desktop import formats, theme
from desktop.desk import Desk
from desktop.review.step import Step
from desktop.review.words import more_in_app
from desktop.widgets.button import Button
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.label import Label
from desktop.widgets.list_keys import add_key, key_tip
from desktop.widgets.record_table import Column, RecordTable


class LostStep(Step):
    """The lost customers with what they were worth; Enter opens one."""

    def __init__(self, desk: Desk) -> None:
        lead = _("Whom would you call this week? Ask what happened; a call sells nothing.")
        super().__init__(desk, lead)
        self._count = Label("", "strong", wrap=True)
        self._reasons = Label("", "body", "soft", wrap=True)
        self._nobody = EmptyState("praise", _("Nobody was lost in this quarter."))
        self.win_back = Button(
            _("Win back"), self.ask_back, kind="primary", icon="phone", tip=key_tip("W")
        )
        self._person = Button(_("Open the customer"), self._open, icon="customers")
        self._more = Label("", "caption", "soft")
        self.table = self._make_table()
        self._lay_out()

    def _make_table(self) -> RecordTable:
        table = RecordTable(
            self.desk,
            "review_lost",
            _columns(),
            empty=self._nobody,
            identity=lambda lost: lost.customer_id,
        )
        table.setAccessibleName(_("Lost customers"))
        table.opened.connect(lambda _lost: self._open())
        table.picked.connect(self._allow)
        table.loaded.connect(table.select_one)
        add_key(table, "W", self.ask_back, _("Win back"))
        return table

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(theme.GRID)
        foot.addWidget(self.win_back)
        foot.addWidget(self._person)
        foot.addStretch(1)
        foot.addWidget(self._more)
        self.body.addWidget(self._count)
        self.body.addWidget(self._reasons)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(foot)

    def show_pages(self, pages: ReviewPages) -> None:
        count = ngettext(
            "{n} customer is past twice the usual time between visits since this quarter.",
            "{n} customers are past twice the usual time between visits since this quarter.",
            pages.lost_count,
        )
        words = count.format(n=formats.number(pages.lost_count))
        self._count.setText(" ".join((words, review_words.lost_money(pages))).strip())
        self._reasons.setText(review_words.lost_reasons(pages))
        for label in (self._count, self._reasons):
            label.setVisible(pages.lost_count > 0)
        self._nobody.say(review_words.nothing_lost(pages))
        for button in (self.win_back, self._person):
            button.setVisible(pages.lost_count > 0)
        more = more_in_app(pages.lost_count - len(pages.lost))
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self.table.load_list(pages.lost)

    def ask_back(self) -> None:
        """Note a call or a message to whoever is picked, and what came of it."""
        # A dialog with all its fields is needed only by whoever calls.
        from desktop.widgets.checkin_dialog import CheckinDialog

        lost = self.table.current()
        if lost is not None and lost.customer:
            CheckinDialog(
                self.desk, lost.customer_id, lost.customer, self.window(), because=_(lost.reason)
            ).open()

    def _open(self) -> None:
        lost = self.table.current()
        if lost is not None:
            self.desk.navigation.open("customers", lost.customer_id)

    def _allow(self, lost: LostCustomer | None) -> None:
        for button in (self.win_back, self._person):
            button.setEnabled(lost is not None and bool(lost.customer))


def _columns() -> list[Column]:
    return [
        Column(_("Customer"), lambda lost: lost.customer or _("Erased"), width=150, strong=True),
        Column(
            _("Last visit"),
            lambda lost: formats.day(lost.last_visit_on) if lost.last_visit_on else "–",
            width=112,
        ),
        Column(
            _("Visits"),
            lambda lost: formats.number(lost.visits),
            align="right",
            width=92,
            hidden_below=700,
        ),
        Column(_("Usual spend"), _spend, align="right", width=112, hidden_below=760),
        Column(_("Last year"), _year, align="right", width=104, hidden_below=560),
        Column(_("Likely reason"), _reason, stretch=True, lines=2, tone="soft", tip=_reason),
    ]


def _reason(lost: LostCustomer) -> str:
    """Why she may have gone, after what the shop did about it."""
    return " · ".join(words for words in (review_words.asked(lost), _(lost.reason)) if words)


def _spend(lost: LostCustomer) -> str:
    return _money(lost.usual_spend_minor, lost.currency)


def _year(lost: LostCustomer) -> str:
    return _money(lost.year_spend_minor, lost.currency)


def _money(minor: int | None, currency: str) -> str:
    return "–" if minor is None else formats.money(minor, currency)
