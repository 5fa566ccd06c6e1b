"""The page that explains health: what it is made of, whether it held, and other weights."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QTimer

from core.errors import KnownError
from core.i18n import _
from core.insight import backtest, reweighing, weights
from core.insight.backtest import Backtest
from core.insight.reweighing import Preview, ScoreBook
from core.measures.factors import WEIGHTS
from desktop import theme
from desktop.desk import Desk
from desktop.health import reading
from desktop.health.explanation_card import ExplanationCard
from desktop.health.past_card import PastCard
from desktop.health.preview_card import PreviewCard
from desktop.health.reading import InForce, Trial
from desktop.health.weights_card import WeightsCard
from desktop.health.words import compared
from desktop.widgets.beside import Beside
from desktop.widgets.page import Page

# A knob that is dragged tells of each step; the list follows when it rests, and the shop's past,
# which takes a second in a large shop, when it rests for longer.
REST_MS, TRY_MS = 120, 700


class HealthPage(Page):
    """Read first, proof beside it; below, the weights and whom they would move."""

    nouns = frozenset(
        {
            "answer",
            "closure",
            "customer",
            "feedback",
            "pulse",
            "reply",
            "setting",
            "submission",
            "visit",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            _("How health works"),
            _("What the number is made of, whether it held in your shop, and how you weigh it."),
            scroll=True,
        )
        self._book: ScoreBook | None = None
        self.explanation = ExplanationCard()
        self.past = PastCard()
        self.weights = WeightsCard()
        self.preview = PreviewCard(partial(desk.navigation.open, "customers"))
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._weigh)
        self._trial = Trial()
        self._wait_to_try = QTimer(self, singleShot=True, interval=TRY_MS)
        self._wait_to_try.timeout.connect(self._try_on_past)
        self.weights.moved.connect(self._follow)
        self.weights.save_asked.connect(self._save)
        self._lay_out_cards()

    def reload(self) -> None:
        workspace = self.desk.workspace
        self.read(partial(reading.in_force, workspace), self._show_weights, "weights")
        self.read(partial(reading.past, workspace), self.past.show_past, "past")
        self.read(partial(reweighing.read, workspace), self._show_book, "book")

    def _show_weights(self, found: InForce) -> None:
        self.weights.show_weights(found.weights, found.since)
        self._rest.start()

    def _show_book(self, book: ScoreBook) -> None:
        self._book = book
        self._weigh()

    def _weigh(self) -> None:
        wanted = self.weights.wanted
        if self._book is not None and any(wanted.values()):
            look = partial(reweighing.preview, self._book, wanted)
            self.read(look, self._show_preview, "preview")

    def _follow(self) -> None:
        self._trial.stopped = True
        self.weights.show_trial("")
        self._rest.start()
        self._wait_to_try.start()

    def _try_on_past(self) -> None:
        wanted, now = self.weights.wanted, self.past.ranking
        if now is None or not self.weights.is_changed or not any(wanted.values()):
            return
        self._trial = trial = Trial()

        def show(found: Backtest) -> None:
            if not trial.stopped and found.ranking is not None:
                self.weights.show_trial(compared(found.ranking, now))

        run = partial(backtest.run, self.desk.workspace, None, wanted, trial)
        # Stopped because the knob went on: nobody waits for this any more.
        self.desk.tasks.read(run, show, lambda _stopped: None, key=(id(self), "try"), owner=self)

    def _show_preview(self, preview: Preview) -> None:
        self.preview.show_preview(preview, self.weights.is_changed)

    def _save(self) -> None:
        workspace, wanted = self.desk.workspace, self.weights.wanted

        def work() -> Any:
            if wanted == WEIGHTS:
                return weights.reset(workspace)
            return weights.change(workspace, wanted)

        self._trial.stopped = True
        self.weights.show_trial("")
        # Else the focus would move on to the button that goes back, right under Enter.
        self.weights.save.clearFocus()
        self.weights.save.setEnabled(False)
        self.desk.tasks.write(work, None, self._refuse, owner=self)

    def _refuse(self, error: KnownError) -> None:
        self.weights.notice.say(error.text(), "negative")

    def _lay_out_cards(self) -> None:
        gap = theme.GRID * 2
        for left, right in ((self.explanation, self.past), (self.weights, self.preview)):
            self.body.addWidget(Beside(((left, 3), (right, 2)), spacing=gap))
        self.body.addStretch(1)
