"""A chart with its small menu: save the picture, save the figures."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from core.exchange import sheets_out
from core.i18n import _
from desktop.desk import Desk
from desktop.insights.picture import Picture
from desktop.widgets.button import IconButton
from desktop.widgets.chart import Chart

PICTURES = (".png", ".svg")


class ChartBox(Chart):
    """Shows one Picture after the other; `file_name` is offered when it is saved."""

    def __init__(self, desk: Desk, name: str, file_name: str) -> None:
        super().__init__(desk, name)
        self.picture = Picture()
        self._name, self._file_name = name, file_name
        self.menu = QMenu(self)
        self.save_picture = self.menu.addAction(_("Save picture…"), self._ask_for_picture)
        self.save_figures = self.menu.addAction(_("Save figures…"), self._ask_for_figures)
        tip = _("Save “{chart}”").format(chart=name)
        self.more = IconButton("more", tip, self._open_menu)
        self.head.addWidget(self.more)
        self.more.hide()

    def show_picture(self, picture: Picture) -> None:
        """Show what was found, or why there is nothing to show."""
        self.picture = picture
        self.more.setVisible(picture.draw is not None)
        if picture.draw is None:
            self.show_nothing(picture.nothing, self._name)
        else:
            self.set_height(picture.height)
            self.show_chart(picture.finding, picture.draw, picture.description)

    def _open_menu(self) -> None:
        self.menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _ask_for_picture(self) -> None:
        chosen = self._ask(_("Save picture"), ".png", _("Pictures (*.png *.svg)"))
        if chosen is not None:
            path = chosen if chosen.suffix.lower() in PICTURES else _with(chosen, ".png")
            self._save(partial(_keep, self.printer(path.suffix[1:].lower()), path), path)

    def _ask_for_figures(self) -> None:
        chosen = self._ask(_("Save figures"), ".csv", _("Tables (*.csv *.xlsx)"))
        if chosen is not None:
            path = chosen if chosen.suffix.lower() in (".csv", ".xlsx") else _with(chosen, ".csv")
            figures = self.picture
            self._save(partial(sheets_out.table, path, figures.headings, figures.rows), path)

    def _ask(self, title: str, ending: str, name_filter: str) -> Path | None:
        return self._desk.messages.save_file(title, self._file_name + ending, name_filter)

    def _save(self, work: Callable[[], object], path: Path) -> None:
        said = _("Saved as “{file}”.").format(file=path.name)
        self._desk.tasks.read(work, lambda _done: self._desk.messages.say(said), owner=self)


def _with(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _keep(printer: Callable[[], bytes], path: Path) -> None:
    with sheets_out.replacing(path) as half_made:
        half_made.write_bytes(printer())
