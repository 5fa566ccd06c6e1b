"""Making one customer of two records: both histories stay, and undo parts them again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from core.clock import iso, parse_instant
from core.errors import KnownError, refuse
from core.i18n import N_, _
from core.people import consents, customers, merged_rows, merged_views, phones
from core.people.customers import Customer, NewCustomer
from core.store import backup, settings
from core.text import fold, joined_lines

if TYPE_CHECKING:
    from core.store.workspace import Workspace
    from core.store.write import Write

_KNOWN_BY = ("name", "phone", "email", "reference")
_NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class AlsoKnown:
    """Under what a customer was known before her records were merged; "" for nothing."""

    id: int
    reference: str
    name: str
    phone: str
    email: str
    merged_at: datetime


def preview(
    workspace: Workspace, kept_id: int, merged_id: int, chosen: Mapping[str, Any] | None = None
) -> NewCustomer:
    """What the one record would say: the kept one's particulars, filled from the merged one.

    `chosen` are particulars that the owner took from either side, by their names.
    The earlier day of joining counts. A second name, phone, e-mail or number goes into a line
    of the note, where search finds it. Raises Missing, KnownError `same_customer`.
    """
    kept, merged = _both(workspace, kept_id, merged_id)
    return _together(kept, merged, settings.get(workspace, settings.COUNTRY), chosen or {})


def merge(
    workspace: Workspace, kept_id: int, merged_id: int, particulars: NewCustomer | None = None
) -> Customer:
    """Make one customer of two, behind a verified backup; undo parts them again.

    Everything that belongs to the merged one moves to the kept one. The shorter check-in, the
    later snooze, the newer pulse and pin and, for each channel, the strictest consent hold.
    `particulars` are what the owner chose instead of the `preview`; what they leave out of
    both records' names and numbers stays in `also_known`, by which later imports find her.
    Raises Missing, RefusedInput, KnownError `same_customer`, `backup_failed`, `disk_full`;
    then nothing was changed.
    """
    kept, merged = _both(workspace, kept_id, merged_id)
    chosen = particulars or _together(kept, merged, settings.get(workspace, settings.COUNTRY))
    refuse(chosen.problems())
    backup.make(workspace, "merge")
    with workspace.write(N_("Customers merged")) as write:
        # Once more: someone else may have been quicker while the backup was made.
        kept, merged = _both(workspace, kept_id, merged_id)
        said = [consents.current(workspace, each) for each in (kept_id, merged_id)]
        rest = _unasked(workspace, kept_id, merged_id)
        views = merged_views.together(workspace, kept_id, merged_id)
        merged_rows.move(workspace, write, kept_id, merged_id)
        _remember(workspace, write, kept, merged, chosen)
        write.delete("customer", merged_id)
        write.update("customer", kept_id, **rest, **views._asdict())
        merged_views.keep(workspace, write, kept_id, views)
        country = settings.get(workspace, settings.COUNTRY)
        customers.change(workspace, kept_id, _findable(chosen, kept, merged, country))
        _hold_strictest(workspace, kept_id, *said)
    return customers.get(workspace, kept_id)


def also_known(workspace: Workspace, customer_id: int) -> list[AlsoKnown]:
    """Under what else a customer was known, the latest merge first."""
    rows = workspace.rows(
        "SELECT id, reference, name, phone, email, merged_at FROM also_known "
        "WHERE customer_id = ? ORDER BY merged_at DESC, id DESC",
        [customer_id],
    )
    return [
        AlsoKnown(row[0], row[1] or "", row[2], row[3] or "", row[4] or "", parse_instant(row[5]))
        for row in rows
    ]


def other_names(workspace: Workspace, customer: Customer) -> list[str]:
    """Former names, phones, e-mails and numbers that neither particulars nor note say now."""
    country = settings.get(workspace, settings.COUNTRY)
    return _unsaid(customer, also_known(workspace, customer.id), country)


def _both(workspace: Workspace, kept_id: int, merged_id: int) -> tuple[Customer, Customer]:
    if kept_id == merged_id:
        customers.get(workspace, kept_id)
        raise KnownError("same_customer", N_("These are one and the same customer already."))
    return customers.get(workspace, kept_id), customers.get(workspace, merged_id)


# -- particulars ------------------------------------------------------------------------


def _together(
    kept: Customer, merged: Customer, country: str, chosen: Mapping[str, Any] = _NOTHING
) -> NewCustomer:
    mine, hers = customers.as_new(kept), customers.as_new(merged)
    filled = replace(
        mine,
        reference=mine.reference or hers.reference,
        phone=mine.phone or hers.phone,
        email=mine.email or hers.email,
        language=mine.language or hers.language,
        born_on=mine.born_on or hers.born_on,
        joined_on=_earliest(mine.joined_on, hers.joined_on),
        note=joined_lines(mine.note, hers.note),
    )
    return _findable(replace(filled, **chosen), kept, merged, country)


def _earliest(one: date | None, other: date | None) -> date | None:
    return min(one, other) if one and other else one or other


def _findable(chosen: NewCustomer, kept: Customer, merged: Customer, country: str) -> NewCustomer:
    """The particulars, whose note names in one line whatever else she was known by."""
    lost = _unsaid(chosen, (kept, merged), country)
    begin, _names, end = _("Also known: {names}").partition("{names}")
    lines = chosen.note.split("\n") if chosen.note else []
    told = [line for line in lines if line.startswith(begin) and line.endswith(end)]
    if not lost and len(told) < 2:
        return chosen
    # Each record may have such a line of a merge before.
    known = [name for line in told for name in line[len(begin) : len(line) - len(end)].split(", ")]
    names = ", ".join(dict.fromkeys([*known, *lost]))
    rest = [line for line in lines if line not in told]
    return replace(chosen, note="\n".join([*rest, f"{begin}{names}{end}"]))


def _unsaid(
    now: NewCustomer | Customer, records: Iterable[Customer | AlsoKnown], country: str
) -> list[str]:
    """What records were known by, each once, and neither a customer's fields nor note say."""
    lost = [
        value
        for record in records
        for name in _KNOWN_BY
        if (value := getattr(record, name))
        and not _says_the_same(name, value, getattr(now, name), country)
        and not re.search(rf"(?<!\w){re.escape(value)}(?!\w)", now.note)
    ]
    return list(dict.fromkeys(lost))


def _says_the_same(name: str, one: str, other: str, country: str) -> bool:
    if name == "phone":
        return one == other or phones.key(one, country) == phones.key(other, country) != ""
    return " ".join(fold(one).split()) == " ".join(fold(other).split())


def _unasked(workspace: Workspace, kept_id: int, merged_id: int) -> dict[str, Any]:
    """What no form asks for: the first day, and hidden only if both."""
    rows = [
        workspace.row("SELECT * FROM customer WHERE id = ?", [each])
        for each in (kept_id, merged_id)
    ]
    mine, hers = (dict(row) for row in rows if row)
    return {
        "archived_at": mine["archived_at"] and hers["archived_at"],
        "created_at": min(mine["created_at"], hers["created_at"]),
    }


def _remember(
    workspace: Workspace, write: Write, kept: Customer, merged: Customer, chosen: NewCustomer
) -> None:
    """Keep who the merged one was, and the kept one where the owner chose something else."""
    at = iso(workspace.clock.now())
    overruled = any(getattr(kept, n) and getattr(kept, n) != getattr(chosen, n) for n in _KNOWN_BY)
    for record in (kept, merged) if overruled else (merged,):
        write.insert(
            "also_known",
            customer_id=kept.id,
            reference=record.reference or None,
            name=record.name,
            phone=record.phone or None,
            email=record.email or None,
            merged_at=at,
            merged_id=record.id if record is merged else None,
        )


# -- consents ---------------------------------------------------------------------------


def _hold_strictest(
    workspace: Workspace,
    kept_id: int,
    mine: dict[str, consents.Consent],
    hers: dict[str, consents.Consent],
) -> None:
    """Where the joined history would say otherwise, write down what holds and why."""
    for channel, now in consents.current(workspace, kept_id).items():
        strictest = _strictest(mine[channel], hers[channel])
        if strictest.state == now.state or strictest.since_on is None:
            continue
        because = _("Two records were merged and the stricter answer holds: {source}, {day}")
        source = because.format(source=strictest.source, day=strictest.since_on.isoformat())
        since = max(workspace.clock.today(), now.since_on or strictest.since_on)
        consents.record(
            workspace,
            consents.NewConsent(
                kept_id, channel, strictest.state, source, strictest.wording, since
            ),
        )


def _strictest(one: consents.Consent, other: consents.Consent) -> consents.Consent:
    """A no of either beats everything, a yes beats silence; of two alike the later one."""
    rank = {"unknown": 0, "yes": 1, "no": 2}
    return max(one, other, key=lambda said: (rank[said.state], said.since_on or date.min))
