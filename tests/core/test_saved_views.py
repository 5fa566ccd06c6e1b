"""Saved views: filters worth coming back to."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Missing, RefusedInput
from core.store import journal
from core.store.workspace import Workspace
from core.voice import feedback, saved_views
from core.voice.feedback import CHANNELS, KINDS, STATES, FeedbackFilter

MOMENTS = st.none() | st.integers(1_500_000_000, 1_900_000_000).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)
)
NUMBERS = st.none() | st.integers(0, 10**6)
FILTERS = st.builds(
    FeedbackFilter,
    text=st.text(max_size=20),
    state=st.sampled_from(STATES),
    kind=st.none() | st.sampled_from(KINDS),
    polarity=st.none() | st.sampled_from(("negative", "unread")),
    topic_id=NUMBERS,
    suggestion_id=NUMBERS,
    since=MOMENTS,
    until=MOMENTS,
    channel=st.none() | st.sampled_from(CHANNELS),
    staff_member_id=NUMBERS,
    stage=st.none() | st.sampled_from(("first", "lost")),
    days=NUMBERS,
)


@given(FILTERS)
def test_a_filter_comes_back_from_its_words_as_it_was(wanted: FeedbackFilter) -> None:
    assert feedback.from_wanted(feedback.to_wanted(wanted)) == wanted


def test_a_filter_that_asks_for_nothing_keeps_nothing() -> None:
    assert feedback.to_wanted(FeedbackFilter()) == {}
    assert feedback.to_wanted(FeedbackFilter(ids=(1, 2), customer_id=3)) == {}


JUNK = st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.integers())


@given(st.dictionaries(st.sampled_from(sorted(FeedbackFilter.__dataclass_fields__)), JUNK))
def test_words_of_another_version_open_a_list_all_the_same(kept: dict[str, Any]) -> None:
    wanted = feedback.from_wanted(kept)
    assert wanted.state in STATES
    assert wanted.ids is wanted.customer_id is None
    assert feedback.from_wanted(feedback.to_wanted(wanted)) == wanted


def test_views_are_found_on_their_page_in_the_order_in_which_they_were_saved(
    workspace: Workspace,
) -> None:
    late = saved_views.save(workspace, "feedback", " Late  answers ", {"state": "waiting"})
    saved_views.save(workspace, "suggestions", "Mine", {})
    saved_views.save(workspace, "feedback", "A month", {"days": 30})
    assert (late.name, late.wanted) == ("Late answers", {"state": "waiting"})
    assert [v.name for v in saved_views.find(workspace, "feedback")] == ["Late answers", "A month"]


def test_saving_under_the_same_name_replaces_the_view(workspace: Workspace) -> None:
    first = saved_views.save(workspace, "feedback", "Late", {"state": "waiting"})
    second = saved_views.save(workspace, "feedback", "LATE", {"state": "new"})
    assert saved_views.find(workspace, "feedback") == [second]
    assert second.id == first.id
    journal.undo(workspace)
    assert saved_views.find(workspace, "feedback") == [first]


def test_a_view_is_renamed_but_not_to_a_name_that_is_taken(workspace: Workspace) -> None:
    one = saved_views.save(workspace, "feedback", "One", {})
    saved_views.save(workspace, "feedback", "Two", {})
    assert saved_views.rename(workspace, one.id, "one").name == "one"
    with pytest.raises(RefusedInput) as refused:
        saved_views.rename(workspace, one.id, "two")
    assert refused.value.problems[0].text() == "There is a view called “Two” already."


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_a_view_needs_a_name_that_fits_on_a_line(workspace: Workspace, name: str) -> None:
    with pytest.raises(RefusedInput):
        saved_views.save(workspace, "feedback", name, {})


def test_a_removed_view_is_gone_and_comes_back_with_undo(workspace: Workspace) -> None:
    view = saved_views.save(workspace, "feedback", "Late", {})
    saved_views.remove(workspace, view.id)
    assert saved_views.find(workspace, "feedback") == []
    with pytest.raises(Missing):
        saved_views.rename(workspace, view.id, "Later")
    journal.undo(workspace)
    assert saved_views.find(workspace, "feedback") == [view]


def test_a_view_that_nobody_can_read_asks_for_everything(workspace: Workspace) -> None:
    view = saved_views.save(workspace, "feedback", "Late", {"state": "new"})
    for nonsense in ("[1]", "not words", ""):
        with workspace.write("test") as write:
            write.update("saved_view", view.id, wanted=nonsense)
        assert saved_views.get(workspace, view.id).wanted == {}
