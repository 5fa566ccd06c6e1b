"""The days ahead from a terminal: bookings and check-ins as a calendar file."""

from __future__ import annotations

from pathlib import Path

import click

from core.cli import printing
from core.cli.opening import opened


@click.command("export-calendar")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
@printing.json_option
def export_calendar(out: Path, as_json: bool) -> None:
    """Write bookings ahead and check-ins to an .ics file that any calendar program opens."""
    with opened() as workspace:
        from core.exchange.calendars import calendar_out

        made = calendar_out.write_calendar(workspace, out)
    if as_json:
        printing.record(
            {"path": str(made.path), "bookings": made.bookings, "checkins": made.checkins}
        )
        return
    click.echo(str(made.path))
