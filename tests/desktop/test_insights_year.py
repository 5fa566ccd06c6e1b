"""Insights of a year: its days, who still comes at the end, and who is behind a share."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.people import visits
from core.people.visits import NewVisit
from desktop.insights.behind_dialog import BehindDialog
from desktop.insights.insights_page import InsightsPage
from tests.desktop.test_insights import TODAY, drawn, targets


@pytest.fixture
def regular(desk, add_customer) -> int:
    """Somebody who has come once a month for a year and a half."""
    person = add_customer("Regular Person")
    for month in range(18):
        on = TODAY - timedelta(days=30 * month)
        visits.record(desk.workspace, NewVisit(person.id, on, "Cut", 50_000))
    return person.id


def names(dialog: BehindDialog) -> list[str]:
    """Who is listed, by name."""
    listed = dialog.table.shown()
    return sorted(row.customer for row in listed.fetch(offset=0, limit=listed.count()))


def test_the_last_twelve_months_are_twelve_bars_with_the_days_of_the_figures(
    desk, regular, shown, words_in
):
    early = TODAY - timedelta(days=900)
    visits.record(desk.workspace, NewVisit(regular, early, "Cut", 20_000))
    page = shown(InsightsPage(desk), 1150, 768)
    assert page.period.kind == "12_months"
    assert "1 Oct 2025 – 21 Sept 2026" in words_in(page)
    months = [row[0] for row in page.charts["visits"].picture.rows]
    assert (months[0], months[-1], len(months)) == (date(2025, 10, 1), date(2026, 9, 1), 12)
    assert len(page.charts["stages"].picture.rows) == 12


def test_whether_they_still_come_at_the_end_is_the_first_figure(desk, regular, shown, words_in):
    page = shown(InsightsPage(desk), 1150, 768)
    assert list(page.figures.figures)[:2] == ["still_active", "retention"]
    assert "Still coming at the end" in words_in(page.figures.explanation)


def test_a_cell_of_the_map_offers_who_came_and_who_did_not(
    desk, regular, shown, qtbot, add_customer
):
    once = add_customer("Only Once")
    visits.record(desk.workspace, NewVisit(once.id, date(2025, 11, 5), "Cut", 50_000))
    again = add_customer("Came Again")
    for on in (date(2025, 11, 6), date(2026, 1, 7)):
        visits.record(desk.workspace, NewVisit(again.id, on, "Cut", 50_000))
    page = shown(InsightsPage(desk), 1150, 3600)
    box = drawn(desk, qtbot, page.charts["cohorts"])
    for month, came, absent in (
        ("January", ["Came Again"], ["Only Once"]),
        ("December", [], ["Came Again", "Only Once"]),
    ):
        title = f"New in November 2025, here again in {month}"
        (wanted,) = [each for each in targets(box) if each.title.startswith(title)]
        dialog = BehindDialog(desk, wanted)
        qtbot.addWidget(dialog)
        dialog.show()
        desk.tasks.wait_idle()
        assert names(dialog) == came
        dialog.which._press(1)
        desk.tasks.wait_idle()
        assert names(dialog) == absent
        dialog.close()


def test_only_a_share_has_others_to_show(desk, regular, shown, qtbot):
    page = shown(InsightsPage(desk), 1150, 3600)
    box = drawn(desk, qtbot, page.charts["visits"])
    dialog = BehindDialog(desk, targets(box)[-1])
    qtbot.addWidget(dialog)
    dialog.show()
    desk.tasks.wait_idle()
    assert not dialog.which.isVisible()
