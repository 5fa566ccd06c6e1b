"""The sheet for the counter: which questions, in which language, then printed as a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from core.errors import KnownError
from core.i18n import N_, _, ngettext
from core.voice.faq import Faq
from desktop import theme
from desktop.desk import Desk
from desktop.faq.words import is_told, own_names
from desktop.widgets.button import Button
from desktop.widgets.form import FormDialog
from desktop.widgets.label import Label
from desktop.widgets.saved_list import file_name, show_file, with_ending
from desktop.widgets.scroll_pane import ScrollPane
from desktop.widgets.tab_order import follow_layout

LIST_HEIGHT = 220


class SheetDialog(FormDialog):
    """Everything that is told in the language is ticked at first, the most asked on top."""

    def __init__(
        self, desk: Desk, entries: Sequence[Faq], code: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            desk, _("A sheet for the counter"), yes=_("Save as PDF…"), width=560, parent=parent
        )
        self._entries = entries
        self.boxes: dict[int, QCheckBox] = {}
        self.language = self.form.add_choice("language", _("Language"), list(own_names().items()))
        self.language.set_value(code)
        self.language.chosen.connect(lambda _code: self._fill())
        self._count = Label("", "caption", "soft", wrap=True)
        self._list = ScrollPane(spacing=theme.GRID // 2)
        self._list.setMinimumHeight(LIST_HEIGHT)
        self.column.setStretchFactor(self.form, 0)
        at = self.column.indexOf(self.form)
        self.column.insertLayout(at + 1, self._head())
        self.column.insertWidget(at + 2, self._list, 1)
        self._fill()

    @property
    def code(self) -> str:
        """The language of the sheet."""
        return str(self.language.value())

    def chosen(self) -> list[int]:
        """The ids of the entries that are ticked."""
        return [faq_id for faq_id, box in self.boxes.items() if box.isChecked()]

    def save(self) -> None:
        """Ask where to, print there in the background, and say where it lies."""
        ids = self.chosen()
        if not ids:
            self._refuse(
                KnownError("nothing_chosen", N_("Tick at least one question for the sheet."))
            )
            return
        day = self.desk.workspace.clock.today().isoformat()
        wanted = self.desk.messages.save_file(
            _("Save the sheet"),
            file_name(_("Frequent questions"), day, ".pdf"),
            _("PDF document (*.pdf)"),
        )
        if wanted is not None:
            self._print(with_ending(wanted, (".pdf",)), ids)

    def _print(self, path: Path, ids: Sequence[int]) -> None:
        desk, code = self.desk, self.code

        def work() -> int:
            from core.exchange import faq_sheet

            return faq_sheet.print_pdf(desk.workspace, path, code, list(ids))

        def tell(left: int) -> None:
            desk.messages.say(
                _saved(path, left),
                action=_("Show the file"),
                act=lambda: show_file(path),
            )
            self.accept()

        self.yes.setEnabled(False)
        desk.tasks.read(work, tell, self._refuse, owner=self)

    def _fill(self) -> None:
        self._list.clear()
        told = [entry for entry in self._entries if is_told(entry, self.code)]
        self.boxes = {}
        for entry in told:
            question = entry.texts[self.code].question
            box = QCheckBox(question.replace("&", "&&"))
            box.setAccessibleName(question)
            box.setToolTip(question)
            box.setChecked(True)
            box.toggled.connect(lambda _on: self._say())
            self.boxes[entry.id] = box
            self._list.body.addWidget(box)
        self._list.body.addStretch(1)
        inside = self._list.widget()
        if inside is not None:
            follow_layout(inside)
        self._say()

    def _say(self) -> None:
        silent = len(self._entries) - len(self.boxes)
        count = len(self.chosen())
        words = ngettext("{n} question on the sheet.", "{n} questions on the sheet.", count).format(
            n=count
        )
        if silent:
            left = ngettext(
                "{n} more has no answer in this language.",
                "{n} more have no answer in this language.",
                silent,
            ).format(n=silent)
            words = f"{words} {left}"
        self._count.setText(words)
        self._trouble.hide()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(self._count, 1)
        row.addWidget(Button(_("Tick all"), lambda: self._tick(True), kind="quiet"))
        row.addWidget(Button(_("Tick none"), lambda: self._tick(False), kind="quiet"))
        return row

    def _tick(self, on: bool) -> None:
        for box in self.boxes.values():
            box.setChecked(on)


def _saved(path: Path, left: int) -> str:
    """That the sheet is there, and how many questions did not fit on its one page."""
    if not left:
        return _("“{file}” is saved.").format(file=path.name)
    return ngettext(
        "“{file}” is saved; {n} question did not fit on the page.",
        "“{file}” is saved; {n} questions did not fit on the page.",
        left,
    ).format(file=path.name, n=left)
