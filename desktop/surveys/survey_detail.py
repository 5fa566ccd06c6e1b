"""One survey: when it was asked, what came of each question, and typing in more answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.errors import KnownError
from core.i18n import _, ngettext
from core.insight import periods
from core.voice import surveys
from core.voice.surveys import NewQuestion, NewSurvey, Result, Survey
from desktop import formats, theme
from desktop.desk import Desk
from desktop.surveys import findings, survey_lists
from desktop.surveys.findings import Findings
from desktop.surveys.paper_dialog import PaperDialog
from desktop.surveys.question_result import QuestionResult
from desktop.widgets.button import Button, IconButton
from desktop.widgets.detail_pane import DetailPane
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.fields import ChoiceField
from desktop.widgets.label import Label
from desktop.widgets.layouts import empty
from desktop.widgets.menu_button import MenuButton
from desktop.widgets.period_choice import PERIODS, days_of
from desktop.widgets.saved_list import save_rows


class SurveyDetail(DetailPane):
    """Shows the results of the survey that is picked in the list."""

    copy_asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(EmptyState("surveys", _("Choose a survey to see what came of it.")))
        self._desk = desk
        self.survey: Survey | None = None
        self._results: list[Result] = []
        self._title = Label("", "title", wrap=True)
        self._facts = Label("", "body", "soft", wrap=True)
        self.period = ChoiceField([(key, _(text)) for key, text in PERIODS])
        self.period.setAccessibleName(_("Answers from"))
        self.period.set_value("all")
        self.period.chosen.connect(lambda _key: self.reload())
        self.type_in = Button(_("Type in answers"), self.open_paper, icon="log", shortcut="Ctrl+T")
        self.save = MenuButton("export", _("Save the answers or the results…"))
        self.save.add(_("Save everybody’s answers…"), "customers", self.save_answers)
        self.save.add(_("Save the results…"), "insights", self.save_results)
        self.copy = IconButton("copy", _("Make a new survey like this"), self._copy)
        self.close_survey = IconButton("archive", _("Close this survey"), self._close)
        self.reopen = IconButton("undo", _("Ask this survey again"), self._reopen)
        self.results = QVBoxLayout()
        self.results.setSpacing(theme.GRID * 4)
        self._lay_out()

    def show_survey(self, survey: Survey | None) -> None:
        """Show another survey; its results follow from the background."""
        another = survey is None or self.survey is None or self.survey.id != survey.id
        self.survey = survey
        if survey is None:
            self.show_empty()
            return
        if another:
            empty(self.results)
            self._facts.setText("")
        self._show_head(survey)
        self.show_body(from_top=another)
        self.reload()

    def reload(self) -> None:
        """Read the results anew."""
        if self.survey is None:
            return
        workspace, number, since = self._desk.workspace, self.survey.id, self._since()
        self._desk.tasks.read(
            partial(findings.gather, workspace, number, since),
            self._show,
            self._lost,
            key=("survey", id(self)),
            owner=self,
        )

    def open_paper(self) -> None:
        """Type in paper forms, one after the other."""
        if self.survey is not None and not self.survey.archived:
            PaperDialog(self._desk, self.survey, self.window()).open()

    def save_answers(self) -> None:
        """Save a row for everybody who answered in the chosen period."""
        if self.survey is not None:
            shop, since = self._desk.workspace, self._since()
            begin = periods.begins_at(shop.clock, since) if since else None
            shown = survey_lists.papers(shop, self.survey, begin)
            save_rows(self._desk, _("Answers – {title}").format(title=self.survey.title), shown)

    def save_results(self) -> None:
        """Save the figures that are shown."""
        if self.survey is not None:
            shown = survey_lists.figures(self._results)
            save_rows(self._desk, _("Results – {title}").format(title=self.survey.title), shown)

    def _since(self) -> date | None:
        """The first day of the chosen period; None for all time."""
        key = str(self.period.value())
        return None if key == "all" else days_of(key, self._desk.workspace.clock.today())[0]

    def _show_head(self, survey: Survey) -> None:
        self._title.setText(survey.title)
        self.type_in.setVisible(not survey.archived)
        self.close_survey.setVisible(not survey.archived)
        self.reopen.setVisible(survey.archived)

    def _show(self, found: Findings) -> None:
        if self.survey is None or found.survey.id != self.survey.id:
            return
        self.survey = found.survey
        self._show_head(found.survey)
        self._results = found.results
        self.save.setVisible(bool(found.survey.submissions))
        self._facts.setText(self._sentence(found))
        empty(self.results)
        self.period.setVisible(bool(found.survey.submissions))
        if not found.survey.submissions:
            self.results.addWidget(
                EmptyState(
                    "paper",
                    _(
                        "Nobody has answered yet. Lay the questions out on paper, or ask them at "
                        "the till, and type the answers in here."
                    ),
                )
            )
            return
        for place, result in enumerate(found.results, start=1):
            sayings = found.sayings.get(result.question.id, ())
            self.results.addWidget(QuestionResult(place, result, sayings))

    def _sentence(self, found: Findings) -> str:
        clock = self._desk.workspace.clock
        since = formats.day(clock.day_of(found.survey.created_at))
        if not found.survey.submissions or found.last_on is None:
            return _("Asked since {day}.").format(day=since)
        return ngettext(
            "Asked since {day}; answered by {n} person, last on {last}.",
            "Asked since {day}; answered by {n} people, last on {last}.",
            found.survey.submissions,
        ).format(
            day=since, n=formats.number(found.survey.submissions), last=formats.day(found.last_on)
        )

    def _lost(self, _error: KnownError) -> None:
        """The survey was taken away in the meantime."""
        self.show_survey(None)

    def _copy(self) -> None:
        if self.survey is not None:
            questions = tuple(
                NewQuestion(each.kind, each.wording, each.choices) for each in self.survey.questions
            )
            self.copy_asked.emit(NewSurvey(self.survey.title, questions))

    def _close(self) -> None:
        self._write(surveys.archive)

    def _reopen(self) -> None:
        self._write(surveys.reopen)

    def _write(self, verb: Callable[..., object]) -> None:
        if self.survey is not None:
            self._desk.tasks.write(partial(verb, self._desk.workspace, self.survey.id), owner=self)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.GRID // 2)
        head.addWidget(self._title, 1)
        for button in (self.save, self.copy, self.close_survey, self.reopen):
            head.addWidget(button)
        actions = QHBoxLayout()
        actions.setSpacing(theme.GRID)
        actions.addWidget(self.type_in)
        actions.addStretch(1)
        actions.addWidget(self.period)
        words = QVBoxLayout()
        words.setSpacing(theme.GRID // 2)
        words.addLayout(head)
        words.addWidget(self._facts)
        self.column.addLayout(words)
        self.column.addLayout(actions)
        holder = QWidget()
        holder.setProperty("shape", "plain")
        holder.setLayout(self.results)
        self.results.setContentsMargins(0, theme.GRID, 0, 0)
        self.column.addWidget(holder)
        self.column.addStretch(1)
