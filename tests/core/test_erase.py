"""A person who asks to be forgotten leaves no byte behind."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from core.clock import FixedClock
from core.errors import KnownError, Missing
from core.exchange import erase, imports
from core.people import checkins, consents, customers, goals, touchpoints, visits
from core.people.consents import NewConsent
from core.people.customers import NewCustomer
from core.people.touchpoints import NewTouchpoint
from core.people.visits import NewVisit
from core.store import backup, check, journal, recovery
from core.store.workspace import Workspace
from core.voice import feedback, surveys
from core.voice.feedback import NewFeedback
from core.voice.surveys import NewQuestion, NewSubmission, NewSurvey

TRACES = (
    "Ludmila",
    "Havránková",
    "havrankova",
    "777 123 456",
    "ludmila@example.cz",
    "zebrafinch",
    "Nürnberg",
    "allergic",
)


@pytest.fixture
def shop(tmp_path: Path, clock: FixedClock) -> Iterator[Workspace]:
    workspace = Workspace.open(tmp_path / "salon.regulars", create=True, clock=clock)
    yield workspace
    workspace.close()


def _ludmila(shop: Workspace) -> int:
    customer = customers.add(
        shop,
        NewCustomer("Ludmila Havránková", phone="+420 777 123 456", email="ludmila@example.cz"),
    )
    customers.with_note(shop, customer.id, "allergic to henna, moves to Nürnberg")
    visits.record(shop, NewVisit(customer.id, date(2026, 9, 1), "Cut", 45000, note="allergic"))
    touchpoints.record(shop, NewTouchpoint(customer.id, "phone", note="Ludmila rang"))
    consents.record(shop, NewConsent(customer.id, "email", "yes", "Ludmila’s form"))
    checkins.set_interval(shop, customer.id, 30)
    goals.set_goal(shop, customer.id, "hair like a zebrafinch")
    feedback.log(
        shop,
        NewFeedback("complaint", "The zebrafinch colour washed out.", customer_id=customer.id),
    )
    survey = surveys.add(
        shop,
        NewSurvey("Autumn", (NewQuestion("nps", "Recommend?"), NewQuestion("text", "Why?"))),
    )
    answers = {survey.questions[0].id: 9, survey.questions[1].id: "zebrafinch"}
    surveys.submit(shop, NewSubmission(survey.id, answers, customer_id=customer.id))
    return customer.id


def _traces(path: Path) -> list[str]:
    content = path.read_bytes()
    folded = content.lower()
    return [trace for trace in TRACES if trace.lower().encode() in folded]


def test_every_trace_is_in_the_file_before_and_none_after(shop: Workspace) -> None:
    customer_id = _ludmila(shop)
    assert shop.path is not None
    assert _traces(shop.path)
    erase.erase_person(shop, customer_id)
    assert _traces(shop.path) == []
    assert check.problems(shop.path) == []


def test_the_others_and_the_figures_stay(shop: Workspace) -> None:
    other = customers.add(shop, NewCustomer("Vilma Tichá"))
    customer_id = _ludmila(shop)
    erase.erase_person(shop, customer_id)
    assert customers.get(shop, other.id).name == "Vilma Tichá"
    kept = shop.row("SELECT kind, polarity, body, customer_id FROM feedback")
    assert kept is not None
    assert (kept["kind"], kept["body"], kept["customer_id"]) == ("complaint", "", None)
    assert shop.value("SELECT number FROM answer") == 9
    assert customers.matching(shop, "Havr") == []


def test_it_cannot_be_undone(shop: Workspace) -> None:
    erase.erase_person(shop, _ludmila(shop))
    assert journal.undo(shop) is None


def test_the_guarding_backup_goes_with_the_person(shop: Workspace) -> None:
    customer_id = _ludmila(shop)
    erased = erase.erase_person(shop, customer_id)
    assert erased.backups == 0
    assert backup.all_of(shop) == []


def test_an_older_backup_does_not_revive_her(shop: Workspace, clock: FixedClock) -> None:
    customer_id = _ludmila(shop)
    older = backup.make(shop, "asked")
    assert older is not None
    clock.move_to("2026-09-22T08:00:00Z")
    assert erase.erase_person(shop, customer_id).backups == 1
    path = shop.path
    assert path is not None
    shop.close()
    recovery.put_back(path, older.path, clock=clock)
    assert _traces(path) == []
    back = Workspace.open(path, clock=clock)
    try:
        assert customers.count(back) == 0
        assert customers.add(back, NewCustomer("Nina Nová")).id > customer_id
    finally:
        back.close()


def test_the_same_file_does_not_bring_her_back(shop: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "clients.csv"
    path.write_text("Name,Email\nLudmila Havránková,ludmila@example.cz\n", encoding="utf-8")
    imports.bring_in(shop, path)
    customer_id = shop.value("SELECT id FROM customer")
    erase.erase_person(shop, customer_id)
    assert imports.bring_in(shop, path).skipped == 1
    assert customers.count(shop) == 0


def test_it_counts_where_others_wrote_her_name(shop: Workspace) -> None:
    customer_id = _ludmila(shop)
    customers.add(shop, NewCustomer("Vilma Tichá", note="friend of Ludmila Havránková"))
    assert erase.erase_person(shop, customer_id).mentions == 1


def test_listeners_hear_of_it(shop: Workspace) -> None:
    customer_id = _ludmila(shop)
    heard: list[frozenset[str]] = []
    shop.subscribe(lambda changes: heard.append(changes.nouns))
    erase.erase_person(shop, customer_id)
    assert {"customer", "visit", "feedback"} <= heard[-1]


def test_a_stranger_cannot_be_erased(shop: Workspace) -> None:
    with pytest.raises(Missing):
        erase.erase_person(shop, 99)


def test_a_full_disk_for_the_backup_leaves_everything(
    shop: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    customer_id = _ludmila(shop)

    def full(*_args: object, **_kwargs: object) -> object:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "mkdir", full)
    with pytest.raises(KnownError, match="backup_failed"):
        erase.erase_person(shop, customer_id)
    assert customers.get(shop, customer_id).name == "Ludmila Havránková"


def test_where_there_is_no_room_to_clear_the_file_nobody_is_erased(
    shop: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    customer_id = _ludmila(shop)
    assert shop.path is not None
    room = type(shutil.disk_usage(shop.path.parent))(10, 10, shop.path.stat().st_size)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: room)
    with pytest.raises(KnownError) as refused:
        erase.erase_person(shop, customer_id)
    assert refused.value.code == "disk_full"
    assert customers.get(shop, customer_id).name == "Ludmila Havránková"
    assert backup.all_of(shop) == []
