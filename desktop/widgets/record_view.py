"""The table itself: j and k walk, Enter opens, x chooses rows one by one."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_STEPS = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_ROWS = QItemSelectionModel.SelectionFlag.Rows


class RecordView(QTableView):
    """Where many rows may be chosen, x begins `picking`: walking then leaves the choice alone.

    With the last chosen row given up, picking is over.
    """

    entered_row = Signal()
    walked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.picking = False
        # Where a row stood that is gone, so that walking goes on from there.
        self.left_at = -1
        self._over: QWidget | None = None

    def lay_over(self, part: QWidget) -> None:
        """Hold a part ready that covers all the rows, such as what to do while there are none."""
        self._over = part
        part.setParent(self.viewport())
        part.hide()

    def show_over(self, shown: bool) -> None:
        """Show or hide the part that covers the rows."""
        if self._over is not None:
            self._over.setGeometry(self.viewport().rect())
            self._over.setVisible(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._over is not None:
            self._over.setGeometry(self.viewport().rect())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in _PLAIN
        key = Qt.Key(event.key())
        if not plain or not self._pressed(key):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.modifiers() in _PLAIN and event.button() == Qt.MouseButton.LeftButton:
            self.picking = False
        super().mousePressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        # Typing would make the model fetch every slice to look for a match.
        return

    @property
    def takes_many(self) -> bool:
        """Whether several rows may be chosen."""
        return self.selectionMode() == QAbstractItemView.SelectionMode.ExtendedSelection

    def chosen_ranges(self) -> list[tuple[int, int]]:
        """The first and the last row of each run of chosen rows, from top to bottom."""
        chosen = self.selectionModel().selection()
        runs = sorted((run.top(), run.bottom()) for run in map(chosen.at, range(chosen.count())))
        joined: list[tuple[int, int]] = []
        for top, bottom in runs:
            if joined and top <= joined[-1][1] + 1:
                joined[-1] = (joined[-1][0], max(joined[-1][1], bottom))
            else:
                joined.append((top, bottom))
        return joined

    def choose_row(self, row: int) -> None:
        """Choose this row alone; Qt would ask first whether Ctrl happens to be held down."""
        index = self.model().index(row, max(0, self.currentIndex().column()))
        alone = QItemSelectionModel.SelectionFlag.ClearAndSelect | _ROWS
        self.selectionModel().setCurrentIndex(index, alone)

    def choose_rows(self, rows: list[int]) -> None:
        """Choose these rows beside what is chosen."""
        choice = QItemSelectionModel.SelectionFlag.Select | _ROWS
        for row in rows:
            self.selectionModel().select(self.model().index(row, 0), choice)

    def toggle_here(self) -> None:
        """Choose the row one stands on as well, or no longer, and go to the next one.

        The first time it stays chosen.
        """
        here = self.currentIndex()
        if not here.isValid():
            return
        if self.picking or not self.selectionModel().isSelected(here):
            toggle = QItemSelectionModel.SelectionFlag.Toggle | _ROWS
            self.selectionModel().select(here, toggle)
        self.picking = self._chosen()
        following = min(here.row() + 1, self.model().rowCount() - 1)
        self.viewport().update()
        self.go_to(following)

    def leave_picking(self) -> bool:
        """Only the row one stands on stays chosen; whether there was anything to leave."""
        runs = self.chosen_ranges()
        many = sum(last - first + 1 for first, last in runs) > 1
        if not (self.picking or many):
            return False
        self.picking = False
        if self.currentIndex().isValid():
            self.choose_row(self.currentIndex().row())
        self.walked.emit()
        return True

    def go_to(self, row: int) -> None:
        """Stand on a row, which is chosen unless one is picking."""
        if not 0 <= row < self.model().rowCount():
            return
        index = self.model().index(row, max(0, self.currentIndex().column()))
        if self.picking:
            keep = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(index, keep)
            self.viewport().update()
        else:
            self.choose_row(row)
        self.walked.emit()

    def _pressed(self, key: Qt.Key) -> bool:
        """Do what a plain key asks for; whether it asks for anything here."""
        if key in (Qt.Key.Key_J, Qt.Key.Key_K):
            self._walk(_STEPS[key])
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and (self.picking or not self._chosen()):
            self._walk(_STEPS[key])  # Qt would begin below the first row
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_row.emit()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(0 if key == Qt.Key.Key_Home else self.model().rowCount() - 1)
        elif key == Qt.Key.Key_X and self.takes_many:
            self.toggle_here()
        elif key == Qt.Key.Key_Escape:
            return self.leave_picking()
        else:
            return False
        return True

    def _walk(self, step: int) -> None:
        if self.picking or self._chosen():
            self.go_to(self.currentIndex().row() + step)
        elif self.left_at >= 0:
            last = self.model().rowCount() - 1
            self.go_to(min(self.left_at if step > 0 else max(0, self.left_at - 1), last))
        else:
            self.go_to(0)

    def _chosen(self) -> bool:
        return self.selectionModel().hasSelection()
