"""Forms: a label above each field, the problem beneath it, and dialogs made of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, overload

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from core.errors import KnownError, Problem, RefusedInput
from core.i18n import _
from desktop import theme
from desktop.desk import Desk
from desktop.widgets.button import Button
from desktop.widgets.fields import ChoiceField, DayField, MoneyField, NumberField
from desktop.widgets.label import Label, repolish
from desktop.widgets.text_field import TextBox, TextLine

__all__ = ["ChoiceField", "DayField", "Form", "FormDialog", "MoneyField", "NumberField"]


# What fields of the many kinds tell when somebody changes what is in them.
_EDITS = ("textChanged", "chosen", "toggled")


class Form(QWidget):
    """Labelled fields from top to bottom; each is known by the name its problems carry.

    A problem goes away as soon as its field is `edited`. Enter in a line of text tells `entered`.
    """

    edited = Signal(str)
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[str, QWidget] = {}
        self._problems: dict[str, Label] = {}
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme.GRID * 2)

    def field(self, name: str) -> QWidget:
        """The field with this name; a KeyError if there is none."""
        return self._fields[name]

    def add(
        self, field: str, label: str, widget: QWidget, *, required: bool = False, hint: str = ""
    ) -> QWidget:
        """A field of any kind under its label; returns it."""
        words = Label(label, "strong")
        words.setBuddy(widget)
        head = QHBoxLayout()
        head.addWidget(words)
        if required:
            head.addWidget(Label(_("required"), "caption", "soft"))
        head.addStretch(1)
        if not widget.accessibleName():
            widget.setAccessibleName(label)
        self._lay_out(field, widget, hint, head)
        return widget

    @overload
    def add_text(
        self,
        field: str,
        label: str,
        *,
        required: bool = ...,
        hint: str = ...,
        placeholder: str = ...,
    ) -> QLineEdit: ...

    @overload
    def add_text(
        self,
        field: str,
        label: str,
        *,
        lines: int,
        required: bool = ...,
        hint: str = ...,
        placeholder: str = ...,
    ) -> QPlainTextEdit: ...

    def add_text(
        self,
        field: str,
        label: str,
        *,
        lines: int = 0,
        required: bool = False,
        hint: str = "",
        placeholder: str = "",
    ) -> QLineEdit | QPlainTextEdit:
        """A line of text, or a paragraph of so many lines; the Tab key leaves it either way."""
        box: QLineEdit | QPlainTextEdit = _paragraph(lines) if lines else TextLine()
        box.setPlaceholderText(placeholder)
        self.add(field, label, box, required=required, hint=hint)
        return box

    def add_choice(
        self,
        field: str,
        label: str,
        choices: Sequence[tuple[object, str]],
        *,
        required: bool = False,
        hint: str = "",
    ) -> ChoiceField:
        """One of several values."""
        box = ChoiceField(choices)
        self.add(field, label, box, required=required, hint=hint)
        return box

    def add_day(
        self, field: str, label: str, *, required: bool = False, hint: str = ""
    ) -> DayField:
        """A day."""
        box = DayField()
        self.add(field, label, box, required=required, hint=hint)
        return box

    def add_money(
        self, field: str, label: str, currency: str, *, required: bool = False, hint: str = ""
    ) -> MoneyField:
        """An amount."""
        box = MoneyField(currency)
        self.add(field, label, box, required=required, hint=hint)
        return box

    def add_number(
        self,
        field: str,
        label: str,
        *,
        low: float = 0,
        high: float = 1e9,
        required: bool = False,
        hint: str = "",
    ) -> NumberField:
        """A number between two bounds."""
        box = NumberField(low, high)
        self.add(field, label, box, required=required, hint=hint)
        return box

    def add_flag(self, field: str, text: str, hint: str = "") -> QCheckBox:
        """A yes or no."""
        box = QCheckBox(text.replace("&", "&&"))
        box.setAccessibleName(text)
        self._lay_out(field, box, hint, None)
        return box

    def show_problems(self, problems: Sequence[Problem]) -> list[Problem]:
        """Put each sentence under its field, go to the first; returns those without a field."""
        self.clear_problems()
        homeless = [each for each in problems if each.field not in self._fields]
        for problem in problems:
            if problem.field in self._fields:
                self._mark(problem.field, problem.text())
        first = next((each.field for each in problems if each.field in self._fields), None)
        if first is not None:
            self._fields[first].setFocus(Qt.FocusReason.OtherFocusReason)
        return homeless

    def show_problem(self, field: str, error: KnownError) -> None:
        """Put what is wrong with one field under it."""
        self.show_problems([Problem(field, error.sentence, error.facts)])

    def in_order(self) -> list[QWidget]:
        """The fields from top to bottom."""
        return list(self._fields.values())

    def clear_problems(self) -> None:
        """Forget what was wrong."""
        for name in self._fields:
            self._clear(name)

    def _clear(self, field: str) -> None:
        widget = self._fields[field]
        if widget.property("wrong") == "true":
            self._problems[field].hide()
            widget.setProperty("wrong", "false")
            widget.setAccessibleDescription("")
            repolish(widget)

    def _edit(self, field: str) -> None:
        self._clear(field)
        self.edited.emit(field)

    def _mark(self, field: str, sentence: str) -> None:
        self._problems[field].setText(sentence)
        self._problems[field].show()
        widget = self._fields[field]
        widget.setProperty("wrong", "true")
        widget.setAccessibleDescription(sentence)
        repolish(widget)

    def _lay_out(self, field: str, widget: QWidget, hint: str, head: QHBoxLayout | None) -> None:
        problem = Label("", "caption", "negative", wrap=True)
        problem.hide()
        column = QVBoxLayout()
        column.setSpacing(4)
        if head is not None:
            column.addLayout(head)
        column.addWidget(widget)
        if hint:
            column.addWidget(Label(hint, "caption", "soft", wrap=True))
        column.addWidget(problem)
        self._fields[field] = widget
        self._problems[field] = problem
        if isinstance(widget, QLineEdit):
            widget.returnPressed.connect(self.entered)
        for told in (getattr(widget, name, None) for name in _EDITS):
            if isinstance(told, SignalInstance):
                told.connect(lambda *_what: self._edit(field))
        self._rows.addLayout(column)


def _paragraph(lines: int) -> QPlainTextEdit:
    box = _Paragraph(lines)
    box.setTabChangesFocus(True)
    return box


class _Paragraph(TextBox):
    """Some lines of text; grows in a dialog that is made taller."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._lines = lines
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)

    def sizeHint(self) -> QSize:
        return QSize(240, self.fontMetrics().lineSpacing() * self._lines + 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())


class FormDialog(QDialog):
    """A form with Save and Cancel; Enter saves from a line, Ctrl+Enter from any field.

    The cursor begins in `first`, or in the field at the top. A subclass (or the caller)
    gives `save`: it builds the input record, which may raise KnownError, and returns the
    work to do in the background.
    """

    def __init__(
        self,
        desk: Desk,
        title: str,
        save: Callable[[], Callable[[], Any]] | None = None,
        *,
        yes: str = "",
        width: int = 480,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.saved_record: Any = None
        self.first: QWidget | None = None
        self._make = save
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form = Form()
        self._trouble = Label("", "body", "negative", wrap=True)
        self._trouble.hide()
        self.form.edited.connect(lambda _field: self._trouble.hide())
        self.form.entered.connect(self._enter)
        self.yes = Button(yes or _("Save"), self.save, kind="primary", shortcut="Ctrl+Return")
        self.no = Button(_("Cancel"), self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(theme.GRID)
        foot.addStretch(1)
        foot.addWidget(self.no)
        foot.addWidget(self.yes)
        self.column = QVBoxLayout(self)
        side = theme.GRID * 3
        self.column.setContentsMargins(side, side, side, theme.GRID * 2)
        self.column.setSpacing(theme.GRID * 2)
        # A minimum of the dialog's own would let it grow narrower than its fields.
        self.column.addStrut(width - 2 * side)
        self.column.addWidget(Label(title, "title"))
        self.column.addWidget(self.form, 1)
        self.column.addWidget(self._trouble)
        self.column.addLayout(foot)
        enter = QShortcut(QKeySequence("Ctrl+Enter"), self)
        enter.activated.connect(self.save)

    def work(self) -> Callable[[], Any]:
        """Build the input record and return what saves it; a subclass may have its own way."""
        if self._make is None:
            raise NotImplementedError
        return self._make()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Fields are added after the buttons were made, and Qt would walk in that order.
        chain = [*self.form.in_order(), self.no, self.yes]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)
        (self.first or chain[0]).setFocus(Qt.FocusReason.TabFocusReason)

    def save(self) -> None:
        """Save in the background; what is refused is shown beside its field."""
        self.form.clear_problems()
        self._trouble.hide()
        try:
            work = self.work()
        except KnownError as error:
            self._refuse(error)
            return
        self.yes.setEnabled(False)
        self.desk.tasks.write(work, self._saved, self._refuse, owner=self)

    def _enter(self) -> None:
        """Save as the button would, which may have to wait."""
        if self.yes.isEnabled():
            self.save()

    def _saved(self, record: Any) -> None:
        self.saved_record = record
        self.accept()

    def _refuse(self, error: KnownError) -> None:
        self.yes.setEnabled(True)
        problems = error.problems if isinstance(error, RefusedInput) else []
        left = self.form.show_problems(problems)
        if left or not problems:
            text = " ".join(problem.text() for problem in left) if left else error.text()
            self._trouble.setText(text)
            self._trouble.show()
