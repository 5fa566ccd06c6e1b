"""The row of filters above the inbox: which state with how many in it, and the way to the rest."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from core.i18n import _, pgettext
from core.voice.feedback import FeedbackFilter, InboxCounts
from desktop import formats
from desktop.desk import Desk
from desktop.feedback.filter_popover import FilterPopover
from desktop.feedback.filter_words import EVERYTHING, Names, parts
from desktop.widgets.button import Button
from desktop.widgets.chips import Chips, Choice
from desktop.widgets.page import Page


class InboxFilters(QObject):
    """Holds what the list is narrowed to beside the search; tells when it was changed by hand.

    `cleared` asks for everything, also beyond what was searched for.
    """

    changed = Signal()
    cleared = Signal()

    def __init__(self, desk: Desk, page: Page) -> None:
        super().__init__(page)
        self._desk = desk
        self._known = Names()
        self.wanted = EVERYTHING
        self.state = Chips([Choice(key, text) for key, text in _states()], _("Which feedback"))
        self.open = Button(_("Filters"), self._open, icon="filter")
        self._page = page
        self._popover: FilterPopover | None = None
        page.add_filter(self.state)
        page.add_filter(self.open)
        self.state.choose(EVERYTHING.state)
        self.state.chosen.connect(self._choose_state)

    @property
    def popover(self) -> FilterPopover:
        """All other filters; made when it is first asked for, for few look into it at once."""
        if self._popover is None:
            self._popover = FilterPopover(self._desk.workspace.clock, self._page)
            self._popover.chosen.connect(self.choose)
            self._popover.cleared.connect(self.cleared)
            self._popover.show_filter(self.wanted, self._known)
        return self._popover

    def choose(self, wanted: FeedbackFilter) -> None:
        """Take another filter, chosen by hand."""
        self.show_filter(wanted)
        self.changed.emit()

    def show_filter(self, wanted: FeedbackFilter) -> None:
        """Show another filter without telling anybody; its search is the page's."""
        self.wanted = wanted
        self.state.choose(wanted.state)
        self._show()

    def show_names(self, known: Names) -> None:
        """Call topics, staff and customers by the names they have now."""
        self._known = known
        self._show()

    def show_counts(self, counts: InboxCounts) -> None:
        """Say how many there are in each state; none are not worth a number."""
        for key, text in _states():
            count = getattr(counts, key)
            self.state.set_text(key, f"{text} {formats.number(count)}" if count else text)

    def _show(self) -> None:
        if self._popover is not None:
            self._popover.show_filter(self.wanted, self._known)
        count = len(parts(self.wanted, self._known, self._desk.workspace.clock))
        words = _("Filters")
        self.open.say(f"{words} {formats.number(count)}" if count else words)

    def _choose_state(self, state: str) -> None:
        self.wanted = replace(self.wanted, state=state)
        self._show()
        self.changed.emit()

    def _open(self) -> None:
        self.popover.open_below(self.open)
        self.popover.fields["kind"].setFocus()


def _states() -> list[tuple[str, str]]:
    return [
        ("new", _("New")),
        ("waiting", _("Waiting")),
        ("answered", _("Answered")),
        ("snoozed", pgettext("feedback", "Put off")),
        ("all", _("All")),
    ]
