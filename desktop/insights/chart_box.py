"""A chart with its small menu: save the picture, save the figures."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt

from core.exchange import sheets_out
from core.i18n import _
from desktop.desk import Desk
from desktop.insights.picture import Picture
from desktop.widgets.button import IconButton
from desktop.widgets.chart import Chart
from desktop.widgets.menu_button import MenuButton
from desktop.widgets.saved_list import file_name, tell_saved

PICTURES = (".png", ".svg")


class ChartBox(Chart):
    """Shows one Picture after the other; its name is offered when it is saved."""

    def __init__(self, desk: Desk, name: str, height: int = 280) -> None:
        super().__init__(desk, name, height=height)
        self.picture = Picture()
        self._name = name
        self.more = MenuButton("more", _("Save “{chart}”").format(chart=name))
        self.save_picture = self.more.add(
            _("Save picture (PNG, SVG)…"), "insights", self._ask_for_picture
        )
        self.save_figures = self.more.add(
            _("Save figures (CSV, Excel)…"), "export", self._ask_for_figures
        )
        self.head.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        # It keeps its room, so that the title does not move when it comes.
        policy = self.more.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.more.setSizePolicy(policy)
        self.more.hide()

    def add_action(self, icon: str, name: str, slot: Callable[[], object]) -> None:
        """Something else to do with the chart, left of its menu."""
        place = self.head.indexOf(self.more)
        button = IconButton(icon, name, slot)
        self.head.insertWidget(place, button, 0, Qt.AlignmentFlag.AlignTop)
        self.setTabOrder(button, self.more)

    def show_picture(self, picture: Picture) -> None:
        """Show what was found, or why there is nothing to show."""
        self.picture = picture
        self.more.setVisible(picture.draw is not None)
        if picture.draw is None:
            self.show_nothing(picture.nothing, self._name)
        else:
            self.show_chart(picture.finding, picture.draw, picture.description, picture.caption)

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
        day = self._desk.workspace.clock.today().isoformat()
        proposal = file_name(self._name, day, ending)
        return self._desk.messages.save_file(title, proposal, name_filter)

    def _save(self, work: Callable[[], object], path: Path) -> None:
        self._desk.tasks.read(work, lambda _done: tell_saved(self._desk, path), owner=self)


def _with(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _keep(printer: Callable[[], bytes], path: Path) -> None:
    with sheets_out.replacing(path) as half_made:
        half_made.write_bytes(printer())
