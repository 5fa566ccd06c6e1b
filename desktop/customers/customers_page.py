"""The list of customers, and one of them in detail."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from core.i18n import N_, _
from core.measures import health
from core.measures.points import whole
from core.people import customers
from core.people.customers import CustomerFilter, CustomerLine
from core.store import settings
from core.store.workspace import Workspace
from desktop.customers.customer_detail import CustomerDetail
from desktop.customers.dialogs import CustomerDialog
from desktop.desk import Desk
from desktop.formats import day, money, number
from desktop.widgets import badge
from desktop.widgets.badge import Look
from desktop.widgets.chips import Chips, Choice
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.page import Page
from desktop.widgets.record_table import Column, RecordTable
from desktop.widgets.shown_list import amount
from desktop.widgets.split import Split

BANDS = (
    ("all", N_("Everyone"), ""),
    ("at_risk", health.BANDS["at_risk"], "problem"),
    ("watch", health.BANDS["watch"], "warning"),
    ("healthy", health.BANDS["healthy"], "fine"),
    ("hidden", N_("Hidden"), "archive"),
)
NOTHING = N_("No customer is here. Add one, or bring in the list from your booking system.")


class CustomersPage(Page):
    """Everyone the shop knows, with how they are doing."""

    nouns = frozenset(
        {
            "customer",
            "visit",
            "touchpoint",
            "consent",
            "checkin",
            "goal",
            "feedback",
            "reply",
            "submission",
            "health_snapshot",
            "setting",
            "closure",
            "staff_member",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Customers"))
        self.set_primary(_("New customer"), "new_customer", self._add)
        self.add_action(_("Look for twins"), "twins", lambda: desk.navigation.open("twins"))
        self._field = self.add_search(
            _("Search by name, phone or e-mail"), lambda _text: self._load_anew()
        )
        self._band = Chips([Choice(key, _(text), icon) for key, text, icon in BANDS], _("Show"))
        self._band.choose("all")
        self._band.chosen.connect(lambda _key: self._load_anew())
        self.add_filter(self._band)
        self._currency = ""
        self._sought: int | None = None
        self._nothing = EmptyState(
            "customers", _(NOTHING), _("Import a file"), lambda: desk.navigation.open("exchange")
        )
        self._table = RecordTable(
            desk,
            "customers",
            self._columns(),
            empty=self._nothing,
            sort="name",
            also=self._more_columns(),
        )
        self.offer_list(lambda: _("Customers"), lambda: self._table)
        self._table.setAccessibleName(_("Customers"))
        self._detail = CustomerDetail(desk)
        self.lead_focus_to(self._table)
        self._table.picked.connect(self._pick)
        self._table.loaded.connect(lambda _rows: self._follow())
        self._detail.told.connect(self._follow)
        halves = self._table, self._detail
        self.body.addWidget(Split(desk, "customers", *halves, share=0.56, parent=self))

    def reload(self) -> None:
        self._load()
        self._detail.reload()

    def show_target(self, target: object) -> None:
        if isinstance(target, CustomerFilter):
            self._set_filter(target)
            self._load_anew()
        elif isinstance(target, int):
            self._sought = target
            # What was typed a moment ago must not send her away again.
            self._field.show_text(self._field.text())
            self._detail.show_customer(target)
            # Whoever is not among the rows read so far leaves nobody else marked.
            self._table.select(None)
            self._table.select(target)
            self._load()

    def _load_anew(self) -> None:
        """Another list: whoever was shown may not be in it, and must not be changed unseen."""
        self._sought = None
        self._detail.show_customer(None)
        self._load(stays=False)

    def _load(self, *, stays: bool = True) -> None:
        """Read the list; with `stays` it is read where the person selected in it is."""
        # Not on the window's thread: an import may keep the file to itself for a while.
        self.read(
            partial(_look_up, self.desk.workspace, self._filter(), self._sought),
            partial(self._show_list, stays),
            "list",
        )

    def _filter(self) -> CustomerFilter:
        key = self._band.value
        band = key if key in ("at_risk", "watch", "healthy") else None
        return CustomerFilter(self._field.text(), band, archived=key == "hidden")

    def _set_filter(self, wanted: CustomerFilter) -> None:
        self._field.show_text(wanted.text)
        self._band.choose("hidden" if wanted.archived else wanted.band or "all")

    def _show_list(self, stays: bool, found: _LookedUp) -> None:
        workspace, wanted, self._currency = self.desk.workspace, found.wanted, found.currency
        if found.elsewhere:
            self._set_filter(wanted)
        if self._sought is not None:
            self._table.select(self._sought)
            self._sought = None
        searched = bool(wanted.text.strip()) or self._band.value != "all"
        self._nothing.say(_("Nothing fits this choice.") if searched else _(NOTHING))
        self._table.load(
            lambda offset, limit, sort, descending: customers.find(
                workspace, wanted, sort=sort, descending=descending, offset=offset, limit=limit
            ),
            partial(customers.count, workspace, wanted),
            partial(customers.place, workspace, wanted=wanted) if stays else None,
        )

    def _columns(self) -> list[Column]:
        return [
            Column(
                _("Name"), lambda line: line.customer.name, sort="name", stretch=True, strong=True
            ),
            Column(
                _("Health"),
                lambda line: "",
                look=_health,
                sort="score",
                width=104,
                tip=_band,
                value=lambda line: None if line.score is None else whole(line.score),
            ),
            Column(
                _("Visits"),
                lambda line: number(line.visits),
                sort="visits",
                align="right",
                width=92,
                value=lambda line: line.visits,
            ),
            Column(
                _("Spent"),
                self._spent,
                sort="spend",
                align="right",
                width=112,
                value=lambda line: amount(line.spend_minor),
            ),
            Column(
                _("Last visit"),
                _last_visit,
                sort="last_visit_on",
                align="right",
                width=116,
                value=lambda line: line.last_visit_on,
            ),
        ]

    def _more_columns(self) -> list[Column]:
        """What one wants of everybody in a saved list, to write to them or to call."""
        return [
            Column(_("Currency"), lambda line: self._currency),
            Column(_("State"), _band),
            Column(_("Phone"), lambda line: line.customer.phone),
            Column(_("E-mail"), lambda line: line.customer.email),
            Column(_("Note"), lambda line: line.customer.note),
        ]

    def _spent(self, line: CustomerLine) -> str:
        return money(line.spend_minor, self._currency) if line.spend_minor else ""

    def _pick(self, line: CustomerLine | None) -> None:
        if line is not None:
            self._sought = self._sought if line.id == self._sought else None
            self._detail.show_customer(line.id)

    def _follow(self) -> None:
        """Let the row say the score that the page of its customer says: the list's is kept."""
        portrait, line = self._detail.portrait, self._table.current()
        if portrait is None or line is None or line.id != portrait.customer.id:
            return
        health = portrait.health.health
        if health is None or portrait.customer.archived:
            return
        if (line.score, line.band) != (health.score, health.band):
            self._table.replace(replace(line, score=health.score, band=health.band))

    def _add(self) -> None:
        dialog = CustomerDialog(self.desk, None, self)
        dialog.accepted.connect(
            lambda: self.desk.navigation.open("customers", dialog.saved_record.id)
        )
        dialog.open()


@dataclass(frozen=True, slots=True)
class _LookedUp:
    """What the list is to show, whether it is another than was asked for, and the currency."""

    wanted: CustomerFilter
    elsewhere: bool
    currency: str


def _look_up(workspace: Workspace, wanted: CustomerFilter, sought: int | None) -> _LookedUp:
    """The list wanted; where somebody sought is not in it, the whole list that she is in."""
    lists = (wanted, CustomerFilter(), CustomerFilter(archived=True))
    if sought is None:
        found = wanted
    else:
        holding = (each for each in lists if customers.place(workspace, sought, each) is not None)
        found = next(holding, wanted)
    return _LookedUp(found, found != wanted, settings.get(workspace, settings.CURRENCY))


def _health(line: CustomerLine) -> Look | None:
    """The score with the sign of its band; in a list the word of the band is only the tip."""
    if line.band is None or line.score is None:
        return None
    look = badge.band(line.band)
    return Look(str(whole(line.score)), look.tone, look.icon)


def _band(line: CustomerLine) -> str:
    return badge.band(line.band).text if line.band else ""


def _last_visit(line: CustomerLine) -> str:
    return day(line.last_visit_on) if line.last_visit_on else ""
