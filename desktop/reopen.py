"""Closing the shop and opening one again: this one with a backup put back, or another."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from desktop.window_state import Preferences

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
