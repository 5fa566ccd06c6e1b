"""The verbs of the shop from a terminal: the stable contract that scripts rely on.

`--shop` names the file (else the usual one). The screen language is that of `--lang`, else of
REGULARS_LANG, else the one chosen in the window, else the computer's; help and misuse stay
English. Only click is loaded here: each verb loads what it needs when it is used.
"""

from __future__ import annotations

import sys
from typing import Any

import click

from core import __version__, files, i18n
from core.cli import calendar, exchange, figures, imports, loop, mood, safety, suggesting, twins
from core.cli.bugs import tell_bug
from core.cli.opening import screen_language
from core.errors import KnownError
from core.i18n import _

__all__ = ["regulars"]


class Verbs(click.Group):
    """A group whose known errors are one sentence on stderr and exit 1; misuse exits 2."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run the command line, as click does."""
        try:
            return super().main(*args, **extra)
        except KnownError as error:
            if not extra.get("standalone_mode", True):
                raise
            click.echo(error.text(), err=True)
        except OSError as error:
            if not files.is_disk_full(error):
                raise
            sentence = _("“{file}” could not be written. Is there space, and may you write there?")
            click.echo(sentence.format(file=error.filename or "stdout"), err=True)
        sys.exit(1)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs in the order of the day rather than of the alphabet."""
        return list(self.commands)


@click.group(cls=Verbs, invoke_without_command=True)
@click.version_option(__version__, prog_name="regulars")
@click.option("--shop", type=click.Path(), help="The shop's file; else the usual one.")
@click.option(
    "--lang",
    type=click.Choice(i18n.LANGUAGES),
    envvar="REGULARS_LANG",
    help="The language of sentences; else that of the window.",
)
@click.pass_context
def regulars(context: click.Context, shop: str | None, lang: str | None) -> None:
    """The customer-care notebook of a salon or shop. Without a verb it opens its window."""
    i18n.use(lang or screen_language())
    for stream in (sys.stdout, sys.stderr):
        # What is printed is UTF-8 whatever the locale says.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.excepthook = tell_bug
    if context.invoked_subcommand is None:
        window = regulars.commands.get("open")
        if window is None:
            click.echo(context.get_help())
        else:
            context.invoke(window)


for verb in (
    loop.log,
    suggesting.suggest,
    suggesting.rate,
    suggesting.decide,
    suggesting.merge_suggestions,
    suggesting.history,
    loop.replies,
    figures.today,
    figures.health,
    figures.backtest,
    figures.backlog,
    figures.metrics,
    figures.review,
    mood.sentiment,
    exchange.sample,
    imports.import_file,
    imports.undo_import,
    twins.twins,
    twins.merge,
    exchange.export,
    calendar.export_calendar,
    exchange.export_person,
    exchange.erase_person,
    safety.backup,
    safety.restore,
    safety.check,
):
    regulars.add_command(verb)
