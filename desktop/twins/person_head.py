"""Who one of the two is at a glance, above her particulars."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.i18n import _, ngettext
from desktop import theme
from desktop.formats import day, money, number
from desktop.twins.reading import Side
from desktop.widgets.badge import Badge, Look
from desktop.widgets.button import Button
from desktop.widgets.label import Label


class PersonHead(QWidget):
    """Whether her record stays, her name, which leads to her page, and her figures."""

    def __init__(
        self, side: Side, currency: str, *, stays: bool, go: Callable[[int], object]
    ) -> None:
        super().__init__()
        customer = side.customer
        self.name = Button(customer.name, lambda: go(customer.id), kind="link")
        self.name.setToolTip(_("Open the customer"))
        look = Look(_("Stays"), "accent", "pin") if stays else Look(_("Joins"), "neutral", "merge")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.GRID)
        column.setSpacing(theme.GRID // 2)
        column.addWidget(Badge(look))
        column.addWidget(self.name)
        column.addWidget(Label(figures(side, currency), "body", "soft", wrap=True))
        column.addStretch(1)


def figures(side: Side, currency: str) -> str:
    """Visits, spend and the last visit, in one sentence."""
    if not side.visits or side.last_visit_on is None:
        return _("No visit is noted yet.")
    return ngettext(
        "{n} visit, {spend}, last on {day}.", "{n} visits, {spend}, last on {day}.", side.visits
    ).format(
        n=number(side.visits),
        spend=money(side.spend_minor, currency),
        day=day(side.last_visit_on),
    )
