"""One column of the board: the cards of one status, which can be carried to another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from core.i18n import _
from core.voice.suggestions import Suggestion
from desktop import formats, theme
from desktop.suggestions.board_card import HEIGHT, RECORD, BoardCard, Index, spoken
from desktop.widgets import badge
from desktop.widgets.badge import Badge
from desktop.widgets.button import Button
from desktop.widgets.label import Label, repolish

CARRIED = "application/x-suggestion"
_SPEECH = Qt.ItemDataRole.AccessibleTextRole


class CardModel(QAbstractListModel):
    """The suggestions of one column."""

    def __init__(self) -> None:
        super().__init__()
        self._cards: Sequence[Suggestion] = ()

    def show_cards(self, cards: Sequence[Suggestion]) -> None:
        """Show other cards."""
        self.beginResetModel()
        self._cards = cards
        self.endResetModel()

    def row_of(self, suggestion_id: int) -> int:
        """Where a suggestion stands; -1 if it does not."""
        ids = (suggestion.id for suggestion in self._cards)
        return next((row for row, known in enumerate(ids) if known == suggestion_id), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        suggestion = self._cards[index.row()]
        if role == RECORD:
            return suggestion
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return suggestion.title
        return spoken(suggestion) if role == _SPEECH else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled


class CardList(QListView):
    """Arrows and j, k walk; Left and Right go to the next column, with Shift the card goes along.

    Enter or a click opens a card, the menu key or the right button offers where it can go.
    """

    picked = Signal(object)
    opened = Signal(object)
    stepped = Signal(int)
    carried = Signal(int)
    dropped = Signal(int)
    over = Signal(bool)
    menu_asked = Signal(QPoint)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.cards = CardModel()
        self.cards.setParent(self)
        self.setModel(self.cards)
        self.setItemDelegate(BoardCard(self))
        self.setAccessibleName(name)
        self.setProperty("shape", "cards")
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(lambda index: self.opened.emit(index.data(RECORD)))
        self.selectionModel().currentChanged.connect(lambda _now, _was: self._tell())

    def current(self) -> Suggestion | None:
        """The card that is chosen."""
        found = self.currentIndex().data(RECORD)
        return found if isinstance(found, Suggestion) else None

    def go_to(self, row: int) -> bool:
        """Choose the card in a row, or the last one; False without any."""
        last = self.cards.rowCount() - 1
        if last < 0:
            return False
        self.setCurrentIndex(self.cards.index(min(max(row, 0), last)))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shift = event.key(), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        sideways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key))
        step = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}.get(Qt.Key(key))
        card = self.current()
        if sideways:
            (self.carried if shift else self.stepped).emit(sideways)
        elif step:
            self.go_to(self.currentIndex().row() + step if card else 0)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and card is not None:
            self.opened.emit(card)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        # Letters are keys of the page here.
        return

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.go_to(0)
        self._tell()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.current() is None:
            return
        rect = self.visualRect(self.currentIndex())
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        self.menu_asked.emit(
            event.globalPos() if by_mouse else self.viewport().mapToGlobal(rect.center())
        )

    def startDrag(self, _actions: Qt.DropAction) -> None:
        card = self.current()
        if card is None:
            return
        carried = QMimeData()
        carried.setData(CARRIED, str(card.id).encode())
        drag = QDrag(self)
        drag.setMimeData(carried)
        drag.setPixmap(self._picture(self.currentIndex()))
        drag.setHotSpot(QPoint(theme.GRID * 3, theme.GRID * 2))
        drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._consider(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._consider(event)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self.over.emit(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.over.emit(False)
        if self._takes(event):
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
            self.dropped.emit(_carried(event))

    def _consider(self, event: QDragMoveEvent) -> None:
        takes = self._takes(event)
        self.over.emit(takes)
        event.setAccepted(takes)

    def _takes(self, event: QDropEvent) -> bool:
        return bool(_carried(event)) and event.source() is not self

    def _picture(self, index: QModelIndex) -> QPixmap:
        rect = self.visualRect(index)
        picture = QPixmap(rect.size() * self.devicePixelRatioF())
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        picture.fill(Qt.GlobalColor.transparent)
        option = QStyleOptionViewItem()
        option.rect = rect.translated(-rect.topLeft())
        painter = QPainter(picture)
        self.itemDelegate().paint(painter, option, index)
        painter.end()
        return picture

    def _tell(self) -> None:
        if self.hasFocus():
            self.picked.emit(self.current())


class BoardColumn(QFrame):
    """A status with its number, its cards, and what stands behind “Show all”."""

    def __init__(self, status: str, nothing: str) -> None:
        super().__init__()
        self.status = status
        look = badge.status(status)
        self.setProperty("shape", "column")
        self.setAccessibleName(look.text)
        self.cards = CardList(look.text)
        self.cards.over.connect(self._light)
        self._count = Label("", "caption", "soft")
        self._nothing = Label(nothing, "caption", "soft", wrap=True)
        self._nothing.setParent(self.cards.viewport())
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.more = Button("", kind="quiet")
        self.more.hide()
        head = QHBoxLayout()
        head.setContentsMargins(theme.GRID // 2, 0, theme.GRID // 2, 0)
        head.addWidget(Badge(look))
        head.addWidget(self._count)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GRID, theme.GAP, theme.GRID, theme.GRID)
        column.setSpacing(theme.GRID)
        column.addLayout(head)
        column.addWidget(self.cards, 1)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignHCenter)

    def show_cards(self, cards: Sequence[Suggestion], *, lately: bool = False) -> None:
        """Show other cards; `lately` tells that there may be older ones."""
        self.cards.cards.show_cards(cards)
        count = formats.number(len(cards))
        self._count.setText(_("{n} in 90 days").format(n=count) if lately else count)
        self._nothing.setVisible(not cards)
        self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        self._nothing.setGeometry(0, theme.GRID * 2, self.cards.viewport().width(), HEIGHT)

    def _light(self, over: bool) -> None:
        self.setProperty("over", "true" if over else "false")
        repolish(self)


def _carried(event: QDropEvent) -> int:
    """The suggestion that is being carried; 0 if it is something else."""
    told = bytes(event.mimeData().data(CARRIED).data())
    return int(told) if told.isdigit() else 0
