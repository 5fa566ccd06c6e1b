"""Words: English sentences in the code, Czech and Latvian from gettext catalogues."""

from __future__ import annotations

import gettext as _gettext
from functools import cache
from typing import Any

from core.paths import resources

LANGUAGES = ("cs", "lv", "en")
DOMAIN = "regulars"

_language = "en"


@cache
def _catalogue(language: str) -> _gettext.NullTranslations:
    folder = str(resources() / "locale")
    return _gettext.translation(DOMAIN, folder, languages=[language], fallback=True)


def use(language: str) -> None:
    """Speak `language` ("cs", "lv" or "en") from now on; anything else means English."""
    global _language
    _language = language if language in LANGUAGES else "en"


def language() -> str:
    """The language in use."""
    return _language


def _(sentence: str) -> str:
    """The sentence in the language in use."""
    return _catalogue(_language).gettext(sentence)


def ngettext(one: str, many: str, n: int) -> str:
    """The form of the sentence that fits the count `n` in the language in use."""
    return _catalogue(_language).ngettext(one, many, n)


def pgettext(context: str, sentence: str) -> str:
    """The sentence in the language in use, told apart from its homonyms by a context."""
    return _catalogue(_language).pgettext(context, sentence)


def N_(sentence: str) -> str:
    """Mark a sentence that is translated later, when it is shown."""
    return sentence


def translate(sentence: str, facts: dict[str, Any] | None = None) -> str:
    """A marked sentence in the language in use, its named placeholders filled."""
    text = _(sentence)
    return text.format(**facts) if facts else text


def from_system(wanted: str | None) -> str:
    """The best of our languages for a system locale such as "cs_CZ" or None."""
    code = (wanted or "").replace("-", "_").split("_")[0].lower()
    return code if code in LANGUAGES else "en"


def said_in(wanted: str, sentence: str, **facts: Any) -> str:
    """A marked sentence in a language other than the screen's: for customers and the shop."""
    text = _catalogue(wanted if wanted in LANGUAGES else "en").gettext(sentence)
    return text.format(**facts) if facts else text
