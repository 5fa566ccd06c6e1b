"""Closures in the settings: noted, changed, taken away, and asked about where nobody came."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.people import closures, customers, visits
from core.people.closures import NewClosure
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store import journal, settings
from desktop.settings.closure_dialog import ClosureDialog
from desktop.settings.settings_page import SettingsPage

SUMMER = NewClosure(date(2026, 7, 24), date(2026, 8, 6), "Sea")


@pytest.fixture
def page(desk, shown):
    return shown(SettingsPage(desk), 1150, 768)


@pytest.fixture
def quiet_week(workspace, clock):
    """A shop that somebody visits every day, but for a week without anybody."""
    jana = customers.add(workspace, NewCustomer("Jana Nováková"))
    today = clock.today()
    away = {today - timedelta(days=days) for days in range(30, 38)}
    for days in range(90):
        on = today - timedelta(days=days)
        if on not in away:
            visits.record(workspace, NewVisit(jana.id, on, "Cut"))
    return min(away), max(away)


def open_dialog(page):
    return next(each for each in page.findChildren(ClosureDialog) if each.isVisible())


def test_a_closure_is_added_changed_and_removed_and_each_is_undone(page, desk, button, words_in):
    button(page, "Add a closure").click()
    dialog = open_dialog(page)
    dialog.since.setText("24.7.2026")
    dialog.until.setText("6.8.2026")
    dialog.note.setText("Sea")
    dialog.save()
    desk.tasks.wait_idle()
    assert "24 Jul – 6 Aug 2026 | Sea" in words_in(page.closures)
    button(page, "Change the closure 24 Jul – 6 Aug 2026").click()
    dialog = open_dialog(page)
    assert dialog.note.text() == "Sea"
    dialog.until.setText("7.8.2026")
    dialog.save()
    desk.tasks.wait_idle()
    button(page, "Remove the closure 24 Jul – 7 Aug 2026").click()
    desk.tasks.wait_idle()
    assert "No closure is noted." in words_in(page.closures)
    journal.undo(desk.workspace)
    desk.tasks.wait_idle()
    assert "24 Jul – 7 Aug 2026" in words_in(page.closures)


def test_a_closure_of_one_day_needs_its_first_day_only(page, desk, button, words_in):
    button(page, "Add a closure").click()
    dialog = open_dialog(page)
    dialog.since.setText("24.12.2026")
    dialog.save()
    desk.tasks.wait_idle()
    (found,) = closures.find(desk.workspace)
    assert (found.since_on, found.until_on) == (date(2026, 12, 24), date(2026, 12, 24))
    assert "24 Dec 2026" in words_in(page.closures)


@pytest.mark.parametrize(
    ("since", "until", "sentence"),
    [
        ("", "", "A closure needs its first day."),
        ("soon", "", "“soon” is not a day."),
        ("24.7.2026", "1.7.2026", "The last day lies before the first."),
        ("24.7.2026", "1.7.2036", "A closure lasts two years at most."),
    ],
)
def test_days_that_make_no_closure_are_refused_beside_their_field(
    page, desk, button, words_in, since, until, sentence
):
    button(page, "Add a closure").click()
    dialog = open_dialog(page)
    dialog.since.setText(since)
    dialog.until.setText(until)
    dialog.save()
    desk.tasks.wait_idle()
    assert sentence in words_in(dialog)
    assert closures.find(desk.workspace) == []
    dialog.reject()


def test_a_week_without_anybody_is_asked_about_and_counts_only_after_a_yes(
    desk, quiet_week, shown, button, words_in
):
    page = shown(SettingsPage(desk), 1150, 768)
    assert "Were you closed?" in words_in(page.closures)
    assert closures.find(desk.workspace) == []
    button(page, "Yes, closed").click()
    desk.tasks.wait_idle()
    (found,) = closures.find(desk.workspace)
    assert (found.since_on, found.until_on) == quiet_week
    assert "Were you closed?" not in words_in(page.closures)


def test_a_no_is_remembered_and_undone(desk, quiet_week, shown, button, words_in):
    page = shown(SettingsPage(desk), 1150, 768)
    button(page, "No").click()
    desk.tasks.wait_idle()
    assert "No closure is noted." in words_in(page.closures)
    assert "Were you closed?" not in words_in(page.closures)
    assert closures.find(desk.workspace) == []
    journal.undo(desk.workspace)
    desk.tasks.wait_idle()
    assert "Were you closed?" in words_in(page.closures)


def test_many_closures_show_the_latest_and_all_on_request(desk, shown, button, words_in):
    for year in range(2018, 2026):
        closures.add(desk.workspace, NewClosure(date(year, 8, 1), date(year, 8, 14)))
    page = shown(SettingsPage(desk), 1150, 768)
    assert "1 Aug – 14 Aug 2025" in words_in(page.closures)
    assert "2018" not in words_in(page.closures)
    button(page, "Show 4 more").click()
    desk.tasks.wait_idle()
    assert "1 Aug – 14 Aug 2018" in words_in(page.closures)


def test_public_holidays_are_switched_beside_the_closures(page, desk):
    box = page.rows[settings.HOLIDAYS.key].control
    assert page.closures.isAncestorOf(box)
    assert box.isChecked()
    box.click()
    desk.tasks.wait_idle()
    assert settings.get(desk.workspace, settings.HOLIDAYS) is False


def test_tab_comes_to_a_closure_where_it_stands(page, desk):
    closures.add(desk.workspace, SUMMER)
    desk.tasks.wait_idle()
    stops, at = [], page.nextInFocusChain()
    while at is not page:
        stops.append(at.accessibleName())
        at = at.nextInFocusChain()
    order = ["Change the closure 24 Jul – 6 Aug 2026", "Add a closure", "Back up now"]
    assert [name for name in stops if name in order] == order


def test_of_many_silences_the_longest_are_asked_about_first(
    workspace, clock, desk, shown, words_in
):
    """A month is not hidden behind two short silences that came after it."""
    jana, today = customers.add(workspace, NewCustomer("Jana Nováková")), clock.today()
    away = {*range(40, 46), *range(60, 66), *range(100, 132)}
    for days in set(range(200)) - away:
        visits.record(workspace, NewVisit(jana.id, today - timedelta(days=days), "Cut"))
    found = words_in(shown(SettingsPage(desk), 1150, 768).closures)
    first = today - timedelta(days=131)
    assert found.count("Were you closed?") == 2
    assert f"Nobody came {first.day} " in found
