"""Customers from a file: known ones are brought up to date, new ones added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.exchange import words
from core.exchange.cells import BadRow, Cells, Person
from core.exchange.directory import Directory
from core.exchange.plan import Plan
from core.exchange.takers import Outcome, Taken
from core.exchange.values import yes_or_no
from core.i18n import N_
from core.measures.factors import PULSES
from core.measures.stage import STAGES
from core.people import customers, stages
from core.text import fold, joined_lines

if TYPE_CHECKING:
    from core.store.workspace import Workspace
    from core.store.write import Write

_CONSENTS = {"consent_email": "email", "consent_sms": "sms"}
_CONSENT_COLUMNS = ("customer_id", "channel", "state", "since_on", "source")
_COLUMNS = (
    "reference, name, first_name, phone, email, language, born_on, joined_on, note, "
    "stage_pin, pulse, pulse_on, "
    "(SELECT max(set_on) FROM pulse WHERE customer_id = customer.id) AS felt_on"
)


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """A row of a list of customers; a blank consent is no consent row at all."""

    person: Person
    language: str
    born_on: str | None
    joined_on: str | None
    note: str
    consents: tuple[tuple[str, str], ...]
    # What only an export of ours tells: columns and their values.
    own: tuple[tuple[str, Any], ...] = ()

    @property
    def content(self) -> str:
        """What tells this row from every other."""
        person = self.person
        parts = [
            person.reference,
            person.name,
            person.email,
            person.phone,
            self.language,
            self.born_on or "",
            self.joined_on or "",
            self.note,
            *(f"{what}={said}" for what, said in (*self.consents, *self.own)),
        ]
        return "\x1f".join(parts)


class CustomersIn:
    """Brings customers in."""

    chunk_size = 2000

    def __init__(self, workspace: Workspace, write: Write, plan: Plan, people: Directory) -> None:
        self._write, self._people, self._cells = write, people, Cells(plan)
        self._today = workspace.clock.today()
        self._source = f"{plan.layout.source}: {plan.table.path.name}"
        self._consents: list[tuple[Any, ...]] = []
        self._told: list[tuple[int, dict[str, Any]]] = []

    def read(self, cells: list[str]) -> CustomerRow:
        """What a row says. Raises BadRow."""
        read = self._cells
        person = read.person(cells)
        if not person:
            raise BadRow(N_("There is no name, e-mail or phone in this row."))
        born_on, born = read.past_day(cells, "born_on", self._today)
        joined_on, joined = read.past_day(cells, "joined_on", self._today)
        said, unsaid = self._said(cells)
        language, tongue = self._language(cells)
        return CustomerRow(
            person,
            language,
            born_on.isoformat() if born_on else None,
            joined_on.isoformat() if joined_on else None,
            "\n".join(filter(None, (read.note(cells), born, joined, tongue, *unsaid))),
            said,
            self._own(cells),
        )

    def _own(self, cells: list[str]) -> tuple[tuple[str, Any], ...]:
        """The stage set by hand and the owner's own feeling, with the day of it."""
        stage, pulse = self._cells.text(cells, "stage_pin"), self._cells.text(cells, "pulse")
        own: list[tuple[str, Any]] = [("stage_pin", stage)] if stage in STAGES else []
        felt = self._cells.moment(cells, "pulse_on") if pulse else None
        if felt is not None and pulse in map(str, PULSES):
            own += [("pulse", int(pulse)), ("pulse_on", felt.day.isoformat())]
        return tuple(own)

    def _language(self, cells: list[str]) -> tuple[str, str]:
        """One of our languages, or the line of the note for another."""
        text = self._cells.text(cells, "language")
        found = words.LANGUAGES.get(fold(text), "")
        return found, "" if found or not text else self._cells.named(cells, "language")

    def _said(self, cells: list[str]) -> tuple[tuple[tuple[str, str], ...], list[str]]:
        """The consents, and lines for the note where they are in words that are not ours."""
        said, unsaid = [], []
        for field, channel in _CONSENTS.items():
            answer = yes_or_no(self._cells.text(cells, field))
            if answer is not None:
                said.append((channel, "yes" if answer else "no"))
            else:
                unsaid.append(self._cells.named(cells, field))
        return tuple(said), unsaid

    def take(self, row: CustomerRow) -> Taken:
        """Add the customer, or bring a known one up to date. Raises BadRow."""
        known = self._people.find(row.person)
        if known is None:
            customer_id = self._people.add(
                row.person,
                language=row.language,
                born_on=row.born_on,
                joined_on=row.joined_on,
                note=row.note,
            )
            self._consent(customer_id, row, {})
            if row.own:
                self._told.append((customer_id, dict(row.own)))
            return Taken(Outcome.CREATED, "customer", customer_id)
        if known >= self._people.first_waiting:
            self.flush()
        changed = self._bring_up_to_date(known, row)
        outcome = Outcome.UPDATED if changed else Outcome.SKIPPED
        return Taken(outcome, "customer", known)

    def _bring_up_to_date(self, customer_id: int, row: CustomerRow) -> bool:
        """What the file says goes before what was known; what it leaves blank stays."""
        before = self._write.execute(
            f"SELECT {_COLUMNS} FROM customer WHERE id = ?", [customer_id]
        ).fetchone()
        person = row.person
        said = {
            "reference": person.reference,
            "name": person.name,
            "phone": person.phone,
            "email": person.email,
            "language": row.language,
            "born_on": row.born_on,
            "joined_on": row.joined_on,
            "note": joined_lines(before["note"], row.note),
            **_newer(dict(row.own), before),
        }
        changes = {
            name: value
            for name, value in said.items()
            if value
            and value != before[name]
            and not self._people.is_former(customer_id, name, value)
        }
        if "name" in changes:
            changes |= self._people.naming(person)
        consented = self._consent(customer_id, row, self._held(customer_id))
        if changes:
            self._write.update("customer", customer_id, **changes)
            self._keep_since(customer_id, dict(before) | changes, changes)
            now = dict(before) | changes
            self._people.learn(
                customer_id,
                Person(
                    now["reference"] or "", now["name"], "", now["email"] or "", now["phone"] or ""
                ),
            )
        return bool(changes) or consented

    def _held(self, customer_id: int) -> dict[str, str]:
        rows = self._write.execute(
            "SELECT channel, state FROM consent WHERE customer_id = ? ORDER BY since_on, id",
            [customer_id],
        )
        return {row[0]: row[1] for row in rows}

    def _consent(self, customer_id: int, row: CustomerRow, held: dict[str, str]) -> bool:
        new = [pair for pair in row.consents if held.get(pair[0], "unknown") != pair[1]]
        for channel, state in new:
            self._consents.append(
                (customer_id, channel, state, self._today.isoformat(), self._source)
            )
        return bool(new)

    def flush(self) -> None:
        """Write new customers and consents."""
        self._people.flush()
        if self._consents:
            self._write.insert_many("consent", _CONSENT_COLUMNS, self._consents)
            self._consents.clear()
        for customer_id, told in self._told:
            self._write.update("customer", customer_id, **told)
            self._keep_since(customer_id, told, told)
        self._told.clear()

    def _keep_since(self, customer_id: int, now: dict[str, Any], changes: dict[str, Any]) -> None:
        """Keep the day of a stage set by hand and of a feeling, as if said here."""
        if "stage_pin" in changes:
            today = self._today.isoformat()
            stages.keep(self._write, customer_id, now["stage_pin"], today)
        if "pulse" in changes or "pulse_on" in changes:
            customers.keep_pulse(self._write, customer_id, now["pulse"], now["pulse_on"])

    def close(self) -> None:
        """Nothing is left to do: every row stands for itself."""


def _newer(own: dict[str, Any], before: Any) -> dict[str, Any]:
    """What an export tells, without a feeling older than what was noted here."""
    if (own.get("pulse_on") or "") < (before["felt_on"] or before["pulse_on"] or ""):
        own = {name: value for name, value in own.items() if not name.startswith("pulse")}
    return own
