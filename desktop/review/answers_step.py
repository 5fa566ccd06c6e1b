"""Step 7: who still waits for an answer; then the review can be closed and printed."""

from __future__ import annotations

from core.i18n import _, ngettext
from core.insight.review_pages import ReviewPages, Unanswered
from desktop import formats
from desktop.desk import Desk
from desktop.review.step import Step
from desktop.widgets import badge
from desktop.widgets.button import Button
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.label import Label
from desktop.widgets.record_table import Column, RecordTable


class AnswersStep(Step):
    """The longest waiting first; the answers themselves are sent on their own page."""

    def __init__(self, desk: Desk) -> None:
        lead = _("Everyone who spoke gets an answer, even if it is “not now, because…”.")
        super().__init__(desk, lead)
        self._count = Label("", "strong", wrap=True)
        self._open = Button(
            _("Open the answers"), lambda: desk.navigation.open("replies"), icon="replies"
        )
        self.table = RecordTable(
            desk,
            "review_waiting",
            _columns(),
            empty=EmptyState("sent", _("Everyone who asked has an answer.")),
            identity=lambda voice: voice.feedback_id,
        )
        self.table.setAccessibleName(_("Who still waits for an answer"))
        self.table.opened.connect(lambda voice: desk.navigation.open("feedback", voice.feedback_id))
        self.body.addWidget(self._count)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._open)

    def show_pages(self, pages: ReviewPages) -> None:
        count = ngettext(
            "{n} voice still waits for an answer.",
            "{n} voices still wait for an answer.",
            pages.waiting_count,
        )
        self._count.setText(count.format(n=formats.number(pages.waiting_count)))
        self._count.setVisible(pages.waiting_count > 0)
        self._open.setVisible(pages.waiting_count > 0 and pages.closed_at is None)
        self.table.load_list(pages.waiting)


def _columns() -> list[Column]:
    return [
        Column(_("Who"), lambda voice: voice.customer or _("Erased"), width=170, strong=True),
        Column(_("Kind"), _kind, look=lambda voice: badge.kind(voice.kind), width=132),
        Column(_("What was said"), lambda voice: voice.body, stretch=True),
        Column(_("Waiting"), _days, align="right", width=92),
        Column(_("Answer"), _draft, look=_look, width=124),
    ]


def _kind(voice: Unanswered) -> str:
    return badge.kind(voice.kind).text


def _days(voice: Unanswered) -> str:
    if not voice.days:
        return _("today")
    return ngettext("{n} day", "{n} days", voice.days).format(n=formats.number(voice.days))


def _look(voice: Unanswered) -> badge.Look:
    return badge.reply("waiting" if voice.draft_id is None else "draft")


def _draft(voice: Unanswered) -> str:
    return _look(voice).text
