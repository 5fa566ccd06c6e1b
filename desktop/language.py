"""The language of the screen, chosen at the first start and changed at any time."""

from __future__ import annotations

from functools import cache
from typing import cast

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

from core import i18n
from desktop.window_state import Preferences

KEY = "language"
# Qt takes None, unlike an empty text, for words that are not known; its stubs know no None.
_UNKNOWN = cast(str, None)
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


def start(preferences: Preferences, wanted: str = "") -> str:
    """Speak `wanted`, else the language kept in the preferences, else the system's.

    Returns the code of the language.
    """
    code = wanted or preferences.text(KEY) or i18n.from_system(QLocale.system().name())
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
    _translate_qt(code)


class _Older(QTranslator):
    """Finds what Qt's catalogue still has in its words of old, from before a key was marked.

    Qt asks it last, so only about what nobody else knows: “&Look in:” was “Look in:”.
    """

    def __init__(self, words: QTranslator) -> None:
        super().__init__()
        self._words = words

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        if "&" not in source:
            return _UNKNOWN
        older = source.replace("&", "")
        return self._words.translate(context, older, disambiguation, n) or _UNKNOWN


_qt_words: list[QTranslator] = []


def _translate_qt(code: str) -> None:
    """Let Qt's own menus and dialogs (copy, paste, open a file) speak the language too."""
    app = QCoreApplication.instance()
    if app is None:
        return
    while _qt_words:
        app.removeTranslator(_qt_words.pop())
    words = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if code != "en" and words.load(f"qtbase_{code}", folder):
        # The one that is put in last is asked first.
        for each in (_Older(words), words):
            app.installTranslator(each)
            _qt_words.append(each)
