"""Safety from a terminal: backups, putting one back, and whether the file is whole."""

from __future__ import annotations

from pathlib import Path

import click

from core.cli.opening import opened, shop_file
from core.i18n import _


@click.command("backup")
def backup() -> None:
    """Make a verified copy of the shop's file; print its path."""
    with opened() as workspace:
        from core.store import backup as backups

        made = backups.make(workspace, "asked")
        click.echo(str(made.path if made else ""))


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
def restore(file: Path) -> None:
    """Put a backup in the place of the shop's file, which is kept beside it."""
    from core.store import recovery

    path = shop_file()
    kept = recovery.put_back(path, file)
    click.echo(_("The shop is as it was in “{file}”.").format(file=file.name))
    if kept is not None:
        click.echo(_("What was there before is in “{file}”.").format(file=kept), err=True)


@click.command("check")
def check() -> None:
    """Say whether the shop's file is whole; exit 1 and say what is wrong."""
    from core.store import check as checks

    found = checks.problems(shop_file())
    for problem in found:
        click.echo(problem.text(), err=True)
    if found:
        raise SystemExit(1)
    click.echo(_("The shop file is whole."))
