"""The chosen rows of a table, one or many: which they are, and the one to choose after them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desktop.widgets.record_model import RecordModel, read_slice
from desktop.widgets.record_view import RecordView


class ChosenRows:
    """Knows the chosen rows by their runs, so that a hundred thousand of them weigh nothing."""

    def __init__(
        self, view: RecordView, model: RecordModel, identity: Callable[[Any], object]
    ) -> None:
        self._view, self._model, self._identity = view, model, identity
        self._remembered: set[object] = set()

    @property
    def picking(self) -> bool:
        """Whether rows are being chosen one by one with x."""
        return self._view.picking

    @property
    def stands_apart(self) -> bool:
        """Whether rows are being chosen with x, and the one that one stands on is not yet."""
        now = self._view.currentIndex().row()
        runs = self._view.chosen_ranges()
        return self.picking and not any(first <= now <= last for first, last in runs)

    def count(self) -> int:
        """How many rows are chosen, at hand or not."""
        return sum(last - first + 1 for first, last in self._view.chosen_ranges())

    def records(self) -> list[Any]:
        """The chosen records in the order of the rows, as far as they are at hand."""
        runs = self._view.chosen_ranges()
        known = sorted(self._model.known(), key=lambda place: place[0])
        return [each for row, each in known if any(top <= row <= end for top, end in runs)]

    def ids(self) -> Callable[[], list[Any]]:
        """What gives the ids of all chosen rows; in the background, for it may have to read."""
        runs, known = self._view.chosen_ranges(), dict(self._model.known())
        source, order, down = self._model.source, self._model.order, self._model.descending
        identity = self._identity

        def read() -> list[Any]:
            found: list[Any] = []
            for first, last in runs:
                rows = range(first, last + 1)
                if all(row in known for row in rows):
                    found += [identity(known[row]) for row in rows]
                elif source is not None:
                    records = read_slice(source[0], first, len(rows), order, down)
                    found += [identity(record) for record in records]
            return found

        return read

    def here(self) -> int:
        """The row one stands on, of several chosen ones the first; -1 for none."""
        now = self._view.currentIndex().row()
        if self._view.picking:
            return now
        runs = self._view.chosen_ranges()
        # Qt makes the first row current when the table takes the focus, without selecting it.
        chosen = any(first <= now <= last for first, last in runs)
        return now if chosen else (runs[0][0] if runs else -1)

    def go_on(self) -> None:
        """Choose the row after the chosen ones, whose work is under way."""
        runs = self._view.chosen_ranges()
        if not runs:
            return
        first, last = runs[0][0], runs[-1][1]
        self._view.picking = False
        self._view.left_at = first
        following = last + 1 if last + 1 < self._model.rowCount() else first - 1
        if following >= 0:
            self._view.choose_row(following)
        else:
            self._view.clearSelection()

    def choose_near(self) -> None:
        """Choose the row that took the place of one that is gone, else the first."""
        last = self._model.rowCount() - 1
        row = min(max(0, self._view.left_at), last)
        if row >= 0:
            self._view.choose_row(row if self._model.record(row) is not None else 0)

    def only_here(self) -> None:
        """Of several chosen rows only the one that one stands on stays chosen."""
        self._view.leave_picking()

    def everything(self) -> None:
        """Choose every row of the list."""
        self._view.selectAll()

    def remember(self) -> None:
        """Keep in mind where one stands, before the rows are read again."""
        if self._view.picking or self.count() > 1:
            self._remembered = {self._identity(each) for each in self.records()}
        if self._view.left_at < 0:
            self._view.left_at = self.here()

    def choose_again(self) -> None:
        """Of several rows that were chosen, those still at hand are chosen again."""
        wanted, self._remembered = self._remembered, set()
        if wanted:
            known = self._model.known()
            self._view.choose_rows([row for row, each in known if self._identity(each) in wanted])
        if self.here() >= 0:
            self._view.left_at = -1
