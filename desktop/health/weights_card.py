"""How much each side of the score counts: six sliders, kept only when the owner saves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from core.i18n import _
from core.measures.factors import FACTORS, WEIGHTS
from desktop import theme
from desktop.formats import day, number
from desktop.widgets.button import Button
from desktop.widgets.card import Card
from desktop.widgets.label import Label
from desktop.widgets.notice import Notice
from desktop.widgets.slider import Slider

MOST, STEP = 5.0, 0.5


class WeightsCard(Card):
    """Moves tell what would be; nothing changes in the shop before Save."""

    moved = Signal()
    save_asked = Signal()

    def __init__(self) -> None:
        super().__init__(_("Weigh it your way"))
        self._current: dict[str, float] = dict(WEIGHTS)
        self.sliders: dict[str, Slider] = {}
        self._numbers: dict[str, Label] = {}
        self.add(
            Label(
                _(
                    "How much each side counts, from nothing to 5. The line across marks what "
                    "is usual. You see at once who would move; nothing changes before you save."
                ),
                "caption",
                "soft",
                wrap=True,
            )
        )
        self.since = Label("", "caption", "soft", wrap=True)
        self.since.hide()
        self.add(self.since)
        self._lay_out_sliders()
        self.notice = Notice()
        self.add(self.notice)
        self.save = Button(_("Save the weights"), self.save_asked.emit, kind="primary")
        self.put_back = Button(_("Leave as it was"), self._put_back)
        self.usual = Button(_("Back to usual"), self._show_usual, icon="undo")
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GRID)
        for button in (self.save, self.put_back):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.usual)
        self.body.addSpacing(theme.GRID // 2)
        self.body.addLayout(buttons)
        self.trial = Label("", "body", "soft", wrap=True)
        self.add(self.trial)
        self.body.addStretch(1)
        self._set(self._current)
        self._show_ready()

    @property
    def wanted(self) -> dict[str, float]:
        """The weights as the sliders stand."""
        return {name: slider.number() for name, slider in self.sliders.items()}

    @property
    def is_changed(self) -> bool:
        """Whether the sliders stand elsewhere than the weights in force."""
        return self.wanted != self._current

    def show_weights(self, current: Mapping[str, float], since: date | None) -> None:
        """Show the weights in force; sliders that somebody has moved stay where they are."""
        self.since.setVisible(since is not None)
        if since is not None:
            self.since.setText(_("Yours since {day}.").format(day=day(since)))
        follow = not self.is_changed
        self._current = {name: float(current[name]) for name in self.sliders}
        if follow:
            self._set(self._current)
        self._show_ready()

    def show_trial(self, sentence: str) -> None:
        """Say how the weights would have done on the shop's own past; "" for nothing."""
        self.trial.setText(sentence)

    def _set(self, weights: Mapping[str, float]) -> None:
        for name, slider in self.sliders.items():
            slider.show_number(weights[name])
            self._show_number(name)

    def _show_usual(self) -> None:
        self._set(WEIGHTS)
        self._move()

    def _put_back(self) -> None:
        self._set(self._current)
        self._move()

    def _move(self) -> None:
        self._show_ready()
        self.moved.emit()

    def _show_ready(self) -> None:
        counts = any(self.wanted.values())
        self.save.setEnabled(self.is_changed and counts)
        self.put_back.setEnabled(self.is_changed)
        self.usual.setEnabled(self.wanted != WEIGHTS)
        if counts:
            self.notice.clear()
        else:
            self.notice.say(_("At least one side has to count for something."), "warning")

    def _lay_out_sliders(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.GRID * 2)
        grid.setVerticalSpacing(theme.GRID)
        for row, (name, label) in enumerate(FACTORS.items()):
            slider = Slider(_(label), MOST, STEP, WEIGHTS[name])
            slider.setToolTip(_("Usually {n}").format(n=_written(WEIGHTS[name])))
            slider.changed.connect(lambda _value, name=name: self._moved_one(name))
            self.sliders[name] = slider
            self._numbers[name] = Label("", "strong", number=True)
            self._numbers[name].setFixedWidth(theme.GRID * 4)
            words = Label(_(label), wrap=True)
            words.setBuddy(slider)
            words.setFixedWidth(176)
            grid.addWidget(words, row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(slider, row, 1, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(self._numbers[name], row, 2)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)

    def _moved_one(self, name: str) -> None:
        self._show_number(name)
        self._move()

    def _show_number(self, name: str) -> None:
        slider = self.sliders[name]
        self._numbers[name].setText(_written(slider.number()))
        slider.setAccessibleDescription(
            _("{n} of {most}, usually {usual}").format(
                n=_written(slider.number()), most=_written(MOST), usual=_written(WEIGHTS[name])
            )
        )


def _written(weight: float) -> str:
    return number(weight, 0 if weight == int(weight) else 1)
