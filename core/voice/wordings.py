"""Wordings: the sentences that answers are drafted from, built in and the shop's own."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.clock import iso
from core.errors import KnownError, Missing, Problem, refuse
from core.i18n import LANGUAGES, N_
from core.text import clean, fold, one_line
from core.voice import wording
from core.voice.wording import DECISION_PLACEHOLDERS, PLACEHOLDERS, SITUATIONS

if TYPE_CHECKING:
    from core.store.workspace import Workspace

LONGEST_BODY = 4000
LONGEST_NAME = 60
PURPOSES = ("service", "commercial")
_OWN = "own."


@dataclass(frozen=True, slots=True)
class NewWording:
    """What the editor gives. Without a name it stands in for the built-in one."""

    situation: str
    language: str
    body: str
    name: str = ""
    purpose: str = "service"

    def problems(self) -> list[Problem]:
        """What keeps this from being a wording."""
        found = [
            Problem(field, sentence, {"value": value})
            for field, value, known, sentence in (
                ("situation", self.situation, SITUATIONS, N_("“{value}” is not a situation.")),
                ("language", self.language, LANGUAGES, N_("“{value}” is not a language here.")),
                ("purpose", self.purpose, PURPOSES, N_("“{value}” is not a purpose.")),
            )
            if value not in known
        ]
        if len(one_line(self.name)) > LONGEST_NAME:
            found.append(Problem("name", N_("Please keep the name short.")))
        return [*found, *self._problems_of_body()]

    def _problems_of_body(self) -> list[Problem]:
        if not clean(self.body):
            return [Problem("body", N_("A wording cannot be empty."))]
        if len(self.body) > LONGEST_BODY:
            return [Problem("body", N_("This wording is too long for an answer."))]
        return [
            _placeholder_problem(name)
            for name in wording.unknown_placeholders(self.body, self.situation)
        ]


def _placeholder_problem(name: str) -> Problem:
    if name.strip() in DECISION_PLACEHOLDERS:
        sentence = N_("“{name}” is known only once a suggestion is decided.")
        return Problem("body", sentence, {"name": f"{{{name}}}"})
    sentence = N_("“{name}” is not a placeholder. There are {known}.")
    known = " ".join(f"{{{each}}}" for each in PLACEHOLDERS)
    return Problem("body", sentence, {"name": f"{{{name}}}", "known": known})


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording as an answer uses it; one without a name is the first choice in its situation."""

    key: str
    situation: str
    language: str
    name: str
    body: str
    purpose: str
    is_own: bool


def find(
    workspace: Workspace, situation: str | None = None, language: str | None = None
) -> list[Wording]:
    """The wordings of a situation and a language (None: all), the first choice before others."""
    own = _own(workspace)
    found = []
    for each in (situation,) if situation else SITUATIONS:
        for spoken in (language,) if language else LANGUAGES:
            fitting = [w for w in own if (w.situation, w.language) == (each, spoken)]
            unnamed = [w for w in fitting if not w.name]
            found += unnamed[-1:] or [_built_in(each, spoken)]
            found += sorted((w for w in fitting if w.name), key=lambda w: fold(w.name))
    return found


def choice(workspace: Workspace, situation: str, language: str) -> Wording:
    """The wording that a draft begins with."""
    return find(workspace, situation, language)[0]


def get(workspace: Workspace, key: str) -> Wording:
    """The wording of a key, also of one put away since. Raises Missing."""
    situation, _dot, language = key.partition(".")
    if situation in SITUATIONS and language in LANGUAGES:
        return choice(workspace, situation, language)
    number = key.removeprefix(_OWN)
    row = None
    if key.startswith(_OWN) and number.isdecimal():
        row = workspace.row("SELECT * FROM wording WHERE id = ?", [int(number)])
    if row is None:
        raise Missing("wording", key)
    return _from_row(row)


def save(workspace: Workspace, new: NewWording) -> Wording:
    """Keep a wording: over the built-in one or, with a name, beside it.

    Saving under a name that is there changes that one. Raises RefusedInput.
    """
    refuse(new.problems())
    name = one_line(new.name)
    values = {"name": name, "body": clean(new.body), "purpose": new.purpose}
    with workspace.write(N_("Wording saved")) as write:
        known = _known(workspace, new.situation, new.language, name)
        if known is not None:
            write.update("wording", known, **values)
        else:
            known = write.insert(
                "wording",
                situation=new.situation,
                language=new.language,
                created_at=iso(workspace.clock.now()),
                **values,
            )
        row = workspace.row("SELECT * FROM wording WHERE id = ?", [known])
        assert row is not None
        return _from_row(row)


def archive(workspace: Workspace, key: str) -> None:
    """Put a wording of the shop's own away. Raises Missing, KnownError `built_in_wording`."""
    here = get(workspace, key)
    if not here.is_own:
        raise KnownError(
            "built_in_wording",
            N_("A built-in wording stays; write your own words over it instead."),
        )
    known = next((row["id"] for row in _rows(workspace) if _from_row(row).key == key), None)
    if known is None:
        raise Missing("wording", key)
    with workspace.write(N_("Wording put away")) as write:
        write.update("wording", known, archived_at=iso(workspace.clock.now()))


def reset(workspace: Workspace, situation: str, language: str) -> Wording:
    """Go back to the built-in wording of a situation in a language; named ones stay."""
    with workspace.write(N_("Built-in wording again")) as write:
        for row in _rows(workspace):
            if (row["situation"], row["language"], row["name"]) == (situation, language, ""):
                write.update("wording", row["id"], archived_at=iso(workspace.clock.now()))
    return choice(workspace, situation, language)


def language_of(workspace: Workspace, key: str, otherwise: str) -> str:
    """The language of the wording of a key; another where it is none."""
    try:
        return get(workspace, key).language if key else otherwise
    except Missing:
        return otherwise


def _own(workspace: Workspace) -> list[Wording]:
    return [_from_row(row) for row in _rows(workspace)]


def _rows(workspace: Workspace) -> Iterable[sqlite3.Row]:
    return workspace.rows("SELECT * FROM wording WHERE archived_at IS NULL ORDER BY id")


def _known(workspace: Workspace, situation: str, language: str, name: str) -> int | None:
    """The row of a wording that is in use under this name."""
    return next(
        (
            row["id"]
            for row in _rows(workspace)
            if (row["situation"], row["language"]) == (situation, language)
            and fold(row["name"]) == fold(name)
        ),
        None,
    )


def _built_in(situation: str, language: str) -> Wording:
    body = wording.built_in(situation, language)
    return Wording(_key(situation, language), situation, language, "", body, "service", False)


def _key(situation: str, language: str) -> str:
    return f"{situation}.{language}"


def _from_row(row: sqlite3.Row) -> Wording:
    situation, language, name = row["situation"], row["language"], row["name"]
    key = f"{_OWN}{row['id']}" if name else _key(situation, language)
    return Wording(key, situation, language, name, row["body"], row["purpose"], True)
