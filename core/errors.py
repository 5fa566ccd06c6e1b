"""What can go wrong: the world's faults, told in a sentence; anything else is a bug.

RegularsError
└── KnownError            the world's fault: a code, a sentence, the facts in it
    ├── RefusedInput      an input record lists its own problems
    ├── Missing           a record that must exist does not
    └── Cancelled         the user stopped a long task
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from core.i18n import N_, translate


class RegularsError(Exception):
    """The family name of every error that Regulars raises on purpose."""


class KnownError(RegularsError):
    """A fault of the world that becomes one sentence in the user's language.

    `code` is stable and safe to log; `sentence` is an English msgid with named
    placeholders; `facts` fill them. `str(error)` is the code alone, because facts may
    name people.
    """

    def __init__(self, code: str, sentence: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.sentence = sentence
        self.facts = facts

    def text(self) -> str:
        """The sentence in the language in use now."""
        return translate(self.sentence, self.facts)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one field of an input record."""

    field: str
    sentence: str
    facts: dict[str, Any] = dataclasses.field(default_factory=dict)

    def text(self) -> str:
        """The sentence in the language in use now."""
        return translate(self.sentence, self.facts)


class RefusedInput(KnownError):
    """An input record with problems; its sentence is that of the first one."""

    def __init__(self, problems: list[Problem]) -> None:
        first = problems[0]
        super().__init__(f"refused_{first.field}", first.sentence, **first.facts)
        self.problems = problems


class Missing(KnownError):
    """A record that must exist does not (any more)."""

    def __init__(self, noun: str, number: object) -> None:
        sentence = N_("Number {number} is not in this shop (any more).")
        super().__init__(f"missing_{noun}", sentence, number=number)


class Cancelled(KnownError):
    """The user stopped a long task; nothing of it was kept."""

    def __init__(self) -> None:
        super().__init__("cancelled", N_("Stopped. Nothing was changed."))


def refuse(problems: list[Problem]) -> None:
    """Raise RefusedInput if there is any problem."""
    if problems:
        raise RefusedInput(problems)
