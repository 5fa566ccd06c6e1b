"""Why somebody gets no answer where the app says so by itself; kept in English, told in any."""

from __future__ import annotations

from core.i18n import N_, _
from core.store.erasure import NOBODY_LEFT

__all__ = ["LEFT_NO_NAME", "NOBODY_LEFT", "OF_ITS_OWN", "told"]

LEFT_NO_NAME = N_("A walk-in left no name to write to.")
OF_ITS_OWN = (LEFT_NO_NAME, NOBODY_LEFT)


def told(because: str) -> str:
    """A stored reason in the language in use; the owner's own words stay as they are."""
    return _(because) if because in OF_ITS_OWN else because
