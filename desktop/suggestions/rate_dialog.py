"""Rating a suggestion: all four inputs of RICE, and what they rest on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from core.i18n import N_, _
from core.voice import suggestions
from core.voice.suggestions import NewRating, Suggestion
from desktop.desk import Desk
from desktop.widgets import rice_words
from desktop.widgets.fields import beside
from desktop.widgets.form import FormDialog
from desktop.widgets.label import Label

Inputs = dict[str, float | int | None]


class RateDialog(FormDialog):
    """All four inputs of RICE at once, with what they rest on."""

    def __init__(
        self,
        desk: Desk,
        suggestion: Suggestion,
        parent: QWidget | None = None,
        *,
        reach: int | None = None,
    ) -> None:
        """`reach` was typed by hand already and still wants its source."""
        super().__init__(desk, _("Rate"), parent=parent)
        self._suggestion = suggestion
        about = Label(suggestion.title, "body", "soft", wrap=True)
        self.column.insertWidget(self.column.indexOf(self.form), about)
        self._add_fields()
        self._fill(suggestion)
        if reach is not None:
            self.reach.set_number(reach)
            self.first = self.source

    def _add_fields(self) -> None:
        self.reach = self.form.add_number(
            "reach",
            _("Reach: how many people a quarter"),
            high=10_000_000,
            hint=_(
                "Leave it empty to count those who spoke of it in the last 90 days. By hand "
                "only with what it rests on, below."
            ),
        )
        self.impact = self.form.add_choice(
            "impact",
            _("Impact: how strongly one of them feels it"),
            [("", _("Not said yet")), *rice_words.impact_choices()],
        )
        self.confidence = self.form.add_choice(
            "confidence",
            _("Confidence: how much you know that it would help"),
            [("", _("Not said yet")), *rice_words.confidence_choices()],
        )
        self.effort = self.form.add_number(
            "effort_days", _("Effort: days of work"), high=100_000, hint=_("At least half a day.")
        )
        placeholder = _("Asked at the counter for a week")
        self.source = self.form.add_text("source", _("What this rests on"), placeholder=placeholder)

    def work(self) -> Callable[[], Suggestion]:
        shop, number = self.desk.workspace, self._suggestion.id
        given, before, source = self._given(), _inputs(self._suggestion), self.source.text()
        changed = {name for name, value in given.items() if value != before[name]}
        counts_again = given["reach"] is None and before["reach"] is not None

        def write() -> Suggestion:
            with shop.write(N_("Rating changed")):
                if counts_again:
                    suggestions.count_reach_again(shop, number)
                if changed:
                    # What stays as it was keeps what it rests on, and was looked at today.
                    suggestions.rate(shop, number, _rating(given, set(given) - changed))
                return suggestions.rate(shop, number, _rating(given, changed or set(given), source))

        return write

    def _given(self) -> Inputs:
        """The inputs as they stand here. Raises RefusedInput."""
        reach = beside("reach", self.reach.number)
        return {
            "impact": _chosen(self.impact.value()),
            "confidence": _chosen(self.confidence.value()),
            "effort_days": beside("effort_days", self.effort.number),
            "reach": None if reach is None else round(reach),
        }

    def _fill(self, suggestion: Suggestion) -> None:
        self.reach.set_number(suggestion.reach_by_hand)
        self.impact.set_value(_value(suggestion.impact))
        self.confidence.set_value(_value(suggestion.confidence))
        self.effort.set_number(suggestion.effort_days)


def _inputs(known: Suggestion) -> Inputs:
    """The inputs as they are known."""
    return {
        "impact": known.impact,
        "confidence": known.confidence,
        "effort_days": known.effort_days,
        "reach": known.reach_by_hand,
    }


def _rating(given: Inputs, names: set[str], source: str = "") -> NewRating:
    chosen: dict[str, Any] = {name: given[name] for name in names}
    return NewRating(**chosen, source=source)


def _value(step: float | None) -> str:
    return "" if step is None else f"{step:g}"


def _chosen(value: object) -> float | None:
    return float(str(value)) if value else None
