"""A folder that Regulars wrote: a whole shop, on its way into an empty one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.errors import KnownError
from core.i18n import N_, _, ngettext
from desktop import theme
from desktop.desk import Desk
from desktop.formats import number
from desktop.tasks import LongTask
from desktop.widgets.card import Card
from desktop.widgets.label import Label
from desktop.widgets.notice import Notice

if TYPE_CHECKING:
    from core.exchange.whole_shop import WholeShop


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of our own export and the files in it."""

    path: Path
    files: tuple[str, ...]


def look_into(path: Path) -> Folder:
    """What is in a folder that we wrote. Raises KnownError `not_our_folder`."""
    from core.exchange import whole_shop

    if not whole_shop.is_export(path):
        raise KnownError(
            "not_our_folder",
            N_(
                "“{folder}” is a folder. Drop the files in it instead, or a folder with a whole "
                "shop that was exported before."
            ),
            folder=path.name,
        )
    return Folder(path, tuple(sorted(file.name for file in path.glob("*.csv"))))


class FolderView(QWidget):
    """Tells what is in the folder and brings the shop in when the page asks for it."""

    begun = Signal(LongTask)
    brought_in = Signal()
    told = Signal(str)
    failed = Signal()

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__()
        self._desk = desk
        self._page = page
        self._folder: Folder | None = None
        self._task: LongTask | None = None
        self.trouble = Notice()
        self._sentence = Label("", "body", "ink", wrap=True)
        self._files = Label("", "body", "soft", wrap=True)
        card = Card(_("This folder is a whole shop"))
        card.add(self._sentence)
        card.add(self._files)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.GRID * 2)
        whole.addWidget(self.trouble)
        whole.addWidget(card)
        whole.addStretch(1)

    def show_folder(self, folder: Folder) -> None:
        """Show what is in a folder."""
        self._folder = folder
        self.trouble.clear()
        count = len(folder.files)
        self._sentence.setText(
            ngettext(
                "“{folder}” holds {n} table: everything that a shop has in Regulars. It comes "
                "into an empty shop as a whole, just as it was.",
                "“{folder}” holds {n} tables: everything that a shop has in Regulars. They come "
                "into an empty shop as a whole, just as it was.",
                count,
            ).format(folder=folder.path.name, n=number(count))
        )
        self._files.setText(" · ".join(folder.files))

    def bring_in(self) -> None:
        """Bring the shop of this folder in; the page shows how far it is."""
        from core.exchange import whole_shop

        if self._folder is None or (self._task is not None and self._task.running):
            return
        shop, path = self._desk.workspace, self._folder.path
        self._task = self._desk.tasks.long(
            _("Bringing in “{file}”").format(file=path.name),
            lambda progress: whole_shop.bring_in(shop, path, progress),
            self._brought_in,
            self._not_brought_in,
            owner=self,
            shown_by=self._page,
        )
        self.begun.emit(self._task)

    def _brought_in(self, shop: WholeShop) -> None:
        people = ngettext(
            "The shop is here, with {n} customer.", "The shop is here, with {n} customers.",
            shop.customers,
        )  # fmt: skip
        self.brought_in.emit()
        self.told.emit(people.format(n=number(shop.customers)))

    def _not_brought_in(self, error: KnownError) -> None:
        stopped = error.code == "cancelled"
        self.trouble.say(error.text(), "warning" if stopped else "negative")
        self.failed.emit()
