"""How health works: the words, the proof from the shop's own past, and other weights tried."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from core import sample
from core.errors import Cancelled
from core.insight import backtest, weights
from core.measures import factors
from core.measures.foretelling import ELSEWHERE, Slopes
from core.measures.health import BANDS
from core.measures.points import whole
from core.people import customers, visits
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store import journal
from desktop.health.health_page import REST_MS, HealthPage
from desktop.health.past_card import steps, too_young
from desktop.health.reading import Trial, example, past
from desktop.health.words import SIDES, compared, taught
from desktop.widgets.slider import Slider

KEY = Qt.Key


@pytest.fixture
def page(desk, shown):
    def build() -> HealthPage:
        return shown(HealthPage(desk), 1130, 768)

    return build


@pytest.fixture
def salon(workspace):
    """A shop with enough people and past to be judged."""
    sample.fill(workspace, customers=90, years=2, seed=3)
    return workspace


@pytest.fixture
def two_of_a_kind(workspace, clock):
    """One who comes and spends nothing, and one who spent a lot and stays away."""
    today = clock.today()
    faithful = customers.add(workspace, NewCustomer("Jana Nováková")).id
    rich = customers.add(workspace, NewCustomer("Petr Malý")).id
    for weeks in range(0, 40, 4):
        visits.record(workspace, NewVisit(faithful, today - timedelta(weeks=weeks), "Cut", 100))
        away = today - timedelta(weeks=weeks + 30)
        visits.record(workspace, NewVisit(rich, away, "Colour", 900_000))
    return faithful, rich


def settle(desk, qtbot):
    desk.tasks.wait_idle()
    qtbot.wait(REST_MS + 60)
    desk.tasks.wait_idle()


# In words


def test_every_side_and_every_band_is_explained_in_words(page, words_in):
    made = page()
    words = words_in(made.explanation)
    assert set(SIDES) == set(factors.FACTORS)
    assert all(factors.FACTORS[side] in words for side in SIDES)
    assert all(sentence in words for sentence in SIDES.values())
    assert all(span in words for span in ("0 to 49", "50 to 74", "75 to 100"))


@pytest.mark.parametrize(
    ("slopes", "sentence"),
    [
        (ELSEWHERE, "Your own past does not yet teach anything"),
        (Slopes(1.0, 2.0, 1.5), "Staying away is a louder sign here"),
        (Slopes(1.0, 0.4, 1.5), "Staying away says less here"),
        (Slopes(1.0, 1.0, 3.0), "somebody very regular stays away, that counts for even more"),
        (Slopes(1.6, 1.0, 1.5), "How often somebody has come says more here"),
        (Slopes(0.5, 1.0, 1.5), "How often somebody has come says less here"),
    ],
)
def test_what_the_past_taught_is_told_in_words(slopes, sentence):
    assert sentence in " ".join(taught(slopes))


def test_the_example_loses_points_the_longer_it_stays_away(workspace, salon):
    found = past(workspace).example
    points = [found.points[gaps] for gaps in range(4)]
    assert points == sorted(points, reverse=True)
    assert points[0] > 60
    assert points[3] < points[0] - 25
    assert found.gap_days > 0


# The shop's own past


def test_an_empty_shop_is_told_what_it_takes(page, words_in):
    words = words_in(page())
    assert "Your shop is too young for this." in words
    assert "It takes 50 customers" in words
    assert "Yours since" not in words
    assert "Nobody has a score yet." in words


def test_a_young_shop_shows_no_columns(two_of_a_kind, page, words_in):
    made = page()
    assert not made.past.stairs.isVisible()
    sentence = too_young(backtest.run(made.desk.workspace))
    assert "2 customers had come; it takes 50" in sentence
    assert sentence in words_in(made.past)


def test_five_columns_stand_for_who_came_back_and_say_what_they_rest_on(salon, page, words_in):
    made, found = page(), backtest.run(salon)
    assert not found.too_few
    assert made.past.stairs.isVisible()
    words = words_in(made.past)
    assert found.text() in words
    assert f"{found.people} customers, with their scores as they were on" in words
    assert f"{found.returned} came again by" in words
    tips = made.past.stairs.accessibleName().splitlines()
    assert len(tips) == 5
    assert [step.share for step in steps(found)] == [fifth.share for fifth in found.fifths]
    first = found.lowest
    told = f"Scores {whole(first.lowest)} to {whole(first.highest)}: {first.came} of {first.people}"
    assert f"{told} came again" in tips[0]


# The slider


@pytest.fixture
def slider(shown):
    return shown(Slider("Spend", 5.0, 0.5, 0.5), 300, 40)


def test_a_slider_moves_by_keys_and_tells_its_number(slider, qtbot):
    told = []
    slider.changed.connect(told.append)
    slider.show_number(1.0)
    assert told == []
    for key in (KEY.Key_Right, KEY.Key_Right, KEY.Key_Left, KEY.Key_PageUp):
        qtbot.keyClick(slider, key)
    assert told == [1.5, 2.0, 1.5, 2.5]
    qtbot.keyClick(slider, KEY.Key_Home)
    qtbot.keyClick(slider, KEY.Key_End)
    assert told[-2:] == [0.0, 5.0]
    assert slider.number() == 5.0


def test_a_number_between_two_steps_stays_until_the_knob_is_moved(slider, qtbot):
    slider.show_number(0.7)
    assert slider.number() == 0.7
    qtbot.keyClick(slider, KEY.Key_Right)
    assert slider.number() == 1.0


def test_a_press_brings_the_knob_under_the_mouse(slider, qtbot):
    qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=slider.rect().center())
    assert slider.number() == 2.5


# Other weights


def test_the_sliders_begin_with_the_weights_in_force(workspace, page, words_in):
    weights.change(workspace, {"mood": 3.0})
    made = page()
    assert made.weights.wanted == {**factors.WEIGHTS, "mood": 3.0}
    assert "Yours since 21 Sept 2026." in words_in(made.weights)
    assert not made.weights.save.isEnabled()
    assert made.weights.usual.isEnabled()
    spoken = made.weights.sliders["mood"]
    assert spoken.accessibleName() == "Mood of recent feedback"
    assert spoken.accessibleDescription() == "3 of 5, usually 1.5"


def test_moving_a_slider_tells_at_once_who_would_move_and_changes_nothing(
    two_of_a_kind, desk, page, qtbot, words_in, button
):
    _faithful, rich = two_of_a_kind
    made = page()
    assert "These weights are in force." in words_in(made.preview)
    made.weights.sliders["rhythm"].setValue(0)
    made.weights.sliders["spend"].setValue(10)
    settle(desk, qtbot)
    words = words_in(made.preview)
    assert "2 of 2 customers would change their band." in words
    assert weights.current(desk.workspace) == factors.WEIGHTS
    spoken = made.preview.bars.accessibleName()
    assert "Healthy: 1 now, 1 with these weights" in spoken
    qtbot.mouseClick(button(made, "Petr Malý"), Qt.MouseButton.LeftButton)
    assert desk.navigation.here == ("customers", rich)


def test_saving_is_one_change_that_is_undone_and_the_sliders_follow(
    two_of_a_kind, desk, page, qtbot
):
    made = page()
    made.weights.sliders["pulse"].setValue(8)
    made.weights.sliders["mood"].setValue(0)
    qtbot.mouseClick(made.weights.save, Qt.MouseButton.LeftButton)
    settle(desk, qtbot)
    assert weights.current(desk.workspace) == {**factors.WEIGHTS, "pulse": 4.0, "mood": 0.0}
    assert not made.weights.save.isEnabled()
    journal.undo(desk.workspace)
    settle(desk, qtbot)
    assert weights.current(desk.workspace) == factors.WEIGHTS
    assert made.weights.wanted == factors.WEIGHTS


def test_back_to_usual_and_leave_as_it_was_move_the_sliders_only(workspace, desk, page, qtbot):
    weights.change(workspace, {"mood": 3.0})
    made = page()
    qtbot.mouseClick(made.weights.usual, Qt.MouseButton.LeftButton)
    assert made.weights.wanted == factors.WEIGHTS
    assert made.weights.save.isEnabled()
    qtbot.mouseClick(made.weights.put_back, Qt.MouseButton.LeftButton)
    assert made.weights.wanted["mood"] == 3.0
    qtbot.mouseClick(made.weights.usual, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(made.weights.save, Qt.MouseButton.LeftButton)
    settle(desk, qtbot)
    assert weights.current(workspace) == factors.WEIGHTS


def test_weights_that_tell_worse_who_came_are_told_so_before_they_are_saved(
    salon, desk, page, qtbot, words_in
):
    made = page()
    made.weights.sliders["rhythm"].setValue(0)
    made.weights.sliders["spend"].setValue(0)
    qtbot.waitUntil(lambda: bool(made.weights.trial.text()), timeout=20_000)
    assert "On your own past these weights would have done worse" in words_in(made.weights)
    made.weights.put_back.click()
    settle(desk, qtbot)
    assert made.weights.trial.text() == ""


def test_what_was_tried_is_no_more_of_interest_once_it_is_saved(salon, desk, page, qtbot):
    made = page()
    made.weights.sliders["rhythm"].setValue(0)
    qtbot.waitUntil(lambda: bool(made.weights.trial.text()), timeout=20_000)
    made.weights.save.setFocus()
    made.weights.save.click()
    settle(desk, qtbot)
    assert made.weights.trial.text() == ""
    assert not made.weights.usual.hasFocus()


def test_a_trial_stops_when_the_owner_goes_on():
    trial = Trial()
    trial.step(1, 10)
    trial.stopped = True
    with pytest.raises(Cancelled):
        trial.step(2, 10)


@pytest.mark.parametrize(
    ("ranking", "told"), [(0.80, "better"), (0.76, "as well as"), (0.70, "worse")]
)
def test_a_ranking_is_compared_in_words(ranking, told):
    assert f"would have done {told}" in compared(ranking, 0.76)


def test_weights_of_nothing_cannot_be_saved(desk, page, qtbot):
    made = page()
    for slider in made.weights.sliders.values():
        slider.setValue(0)
    assert not made.weights.save.isEnabled()
    assert "At least one side has to count" in made.weights.notice.text
    made.weights.sliders["pulse"].setValue(1)
    assert made.weights.notice.text == ""
    assert made.weights.save.isEnabled()
    settle(desk, qtbot)


def test_moved_sliders_stay_where_they_are_when_something_else_happens(desk, page, qtbot):
    made = page()
    made.weights.sliders["spend"].setValue(6)
    customers.add(desk.workspace, NewCustomer("Jana Nováková"))
    settle(desk, qtbot)
    assert made.weights.wanted["spend"] == 3.0


def test_the_bands_are_told_with_the_best_on_top(two_of_a_kind, page):
    made = page()
    lines = made.preview.bars.accessibleName().splitlines()
    assert [line.partition(":")[0] for line in lines] == [BANDS[key] for key in reversed(BANDS)]


def test_an_example_needs_no_visit_in_the_shop(workspace):
    from core.insight import shop_days

    found = example(shop_days.one(workspace, workspace.clock.today()))
    assert found.gap_days == 42
