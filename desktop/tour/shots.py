"""What a picture of the tour shows: a page, a target on it, and what is done before it is taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.suggestions.outcome_card import OutcomeCard


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: the page to open, what to show on it, and how far to scroll down.

    `press` names something that the page does before the picture; it is undone after it. `stir`
    touches the page without writing anything; `see` finds the part that is to stand on top.
    """

    name: str
    page: str
    target: object = None
    scrolled: float = 0.0
    press: str = ""
    stir: Callable[[Any], object] | None = None
    see: Callable[[Any], QWidget] | None = None


def part(kind: type[QWidget], page: QWidget) -> QWidget:
    """The part of a page that is of a kind."""
    return next(each for each in page.findChildren(QWidget) if isinstance(each, kind))


def outcome_card(page: QWidget) -> QWidget:
    """What became of the suggestion that is shown."""
    return part(OutcomeCard, page)


def walk_to(step: int, page: Any) -> None:
    """Show a step of the review, from 0, without keeping how far the walk went."""
    page.walk.show_step(step)


def show_as(look: str, page: Any) -> None:
    """Show the suggestions as a "table" or a "board"."""
    page.show_as(look)
