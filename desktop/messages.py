"""The one module that speaks to the user: notes, problems, questions and file dialogs.

Dialogs are taken from Qt when one is opened: each costs the start of the app a millisecond.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from core.errors import KnownError


@dataclass(frozen=True, slots=True)
class Message:
    """Something said to the user; the tone is "ink" or "negative".

    It may offer one thing to do, and to `undo` the last change; one that `stays` does so until it
    is put away.
    """

    text: str
    tone: str = "ink"
    action: str = ""
    act: Callable[[], object] | None = None
    stays: bool = False
    undo: bool = False


class Messages(QObject):
    """Speaks, and remembers what it said.

    Answers put into `prepared` (by tests and the tour) are taken instead of opening a
    dialog, the oldest first.
    """

    said = Signal(Message)
    hushed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = ""
        self.spoken: list[Message] = []
        self.prepared: deque[Any] = deque()

    def say(
        self,
        text: str,
        *,
        action: str = "",
        act: Callable[[], object] | None = None,
        stays: bool = False,
        undo: bool = False,
    ) -> None:
        """A quiet note at the foot of the window that goes away by itself, unless it `stays`.

        With an `action` it has a button of that name, which calls `act`; with `undo` it tells of
        the last change, which can be taken back there.
        """
        self._tell(Message(text, "ink", action, act, stays, undo))

    def problem(self, error: KnownError) -> None:
        """What went wrong, in the user's language; stays until it is put away."""
        self._tell(Message(error.text(), "negative"))

    def hush(self) -> None:
        """Put away a note that would go by itself soon: something else begins."""
        self.hushed.emit()

    def ask(
        self, question: str, *, yes: str, no: str, details: str = "", danger: bool = True
    ) -> bool:
        """Ask before what cannot be undone; the safe answer is the one Enter gives."""
        self.spoken.append(Message(question))
        if self.prepared:
            return bool(self.prepared.popleft())
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(_window())
        box.setWindowTitle(QApplication.applicationDisplayName())
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(question)
        box.setInformativeText(details)
        accept = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        refuse = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
        accept.setProperty("kind", "danger" if danger else "primary")
        accept.style().unpolish(accept)
        accept.style().polish(accept)
        box.setDefaultButton(refuse if danger else accept)
        box.setEscapeButton(refuse)
        box.exec()
        return box.clickedButton() is accept

    def open_file(
        self, title: str, name_filter: str = "", folder: Path | None = None
    ) -> Path | None:
        """The file the user picks to read, or None; `folder` is where the looking begins."""
        if self.prepared:
            return _as_path(self.prepared.popleft())
        from PySide6.QtWidgets import QFileDialog

        start = str(folder) if folder is not None and folder.is_dir() else self._start()
        return self._keep(QFileDialog.getOpenFileName(_window(), title, start, name_filter)[0])

    def open_files(self, title: str, name_filter: str = "") -> list[Path]:
        """The files the user picks to read, none where nothing was picked."""
        if self.prepared:
            return _as_paths(self.prepared.popleft())
        from PySide6.QtWidgets import QFileDialog

        start = self._start()
        chosen = QFileDialog.getOpenFileNames(_window(), title, start, name_filter)[0]
        for path in chosen[:1]:
            self._keep(path)
        return _as_paths(chosen)

    def save_file(self, title: str, suggestion: str, name_filter: str = "") -> Path | None:
        """The file the user picks to write, or None; Qt asks before overwriting."""
        if self.prepared:
            return _as_path(self.prepared.popleft())
        from PySide6.QtWidgets import QFileDialog

        start = str(Path(self._start()) / suggestion)
        return self._keep(QFileDialog.getSaveFileName(_window(), title, start, name_filter)[0])

    def pick_folder(self, title: str, start: str = "") -> Path | None:
        """The folder the user picks, or None."""
        if self.prepared:
            return _as_path(self.prepared.popleft())
        from PySide6.QtWidgets import QFileDialog

        start = start or self._start()
        return _as_path(QFileDialog.getExistingDirectory(_window(), title, start))

    def _start(self) -> str:
        """The folder used last; Qt alone would begin wherever the program was started."""
        return self._folder or _documents()

    def _keep(self, chosen: str) -> Path | None:
        path = _as_path(chosen)
        if path is not None:
            self._folder = str(path.parent)
        return path

    def _tell(self, message: Message) -> None:
        self.spoken.append(message)
        self.said.emit(message)


def _as_path(text: str | Path | None) -> Path | None:
    return Path(text) if text else None


def _as_paths(chosen: str | Path | Sequence[str | Path] | None) -> list[Path]:
    if isinstance(chosen, str | Path):
        chosen = [chosen]
    return [Path(each) for each in chosen or ()]


def _documents() -> str:
    place = QStandardPaths.StandardLocation.DocumentsLocation
    folder = QStandardPaths.writableLocation(place)
    return folder if Path(folder).is_dir() else str(Path.home())


def _window() -> QWidget | None:
    return QApplication.activeModalWidget() or QApplication.activeWindow()
