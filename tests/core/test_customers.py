"""Customers: added, found, changed, hidden."""

from __future__ import annotations

import pytest

from core.clock import FixedClock
from core.errors import RefusedInput
from core.people import customers, visits
from core.people.customers import CustomerFilter, NewCustomer
from core.people.visits import NewVisit
from core.store import journal, settings
from core.store.workspace import Workspace


def names(workspace: Workspace, **how: object) -> list[str]:
    return [line.customer.name for line in customers.find(workspace, **how)]  # type: ignore[arg-type]


def test_three_letters_without_diacritics_find_a_customer(workspace: Workspace) -> None:
    customers.add(workspace, NewCustomer("Žaneta Kučerová", phone="+420 777 123 456"))
    customers.add(workspace, NewCustomer("Petra Malá"))
    for typed in ("zan", "KUC", "žan kuč", "777"):
        assert [c.name for c in customers.matching(workspace, typed)] == ["Žaneta Kučerová"]
    assert customers.matching(workspace, "") == []


@pytest.mark.parametrize("name", ["", "   ", "\u200b\x00"])
def test_a_customer_needs_a_name(workspace: Workspace, name: str) -> None:
    with pytest.raises(RefusedInput) as refused:
        customers.add(workspace, NewCustomer(name))
    assert refused.value.problems[0].field == "name"
    assert customers.count(workspace) == 0


def test_something_that_is_no_e_mail_address_is_refused_with_a_sentence(
    workspace: Workspace,
) -> None:
    with pytest.raises(RefusedInput) as refused:
        customers.add(workspace, NewCustomer("Jana", email="jana at home"))
    assert refused.value.text() == "“jana at home” is not an e-mail address."


def test_the_list_follows_the_dictionary_of_the_shops_language(workspace: Workspace) -> None:
    for name in ("Chalupová", "Cibulková", "Hanáková", "Čermáková"):
        customers.add(workspace, NewCustomer(name))
    settings.put(workspace, settings.LANGUAGE, "cs")
    assert names(workspace) == ["Cibulková", "Čermáková", "Hanáková", "Chalupová"]
    settings.put(workspace, settings.LANGUAGE, "en")
    assert names(workspace) == ["Čermáková", "Chalupová", "Cibulková", "Hanáková"]


def test_names_sort_and_are_found_as_before_when_a_language_is_undone(
    workspace: Workspace,
) -> None:
    for name in ("Cibulková", "Čermáková"):
        customers.add(workspace, NewCustomer(name))
    settings.put(workspace, settings.LANGUAGE, "cs")
    journal.undo(workspace)
    assert names(workspace) == ["Čermáková", "Cibulková"]
    assert customers.find_named(workspace, "Čermáková") is not None


def test_a_list_row_counts_visit_days_and_adds_up_what_was_spent(workspace: Workspace) -> None:
    jana = customers.add(workspace, NewCustomer("Jana"))
    today = workspace.clock.today()
    for amount in (100, 250, -50):
        visits.record(workspace, NewVisit(jana.id, today, "Cut", amount))
    visits.record(workspace, NewVisit(jana.id, today.replace(year=2027), "Cut", 999))
    (line,) = customers.find(workspace)
    assert (line.visits, line.spend_minor, line.last_visit_on) == (1, 300, today)


@pytest.mark.parametrize("sort", ["name", "spend"])
def test_a_day_with_nothing_but_a_refund_is_no_visit_and_other_money_is_not_added(
    workspace: Workspace, sort: str
) -> None:
    jana = customers.add(workspace, NewCustomer("Jana"))
    today = workspace.clock.today()
    earlier = today.replace(day=1)
    visits.record(workspace, NewVisit(jana.id, earlier, "Cut", 900))
    visits.record(workspace, NewVisit(jana.id, today, "Cut", -200))
    settings.put(workspace, settings.CURRENCY, "EUR")
    visits.record(workspace, NewVisit(jana.id, earlier, "Cut", 40))
    settings.put(workspace, settings.CURRENCY, "CZK")
    (line,) = customers.find(workspace, sort=sort)
    assert (line.visits, line.spend_minor, line.last_visit_on) == (1, 700, earlier)


def test_slices_make_up_the_whole_in_every_order(workspace: Workspace) -> None:
    for number in range(25):
        customers.add(workspace, NewCustomer(f"Name {number % 7}"))
    for sort in customers.SORTS:
        whole = [line.customer.id for line in customers.find(workspace, sort=sort)]
        slices = [
            line.customer.id
            for offset in range(0, 25, 4)
            for line in customers.find(workspace, sort=sort, offset=offset, limit=4)
        ]
        assert slices == whole
        assert sorted(whole) == list(range(1, 26))


def test_a_hidden_customer_leaves_the_lists_and_comes_back(workspace: Workspace) -> None:
    jana = customers.add(workspace, NewCustomer("Jana"))
    customers.archive(workspace, jana.id)
    assert names(workspace) == []
    assert customers.matching(workspace, "jan") == []
    assert names(workspace, wanted=CustomerFilter(archived=True)) == ["Jana"]
    customers.bring_back(workspace, jana.id)
    assert names(workspace) == ["Jana"]


def test_a_changed_customer_keeps_what_was_not_changed(workspace: Workspace) -> None:
    jana = customers.add(workspace, NewCustomer("Jana Nováková", phone="777", note="Likes tea"))
    changed = customers.with_note(workspace, jana.id, "Likes coffee")
    assert (changed.name, changed.phone, changed.note) == ("Jana Nováková", "777", "Likes coffee")


def test_the_owners_feeling_carries_its_day(workspace: Workspace, clock: FixedClock) -> None:
    jana = customers.add(workspace, NewCustomer("Jana"))
    customers.feel_pulse(workspace, jana.id, 3)
    assert customers.get(workspace, jana.id).pulse_on == clock.today()
    customers.feel_pulse(workspace, jana.id, None)
    assert customers.get(workspace, jana.id).pulse_on is None
    with pytest.raises(RefusedInput):
        customers.feel_pulse(workspace, jana.id, 9)


def test_a_typed_name_means_the_one_it_fits_and_is_refused_otherwise(workspace: Workspace) -> None:
    nobody = "Nobody here is called “{name}”."
    anna = customers.add(workspace, NewCustomer("Anna Malá"))
    customers.add(workspace, NewCustomer("Anna Malátová"))
    assert customers.meant(workspace, "anna mala", nobody) == anna
    for typed, sentence in (("Ann", "Several customers fit “Ann”."), ("Zora", "Nobody here")):
        with pytest.raises(RefusedInput) as refused:
            customers.meant(workspace, typed, nobody)
        assert refused.value.text().startswith(sentence)
