"""Records that make no sense, as files of other programs and wrong clocks leave them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from core.people import customers, visits
from core.people.customers import NewCustomer
from core.people.visits import NewVisit
from core.store.workspace import Workspace
from core.voice import feedback
from core.voice.feedback import NewFeedback

TODAY = date(2026, 9, 21)
# "-3 days ago", "None", "nan": what a sentence must never say.
NONSENSE = re.compile(r"(^|\s)[-−]\d|\bNone\b|\bnan\b|\binf\b|\{|\}", re.IGNORECASE)


def add(workspace: Workspace, name: str = "Jana Malá", **more: Any) -> int:
    return customers.add(workspace, NewCustomer(name, **more)).id


def write_visit(workspace: Workspace, customer_id: int | None, on: str, **more: Any) -> None:
    """A visit as a file of another program, or an older clock, may have left it."""
    columns = {"status": "done", "created_at": "2026-01-01T10:00:00Z", "currency": "CZK"} | more
    with workspace.write("Visit written") as write:
        write.insert("visit", customer_id=customer_id, visited_on=on, **columns)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


# One oddity after another, each in a shop with a usual customer beside it.


def future_visits(workspace: Workspace) -> None:
    who = add(workspace, "Eva Nová")
    for on in ("2026-08-01", "2026-09-01", "2027-03-01", "2062-09-21", "9999-12-31"):
        write_visit(workspace, who, on, amount_minor=500_00)


def booked_in_2062(workspace: Workspace) -> None:
    who = add(workspace, "Eva Nová")
    visits.record(workspace, NewVisit(who, ago(30)))
    visits.record(workspace, NewVisit(who, date(2062, 9, 21)))


def refunds_alone(workspace: Workspace) -> None:
    who = add(workspace, "Eva Nová")
    for days in (90, 60, 30):
        visits.record(workspace, NewVisit(who, ago(days), amount_minor=-5_000_00))


def more_refunded_than_paid(workspace: Workspace) -> None:
    who = add(workspace, "Eva Nová")
    for days, amount in ((200, 100), (160, 100), (120, -90_000_00), (80, 200), (40, 300), (5, -1)):
        visits.record(workspace, NewVisit(who, ago(days), amount_minor=amount))


def born_in_1850(workspace: Workspace) -> None:
    who = add(workspace, "Eva Nová", born_on=date(1850, 2, 29 - 1), joined_on=date(1850, 3, 1))
    visits.record(workspace, NewVisit(who, ago(10)))


def came_in_1900(workspace: Workspace) -> None:
    who = add(workspace, "Eva Nová")
    visits.record(workspace, NewVisit(who, date(1900, 1, 1), amount_minor=1))
    visits.record(workspace, NewVisit(who, ago(1), amount_minor=1))


def joined_after_today(workspace: Workspace) -> None:
    add(workspace, "Eva Nová", joined_on=date(2031, 1, 1), born_on=date(2031, 1, 1))


def many_visits_on_a_day(workspace: Workspace) -> None:
    who = add(workspace, "Eva Nová")
    for days in (60, 60, 60, 30, 30, 0, 0):
        visits.record(workspace, NewVisit(who, ago(days), "Cut", amount_minor=100_00))


def two_thousand_visits(workspace: Workspace) -> None:
    who = add(workspace, "Eva Nová")
    rows = [
        (who, ago(days).isoformat(), "Coffee", 45_00, "CZK", "done", "2026-01-01T10:00:00Z")
        for days in range(2_000)
    ]
    with workspace.write("Visits written") as write:
        write.insert_many(
            "visit",
            ("customer_id", "visited_on", "services", "amount_minor", "currency", "status",
             "created_at"),
            rows,
        )  # fmt: skip


def twelve_millions(workspace: Workspace) -> None:
    who = add(workspace, "Eva Nová")
    for days, amount in ((90, 400_00), (60, 500_00), (30, 12_000_000_00)):
        visits.record(workspace, NewVisit(who, ago(days), amount_minor=amount))


def nameless(workspace: Workspace) -> None:
    now = "2026-01-01T10:00:00Z"
    with workspace.write("Customer written") as write:
        who = write.insert("customer", name="", first_name="", sort_name="", created_at=now)
    visits.record(workspace, NewVisit(who, ago(400)))
    feedback.log(workspace, NewFeedback("complaint", "It was cold.", customer_id=who))


def everything_hidden(workspace: Workspace) -> None:
    for row in workspace.rows("SELECT id FROM customer"):
        customers.archive(workspace, row[0])


def nobody(workspace: Workspace) -> None:
    with workspace.write("Emptied") as write:
        for row in workspace.rows("SELECT id FROM customer"):
            write.delete("customer", row[0])


def said_in_the_future(workspace: Workspace) -> None:
    who = add(workspace, "Eva Nová")
    visits.record(workspace, NewVisit(who, ago(10)))
    said_at = datetime(2027, 5, 1, tzinfo=UTC)
    for kind in ("complaint", "praise"):
        new = NewFeedback(kind, "It was cold.", customer_id=who)
        said = feedback.log(workspace, new)
        with workspace.write("Moved") as write:
            write.update("feedback", said.id, said_at=said_at.strftime("%Y-%m-%dT%H:%M:%SZ"))


def other_currency(workspace: Workspace) -> None:
    who = add(workspace, "Eva Nová")
    for on in ("2026-07-01", "2026-08-01", "2026-09-01"):
        write_visit(workspace, who, on, amount_minor=30_00, currency="EUR")


def odd_words(workspace: Workspace) -> None:
    who = add(workspace, "\u200bEva\u200b {name} %s")
    for on in ("2026-07-01", "2026-08-01", "2026-09-01"):
        write_visit(workspace, who, on, services=" , + / ;;", note="{n}")


ODDITIES: tuple[Callable[[Workspace], None], ...] = (
    future_visits, booked_in_2062, refunds_alone, more_refunded_than_paid, born_in_1850,
    came_in_1900, joined_after_today, many_visits_on_a_day, two_thousand_visits,
    twelve_millions, nameless, everything_hidden, nobody, said_in_the_future,
    other_currency, odd_words,
)  # fmt: skip
