"""The four steps of the welcome; each shows what the draft holds and keeps what is changed."""

from __future__ import annotations

from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from core.errors import Problem
from core.i18n import _
from core.store import settings
from desktop import language, theme
from desktop.messages import Messages
from desktop.welcome.draft import EMPTY, FROM_FILE, SAMPLE, Draft
from desktop.widgets.button import Button
from desktop.widgets.card import Card
from desktop.widgets.chips import Chips, Choice
from desktop.widgets.fields import ChoiceField
from desktop.widgets.folder_field import FolderField
from desktop.widgets.form import Form
from desktop.widgets.label import Label
from desktop.widgets.layouts import Flow


class Step(Protocol):
    """What the walk needs of a step besides that it is a widget."""

    def keep(self, draft: Draft) -> None:
        """Write what is on the screen into the draft."""

    def first(self) -> QWidget:
        """The field to begin with."""


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.GRID * 2)
    return column


class LanguageStep(QWidget):
    """The language, and the ways in for who has a shop file already."""

    spoken = Signal(str)
    file_asked = Signal()
    backup_asked = Signal()

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        choices = [Choice(code, name) for code, name in language.choices()]
        self.languages = Chips(choices, _("Language"))
        self.languages.choose(draft.language)
        self.languages.chosen.connect(self.spoken)
        known = Card(_("Have you used Regulars before?"))
        ways = Flow()
        ways.addWidget(Button(_("Open a shop file"), self.file_asked.emit, icon="folder"))
        ways.addWidget(Button(_("Put a backup back"), self.backup_asked.emit, icon="history"))
        known.add(
            Label(_("Then there is nothing to set up."), "body", "soft", wrap=True)
        )  # fmt: skip
        known.body.addLayout(ways)
        column = _column(self)
        column.addWidget(self.languages)
        column.addStretch(1)
        column.addWidget(known)

    def keep(self, draft: Draft) -> None:
        draft.language = self.languages.value

    def first(self) -> QWidget:
        chips = self.languages.findChildren(QPushButton)
        return next((chip for chip in chips if chip.isChecked()), self.languages)


class ShopStep(QWidget):
    """Name, trade, place and owner."""

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self._draft = draft
        self.form = Form()
        self.name = self._line("name", _("Name of the shop"), draft.name, required=True)
        self.owner = self._line("owner", _("Your name"), draft.owner, hint=settings.OWNER_NAME.help)
        self.kind = self._choice("kind", settings.SHOP_KIND, draft.kind)
        pair = QHBoxLayout()
        pair.setSpacing(theme.GRID * 2)
        self._place = Form(), Form()
        for form in self._place:
            pair.addWidget(form, 1)
        self.country = self._choice("country", settings.COUNTRY, draft.country, self._place[0])
        self.currency = self._choice("currency", settings.CURRENCY, draft.currency, self._place[1])
        self.country.chosen.connect(self._choose_country)
        self.currency.chosen.connect(lambda value: draft.choose_currency(str(value)))
        column = _column(self)
        column.addWidget(self.form)
        column.addLayout(pair)
        column.addStretch(1)

    def keep(self, draft: Draft) -> None:
        draft.name, draft.owner = self.name.text().strip(), self.owner.text().strip()
        draft.kind = str(self.kind.value())
        draft.country, draft.currency = str(self.country.value()), str(self.currency.value())

    def first(self) -> QWidget:
        return self.name

    def show_problems(self, problems: list[Problem]) -> None:
        """Put each sentence under its field."""
        self.form.show_problems(problems)

    def _choose_country(self, value: object) -> None:
        self._draft.choose_country(str(value))
        self.currency.set_value(self._draft.currency)

    def _line(
        self, field: str, label: str, text: str, *, required: bool = False, hint: str = ""
    ) -> QLineEdit:
        line = self.form.add_text(field, label, required=required, hint=_(hint) if hint else "")
        line.setText(text)
        return line

    def _choice(
        self, field: str, setting: settings.Setting[Any], value: str, form: Form | None = None
    ) -> ChoiceField:
        choices = [(each, _(label)) for each, label in setting.choices]
        box = (form or self.form).add_choice(field, _(setting.label), choices)
        box.set_value(value)
        return box


class PlacesStep(QWidget):
    """Where the shop file and its backups go."""

    def __init__(self, draft: Draft, messages: Messages) -> None:
        super().__init__()
        self._draft = draft
        self.form = Form()
        self.folder = self._field(messages, _("Folder of the shop file"))
        self.folder.set_text(draft.folder)
        self.backups = self._field(messages, _("Folder for backups"))
        self.backups.set_text(draft.backup_folder)
        self.folder.line.textChanged.connect(lambda _text: self._show_usual())
        self.form.add(
            "folder",
            _("Folder of the shop file"),
            self.folder,
            hint=_("One file holds the whole shop: {file}.").format(file=draft.file.name),
        )
        self.form.add(
            "backup_folder",
            _("Folder for backups"),
            self.backups,
            hint=_(
                "Empty means beside the shop file. A copy on the same disk does not help when the "
                "computer is lost: a stick or a synced folder is safer."
            ),
        )
        self._show_usual()
        column = _column(self)
        column.addWidget(self.form)
        column.addStretch(1)

    def keep(self, draft: Draft) -> None:
        draft.folder = self.folder.text() or str(draft.file.parent)
        draft.backup_folder = self.backups.text()

    def first(self) -> QWidget:
        return self.folder

    def _field(self, messages: Messages, title: str) -> FolderField:
        return FolderField(partial(messages.pick_folder, title), title)

    def _show_usual(self) -> None:
        self._draft.folder = self.folder.text() or str(self._draft.file.parent)
        self.folder.set_usual(str(self._draft.file.parent))
        self.backups.set_usual(self._draft.usual_backup_folder)


class BeginStep(QWidget):
    """With what the shop begins."""

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self.group = QButtonGroup(self)
        self._keys = (FROM_FILE, SAMPLE, EMPTY)
        words = (
            (
                _("My own list"),
                _("Bring in customers, visits or sales from your booking system, till or form."),
            ),
            (
                _("A sample shop to try"),
                _("A made-up salon with two years of visits, in a file of its own."),
            ),
            (_("An empty shop"), _("Write down the first customer yourself.")),
        )
        column = _column(self)
        column.setSpacing(theme.GAP)
        for number, (title, note) in enumerate(words):
            column.addWidget(_Option(self.group, number, title, note))
        self.group.button(self._keys.index(draft.begin)).setChecked(True)
        column.addStretch(1)

    def keep(self, draft: Draft) -> None:
        draft.begin = self._keys[self.group.checkedId()]

    def first(self) -> QWidget:
        return self.group.button(self.group.checkedId()) or self

    def choose(self, begin: str) -> None:
        """Choose one of the three."""
        self.group.button(self._keys.index(begin)).setChecked(True)


class _Option(Card):
    """One of several ways, chosen by a press anywhere on its card."""

    def __init__(self, group: QButtonGroup, number: int, title: str, note: str) -> None:
        super().__init__()
        self._button = QRadioButton(title.replace("&", "&&"))
        self._button.setFont(theme.font(strong=True))
        self._button.setAccessibleDescription(note)
        group.addButton(self._button, number)
        words = Label(note, "caption", "soft", wrap=True)
        words.setContentsMargins(theme.GRID * 4 - 2, 0, 0, 0)
        self.body.setSpacing(0)
        self.add(self._button)
        self.add(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self._button.setChecked(True)
            self._button.setFocus()


Steps = tuple[LanguageStep, ShopStep, PlacesStep, BeginStep]


def make(draft: Draft, messages: Messages) -> Steps:
    """The steps in the language that is spoken now."""
    return LanguageStep(draft), ShopStep(draft), PlacesStep(draft, messages), BeginStep(draft)
