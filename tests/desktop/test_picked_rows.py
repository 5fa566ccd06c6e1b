"""While rows are chosen with x, the page says whether the voice beside the list is among them."""

from __future__ import annotations

from desktop.desk import Desk
from tests.desktop.inbox import Key, Say, bodies, here
from tests.desktop.inbox import page as page
from tests.desktop.inbox import say as say


def test_beside_chosen_voices_stands_whether_this_one_is_chosen(
    page, say: Say, desk: Desk, qtbot
) -> None:
    for days, words in enumerate(("First.", "Second.", "Third.")):
        say(words, days=days)
    shown = page()
    apart = shown.detail.apart

    def press(key: Key) -> None:
        qtbot.keyClick(shown.table._view, key)
        desk.tasks.wait_idle()

    assert not apart.isVisible()
    press(Key.Key_X)
    press(Key.Key_X)
    assert here(shown) == "Third."
    assert shown.detail.feedback.body == "Third."
    assert apart.isVisible()
    press(Key.Key_K)
    assert shown.detail.feedback.body == "Second."
    assert not apart.isVisible()
    press(Key.Key_J)
    assert apart.isVisible()
    press(Key.Key_X)
    assert not apart.isVisible()
    press(Key.Key_E)
    assert len(bodies(shown)) == 3
    assert not apart.isVisible()


def test_escape_leaves_the_one_in_view_alone_chosen(page, say: Say, desk: Desk, qtbot) -> None:
    say("First.")
    say("Second.", days=1)
    shown = page()
    qtbot.keyClick(shown.table._view, Key.Key_X)
    assert shown.detail.apart.isVisible()
    qtbot.keyClick(shown.table._view, Key.Key_Escape)
    assert not shown.detail.apart.isVisible()
