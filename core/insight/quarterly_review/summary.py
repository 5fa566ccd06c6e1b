"""The stored form of a closed review: every figure and every word as it was.

Whoever is erased is blanked in it (`store.closed_reviews`). A review that was closed by an early
version kept only the numbers of voices and customers; their words are told from their rows.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from core.clock import iso, parse_instant
from core.insight.quarterly_review.pages import LostCustomer, Quote, ReviewPages, Unanswered

if TYPE_CHECKING:
    from core.store.workspace import Workspace


WITH_WORDS = "with_words"


def to_text(pages: ReviewPages) -> str:
    """The pages as JSON; equal pages give equal text."""
    stored = {**_plain(pages), WITH_WORDS: True}
    return json.dumps(stored, ensure_ascii=False, sort_keys=True)


def from_text(workspace: Workspace, text: str) -> ReviewPages:
    """The pages of a stored review, without the voices of those who were erased since."""
    stored = json.loads(text)
    pages: ReviewPages = _record(ReviewPages, stored)
    if not stored.get(WITH_WORDS):
        pages = _with_words(workspace, pages)
    quotes = tuple(quote for quote in pages.heard.quotes if quote.body)
    return replace(pages, heard=replace(pages.heard, quotes=quotes))


def _with_words(workspace: Workspace, pages: ReviewPages) -> ReviewPages:
    """The same with people told from their rows as far as they remain."""
    people = _people(workspace, [lost.customer_id for lost in pages.lost])
    heard = [quote.feedback_id for quote in pages.heard.quotes]
    voices = _voices(workspace, heard + [voice.feedback_id for voice in pages.waiting])
    quotes = tuple(_spoken(quote, voices) for quote in pages.heard.quotes)
    return replace(
        pages,
        heard=replace(pages.heard, quotes=quotes),
        lost=tuple(_named(lost, people) for lost in pages.lost),
        waiting=tuple(_spoken(voice, voices) for voice in pages.waiting),
    )


Voice = typing.TypeVar("Voice", Quote, Unanswered)


def _spoken(voice: Voice, voices: dict[int, Any]) -> Voice:
    row = voices.get(voice.feedback_id)
    if row is None:
        return voice
    return replace(
        voice,
        customer_id=row["customer_id"],
        customer=row["name"] or "",
        first_name=row["first_name"] or "",
        body=row["body"],
    )


def _named(lost: LostCustomer, people: dict[int, Any]) -> LostCustomer:
    row = people.get(lost.customer_id)
    if row is None:
        return lost
    return replace(lost, customer=row["name"], first_name=row["first_name"])


def _people(workspace: Workspace, ids: list[int]) -> dict[int, Any]:
    rows = workspace.rows(
        f"SELECT id, name, first_name FROM customer WHERE id IN ({_marks(ids)})", ids
    )
    return {row["id"]: row for row in rows}


def _voices(workspace: Workspace, ids: list[int]) -> dict[int, Any]:
    rows = workspace.rows(
        "SELECT feedback.id, body, customer_id, name, first_name FROM feedback "
        f"LEFT JOIN customer ON customer.id = customer_id WHERE feedback.id IN ({_marks(ids)})",
        ids,
    )
    return {row["id"]: row for row in rows}


def _marks(ids: list[int]) -> str:
    return ", ".join("?" * len(ids))


# Records to plain values and back, by their own type hints


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {
            field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)
        }
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, datetime):
        return iso(value)
    return value.isoformat() if isinstance(value, date) else value


def _record(kind: Any, stored: dict[str, Any]) -> Any:
    """A record from its stored fields; a field added since then takes its default."""
    hints = typing.get_type_hints(kind)
    return kind(**{n: _value(hints[n], value) for n, value in stored.items() if n in hints})


def _value(hint: Any, stored: Any) -> Any:
    if stored is None:
        return None
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return _value(next(part for part in inner if part is not types.NoneType), stored)
    if origin is tuple:
        parts = [inner[0]] * len(stored) if inner[-1] is Ellipsis else inner
        return tuple(_value(part, one) for part, one in zip(parts, stored, strict=True))
    if dataclasses.is_dataclass(hint):
        return _record(hint, stored)
    if hint is datetime:
        return parse_instant(stored)
    return date.fromisoformat(stored) if hint is date else stored
