"""Deciding a suggestion: what, why, and who will be told."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from core.i18n import _, ngettext
from core.voice import suggestions
from core.voice.suggestions import ANSWERED_DECISIONS, Suggestion
from desktop import formats
from desktop.desk import Desk
from desktop.widgets import badge
from desktop.widgets.chips import Chips, Choice
from desktop.widgets.form import FormDialog
from desktop.widgets.label import Label

ANSWERS_NEXT = "decide/answers_next"
_NAMED = 3
_MOST = 100_000


class DecideDialog(FormDialog):
    """Takes a decision with its because; the answers it drafts can be opened at once."""

    def __init__(
        self,
        desk: Desk,
        suggestion: Suggestion,
        parent: QWidget | None = None,
        *,
        then_answers: bool = True,
    ) -> None:
        super().__init__(desk, _("Decide"), yes=_("Decide"), width=640, parent=parent)
        self._suggestion = suggestion
        self._then_answers = then_answers
        self._names: list[str] = []
        self._walk_ins = 0
        about = Label(suggestion.title, "body", "soft", wrap=True)
        self.column.insertWidget(self.column.indexOf(self.form), about)
        self.status = Chips(_choices(suggestion), _("Decision"))
        self.status.choose("done" if suggestion.status in ("planned", "in_progress") else "planned")
        self.form.add("status", _("What will happen"), self.status)
        hint = _("Customers read this in their answer, so write it as you would say it.")
        self.because = self.form.add_text(
            "because", _("Because"), required=True, lines=3, hint=hint
        )
        self.answers = Label("", "body", "soft", wrap=True)
        self.form.add("answers", _("Who will be told"), self.answers)
        self.then = self.form.add_flag("then", _("Then show me the answers"))
        self.then.setChecked(desk.preferences.flag(ANSWERS_NEXT, True))
        self.status.chosen.connect(lambda _key: self._tell_answers())
        self.accepted.connect(self._go_on)
        self.answers.setText(_("Counting…"))
        self.then.hide()
        desk.tasks.read(self._read_people, self._show_people, owner=self)
        self.first = self.because

    def work(self) -> Callable[[], Suggestion]:
        status, because = self.status.value, self.because.toPlainText()
        shop, number = self.desk.workspace, self._suggestion.id
        return lambda: suggestions.decide(shop, number, status, because)

    @property
    def drafts(self) -> int:
        """How many answers the decision chosen now will draft."""
        return len(self._names) if self.status.value in ANSWERED_DECISIONS else 0

    def _read_people(self) -> tuple[list[str], int]:
        behind = suggestions.supporters(self.desk.workspace, self._suggestion.id, _MOST)
        named = {each.customer_id: each.customer for each in behind if each.customer_id is not None}
        return list(named.values()), sum(each.customer_id is None for each in behind)

    def _show_people(self, people: tuple[list[str], int]) -> None:
        self._names, self._walk_ins = people
        self._tell_answers()

    def _tell_answers(self) -> None:
        self.answers.setText(self._sentence())
        self.then.setVisible(self._then_answers and self.drafts > 0)

    def _sentence(self) -> str:
        if self.status.value not in ANSWERED_DECISIONS:
            return _("Nobody is written to for this; you can tell people when it is done.")
        if not self._names:
            return _("Nobody by name stands behind this, so no answer is drafted.")
        drafted = ngettext(
            "{n} answer will be drafted, for {names}.",
            "{n} answers will be drafted, for {names}.",
            len(self._names),
        ).format(n=formats.number(len(self._names)), names=self._who())
        if not self._walk_ins:
            return drafted
        unnamed = ngettext(
            "{n} walk-in left no name.", "{n} walk-ins left no name.", self._walk_ins
        ).format(n=formats.number(self._walk_ins))
        return f"{drafted} {unnamed}"

    def _who(self) -> str:
        if len(self._names) <= _NAMED + 1:
            return formats.name_list(self._names)
        left = len(self._names) - _NAMED
        others = ngettext("{n} other", "{n} others", left).format(n=formats.number(left))
        return formats.name_list([*self._names[:_NAMED], others])

    def _go_on(self) -> None:
        if not self._then_answers or not self.drafts:
            return
        self.desk.preferences.put(ANSWERS_NEXT, self.then.isChecked())
        if self.then.isChecked():
            self.desk.navigation.open("replies", ("suggestion", self._suggestion.id))


def _choices(suggestion: Suggestion) -> list[Choice]:
    offered = ["planned", "in_progress", "done", "declined"]
    if suggestion.status != "open":
        offered.append("open")
    looks = {status: badge.status(status) for status in offered}
    return [
        Choice(status, _("Open again") if status == "open" else look.text, look.icon)
        for status, look in looks.items()
    ]
