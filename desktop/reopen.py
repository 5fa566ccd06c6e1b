"""Closing the shop and opening one again: this one with a backup put back, or another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from core.i18n import _
from desktop.window_state import Preferences

if TYPE_CHECKING:
    from desktop.desk import Desk

# How the event loop ends when the app is to go on with another file.
AGAIN = 64
_BACKUP = "reopen/backup"
_ANOTHER = "reopen/another"


def with_backup(preferences: Preferences, source: Path) -> None:
    """Close the shop, put a backup in its place and open it again."""
    preferences.put(_BACKUP, str(source))
    QCoreApplication.exit(AGAIN)


def with_another(preferences: Preferences) -> None:
    """Close the shop and let the owner begin or open another one."""
    preferences.put(_ANOTHER, True)
    QCoreApplication.exit(AGAIN)


def ask_for_another(desk: Desk) -> None:
    """Close this shop and begin or open another one, if the owner says so."""
    sure = desk.messages.ask(
        _("Begin or open another shop?"),
        yes=_("Go on"),
        no=_("Stay here"),
        details=_("This shop is closed and stays as it is. You can open it again any time."),
        danger=False,
    )
    if sure:
        with_another(desk.preferences)


def take_backup(preferences: Preferences) -> Path | None:
    """The backup that is to be put back, told once."""
    source = preferences.text(_BACKUP)
    preferences.put(_BACKUP, "")
    return Path(source) if source else None


def take_another(preferences: Preferences) -> bool:
    """Whether another shop is wanted, told once."""
    wanted = preferences.flag(_ANOTHER)
    preferences.put(_ANOTHER, False)
    return wanted
