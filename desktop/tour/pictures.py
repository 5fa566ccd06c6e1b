"""The pictures of the tour: every page in light and dark, some of them in each language."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, QTimer
from PySide6.QtWidgets import QDialog, QScrollArea, QWidget

from core import i18n
from core.clock import FixedClock
from core.insight.quarterly_review import paper as review_paper
from core.insight.quarterly_review.pages import STEPS
from core.store import journal, settings
from core.store.workspace import Workspace
from core.voice.feedback import FeedbackFilter
from desktop import language, theme
from desktop.app import application, places
from desktop.desk import Desk
from desktop.feedback.quick_log import QuickLog
from desktop.garbage import Garbage
from desktop.health.health_page import REST_MS, TRY_MS
from desktop.insights.insights_page import CHARTS
from desktop.main_window import MainWindow
from desktop.settings.closures_card import ClosuresCard
from desktop.tour import guide
from desktop.tour import story as stories
from desktop.tour.shots import Shot, outcome_card, part, show_as, walk_to
from desktop.tour.story import Story
from desktop.welcome.welcome import Welcome
from desktop.window_state import Preferences

SIZE = (1366, 768)
# In the other languages, beside the pictures of the guide.
SPOKEN = ("today", "feedback", "customers", "twins", "exchange", "import-shoptet")
# So long after the last key what sounds alike has been looked for.
TYPED_MS = 700
# What stands in the quick log of each language; its kind is guessed.
SAID = {
    "cs": "Kolik stojí melír na dlouhé vlasy?",
    "lv": "Paldies, mati ir skaisti kā vienmēr!",
    "en": "What time do you close on Thursdays?",
}


def picture_book(out: Path) -> Iterator[Path]:
    """Make the PDF and every picture in the folder `out`, giving each path as it is saved."""
    out.mkdir(parents=True, exist_ok=True)
    i18n.use("en")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        clock = FixedClock(stories.NOW)
        workspace = Workspace.open(folder / "salon.regulars", clock=clock, create=True)
        try:
            story = stories.tell(workspace, folder)
            yield from _pictures(workspace, story, out)
            stories.close_the_quarter(workspace)
            yield review_paper.print_pdf(workspace, stories.LAST_QUARTER, out / "review.pdf")
            yield from _pages(workspace, CLOSED, out, "light", dialogs=False)
        finally:
            workspace.close()
        yield from _guides(folder, out)


def _guides(folder: Path, out: Path) -> Iterator[Path]:
    """The loop as its owner sees it, in each language, for the guide."""
    preferences = Preferences(None)
    for code in i18n.LANGUAGES:
        language.change(preferences, code)
        workspace = guide.tell(code, folder)
        try:
            yield from _pages(workspace, list(guide.shots(workspace)), out, code, dialogs=False)
            yield _log(workspace, code, out)
            paper = out / f"guide-review-{code}.pdf"
            yield review_paper.print_pdf(workspace, stories.LAST_QUARTER, paper)
        finally:
            workspace.close()
    language.change(preferences, "en")


def _log(workspace: Workspace, code: str, out: Path) -> Path:
    """A question being written down, with the answer that is ready for it."""
    desk = Desk.of(workspace, Preferences(None))
    log = QuickLog(desk)
    log.body.setPlainText(guide.WORDS[code].asked)
    log.show()
    _wait(TYPED_MS)
    _settle(desk)
    try:
        return _save(log, out / f"guide-write-down-{code}.png")
    finally:
        log.hide()
        desk.close()
        log.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def shots(story: Story, spoken: str = "en") -> list[Shot]:
    """Every page, and the parts of long ones; the voice shown in full speaks that language."""
    return [
        Shot("today", "today"),
        Shot("feedback", "feedback", story.feedback_ids[spoken]),
        Shot("feedback-new", "feedback", FeedbackFilter(state="new")),
        Shot("faq", "faq"),
        Shot("suggestions", "suggestions", story.suggestion_id),
        Shot("suggestions-outcome", "suggestions", story.done_id, see=outcome_card),
        Shot("suggestions-board", "suggestions", stir=partial(show_as, "board")),
        Shot("replies", "replies", "waiting"),
        Shot("replies-wordings", "replies", "wordings"),
        Shot("customers", "customers", story.customer_id),
        Shot("customers-more", "customers", story.customer_id, 0.5),
        Shot("customers-end", "customers", story.customer_id, 1.0),
        Shot("surveys", "surveys"),
        Shot("insights", "insights"),
        *(
            Shot(f"insights-{key}", "insights", see=partial(_chart, key))
            for key, _name, _wide in CHARTS
        ),
        Shot("health", "health"),
        Shot("health-weights", "health", stir=_weigh, see=lambda page: page.weights),
        *(
            Shot(f"review-{step + 1}", "review", stories.LAST_QUARTER, stir=partial(walk_to, step))
            for step in range(len(STEPS))
        ),
        Shot("twins", "twins"),
        Shot("exchange", "exchange"),
        *(Shot(f"import-{program}", "exchange", path) for program, path in story.files.items()),
        Shot("settings", "settings"),
        Shot("settings-closures", "settings", see=partial(part, ClosuresCard)),
        Shot("settings-more", "settings", None, 1.0),
        # The last, because a bar tells that it was taken back.
        Shot("import-report", "exchange", story.files["shoptet"], press="bring_in"),
    ]


def _chart(key: str, page: Any) -> QWidget:
    chart: QWidget = page.charts[key]
    return chart


# What the year leaves to read: a review that is over.
CLOSED = (Shot("review-closed", "review", stories.LAST_QUARTER),)


def _weigh(page: Any) -> None:
    """Let the owner's own view count most, and wait for what that would change."""
    slider = page.weights.sliders["pulse"]
    slider.setValue(slider.maximum())
    _wait(REST_MS + TRY_MS + 200)


def _pictures(workspace: Workspace, story: Story, out: Path) -> Iterator[Path]:
    app = application()
    Garbage(app)
    preferences = Preferences(None)
    every = shots(story)
    for mode in ("light", "dark"):
        theme.apply(app, mode)
        language.change(preferences, "en")
        yield from _pages(workspace, every, out, mode)
    theme.apply(app, "light")
    for code in ("cs", "lv"):
        language.change(preferences, code)
        spoken = [shot for shot in shots(story, code) if shot.name in SPOKEN]
        yield from _pages(workspace, spoken, out, code)
    language.change(preferences, "en")


def _pages(
    workspace: Workspace, wanted: Sequence[Shot], out: Path, suffix: str, *, dialogs: bool = True
) -> Iterator[Path]:
    desk = Desk.of(workspace, Preferences(None))
    name = settings.get(workspace, settings.SHOP_NAME)
    window = MainWindow(desk, name, places(), lambda _parent: None)
    window.resize(*SIZE)
    window.show()
    try:
        for shot in wanted:
            desk.navigation.open(shot.page, shot.target)
            _settle(desk)
            if window.page is not None:
                if shot.press:
                    getattr(window.page, shot.press)()
                    _settle(desk)
                _arrange(desk, window.page, shot)
            yield _save(window, out / f"{shot.name}-{suffix}.png")
            if shot.press:
                journal.undo(workspace)
        if dialogs:
            yield from _dialogs(desk, window, out, suffix)
    finally:
        window.close()
        desk.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _dialogs(desk: Desk, window: MainWindow, out: Path, suffix: str) -> Iterator[Path]:
    """The quick log with words whose kind is guessed, and the welcome of a new owner."""
    log = QuickLog(desk, window)
    log.body.setPlainText(SAID[i18n.language()])
    makers: tuple[tuple[str, Callable[[], QDialog]], ...] = (
        ("quick-log", lambda: log),
        ("welcome", lambda: Welcome(Path("shop.regulars"), Preferences(None))),
    )
    for name, make in makers:
        dialog = make()
        dialog.show()
        _settle(desk)
        yield _save(dialog, out / f"{name}-{suffix}.png")
        dialog.hide()
        dialog.deleteLater()


def _settle(desk: Desk) -> None:
    """Wait until everything that the page reads has arrived and is painted."""
    for _round in range(3):
        desk.tasks.wait_idle()
        QCoreApplication.processEvents()


def _arrange(desk: Desk, page: QWidget, shot: Shot) -> None:
    if shot.stir is not None:
        shot.stir(page)
        _settle(desk)
    _scroll(page, shot)
    # Charts are drawn when they come into view, and may be higher than the room kept for them.
    _settle(desk)
    _scroll(page, shot)


def _scroll(page: QWidget, shot: Shot) -> None:
    areas = [area for area in page.findChildren(QScrollArea) if area.isVisible()]
    if not areas:
        return
    body, bar = areas[0].widget(), areas[0].verticalScrollBar()
    if shot.see is None or body is None:
        bar.setValue(round(bar.maximum() * shot.scrolled))
    else:
        top = shot.see(page).mapTo(body, QPoint(0, 0)).y()
        bar.setValue(top - theme.GRID * 2)
    QCoreApplication.processEvents()


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _save(widget: QWidget, path: Path) -> Path:
    widget.grab().save(str(path))
    return path
