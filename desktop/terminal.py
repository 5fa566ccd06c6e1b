"""The two verbs of the terminal that need a window: open and tour."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from core.cli import regulars
from core.errors import KnownError
from core.i18n import N_
from desktop import has_screen

__all__ = ["regulars"]


@regulars.command("open")
@click.option("--measure-start", is_flag=True, help="Print the time to the first page and exit.")
@click.pass_context
def open_window(context: click.Context, measure_start: bool) -> None:
    """Open the window (also what happens without any verb)."""
    if not has_screen(os.environ):
        raise KnownError("no_screen", N_("There is no screen to open the window on."))
    from desktop import STARTED, app

    started = STARTED if measure_start else None
    lang = context.find_root().params.get("lang") or ""
    sys.exit(app.run(_shop_named(context), lang=lang, measure_start=started))


@regulars.command("tour")
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder for the pictures and the PDF.",
)
def tour(out: Path) -> None:
    """Walk the whole loop in a sample shop and save a picture of every page."""
    # Pictures are taken off screen, so that they come out the same with and without a display.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from desktop.tour.pictures import picture_book

    for path in picture_book(out):
        click.echo(str(path))


def _shop_named(context: click.Context) -> Path | None:
    """The file given with --shop, or None to open the last one."""
    named = context.find_root().params.get("shop")
    return Path(named) if named else None
