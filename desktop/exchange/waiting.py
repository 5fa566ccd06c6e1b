"""Files dropped together: one is looked at, the others wait for their turn."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.i18n import _, ngettext
from desktop.formats import number
from desktop.widgets.button import Button
from desktop.widgets.notice import Notice


class Waiting(QWidget):
    """Names the next file and how many come after it; hidden while none waits."""

    next_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._paths: deque[Path] = deque()
        self.next = Button(_("Next file"), self.next_asked.emit, kind="quiet", icon="forward")
        self.notice = Notice(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.notice)
        self.hide()

    @property
    def any(self) -> bool:
        """Whether a file waits."""
        return bool(self._paths)

    def put(self, paths: Sequence[Path]) -> None:
        """Let files wait behind those that wait already; none waits twice."""
        self._paths.extend(path for path in paths if path not in self._paths)
        self._tell()

    def drop(self, path: Path) -> None:
        """Let a file wait no more that is looked at now."""
        if path in self._paths:
            self._paths.remove(path)
            self._tell()

    def take(self) -> Path | None:
        """The file whose turn it is."""
        path = self._paths.popleft() if self._paths else None
        self._tell()
        return path

    def _tell(self) -> None:
        self.setVisible(bool(self._paths))
        if not self._paths:
            return
        first, more = self._paths[0].name, len(self._paths) - 1
        if not more:
            self.notice.say(_("“{file}” comes next.").format(file=first), icon="file")
            return
        text = ngettext(
            "“{file}” comes next, then {n} more file.",
            "“{file}” comes next, then {n} more files.",
            more,
        )
        self.notice.say(text.format(file=first, n=number(more)), icon="file")
