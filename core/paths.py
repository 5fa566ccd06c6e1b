"""Where things lie on this computer."""

from __future__ import annotations

import os
import sys
from pathlib import Path

APP = "Regulars"


def resources() -> Path:
    """The folder of catalogues, fonts and pictures; inside the bundle when frozen."""
    frozen = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) if frozen else Path(__file__).resolve().parent.parent
    return root / "resources"


def settings_folder() -> Path:
    """The folder for what belongs to this computer and not to the shop's file.

    `REGULARS_HOME` moves it, for a stick or a test.
    """
    moved = os.environ.get("REGULARS_HOME")
    if moved:
        return Path(moved)
    import platformdirs

    return Path(platformdirs.user_config_dir(APP, appauthor=False))


def preferences_file() -> Path:
    """Window places, the last opened shop and the language of the screen."""
    return settings_folder() / "preferences.ini"


def log_folder() -> Path:
    """Where the log without names lies."""
    return settings_folder() / "log"


def default_shop_file() -> Path:
    """Where a new shop is put unless the owner says otherwise."""
    moved = os.environ.get("REGULARS_HOME")
    if moved:
        return Path(moved) / "shop.regulars"
    import platformdirs

    return Path(platformdirs.user_documents_dir()) / APP / "shop.regulars"


def default_backup_folder(shop_file: Path) -> Path:
    """The folder of backups beside the shop's file."""
    return shop_file.parent / f"{shop_file.stem} backups"
