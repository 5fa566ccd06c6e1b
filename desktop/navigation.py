"""Going from page to page, and back."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

REMEMBERED = 50
Place = tuple[str, object]


class Navigation(QObject):
    """The places one has been to; whoever shows pages listens to `requested`."""

    requested = Signal(str, object)
    moved = Signal()
    log_asked = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places: list[Place] = []
        self._at = -1

    @property
    def here(self) -> Place:
        """The page in view and what is shown on it; ("", None) before the first."""
        return self._places[self._at] if self._places else ("", None)

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place before this one."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether one came back from a place."""
        return self._at < len(self._places) - 1

    def open(self, page: str, target: object = None) -> None:
        """Go to a page and show `target` (an id, or what the page understands) on it."""
        if (page, target) != self.here:
            self._places = [*self._places[: self._at + 1], (page, target)][-REMEMBERED:]
            self._at = len(self._places) - 1
        self._announce()

    def log_feedback(self, begun: object, customer: str = "") -> None:
        """Ask for the quick log over the page in view, begun with what is known already.

        `begun` is a NewFeedback, and `customer` the name of who said it.
        """
        self.log_asked.emit(begun, customer)

    def back(self) -> None:
        """Return to the place before this one, if there is one."""
        if self.can_go_back:
            self._at -= 1
            self._announce()

    def forward(self) -> None:
        """Undo a step back."""
        if self.can_go_forward:
            self._at += 1
            self._announce()

    def add_shortcuts(self, window: QWidget) -> None:
        """Alt+Left and Alt+Right anywhere in a window."""
        for keys, go in (("Alt+Left", self.back), ("Alt+Right", self.forward)):
            QShortcut(QKeySequence(keys), window).activated.connect(go)

    def _announce(self) -> None:
        page, target = self.here
        self.requested.emit(page, target)
        self.moved.emit()
