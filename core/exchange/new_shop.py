"""A new shop: its file with settings and first topics made whole, or nothing at all."""

from __future__ import annotations

import os
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from core.clock import Clock
from core.errors import KnownError, Problem, refuse
from core.i18n import N_
from core.progress import Progress
from core.store import settings
from core.store.workspace import Workspace
from core.text import one_line
from core.voice import starters

# Country and currency that go with a language.
PLACES = {"cs": ("CZ", "CZK"), "lv": ("LV", "EUR"), "en": ("other", "GBP")}


class Filling(Protocol):
    """What puts people and visits into a shop that begins, such as `sample.fill`."""

    def __call__(self, workspace: Workspace, *, progress: Progress | None) -> object:
        """Fill the empty shop, telling `progress` the steps done and their number."""


@dataclass(frozen=True, slots=True)
class NewShop:
    """What a shop begins with. An empty `backup_folder` means one beside the shop's file."""

    name: str
    kind: str = "hair"
    owner: str = ""
    language: str = "en"
    country: str = "CZ"
    currency: str = "CZK"
    backup_folder: str = ""

    def problems(self) -> list[Problem]:
        """What is missing or does not fit."""
        if one_line(self.name):
            return []
        return [Problem("name", N_("Please give the shop a name."))]


def begin(
    path: Path,
    new: NewShop,
    *,
    fill: Filling | None = None,
    progress: Progress | None = None,
    clock: Clock | None = None,
) -> Path:
    """Make the file of a new shop, empty or filled by `fill`; gives its path.

    The file comes to its place when it is whole. Raises RefusedInput, KnownError `file_exists`,
    `folder_refused`, `disk_full` and `cancelled` (from `progress`); then nothing new remains.
    """
    refuse(new.problems())
    if path.exists():
        raise KnownError(
            "file_exists",
            N_("“{file}” is there already. Choose another folder, or open that shop."),
            file=path.name,
        )
    half_made = path.with_name(path.name + ".part")
    made: list[Path] = []
    try:
        _make_folders(path.parent, made)
        if new.backup_folder:
            _make_folders(Path(new.backup_folder), made)
        half_made.unlink(missing_ok=True)
        with closing(Workspace.open(half_made, create=True, clock=clock)) as workspace:
            _set_up(workspace, new, fill, progress)
        os.replace(half_made, path)
    except OSError as error:
        _take_away(half_made, made)
        raise _refused(path.parent) from error
    except BaseException:
        _take_away(half_made, made)
        raise
    return path


def settle(workspace: Workspace, language: str | None) -> None:
    """Give a shop that begins with an import its first topics, and all that goes with a language.

    That is the language itself, the country and the currency spoken with it; None leaves them.
    """
    with workspace.write(N_("Shop set up")):
        if language:
            country, currency = PLACES[language]
            settings.put(workspace, settings.LANGUAGE, language)
            settings.put(workspace, settings.COUNTRY, country)
            settings.put(workspace, settings.CURRENCY, currency)
        starters.add_topics(workspace)


def free_path(wanted: Path) -> Path:
    """The path itself, or the next with a number that no file has yet."""
    path, number = wanted, 2
    while path.exists():
        path = wanted.with_name(f"{wanted.stem} {number}{wanted.suffix}")
        number += 1
    return path


def require_folder(folder: Path) -> None:
    """Make a folder if it is not there. Raises KnownError `folder_refused`."""
    _make_folders(folder, [])


def _set_up(
    workspace: Workspace, new: NewShop, fill: Filling | None, progress: Progress | None
) -> None:
    with workspace.write(N_("Shop set up")):
        _put_settings(workspace, new)
        starters.add_topics(workspace)
    if fill is not None:
        fill(workspace, progress=progress)
    with workspace.write(N_("Shop set up")) as write:
        # How the shop began is nothing that the first Ctrl+Z should take back.
        write.execute("DELETE FROM journal")


def _put_settings(workspace: Workspace, new: NewShop) -> None:
    wanted: tuple[tuple[settings.Setting[Any], str], ...] = (
        (settings.SHOP_NAME, one_line(new.name)),
        (settings.SHOP_KIND, new.kind),
        (settings.OWNER_NAME, one_line(new.owner)),
        (settings.LANGUAGE, new.language),
        (settings.COUNTRY, new.country),
        (settings.CURRENCY, new.currency),
        (settings.BACKUP_FOLDER, new.backup_folder),
    )
    for setting, value in wanted:
        settings.put(workspace, setting, value)


def _make_folders(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it, remembering each that was not there."""
    if folder.is_dir():
        if not os.access(folder, os.W_OK):
            raise _refused(folder)
        return
    try:
        if not folder.parent.is_dir():
            _make_folders(folder.parent, made)
        folder.mkdir()
    except OSError as error:
        raise _refused(folder) from error
    made.append(folder)


def _refused(folder: Path) -> KnownError:
    return KnownError(
        "folder_refused",
        N_("Nothing can be written into “{folder}”. Please choose another folder."),
        folder=str(folder),
    )


def _take_away(half_made: Path, made: list[Path]) -> None:
    for path in (half_made, half_made.with_name(half_made.name + "-journal")):
        with suppress(OSError):
            path.unlink(missing_ok=True)
    for folder in reversed(made):
        with suppress(OSError):
            folder.rmdir()
