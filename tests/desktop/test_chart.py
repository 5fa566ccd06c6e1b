"""Numbers, stories and charts."""

from __future__ import annotations

import time
import weakref

import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop import theme
from desktop.insights.chart_box import ChartBox
from desktop.insights.picture import Picture
from desktop.widgets.card import Card
from desktop.widgets.chart import Chart
from desktop.widgets.stat import Stat
from desktop.widgets.timeline import Entry, Timeline

KEY = Qt.Key


def test_too_few_answers_are_said_instead_of_a_number(shown, words_in):
    stat = Stat("NPS")
    stat.show_value("+42", "96 answers", "positive")
    assert stat.accessibleName() == "NPS: +42"
    stat.show_too_few("4 answers; 10 are needed")
    shown(stat)
    assert "Too few to judge" in words_in(stat)
    assert "42" not in words_in(stat)


def test_a_long_story_is_shown_a_portion_at_a_time(shown, qtbot, words_in, button):
    story = Timeline(portion=10)
    story.show_entries([Entry("visit", f"{n} Sep", f"Visit {n}") for n in range(25)])
    shown(story)
    assert "Visit 9" in words_in(story)
    assert "Visit 10" not in words_in(story)
    for last in (19, 24):
        button(story, "Show older").click()
        qtbot.waitUntil(lambda n=last: f"Visit {n}" in words_in(story))
    assert not button(story, "Show older").isVisible()


def test_an_entry_leads_to_its_target(shown, qtbot):
    story, picked = Timeline(), []
    story.picked.connect(picked.append)
    story.show_entries([Entry("praise", "1 Sep", "Praise", target=("feedback", 7))])
    shown(story)
    qtbot.mouseClick(story.findChild(Card), Qt.MouseButton.LeftButton)
    assert picked == [("feedback", 7)]


def draw_bars(axes, look, tie):
    bars = axes.barh(["a $x$", "b"], [3, 1], color=look.accent)
    for bar, name in zip(bars, ("a", "b"), strict=True):
        tie(bar, name, name)


def test_a_chart_is_drawn_in_the_colours_of_the_theme_and_follows_a_switch(desk, shown, qapp):
    chart = Chart(desk, "Topics")
    chart.show_chart("Waiting leads", draw_bars, "a 3, b 1")
    shown(chart, 500, 320)
    desk.tasks.wait_idle()
    assert chart.drawn
    assert colours(chart._canvas.drawing.image) >= {theme.LIGHT.accent, theme.LIGHT.surface}
    theme.apply(qapp, "dark")
    desk.tasks.wait_idle()
    assert colours(chart._canvas.drawing.image) >= {theme.DARK.accent, theme.DARK.surface}


def test_a_saved_chart_says_so_and_offers_to_show_the_file(desk, shown, tmp_path):
    box = ChartBox(desk, "Topics")
    box.show_picture(Picture("Waiting leads", draw_bars, headings=["Topic"], rows=[["a"]]))
    shown(box, 500, 320)
    desk.messages.prepared.append(tmp_path / "topics.csv")
    box.save_figures.trigger()
    desk.tasks.wait_idle()
    said = desk.messages.spoken[-1]
    assert (said.text, said.action) == ("“topics.csv” is saved.", "Show the file")
    assert said.act is not None


def colours(image: QImage) -> set[str]:
    """The colours on a coarse grid of points."""
    points = ((x, y) for x in range(0, image.width(), 5) for y in range(0, image.height(), 5))
    return {image.pixelColor(x, y).name().upper() for x, y in points}


def drawn(desk, shown, draw=draw_bars) -> tuple[Chart, list[object]]:
    """A chart in a window, and what was picked in it so far."""
    chart, picked = Chart(desk, "Topics"), []
    chart.picked.connect(picked.append)
    chart.show_chart("Waiting leads", draw)
    shown(chart, 500, 320)
    desk.tasks.wait_idle()
    return chart, picked


def test_a_click_on_a_bar_tells_what_it_stands_for(desk, shown, qtbot):
    chart, picked = drawn(desk, shown)
    canvas = chart._canvas
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=canvas.rect().topLeft())
    at = canvas.marks[0].box.center().toPoint()
    assert canvas.drawing.image.pixelColor(at).name().upper() == theme.LIGHT.accent
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at)
    assert picked == ["a"]


def test_the_marks_of_a_chart_are_walked_with_the_keyboard(desk, shown, qtbot):
    chart, picked = drawn(desk, shown)
    for key in (KEY.Key_Right, KEY.Key_Right, KEY.Key_Return):
        qtbot.keyClick(chart, key)
    assert picked == ["b"]
    assert chart.accessibleDescription() == "b"


def test_up_and_down_go_to_the_nearest_mark_and_no_mark_is_out_of_reach(desk, shown, qtbot):
    def cells(axes, look, tie):
        for row in range(3):
            for column in range(4):
                bar = axes.bar(column, 0.8, bottom=row, width=0.8, color=look.accent)[0]
                tie(bar, (row, column), f"{row} {column}")

    chart, picked = drawn(desk, shown, cells)
    for key in (KEY.Key_Right, KEY.Key_Right, KEY.Key_Up, KEY.Key_Return):
        qtbot.keyClick(chart, key)
    assert picked == [(1, 1)]
    qtbot.keyClick(chart, KEY.Key_Home)
    met = set()
    for _step in range(12):
        qtbot.keyClick(chart, KEY.Key_Space)
        met.add(picked[-1])
        qtbot.keyClick(chart, KEY.Key_Right)
    assert met == {(row, column) for row in range(3) for column in range(4)}


def test_a_bar_of_hardly_any_height_can_still_be_hit(desk, shown, qtbot):
    def flat(axes, look, tie):
        axes.set_ylim(0, 100)
        tie(axes.bar(0, 0.01, color=look.accent)[0], "flat", "flat")

    chart, picked = drawn(desk, shown, flat)
    above = chart._canvas.marks[0].box.center().toPoint() + QPoint(0, -4)
    qtbot.mouseClick(chart._canvas, Qt.MouseButton.LeftButton, pos=above)
    assert picked == ["flat"]


def test_a_picture_keeps_its_title_until_the_next_one_is_drawn(desk, shown, words_in):
    chart, _picked = drawn(desk, shown)
    high = chart.height()
    chart.show_chart("Prices lead by far, and " * 4, draw_bars)
    assert "Waiting leads" in words_in(chart)
    desk.tasks.wait_idle()
    assert "Prices lead" in words_in(chart)
    assert chart.height() == high


def test_charts_are_drawn_one_by_one_and_the_shop_is_read_between_them(desk, shown):
    told: list[str] = []

    def slow(axes, look, tie):
        time.sleep(0.1)
        told.append("drawn")

    page = QWidget()
    column = QVBoxLayout(page)
    for number in range(4):
        chart = Chart(desk, f"Chart {number}")
        chart.show_chart("Waiting leads", slow)
        column.addWidget(chart)
    page.resize(500, 1500)
    page.show()
    QApplication.processEvents()
    desk.tasks.read(lambda: told.append("read"), None)
    desk.tasks.wait_idle()
    assert told.count("drawn") == 4
    assert told.index("read") < 2
    page.close()
    page.deleteLater()


def test_a_chart_that_goes_while_it_waits_to_be_drawn_keeps_nobody_waiting(desk, shown):
    gone, kept = Chart(desk, "Gone"), Chart(desk, "Kept")
    for chart in (gone, kept):
        chart.show_chart("Waiting leads", draw_bars)
        chart.resize(500, 320)
        chart.show()
    QApplication.processEvents()
    shiboken6.delete(gone)
    desk.tasks.wait_idle()
    assert kept.drawn
    kept.close()
    kept.deleteLater()


def test_a_drawn_figure_is_let_go_without_waiting_for_the_collector(desk, shown):
    figures = []

    def watched(axes, look, tie):
        figures.append(weakref.ref(axes.figure))
        draw_bars(axes, look, tie)

    chart, _picked = drawn(desk, shown, watched)
    chart.printer("svg")()
    assert len(figures) == 2
    assert not any(figure() for figure in figures)


def test_a_theme_switched_while_a_chart_is_out_of_view_is_seen_when_it_comes_back(
    desk, shown, qapp, qtbot
):
    chart, _picked = drawn(desk, shown)
    chart.hide()
    theme.apply(qapp, "dark")
    chart.show()
    dark = theme.DARK.accent
    qtbot.waitUntil(lambda: dark in colours(chart._canvas.drawing.image))


def test_a_chart_is_saved_as_picture_and_as_drawing(desk, shown, tmp_path):
    chart = Chart(desk, "Topics")
    chart.show_chart("Waiting leads", draw_bars)
    shown(chart, 500, 320)
    desk.tasks.wait_idle()
    for name, start in (("chart.png", b"\x89PNG"), ("chart.svg", b"<?xml")):
        chart.save(tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(start)


def test_a_chart_without_figures_says_why(desk, shown, words_in):
    chart = Chart(desk, "Topics")
    chart.show_nothing("Too few complaints to see a pattern.")
    shown(chart)
    assert "Too few complaints to see a pattern." in words_in(chart)
    assert not chart.drawn
