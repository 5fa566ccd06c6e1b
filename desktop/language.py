"""The language of the screen, chosen at the first start and changed at any time."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QLocale, QObject, Signal

from core import i18n
from desktop.window_state import Preferences

KEY = "language"
_OWN_NAMES = {"cs": "Čeština", "lv": "Latviešu", "en": "English"}


class News(QObject):
    """Tells that the language was changed; the app then builds its window anew."""

    changed = Signal()


@cache
def news() -> News:
    """The one who tells of a changed language."""
    return News()


def choices() -> list[tuple[str, str]]:
    """Each language's code and its name in its own words."""
    return [(code, _OWN_NAMES[code]) for code in i18n.LANGUAGES]


def start(preferences: Preferences) -> str:
    """Speak the language kept in the preferences, else the system's; returns its code."""
    code = preferences.text(KEY) or i18n.from_system(QLocale.system().name())
    _speak(code)
    return code


def change(preferences: Preferences, code: str) -> None:
    """Speak another language from now on, and at the next start."""
    preferences.put(KEY, code)
    _speak(code)
    news().changed.emit()


def _speak(code: str) -> None:
    i18n.use(code)
    names = {"cs": "cs_CZ", "lv": "lv_LV", "en": "en_GB"}
    QLocale.setDefault(QLocale(names.get(code, "en_GB")))
