"""Two records of one customer become one, nothing is lost, and undo parts them exactly."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.clock import FixedClock
from core.errors import KnownError, Missing, RefusedInput
from core.exchange import erase, imports
from core.people import (
    checkins,
    consents,
    customers,
    duplicates,
    goals,
    merging,
    snoozes,
    stages,
    touchpoints,
    visits,
)
from core.people.consents import NewConsent
from core.people.customers import CustomerFilter, NewCustomer
from core.people.touchpoints import NewTouchpoint
from core.people.visits import NewVisit
from core.store import backup, check, journal, recovery
from core.store.schema import DERIVED
from core.store.workspace import Workspace
from core.voice import feedback, replies, suggestions, surveys
from core.voice.feedback import NewFeedback
from core.voice.surveys import NewQuestion, NewSubmission, NewSurvey
from tests.core.twice import two

NOT_COMPARED = DERIVED | {"journal", "journal_image"}


def everything(workspace: Workspace) -> dict[str, list[tuple[Any, ...]]]:
    """Every table of the shop, to compare before and after."""
    nouns = workspace.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {
        noun: [tuple(row) for row in workspace.rows(f"SELECT * FROM {noun} ORDER BY id")]
        for (noun,) in nouns
        if not noun.startswith(("_", "sqlite")) and "_search" not in noun
        and noun not in NOT_COMPARED
    }  # fmt: skip


# -- particulars ------------------------------------------------------------------------


def test_the_kept_one_says_what_both_knew(workspace: Workspace) -> None:
    kept_id, merged_id = two(workspace)
    foreseen = merging.preview(workspace, kept_id, merged_id)
    jana = merging.merge(workspace, kept_id, merged_id)
    assert customers.as_new(jana) == foreseen
    assert (jana.name, jana.phone, jana.reference) == ("Jana Nováková", "+420 777 123 456", "12")
    assert (jana.email, jana.born_on) == ("jana@example.com", date(1980, 5, 17))
    assert jana.joined_on == date(2020, 1, 2)
    assert jana.note.split("\n") == [
        "Loves tea",
        "Allergic to henna",
        "Also known: Novakova Jana, 602111222, F-8",
    ]
    assert customers.count(workspace) == 1


def test_what_else_she_was_known_by_is_kept(workspace: Workspace) -> None:
    kept_id, merged_id = two(workspace)
    merging.merge(workspace, kept_id, merged_id)
    (known,) = merging.also_known(workspace, kept_id)
    assert (known.name, known.phone) == ("Novakova Jana", "602111222")
    assert (known.reference, known.email) == ("F-8", "jana@example.com")
    assert known.merged_at == workspace.clock.now()


@pytest.mark.parametrize("typed", ["602111222", "F-8", "novakova", "henna", "jana@example.com"])
def test_search_finds_her_by_what_either_record_said(workspace: Workspace, typed: str) -> None:
    kept_id, merged_id = two(workspace)
    merging.merge(workspace, kept_id, merged_id)
    assert [each.id for each in customers.matching(workspace, typed)] == [kept_id]
    assert [line.id for line in customers.find(workspace, CustomerFilter(typed))] == [kept_id]


def test_the_same_number_written_differently_needs_no_line_in_the_note(
    workspace: Workspace,
) -> None:
    kept = customers.add(workspace, NewCustomer("Jana Nováková", phone="+420 777 123 456"))
    merged = customers.add(workspace, NewCustomer("jana novakova", phone="777123456"))
    assert merging.merge(workspace, kept.id, merged.id).note == ""


def test_one_line_of_the_note_says_what_else_she_was_known_by_after_many_merges(
    workspace: Workspace,
) -> None:
    notes = ("Tea\nAlso known: Jana Malá", "", "Check-Ins: 0\nAlso known: J. N., Jana Malá")
    ids = [
        customers.add(workspace, NewCustomer(name, note=note)).id
        for name, note in zip(("Jana Nováková", "Janička", "Hana"), notes, strict=True)
    ]
    for other in ids[1:]:
        jana = merging.merge(workspace, ids[0], other)
    assert jana.note == "Tea\nCheck-Ins: 0\nAlso known: Jana Malá, Janička, J. N., Hana"


def test_the_owner_may_choose_what_the_one_record_says(workspace: Workspace) -> None:
    kept_id, merged_id = two(workspace)
    chosen = NewCustomer("Jana Dvořáková", phone="602111222", note="Just married")
    jana = merging.merge(workspace, kept_id, merged_id, chosen)
    assert (jana.name, jana.phone, jana.email) == ("Jana Dvořáková", "602111222", "")
    assert jana.note.startswith("Just married\nAlso known: Jana Nováková, +420 777 123 456, 12")
    names = {known.name for known in merging.also_known(workspace, kept_id)}
    assert names == {"Jana Nováková", "Novakova Jana"}


def test_a_choice_that_is_no_customer_is_refused_and_nothing_happens(
    workspace: Workspace,
) -> None:
    kept_id, merged_id = two(workspace)
    before = everything(workspace)
    with pytest.raises(RefusedInput):
        merging.merge(workspace, kept_id, merged_id, NewCustomer(""))
    assert everything(workspace) == before


# -- histories --------------------------------------------------------------------------


def test_both_histories_are_hers(workspace: Workspace) -> None:
    kept_id, merged_id = two(workspace)
    for customer_id in (kept_id, merged_id):
        visits.record(workspace, NewVisit(customer_id, date(2026, 9, customer_id), "Cut", 45000))
        touchpoints.record(workspace, NewTouchpoint(customer_id, "phone"))
        goals.set_goal(workspace, customer_id, f"Goal {customer_id}")
        feedback.log(workspace, NewFeedback("praise", "Lovely.", customer_id=customer_id))
    merging.merge(workspace, kept_id, merged_id)
    assert len(visits.of_customer(workspace, kept_id)) == 2
    assert len(goals.of_customer(workspace, kept_id)) == 2
    assert workspace.value("SELECT count(*) FROM feedback WHERE customer_id = ?", [kept_id]) == 2
    assert workspace.value("SELECT count(*) FROM touchpoint WHERE customer_id <> ?", [kept_id]) == 0


def test_two_voices_of_one_person_count_once_behind_a_suggestion(workspace: Workspace) -> None:
    kept_id, merged_id = two(workspace)
    said = [
        feedback.log(workspace, NewFeedback("suggestion", "Open later.", customer_id=each))
        for each in (kept_id, merged_id)
    ]
    idea = suggestions.suggest(
        workspace,
        suggestions.NewSuggestion("Late evening", feedback_ids=tuple(each.id for each in said)),
    )
    before = suggestions.get(workspace, idea.id).supporters
    merging.merge(workspace, kept_id, merged_id)
    assert (before, suggestions.get(workspace, idea.id).supporters) == (2, 1)


def test_the_shorter_checkin_and_the_later_snooze_stay(
    workspace: Workspace, clock: FixedClock
) -> None:
    kept_id, merged_id = two(workspace)
    today = clock.today()
    checkins.set_interval(workspace, merged_id, 30, "ring her")
    clock.move_to("2026-09-25T08:00:00Z")
    checkins.set_interval(workspace, kept_id, 60, "write to her")
    checkins.snooze(workspace, kept_id, today + timedelta(days=90))
    snoozes.snooze(workspace, kept_id, "visit", date(2026, 10, 1))
    snoozes.snooze(workspace, merged_id, "visit", date(2026, 11, 1))
    snoozes.snooze(workspace, merged_id, "winback", date(2026, 12, 1))
    merging.merge(workspace, kept_id, merged_id)
    checkin = checkins.get(workspace, kept_id)
    assert (checkin.interval_days, checkin.snoozed_until) == (30, None)
    assert checkin.due_on == today + timedelta(days=30)
    assert checkin.note == "write to her · ring her"
    resting = {row[0]: row[1] for row in workspace.rows("SELECT reason, until_on FROM snooze")}
    assert resting == {"visit": "2026-11-01", "winback": "2026-12-01"}


def test_whom_either_was_told_apart_from_stays_somebody_else(workspace: Workspace) -> None:
    kept_id, merged_id = two(workspace)
    others = [customers.add(workspace, NewCustomer(name)).id for name in ("Ida Malá", "Eva Malá")]
    duplicates.tell_apart(workspace, kept_id, others[0])
    duplicates.tell_apart(workspace, others[0], merged_id)
    duplicates.tell_apart(workspace, merged_id, others[1])
    duplicates.tell_apart(workspace, kept_id, merged_id)
    merging.merge(workspace, kept_id, merged_id)
    pairs = {tuple(row) for row in workspace.rows("SELECT one_id, other_id FROM told_apart")}
    assert pairs == {(kept_id, others[0]), (kept_id, others[1])}


def test_every_table_that_names_a_customer_is_thought_of(workspace: Workspace) -> None:
    """A new table with one row for each customer needs a rule, or the kept one's row stays."""
    ruled = {"checkin", "snooze", "told_apart", "health_snapshot"}
    nouns = workspace.rows(
        "SELECT DISTINCT owner.name FROM sqlite_master AS owner, "
        "pragma_foreign_key_list(owner.name) AS keys, pragma_index_list(owner.name) AS made, "
        "pragma_index_info(made.name) AS held "
        "WHERE owner.type = 'table' AND keys.\"table\" = 'customer' "
        'AND made."unique" AND held.name = keys."from"'
    )
    assert {noun for (noun,) in nouns} == ruled


# -- consents ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mine", "hers", "holds"),
    [
        ("yes", "no", "no"),
        ("no", "yes", "no"),
        ("yes", None, "yes"),
        (None, "yes", "yes"),
        ("unknown", "yes", "yes"),
        ("yes", "unknown", "yes"),
        (None, "no", "no"),
        ("no", "unknown", "no"),
        (None, None, "unknown"),
    ],
)
@pytest.mark.parametrize("mine_is_newer", [True, False])
def test_the_strictest_consent_holds(
    workspace: Workspace, mine: str | None, hers: str | None, holds: str, mine_is_newer: bool
) -> None:
    kept_id, merged_id = two(workspace)
    days = [date(2024, 1, 1), date(2025, 1, 1)]
    for customer_id, state, day in zip(
        (kept_id, merged_id), (mine, hers), days[::-1] if mine_is_newer else days, strict=True
    ):
        if state:
            consents.record(
                workspace, NewConsent(customer_id, "email", state, "A form", "May we?", day)
            )
    merging.merge(workspace, kept_id, merged_id)
    now = consents.current(workspace, kept_id)["email"]
    assert now.state == holds
    if holds != "unknown":
        assert "A form" in now.source
        assert now.wording == "May we?"
    told = workspace.value("SELECT count(*) FROM consent WHERE source = 'A form'")
    assert told == sum(state is not None for state in (mine, hers))
    assert consents.current(workspace, kept_id)["sms"].state == "unknown"


# -- undo -------------------------------------------------------------------------------


Act = Callable[[Workspace, int, int], object]
ACTS: dict[str, Act] = {
    "visit": lambda w, c, n: visits.record(w, NewVisit(c, date(2026, 1, 1 + n), "Cut", 100 * n)),
    "touchpoint": lambda w, c, n: touchpoints.record(w, NewTouchpoint(c, "phone", note=str(n))),
    "consent": lambda w, c, n: consents.record(
        w, NewConsent(c, "sms", ("yes", "no", "unknown")[n % 3], "Form", "", date(2025, 1, 1 + n))
    ),
    "checkin": lambda w, c, n: checkins.set_interval(w, c, 10 + n, f"note {n}"),
    "goal": lambda w, c, n: goals.set_goal(w, c, f"Goal {n}"),
    "snooze": lambda w, c, n: snoozes.snooze(
        w, c, ("visit", "health", "winback")[n % 3], date(2026, 10, 1 + n)
    ),
    "pulse": lambda w, c, n: customers.feel_pulse(w, c, 1 + n % 3),
    "no pulse": lambda w, c, n: customers.feel_pulse(w, c, None),
    "stage": lambda w, c, n: stages.pin(w, c, ("loyal", "lost", None)[n % 3]),
    "archive": lambda w, c, n: customers.archive(w, c),
    "note": lambda w, c, n: customers.with_note(w, c, f"Note {n}"),
    "feedback": lambda w, c, n: replies.draft(
        w, feedback.log(w, NewFeedback("complaint", f"Cold {n}.", customer_id=c)).id
    ),
    "answer": lambda w, c, n: _answered(w, c, n),
    "apart": lambda w, c, n: duplicates.tell_apart(w, c, 3 + n % 2),
    "merged": lambda w, c, n: merging.merge(
        w, c, customers.add(w, NewCustomer(f"Third {n}", phone=f"60100000{n}")).id
    ),
}


def _answered(workspace: Workspace, customer_id: int, number: int) -> None:
    survey = surveys.add(workspace, NewSurvey(f"S{number}", (NewQuestion("nps", "Recommend?"),)))
    answers: dict[int, int | str] = {survey.questions[0].id: number % 11}
    surveys.submit(workspace, NewSubmission(survey.id, answers, customer_id=customer_id))


histories = st.lists(
    st.tuples(st.sampled_from(sorted(ACTS)), st.booleans(), st.integers(0, 9)), max_size=14
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histories, st.booleans())
def test_undo_parts_two_histories_exactly_and_redo_joins_them_again(
    clock: FixedClock, history: list[tuple[str, bool, int]], swapped: bool
) -> None:
    with closing(Workspace.in_memory(clock=clock)) as shop:
        kept_id, merged_id = two(shop)[:: -1 if swapped else 1]
        for name in ("Ida Malá", "Eva Malá"):
            customers.add(shop, NewCustomer(name))
        for act, of_kept, number in history:
            ACTS[act](shop, kept_id if of_kept else merged_id, number)
        before = everything(shop)
        merging.merge(shop, kept_id, merged_id)
        after = everything(shop)
        assert after != before
        _says_the_same_as_its_days(shop, kept_id)
        assert [row for row in after["customer"] if row[0] == merged_id] == []
        for noun in ("visit", "touchpoint", "goal", "feedback", "submission"):
            assert len(after[noun]) == len(before[noun])
        assert shop.rows("PRAGMA foreign_key_check") == []
        undone = journal.undo(shop)
        assert undone is not None
        assert undone.label == "Customers merged"
        assert everything(shop) == before
        journal.redo(shop)
        assert everything(shop) == after


def _says_the_same_as_its_days(shop: Workspace, customer_id: int) -> None:
    """What the columns of a customer say is what the last of the kept days says."""
    her = customers.get(shop, customer_id)
    last = "WHERE customer_id = ? ORDER BY 2 DESC, id DESC LIMIT 1"
    pin = shop.row(f"SELECT stage, pinned_on FROM pinned_stage {last}", [customer_id])
    assert her.stage_pin == (pin["stage"] if pin else None)
    felt = shop.row(f"SELECT value, set_on FROM pulse {last}", [customer_id])
    assert (her.pulse or customers.NO_PULSE) == (felt["value"] if felt else customers.NO_PULSE)
    if her.pulse_on and felt:
        assert her.pulse_on.isoformat() == felt["set_on"]


def test_after_undo_both_are_found_again(workspace: Workspace) -> None:
    kept_id, merged_id = two(workspace)
    merging.merge(workspace, kept_id, merged_id)
    journal.undo(workspace)
    assert [each.id for each in customers.matching(workspace, "602111222")] == [merged_id]
    assert merging.also_known(workspace, kept_id) == []


# -- refusals and safety ----------------------------------------------------------------


def test_nobody_is_merged_with_herself_or_with_nobody(workspace: Workspace) -> None:
    kept_id, _merged_id = two(workspace)
    for act in (merging.merge, merging.preview):
        with pytest.raises(KnownError) as refused:
            act(workspace, kept_id, kept_id)
        assert refused.value.code == "same_customer"
        for pair in ((kept_id, 99), (99, kept_id), (99, 99)):
            with pytest.raises(Missing):
                act(workspace, *pair)


@pytest.fixture
def shop(tmp_path: Path, clock: FixedClock) -> Any:
    with closing(Workspace.open(tmp_path / "salon.regulars", create=True, clock=clock)) as made:
        yield made


def test_a_verified_backup_is_made_first(shop: Workspace) -> None:
    kept_id, merged_id = two(shop)
    merging.merge(shop, kept_id, merged_id)
    made = backup.latest(shop)
    assert made is not None
    assert made.reason == "merge"
    with closing(Workspace.open(made.path)) as copy:
        assert customers.count(copy) == 2


def test_without_a_backup_nothing_is_merged(
    shop: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept_id, merged_id = two(shop)

    def full(*_args: object, **_kwargs: object) -> object:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "mkdir", full)
    with pytest.raises(KnownError, match="backup_failed"):
        merging.merge(shop, kept_id, merged_id)
    assert customers.count(shop) == 2


# -- imports ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "row",
    [
        "F-8,,,,from Brno",
        ",Novakova Jana,,602 111 222,from Brno",
        ",Jana,,+420602111222,from Brno",
        ",Novakova Jana,jana@example.com,,from Brno",
        ",Novakova Jana,,,from Brno",
        "F-8,Novakova Jana,jana@example.com,602111222,from Brno",
    ],
)
def test_a_file_with_the_old_particulars_finds_the_kept_one(
    workspace: Workspace, tmp_path: Path, row: str
) -> None:
    kept_id, merged_id = two(workspace)
    before = merging.merge(workspace, kept_id, merged_id)
    path = tmp_path / "clients.csv"
    path.write_text(f"Client ID,Name,Email,Phone,Note\n{row}\n", encoding="utf-8")
    batch = imports.bring_in(workspace, path)
    assert (batch.created, batch.updated) == (0, 1)
    jana = customers.get(workspace, kept_id)
    assert jana.note.endswith("from Brno")
    # What she was known by before does not come back over what the shop calls her now.
    if "Jana," not in row.replace("Novakova Jana", ""):
        assert replace(jana, note="") == replace(before, note="")


def test_lines_that_were_brought_in_stay_brought_in(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "clients.csv"
    path.write_text(
        "Name,Phone\nJana Nováková,777123456\nNovakova Jana,602111222\n", encoding="utf-8"
    )
    imports.bring_in(workspace, path)
    merging.merge(workspace, 1, 2)
    assert imports.bring_in(workspace, path).skipped == 2
    rows = {row[0] for row in workspace.rows("SELECT row_id FROM import_line")}
    assert rows == {1}
    assert customers.count(workspace) == 1


def test_a_stranger_with_the_old_name_is_not_taken_for_her(
    workspace: Workspace, tmp_path: Path
) -> None:
    kept_id, merged_id = two(workspace)
    merging.merge(workspace, kept_id, merged_id)
    path = tmp_path / "clients.csv"
    path.write_text("Name,Phone\nNovakova Jana,731999888\n", encoding="utf-8")
    assert imports.bring_in(workspace, path).created == 1


# -- erasing ----------------------------------------------------------------------------

TRACES = (b"602111222", b"novakova", "Nováková".lower().encode(), b"jana@example.com", b"henna")


def test_an_erased_merged_customer_leaves_no_byte_behind(shop: Workspace) -> None:
    kept_id, merged_id = two(shop)
    merging.merge(shop, kept_id, merged_id)
    assert shop.path is not None
    assert all(trace in shop.path.read_bytes().lower() for trace in TRACES[:2])
    erase.erase_person(shop, kept_id)
    content = shop.path.read_bytes().lower()
    assert [trace for trace in TRACES if trace in content] == []
    assert check.problems(shop.path) == []


def test_a_backup_from_before_the_merge_revives_neither_record(
    shop: Workspace, clock: FixedClock
) -> None:
    kept_id, merged_id = two(shop)
    older = backup.make(shop, "asked")
    assert older is not None
    merging.merge(shop, kept_id, merged_id)
    clock.move_to("2026-09-22T08:00:00Z")
    erase.erase_person(shop, kept_id)
    path = shop.path
    assert path is not None
    shop.close()
    recovery.put_back(path, older.path, clock=clock)
    content = path.read_bytes().lower()
    assert [trace for trace in TRACES if trace in content] == []
    with closing(Workspace.open(path, clock=clock)) as back:
        assert customers.count(back) == 0
