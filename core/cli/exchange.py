"""Out from a terminal: sample shops, exports and the right to be forgotten."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from core.cli import printing
from core.cli.opening import NUMBER, RECORD, opened
from core.errors import KnownError
from core.i18n import N_, _, ngettext


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

        from core.sample import fill
        from core.store import settings

        known = workspace.value("SELECT 1 FROM setting WHERE key = ?", [settings.LANGUAGE.key])
        with workspace.write(N_("Sample shop added")):
            if wanted and not known:
                settings.put(workspace, settings.LANGUAGE, wanted)
            made = fill(
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


@click.command("export")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--headings",
    type=click.Choice(("english", "owner")),
    default="english",
    show_default=True,
    help="Stable English names, or words in the language of the shop.",
)
def export(out: Path, headings: str) -> None:
    """Write everything to a folder of CSV files; print their paths."""
    with opened() as workspace:
        from core.exchange import exports

        for path in exports.everything(workspace, out, headings=headings):
            click.echo(str(path))


@click.command("export-person")
@click.argument("number", type=RECORD, metavar="ID")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="A .pdf to read, or a .json."
)
def export_person(number: int, out: Path | None) -> None:
    """Print everything the shop knows of one customer, as JSON; or write it to a file."""
    with opened() as workspace:
        from core.exchange import exports
        from core.exchange.person import paper as person_paper

        if out is None:
            printing.record(exports.person(workspace, number))
        elif out.suffix.lower() == ".json":
            click.echo(str(exports.person_file(workspace, number, out)))
        else:
            from core.insight import health_scores

            if not health_scores.is_fresh(workspace):
                health_scores.refresh(workspace)
            click.echo(str(person_paper.print_person(workspace, number, out)))


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
