"""Words about the language that the reason of a decision is written in."""

from __future__ import annotations

from core.i18n import N_, _

_STILL_IN = {
    "cs": N_("The reason is still in Czech."),
    "lv": N_("The reason is still in Latvian."),
    "en": N_("The reason is still in English."),
}
_REASON_IN = {
    "cs": N_("Reason in Czech"),
    "lv": N_("Reason in Latvian"),
    "en": N_("Reason in English"),
}
REASON = {
    "cs": N_("The reason in Czech"),
    "lv": N_("The reason in Latvian"),
    "en": N_("The reason in English"),
}
TITLE = {
    "cs": N_("The title in Czech"),
    "lv": N_("The title in Latvian"),
    "en": N_("The title in English"),
}


def still_in(language: str) -> str:
    """That a letter carries a reason in another language; "" where it does not."""
    return _(_STILL_IN[language]) if language in _STILL_IN else ""


def reason_in(language: str) -> str:
    """The same in a list, where there is little room."""
    return _(_REASON_IN[language]) if language in _REASON_IN else ""
