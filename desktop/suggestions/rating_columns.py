"""The columns of the ranking, and what happens when one of its cells is edited."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from core.errors import KnownError
from core.i18n import N_, _, pgettext
from core.measures import rice
from core.voice import suggestions
from core.voice.suggestions import NewRating, Suggestion
from desktop import formats
from desktop.desk import Desk
from desktop.suggestions import input_words
from desktop.widgets import badge, rice_words
from desktop.widgets.edit_table import Column

UNSAID = "–"
# Narrower than these a table has no room for the status, or for all that a score is made of.
WIDE, NARROW = 860, 600
Rank = Callable[[Suggestion], int]
Rated = Callable[[Suggestion], None]
AskSource = Callable[[Suggestion, int], None]


class RatingColumns:
    """Writes edited cells in the background; what is refused is said, and nothing changes."""

    def __init__(self, desk: Desk, rated: Rated, ask_source: AskSource) -> None:
        """`ask_source` gets a reach typed by hand: it counts once it says what it rests on."""
        self._desk = desk
        self._rated = rated
        self._ask_source = ask_source

    def columns(self, rank: Rank) -> list[Column]:
        """The columns in their order; `rank` gives the place of a suggestion, 0 the first."""
        return [
            Column(
                pgettext("to improve", "Suggestion"),
                lambda s: s.title,
                "title",
                stretch=True,
                lines=2,
                icon=_sign,
                tip=lambda s: f"{badge.status(s.status).text}: {s.title}",
                sort_value=lambda s: s.title.casefold(),
            ),
            Column(
                _("Status"),
                lambda s: badge.status(s.status).text,
                "status",
                width=132,
                hidden_below=WIDE,
                look=lambda s: badge.status(s.status),
                sort_value=lambda s: suggestions.STATUSES.index(s.status),
            ),
            Column(
                _("Voices"),
                lambda s: formats.number(s.supporters),
                "supporters",
                align="right",
                width=66,
                hidden_below=NARROW,
                tone="soft",
                tip=lambda s: _("People who ever asked for this"),
                sort_value=lambda s: s.supporters,
                value=lambda s: s.supporters,
            ),
            *self._inputs(),
            Column(
                _("Score"),
                lambda s: rice_words.score(s.score),
                "rank",
                align="right",
                width=96,
                strong=True,
                icon=lambda s: "history" if s.stale and s.status in suggestions.CURRENT else None,
                tip=_score_tip,
                sort_value=lambda s: -rank(s),
                value=lambda s: None if s.score is None else round(s.score, 1),
            ),
        ]

    def _inputs(self) -> list[Column]:
        return [
            Column(
                _("Reach"),
                lambda s: formats.number(s.reach),
                "reach",
                align="right",
                width=74,
                edit=self._set_reach,
                edit_text=lambda s: str(s.reach),
                tip=rice_words.reach_note,
                sort_value=lambda s: s.reach,
                value=lambda s: s.reach,
            ),
            Column(
                _("Impact"),
                lambda s: rice_words.capital(rice_words.impact(s.impact)) or UNSAID,
                "impact",
                width=84,
                hidden_below=NARROW,
                choices=rice_words.impact_choices(),
                edit=lambda s, value: self._write(s, impact=float(value)),
                edit_text=lambda s: _step(s.impact),
                sort_value=lambda s: s.impact or 0,
                tip=lambda s: _("How strongly one person feels it"),
                tone=lambda s: "soft" if s.impact is None else None,
            ),
            Column(
                _("Confidence"),
                lambda s: rice_words.capital(rice_words.confidence(s.confidence)) or UNSAID,
                "confidence",
                width=98,
                hidden_below=NARROW,
                choices=rice_words.confidence_choices(),
                edit=lambda s, value: self._write(s, confidence=float(value)),
                edit_text=lambda s: _step(s.confidence),
                sort_value=lambda s: s.confidence or 0,
                tip=lambda s: _("How much you know that it would help"),
                tone=lambda s: "soft" if s.confidence is None else None,
            ),
            Column(
                _("Days"),
                lambda s: rice_words.days(s.effort_days),
                "effort_days",
                align="right",
                width=68,
                hidden_below=NARROW,
                edit=self._set_effort,
                edit_text=lambda s: "" if s.effort_days is None else rice_words.days(s.effort_days),
                tip=lambda s: _("Days of work, at least half a day"),
                sort_value=lambda s: s.effort_days or 0,
                value=lambda s: s.effort_days,
                tone=lambda s: "soft" if s.effort_days is None else None,
            ),
        ]

    def _set_reach(self, suggestion: Suggestion, text: str) -> None:
        if not text.strip():
            shop = self._desk.workspace
            self._in_background(lambda: suggestions.count_reach_again(shop, suggestion.id))
            return
        try:
            reach = formats.parse_number(text)
            if reach != int(reach):
                sentence = N_("Reach counts people; write a whole number, not “{value}”.")
                raise KnownError("reach_not_whole", sentence, value=text.strip())
            rice.check_reach(reach)
        except KnownError as error:
            self._desk.messages.problem(error)
            return
        if int(reach) != suggestion.reach:
            self._ask_source(suggestion, int(reach))

    def _set_effort(self, suggestion: Suggestion, text: str) -> None:
        try:
            days = formats.parse_number(text)
        except KnownError as error:
            self._desk.messages.problem(error)
            return
        self._write(suggestion, effort_days=days)

    def _write(self, suggestion: Suggestion, **inputs: Any) -> None:
        shop, rating = self._desk.workspace, NewRating(**inputs)
        self._in_background(lambda: suggestions.rate(shop, suggestion.id, rating))

    def _in_background(self, work: Callable[[], Suggestion]) -> None:
        self._desk.tasks.write(work, self._rated)


def _sign(suggestion: Suggestion) -> str:
    return "must_do" if suggestion.must_do else badge.status(suggestion.status).icon


def _step(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _score_tip(suggestion: Suggestion) -> str:
    if suggestion.stale and suggestion.status in suggestions.CURRENT:
        return input_words.since_rated(suggestion.new_voices)
    return rice_words.sentence(suggestion)
