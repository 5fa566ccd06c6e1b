"""Two people side by side: who they are, what they said, and what one record of both would be."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from core.errors import KnownError
from core.i18n import _
from core.people import merging
from core.people.customers import NewCustomer
from core.people.duplicates import Twins
from core.people.touchpoints import CHANNEL_LABELS
from desktop import theme
from desktop.desk import Desk
from desktop.twins import words
from desktop.twins.particulars import LABEL, Particulars
from desktop.twins.reading import Pair, key_of, read_pair, strictest
from desktop.widgets import badge
from desktop.widgets.badge import Badge
from desktop.widgets.button import Button
from desktop.widgets.detail_pane import DetailPane
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.flow_row import FlowRow
from desktop.widgets.happenings import entry
from desktop.widgets.label import Label
from desktop.widgets.layouts import empty
from desktop.widgets.list_keys import key_tip
from desktop.widgets.section import Section
from desktop.widgets.timeline import Timeline

ONE_KEY, TWO_KEY, SWAP_KEY = "1", "2", "S"


class PairView(DetailPane):
    """Shows one pair and asks what they are; the one at the left is the one who stays."""

    one_person = Signal(int, int, object)
    two_people = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(EmptyState("twins", _("Choose a pair to see both side by side.")))
        self._desk = desk
        self._twins: Twins | None = None
        self.pair: Pair | None = None
        self._likeness = Badge()
        self._reasons = Label("", "body", wrap=True)
        self.swap = Button(_("Swap"), self.swap_sides, kind="quiet", icon="swap")
        self.particulars = Particulars()
        self.particulars.changed.connect(self._choose)
        self.particulars.person_asked.connect(lambda who: desk.navigation.open("customers", who))
        self.particulars.widened.connect(self._widen)
        self._consents = QGridLayout()
        self._stories = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._story_heads = [Label("", "strong", wrap=True) for _side in range(2)]
        self._timelines = [Timeline(portion=8) for _side in range(2)]
        self._together = Label("", "body", wrap=True)
        self.merge = Button(_("They are one person"), self.say_one, kind="primary", icon="merge")
        self.apart = Button(_("Two different people"), self.say_two, icon="customers")
        self._foot = QWidget()
        self._lay_out()
        self.show_twins(None)

    def show_twins(self, twins: Twins | None) -> None:
        """Read and show a pair; None invites to choose one."""
        another = twins is None or self._twins is None or key_of(twins) != key_of(self._twins)
        self._twins = twins
        if another:
            self._show_pair(None)
        if twins is not None:
            kept = None if self.pair is None else self.pair.kept.customer.id
            self._read(twins, kept)

    def reload(self) -> None:
        """Read the same pair anew; what was chosen stays chosen."""
        self.show_twins(self._twins)

    def set_busy(self, busy: bool) -> None:
        """While one decision is being written, no other can be made."""
        self.merge.setDisabled(busy)
        self.apart.setDisabled(busy)

    def say_one(self) -> None:
        """They are one: the record at the left stays, with what was chosen."""
        if self.pair is not None and self.merge.isEnabled():
            kept, other = self.pair.kept.customer.id, self.pair.other.customer.id
            self.one_person.emit(kept, other, self.particulars.merged)

    def say_two(self) -> None:
        """They are two, and are not asked about again."""
        if self._twins is not None and self.pair is not None and self.apart.isEnabled():
            self.two_people.emit(self._twins)

    def swap_sides(self) -> None:
        """The other one stays instead."""
        if self.pair is not None and self._twins is not None:
            self._read(self._twins, self.pair.other.customer.id)

    def _read(self, twins: Twins, kept_id: int | None) -> None:
        workspace = self._desk.workspace
        self._desk.tasks.read(
            partial(read_pair, workspace, twins, kept_id),
            self._show_pair,
            self._lost,
            key=("twins", id(self)),
            owner=self,
        )

    def _lost(self, _gone: KnownError) -> None:
        """One of them was taken away in the meantime."""
        self.show_twins(None)

    def _show_pair(self, pair: Pair | None) -> None:
        before, self.pair = self.pair, pair
        self._foot.setVisible(pair is not None)
        if pair is None or self._twins is None:
            self.show_empty()
            return
        same = before is not None and _ids(before) == _ids(pair)
        self._likeness.show_look(words.likeness(self._twins.likeness))
        self._reasons.setText(words.reasons(self._twins))
        self.particulars.show_pair(pair, keep_choices=same)
        self._show_consents(pair)
        today = self._desk.workspace.clock.today()
        for side, head, line in zip(
            (pair.kept, pair.other), self._story_heads, self._timelines, strict=True
        ):
            head.setText(side.customer.name)
            line.show_entries([entry(each, today) for each in side.happenings])
        self._tell_together()
        self._order_tabs()
        if self.particulars.chosen:
            self._choose()
        self.show_body(from_top=before is None)

    def _show_consents(self, pair: Pair) -> None:
        empty(self._consents)
        row = 0
        for channel, mine in pair.kept.consents.items():
            hers = pair.other.consents[channel]
            if mine.state == hers.state == "unknown":
                continue
            self._consents.addWidget(Label(_(CHANNEL_LABELS[channel]), "caption", "soft"), row, 0)
            for column, state in enumerate((mine.state, hers.state), start=1):
                self._consents.addWidget(Badge(badge.consent(state)), row, column)
            if mine.state != hers.state:
                holds = badge.consent(strictest(mine.state, hers.state)).text
                text = _("Together: {value}").format(value=holds)
                self._consents.addWidget(Label(text, "caption", "soft"), row + 1, 1, 1, 2)
            row += 2
        if not row:
            nobody = _("Neither was asked yet whether you may write.")
            self._consents.addWidget(Label(nobody, "body", "soft", wrap=True), 0, 0, 1, 3)

    def _choose(self) -> None:
        """Another choice: former names and numbers go to the note, which is asked for anew."""
        self._tell_together()
        pair = self.pair
        if pair is None:
            return
        kept, other = pair.kept.customer.id, pair.other.customer.id
        wanted = partial(
            merging.preview, self._desk.workspace, kept, other, self.particulars.chosen
        )

        def show(merged: NewCustomer) -> None:
            if self.pair is pair:
                self.particulars.show_merged(merged)
                self._tell_together()

        self._desk.tasks.read(wanted, show, self._lost, key=("merged", id(self)), owner=self)

    def _order_tabs(self) -> None:
        """Tab reads on as the eye does; what was made last would else come after the buttons."""
        parts: list[QWidget] = [self.swap, *self.particulars.reachable()]
        for line in self._timelines:
            parts += [
                each
                for each in line.findChildren(QWidget)
                if each.focusPolicy() != Qt.FocusPolicy.NoFocus
            ]
        for one, following in pairwise([*parts, self.merge, self.apart]):
            QWidget.setTabOrder(one, following)

    def _tell_together(self) -> None:
        self._together.setText(together(self.particulars.merged))

    def _widen(self, wide: bool) -> None:
        """Stories stand side by side where there is room, else one under the other."""
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._stories.setDirection(way)

    def _lay_out(self) -> None:
        why = QHBoxLayout()
        why.setSpacing(theme.GAP)
        why.addWidget(self._likeness)
        why.addWidget(self._reasons, 1)
        why.addWidget(self.swap)
        self.column.addLayout(why)
        self._consents.setHorizontalSpacing(theme.GRID)
        self._consents.setVerticalSpacing(theme.GRID // 2)
        self._consents.setColumnMinimumWidth(0, LABEL)
        for side in (1, 2):
            self._consents.setColumnStretch(side, 1)
        self.column.addWidget(self.particulars)
        consents = Section(_("May we write?"))
        consents.body.addLayout(self._consents)
        self.column.addWidget(consents)
        story = Section(_("What happened"))
        self._stories.setSpacing(theme.GRID * 2)
        for head, line in zip(self._story_heads, self._timelines, strict=True):
            line.picked.connect(lambda target: self._desk.navigation.open(*target))
            half = QVBoxLayout()
            half.addWidget(head)
            half.addWidget(line)
            half.addStretch(1)
            self._stories.addLayout(half, 1)
        story.body.addLayout(self._stories)
        self.column.addWidget(story)
        self.column.addStretch(1)
        self._lay_out_foot()

    def _lay_out_foot(self) -> None:
        rule = QFrame()
        rule.setProperty("shape", "rule")
        rule.setFixedHeight(1)
        words_row = QHBoxLayout()
        words_row.setSpacing(theme.GRID)
        words_row.addWidget(Label(_("Together"), "strong"), 0, Qt.AlignmentFlag.AlignTop)
        words_row.addWidget(self._together, 1)
        buttons = FlowRow()
        self.merge.setToolTip(key_tip(ONE_KEY))
        self.apart.setToolTip(key_tip(TWO_KEY))
        self.swap.setToolTip("\n".join((_("Let the other one stay"), key_tip(SWAP_KEY))))
        for button in (self.merge, self.apart):
            buttons.add(button)
        column = QVBoxLayout(self._foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(rule)
        inside = QVBoxLayout()
        side = theme.GRID * 3
        inside.setContentsMargins(side, 0, side, theme.GRID * 2)
        inside.setSpacing(theme.GAP)
        inside.addLayout(words_row)
        inside.addWidget(buttons)
        column.addLayout(inside)
        self.body.addWidget(self._foot)


def together(merged: NewCustomer) -> str:
    """What the one record would say of who she is and how to reach her, in one line."""
    told = [merged.name, merged.phone, merged.email]
    if merged.born_on is not None:
        told.append(words.particular("born_on", merged.born_on))
    return " · ".join(part for part in told if part)


def _ids(pair: Pair) -> tuple[int, int]:
    return pair.kept.customer.id, pair.other.customer.id
