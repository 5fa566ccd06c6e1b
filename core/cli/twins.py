"""Twins from a terminal: who is likely in the shop twice, and making one of two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from core.cli import printing
from core.cli.opening import RECORD, opened
from core.i18n import _, translate

if TYPE_CHECKING:
    from core.people.duplicates import Twins

COLUMNS = (
    "likeness",
    "one_id",
    "one",
    "one_phone",
    "one_email",
    "other_id",
    "other",
    "other_phone",
    "other_email",
    "reasons",
)


@click.command("twins")
@printing.format_options
def twins(form: str) -> None:
    """Pairs of customers that may be one person, the likeliest first, with the reasons."""
    with opened() as workspace:
        from core.people import duplicates

        found = duplicates.find(workspace)
        printing.table(COLUMNS, [_row(pair, form) for pair in found], form)


@click.command("merge")
@click.argument("kept", type=RECORD, metavar="KEPT-ID")
@click.argument("merged", type=RECORD, metavar="MERGED-ID")
@printing.json_option
def merge(kept: int, merged: int, as_json: bool) -> None:
    """Make one customer of two: the first stays and gets all that belongs to the second."""
    with opened() as workspace:
        from core.people import merging

        customer = merging.merge(workspace, kept, merged)
    if as_json:
        printing.record({"kept": kept, "merged": merged, "name": customer.name})
        return
    sentence = _("Customer {merged} is now part of {kept}, {name}.")
    click.echo(sentence.format(merged=merged, kept=kept, name=customer.name))


def _row(pair: Twins, form: str) -> dict[str, Any]:
    reasons = [translate(reason, {}) for reason in pair.reasons]
    return {
        "likeness": round(pair.likeness, 3),
        "one_id": pair.one.id,
        "one": pair.one.name,
        "one_phone": pair.one.phone,
        "one_email": pair.one.email,
        "other_id": pair.other.id,
        "other": pair.other.name,
        "other_phone": pair.other.phone,
        "other_email": pair.other.email,
        "reasons": reasons if form == "json" else " ".join(reasons),
    }
