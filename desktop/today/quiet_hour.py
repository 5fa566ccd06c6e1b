"""What can wait for a quiet hour: the quarterly review, and what finished suggestions brought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from core.i18n import _, ngettext
from core.insight import quarterly_review
from core.insight.quarterly_review import words as review_words
from core.insight.quarterly_review.pages import ReviewDue
from core.store.workspace import Workspace
from core.voice import outcomes
from core.voice.outcomes import Outcome
from desktop.desk import Desk
from desktop.formats import day_said
from desktop.widgets.badge import Look
from desktop.widgets.task_row import Action, TaskRow

# An outcome is news for so long; the review of its quarter tells of it as well.
NEWS_DAYS = 14


@dataclass(frozen=True, slots=True)
class Told:
    """A suggestion that was done, and what came of it, in words."""

    suggestion_id: int
    title: str
    sentence: str
    done_on: date
    look: Look


@dataclass(frozen=True, slots=True)
class QuietHour:
    """The review that is due, and the suggestions whose outcome has become ready."""

    review: ReviewDue | None
    outcomes: Sequence[Told]


def gather(workspace: Workspace) -> QuietHour:
    """What a quiet hour is for today; sentences are made here, beside the window."""
    today = workspace.clock.today()
    since = today - timedelta(days=NEWS_DAYS)
    news = [each for each in outcomes.ready(workspace) if since < each.ready_on <= today]
    return QuietHour(quarterly_review.due(workspace), [_told(each) for each in news])


def lines(desk: Desk, found: QuietHour) -> list[TaskRow]:
    """The review first, then each outcome."""
    rows = [] if found.review is None else [_review(desk, found.review)]
    return rows + [_outcome(desk, told) for told in found.outcomes]


def _told(outcome: Outcome) -> Told:
    sentence, look = outcome.sentence(), _came(outcome)
    return Told(outcome.suggestion_id, outcome.title, sentence, outcome.done_on, look)


def _came(outcome: Outcome) -> Look:
    if outcome.too_few:
        return Look(_("Too few to judge"), "neutral", "insights")
    if outcome.helped:
        return Look(_("It helped"), "positive", "fine")
    return Look(_("No clear help"), "neutral", "insights")


def _review(desk: Desk, due: ReviewDue) -> TaskRow:
    opened = partial(desk.navigation.open, "review", due.quarter)
    why = _("One hour that ends in three promises at most.")
    if due.open:
        why = _("Begun and not closed yet: go on where you left it.")
    return TaskRow(
        _("Quarterly review: {quarter}").format(quarter=review_words.quarter(due.quarter)),
        why,
        opened,
        _review_look(due),
        (Action("next", _("Go to the review"), opened),),
    )


def _review_look(due: ReviewDue) -> Look:
    if due.open:
        return Look(_("Begun"), "accent", "in_progress")
    if due.days_late <= 0:
        return Look(_("Due today"), "neutral", "due")
    late = ngettext("{n} day late", "{n} days late", due.days_late)
    return Look(late.format(n=due.days_late), "warning", "due")


def _outcome(desk: Desk, told: Told) -> TaskRow:
    opened = partial(desk.navigation.open, "suggestions", told.suggestion_id)
    act = Action("next", _("See what it changed"), opened)
    note = _("Done on {day}.").format(day=day_said(told.done_on))
    return TaskRow(told.title, told.sentence, opened, told.look, (act,), note)
