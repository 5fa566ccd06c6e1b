"""What verbs print: tables as CSV or JSON, single facts as tab-separated words or JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

import click

from core.clock import iso

Verb = TypeVar("Verb", bound=Callable[..., Any])
_CHUNK = 500


def format_options(verb: Verb) -> Verb:
    """The options --format csv|json and --json, given to the verb as `form`."""
    verb = click.option("--json", "form", flag_value="json", help="The same as --format json.")(
        verb
    )
    return click.option(
        "--format", "form", type=click.Choice(("csv", "json")), default="csv", show_default=True
    )(verb)


def json_option(verb: Verb) -> Verb:
    """The option --json, given to the verb as `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(verb)


def table(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], form: str) -> None:
    """Print rows with exactly these columns."""
    picked = ({column: _plain(row[column]) for column in columns} for row in rows)
    if form == "json":
        record(list(picked))
        return
    from core.exchange.values import guard

    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    for count, row in enumerate(picked, 1):
        # No cell may start a formula when the table is opened in a spreadsheet.
        writer.writerow([guard(v) if isinstance(v, str) else _cell(v) for v in row.values()])
        if count % _CHUNK == 0:
            click.echo(stream.getvalue(), nl=False)
            stream.seek(0)
            stream.truncate()
    click.echo(stream.getvalue(), nl=False)


def record(value: Any) -> None:
    """Print a value as one line of JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, default=_plain))


def words(*facts: Any) -> None:
    """Print facts on one line with tabs between; no fact breaks the line."""
    click.echo("\t".join(" ".join(str(_plain(fact)).split()) for fact in facts))


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return iso(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return round(value, 1)
    return value
