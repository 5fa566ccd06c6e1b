"""What came of a suggestion: the ninety days before it was done against the ninety after."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.i18n import N_, _, ngettext
from core.measures import margins
from core.measures.margins import Rate
from core.measures.trend import TRENDS, Trend
from core.voice.ninety import Ninety
from core.voice.outcomes import Outcome
from desktop import formats, theme
from desktop.widgets import rice_words
from desktop.widgets.badge import Badge, Look
from desktop.widgets.button import Button, Slot
from desktop.widgets.label import Label
from desktop.widgets.layouts import empty
from desktop.widgets.section import Section

_SIGNS = {"up": "rising", "down": "falling", "no_clear_change": "same"}
UNKNOWN = "–"


class OutcomeCard(Section):
    """Numbers with what they rest on; a trend is named only beyond its margin."""

    def __init__(self, change_words: Slot) -> None:
        super().__init__(_("What came of it"))
        self._sentence = Label("", "strong", wrap=True)
        self._sure = Label("", "caption", "soft", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.GAP)
        self._topic = Button(_("Choose a topic"), change_words, icon="topic")
        self.add(self._sentence)
        self.body.addLayout(self._rows)
        self.add(self._sure)
        self.add(self._topic)
        self.hide()

    def show_outcome(self, is_done: bool, outcome: Outcome | None) -> None:
        """Show what came of what is done; nothing for what is not."""
        empty(self._rows)
        self.setVisible(is_done)
        self._topic.setVisible(outcome is None)
        self._sure.setVisible(outcome is not None)
        if outcome is None:
            sentence = _("Without a topic nothing can be compared: say what it is about.")
            self._sentence.setText(sentence)
            return
        self._sentence.setText(_told(outcome))
        self._sure.setText(_sure(outcome))
        for row in (_complaints(outcome), _mood(outcome), _content(outcome)):
            self._rows.addWidget(row)


def _told(outcome: Outcome) -> str:
    if outcome.after is not None and outcome.too_few:
        said = outcome.before.feedback + outcome.after.feedback
        return ngettext(
            "Too few to judge: {n} voice about “{topic}” in the two times together.",
            "Too few to judge: {n} voices about “{topic}” in the two times together.",
            said,
        ).format(n=formats.number(said), topic=outcome.topic)
    return outcome.sentence()


def _sure(outcome: Outcome) -> str:
    done = _("Done on {day}.").format(day=formats.day(outcome.done_on))
    if outcome.confidence is None:
        return done
    step = rice_words.confidence(outcome.confidence)
    sure = _("When it was done, your confidence was: {step}.").format(step=step)
    return f"{done} {sure}"


def _complaints(outcome: Outcome) -> QWidget:
    now = outcome.after
    values = [formats.number(each.complaints) for each in _times(outcome)]
    rests = [_of_visits(each) for each in _times(outcome)]
    good = {"down": "positive", "up": "negative"}
    look = _look(outcome.complaints, good, now)
    return _row(_("Complaints about it"), values, rests, look)


def _mood(outcome: Outcome) -> QWidget:
    values = [UNKNOWN if each.mood is None else _signed(each.mood) for each in _times(outcome)]
    rests = [
        ngettext("{n} voice", "{n} voices", each.moods).format(n=formats.number(each.moods))
        + _mood_margin(each)
        for each in _times(outcome)
    ]
    look = _look(outcome.mood, {"up": "positive", "down": "negative"}, outcome.after)
    return _row(_("Mood about it, −1 to +1"), values, rests, look)


def _content(outcome: Outcome) -> QWidget:
    values = [_share(each.content) for each in _times(outcome)]
    rests = [
        ngettext("{n} answer", "{n} answers", each.content.n).format(
            n=formats.number(each.content.n)
        )
        + _margin(each.content)
        for each in _times(outcome)
    ]
    look = _look(outcome.csat, {"up": "positive", "down": "negative"}, outcome.after)
    return _row(_("Content customers, the whole shop"), values, rests, look)


def _times(outcome: Outcome) -> list[Ninety]:
    return [each for each in (outcome.before, outcome.after) if each is not None]


def _look(trend: Trend, good: dict[str, str], now: Ninety | None) -> Look | None:
    if now is None:
        return None
    return Look(_(TRENDS[trend]), good.get(trend, "neutral"), _SIGNS[trend])


def _of_visits(each: Ninety) -> str:
    if not each.visits:
        voices = ngettext("{n} voice", "{n} voices", each.feedback)
        return voices.format(n=formats.number(each.feedback))
    visits = ngettext("{share} of {n} visit", "{share} of {n} visits", each.visits).format(
        share=formats.percent(each.complaint_rate.share or 0, 1), n=formats.number(each.visits)
    )
    return visits + _margin(each.complaint_rate, 1)


def _margin(rate: Rate, digits: int = 0) -> str:
    """The margin in points of per cent, beside what the rate rests on; "" without one."""
    half = margins.half_width(rate.interval)
    if half is None:
        return ""
    return _(", ±{points} points").format(points=formats.number(half, digits))


def _mood_margin(each: Ninety) -> str:
    """The widest margin the mean may have, on its own scale; "" without a mood."""
    if each.mood is None or not each.moods:
        return ""
    low, high = margins.wilson((each.mood + 1) / 2 * each.moods, each.moods)
    return _(", ±{margin}").format(margin=formats.number((high - low) / 100, 1))


def _share(rate: Rate) -> str:
    if rate.share is None:
        return UNKNOWN
    return _("Too few") if rate.too_few else formats.percent(rate.share)


def _signed(mood: float) -> str:
    shown = formats.number(abs(mood), 1)
    sign = "−" if round(mood, 1) < 0 else "+" if round(mood, 1) > 0 else ""
    return f"{sign}{shown}"


_FROM_TO = N_("{before} → {after}")


def _row(name: str, values: list[str], rests: list[str], look: Look | None) -> QWidget:
    """A name, the two values with an arrow between, the trend, and what both rest on."""
    row = QWidget()
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    head = QHBoxLayout()
    head.setSpacing(theme.GRID)
    head.addWidget(Label(_joined(values), "heading"))
    if look is not None:
        head.addWidget(Badge(look))
    head.addStretch(1)
    column.addWidget(Label(name, "body", "soft", wrap=True))
    column.addLayout(head)
    column.addWidget(Label(_joined(rests), "caption", "soft", wrap=True))
    return row


def _joined(pair: list[str]) -> str:
    return pair[0] if len(pair) == 1 else _(_FROM_TO).format(before=pair[0], after=pair[1])
