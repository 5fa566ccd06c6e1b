"""Files in from a terminal, and out again where the wrong one came in."""

from __future__ import annotations

from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from core.cli import printing
from core.cli.opening import RECORD, opened, shop_file
from core.errors import KnownError
from core.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from core.exchange.imports import Batch
    from core.exchange.whole_shop import WholeShop
    from core.store.journal import Entry
    from core.store.workspace import Workspace

SHOWN_PROBLEMS = 20
SHOWN_CHANGES = 5
DAY_ORDERS = ("day-first", "month-first")


@click.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--kind", default="auto", show_default=True, help="Or customers, visits, feedback, survey."
)
@click.option("--sheet", default="", help="The sheet of a workbook; else the likeliest one.")
@click.option(
    "--days", type=click.Choice(DAY_ORDERS), help="What 3/4 means; else found in the file."
)
@click.option(
    "--refused",
    "refused_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Save the rows that stay out, with why, as .csv or .xlsx.",
)
@click.option("--dry-run", is_flag=True, help="Try everything and keep nothing.")
@printing.json_option
def import_file(
    path: Path,
    kind: str,
    sheet: str,
    days: str | None,
    refused_file: Path | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Bring a file in and print what became of its rows, as JSON.

    A folder of an export comes into an empty shop and becomes the shop it was written from.
    A missing shop file is made, in the language of --lang. Rows that could not be read are told
    on stderr.
    """
    language = click.get_current_context().find_root().params.get("lang")
    begins = not shop_file().exists()
    if refused_file:
        from core.exchange import sheets_out

        sheets_out.require_format(refused_file)
    with _taking_in(dry_run) as workspace:
        from core.exchange import imports, new_shop, whole_shop

        if begins:
            new_shop.settle(workspace, language)
        if path.is_dir():
            made = whole_shop.bring_in(workspace, path, dry_run=dry_run)
            _print_whole_shop(made)
            return
        said = imports.Said(kind, day_first=_order(days), sheet=sheet)
        batch = imports.bring_in(workspace, path, said, dry_run=dry_run)
    _tell_doubt(batch)
    _print_batch(batch)
    if refused_file:
        _save_refused(batch, refused_file)


def _order(days: str | None) -> bool | None:
    return None if days is None else days == DAY_ORDERS[0]


def _tell_doubt(batch: Batch) -> None:
    """Days that can be read in two ways, and how to have them read in the other."""
    if not batch.doubtful_day:
        return
    if batch.day_first:
        sentence = _("“{value}” was read with the day first; --days month-first turns that round.")
    else:
        sentence = _("“{value}” was read with the month first; --days day-first turns that round.")
    click.echo(sentence.format(value=batch.doubtful_day), err=True)


def _save_refused(batch: Batch, path: Path) -> None:
    if batch.refused is None:
        return
    from core.exchange import refused

    refused.save(batch.refused, path)
    sentence = ngettext(
        "{n} row that stayed out was saved: {file}",
        "{n} rows that stayed out were saved: {file}",
        len(batch.refused),
    )
    click.echo(sentence.format(n=len(batch.refused), file=path), err=True)


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
@click.option("--with-later", is_flag=True, help="Also what was done since with what it brought.")
@printing.json_option
def undo_import(batch: int, with_later: bool, as_json: bool) -> None:
    """Take an import back, every value as it was before."""
    with opened() as workspace:
        from core.exchange import imports

        if not with_later and (later := imports.in_the_way(workspace, batch)):
            raise _in_the_way(workspace, later)
        undone = imports.undo(workspace, batch, with_later=with_later)
    if as_json:
        printing.record({**undone.as_contract(), "undone": True})
        return
    gone = _("Import {batch} was taken back: {created} created and {updated} updated rows.")
    facts = {"batch": batch, "created": undone.created, "updated": undone.updated}
    click.echo(gone.format(**facts))


def _in_the_way(workspace: Workspace, later: list[Entry]) -> KnownError:
    """The later changes by name, the newest first."""
    from core import formats

    named = [
        f"{_(change.label)} ({formats.moment(change.at, workspace.clock)})"
        for change in later[:SHOWN_CHANGES]
    ]
    left = len(later) - SHOWN_CHANGES
    if left > 0:
        named.append(ngettext("{n} more change", "{n} more changes", left).format(n=left))
    return KnownError(
        "undo_in_the_way",
        N_("Later changes build on this import: {changes}. --with-later takes them back too."),
        changes=formats.name_list(named),
    )
