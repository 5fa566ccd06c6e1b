"""Fields for what a form asks: a day, an amount, a number, a choice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from PySide6.QtCore import QDate, QPointF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QTextCharFormat,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QLineEdit,
    QMenu,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolButton,
    QWidget,
    QWidgetAction,
)

from core.errors import KnownError, Problem, RefusedInput
from core.i18n import N_, _
from desktop import formats, icons, theme
from desktop.widgets.text_field import TextLine

Read = TypeVar("Read")


def beside(field: str, read: Callable[[], Read]) -> Read:
    """What a field holds. Raises RefusedInput, so that what is wrong is said beside that field."""
    try:
        return read()
    except KnownError as error:
        raise RefusedInput([Problem(field, error.sentence, error.facts)]) from error


class DayField(TextLine):
    """A day typed as people write it, or picked from a calendar (Down or the sign).

    One typed without its year is the one nearest to the day `near`, or none if that is None.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        today = QDate.currentDate()
        self.near: date | None = date(today.year(), today.month(), today.day())
        self.setPlaceholderText(formats.typed_example())
        self.setMaximumWidth(180)
        opener = QAction(icons.icon("calendar"), _("Pick a day"), self)
        opener.triggered.connect(self.open_calendar)
        self.addAction(opener, QLineEdit.ActionPosition.TrailingPosition)
        self.editingFinished.connect(self._tidy)

    def day(self) -> date | None:
        """The day, or None if the field is empty. Raises KnownError `not_a_day`."""
        return formats.parse_day(self.text(), self.near) if self.text().strip() else None

    def needed(self, field: str, sentence: str) -> date:
        """The day, as `field` of a form. Raises RefusedInput, with the sentence if it is empty."""
        on = beside(field, self.day)
        if on is None:
            raise RefusedInput([Problem(field, sentence)])
        return on

    def set_day(self, on: date | None) -> None:
        """Show a day; None empties the field."""
        self.setText(formats.typed_day(on) if on else "")

    def open_calendar(self) -> None:
        """Drop a calendar down under the field."""
        menu = QMenu(self)
        calendar = QCalendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setAccessibleName(_("Calendar"))
        _calm(calendar)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        calendar.setSelectedDate(self._selected())
        calendar.clicked.connect(lambda chosen: self._pick(chosen, menu))
        calendar.activated.connect(lambda chosen: self._pick(chosen, menu))
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        calendar.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def _selected(self) -> QDate:
        try:
            on = self.day()
        except KnownError:
            on = None
        return QDate(on.year, on.month, on.day) if on else QDate.currentDate()

    def _pick(self, chosen: QDate, menu: QMenu) -> None:
        self.set_day(date(chosen.year(), chosen.month(), chosen.day()))
        menu.close()
        self.setFocus()
        self.editingFinished.emit()

    def _tidy(self) -> None:
        try:
            on = self.day()
        except KnownError:
            return
        # The same day in other signs is no change of what was written.
        with QSignalBlocker(self):
            self.set_day(on)


def _calm(calendar: QCalendarWidget) -> None:
    """Take the shouting colours and the black arrows out of Qt's calendar."""
    calendar.setMinimumSize(304, 272)
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    plain = QTextCharFormat()
    for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        plain.setForeground(theme.color("ink_soft"))
        calendar.setWeekdayTextFormat(weekend, plain)
    for name, meaning, text in (
        ("qt_calendar_prevmonth", "previous", _("Month before")),
        ("qt_calendar_nextmonth", "next", _("Month after")),
    ):
        arrow = calendar.findChild(QToolButton, name)
        if isinstance(arrow, QToolButton):
            arrow.setIcon(icons.icon(meaning))
            arrow.setAccessibleName(text)


class MoneyField(TextLine):
    """An amount in the shop's currency, typed with or without cents."""

    def __init__(self, currency: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._currency = currency
        self.setPlaceholderText(formats.money(0, currency))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFont(theme.font(tabular=True))
        self.setMaximumWidth(180)

    def minor(self) -> int | None:
        """The amount in minor units, or None if empty. Raises KnownError `not_an_amount`."""
        text = self.text().strip()
        return formats.parse_money(text, self._currency) if text else None

    def set_minor(self, minor: int | None) -> None:
        """Show an amount; None empties the field."""
        self.setText("" if minor is None else formats.typed_money(minor))


class NumberField(TextLine):
    """A number between two bounds, with a comma or a point."""

    def __init__(self, low: float, high: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._low, self._high = low, high
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFont(theme.font(tabular=True))
        self.setMaximumWidth(120)

    def number(self) -> float | None:
        """The number, or None if empty. Raises KnownError `not_a_number`, `out_of_range`."""
        text = self.text().strip()
        if not text:
            return None
        number = formats.parse_number(text)
        if not self._low <= number <= self._high:
            raise KnownError(
                "out_of_range",
                N_("Write a number between {low} and {high}."),
                low=formats.number(self._low),
                high=formats.number(self._high),
            )
        return number

    def set_number(self, number: float | None) -> None:
        """Show a number; None empties the field."""
        self.setText("" if number is None else f"{number:g}")


class ChoiceField(QComboBox):
    """One of a list of values, shown in words."""

    chosen = Signal(object)

    def __init__(
        self, choices: Sequence[tuple[object, str]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.set_choices(choices)
        self.setMinimumWidth(140)
        self.activated.connect(lambda _row: self.chosen.emit(self.value()))

    def set_choices(self, choices: Sequence[tuple[object, str]]) -> None:
        """Offer other values; the chosen one stays if it is among them."""
        kept = self.value()
        self.clear()
        for value, text in choices:
            self.addItem(text, value)
        self.set_value(kept)

    def value(self) -> object:
        """The chosen value, or None without any."""
        return self.currentData()

    def set_value(self, value: object) -> None:
        """Choose without telling anybody; an unknown value chooses the first."""
        values = [self.itemData(row) for row in range(self.count())]
        self.setCurrentIndex(values.index(value) if value in values else 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Scrolling a page must not change what it shows.
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        box, words = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self.style().subControlRect(box, option, words, self).width()
        # Qt cuts what is too long in the middle of a letter.
        option.currentText = self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, room
        )
        painter.drawComplexControl(box, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("ink_soft"), 1.5))
        x, y = self.width() - 17.0, self.height() / 2
        corners = [QPointF(x - 4, y - 2), QPointF(x, y + 2), QPointF(x + 4, y - 2)]
        painter.drawPolyline(QPolygonF(corners))
