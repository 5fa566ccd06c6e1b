"""Insights: figures that say what they rest on, charts that open their rows."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt

from core.insight import behind, health_scores, metrics
from core.people import customers, visits
from core.people.customers import CustomerFilter
from core.people.visits import NewVisit
from core.voice import feedback, surveys, topics
from core.voice.feedback import FeedbackFilter, NewFeedback
from core.voice.surveys import NewQuestion, NewSubmission, NewSurvey
from desktop import theme
from desktop.desk import Desk
from desktop.feedback.feedback_page import FeedbackPage
from desktop.insights import dressing
from desktop.insights.behind_dialog import BehindDialog
from desktop.insights.chart_box import ChartBox
from desktop.insights.insights_page import CHARTS, InsightsPage
from desktop.insights.picture import Behind, ListBehind
from desktop.widgets.drawing import Mark
from desktop.widgets.period_choice import PeriodChoice, Stretch

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
    known = {each.key: each for each in metrics.gather(desk.workspace, date(2025, 10, 1), TODAY)}
    assert set(page.figures.figures) == {*known, "at_risk"}
    for key in known:
        figure = page.figures.figures[key]
        assert known[key].text() in words_in(figure)
        assert known[key].definition == figure.toolTip()
    assert "12 answers" in words_in(page.figures.figures["nps"])


def test_a_figure_says_how_it_changed_and_what_it_was_before(desk, shop, shown, words_in, qtbot):
    for n, person in enumerate(shop):
        for month in range(13, 24):
            on = TODAY - timedelta(days=30 * month + n)
            visits.record(desk.workspace, NewVisit(person, on, "Cut", 20_000))
    page = shown(InsightsPage(desk), 1150, 768)
    spend = page.figures.figures["average_spend"]
    assert "up from 200" in words_in(spend)
    qtbot.mouseClick(spend, Qt.MouseButton.LeftButton)
    explained = words_in(page.figures.explanation)
    assert "Revenue of the period, refunds taken off, for each visit day with a" in explained
    assert "Before: 200" in explained


def test_the_focus_on_a_figure_explains_it_without_moving_anything(
    desk, shop, shown, words_in, qtbot
):
    page = shown(InsightsPage(desk), 1150, 768)
    heights = set()
    for key, figure in page.figures.figures.items():
        if key == "at_risk":
            continue
        figure.setFocus()
        qtbot.wait(1)
        assert metrics_definition(desk, key) in words_in(page.figures.explanation)
        heights.add((page.figures.explanation.height(), page.charts["visits"].y()))
    assert len(heights) == 1


def test_the_arrows_walk_through_all_figures_and_tab_past_them(desk, shop, shown, qtbot):
    page = shown(InsightsPage(desk), 1150, 768)
    figures = list(page.figures.figures.values())
    figures[0].setFocus()
    for figure in (*figures[1:], figures[0]):
        assert [each for each in figures if each.focusPolicy() & Qt.FocusPolicy.TabFocus] == [
            page.focusWidget()
        ]
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Right)
        assert page.focusWidget() is figure


def metrics_definition(desk: Desk, key: str) -> str:
    """What a figure is, in words."""
    known = metrics.gather(desk.workspace, date(2025, 10, 1), TODAY)
    return next(each.definition for each in known if each.key == key)


def test_a_figure_of_fewer_than_ten_says_so_beside_the_number(desk, shown, words_in, add_customer):
    for _n in range(3):
        visits.record(desk.workspace, NewVisit(add_customer().id, TODAY, "Cut", 50_000))
    page = shown(InsightsPage(desk), 1150, 768)
    words = words_in(page.figures.figures["average_spend"])
    assert "500" in words
    assert "too few to judge" in words


def test_every_chart_states_a_finding_and_has_figures_to_save(desk, shop, shown, qtbot):
    page = shown(InsightsPage(desk), 1150, 3000)
    for box in page.charts.values():
        drawn(desk, qtbot, box)
        assert box.picture.finding
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


def test_a_band_of_health_opens_its_customers(desk, shop, shown, qtbot):
    page = shown(InsightsPage(desk), 1150, 3000)
    box = drawn(desk, qtbot, page.charts["health"])
    box.picked.emit(targets(box)[-1])
    assert desk.navigation.here == ("customers", CustomerFilter(band="healthy"))


def middle(mark: Mark) -> tuple[float, float]:
    """The point of a mark that one aims at."""
    return mark.box.center().x(), mark.box.center().y()


def clicked_rows(desk: Desk, qtbot, page: InsightsPage, box: ChartBox, number: int) -> list[object]:
    """Click a mark and give the rows that come up, wherever they are shown."""
    at = box._canvas.marks[number].box.center().toPoint()
    qtbot.mouseClick(box._canvas, Qt.MouseButton.LeftButton, pos=at)
    target = box._canvas.marks[number].target
    if isinstance(target, Behind):
        name, wanted = desk.navigation.here
        assert (name, wanted) == (target.page, target.target)
        finders = {"feedback": feedback.find, "customers": customers.find}
        return list(finders[name](desk.workspace, wanted))
    dialog = page.window().findChildren(BehindDialog)[-1]
    desk.tasks.wait_idle()
    assert dialog.windowTitle() == target.title
    rows = list(target.read(desk.workspace))
    assert dialog.table.count() == len(rows)
    dialog.close()
    return rows


def test_marks_of_every_chart_are_clicked_and_their_rows_come(desk, shop, shown, qtbot):
    page = shown(InsightsPage(desk), 1150, 3600)
    for key, box in page.charts.items():
        marks = drawn(desk, qtbot, box)._canvas.marks
        spread = range(0, len(marks), len(marks) // 4 + 1)
        on_top = [n for n in spread if box._canvas.drawing.at(*middle(marks[n])) == n]
        assert sum(len(clicked_rows(desk, qtbot, page, box, n)) for n in on_top), key


def test_every_mark_of_every_chart_is_reached_and_opened_by_keyboard(desk, shop, shown, qtbot):
    page = shown(InsightsPage(desk), 1150, 3600)
    for key, box in page.charts.items():
        drawn(desk, qtbot, box)
        picked: list[object] = []
        box.picked.disconnect()
        box.picked.connect(picked.append)
        for _mark in box._canvas.marks:
            qtbot.keyClick(box, Qt.Key.Key_Right)
            qtbot.keyClick(box, Qt.Key.Key_Return)
        assert picked == targets(box), key


def test_a_month_of_visits_lists_as_many_visits_as_its_bar_counts(desk, shop, shown, qtbot):
    with desk.workspace.write("A sale without a name") as write:
        write.insert(
            "visit", customer_id=None, visited_on="2026-08-05", services="Cut", status="done",
            amount_minor=10_000, currency="CZK", created_at="2026-08-05T10:00:00Z",
        )  # fmt: skip
    page = shown(InsightsPage(desk), 1150, 3600)
    box = drawn(desk, qtbot, page.charts["visits"])
    months = [row[0] for row in box.picture.rows]
    place = months.index(date(2026, 8, 1))
    rows = clicked_rows(desk, qtbot, page, box, place)
    assert sum(row.number for row in rows) == box.picture.rows[place][1] == 13
    assert any(row.customer_id is None for row in rows)


def test_rows_that_no_page_lists_lead_to_the_customer(desk, shop, qtbot):
    read = partial(behind.visitors, since=date(2026, 9, 1), until=TODAY)
    dialog = BehindDialog(desk, ListBehind("Who came in September 2026", read))
    qtbot.addWidget(dialog)
    dialog.show()
    desk.tasks.wait_idle()
    assert dialog.table.count() == 12
    dialog.open_customer.click()
    assert desk.navigation.here[0] == "customers"
    assert desk.navigation.here[1] in shop


def test_a_figure_that_nobody_is_behind_says_so(desk, shop, qtbot, words_in):
    read = partial(behind.visitors, since=date(2020, 1, 1), until=date(2020, 1, 31))
    dialog = BehindDialog(desk, ListBehind("Who came in January 2020", read))
    qtbot.addWidget(dialog)
    dialog.show()
    desk.tasks.wait_idle()
    assert "Nobody is behind this figure." in words_in(dialog)
    assert not dialog.open_customer.isEnabled()


def test_another_period_shows_other_days_and_is_remembered(desk, shop, shown, words_in):
    page = shown(InsightsPage(desk), 1150, 768)
    assert "1 Oct 2025 – 21 Sept 2026" in words_in(page)
    page.period.kinds._press(1)
    desk.tasks.wait_idle()
    assert "1 Jul 2026 – 21 Sept 2026" in words_in(page)
    assert "Quarter 3, 2026" in words_in(page.period)
    page.period.before.click()
    desk.tasks.wait_idle()
    assert "1 Apr 2026 – 30 Jun 2026" in words_in(page)
    assert InsightsPage(desk).period.kind == "quarter"


def test_own_days_are_typed_in_any_order_and_remembered(desk, shop, shown, words_in):
    page = shown(InsightsPage(desk), 1150, 768)
    page.period.kinds._press(5)
    for field, day in (
        (page.period.since, date(2026, 8, 9)),
        (page.period.until, date(2026, 8, 1)),
    ):
        field.set_day(day)
        field.editingFinished.emit()
    desk.tasks.wait_idle()
    assert "1 Aug 2026 – 9 Aug 2026" in words_in(page)
    again = shown(InsightsPage(desk), 1150, 768)
    assert "1 Aug 2026 – 9 Aug 2026" in words_in(again)


def test_days_that_are_being_typed_are_not_written_over(qapp, qtbot):
    choice = PeriodChoice()
    qtbot.addWidget(choice)
    choice.restore("own:2026-08-01:2026-08-09")
    choice.set_bounds(date(2025, 1, 1), date(2026, 10, 1))
    choice.show()
    choice.activateWindow()
    choice.since.setFocus()
    qtbot.waitUntil(choice.since.hasFocus)
    choice.since.setText("2 Ju")
    choice.set_bounds(date(2025, 1, 1), date(2026, 10, 1))
    assert choice.since.text() == "2 Ju"


def test_days_outside_the_shop_are_no_days_to_look_at(desk, shop, shown, words_in):
    page = shown(InsightsPage(desk), 1150, 768)
    page.period.kinds._press(5)
    for field, day in (
        (page.period.since, date(1850, 1, 1)),
        (page.period.until, date(2090, 1, 1)),
    ):
        field.set_day(day)
        field.editingFinished.emit()
    desk.tasks.wait_idle()
    assert "– 21 Sept 2026" in words_in(page)
    assert len(page.charts["visits"].picture.rows) == 12


def test_a_short_period_is_drawn_beside_the_year_before_it(desk, shop, shown):
    page = shown(InsightsPage(desk), 1150, 768)
    page.period.kinds._press(0)
    desk.tasks.wait_idle()
    months = [row[0] for row in page.charts["visits"].picture.rows]
    assert months[-1] == date(2026, 9, 1)
    assert len(months) == 12


def test_all_time_has_nothing_before_to_compare_with(desk, shop, shown, words_in):
    page = shown(InsightsPage(desk), 1150, 768)
    page.period.kinds._press(4)
    desk.tasks.wait_idle()
    assert "compare" not in words_in(page.figures)
    assert "Before" not in words_in(page.figures)


def test_nothing_moves_while_charts_come(desk, shop, shown, qtbot):
    page = InsightsPage(desk)
    shown(page, 1150, 900)
    places = {key: box.geometry() for key, box in page.charts.items()}
    for box in page.charts.values():
        drawn(desk, qtbot, box)
    visits.record(desk.workspace, NewVisit(shop[0], TODAY, "Colour", 90_000))
    desk.tasks.wait_idle()
    assert {key: box.geometry() for key, box in page.charts.items()} == places


def test_a_change_in_the_shop_shows_new_figures(desk, shop, shown, words_in, add_customer):
    page = shown(InsightsPage(desk), 1150, 768)
    before = words_in(page.figures.figures["average_spend"])
    visits.record(desk.workspace, NewVisit(add_customer().id, TODAY, "Colour", 9_000_000))
    desk.tasks.wait_idle()
    assert words_in(page.figures.figures["average_spend"]) != before


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


def test_the_money_at_risk_leads_to_those_who_are_overdue(desk, shop, shown, words_in, qtbot):
    late = customers.add(desk.workspace, customers.NewCustomer("Late Person"))
    for days in (47, 77, 107, 137):
        on = TODAY - timedelta(days=days)
        visits.record(desk.workspace, NewVisit(late.id, on, "Cut", 60_000))
    health_scores.refresh(desk.workspace)
    page = shown(InsightsPage(desk), 1150, 768)
    figure = page.figures.figures["at_risk"]
    assert "600" in words_in(figure)
    assert "1 person overdue" in words_in(figure)
    qtbot.mouseClick(figure, Qt.MouseButton.LeftButton)
    page.figures.explanation._show_rows.click()
    desk.tasks.wait_idle()
    dialog = page.window().findChildren(BehindDialog)[-1]
    assert dialog.table.current().customer == "Late Person"
    dialog.close()


def test_how_health_is_computed_is_one_click_from_its_chart(desk, shop, shown, button):
    page = shown(InsightsPage(desk), 1150, 768)
    button(page.charts["health"], "How health is computed").click()
    assert desk.navigation.here[0] == "health"


@pytest.mark.parametrize("look", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_every_shade_of_the_map_can_be_written_on(look):
    for step in range(101):
        shade = dressing.blend(look.raised, look.accent, step / 100)
        assert dressing.contrast(dressing.clearest(shade, look), shade) >= 4.5


def test_many_years_are_drawn_by_quarters_and_still_add_up(desk, shop, shown, qtbot):
    for year in range(2019, 2026):
        for month in (1, 5, 6):
            visits.record(desk.workspace, NewVisit(shop[0], date(year, month, 9), "Cut", 10_000))
    page = shown(InsightsPage(desk), 1150, 3600)
    page.period.kinds._press(4)
    desk.tasks.wait_idle()
    box = drawn(desk, qtbot, page.charts["visits"])
    assert len(box.picture.rows) > 80
    found = [rows for mark in box._canvas.marks if "Quarter 2, 2020" in mark.tip
             for rows in [mark.target.read(desk.workspace)]]  # fmt: skip
    assert [sum(row.number for row in rows) for rows in found] == [2, 2]


def test_a_narrow_window_puts_the_charts_under_each_other(desk, shop, shown):
    page = shown(InsightsPage(desk), 1150, 768)
    assert page.charts["mood"].y() == page.charts["nps"].y()
    page.resize(760, 768)
    desk.tasks.wait_idle()
    assert page.charts["mood"].y() < page.charts["nps"].y()


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


def test_stretches_of_time_are_stepped_over_the_turn_of_a_year():
    quarter = Stretch.around("quarter", date(2026, 2, 28))
    assert (quarter.begins, quarter.ends) == (date(2026, 1, 1), date(2026, 3, 31))
    assert quarter.step(-1).begins == date(2025, 10, 1)
    assert Stretch.around("month", date(2024, 2, 3)).ends == date(2024, 2, 29)
    assert Stretch.around("year", date(2026, 9, 21)).step(-1).ends == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("kept", "kind"),
    [("", "12_months"), ("this_year", "year"), ("90_days", "12_months"), ("own:x:y", "12_months")],
)
def test_a_choice_that_is_no_longer_offered_becomes_another(qapp, qtbot, kept, kind):
    choice = PeriodChoice()
    qtbot.addWidget(choice)
    choice.restore(kept)
    assert choice.kind == kind


def test_a_month_of_a_few_days_begins_with_the_month_before(qapp, qtbot):
    choice = PeriodChoice()
    qtbot.addWidget(choice)
    choice.restore("month")
    choice.set_bounds(date(2025, 1, 1), date(2026, 10, 1))
    assert choice.days() == (date(2026, 9, 1), date(2026, 9, 30))
    choice.after.click()
    assert choice.days() == (date(2026, 10, 1), date(2026, 10, 1))
    assert choice.ends() == date(2026, 10, 31)
    assert not choice.after.isEnabled()


def test_each_chart_has_its_own_key_and_name():
    assert len({key for key, *_rest in CHARTS}) == len({name for _key, name, _w in CHARTS})
