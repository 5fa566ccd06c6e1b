"""Insights: figures that say what they rest on, charts that open their rows."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from core.insight import health_scores, metrics
from core.people import visits
from core.people.customers import CustomerFilter
from core.people.visits import NewVisit
from core.voice import feedback, surveys, topics
from core.voice.feedback import FeedbackFilter, NewFeedback
from core.voice.surveys import NewQuestion, NewSubmission, NewSurvey
from desktop.desk import Desk
from desktop.feedback.feedback_page import FeedbackPage
from desktop.insights.behind_dialog import BehindDialog
from desktop.insights.chart_box import ChartBox
from desktop.insights.insights_page import CHARTS, InsightsPage
from desktop.insights.picture import ListBehind

TODAY = date(2026, 9, 21)


@pytest.fixture
def shop(desk: Desk, add_customer) -> list[int]:
    """Twelve customers who came every month of a year, some of whom complained and were asked."""
    workspace = desk.workspace
    topics.add(workspace, "Price $5 & _up^{2}", ("price",))
    survey = surveys.add(workspace, NewSurvey("Short", (NewQuestion("nps", "Recommend?"),)))
    people = [add_customer(f"Person {n:02}") for n in range(12)]
    for n, person in enumerate(people):
        for month in range(12):
            on = TODAY - timedelta(days=30 * month + n)
            visits.record(workspace, NewVisit(person.id, on, "Cut", 50_000))
        said = NewFeedback("complaint", "Awful price." if n else "Awful.", person.id)
        feedback.log(workspace, said)
        question = survey.questions[0].id
        surveys.submit(workspace, NewSubmission(survey.id, {question: n % 11}, person.id))
    health_scores.refresh(workspace)
    return [person.id for person in people]


def drawn(desk: Desk, qtbot, box: ChartBox) -> ChartBox:
    """Wait until a chart has its picture."""
    qtbot.waitUntil(lambda: box.drawn, timeout=20_000)
    desk.tasks.wait_idle()
    return box


def targets(box: ChartBox) -> list[object]:
    """What the marks of a chart open."""
    return [mark.target for mark in box._canvas.marks]


def test_an_empty_shop_is_told_how_insights_fill(desk, shown, words_in, button):
    page = shown(InsightsPage(desk), 1150, 768)
    assert "It fills by itself" in words_in(page)
    assert not page.period.isVisible()
    assert not any(box.isVisible() for box in page.charts.values())
    button(page, "Import a file").click()
    assert desk.navigation.here[0] == "exchange"


def test_the_first_visit_brings_the_page_to_life(desk, shown, add_customer, words_in):
    page = shown(InsightsPage(desk), 1150, 768)
    visits.record(desk.workspace, NewVisit(add_customer().id, TODAY, "Cut", 50_000))
    desk.tasks.wait_idle()
    assert "Too few visits to judge yet." in words_in(page)
    assert "Nobody said anything in this period." in words_in(page)


def test_figures_are_those_of_the_core_with_what_they_rest_on(desk, shop, shown, words_in):
    page = shown(InsightsPage(desk), 1150, 768)
    known = {each.key: each for each in metrics.gather(desk.workspace, date(2025, 9, 1), TODAY)}
    for key in ("repeat_rate", "nps", "average_spend"):
        assert known[key].text() in words_in(page.figures.stats[key])
        assert known[key].definition == page.figures.stats[key].toolTip()
    assert "12 answers" in words_in(page.figures.stats["nps"])


def test_a_figure_of_fewer_than_ten_says_so_beside_the_number(desk, shown, words_in, add_customer):
    for _n in range(3):
        visits.record(desk.workspace, NewVisit(add_customer().id, TODAY, "Cut", 50_000))
    page = shown(InsightsPage(desk), 1150, 768)
    words = words_in(page.figures.stats["average_spend"])
    assert "500" in words
    assert "too few to judge" in words


def test_every_chart_states_a_finding_and_opens_its_rows(desk, shop, shown, qtbot):
    page = shown(InsightsPage(desk), 1150, 3000)
    for box in page.charts.values():
        drawn(desk, qtbot, box)
        assert box.picture.finding
        assert targets(box)
        assert len(box.picture.headings) == len(box.picture.rows[0])


def test_a_click_on_a_complaint_bar_opens_its_feedback(desk, shop, shown, qtbot):
    page = shown(InsightsPage(desk), 1150, 3000)
    box = drawn(desk, qtbot, page.charts["topics"])
    at = box._canvas.marks[0].box.center().toPoint()
    qtbot.mouseClick(box._canvas, Qt.MouseButton.LeftButton, pos=at)
    name, wanted = desk.navigation.here
    assert name == "feedback"
    assert isinstance(wanted, FeedbackFilter)
    assert feedback.count(desk.workspace, wanted) == 11


def test_complaints_without_a_topic_open_exactly_themselves(desk, shop, shown, qtbot):
    page = shown(InsightsPage(desk), 1150, 3000)
    wanted = targets(drawn(desk, qtbot, page.charts["topics"]))[-1].target
    assert feedback.count(desk.workspace, wanted) == 1
    there = shown(FeedbackPage(desk), 1150, 768)
    there.show_target(wanted)
    desk.tasks.wait_idle()
    assert there.table.count() == 1


def test_a_bar_of_health_opens_the_customers_of_its_band(desk, shop, shown, qtbot):
    page = shown(InsightsPage(desk), 1150, 3000)
    box = drawn(desk, qtbot, page.charts["health"])
    box.picked.emit(targets(box)[-1])
    assert desk.navigation.here == ("customers", CustomerFilter(band="healthy"))


@pytest.mark.parametrize(
    ("behind", "people"),
    [
        (ListBehind("visits", date(2026, 9, 1), date(2026, 9, 30)), 12),
        (ListBehind("nps", date(2026, 9, 1), date(2026, 9, 30)), 12),
        (ListBehind("cohort", date(2025, 10, 1), date(2025, 10, 31), 1), 12),
        (ListBehind("visits", date(2020, 1, 1), date(2020, 1, 31)), 0),
    ],
)
def test_rows_that_no_page_lists_are_shown_and_lead_to_the_customer(
    desk, shop, qtbot, behind, people
):
    dialog = BehindDialog(desk, behind)
    qtbot.addWidget(dialog)
    dialog.show()
    desk.tasks.wait_idle()
    assert dialog.table.count() == people
    assert dialog.open_customer.isEnabled() is bool(people)
    if people:
        dialog.open_customer.click()
        assert desk.navigation.here[0] == "customers"
        assert desk.navigation.here[1] in shop


def test_another_period_shows_other_days_and_is_remembered(desk, shop, shown, words_in):
    page = shown(InsightsPage(desk), 1150, 768)
    assert "1 Sept 2025 – 21 Sept 2026" in words_in(page)
    page.period._press(0)
    desk.tasks.wait_idle()
    assert "24 Jun 2026 – 21 Sept 2026" in words_in(page)
    assert InsightsPage(desk).period.value == "90_days"


def test_a_change_in_the_shop_shows_new_figures(desk, shop, shown, words_in, add_customer):
    page = shown(InsightsPage(desk), 1150, 768)
    before = words_in(page.figures.stats["average_spend"])
    visits.record(desk.workspace, NewVisit(add_customer().id, TODAY, "Colour", 9_000_000))
    desk.tasks.wait_idle()
    assert words_in(page.figures.stats["average_spend"]) != before


def test_figures_and_picture_of_a_chart_are_saved(desk, shop, shown, qtbot, tmp_path):
    page = shown(InsightsPage(desk), 1150, 3000)
    box = drawn(desk, qtbot, page.charts["topics"])
    for action, name in (
        (box.save_figures, "topics.csv"),
        (box.save_picture, "topics.svg"),
        (box.save_picture, "topics.png"),
    ):
        desk.messages.prepared.append(str(tmp_path / name))
        action.trigger()
        desk.tasks.wait_idle()
    table = (tmp_path / "topics.csv").read_text(encoding="utf-8-sig").splitlines()
    assert table[1].startswith("Price $5 & _up^{2},11,")
    assert b"Price" in (tmp_path / "topics.csv").read_bytes()
    assert (tmp_path / "topics.svg").read_bytes().startswith(b"<?xml")
    assert (tmp_path / "topics.png").read_bytes().startswith(b"\x89PNG")


def test_a_picture_that_cannot_be_written_is_said_and_nothing_is_left(
    desk, shop, shown, qtbot, tmp_path
):
    page = shown(InsightsPage(desk), 1150, 3000)
    box = drawn(desk, qtbot, page.charts["topics"])
    (tmp_path / "taken.png").mkdir()
    desk.messages.prepared.append(str(tmp_path / "taken.png"))
    box.save_picture.trigger()
    desk.tasks.wait_idle()
    assert "could not be written" in desk.messages.spoken[-1].text
    assert [path.name for path in tmp_path.iterdir()] == ["taken.png"]


def test_a_narrow_window_puts_the_charts_under_each_other(desk, shop, shown):
    page = shown(InsightsPage(desk), 1150, 768)
    assert page.charts["mood"].y() == page.charts["topics"].y()
    page.resize(760, 768)
    desk.tasks.wait_idle()
    assert page.charts["mood"].y() < page.charts["topics"].y()


def test_matplotlib_stays_away_until_a_chart_is_shown():
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys\nfrom desktop.insights.insights_page import InsightsPage\n"
            "from desktop.app import application\nfrom desktop.desk import Desk\n"
            "from core.store.workspace import Workspace\napplication()\n"
            "desk = Desk.of(Workspace.in_memory())\npage = InsightsPage(desk)\n"
            "print('matplotlib' in sys.modules)\ndesk.close()\ndesk.workspace.close()",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "False"


def test_each_chart_has_its_own_key_and_name():
    assert len({key for key, *_rest in CHARTS}) == len({name for _key, name, *_r in CHARTS}) == 6
