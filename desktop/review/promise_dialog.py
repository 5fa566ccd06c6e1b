"""A promise being written: what will be done, by whom and by which day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from core.i18n import N_, _
from core.insight import quarterly_review
from core.insight.periods import days_of, quarter_after
from core.insight.quarterly_review.pages import NewPromise, Promise, Ranked, ReviewPages
from core.store import settings
from core.voice import suggestions
from desktop import formats
from desktop.desk import Desk
from desktop.widgets.begun_words import BegunWords, begun_before
from desktop.widgets.form import FormDialog


@dataclass(frozen=True, slots=True)
class Begun:
    """The fields of a promise that was begun and left, as they stood then."""

    body: str
    owner: str
    due_on: str
    suggestion_id: object


_BEGUN = BegunWords[Begun]()


class PromiseDialog(FormDialog):
    """A new promise, about a suggestion or not, or another word on the one that is given.

    Escape keeps what was typed for the next time.
    """

    def __init__(
        self,
        desk: Desk,
        pages: ReviewPages,
        ranked: Ranked | None,
        parent: QWidget | None,
        *,
        promise: Promise | None = None,
    ) -> None:
        title, yes = _("A promise"), _("Promise")
        if promise is not None:
            title, yes = _("Change the promise"), _("Save")
        super().__init__(desk, title, yes=yes, parent=parent)
        self._quarter, self._promise = pages.quarter, promise
        # Several promises can be under way at once: one for each suggestion, one about none.
        about = ranked.suggestion_id if ranked else None
        self._record = promise.id if promise else (pages.quarter, about)
        self._add_fields(self._choices(pages.backlog, ranked))
        self._show(self._given(ranked))
        self._untouched = self._now()
        kept = _BEGUN.of(desk.workspace, self._record)
        if kept is not None:
            self.column.insertWidget(self.column.indexOf(self.form), begun_before())
            self._show(kept)

    def _add_fields(self, choices: Sequence[tuple[object, str]]) -> None:
        self.body = self.form.add_text(
            "body",
            _("What will be done"),
            required=True,
            lines=2,
            placeholder=_("Nobody waits longer than ten minutes without a message"),
        )
        self.owner = self.form.add_text("owner", _("Who keeps it"), required=True)
        self.due = self.form.add_day("due_on", _("By when"), required=True)
        self.suggestion = self.form.add_choice(
            "suggestion_id", _("Belongs to the suggestion"), choices
        )

    def work(self) -> Callable[[], Promise]:
        new = self._new()
        shop, quarter, promise = self.desk.workspace, self._quarter, self._promise
        if promise is not None:
            return lambda: quarterly_review.change_promise(shop, promise.id, new)
        return lambda: quarterly_review.promise(shop, quarter, new)

    def accept(self) -> None:
        _BEGUN.forget(self.desk.workspace, self._record)
        super().accept()

    def reject(self) -> None:
        """Leave without promising; what was typed is there again the next time."""
        now = self._now()
        begun = None if now == self._untouched else now
        sentence = _("Nothing is promised yet; what you typed is kept.")
        if self._promise is not None:
            sentence = _("The promise is as it was; what you typed is kept.")
        _BEGUN.leave(self.desk, self._record, begun, sentence)
        super().reject()

    def _choices(
        self, backlog: Sequence[Ranked], ranked: Ranked | None
    ) -> list[tuple[object, str]]:
        known = {each.suggestion_id: each.title for each in backlog}
        if ranked is not None:
            known.setdefault(ranked.suggestion_id, ranked.title)
        about = self._promise.suggestion_id if self._promise else None
        if about is not None and about not in known:
            # What is done or far down the ranking is promised all the same.
            known[about] = suggestions.get(self.desk.workspace, about).title
        return [("", _("None")), *known.items()]

    def _given(self, ranked: Ranked | None) -> Begun:
        """What stands in the fields before anything is typed."""
        promise = self._promise
        if promise is not None:
            day = formats.typed_day(promise.due_on) if promise.due_on else ""
            return Begun(promise.body, promise.owner, day, promise.suggestion_id or "")
        owner = settings.get(self.desk.workspace, settings.OWNER_NAME)
        day = formats.typed_day(_usual_day(self._quarter, self.desk.workspace.clock.today()))
        if ranked is None:
            return Begun("", owner, day, "")
        return Begun(ranked.title, owner, day, ranked.suggestion_id)

    def _show(self, begun: Begun) -> None:
        self.body.setPlainText(begun.body)
        self.body.moveCursor(QTextCursor.MoveOperation.End)
        self.owner.setText(begun.owner)
        self.due.setText(begun.due_on)
        self.suggestion.set_value(begun.suggestion_id)

    def _now(self) -> Begun:
        owner, day = self.owner.text(), self.due.text()
        return Begun(self.body.toPlainText(), owner, day, self.suggestion.value())

    def _new(self) -> NewPromise:
        chosen = self.suggestion.value()
        due_on = self.due.needed("due_on", N_("A promise needs a day."))
        return NewPromise(
            self.body.toPlainText(),
            self.owner.text(),
            due_on,
            chosen if isinstance(chosen, int) else None,
        )


def _usual_day(quarter: str, today: date) -> date:
    """The last day of the quarter after that of the review, or of the first that lies ahead."""
    after = quarter_after(quarter)
    while (day := days_of(after)[1]) <= today:
        after = quarter_after(after)
    return day
