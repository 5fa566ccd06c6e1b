"""Files in from a terminal, and out again where the wrong one came in."""

from __future__ import annotations

from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from core.cli import printing
from core.cli.opening import RECORD, opened, shop_file
from core.i18n import _, ngettext

if TYPE_CHECKING:
    from core.exchange.imports import Batch
    from core.exchange.whole_shop import WholeShop
    from core.store.workspace import Workspace

SHOWN_PROBLEMS = 20


@click.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--kind", default="auto", show_default=True, help="Or customers, visits, feedback, survey."
)
@click.option("--dry-run", is_flag=True, help="Try everything and keep nothing.")
@printing.json_option
def import_file(path: Path, kind: str, dry_run: bool, as_json: bool) -> None:
    """Bring a file in and print what became of its rows, as JSON.

    A folder of an export comes into an empty shop and becomes the shop it was written from.
    A missing shop file is made, in the language of --lang. Rows that could not be read are told
    on stderr.
    """
    language = click.get_current_context().find_root().params.get("lang")
    begins = not shop_file().exists()
    with _taking_in(dry_run) as workspace:
        from core.exchange import imports, new_shop, whole_shop

        if begins:
            new_shop.settle(workspace, language)
        if path.is_dir():
            made = whole_shop.bring_in(workspace, path, dry_run=dry_run)
            _print_whole_shop(made)
            return
        batch = imports.bring_in(workspace, path, imports.Said(kind), dry_run=dry_run)
    _print_batch(batch)


def _print_whole_shop(made: WholeShop) -> None:
    for name in made.ignored:
        sentence = _("“{file}” is no part of an export and was left aside.")
        click.echo(sentence.format(file=name), err=True)
    printing.record(made.as_contract())


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
