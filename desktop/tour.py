"""The picture book: a sample shop, the whole loop walked once, and a picture of every page."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent

from core import i18n
from core.clock import FixedClock
from core.exchange import sample_shop
from core.insight import health_scores, quarterly_review, review_paper
from core.insight.quarterly_review import NewPromise
from core.people import customers
from core.store import settings
from core.store.workspace import Workspace
from core.voice import feedback, replies, suggestions
from core.voice.feedback import NewFeedback
from core.voice.suggestions import NewRating, NewSuggestion
from desktop import language, theme
from desktop.app import application, places
from desktop.desk import Desk
from desktop.main_window import MainWindow
from desktop.window_state import Preferences

SIZE = (1366, 768)
NOW = "2026-10-01T08:00:00Z"
LAST_QUARTER = "2026-Q3"
PAGES = (
    "today",
    "feedback",
    "suggestions",
    "replies",
    "customers",
    "surveys",
    "insights",
    "review",
    "exchange",
    "settings",
)
SPOKEN_PAGES = ("today", "customers")


@dataclass(frozen=True, slots=True)
class Story:
    """What the loop left behind, for the pictures to show."""

    customer_id: int
    feedback_id: int
    suggestion_id: int


def picture_book(out: Path) -> Iterator[Path]:
    """Make every picture and the PDF in the folder `out`, giving each path as it is saved."""
    out.mkdir(parents=True, exist_ok=True)
    i18n.use("en")
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace.open(
            Path(folder) / "tour.regulars", clock=FixedClock(NOW), create=True
        )
        try:
            sample_shop.fill(workspace, customers=160, years=2, seed=7)
            story = walk_the_loop(workspace)
            health_scores.refresh(workspace)
            yield review_paper.print_pdf(workspace, LAST_QUARTER, out / "review.pdf")
            yield from _pictures(workspace, story, out)
        finally:
            workspace.close()


def walk_the_loop(workspace: Workspace) -> Story:
    """Log, read, link, rate, decide, answer, and close the quarter."""
    customer = _someone_known(workspace)
    said = feedback.log(
        workspace,
        NewFeedback("complaint", "I waited forty minutes again, that is awful.", customer),
    )
    wait = suggestions.suggest(
        workspace, NewSuggestion("Send a text message when we run late", feedback_ids=(said.id,))
    )
    suggestions.rate(
        workspace,
        wait.id,
        NewRating(impact=2, confidence=0.8, effort_days=2, reach=12, source="front desk notes"),
    )
    suggestions.decide(workspace, wait.id, "planned", "Waiting is what you mention most.")
    for reply in replies.find(workspace, status="draft", suggestion_id=wait.id):
        replies.mark_sent(workspace, reply.id, "sms")
    _close_the_quarter(workspace, wait.id)
    return Story(customer, said.id, wait.id)


def _someone_known(workspace: Workspace) -> int:
    """A customer with a long history."""
    lines = customers.find(workspace, sort="visits", descending=True, limit=1)
    return lines[0].customer.id


def _close_the_quarter(workspace: Workspace, suggestion_id: int) -> None:
    quarterly_review.start(workspace, LAST_QUARTER)
    quarterly_review.promise(
        workspace,
        LAST_QUARTER,
        NewPromise(
            "Nobody waits without a message",
            settings.get(workspace, settings.OWNER_NAME) or "Eva",
            date(2026, 10, 1) + timedelta(days=60),
            suggestion_id,
        ),
    )
    quarterly_review.close(workspace, LAST_QUARTER)


def _pictures(workspace: Workspace, story: Story, out: Path) -> Iterator[Path]:
    app = application()
    preferences = Preferences(None)
    for mode in ("light", "dark"):
        theme.apply(app, mode)
        language.change(preferences, "en")
        yield from _pages(workspace, story, out, PAGES, mode)
    theme.apply(app, "light")
    for code in ("cs", "lv"):
        language.change(preferences, code)
        yield from _pages(workspace, story, out, SPOKEN_PAGES, code)
    language.change(preferences, "en")


def _pages(
    workspace: Workspace, story: Story, out: Path, pages: tuple[str, ...], suffix: str
) -> Iterator[Path]:
    desk = Desk.of(workspace, Preferences(None))
    name = settings.get(workspace, settings.SHOP_NAME)
    window = MainWindow(desk, name, places(), lambda _parent: None)
    window.resize(*SIZE)
    window.show()
    targets = {
        "customers": story.customer_id,
        "feedback": story.feedback_id,
        "suggestions": story.suggestion_id,
    }
    try:
        for page in pages:
            desk.navigation.open(page, targets.get(page))
            _settle(desk)
            path = out / f"{page}-{suffix}.png"
            window.grab().save(str(path))
            yield path
    finally:
        window.close()
        desk.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _settle(desk: Desk) -> None:
    """Wait until everything that the page reads has arrived and is painted."""
    for _round in range(3):
        desk.tasks.wait_idle()
        QCoreApplication.processEvents()
