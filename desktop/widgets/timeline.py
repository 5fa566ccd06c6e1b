"""What happened with a customer, newest first: a sign, when, and what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QMenu, QVBoxLayout, QWidget

from core.i18n import _
from desktop import icons, theme
from desktop.widgets.badge import Badge, Look
from desktop.widgets.beside import Beside
from desktop.widgets.button import Button, IconButton
from desktop.widgets.card import Card
from desktop.widgets.flow_row import FlowRow
from desktop.widgets.label import Label
from desktop.widgets.layouts import empty
from desktop.widgets.tab_order import follow_layout

_SIGN = 32
# Narrower than so many pixels, the badge and the day stand under the title.
_NARROW = 240
# A jump further than this begins anew there: nobody wants to wait for all that lies between.
_FAR_PORTIONS = 3


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to do about an entry, as words with a sign."""

    text: str
    icon: str
    act: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened; a target makes it a link.

    `asked` are what it asks to be done now, as buttons; `offers` what can be done, in a menu.
    """

    icon: str
    when: str
    title: str
    text: str = ""
    tone: str = "neutral"
    look: Look | None = None
    target: object = None
    asked: Sequence[Offer] = ()
    offers: Sequence[Offer] = ()


class _Thread(QWidget):
    """The sign of an entry on the line that joins it to the next."""

    def __init__(self, entry: Entry, last: bool) -> None:
        super().__init__()
        self._entry = entry
        self.last = last
        self.setFixedWidth(_SIGN)
        self.setMinimumHeight(_SIGN + theme.GRID)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.last:
            painter.fillRect(
                QRectF(_SIGN / 2 - 0.5, _SIGN + 4, 1, self.height() - _SIGN - 8),
                theme.color("line"),
            )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.ground_of(self._entry.tone))
        painter.drawEllipse(QRectF(0, 0, _SIGN, _SIGN))
        role = theme.TONES[self._entry.tone][0]
        icons.paint(painter, QRectF(8, 8, _SIGN - 16, _SIGN - 16), self._entry.icon, role)


class _Happening(Card):
    def __init__(self, entry: Entry, last: bool, menus: bool) -> None:
        super().__init__(padding=0, link=entry.target is not None)
        self._marked = False
        self.setProperty("shape", "entry")
        self.setAccessibleName(f"{entry.when}: {entry.title}")
        self.setAccessibleDescription(entry.text)
        self.thread_line = _Thread(entry, last)
        words = QVBoxLayout()
        words.setContentsMargins(0, 6, theme.GRID // 2, theme.GRID * 2)
        words.setSpacing(2)
        words.addLayout(_head(entry))
        if entry.text:
            words.addWidget(Label(entry.text, "body", "soft", wrap=True))
        if entry.asked:
            words.addWidget(_asked(entry))
        words.addStretch(1)
        row = QHBoxLayout()
        row.setContentsMargins(theme.GRID // 2, 2, theme.GRID // 2, 0)
        row.setSpacing(theme.GAP)
        row.addWidget(self.thread_line)
        row.addLayout(words, 1)
        if entry.offers:
            row.addWidget(_More(entry), 0, Qt.AlignmentFlag.AlignTop)
        elif menus:
            row.addSpacing(theme.GRID * 4 + theme.GAP)
        self.body.addLayout(row)

    def mark(self, marked: bool) -> None:
        """Show that this is the one that was looked for; it takes the focus."""
        self._marked = marked
        if marked:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.show()  # a row that was just made has no focus to take
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._marked:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft"))
            round_by = theme.SMALL_CORNER
            ground = QRectF(self.rect()).adjusted(0, 0, 0, -theme.GRID // 2)
            painter.drawRoundedRect(ground, round_by, round_by)
            painter.end()
        super().paintEvent(event)


def _head(entry: Entry) -> QLayout:
    title = Label(entry.title, "strong", wrap=True)
    when = Label(entry.when, "caption", "soft")
    head = QHBoxLayout()
    head.setSpacing(theme.GRID)
    if entry.look is None:
        head.addWidget(title, 1)
        head.addWidget(when, 0, Qt.AlignmentFlag.AlignVCenter)
        return head
    side = QWidget()
    beside = QHBoxLayout(side)
    beside.setContentsMargins(0, 0, 0, 0)
    beside.setSpacing(theme.GRID)
    beside.addWidget(Badge(entry.look))
    beside.addWidget(when)
    beside.addStretch(1)
    head.addWidget(Beside(((title, 1), (side, 0)), spacing=theme.GRID // 2, narrow=_NARROW))
    return head


def _asked(entry: Entry) -> FlowRow:
    row = FlowRow()
    for offer in entry.asked:
        row.add(Button(offer.text, offer.act, icon=offer.icon))
    return row


class _More(IconButton):
    """Three dots; the menu is made when it is opened, for there are many rows."""

    def __init__(self, entry: Entry) -> None:
        name = _("More about this: {title}, {day}").format(title=entry.title, day=entry.when)
        super().__init__("more", name, self._open)
        self._offers = entry.offers

    def _open(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.accessibleName())
        for offer in self._offers:
            action = menu.addAction(icons.icon(offer.icon), offer.text.replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, act=offer.act: act())
        right = self.mapToGlobal(QPoint(self.width(), self.height()))
        menu.popup(right - QPoint(menu.sizeHint().width(), 0))
        menu.setActiveAction(menu.actions()[0])


class Timeline(QFrame):
    """Entries one under the other; a long story is shown a slice at a time.

    With `menus`, every row keeps room for one, so that the days stand under each other.
    """

    picked = Signal(object)

    def __init__(
        self, portion: int = 50, *, menus: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._portion = portion
        self._menus = menus
        self._entries: Sequence[Entry] = ()
        self._first = self._shown = 0
        self._lines: list[_Happening] = []
        self.setAccessibleName(_("What happened"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._newer = Button(_("Show the newest"), self._from_newest, kind="quiet", icon="up")
        self._older = Button(_("Show older"), self._show_more, kind="quiet", icon="down")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._newer)
        whole.addLayout(self._rows)
        whole.addWidget(self._older)
        self._newer.hide()

    def show_entries(self, entries: Sequence[Entry], *, keep: bool = False) -> None:
        """Show another story, its newest entry first; `keep` the slice if it is the same one."""
        first, shown = (self._first, self._shown) if keep else (0, 0)
        self._entries = entries
        self._begin(min(first, max(0, len(entries) - 1)), shown)

    def reveal(self, number: int) -> QWidget:
        """Bring the entry of this number into the slice and mark it; returns its row."""
        if not self._first <= number < self._shown + _FAR_PORTIONS * self._portion:
            self._begin(max(0, number - 2), 0)
        while number >= self._shown:
            self._show_more()
        for place, line in enumerate(self._lines, self._first):
            line.mark(place == number)
        return self._lines[number - self._first]

    def _begin(self, first: int, upto: int) -> None:
        empty(self._rows)
        self._lines = []
        self._first = self._shown = first
        self._newer.setVisible(first > 0)
        self._show_more()
        while self._shown < min(upto, len(self._entries)):
            self._show_more()

    def _from_newest(self) -> None:
        self._begin(0, 0)

    def _show_more(self) -> None:
        if self._lines:
            self._lines[-1].thread_line.last = False
            self._lines[-1].thread_line.update()
        upto = min(self._shown + self._portion, len(self._entries))
        for number in range(self._shown, upto):
            self._rows.addWidget(self._make(self._entries[number], number == upto - 1))
        self._shown = upto
        self._older.setVisible(upto < len(self._entries))
        follow_layout(self)

    def _make(self, entry: Entry, last: bool) -> _Happening:
        row = _Happening(entry, last, self._menus)
        row.clicked.connect(lambda: self.picked.emit(entry.target))
        self._lines.append(row)
        return row
