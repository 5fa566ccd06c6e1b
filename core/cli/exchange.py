"""In and out from a terminal: sample shops, imports, exports and the right to be forgotten."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from core.cli import printing
from core.cli.opening import NUMBER, RECORD, opened, shop_file
from core.errors import KnownError
from core.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from core.exchange.imports import Batch
    from core.store.workspace import Workspace

SHOWN_PROBLEMS = 20


@click.command("sample")
@click.option("--customers", type=int, default=120, show_default=True)
@click.option("--years", type=float, default=2, show_default=True)
@click.option("--seed", type=int, default=7, show_default=True)
@click.option("--feedback-per-customer", type=NUMBER, help="Else about three in four years.")
@printing.json_option
def sample(
    customers: int, years: float, seed: int, feedback_per_customer: float | None, as_json: bool
) -> None:
    """Fill a new shop file with a believable shop; --lang chooses whose (else Czech)."""
    wanted = click.get_current_context().find_root().params.get("lang")
    with opened(create=True) as workspace:
        from dataclasses import asdict

        from core.exchange import sample_shop
        from core.store import settings

        known = workspace.value("SELECT 1 FROM setting WHERE key = ?", [settings.LANGUAGE.key])
        with workspace.write(N_("Sample shop added")):
            if wanted and not known:
                settings.put(workspace, settings.LANGUAGE, wanted)
            made = sample_shop.fill(
                workspace,
                customers=customers,
                years=years,
                seed=seed,
                feedback_per_customer=feedback_per_customer,
            )
        if as_json:
            printing.record(asdict(made))
            return
        sentence = _("{customers} customers, {visits} visits, {feedback} pieces of feedback.")
        click.echo(sentence.format(**asdict(made)))


@click.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--kind", default="auto", show_default=True, help="Or customers, visits, feedback, survey."
)
@click.option("--dry-run", is_flag=True, help="Try everything and keep nothing.")
@printing.json_option
def import_file(path: Path, kind: str, dry_run: bool, as_json: bool) -> None:
    """Bring a file in and print what became of its rows, as JSON.

    A missing shop file is made, in the language of --lang. Rows that could not be read are told
    on stderr.
    """
    language = click.get_current_context().find_root().params.get("lang")
    begins = not shop_file().exists()
    with _taking_in(dry_run) as workspace:
        from core.exchange import imports, new_shop

        if begins and language:
            new_shop.settle(workspace, language)
        batch = imports.bring_in(workspace, path, imports.Said(kind), dry_run=dry_run)
    _print_batch(batch)


def _taking_in(dry_run: bool) -> AbstractContextManager[Workspace]:
    """The shop to bring a file into; a dry run without one tries a shop of the moment."""
    from core.store.workspace import Workspace

    if dry_run and not shop_file().exists():
        return closing(Workspace.in_memory())
    return opened(create=True)


def _print_batch(batch: Batch) -> None:
    for problem in batch.row_problems[:SHOWN_PROBLEMS]:
        sentence = _("Row {row}: {problem}")
        click.echo(sentence.format(row=problem.row, problem=problem.text()), err=True)
    left = batch.problems - SHOWN_PROBLEMS
    if left > 0:
        more = ngettext("{n} more row has a problem.", "{n} more rows have a problem.", left)
        click.echo(more.format(n=left), err=True)
    printing.record(batch.as_contract())


@click.command("undo-import")
@click.argument("batch", type=RECORD)
@printing.json_option
def undo_import(batch: int, as_json: bool) -> None:
    """Take an import back, every value as it was before."""
    with opened() as workspace:
        from core.exchange import imports

        undone = imports.undo(workspace, batch)
    if as_json:
        printing.record({**undone.as_contract(), "undone": True})
        return
    gone = _("Import {batch} was taken back: {created} created and {updated} updated rows.")
    facts = {"batch": batch, "created": undone.created, "updated": undone.updated}
    click.echo(gone.format(**facts))


@click.command("export")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path))
def export(out: Path) -> None:
    """Write everything to a folder of CSV files; print their paths."""
    with opened() as workspace:
        from core.exchange import exports

        for path in exports.everything(workspace, out):
            click.echo(str(path))


@click.command("export-person")
@click.argument("number", type=RECORD, metavar="ID")
def export_person(number: int) -> None:
    """Print everything the shop knows of one customer, as JSON."""
    with opened() as workspace:
        from core.exchange import exports

        printing.record(exports.person(workspace, number))


@click.command("erase-person")
@click.argument("number", type=RECORD, metavar="ID")
@click.option("--yes", is_flag=True, help="Do not ask (nor does a script get asked).")
@printing.json_option
def erase_person(number: int, yes: bool, as_json: bool) -> None:
    """Erase a customer and all they said for ever; this cannot be undone."""
    with opened() as workspace:
        from core.exchange import erase
        from core.people import customers

        name = customers.get(workspace, number).name
        question = _("Erase {name} for ever? This cannot be undone.").format(name=name)
        if not yes and sys.stdin.isatty() and not click.confirm(question, err=True):
            raise KnownError("not_erased", N_("Nobody was erased."))
        erased = erase.erase_person(workspace, number)
    if as_json:
        printing.record({"erased": number, "mentions": erased.mentions, "backups": erased.backups})
        return
    click.echo(_("Customer {number} was erased.").format(number=number))
    _warn(erased.mentions, erased.backups)


def _warn(mentions: int, backups: int) -> None:
    """What an erasure cannot reach, for the owner to know."""
    if mentions:
        sentence = ngettext(
            "{n} text still holds the name.", "{n} texts still hold the name.", mentions
        )
        click.echo(sentence.format(n=mentions), err=True)
    if backups:
        sentence = ngettext(
            "{n} older backup still knows the customer until it is thinned out.",
            "{n} older backups still know the customer until they are thinned out.",
            backups,
        )
        click.echo(sentence.format(n=backups), err=True)
