"""Customers: one record per person, whatever the channel."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from core.clock import iso, parse_day
from core.errors import Missing, Problem, RefusedInput, refuse
from core.i18n import LANGUAGES, N_
from core.measures.factors import PULSES
from core.people.counted import CAME, DONE, spend_in
from core.store import search, settings
from core.text import clean, first_name, fold, one_line, sort_key

if TYPE_CHECKING:
    from core.store.workspace import Workspace
    from core.store.write import Write

LONGEST_NAME = 200
_MOST_NAMESAKES = 50
# In the table of pulses: from that day on the owner had no feeling any more.
NO_PULSE = 0
SORTS = {
    "name": "customer.sort_name",
    "joined_on": "customer.joined_on",
    "last_visit_on": "seen.last_visit_on",
    "visits": "seen.visits",
    "spend": "seen.spend_minor",
    "score": "health.score",
}
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True, slots=True)
class NewCustomer:
    """What a form gives. `first_name` is taken from `name` where it is empty."""

    name: str
    first_name: str = ""
    reference: str = ""
    phone: str = ""
    email: str = ""
    language: str = ""
    born_on: date | None = None
    joined_on: date | None = None
    note: str = ""

    def problems(self) -> list[Problem]:
        """What keeps this from being a customer."""
        found = []
        if not one_line(self.name):
            found.append(Problem("name", N_("A customer needs a name.")))
        if len(self.name) > LONGEST_NAME:
            found.append(Problem("name", N_("This name is too long.")))
        if self.email and not EMAIL.fullmatch(self.email.strip()):
            found.append(
                Problem("email", N_("“{value}” is not an e-mail address."), {"value": self.email})
            )
        if self.language and self.language not in LANGUAGES:
            found.append(Problem("language", N_("Please choose one of the languages.")))
        return found


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer as the store knows her."""

    id: int
    name: str
    first_name: str
    reference: str
    phone: str
    email: str
    language: str
    born_on: date | None
    joined_on: date | None
    note: str
    stage_pin: str | None
    pulse: int | None
    pulse_on: date | None
    archived: bool


@dataclass(frozen=True, slots=True)
class CustomerLine:
    """A customer with the figures of a list row; `score` is the last snapshot's.

    `visits` are days, `spend_minor` is in minor units of the shop's currency.
    """

    customer: Customer
    visits: int
    spend_minor: int
    last_visit_on: date | None
    score: float | None
    band: str | None

    @property
    def id(self) -> int:
        """The customer's own id, by which a list selects her."""
        return self.customer.id


@dataclass(frozen=True, slots=True)
class CustomerFilter:
    """Which customers a list shows."""

    text: str = ""
    band: str | None = None
    archived: bool = False


def add(workspace: Workspace, new: NewCustomer) -> Customer:
    """Add a customer. Raises RefusedInput."""
    refuse(new.problems())
    with workspace.write(N_("Customer added")) as write:
        customer_id = write.insert(
            "customer",
            **_columns(new, settings.get(workspace, settings.LANGUAGE)),
            created_at=iso(workspace.clock.now()),
        )
    return get(workspace, customer_id)


def change(workspace: Workspace, customer_id: int, new: NewCustomer) -> Customer:
    """Give a customer other particulars. Raises RefusedInput, Missing."""
    refuse(new.problems())
    with workspace.write(N_("Customer changed")) as write:
        columns = _columns(new, settings.get(workspace, settings.LANGUAGE))
        write.update("customer", customer_id, **columns)
    return get(workspace, customer_id)


def archive(workspace: Workspace, customer_id: int) -> None:
    """Hide a customer from the lists; nothing is deleted. Raises Missing.

    Who is hidden already stays hidden since the day on which it happened.
    """
    with workspace.write(N_("Customer hidden")) as write:
        if get(workspace, customer_id).archived:
            return
        write.update("customer", customer_id, archived_at=iso(workspace.clock.now()))


def bring_back(workspace: Workspace, customer_id: int) -> None:
    """Show a hidden customer again. Raises Missing."""
    with workspace.write(N_("Customer shown again")) as write:
        write.update("customer", customer_id, archived_at=None)


def feel_pulse(workspace: Workspace, customer_id: int, pulse: int | None) -> None:
    """Note the owner's own feeling about a customer, one of PULSES, or None for none.

    Earlier feelings stay, so that a past day can be told as it was. Raises RefusedInput, Missing.
    """
    if pulse is not None and pulse not in PULSES:
        refuse([Problem("pulse", N_("Please choose one of the three faces."))])
    today = workspace.clock.today().isoformat()
    with workspace.write(N_("Your feeling noted")) as write:
        if pulse is None and get(workspace, customer_id).pulse is None:
            return
        on = None if pulse is None else today
        write.update("customer", customer_id, pulse=pulse, pulse_on=on)
        keep_pulse(write, customer_id, pulse, today)


def keep_pulse(write: Write, customer_id: int, pulse: int | None, on: str) -> None:
    """Keep since when (YYYY-MM-DD) a feeling holds; the customer's own columns say it now."""
    value = NO_PULSE if pulse is None else pulse
    write.insert("pulse", customer_id=customer_id, value=value, set_on=on)


def get(workspace: Workspace, customer_id: int) -> Customer:
    """One customer. Raises Missing."""
    row = workspace.row("SELECT * FROM customer WHERE id = ?", [customer_id])
    if row is None:
        raise Missing("customer", customer_id)
    return from_row(row)


def find_named(workspace: Workspace, name: str) -> Customer | None:
    """The customer with exactly this name (case and spaces forgiven), or None."""
    wanted = one_line(name)
    row = workspace.row(
        "SELECT * FROM customer WHERE sort_name = ? AND archived_at IS NULL ORDER BY id LIMIT 1",
        [sort_key(wanted, settings.get(workspace, settings.LANGUAGE))],
    )
    return from_row(row) if row else None


def matching(workspace: Workspace, text: str, limit: int = 8) -> list[Customer]:
    """The customers whose names or numbers begin with the typed words, by name."""
    found = search.matching("customer", text)
    if found is None:
        return []
    ids, params = found
    rows = workspace.rows(
        f"SELECT * FROM customer WHERE id IN ({ids}) AND archived_at IS NULL "
        "ORDER BY sort_name LIMIT ?",
        [*params, limit],
    )
    return [from_row(row) for row in rows]


def named(workspace: Workspace, typed: str) -> list[Customer]:
    """The customers whom a typed name can mean: it holds no word that the name lacks.

    A name that is typed in full means nobody else; case and diacritics are forgiven.
    """
    words = set(fold(typed).replace(",", " ").split())
    if not words:
        return []
    close = matching(workspace, typed, limit=_MOST_NAMESAKES)
    fitting = [each for each in close if words <= set(fold(each.name).replace(",", " ").split())]
    return [each for each in fitting if fold(each.name) == fold(typed)] or fitting


def meant(workspace: Workspace, typed: str, nobody: str) -> Customer:
    """The one customer whom a name that was typed but not picked can mean, or its beginning.

    Raises RefusedInput: when several fit, or with the sentence `nobody` ({name}) when none does.
    """
    found = named(workspace, typed) or matching(workspace, typed)
    if len(found) == 1:
        return found[0]
    several = N_("Several customers fit “{name}”. Choose one from the list.")
    raise RefusedInput([Problem("customer", several if found else nobody, {"name": typed})])


def find(
    workspace: Workspace,
    wanted: CustomerFilter = CustomerFilter(),
    *,
    sort: str = "name",
    descending: bool = False,
    offset: int = 0,
    limit: int = 100,
) -> list[CustomerLine]:
    """A slice of the customers, sorted by one of SORTS."""
    places, params = _places(wanted, sort, descending)
    rows = workspace.rows(
        f"SELECT customer.*, {_COLUMNS} FROM customer "
        f"JOIN ({places} ORDER BY place LIMIT ? OFFSET ?) AS slice ON slice.id = customer.id "
        f"{_HEALTH} ORDER BY slice.place",
        [settings.get(workspace, settings.CURRENCY), *params, limit, offset],
    )
    return [_line(row) for row in rows]


def count(workspace: Workspace, wanted: CustomerFilter = CustomerFilter()) -> int:
    """How many customers the filter shows."""
    where, params = _where(wanted)
    return int(workspace.value(f"SELECT count(*) FROM customer {_HEALTH} {where}", params))


def place(
    workspace: Workspace,
    customer_id: int,
    wanted: CustomerFilter = CustomerFilter(),
    *,
    sort: str = "name",
    descending: bool = False,
) -> int | None:
    """How many stand before a customer in the list as `find` orders it; None if not in it."""
    places, params = _places(wanted, sort, descending)
    found = workspace.row(
        f"SELECT place - 1, ?1 FROM ({places}) WHERE id = ?",
        [settings.get(workspace, settings.CURRENCY), *params, customer_id],
    )
    return None if found is None else int(found[0])


def _places(wanted: CustomerFilter, sort: str, descending: bool) -> tuple[str, list[Any]]:
    """The ids of the customers wanted, each with its place from 1, and what the query asks."""
    where, params = _where(wanted)
    order = "DESC" if descending else "ASC"
    # Nobody's visits are added up here, unless the order itself needs everybody's.
    seen = _SEEN if SORTS[sort].startswith("seen.") else ""
    return (
        f"SELECT customer.id, row_number() OVER (ORDER BY {SORTS[sort]} {order} NULLS LAST, "
        f"customer.sort_name, customer.id) AS place FROM customer {seen} {_HEALTH} {where}",
        params,
    )


# The shop's currency is the first parameter of the whole query.
_SPEND = spend_in("?1")
_OF_HER = "FROM visit WHERE visit.customer_id = customer.id AND"
_COLUMNS = f"""(SELECT count(DISTINCT visited_on) {_OF_HER} {CAME}) AS visits,
    (SELECT sum({_SPEND}) {_OF_HER} {DONE}) AS spend_minor,
    (SELECT max(visited_on) {_OF_HER} {CAME}) AS last_visit_on, health.score, health.band"""
_SEEN = f"""LEFT JOIN (
        SELECT customer_id, count(DISTINCT visited_on) FILTER (WHERE {CAME}) AS visits,
            sum({_SPEND}) AS spend_minor, max(visited_on) FILTER (WHERE {CAME}) AS last_visit_on
        FROM visit WHERE {DONE} GROUP BY customer_id
    ) AS seen ON seen.customer_id = customer.id"""
_HEALTH = """LEFT JOIN health_snapshot AS health ON health.customer_id = customer.id
        AND health.taken_on = (SELECT max(taken_on) FROM health_snapshot)"""


def _where(wanted: CustomerFilter) -> tuple[str, list[Any]]:
    parts = ["customer.archived_at IS " + ("NOT NULL" if wanted.archived else "NULL")]
    params: list[Any] = []
    found = search.matching("customer", wanted.text)
    if found:
        ids, search_params = found
        parts.append(f"customer.id IN ({ids})")
        params += search_params
    if wanted.band:
        parts.append("health.band = ?")
        params.append(wanted.band)
    return "WHERE " + " AND ".join(parts), params


def _columns(new: NewCustomer, shop_language: str) -> dict[str, Any]:
    name = one_line(new.name)
    return {
        "reference": one_line(new.reference) or None,
        "name": name,
        "first_name": one_line(new.first_name) or first_name(name),
        "sort_name": sort_key(name, shop_language),
        "phone": one_line(new.phone) or None,
        "email": one_line(new.email) or None,
        "language": new.language or None,
        "born_on": new.born_on.isoformat() if new.born_on else None,
        "joined_on": new.joined_on.isoformat() if new.joined_on else None,
        "note": clean(new.note) or None,
    }


def as_new(customer: Customer) -> NewCustomer:
    """A customer's particulars as a form edits them."""
    names = NewCustomer.__dataclass_fields__
    return NewCustomer(**{k: v for k, v in asdict(customer).items() if k in names})


def with_note(workspace: Workspace, customer_id: int, note: str) -> Customer:
    """Replace a customer's note. Raises Missing."""
    return change(workspace, customer_id, replace(as_new(get(workspace, customer_id)), note=note))


def from_row(row: sqlite3.Row) -> Customer:
    """A customer from a row that holds every column of the table."""
    return Customer(
        id=row["id"],
        name=row["name"],
        first_name=row["first_name"],
        reference=row["reference"] or "",
        phone=row["phone"] or "",
        email=row["email"] or "",
        language=row["language"] or "",
        born_on=parse_day(row["born_on"]),
        joined_on=parse_day(row["joined_on"]),
        note=row["note"] or "",
        stage_pin=row["stage_pin"],
        pulse=row["pulse"],
        pulse_on=parse_day(row["pulse_on"]),
        archived=row["archived_at"] is not None,
    )


def _line(row: sqlite3.Row) -> CustomerLine:
    return CustomerLine(
        customer=from_row(row),
        visits=row["visits"] or 0,
        spend_minor=row["spend_minor"] or 0,
        last_visit_on=parse_day(row["last_visit_on"]),
        score=row["score"],
        band=row["band"],
    )
