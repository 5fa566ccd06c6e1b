"""The page of the quarterly review: choose a quarter, start or go on, close it and print it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QStackedWidget

from core.i18n import _
from core.insight import quarterly_review
from core.insight.periods import quarter_of
from core.insight.quarterly_review import words as review_words
from core.insight.quarterly_review.pages import QuarterlyReview, ReviewDue, ReviewPages
from core.store.workspace import Workspace
from core.voice import replies
from desktop import formats, theme
from desktop.desk import Desk
from desktop.review.closing import CloseDialog, PrintDialog
from desktop.review.invitation import Invitation
from desktop.review.walk import Walk
from desktop.tasks import Progress
from desktop.widgets import drawing
from desktop.widgets.fields import ChoiceField
from desktop.widgets.page import Page
from desktop.widgets.saved_list import with_ending

# In the first weeks of a quarter it is the one before that wants a review.
SETTLED_DAYS = 45


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows: every review there is, and the pages of the chosen quarter."""

    quarter: str
    reviews: Sequence[QuarterlyReview]
    review: QuarterlyReview | None
    pages: ReviewPages | None
    coming: ReviewDue | None = None

    @property
    def last(self) -> str:
        """The newest closed review, or ""."""
        return next((each.quarter for each in self.reviews if each.closed), "")

    @property
    def left_open(self) -> str:
        """The review that waits to be gone on with, or ""."""
        return next((each.quarter for each in self.reviews if not each.closed), "")


def due_quarter(today: date) -> str:
    """The quarter whose review is next: the present one, unless it has only just begun."""
    return quarter_of(today - timedelta(days=SETTLED_DAYS))


def read_review(workspace: Workspace, quarter: str) -> Shown:
    """The review of a quarter; "" for the one left open, else the one that is due."""
    reviews = quarterly_review.find(workspace)
    coming = quarterly_review.following(workspace)
    today = workspace.clock.today()
    waiting = coming.quarter if coming and (coming.open or coming.due_on <= today) else ""
    wanted = quarter or waiting or due_quarter(today)
    review = next((each for each in reviews if each.quarter == wanted), None)
    if review is None:
        return Shown(wanted, reviews, None, None, coming)
    pages = quarterly_review.gather(workspace, wanted)
    return Shown(wanted, reviews, review, pages, coming)


class ReviewPage(Page):
    """An invitation, the walk, or a closed review that is only read."""

    nouns = frozenset(
        {
            "quarterly_review",
            "promise",
            "suggestion",
            "support",
            "rating",
            "decision",
            "reply",
            "touchpoint",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Quarterly review"))
        self._quarter = ""
        self._shown: Shown | None = None
        self._paper: Path | None = None
        self.quarters = ChoiceField()
        self.quarters.setAccessibleName(_("Quarter"))
        self.quarters.setSizeAdjustPolicy(ChoiceField.SizeAdjustPolicy.AdjustToContents)
        self.quarters.chosen.connect(self._choose)
        self.add_filter(self.quarters)
        self.last = self.add_action(_("The last review"), "history", self._read_last)
        self._open_paper = self.add_action(_("Open the PDF"), "file", self.open_paper)
        self._print = self.add_action(_("Print"), "pdf", self.print_review, "Ctrl+P")
        self.invitation = Invitation(self.start, self._choose)
        self._walk: Walk | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self.invitation)
        self.body.addWidget(self._stack, 1)
        for hidden in (self.last, self._open_paper, self._print, self._stack):
            hidden.hide()

    @property
    def walk(self) -> Walk:
        """The steps of a review."""
        return self._walk or self._make_walk()

    def reload(self) -> None:
        self.read(partial(read_review, self.desk.workspace, self._quarter), self._show, "review")
        # While that is read, and not with the page, which comes into view sooner so.
        self._make_walk()

    def _make_walk(self) -> Walk:
        if self._walk is None:
            self._walk = Walk(self.desk, self.close_review)
            self._walk.moved.connect(self._keep_step)
            self._stack.addWidget(self._walk)
        return self._walk

    def show_target(self, target: object) -> None:
        if isinstance(target, str):
            self._choose(target)

    def start(self) -> None:
        """Open the review of the quarter that is chosen."""
        if self._shown is not None:
            shop, quarter = self.desk.workspace, self._shown.quarter
            self._quarter = quarter
            self.desk.tasks.write(lambda: quarterly_review.start(shop, quarter), owner=self)

    def close_review(self) -> None:
        """Ask when the next one is, then close the review for ever."""
        if self._shown is None:
            return
        shop, quarter = self.desk.workspace, self._shown.quarter
        self._quarter = quarter
        self.read(
            lambda: (quarterly_review.next_day(shop, quarter), replies.count_waiting(shop)),
            lambda known: self._ask_to_close(quarter, *known),
            "next day",
        )

    def _ask_to_close(self, quarter: str, next_on: date, waiting: int) -> None:
        CloseDialog(self.desk, quarter, next_on, self.window(), waiting=waiting).open()

    def print_review(self) -> None:
        """Ask about surnames and where, and print the review as a PDF beside the window."""
        if self._shown is None or self._shown.pages is None:
            return
        self.walk.notes.keep()
        PrintDialog(self.desk, self._print_to, self.window()).open()

    def _print_to(self, surnames: bool) -> None:
        if self._shown is None:
            return
        shop, quarter = self.desk.workspace, self._shown.quarter
        name = _("Review {quarter}.pdf").format(quarter=quarter)
        wanted = self.desk.messages.save_file(_("Print the review"), name, _("PDF (*.pdf)"))
        if wanted is not None:
            path = with_ending(wanted, (".pdf",))
            self.desk.tasks.long(
                _("Printing the review"),
                partial(_print, shop, quarter, path, surnames),
                self._printed,
                owner=self,
            )

    def open_paper(self) -> None:
        """Open the PDF that was printed last with whatever shows PDFs here."""
        if self._paper is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._paper)))

    def _read_last(self) -> None:
        """Turn to the last closed review, and from there back to the one left open."""
        shown = self._shown
        if shown is not None:
            self._choose(shown.last if shown.quarter != shown.last else shown.left_open)

    def _choose(self, quarter: object) -> None:
        self.walk.notes.keep()
        self._quarter = str(quarter)
        self.reload()

    def _show(self, shown: Shown) -> None:
        another = self._shown is None or self._shown.quarter != shown.quarter
        begun = self._shown is not None and self._shown.review is None and shown.review is not None
        self._shown = shown
        self._show_choices(shown)
        self._stack.show()
        self._print.setVisible(shown.pages is not None)
        self._offer_last(shown)
        if another:
            self._open_paper.hide()
        self.set_lead(_lead(shown, self.desk.workspace))
        if shown.review is None or shown.pages is None:
            self.invitation.show_quarter(shown.quarter, shown.last, shown.coming)
            self._stack.setCurrentWidget(self.invitation)
            return
        at = None
        if another or begun:
            self.walk.furthest = shown.review.step
            at = 0 if shown.review.closed else shown.review.step
        self.walk.show_pages(shown.pages, at)
        self._stack.setCurrentWidget(self.walk)
        # Next shows charts, which would wait a second for what draws them.
        self.read(partial(drawing.get_ready, theme.current()), lambda _done: None, "drawing")

    def _offer_last(self, shown: Shown) -> None:
        """The last review is one press away, and so is the way back; the invitation has its own."""
        back = shown.quarter == shown.last
        self.last.say(_("Go on with the open one") if back else _("The last review"))
        self.last.setVisible(bool(shown.pages and (shown.left_open if back else shown.last)))

    def _show_choices(self, shown: Shown) -> None:
        today = self.desk.workspace.clock.today()
        known = {review.quarter: review for review in shown.reviews}
        offered = sorted({*known, quarter_of(today), due_quarter(today), shown.quarter})
        self.quarters.set_choices(
            [(quarter, _choice(quarter, known.get(quarter))) for quarter in reversed(offered)]
        )
        self.quarters.set_value(shown.quarter)

    def _keep_step(self, step: int) -> None:
        shown = self._shown
        if shown is None or shown.review is None or shown.review.closed:
            return
        shop, quarter = self.desk.workspace, shown.quarter
        self.desk.tasks.write(lambda: quarterly_review.move_to_step(shop, quarter, step))

    def _printed(self, path: Path) -> None:
        self._paper = path
        self._open_paper.show()
        self.desk.messages.say(_("Printed as {name}.").format(name=path.name))


def _print(
    workspace: Workspace, quarter: str, path: Path, surnames: bool, progress: Progress
) -> Path:
    from core.insight.quarterly_review import paper as review_paper

    progress.say("")
    return review_paper.print_pdf(workspace, quarter, path, surnames)


def _choice(quarter: str, review: QuarterlyReview | None) -> str:
    name = review_words.quarter(quarter)
    if review is None:
        return _("{quarter}, not started").format(quarter=name)
    if review.closed:
        return _("{quarter}, closed").format(quarter=name)
    return _("{quarter}, open").format(quarter=name)


def _lead(shown: Shown, workspace: Workspace) -> str:
    if shown.pages is None:
        return _("Once a quarter: look back, choose, promise, answer.")
    first, last = formats.day(shown.pages.since), formats.day(shown.pages.until)
    when = _("{first} – {last}").format(first=first, last=last)
    if shown.pages.closed_at is None and shown.pages.until > workspace.clock.today():
        return _("{days}. It still runs, so the figures are those so far.").format(days=when)
    if shown.pages.closed_at is None:
        return when
    if shown.pages.counted_anew:
        return f"{when}. {review_words.state(shown.pages)}"
    closed_on = formats.day(workspace.clock.day_of(shown.pages.closed_at))
    return _("{days}. Closed on {day}; it stays as it is.").format(days=when, day=closed_on)
