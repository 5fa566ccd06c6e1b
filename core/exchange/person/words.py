"""The words of a person's record on paper for what the store keeps as keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.i18n import N_, _
from core.measures.stage import STAGES
from core.people.customers import NO_PULSE

CONSENTS = {"yes": N_("Agreed"), "no": N_("Refused"), "unknown": N_("Not asked")}
VISITS = {
    "done": "",
    "booked": N_("To come"),
    "was_booked": N_("Was booked"),
    "cancelled": N_("Cancelled"),
    "no_show": N_("Did not come"),
}
MOODS = {
    "negative": N_("sounds unhappy"),
    "neutral": N_("sounds calm"),
    "positive": N_("sounds happy"),
    "mixed": N_("sounds happy and unhappy at once"),
    "unread": N_("mood not read"),
}
REASONS = {
    "checkin": N_("A check-in"),
    "reply": N_("Answer"),
    "feedback": N_("What was said"),
    "winback": N_("Invitation"),
    "booking": N_("Booking"),
    "other": "",
}
PULSES = {
    NO_PULSE: N_("No feeling any more"),
    1: N_("Worried"),
    2: N_("Not sure"),
    3: N_("All is well"),
}
PINS: dict[Any, str] = {**STAGES, None: N_("By the rules again")}
# A language calls itself by its own name.
LANGUAGES = {"cs": "Čeština", "lv": "Latviešu", "en": "English"}


def word(words: Mapping[Any, str], key: object) -> str:
    """The word for a key in the language in use, "" where there is none."""
    found = words.get(key, "")
    return _(found) if found else ""
