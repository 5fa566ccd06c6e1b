"""Reading the mood of a text: one reader per language, a reading that shows its words.

What reads is loaded on first use, so that a page that only shows readings opens without it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from core.measures.sentiment.reading import POLARITIES, Polarity, Reading, Word

if TYPE_CHECKING:
    from core.measures.sentiment.kinds import guess_kind
    from core.measures.sentiment.language import guess
    from core.measures.sentiment.readers import names, read

_LATE = {"guess": "language", "guess_kind": "kinds", "names": "readers", "read": "readers"}

__all__ = ["POLARITIES", "Polarity", "Reading", "Word", "guess", "guess_kind", "names", "read"]


def __getattr__(name: str) -> Any:
    if name not in _LATE:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_LATE[name]}"), name)
