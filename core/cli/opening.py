"""What every verb begins with: the shop's file, the language, days and numbers as typed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from core import i18n, paths
from core.errors import KnownError, Missing
from core.i18n import N_, _

if TYPE_CHECKING:
    from core.store.workspace import Workspace

FIRST_YEAR, LAST_YEAR = 1900, 2100
LAST_NUMBER = 2**63 - 1  # of SQLite


def screen_language() -> str:
    """The language chosen in the window, else the computer's."""
    try:
        kept = paths.preferences_file().read_text(encoding="utf-8", errors="replace")
    except OSError:
        kept = ""
    for line in kept.splitlines():
        key, _sign, value = line.partition("=")
        if key.strip() == "language" and value.strip() in i18n.LANGUAGES:
            return value.strip()
    wanted = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return i18n.from_system(next((name for name in wanted if name), None))


def shop_file() -> Path:
    """The file given with --shop, or the usual one."""
    named = click.get_current_context().find_root().params.get("shop")
    return Path(named) if named else paths.default_shop_file()


@contextmanager
def opened(*, create: bool = False) -> Iterator[Workspace]:
    """The shop, closed again at the end.

    With `create` a missing file is made, said on stderr, and taken away again when the verb
    fails: nothing half done stays behind.
    """
    from core.store.workspace import Workspace

    path = shop_file()
    fresh = create and not path.exists()
    workspace = Workspace.open(path, create=create)
    try:
        yield workspace
    except BaseException:
        workspace.close()
        if fresh:
            path.unlink(missing_ok=True)
        raise
    workspace.close()
    if fresh:
        click.echo(_("A new shop file was made: {file}").format(file=path), err=True)


class Day(click.ParamType):  # type: ignore[type-arg]
    """A day as 2026-09-20. A day that is none is the world's fault, told in a sentence."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        try:
            day = value if isinstance(value, date) else date.fromisoformat(str(value).strip())
        except ValueError:
            day = date.min
        # Near the ends of the calendar nothing can be reckoned from a day any more.
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            sentence = N_("“{value}” is not a day; please write it like 2026-09-20.")
            raise KnownError("not_a_day", sentence, value=value)
        return day


class Number(click.ParamType):  # type: ignore[type-arg]
    """A number as people write it: 0.8, 0,8 or 80 %."""

    name = "number"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        text = str(value).replace(",", ".").replace("\N{MINUS SIGN}", "-").strip()
        whole = 100 if text.endswith("%") else 1
        try:
            number = float(text.removesuffix("%")) / whole
        except ValueError:
            number = float("nan")
        if number != number or abs(number) == float("inf"):
            raise KnownError("not_a_number", N_("“{value}” is not a number."), value=value)
        return number


class RecordNumber(click.ParamType):  # type: ignore[type-arg]
    """The number of a record; one that no record can have is refused as any other missing one."""

    name = "integer"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        number: int = click.INT(value, param, ctx)
        if abs(number) > LAST_NUMBER:
            raise Missing("record", number)
        return number


DAY = Day()
RECORD = RecordNumber()
NUMBER = Number()
