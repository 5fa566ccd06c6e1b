"""Care by stage: how soon after entering it, and how often from then on, one gets in touch."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout

from core.errors import KnownError
from core.i18n import _
from core.measures.stage import STAGES, Stage
from core.people import care_plans
from core.people.care_plans import ENTERED_WITHIN_DAYS, CarePlan
from core.people.checkins import LONGEST_INTERVAL
from desktop import theme
from desktop.desk import Desk
from desktop.widgets import badge
from desktop.widgets.badge import Badge
from desktop.widgets.button import Button
from desktop.widgets.card import Card
from desktop.widgets.fields import NumberField
from desktop.widgets.label import Label, repolish

FIELD_WIDTH = 88


class DaysField(NumberField):
    """A whole number of days, empty for never; tells once another was typed."""

    given = Signal(object)

    def __init__(self, low: int, high: int, name: str) -> None:
        super().__init__(low, high)
        self._shown: int | None = None
        self.setAccessibleName(name)
        self.setPlaceholderText(_("off"))
        self.setFixedWidth(FIELD_WIDTH)
        self.editingFinished.connect(self._tell)

    def show_days(self, days: int | None) -> None:
        """Show days without telling; what is being typed is left alone."""
        self._shown = days
        if not (self.isModified() and self.hasFocus()):
            with QSignalBlocker(self):
                self.set_number(days)

    def days(self) -> int | None:
        """The days typed. Raises KnownError."""
        number = self.number()
        return None if number is None else int(number)

    def _tell(self) -> None:
        try:
            days = self.days()
        except KnownError as error:
            self.given.emit(error)
            return
        if days != self._shown:
            self.given.emit(days)


class CareCard(Card):
    """One row for each stage, applied at once and undone like all."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Care by stage"))
        self._desk = desk
        self._plans: Mapping[Stage, CarePlan] = {}
        self.after: dict[Stage, DaysField] = {}
        self.every: dict[Stage, DaysField] = {}
        lead = _(
            "When somebody comes to a stage, Today asks you to get in touch after so many days, "
            "and then again and again. Any contact starts the days anew; a customer’s own "
            "check-in comes first. Empty means off."
        )
        self.add(Label(lead, "caption", "soft", wrap=True))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.GRID * 2)
        self._grid.setVerticalSpacing(theme.GRID)
        self._grid.setColumnStretch(0, 1)
        self._lay_out_rows()
        self.body.addSpacing(theme.GRID // 2)
        self.body.addLayout(self._grid)
        self._problem = Label("", "caption", "negative", wrap=True)
        self._problem.hide()
        self.add(self._problem)
        self.reset = Button(_("As it was at first"), self.start_anew, kind="quiet", icon="redo")
        self.add(self.reset)

    def show_plans(self, plans: Mapping[Stage, CarePlan]) -> None:
        """Show what is planned for each stage."""
        self._plans = plans
        for stage in STAGES:
            plan = plans[stage]
            self.after[stage].show_days(plan.after_days)
            self.every[stage].show_days(plan.interval_days)

    def start_anew(self) -> None:
        """Go back to the plan that every shop begins with."""
        self._say(None)
        self._desk.tasks.write(lambda: care_plans.reset(self._desk.workspace))

    def _lay_out_rows(self) -> None:
        heads = (_("Stage"), _("After (days)"), _("Then every (days)"))
        for column, text in enumerate(heads):
            head = Label(text, "caption", "soft")
            side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
            self._grid.addWidget(head, 0, column, side)
        for row, stage in enumerate(STAGES, start=1):
            look = badge.stage(stage)
            after = _("{stage}: get in touch after so many days").format(stage=look.text)
            every = _("{stage}: then every so many days").format(stage=look.text)
            self.after[stage] = DaysField(0, ENTERED_WITHIN_DAYS - 1, after)
            self.every[stage] = DaysField(1, LONGEST_INTERVAL, every)
            self._grid.addWidget(Badge(look), row, 0, Qt.AlignmentFlag.AlignLeft)
            for column, field in ((1, self.after[stage]), (2, self.every[stage])):
                field.given.connect(partial(self._put, stage, field))
                self._grid.addWidget(field, row, column, Qt.AlignmentFlag.AlignRight)

    def _put(self, stage: Stage, field: DaysField, given: object) -> None:
        if isinstance(given, KnownError):
            self._refuse(field, given)
            return
        try:
            plan = CarePlan(self.every[stage].days(), self.after[stage].days())
        except KnownError as error:
            self._refuse(field, error)
            return
        self._say(None)
        workspace = self._desk.workspace
        self._desk.tasks.write(
            lambda: care_plans.change(workspace, stage, plan),
            None,
            partial(self._refuse, field),
            owner=self,
        )

    def _refuse(self, field: DaysField, error: KnownError) -> None:
        self._say(error)
        field.setProperty("wrong", "true")
        repolish(field)

    def _say(self, error: KnownError | None) -> None:
        self._problem.setText(error.text() if error else "")
        self._problem.setVisible(error is not None)
        if error is None:
            for field in (*self.after.values(), *self.every.values()):
                field.setProperty("wrong", "false")
                repolish(field)
