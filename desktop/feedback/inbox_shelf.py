"""The row under the filters: saved views to come back to, and what the list is narrowed to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from core.i18n import _, ngettext
from core.store.workspace import Workspace
from core.voice import feedback, saved_views
from core.voice.feedback import FeedbackFilter, InboxCounts
from core.voice.saved_views import SavedView
from desktop import formats, icons
from desktop.desk import Desk
from desktop.feedback.filter_words import EVERYTHING, Names, Part, parts, without
from desktop.widgets.button import Button, Press
from desktop.widgets.flow_row import FlowRow
from desktop.widgets.form import FormDialog
from desktop.widgets.label import Label
from desktop.widgets.menu_button import MenuButton

PAGE = "feedback"
MOST_VIEWS = 6


def views(workspace: Workspace) -> list[SavedView]:
    """The saved views of the inbox."""
    return saved_views.find(workspace, PAGE)


class InboxShelf(FlowRow):
    """A view shows what it keeps with one press; a filter goes with one press on its chip.

    It tells as well that a whole other list is `looked` at, not one filter more or less.
    """

    chosen = Signal(object)
    looked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self._wanted = EVERYTHING
        self._views: list[SavedView] = []
        self.view_chips: list[ViewChip] = []
        self.part_chips: list[Press] = []
        self.more = MenuButton("more", _("More about the views"), self)
        self.save = Button(_("Save as a view…"), self._save, kind="quiet", icon="pin")
        self.everything = Button(
            _("Show everything"), self._show_everything, kind="quiet", icon="close"
        )
        self.untold = Button("", self._open_answers, kind="quiet", icon="replies")
        self.told = Label("", "caption", "soft")
        self.told.setMinimumHeight(self.everything.sizeHint().height())
        self._rows: int | None = None
        self._counts: InboxCounts | None = None
        for last in (self.more, self.save, self.everything, self.untold, self.told):
            last.setParent(self)
            last.hide()
        self.hide()

    def show_rows(self, rows: int) -> None:
        """Say how many rows of all in this state the filters leave."""
        self._rows = rows
        self._tell_rows()

    def show_counts(self, counts: InboxCounts) -> None:
        """Take note of how many there are in each state."""
        self._counts = counts
        self._tell_rows()
        self._tell_untold()

    def _tell_rows(self) -> None:
        self.told.setText("" if self._counts is None else self._rows_told(self._counts))
        self.told.setVisible(bool(self.told.text()))
        self.ask_for_room()

    def _tell_untold(self) -> None:
        """Why the answers count more who wait than this list does."""
        count = self._counts.untold if self._counts is not None else 0
        words = ngettext(
            "{n} more waits for news of a decision", "{n} more wait for news of a decision", count
        )
        self.untold.say(words.format(n=formats.number(count)))
        is_asked = self._wanted == FeedbackFilter(state="waiting")
        self.untold.setVisible(is_asked and count > 0)
        if self.untold.isVisibleTo(self):
            self.show()
        self.ask_for_room()

    def _open_answers(self) -> None:
        self._desk.navigation.open("replies", "waiting")

    def _rows_told(self, counts: InboxCounts) -> str:
        every: int = getattr(counts, self._wanted.state)
        if self._rows is None or self._rows > every or not self._is_narrowed():
            return ""
        words = ngettext("{n} of {all} voice", "{n} of {all} voices", every)
        return words.format(n=formats.number(self._rows), all=formats.number(every))

    def _is_narrowed(self) -> bool:
        """Of a state alone its own chip tells, and the one beside it leads out again."""
        return replace(self._wanted, state=EVERYTHING.state) != EVERYTHING

    def show_filter(
        self, wanted: FeedbackFilter, known: Names, kept: Sequence[SavedView] | None = None
    ) -> None:
        """Show what holds now; `kept` are the views, None if they are as they were."""
        if wanted != self._wanted:
            self._rows = None  # until its own list has been counted
        self._wanted = wanted
        if kept is not None:
            self._views = list(kept)
        focused = self._focused()
        self._empty()
        self.view_chips = [self._view_chip(view) for view in self._views[:MOST_VIEWS]]
        self.part_chips = [
            self._part_chip(part) for part in parts(wanted, known, self._desk.workspace.clock)
        ]
        self._fill_more()
        narrowed = self._is_narrowed()
        savable = narrowed and feedback.to_wanted(wanted) and self._view_in_use() is None
        shown = [
            *((chip, True) for chip in self.view_chips),
            (self.more, bool(self.more.menu_below.actions())),
            *((chip, True) for chip in self.part_chips),
            (self.save, bool(savable)),
            (self.everything, narrowed),
            (self.untold, False),
            (self.told, False),
        ]
        for widget, visible in shown:
            self.add(widget)
            widget.setVisible(visible)
        self.setVisible(any(visible for _widget, visible in shown))
        self._tell_rows()
        self._tell_untold()
        self._focus_again(focused)

    def _show_everything(self) -> None:
        self._look_at(EVERYTHING)

    def _look_at(self, wanted: FeedbackFilter) -> None:
        self.chosen.emit(wanted)
        self.looked.emit()

    def _save(self) -> None:
        NameView(self._desk, self._wanted, None, self.window()).open()

    def _view_in_use(self) -> SavedView | None:
        here = feedback.to_wanted(self._wanted)
        alone = self._wanted.customer_id is None and self._wanted.ids is None
        same = (view for view in self._views if feedback.to_wanted(_filter_of(view)) == here)
        return next(same, None) if alone and here else None

    def _view_chip(self, view: SavedView) -> ViewChip:
        chip = ViewChip(view.name, self._menu(view), self)
        in_use = self._view_in_use()
        chip.setChecked(in_use is not None and in_use.id == view.id)
        chip.clicked.connect(lambda _on=False: self._look_at(_filter_of(view)))
        return chip

    def _menu(self, view: SavedView) -> list[tuple[str, str, Callable[[], object]]]:
        remove = partial(saved_views.remove, self._desk.workspace, view.id)
        return [
            (
                _("Rename…"),
                "edit",
                lambda: NameView(self._desk, _filter_of(view), view, self.window()).open(),
            ),
            (_("Remove this view"), "erase", lambda: self._desk.tasks.write(remove, owner=self)),
        ]

    def _part_chip(self, part: Part) -> Press:
        chip = Press(part.text.replace("&", "&&"), self)
        # A click leaves the focus where it is; who came by Tab goes on to the next chip.
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.setProperty("kind", "chip")
        chip.setAutoDefault(False)
        chip.setIcon(icons.icon("close"))
        chip.setIconSize(QSize(18, 12))
        # The cross stands behind the words that it takes away.
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        chip.setAccessibleName(_("Take the filter “{name}” away").format(name=part.text))
        chip.setToolTip(chip.accessibleName())
        chip.clicked.connect(lambda _on=False: self.chosen.emit(without(self._wanted, part)))
        return chip

    def _fill_more(self) -> None:
        """What can be done with the view in use, and the views for which the row has no room."""
        self.more.menu_below.clear()
        here = self._view_in_use()
        if here is not None:
            for text, icon, act in self._menu(here):
                self.more.add(text, icon, act)
        for number, view in enumerate(self._views[MOST_VIEWS:]):
            if here is not None and not number:
                self.more.add_rule()
            self.more.add(view.name, "pin", partial(self._look_at, _filter_of(view)))

    def _empty(self) -> None:
        self.take_all()
        for chip in (*self.view_chips, *self.part_chips):
            chip.hide()
            chip.deleteLater()

    def _focused(self) -> int | None:
        chips = [*self.view_chips, *self.part_chips]
        return next((n for n, chip in enumerate(chips) if chip.hasFocus()), None)

    def _focus_again(self, number: int | None) -> None:
        """From a chip that is gone the focus goes to the one in its place."""
        chips = [*self.view_chips, *self.part_chips]
        if number is not None and chips:
            chips[min(number, len(chips) - 1)].setFocus()


class ViewChip(Press):
    """A saved view; its menu (right click or the menu key) renames and removes it."""

    def __init__(
        self, name: str, menu: Sequence[tuple[str, str, Callable[[], object]]], parent: QWidget
    ) -> None:
        super().__init__(name.replace("&", "&&"), parent)
        self.setProperty("kind", "chip")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setIcon(icons.icon("pin"))
        self.setIconSize(QSize(20, 16))
        self.setAccessibleName(_("View “{name}”").format(name=name))
        self.setToolTip(_("Right click to rename or remove this view"))
        self.menu_of_view = QMenu(self)
        for text, icon, act in menu:
            action = QAction(icons.icon(icon), text, self.menu_of_view)
            action.triggered.connect(lambda _on=False, act=act: act())
            self.menu_of_view.addAction(action)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_of_view.popup(event.globalPos())


class NameView(FormDialog):
    """Asks for the name of a view: of a new one, or another for one that is there."""

    def __init__(
        self, desk: Desk, wanted: FeedbackFilter, view: SavedView | None, parent: QWidget
    ) -> None:
        title = _("Save as a view") if view is None else _("Rename this view")
        super().__init__(desk, title, yes=_("Save"), width=400, parent=parent)
        self._wanted, self._view = wanted, view
        hint = _("A view keeps the filters and the search. One of the same name is replaced.")
        name = self.form.add_text(
            "name", _("Name"), required=True, hint=hint if view is None else "",
            placeholder=_("For example: complaints about waiting"),
        )  # fmt: skip
        assert isinstance(name, QLineEdit)
        self.name = name
        self.name.setText(view.name if view is not None else "")
        self.name.selectAll()

    def work(self) -> Callable[[], SavedView]:
        workspace, name, view = self.desk.workspace, self.name.text(), self._view
        if view is not None:
            return lambda: saved_views.rename(workspace, view.id, name)
        wanted = feedback.to_wanted(self._wanted)
        return lambda: saved_views.save(workspace, PAGE, name, wanted)


def _filter_of(view: SavedView) -> FeedbackFilter:
    return feedback.from_wanted(view.wanted)
