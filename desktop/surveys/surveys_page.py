"""The page of surveys: what is asked, what was asked before, and what came of it."""

from __future__ import annotations

from functools import partial

from core.i18n import _
from core.voice import surveys
from core.voice.surveys import NewSurvey, Survey
from desktop.desk import Desk
from desktop.formats import day, number
from desktop.surveys.question_kinds import begun, ready_made
from desktop.surveys.survey_detail import SurveyDetail
from desktop.surveys.survey_dialog import SurveyDialog
from desktop.widgets.chips import Chips, Choice
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.page import Page
from desktop.widgets.record_table import Column, RecordTable
from desktop.widgets.split import Split


class SurveysPage(Page):
    """The surveys at the left, the results of the picked one at the right.

    A target is the id of a survey.
    """

    nouns = frozenset({"survey", "question", "submission", "answer", "customer"})

    def __init__(self, desk: Desk) -> None:
        lead = _("Three short questions tell you what most customers never say by themselves.")
        super().__init__(desk, _("Surveys"), lead)
        self.set_primary(_("New survey"), "add", self.add_survey, "Ctrl+Shift+N")
        self.state = Chips(
            [Choice("open", _("Asked now")), Choice("closed", _("Closed"))], _("Which surveys")
        )
        self.state.chosen.connect(lambda _key: self.reload())
        self.add_filter(self.state)
        self._wanted: int | None = None
        self._none = EmptyState(
            "surveys",
            _(
                "Most unhappy customers say nothing and stay away. A card with three questions "
                "beside the till lets them speak while you can still help: would you recommend "
                "us, how satisfied were you, what could we do better?"
            ),
            _("Begin with these three questions"),
            self.add_ready_made,
        )
        self._none_closed = EmptyState("archive", _("No survey is closed."))
        clock = desk.workspace.clock
        since = Column(_("Asked since"), str, value=lambda each: clock.day_of(each.created_at))
        self.table = RecordTable(desk, "surveys", _columns(desk), also=[since])
        self.offer_list(lambda: _("Surveys"), lambda: self.table)
        self.table.setAccessibleName(_("Surveys"))
        self.detail = SurveyDetail(desk)
        self.lead_focus_to(self.table)
        self.table.picked.connect(self._picked)
        self.table.opened.connect(lambda _survey: self.detail.open_paper())
        self.table.loaded.connect(self.table.select_one)
        self.detail.copy_asked.connect(self._ask_for)
        self.split = Split(desk, "surveys", self.table, self.detail, share=0.36, parent=self)
        for widget in (self.split, self._none, self._none_closed):
            self.body.addWidget(widget, 1)
            widget.hide()

    def reload(self) -> None:
        shop, archived = self.desk.workspace, self.state.value == "closed"
        self.read(lambda: surveys.find(shop, archived=archived), self._show, "surveys")

    def show_target(self, target: object) -> None:
        if isinstance(target, int):
            self.read(partial(self._read_one, target), self._turn_to, "target")

    def add_survey(self) -> None:
        """Ask for a new survey; two questions are there to begin with."""
        shop = self.desk.workspace
        self._ask_for(NewSurvey("", (begun(shop, "nps"), begun(shop, "text"))))

    def add_ready_made(self) -> None:
        """Add the three questions at once; it can be undone."""
        shop = self.desk.workspace
        self.desk.tasks.write(
            lambda: surveys.add(shop, ready_made(shop)), self._turn_to, owner=self
        )

    def _ask_for(self, new: NewSurvey) -> None:
        dialog = SurveyDialog(self.desk, new, self.window())
        dialog.accepted.connect(lambda: self._turn_to(dialog.saved_record))
        dialog.open()

    def _read_one(self, survey_id: int) -> Survey:
        return surveys.get(self.desk.workspace, survey_id)

    def _turn_to(self, survey: Survey) -> None:
        self._wanted = survey.id
        self.state.choose("closed" if survey.archived else "open")
        self.reload()

    def _show(self, found: list[Survey]) -> None:
        closed = self.state.value == "closed"
        self.split.setVisible(bool(found))
        self._none.setVisible(not found and not closed)
        self._none_closed.setVisible(not found and closed)
        if not found:
            self.detail.show_survey(None)
        if self._wanted is not None:
            # With this list: one that was on its way before may not have it.
            self.table.select(self._wanted)
            self._wanted = None
        self.table.load_list(found)

    def _picked(self, survey: Survey | None) -> None:
        self.detail.show_survey(survey)


def _columns(desk: Desk) -> list[Column]:
    clock = desk.workspace.clock
    return [
        Column(
            _("Survey"),
            lambda survey: survey.title,
            stretch=True,
            strong=True,
            tip=lambda survey: _("Asked since {day}.").format(
                day=day(clock.day_of(survey.created_at))
            ),
        ),
        Column(
            _("Answers"),
            lambda survey: number(survey.submissions),
            align="right",
            width=96,
            value=lambda survey: survey.submissions,
        ),
    ]
