"""Step 4: who used to come and does not any more, and perhaps why."""

from __future__ import annotations

from core.i18n import _, ngettext
from core.insight.review_pages import LostCustomer, ReviewPages
from desktop import formats
from desktop.desk import Desk
from desktop.review.step import Step
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.label import Label
from desktop.widgets.record_table import Column, RecordTable


class LostStep(Step):
    """The lost customers with what they were worth; Enter opens one."""

    def __init__(self, desk: Desk) -> None:
        lead = _("Whom would you call this week? Ask what happened; a call sells nothing.")
        super().__init__(desk, lead)
        self._count = Label("", "strong", wrap=True)
        self.table = RecordTable(
            desk,
            "review_lost",
            _columns(),
            empty=EmptyState("praise", _("Nobody was lost in this quarter.")),
            identity=lambda lost: lost.customer_id,
        )
        self.table.setAccessibleName(_("Lost customers"))
        self.table.opened.connect(lambda lost: desk.navigation.open("customers", lost.customer_id))
        self.body.addWidget(self._count)
        self.body.addWidget(self.table, 1)

    def show_pages(self, pages: ReviewPages) -> None:
        count = ngettext(
            "{n} customer is past twice the usual time between visits since this quarter.",
            "{n} customers are past twice the usual time between visits since this quarter.",
            pages.lost_count,
        )
        self._count.setText(count.format(n=formats.number(pages.lost_count)))
        self._count.setVisible(pages.lost_count > 0)
        self.table.load_list(pages.lost)


def _columns() -> list[Column]:
    return [
        Column(_("Customer"), lambda lost: lost.customer or _("Erased"), width=170, strong=True),
        Column(
            _("Last visit"),
            lambda lost: formats.day(lost.last_visit_on) if lost.last_visit_on else "–",
            width=120,
        ),
        Column(_("Visits"), lambda lost: formats.number(lost.visits), align="right", width=88),
        Column(_("Usual spend"), _spend, align="right", width=116),
        Column(_("Likely reason"), lambda lost: _(lost.reason), stretch=True, tone=_soft),
    ]


def _spend(lost: LostCustomer) -> str:
    if lost.usual_spend_minor is None:
        return "–"
    return formats.money(lost.usual_spend_minor, lost.currency)


def _soft(_lost: LostCustomer) -> str:
    return "soft"
