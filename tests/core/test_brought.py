"""After an import the owner is told what lies ahead and what has no name."""

from __future__ import annotations

from pathlib import Path

from core.exchange import brought, imports
from core.store.workspace import Workspace

SALES = (
    "Date,Customer,Service,Amount,Status\n"
    "2026-09-01,Mona Hartley,Cut,45.00,\n"
    "2026-09-01,Mona Hartley,Fringe,12.50,\n"
    "2026-10-03,Mona Hartley,Cut,45.00,\n"
    "2026-10-04,Roy Pemberton,Cut,45.00,cancelled\n"
    "2026-10-05,Roy Pemberton,Cut,45.00,confirmed\n"
)


def test_bookings_ahead_are_counted_once_each(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "sales.csv"
    path.write_text(SALES, encoding="utf-8")
    batch = imports.bring_in(workspace, path)
    assert batch.batch is not None
    assert brought.look(workspace, batch.batch) == brought.Brought(ahead=2, nameless=0)


def test_a_batch_of_other_things_has_neither(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Name,E-mail\nMona Hartley,mona@example.com\n", encoding="utf-8")
    batch = imports.bring_in(workspace, path)
    assert batch.batch is not None
    assert brought.look(workspace, batch.batch) == brought.Brought()
