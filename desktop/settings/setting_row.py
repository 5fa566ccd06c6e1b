"""One setting on the page: its label and help, and a control made from its declaration."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from core.errors import KnownError
from core.i18n import N_, _
from core.store.settings import Setting
from desktop import theme
from desktop.widgets.fields import ChoiceField, NumberField
from desktop.widgets.folder_field import FolderField, Pick
from desktop.widgets.label import Label, repolish
from desktop.widgets.text_field import TextLine

CONTROL_WIDTH = 232


class SettingRow(QWidget):
    """Shows a value, tells when the owner gave another, says what is wrong with it."""

    changed = Signal(object)

    def __init__(self, setting: Setting[Any], pick: Pick | None = None) -> None:
        super().__init__()
        self.setting = setting
        self._shown: Any = setting.default
        self._problem = Label("", "caption", "negative", wrap=True)
        self._problem.hide()
        self.control, self._read, self._write = self._make_control(pick)
        if not self.control.accessibleName():
            self.control.setAccessibleName(_(setting.label))
        if setting.help:
            self.control.setAccessibleDescription(_(setting.help))
        self._lay_out(wide=isinstance(self.control, FolderField))

    def show_value(self, value: Any) -> None:
        """Show a value without telling anybody; what is being typed is left alone."""
        typing = isinstance(self.control, QLineEdit) and self.control.isModified()
        self._shown = value
        if not (typing and self.control.hasFocus()):
            with QSignalBlocker(self.control):
                self._write(value)

    def show_problem(self, error: KnownError | None) -> None:
        """Say under the control what is wrong; None for nothing."""
        self._problem.setText(error.text() if error else "")
        self._problem.setVisible(error is not None)
        self.control.setProperty("wrong", "true" if error else "false")
        repolish(self.control)

    def _make_control(
        self, pick: Pick | None
    ) -> tuple[QWidget, Callable[[], Any], Callable[[Any], object]]:
        setting = self.setting
        if setting.choices:
            choice = ChoiceField([(value, _(label)) for value, label in setting.choices])
            choice.chosen.connect(lambda _value: self._tell())
            return choice, choice.value, choice.set_value
        if isinstance(setting.default, bool):
            box = QCheckBox(_(setting.label).replace("&", "&&"))
            box.setAccessibleName(_(setting.label))
            box.clicked.connect(lambda _on: self._tell())
            return box, box.isChecked, box.setChecked
        if isinstance(setting.default, int):
            field = NumberField(setting.least or 0, setting.most or 1e9)
            field.editingFinished.connect(self._tell)
            return field, lambda: _whole(field), field.set_number
        if pick is not None:
            folder = FolderField(pick, _(setting.label))
            folder.chosen.connect(lambda _folder: self._tell())
            return folder, folder.text, folder.set_text
        line = TextLine()
        line.editingFinished.connect(self._tell)
        return line, lambda: line.text().strip(), line.setText

    def _tell(self) -> None:
        try:
            value = self._read()
        except KnownError as error:
            self.show_problem(error)
            return
        self.show_problem(None)
        if value is None:
            self._write(self._shown)
        elif value != self._shown:
            self.changed.emit(value)

    def _lay_out(self, *, wide: bool) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.GRID // 2)
        help_text = Label(_(self.setting.help), "caption", "soft", wrap=True)
        if not self.setting.help:  # a label that is shown too early opens as a window
            help_text.hide()
        if isinstance(self.control, QCheckBox):
            whole.addWidget(self.control)
            help_text.setContentsMargins(theme.GRID * 4 - 2, 0, 0, 0)
            whole.addWidget(help_text)
        else:
            self._lay_out_words(whole, help_text, wide)
        whole.addWidget(self._problem)

    def _lay_out_words(self, whole: QVBoxLayout, help_text: Label, wide: bool) -> None:
        label = Label(_(self.setting.label), "strong", wrap=True)
        label.setBuddy(self.control)
        words = QVBoxLayout()
        words.setSpacing(2)
        if not self.setting.help:
            words.addStretch(1)
        words.addWidget(label)
        words.addWidget(help_text)
        if wide:
            whole.addLayout(words)
            whole.addWidget(self.control)
            return
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(theme.GRID * 2)
        row.addLayout(words, 1)
        if isinstance(self.control, NumberField):
            self.control.setFixedWidth(88)
        else:
            self.control.setFixedWidth(CONTROL_WIDTH)
        row.addWidget(self.control)
        whole.addLayout(row)


def _whole(field: NumberField) -> int | None:
    """The whole number in a field, None where it is empty. Raises KnownError."""
    number = field.number()
    if number is None:
        return None
    if number != int(number):
        raise KnownError("not_whole", N_("Write a whole number, such as 30."))
    return int(number)
