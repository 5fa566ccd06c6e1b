"""Who said it: three letters of a name, an arrow, Enter; or somebody who walked in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from core.i18n import _
from core.people import customers
from core.text import one_line
from desktop import icons
from desktop.desk import Desk
from desktop.widgets.search_field import offer_clearing
from desktop.widgets.text_field import TextLine

LETTERS = 2
MOST = 8
LINE = 36
PAUSE_MS = 80
_WALK_IN = "walk_in"
_NEW = "new"


@dataclass(frozen=True, slots=True)
class _Offer:
    what: str | int
    text: str
    note: str
    icon: str


class _Offers(QListWidget):
    """The list under the field; it never takes the focus from it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.ToolTip)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("Matching customers"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setIconSize(QSize(icons.SIZE + 4, icons.SIZE))
        self.setMouseTracking(True)
        self.setProperty("shape", "drop")

    def show_offers(self, offers: Sequence[_Offer]) -> None:
        self.clear()
        for offer in offers:
            text = f"{offer.text}   {offer.note}" if offer.note else offer.text
            row = QListWidgetItem(icons.icon(offer.icon), text)
            row.setData(Qt.ItemDataRole.UserRole, offer)
            row.setSizeHint(QSize(100, LINE))
            self.addItem(row)
        self.setCurrentRow(0)


class _Field(TextLine):
    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class CustomerPicker(QWidget):
    """A field that finds customers in the background; `customer_id` is None for a walk-in."""

    chosen = Signal(object)
    new_asked = Signal(str)

    def __init__(
        self,
        desk: Desk,
        *,
        walk_in: bool = True,
        allow_new: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._walk_in, self._allow_new = walk_in, allow_new
        self.customer_id: int | None = None
        self._field = _Field()
        self._field.setAccessibleName(_("Customer"))
        self._field.setPlaceholderText(
            _("Name or phone, or leave empty for a walk-in") if walk_in else _("Name or phone")
        )
        offer_clearing(self._field)
        person = self._field.addAction(
            icons.icon("customer"), QLineEdit.ActionPosition.LeadingPosition
        )
        person.setText(_("Customer"))
        self._field.installEventFilter(self)
        self._offers = _Offers(self)
        self._offers.hide()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self.setFocusProxy(self._field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._field)
        self._pause.timeout.connect(self._search)
        self._field.textEdited.connect(self._edited)
        self._field.left.connect(self._offers.hide)
        self._offers.itemClicked.connect(self._take)

    def set_customer(self, customer_id: int | None, name: str = "") -> None:
        """Show a customer as chosen, without telling anybody."""
        self.customer_id = customer_id
        self._field.setText(name)

    def typed(self) -> str:
        """What stands in the field; a name without a customer_id was not chosen."""
        return one_line(self._field.text())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        return isinstance(event, QKeyEvent) and self._key(event)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self._field.setAccessibleName(name)

    def _key(self, event: QKeyEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not self._offers.isVisible():
            return False
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self._offers.setCurrentRow((self._offers.currentRow() + step) % self._offers.count())
            return True
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            self._take(self._offers.currentItem())
            return key != Qt.Key.Key_Tab
        if key == Qt.Key.Key_Escape:
            self._offers.hide()
            return True
        return False

    def _edited(self, text: str) -> None:
        if self.customer_id is not None:
            self.customer_id = None
            self.chosen.emit(None)
        if len(one_line(text)) >= LETTERS:
            self._pause.start()
        else:
            self._pause.stop()
            self._offers.hide()

    def _search(self) -> None:
        text = self.typed()
        workspace = self._desk.workspace
        self._desk.tasks.read(
            lambda: customers.matching(workspace, text, MOST),
            lambda found: self._offer(text, found),
            key=("customers", id(self)),
            owner=self,
        )

    def _offer(self, text: str, found: Sequence[customers.Customer]) -> None:
        if text != self.typed() or self.customer_id is not None:
            return
        offers = [_Offer(each.id, each.name, each.phone, "customer") for each in found]
        if self._allow_new:
            add = _("Add “{name}” as a new customer").format(name=text)
            offers.append(_Offer(_NEW, add, "", "new_customer"))
        if self._walk_in:
            offers.append(_Offer(_WALK_IN, _("Walk-in, no name"), "", "walk_in"))
        self._offers.show_offers(offers)
        if offers and self._field.isVisible() and self._field.hasFocus():
            self._drop_down(len(offers))
        elif not offers:
            self._offers.hide()

    def _drop_down(self, rows: int) -> None:
        below = self._field.mapToGlobal(QPoint(0, self._field.height() + 2))
        self._offers.setGeometry(below.x(), below.y(), self._field.width(), rows * LINE + 2)
        self._offers.show()

    def _take(self, row: QListWidgetItem | None) -> None:
        self._offers.hide()
        if row is None:
            return
        offer: _Offer = row.data(Qt.ItemDataRole.UserRole)
        if offer.what == _NEW:
            self.new_asked.emit(self.typed())
        elif offer.what == _WALK_IN:
            self.set_customer(None, "")
            self.chosen.emit(None)
        else:
            self.set_customer(int(offer.what), offer.text)
            self.chosen.emit(self.customer_id)
