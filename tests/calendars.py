"""Calendars written for a test, brought in, and what became of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from core.exchange import imports
from core.exchange.imports import Batch
from core.store.workspace import Workspace

START = "DTSTART;TZID=Europe/Prague:20261005T140000"
JANA = "SUMMARY:Střih – Jana Nová"


def event(*lines: str, uid: str = "e1@example.com") -> str:
    told = "".join(f"{line}\n" for line in lines)
    return f"BEGIN:VEVENT\nUID:{uid}\n{told}END:VEVENT\n"


def bring(workspace: Workspace, folder: Path, *events: str, around: str = "") -> Batch:
    path = folder / "calendar.ics"
    inside = f"{around}{''.join(events)}"
    path.write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\n{inside}END:VCALENDAR\n", encoding="utf-8")
    return imports.bring_in(workspace, path)


def booked(workspace: Workspace) -> list[tuple[Any, ...]]:
    """Name, day, service and what became of it, of every visit."""
    rows = workspace.rows(
        "SELECT customer.name, visited_on, services, status FROM visit "
        "LEFT JOIN customer ON customer.id = customer_id ORDER BY visited_on, visit.id"
    )
    return [tuple(row) for row in rows]


def days(workspace: Workspace) -> list[str]:
    return [row[1] for row in booked(workspace)]
