"""The page of twins: likely pairs at the left, both people side by side at the right."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.errors import KnownError
from core.i18n import N_, _
from core.people import customers, duplicates, merging
from core.people.customers import NewCustomer
from core.people.duplicates import Twins
from core.store.changes import Changes
from desktop.desk import Desk
from desktop.tasks import LongTask
from desktop.twins.columns import columns, more_columns
from desktop.twins.pair_view import ONE_KEY, SWAP_KEY, TWO_KEY, PairView
from desktop.twins.reading import Key, key_of, still_there
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.page import Page
from desktop.widgets.record_table import RecordTable
from desktop.widgets.split import Split

ABOUT_THEM = frozenset({"visit", "touchpoint", "consent", "feedback", "reply", "submission"})
LEAD = N_("People who may be here twice, the likeliest first.")
NOBODY = N_("No twins found.")
PAIRS = frozenset({"customer", "also_known", "told_apart"})


class TwinsPage(Page):
    """Finds likely pairs once, and keeps them until somebody's particulars change.

    A target is the id of a customer: then only pairs with her are shown, also weak ones. Or it
    is a pair of ids that the owner chose: then these two are shown, whatever they are like.
    """

    nouns = PAIRS | ABOUT_THEM

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Twins"), _(LEAD))
        self._found: list[Twins] | None = None
        self._outdated = False
        self._told_apart: set[Key] = set()
        self._own_words = 0
        self._task: LongTask | None = None
        self._only: int | None = None
        self._chosen: Key | None = None
        self._place = 0
        self._shown: list[Twins] = []
        self.everybody = self.add_action(_("Show all pairs"), "close", self.show_everybody)
        self.everybody.hide()
        self.again = self.add_action(_("Look again"), "redo", self.look)
        self.offer_list(lambda: _("Twins"), lambda: self.table)
        self.table = RecordTable(desk, "twins", columns(), identity=key_of, also=more_columns())
        self.table.setAccessibleName(_("Likely twins"))
        self.detail = PairView(desk)
        self._busy = EmptyState(
            "search", _("Looking for people who are here twice…"), _("Stop"), self.stop
        )
        self._stopped = EmptyState(
            "search", _("The search was stopped before its end."), _("Look again"), self.look
        )
        self._nobody = EmptyState("fine", _(NOBODY))
        self._views = QStackedWidget(self)
        self.split = Split(desk, "twins", self.table, self.detail, share=0.35, parent=self._views)
        for view in (self.split, self._busy, self._stopped, self._nobody):
            self._views.addWidget(view)
        self.body.addWidget(self._views, 1)
        self.lead_focus_to(self.table)
        self._connect()

    # -- finding --------------------------------------------------------------------------

    def reload(self) -> None:
        if self._chosen is not None:
            self._compare(self._chosen)
        elif self._found is None or self._outdated:
            self.look()
        else:
            self._show_standing(self._found)
        self.detail.reload()

    def look(self) -> None:
        """Look through everybody, in the background."""
        shop = self.desk.workspace
        self._told_apart.clear()
        self._outdated = False
        if not self._shown:
            self._views.setCurrentWidget(self._busy)
        self._task = self.desk.tasks.long(
            _("Looking for twins"),
            lambda progress: duplicates.find(shop, progress),
            self._keep,
            self._not_found,
            key=(id(self), "look"),
            owner=self,
        )

    def stop(self) -> None:
        """Look no further."""
        if self._task is not None:
            self._task.cancel()

    def _keep(self, found: list[Twins]) -> None:
        self._found = found
        if self._chosen is None:
            self._show_standing(found)

    def _not_found(self, error: KnownError) -> None:
        if not self._shown and self._chosen is None:
            self._views.setCurrentWidget(self._stopped)
        if error.code != "cancelled":
            self.desk.messages.problem(error)

    def _notice_words(self, changes: Changes) -> None:
        """Merges are seen in the pairs themselves; other news about people needs a new look."""
        if "told_apart" in changes.nouns and "also_known" not in changes.nouns:
            if self._own_words and not changes.undo:
                self._own_words -= 1
            else:
                self._outdated = True
        elif "customer" in changes.nouns and "also_known" not in changes.nouns:
            self._outdated = True

    # -- showing --------------------------------------------------------------------------

    def show_target(self, target: object) -> None:
        if isinstance(target, int):
            unread = self._chosen is not None and self._found is None
            self._chosen, self._only = None, target
            self.everybody.show()
            shop = self.desk.workspace
            self.read(partial(customers.get, shop, target), self._name_only, "only")
            self.look() if unread else self._show_standing(self._found or [])
        elif isinstance(target, tuple):
            one, other = sorted(target)
            self._only, self._chosen = None, (one, other)
            self.everybody.show()
            self.set_lead(_("Are these two one person?"))
            self._compare(self._chosen)

    def show_everybody(self) -> None:
        """Show all pairs again, not only those of one person."""
        self._forget_target()
        self.reload()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous() and (self._only or self._chosen):
            # Whoever comes back without naming anybody means all.
            self._forget_target()
            self._stale = True

    def _forget_target(self) -> None:
        self._only = self._chosen = None
        self.everybody.hide()
        self.set_lead(_(LEAD))
        self._nobody.say(_(NOBODY))

    def _name_only(self, customer: customers.Customer) -> None:
        if self._only == customer.id:
            self.set_lead(_("Who may be {name} once more.").format(name=customer.name))
            self._nobody.say(_("No twin of {name} was found.").format(name=customer.name))

    def _compare(self, pair: Key) -> None:
        def show(twins: Twins) -> None:
            if self._chosen == pair:
                self._list([twins])

        compared = partial(duplicates.compare, self.desk.workspace, *pair)
        self.desk.tasks.read(
            compared, show, lambda _gone: self._lose(pair), key=(id(self), "standing"), owner=self
        )

    def _lose(self, pair: Key) -> None:
        """One of the two that were chosen is no more."""
        if self._chosen == pair:
            self._list([])

    def _show_standing(self, found: list[Twins]) -> None:
        self.read(
            partial(still_there, self.desk.workspace, found, self._only), self._show, "standing"
        )

    def _show(self, standing: list[Twins]) -> None:
        if self._found is None or self._chosen is not None:
            return
        self._list(
            [
                twins
                for twins in standing
                if key_of(twins) not in self._told_apart
                and (self._only is None or self._only in key_of(twins))
            ]
        )

    def _list(self, shown: list[Twins]) -> None:
        self._shown = shown
        self._turn_to(self.split if self._shown else self._nobody)
        if not self._shown:
            self.detail.show_twins(None)
        self.table.load_list(self._shown)

    def _turn_to(self, view: QWidget) -> None:
        """Show a view; the list, when it comes, takes the focus that waited beside it."""
        comes = view is self.split and self._views.currentWidget() is not view
        self._views.setCurrentWidget(view)
        here = self.window().focusWidget()
        if comes and self.isVisible() and (here is None or self.isAncestorOf(here)):
            self.setFocus()

    def _settle(self, rows: int) -> None:
        """After a decision the next pair comes into view by itself."""
        if rows and self.table.current() is None and self._shown:
            place = min(self._place, len(self._shown) - 1)
            self.table.select(key_of(self._shown[place]))

    def _pick(self, twins: Twins | None) -> None:
        if twins is None:
            return
        self._place = next(
            (at for at, each in enumerate(self._shown) if key_of(each) == key_of(twins)), 0
        )
        self.detail.show_twins(twins)

    # -- deciding -------------------------------------------------------------------------

    def _merge(self, kept_id: int, merged_id: int, particulars: NewCustomer) -> None:
        shop = self.desk.workspace
        self._decide()
        self.desk.tasks.write(
            partial(merging.merge, shop, kept_id, merged_id, particulars),
            lambda kept: self._decided(kept.id),
            self._refused,
            owner=self,
        )

    def _tell_apart(self, twins: Twins) -> None:
        self._own_words += 1
        self._told_apart.add(key_of(twins))
        self._decide()
        self.desk.tasks.write(
            partial(duplicates.tell_apart, self.desk.workspace, twins.one.id, twins.other.id),
            lambda _told: self._decided(twins.one.id),
            partial(self._not_told, key_of(twins)),
            owner=self,
        )

    def _not_told(self, key: Key, error: KnownError) -> None:
        self._own_words -= 1
        self._told_apart.discard(key)
        self._refused(error)

    def _refused(self, error: KnownError) -> None:
        self._decided()
        self.desk.messages.problem(error)

    def _decide(self) -> None:
        """One decision at a time; the list has the focus, and then the next pair."""
        self.setFocus()
        self.detail.set_busy(True)

    def _decided(self, customer_id: int | None = None) -> None:
        """Free for the next decision; from two who were chosen one goes back to the customer."""
        self.detail.set_busy(False)
        if customer_id is not None and self._chosen is not None:
            self.desk.navigation.open("customers", customer_id)

    def _walk(self, step: int) -> None:
        place = self._place + step
        if 0 <= place < len(self._shown):
            self.table.select(key_of(self._shown[place]))

    def _connect(self) -> None:
        self.table.picked.connect(self._pick)
        self.table.loaded.connect(self._settle)
        self.table.opened.connect(lambda _twins: self.detail.merge.setFocus())
        self.detail.one_person.connect(self._merge)
        self.detail.two_people.connect(self._tell_apart)
        self.desk.changes.happened.connect(self._notice_words)
        for key, act in (
            (ONE_KEY, self.detail.say_one),
            (TWO_KEY, self.detail.say_two),
            (SWAP_KEY, self.detail.swap_sides),
            ("J", partial(self._walk, 1)),
            ("K", partial(self._walk, -1)),
        ):
            shortcut = QShortcut(QKeySequence(key), self.split)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
