"""Deciding a suggestion: what and why, who gets an answer, and what it will say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent, QTextCursor
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from core.errors import Problem, RefusedInput
from core.i18n import N_, _, ngettext
from core.store import settings
from core.voice import decided, suggestions
from core.voice.decided import Said
from core.voice.suggestions import ANSWERED_DECISIONS, Suggestion, Supporter
from desktop import formats, theme
from desktop.desk import Desk
from desktop.widgets import badge
from desktop.widgets.answer_foretold import AnswerForetold
from desktop.widgets.begun_words import BegunWords
from desktop.widgets.chips import Chips, Choice
from desktop.widgets.form import FormDialog
from desktop.widgets.label import Label
from desktop.widgets.reasons_by_language import ReasonsByLanguage
from desktop.widgets.tab_order import in_order
from desktop.widgets.told_list import Told, ToldList, people_behind

ANSWERS_NEXT = "decide/answers_next"
_MOST = 100_000
_PAUSE_MS = 150
_WIDTH, _HEIGHT = 880, 640
# What a window's own title and the bar of the desktop leave of a screen.
_FRAME = 60


@dataclass(frozen=True, slots=True)
class Begun:
    """A decision that was begun and left, as it stood then."""

    status: str
    because: str
    silent: dict[int, str] = field(default_factory=dict)
    also: dict[str, Said] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Behind:
    """What is read when the dialog opens; `titles` are those told before, by language."""

    supporters: Sequence[Supporter]
    shop_language: str
    titles: dict[str, str]


_BEGUN = BegunWords[Begun]()


class DecideDialog(FormDialog):
    """Takes a decision with its because; Escape keeps what was typed for the next time."""

    def __init__(
        self,
        desk: Desk,
        suggestion: Suggestion,
        parent: QWidget | None = None,
        *,
        status: str = "",
        then_answers: bool = True,
    ) -> None:
        super().__init__(desk, _("Decide"), yes=_("Decide"), width=_WIDTH, parent=parent)
        self._suggestion = suggestion
        self._then_answers = then_answers
        self._shop_language = ""
        self._kept = _BEGUN.of(desk.workspace, suggestion.id)
        self._was_begun = Label(_("You began this before; your words are still here."), "caption")
        self.status = Chips(_choices(suggestion), _("Decision"))
        self.because = self._fill_form(status or self._likely())
        self.also = ReasonsByLanguage(suggestion.title)
        self.then = self._offer_answers()
        self.people = ToldList()
        self.answer = AnswerForetold(desk, suggestion)
        self._arrange()
        # A layout knows what it needs once the loop has come round.
        self._room = QTimer(self, singleShot=True, interval=0)
        self._room.timeout.connect(self._make_room)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._foretell)
        self.status.chosen.connect(lambda _key: self._tell())
        self.because.textChanged.connect(self._pause.start)
        self.also.written.connect(self._show_language)
        self.people.changed.connect(self._tell)
        self.people.changed.connect(self._trouble.hide)
        self.people.grown.connect(self._order_tabs)
        self.accepted.connect(self._go_on)
        self.first = self.because
        desk.tasks.read(self._read_people, self._show_people, owner=self)

    def work(self) -> Callable[[], Suggestion]:
        status, because = self.status.value, self.because.toPlainText()
        silent = self.people.silent() if self._answers else {}
        unsaid = sum(not reason.strip() for reason in silent.values())
        if unsaid and because.strip():
            self.people.go_to_unsaid()
            sentence = N_("Please note why somebody gets no answer, or let them have one.")
            raise RefusedInput([Problem("silent", sentence)])
        also = self.also.said() if self._answers else {}
        shop, number = self.desk.workspace, self._suggestion.id
        return lambda: suggestions.decide(shop, number, status, because, silent, also)

    def reject(self) -> None:
        """Leave without deciding; what was typed is there again the next time."""
        shop, number = self.desk.workspace, self._suggestion.id
        because, silent = self.because.toPlainText(), self.people.silent()
        also = self.also.said()
        if because.strip() or silent or any(said.because for said in also.values()):
            _BEGUN.keep(shop, number, Begun(self.status.value, because, silent, also))
            self.desk.messages.say(_("Nothing is decided yet; what you typed is kept."))
        else:
            _BEGUN.forget(shop, number)
        super().reject()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._order_tabs()

    @property
    def drafts(self) -> int:
        """How many answers the decision chosen now will draft."""
        return len(self.people.answered) if self._answers else 0

    @property
    def _answers(self) -> bool:
        """Whether people are written to for what is chosen now."""
        return self.status.value in ANSWERED_DECISIONS

    def _fill_form(self, status: str) -> QPlainTextEdit:
        self.status.choose(status)
        self.form.add("status", _("What will happen"), self.status)
        hint = _("Customers read this in their answer, so write it as you would say it.")
        because = self.form.add_text("because", _("Because"), required=True, lines=4, hint=hint)
        if self._kept is not None:
            because.setPlainText(self._kept.because)
            because.moveCursor(QTextCursor.MoveOperation.End)
        self._was_begun.set_tone("accent")
        self._was_begun.setVisible(self._kept is not None)
        return because

    def _offer_answers(self) -> QCheckBox:
        then = QCheckBox(_("Then show me the answers"))
        then.setChecked(self.desk.preferences.flag(ANSWERS_NEXT, True))
        then.hide()
        return then

    def _likely(self) -> str:
        if self._kept is not None:
            return self._kept.status
        return "done" if self._suggestion.status in ("planned", "in_progress") else "planned"

    def _read_people(self) -> Behind:
        shop, number = self.desk.workspace, self._suggestion.id
        return Behind(
            suggestions.supporters(shop, number, _MOST),
            settings.get(shop, settings.LANGUAGE),
            decided.titles(shop, number),
        )

    def _show_people(self, behind: Behind) -> None:
        supporters, self._shop_language = behind.supporters, behind.shop_language
        people = people_behind(supporters, *map(_, suggestions.REASONS_OF_ITS_OWN))
        self.people.show_people(people)
        if self._kept is not None and self._kept.silent:
            self.people.keep_out(self._kept.silent)
            self.people.show_people(people)
        self.also.put(self._kept.also if self._kept else {})
        self.also.put({each: Said("", title) for each, title in behind.titles.items()})
        self._tell()

    def _tell(self) -> None:
        self.people.say(self._sentence(), with_people=self._answers)
        self.then.setVisible(self._then_answers and self.drafts > 0)
        self._ask_in(self._other_languages())
        self._foretell()

    def _ask_in(self, languages: list[str]) -> None:
        self.also.show_languages(languages)
        self._order_tabs()
        self._room.start()

    def _make_room(self) -> None:
        """As high as all fields want to be, if the screen is."""
        wanted = max(_HEIGHT, self.column.minimumSize().height())
        self.setMinimumHeight(min(wanted, self.screen().availableGeometry().height() - _FRAME))

    def _other_languages(self) -> list[str]:
        """The languages besides the shop's of those who get an answer, as they are listed."""
        told = self.people.answered if self._answers else []
        return list(dict.fromkeys(each.language for each in told if self._is_other(each)))

    def _is_other(self, told: Told) -> bool:
        return told.language != self._shop_language

    def _foretell(self) -> None:
        told = self.people.answered if self._answers else []
        because, also = self.because.toPlainText(), self.also.said()
        self.answer.foretell(told, self.status.value, because, also)

    def _show_language(self, spoken: str) -> None:
        """The letter follows the language that is written in."""
        self.answer.show_language(spoken)
        self._pause.start()

    def _sentence(self) -> str:
        if not self._answers:
            return _("Nobody is written to for this; you can tell people when it is done.")
        if not self.drafts:
            return _("Nobody by name gets an answer, so none is drafted.")
        drafted = ngettext(
            "{n} answer will be drafted.", "{n} answers will be drafted.", self.drafts
        ).format(n=formats.number(self.drafts))
        left_out = len(self.people.left_out)
        without = ngettext(
            "{n} voice gets none, for a reason.", "{n} get none, for a reason.", left_out
        ).format(n=formats.number(left_out))
        return f"{drafted} {without}" if left_out else drafted

    def _order_tabs(self) -> None:
        """From the form to the letter, to the people, to the buttons."""
        inside = (part for each in (self.form, self.also) for part in in_order(each))
        letter = (self.then, self.answer.spoken, self.answer.words)
        stops = [*inside, *letter, *self.people.stops(), self.no, self.yes]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _go_on(self) -> None:
        _BEGUN.forget(self.desk.workspace, self._suggestion.id)
        if not self._then_answers or not self.drafts:
            return
        self.desk.preferences.put(ANSWERS_NEXT, self.then.isChecked())
        if self.then.isChecked():
            self.desk.navigation.open("replies", ("suggestion", self._suggestion.id))

    def _arrange(self) -> None:
        """The decision and its answer at the left, the people at the right."""
        place = self.column.indexOf(self.form)
        self.column.removeWidget(self.form)
        left = QVBoxLayout()
        left.setSpacing(theme.GRID * 2)
        for part in (self.form, self.also, self.then):
            left.addWidget(part)
        left.addWidget(self.answer, 1)
        both = QHBoxLayout()
        both.setSpacing(theme.GRID * 4)
        both.addLayout(left, 5)
        both.addWidget(self.people, 3)
        about = Label(self._suggestion.title, "body", "soft", wrap=True)
        self.column.insertWidget(place, about)
        self.column.insertWidget(place + 1, self._was_begun)
        self.column.insertLayout(place + 2, both, 1)
        self.setMinimumHeight(_HEIGHT)


def _choices(suggestion: Suggestion) -> list[Choice]:
    offered = ["planned", "in_progress", "done", "declined"]
    if suggestion.status != "open":
        offered.append("open")
    looks = {status: badge.status(status) for status in offered}
    return [
        Choice(status, _("Open again") if status == "open" else look.text, look.icon)
        for status, look in looks.items()
    ]
