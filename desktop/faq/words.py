"""How entries, languages and uses are called on the page of frequent questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from core.i18n import LANGUAGES, _, ngettext
from core.voice.faq import Faq
from desktop import formats, language


def own_names() -> dict[str, str]:
    """Each language of the app by its own name."""
    names = dict(language.choices())
    return {code: names[code] for code in LANGUAGES}


def is_told(entry: Faq, code: str) -> bool:
    """Whether an entry has a question and an answer in a language."""
    text = entry.texts.get(code)
    return text is not None and bool(text.question and text.answer)


def tab(code: str, told: bool) -> str:
    """What stands on the tab of a language; one that is missing says so in words."""
    name = own_names()[code]
    return name if told else _("{language} · missing").format(language=name)


def told_in(entry: Faq) -> str:
    """The languages of an entry in short, such as CS, EN, and how many are missing."""
    told = ", ".join(code.upper() for code in LANGUAGES if is_told(entry, code))
    missing = len(missing_in(entry))
    if not told:
        return _("No answer yet")
    if not missing:
        return told
    return ngettext("{languages} · {n} missing", "{languages} · {n} missing", missing).format(
        languages=told, n=missing
    )


def missing_in(entry: Faq) -> list[str]:
    """The own names of languages in which there is no answer yet."""
    names = own_names()
    return [names[code] for code in LANGUAGES if not is_told(entry, code)]


def uses(entry: Faq, last_on: date | None) -> str:
    """How often an entry has served, and on which day last."""
    if not entry.uses:
        return _("Not used yet.")
    if last_on is None:
        used = ngettext("Used {n} time.", "Used {n} times.", entry.uses)
        return used.format(n=formats.number(entry.uses))
    return ngettext(
        "Used {n} time, last on {day}.", "Used {n} times, last on {day}.", entry.uses
    ).format(n=formats.number(entry.uses), day=formats.day(last_on))


def asked(people: int, feedback_ids: Sequence[int]) -> str:
    """How many asked alike."""
    n = max(people, 1)
    if people == len(feedback_ids):
        return ngettext("{n} customer asked alike.", "{n} customers asked alike.", n).format(n=n)
    count = len(feedback_ids)
    return ngettext("Asked {n} time alike.", "Asked {n} times alike.", count).format(n=count)
