"""Everything that happened to a suggestion: its words, inputs, links, merges and decisions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.clock import Clock
from core.i18n import N_, _
from core.voice import decided
from core.voice.suggestions import Change
from desktop import formats
from desktop.desk import Desk
from desktop.widgets import badge, rice_words
from desktop.widgets.reason_words import REASON, TITLE
from desktop.widgets.section import Section
from desktop.widgets.timeline import Entry, Timeline

SLICE = 8
_DASH = "–"
_WORDS = {
    "added": ("add", N_("Written down")),
    "title": ("edit", N_("Other words")),
    "body": ("edit", N_("Another explanation")),
    "topic": ("topic", N_("Topic")),
    "reach": ("customers", N_("Reach")),
    "impact": ("insights", N_("Impact")),
    "confidence": ("mixed", N_("Confidence")),
    "effort_days": ("waiting", N_("Effort")),
    "linked": ("link", N_("A voice was linked")),
    "unlinked": ("unlink", N_("A voice was taken away")),
    "merged": ("merge", N_("Another suggestion was merged into this one")),
    "merged_into": ("merge", N_("Merged into another suggestion")),
    **{f"because.{language}": ("quote", name) for language, name in REASON.items()},
    **{f"title.{language}": ("edit", name) for language, name in TITLE.items()},
}


class ChangesSection(Section):
    """The newest first; voices and merged suggestions lead to themselves."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("What happened"))
        self._desk = desk
        self._suggestion_id = 0
        self._timeline = Timeline(SLICE)
        self._timeline.picked.connect(self._open)
        self.add(self._timeline)

    def show_changes(self, suggestion_id: int, changes: Sequence[Change]) -> None:
        """Show what happened to a suggestion."""
        same = suggestion_id == self._suggestion_id
        self._suggestion_id = suggestion_id
        self._timeline.show_entries(_Story(changes, self._desk.workspace.clock), keep=same)

    def _open(self, target: object) -> None:
        if isinstance(target, tuple):
            page, number = target
            self._desk.navigation.open(page, number)


class _Story(Sequence[Entry]):
    """Each change is put into words when it comes into view: thousands may stand behind one."""

    def __init__(self, changes: Sequence[Change], clock: Clock) -> None:
        self._changes, self._clock = changes, clock

    def __len__(self) -> int:
        return len(self._changes)

    def __getitem__(self, place: Any) -> Any:
        change = self._changes[place]
        return entry(change, formats.day(self._clock.day_of(change.at)))


def entry(change: Change, when: str) -> Entry:
    """One change as an entry of the time line."""
    if change.what == "decided":
        look = badge.status(change.after)
        return Entry(look.icon, when, look.text, change.because, look.tone)
    if change.what == "must_do":
        title = _("Now a must") if change.after else _("No longer a must")
        return Entry("must_do", when, title, "", "warning" if change.after else "neutral")
    icon, title = _WORDS.get(change.what, ("edit", change.what))
    return Entry(icon, when, _(title), _told(change), target=_target(change))


def _target(change: Change) -> object:
    if change.number is None:
        return None
    page = {
        "linked": "feedback",
        "unlinked": "feedback",
        "merged": "suggestions",
        "merged_into": "suggestions",
    }.get(change.what)
    return (page, change.number) if page else None


def _told(change: Change) -> str:
    if change.what in ("linked", "unlinked"):
        return change.after or change.before or _("A walk-in")
    if change.what in ("added", "body"):
        return ""
    if change.what in ("merged", "merged_into") or change.what.startswith(decided.BECAUSE):
        return change.after or change.before
    before, after = _value(change.what, change.before), _value(change.what, change.after)
    moved = _("{before} → {after}").format(before=before or _DASH, after=after or _DASH)
    return f"{moved}\n{change.because}" if change.because else moved


def _value(what: str, text: str) -> str:
    """A value as it is said elsewhere; numbers come as plain text."""
    if not text:
        return _("counted") if what == "reach" else ""
    if what == "impact":
        return rice_words.capital(rice_words.impact(float(text)))
    if what == "confidence":
        return rice_words.capital(rice_words.confidence(float(text)))
    if what == "effort_days":
        return rice_words.effort(float(text))
    return rice_words.people(round(float(text))) if what == "reach" else text
