"""What came of one question: a score with its margin, counts, or people's own words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.i18n import _, ngettext
from core.measures.margins import Rate
from core.measures.satisfaction import Ces, Nps
from core.voice.surveys import Result
from desktop import theme
from desktop.formats import number, percent
from desktop.surveys.findings import Saying
from desktop.surveys.question_kinds import QUESTION_KINDS
from desktop.widgets.badge import Badge, Look
from desktop.widgets.button import Button
from desktop.widgets.label import Heading, Label
from desktop.widgets.measure_bars import CountBars, MarginScale, Part, PartsBar
from desktop.widgets.paper import Quote

FIRST_QUOTES = 5
MORE_QUOTES = 50
NUMBER_WIDTH = 124


class QuestionResult(QWidget):
    """One question under its words; below ten answers it says that they are too few to judge."""

    def __init__(self, place: int, result: Result, sayings: Sequence[Saying] = ()) -> None:
        super().__init__()
        question = result.question
        self.setAccessibleName(question.wording)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.GRID)
        words = Heading(f"{number(place)}.  {question.wording}")
        self._column.addWidget(words)
        self._column.addLayout(_facts(result))
        if not result.n:
            return
        if result.nps is not None:
            self._show_nps(result.nps)
        elif result.csat is not None:
            self._show_csat(result.csat)
        elif result.ces is not None:
            self._show_ces(result.ces)
        elif question.kind == "choice":
            self._show_choices(result)
        else:
            self._show_words(sayings)

    def _show_nps(self, nps: Nps) -> None:
        value, band = nps.value or 0, nps.interval or (0.0, 0.0)
        scale = MarginScale(-100, 100, ((-100, _signed(-100)), (0, "0"), (100, _signed(100))))
        scale.show_value(value, band, _between(_signed(band[0]), _signed(band[1])))
        parts = PartsBar()
        parts.show_parts(
            [
                Part(_("0–6, would not"), nps.detractors, "negative", number(nps.detractors)),
                Part(_("7–8, undecided"), nps.passives, "neutral", number(nps.passives)),
                Part(_("9–10, would"), nps.promoters, "positive", number(nps.promoters)),
            ]
        )
        self._show_score(_signed(value), _("points (NPS)"), scale, parts)

    def _show_csat(self, rate: Rate) -> None:
        said = ngettext(
            "{some} of {n} answer is 4 or 5.", "{some} of {n} answers are 4 or 5.", rate.n
        )
        self._show_rate(percent(rate.share or 0), _("satisfied"), rate, said)

    def _show_ces(self, ces: Ces) -> None:
        said = ngettext(
            "{some} of {n} answer is 5, 6 or 7; the average is {mean}.",
            "{some} of {n} answers are 5, 6 or 7; the average is {mean}.",
            ces.n,
        )
        share = percent(ces.easy.share or 0)
        self._show_rate(share, _("found it easy"), ces.easy, said, number(ces.mean or 0, 1))

    def _show_rate(self, value: str, unit: str, rate: Rate, said: str, mean: str = "") -> None:
        marks = [(share, percent(share / 100)) for share in (0, 50, 100)]
        scale = MarginScale(0, 100, marks)
        low, high = rate.interval or (0.0, 100.0)
        spoken = _between(percent(low / 100), percent(high / 100))
        scale.show_value(rate.percent, (low, high), spoken)
        sentence = said.format(some=number(rate.numerator), n=number(rate.n), mean=mean)
        self._show_score(value, unit, scale, Label(sentence, "caption", "soft", wrap=True))

    def _show_score(self, value: str, unit: str, scale: MarginScale, under: QWidget) -> None:
        figure = QVBoxLayout()
        figure.setSpacing(0)
        figure.addWidget(Label(value, "display"))
        figure.addWidget(Label(unit, "caption", "soft"))
        figure.addStretch(1)
        bars = QVBoxLayout()
        bars.setSpacing(theme.GRID)
        bars.setContentsMargins(0, theme.GRID, 0, 0)
        bars.addWidget(scale)
        bars.addWidget(under)
        row = QHBoxLayout()
        row.setSpacing(theme.GRID * 2)
        holder = QWidget()
        figure.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(figure)
        holder.setFixedWidth(NUMBER_WIDTH)
        row.addWidget(holder, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(bars, 1)
        self._column.addLayout(row)

    def _show_choices(self, result: Result) -> None:
        bars = CountBars()
        bars.show_parts(
            [
                Part(
                    choice,
                    count,
                    note=_("{n} · {share}").format(
                        n=number(count), share=percent(count / result.n)
                    ),
                )
                for choice, count in result.choices
            ]
        )
        self._column.addWidget(bars)

    def _show_words(self, sayings: Sequence[Saying], portion: int = FIRST_QUOTES) -> None:
        for saying in sayings[:portion]:
            self._column.addWidget(Quote(saying.text, saying.by))
        rest = sayings[portion:]
        if rest:
            text = ngettext("{n} more", "{n} more", len(rest)).format(n=number(len(rest)))
            more = Button(text, kind="quiet", icon="down")
            more.clicked.connect(lambda: self._show_rest(more, rest))
            self._column.addWidget(more)

    def _show_rest(self, more: Button, rest: Sequence[Saying]) -> None:
        self._column.removeWidget(more)
        more.hide()
        more.deleteLater()
        self._show_words(rest, MORE_QUOTES)


def _facts(result: Result) -> QHBoxLayout:
    """The kind, how many answered, and whether they are too few."""
    kind = _(QUESTION_KINDS[result.question.kind].name)
    answers = ngettext("{n} answer", "{n} answers", result.n).format(n=number(result.n))
    row = QHBoxLayout()
    row.setSpacing(theme.GRID)
    row.addWidget(Label(f"{kind} · {answers}", "caption", "soft"))
    if _too_few(result):
        row.addWidget(Badge(Look(_("too few to judge"), "warning", "warning")))
    row.addStretch(1)
    return row


def _too_few(result: Result) -> bool:
    measure = result.nps or result.csat or result.ces
    return bool(result.n and measure is not None and measure.too_few)


def _between(low: str, high: str) -> str:
    return _("Most likely between {low} and {high}").format(low=low, high=high)


def _signed(value: float) -> str:
    rounded = round(value)
    return f"+{number(rounded)}" if rounded > 0 else number(rounded).replace("-", "−")
