"""What this program is, and where the shop lies."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

import core
from core import paths
from core.i18n import _
from desktop import reopen
from desktop.desk import Desk
from desktop.widgets.button import Button
from desktop.widgets.card import Card
from desktop.widgets.label import Label
from desktop.widgets.layouts import Flow


class AboutCard(Card):
    """Name, version, licence, the shop's file, and the way to another shop."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("About"))
        self._desk = desk
        path = desk.workspace.path
        self.add(
            Label(
                _("{app} {version}. Free software under the MIT licence.").format(
                    app=paths.APP, version=core.__version__
                ),
                select=True,
            )
        )
        self.add(
            Label(
                _(
                    "Everything stays in one file on this computer. No account, no server, and "
                    "nothing is sent by itself."
                ),
                "caption",
                "soft",
                wrap=True,
            )
        )
        self.place = Label(_spoken(path), "caption", "soft", wrap=True, select=True)
        self.add(self.place)
        buttons = Flow()
        buttons.addWidget(Button(_("Open the folder"), self.open_folder, icon="folder"))
        buttons.addWidget(Button(_("Another shop"), self.open_another, icon="welcome"))
        self.body.addLayout(buttons)

    def open_folder(self) -> None:
        """Show the folder of the shop's file in whatever shows folders here."""
        path = self._desk.workspace.path
        if path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

    def open_another(self) -> None:
        """Close this shop and begin or open another one."""
        reopen.ask_for_another(self._desk)


def _spoken(path: Path | None) -> str:
    # A path has no spaces to break at, so it may break after each folder.
    return str(path or "").replace("/", "/\u200b").replace("\\", "\\\u200b")
