"""The row under a page's title: what to search for, and filters that go on in the next line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QWidget

from desktop import theme
from desktop.widgets.flow_row import FlowRow


class FilterRow(FlowRow):
    """Nothing in it is cut: filters keep their width, the search takes half of what they leave."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._search: QWidget | None = None
        self._narrowest = self._widest = 0
        self.hide()

    def add(self, widget: QWidget) -> QWidget:
        self.show()
        return super().add(widget)

    def add_search(self, field: QWidget) -> None:
        """Put the search there, before any filter; its bounds say how wide it may be."""
        self._search = field
        self._narrowest, self._widest = field.minimumWidth(), field.maximumWidth()
        self.add(field)

    def minimumSizeHint(self) -> QSize:
        # The width that the search has now says nothing of how narrow the row may get.
        return QSize(theme.GRID, super().minimumSizeHint().height())

    def ask_for_room(self) -> None:
        if self._search is not None:
            self._search.setFixedWidth(self._search_width())
        super().ask_for_room()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.ask_for_room()  # a filter was shown, hidden or given other words
        return super().event(event)

    def _search_width(self) -> int:
        left = self.width()
        for width in self.widths()[1:]:
            if left - width - self.spacing < self._narrowest:
                break
            left -= width + self.spacing
        else:
            left //= 2
        return max(self._narrowest, min(left, self._widest))
