"""How the owner saw two records that become one: the later word holds."""

from __future__ import annotations

from datetime import date

from core.clock import FixedClock
from core.people import customers, merging, stages
from core.store import journal
from core.store.workspace import Workspace
from tests.core.twice import two


def test_the_newer_feeling_counts_and_a_hidden_record_does_not_hide_her(
    workspace: Workspace, clock: FixedClock
) -> None:
    kept_id, merged_id = two(workspace)
    customers.feel_pulse(workspace, kept_id, 3)
    clock.move_to("2026-09-25T08:00:00Z")
    customers.feel_pulse(workspace, merged_id, 1)
    customers.archive(workspace, kept_id)
    jana = merging.merge(workspace, kept_id, merged_id)
    assert (jana.pulse, jana.pulse_on) == (1, date(2026, 9, 25))
    assert not jana.archived
    told = workspace.rows("SELECT customer_id, value, set_on FROM pulse ORDER BY set_on")
    assert [tuple(row) for row in told] == [(kept_id, 3, "2026-09-21"), (kept_id, 1, "2026-09-25")]


def test_having_no_feeling_any_more_is_a_newer_word_too(
    workspace: Workspace, clock: FixedClock
) -> None:
    kept_id, merged_id = two(workspace)
    customers.feel_pulse(workspace, kept_id, 1)
    clock.move_to("2026-09-25T08:00:00Z")
    customers.feel_pulse(workspace, merged_id, 3)
    clock.move_to("2026-09-28T08:00:00Z")
    customers.feel_pulse(workspace, merged_id, None)
    assert merging.merge(workspace, kept_id, merged_id).pulse is None


def test_of_two_stages_set_by_hand_the_later_holds_and_none_sets_nothing_free(
    workspace: Workspace, clock: FixedClock
) -> None:
    kept_id, merged_id = two(workspace)
    stages.pin(workspace, kept_id, "loyal")
    clock.move_to("2026-09-25T08:00:00Z")
    stages.pin(workspace, merged_id, "lost")
    assert merging.merge(workspace, kept_id, merged_id).stage_pin == "lost"
    journal.undo(workspace)
    clock.move_to("2026-09-26T08:00:00Z")
    stages.pin(workspace, merged_id, None)
    clock.move_to("2026-09-30T08:00:00Z")
    assert merging.merge(workspace, kept_id, merged_id).stage_pin == "loyal"
    last = workspace.row("SELECT stage, pinned_on FROM pinned_stage ORDER BY id DESC")
    assert last is not None
    assert tuple(last) == ("loyal", "2026-09-30")
