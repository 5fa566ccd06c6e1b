"""What this computer remembers of the window: places, widths and choices; nothing of the shop."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QSettings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHeaderView, QSplitter, QWidget

Value = str | int | bool
LAST_SHOP = "last_shop"


class Preferences(QObject):
    """A small file of keys and values. A damaged file is set aside and begun anew.

    Where no file can be had, as in a locked home, this time's choices are kept in memory.
    """

    def __init__(self, path: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._memory: dict[str, str] = {}
        self._settings = _open(path) if path is not None else None

    def text(self, key: str, default: str = "") -> str:
        """The text kept under a key."""
        if self._settings is None:
            return self._memory.get(key, default)
        kept = self._settings.value(key, default)
        return kept if isinstance(kept, str) else default

    def flag(self, key: str, default: bool = False) -> bool:
        """The yes or no kept under a key."""
        return self.text(key, "1" if default else "0") == "1"

    def number(self, key: str, default: int = 0) -> int:
        """The whole number kept under a key; the default if it is none."""
        try:
            return int(self.text(key, str(default)))
        except ValueError:
            return default

    def put(self, key: str, value: Value) -> None:
        """Keep a value under a key."""
        text = str(int(value)) if isinstance(value, bool) else str(value)
        if self._settings is None:
            self._memory[key] = text
        else:
            self._settings.setValue(key, text)

    def save(self) -> None:
        """Write everything to the file now."""
        if self._settings is not None:
            self._settings.sync()

    def keep_window(self, window: QWidget, name: str) -> None:
        """Open the window where it was; the window calls `leave_window` when it closes."""
        self._restore(f"{name}/place", window.restoreGeometry)

    def leave_window(self, window: QWidget, name: str) -> None:
        """Remember where the window was."""
        self._keep(f"{name}/place", window.saveGeometry())

    def keep_splitter(self, splitter: QSplitter, name: str) -> None:
        """Give the splitter its widths back, and remember every move."""
        key = f"{name}/split"
        self._restore(key, splitter.restoreState)
        splitter.splitterMoved.connect(lambda *_at: self._keep(key, splitter.saveState()))

    def keep_columns(self, header: QHeaderView, name: str) -> None:
        """Give the columns the widths the user gave them, and remember every change.

        A column that is left out for want of room keeps the width it had.
        """
        from PySide6.QtWidgets import QHeaderView

        key = f"{name}/columns"
        known = self.text(key).split(",")
        if len(known) == header.count() and all(width.isdigit() for width in known):
            for column, width in enumerate(map(int, known)):
                free = header.sectionResizeMode(column) == QHeaderView.ResizeMode.Interactive
                # As narrow as that is one that was left out, kept so by an early version.
                if free and width > header.minimumSectionSize():
                    header.resizeSection(column, width)
        widths = [header.sectionSize(column) for column in range(header.count())]

        def keep(column: int, _before: int, now: int) -> None:
            if now:
                widths[column] = now
                self.put(key, ",".join(map(str, widths)))

        header.sectionResized.connect(keep)

    def _keep(self, key: str, state: QByteArray) -> None:
        self.put(key, bytes(state.toBase64().data()).decode("ascii"))

    def _restore(self, key: str, restore: object) -> None:
        kept = self.text(key)
        if kept and callable(restore):
            restore(QByteArray.fromBase64(kept.encode("ascii", "ignore")))


def _open(path: Path) -> QSettings | None:
    """The file of preferences; None where it can be neither read nor made."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and _damaged(path):
            os.replace(path, path.with_suffix(".damaged"))
    except OSError:
        return None
    return QSettings(str(path), QSettings.Format.IniFormat)


def _damaged(path: Path) -> bool:
    # QSettings takes nearly any bytes for an ini file and would write its own over them.
    try:
        text = path.read_bytes()[:100_000].decode("utf-8")
    except UnicodeDecodeError:
        return True
    lines = [line for line in text.splitlines() if line.strip()]
    return any("=" not in line and not line.startswith(("[", ";")) for line in lines)
