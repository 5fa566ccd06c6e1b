"""The particulars of two people row by row: where they differ, one chooses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from core.i18n import _
from core.people.customers import NewCustomer, as_new
from desktop import theme
from desktop.twins import words
from desktop.twins.person_head import PersonHead
from desktop.twins.reading import Pair
from desktop.twins.value import Value
from desktop.widgets.label import Label
from desktop.widgets.layouts import empty

# Below this width the labels stand above the values and leave them the whole of it.
WIDE = 520
LABEL = 104


@dataclass(slots=True)
class _Row:
    """One particular on the screen."""

    name: str
    label: Label
    sides: tuple[object, object]
    boxes: list[Value] = field(default_factory=list)
    together: Label | None = None


class Particulars(QWidget):
    """A grid of label, this one and the other; where they do not differ, it is only read."""

    changed = Signal()
    person_asked = Signal(int)
    widened = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[_Row] = []
        self._heads: list[PersonHead] = []
        self._wide: bool | None = None
        self._proposed: NewCustomer | None = None
        self._merged: NewCustomer | None = None
        self._chosen: dict[str, Any] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.GRID)
        self._grid.setVerticalSpacing(theme.GRID // 2)
        for column in (1, 2):
            self._grid.setColumnStretch(column, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    @property
    def merged(self) -> NewCustomer:
        """What the record of both would say, as chosen."""
        assert self._merged is not None
        return self._merged

    @property
    def chosen(self) -> dict[str, Any]:
        """What was taken from either side, by the names of the particulars."""
        return dict(self._chosen)

    def show_merged(self, merged: NewCustomer) -> None:
        """Show what the record of both says with the choices that were made."""
        self._merged = merged
        self._show_choices()

    def show_pair(self, pair: Pair, *, keep_choices: bool = False) -> None:
        """Show two people; choices made before stay where they can."""
        empty(self._grid)
        self._rows, self._wide = [], None
        self._proposed = self._merged = pair.merged
        self._heads.clear()
        for column, side in enumerate((pair.kept, pair.other), start=1):
            head = PersonHead(side, pair.currency, stays=column == 1, go=self.person_asked.emit)
            self._grid.addWidget(head, 0, column)
            self._heads.append(head)
        left, right = as_new(pair.kept.customer), as_new(pair.other.customer)
        before = self._chosen if keep_choices else {}
        self._chosen = {}
        for name, title in words.PARTICULARS.items():
            sides = (getattr(left, name), getattr(right, name))
            if any(sides) or getattr(pair.merged, name):
                self._rows.append(self._row(name, _(title), sides, pair))
                if name in before and before[name] in sides:
                    self._chosen[name] = before[name]
        self._place(self.width() >= WIDE)
        self.show_merged(replace(pair.merged, **self._chosen))

    def choose(self, name: str, side: int) -> None:
        """Take a particular from one side, 0 or 1; again, and it is as it was proposed."""
        row = next(row for row in self._rows if row.name == name)
        if self._chosen.get(name, self) == row.sides[side]:
            del self._chosen[name]
        else:
            self._chosen[name] = row.sides[side]
        assert self._proposed is not None
        self.show_merged(replace(self._proposed, **self._chosen))
        self.changed.emit()

    def boxes(self, name: str) -> list[Value]:
        """The boxes of a particular: two where it can be chosen, else one; none without it."""
        return next((row.boxes for row in self._rows if row.name == name), [])

    def reachable(self) -> list[QWidget]:
        """What the keyboard comes to, in the order of reading."""
        boxes = [box for row in self._rows for box in row.boxes if box.isCheckable()]
        return [*(head.name for head in self._heads), *boxes]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(self.width() >= WIDE)

    def _row(self, name: str, title: str, sides: tuple[object, object], pair: Pair) -> _Row:
        row = _Row(name, Label(title, "caption", "soft"), sides)
        if not any(sides):
            row.together = Label("", "body", "soft", wrap=True)
            return row
        if sides[0] == sides[1]:
            text = words.particular(name, sides[0])
            same = _("{label}, the same for both: {value}").format(label=title, value=text)
            row.boxes = [Value(text, same, choosable=False)]
            return row
        row.together = Label("", "caption", "soft", wrap=True)
        if not all(sides):
            self._add_lone(row, title, pair)
            return row
        for side, person in enumerate((pair.kept.customer, pair.other.customer)):
            text = words.particular(name, sides[side])
            spoken = _("{label} of {name}: {value}").format(
                label=title, name=person.name, value=text
            )
            box = _Choice(text, spoken, partial(self.choose, name, side))
            row.boxes.append(box)
        first, second = row.boxes
        assert isinstance(first, _Choice)
        assert isinstance(second, _Choice)
        first.neighbour, second.neighbour = second, first
        return row

    def _add_lone(self, row: _Row, title: str, pair: Pair) -> None:
        """What only one of them has goes into the record of both: nothing to choose."""
        for value, person in zip(row.sides, (pair.kept.customer, pair.other.customer), strict=True):
            text = words.particular(row.name, value)
            spoken = _("{label} of {name}: {value}").format(
                label=title, name=person.name, value=text or _("nothing")
            )
            row.boxes.append(Value(text, spoken, choosable=False, sign="done" if text else ""))

    def _place(self, wide: bool) -> None:
        """Put everything where it belongs at this width."""
        if wide == self._wide:
            return
        self._wide = wide
        self._grid.setColumnMinimumWidth(0, LABEL if wide else 0)
        self.widened.emit(wide)
        for number, row in enumerate(self._rows):
            top = 1 + number * 3
            if wide:
                self._grid.addWidget(row.label, top + 1, 0, Qt.AlignmentFlag.AlignVCenter)
            else:
                self._grid.addWidget(row.label, top, 1, 1, 2)
            for column, box in enumerate(row.boxes, start=1):
                self._grid.addWidget(box, top + 1, column, 1, 3 - len(row.boxes))
            if row.together is not None:
                under = top + 2 if row.boxes else top + 1
                self._grid.addWidget(row.together, under, 1, 1, 2)

    def _show_choices(self) -> None:
        """Tick what holds; where the proposal is neither's own, both are in it."""
        for row in self._rows:
            if row.together is None:
                continue
            value = getattr(self.merged, row.name)
            neither = value not in row.sides
            wanted = self._chosen.get(row.name, value)
            for box, side in zip(row.boxes, row.sides, strict=False):
                box.setChecked(wanted == side or wanted not in row.sides)
                box.update()
            row.together.setVisible(neither)
            row.together.setText(
                _("Together: {value}").format(value=words.particular(row.name, value))
            )


class _Choice(Value):
    """A value to choose; the arrow keys go over to the other person's."""

    def __init__(self, text: str, name: str, choose: Callable[[], object]) -> None:
        super().__init__(text, name)
        self.neighbour: _Choice | None = None
        self._choose = choose
        self.clicked.connect(lambda _checked: choose())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        sideways = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        if sideways and self.neighbour is not None:
            self.neighbour.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
