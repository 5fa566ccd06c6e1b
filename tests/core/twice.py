"""One person whom the shop knows twice, for tests of what becomes of two records."""

from __future__ import annotations

from datetime import date

from core.people import customers
from core.people.customers import NewCustomer
from core.store.workspace import Workspace


def two(workspace: Workspace) -> tuple[int, int]:
    """Jana as the shop knows her, and once more as another program wrote her down."""
    kept = customers.add(
        workspace,
        NewCustomer("Jana Nováková", reference="12", phone="+420 777 123 456", note="Loves tea"),
    )
    merged = customers.add(
        workspace,
        NewCustomer(
            "Novakova Jana",
            reference="F-8",
            phone="602111222",
            email="jana@example.com",
            born_on=date(1980, 5, 17),
            joined_on=date(2020, 1, 2),
            note="Allergic to henna",
        ),
    )
    return kept.id, merged.id
