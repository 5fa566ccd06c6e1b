"""The columns of the inbox: the mood, the words in two lines, who and about what, and when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from core.clock import Clock
from core.i18n import _
from core.people.touchpoints import CHANNEL_LABELS
from core.voice.feedback import Feedback
from desktop import formats
from desktop.widgets import badge
from desktop.widgets.badge import Look
from desktop.widgets.mood_words import how_read
from desktop.widgets.record_table import Column
from desktop.widgets.waiting_age import Patience, waits_since

# In a list narrower than this the words need the room of the names, which go under them.
NARROW = 520
# Narrower still they need that of the faces as well, which stand beside the list anyway.
NARROWEST = 400


def columns(
    clock: Clock, patience: Callable[[], Patience], narrow: Callable[[], bool]
) -> Sequence[Column]:
    """The columns; `narrow` says whether who it was has to stand under the words."""
    return [
        Column(
            _("Mood"),
            lambda said: badge.polarity(said.polarity).text,
            sort="polarity",
            width=84,
            look=_mood,
            tip=how_read,
            hidden_below=NARROWEST,
        ),
        Column(
            _("What was said"),
            lambda said: said.body,
            sort="body",
            stretch=True,
            strong=lambda said: said.is_new,
            under=lambda said: _who_and_what(said) if narrow() else "",
            lines=2,
            searched=True,
        ),
        Column(
            _("Customer"),
            _who,
            sort="customer",
            width=172,
            tone=lambda said: None if said.customer else "soft",
            under=lambda said: said.topic,
            hidden_below=NARROW,
            searched=True,
        ),
        Column(
            _("When"),
            lambda said: _when(clock, said),
            sort="said_at",
            width=124,
            tone=lambda _said: "soft",
            look=lambda said: _wait(clock, said, patience()),
            tip=lambda said: _tip(clock, patience(), said),
            value=lambda said: clock.day_of(said.said_at),
        ),
    ]


def more_columns() -> list[Column]:
    """What only a saved list has a column for."""
    return [
        Column(_("Topic"), lambda said: said.topic),
        Column(_("Kind"), lambda said: badge.kind(said.kind).text),
        Column(_("Channel"), lambda said: _(CHANNEL_LABELS.get(said.channel, said.channel))),
        Column(_("Staff member"), lambda said: said.staff_member),
    ]


def _who(said: Feedback) -> str:
    return said.customer or _("Walk-in")


def _who_and_what(said: Feedback) -> str:
    who = _who(said)
    return f"{who} · {said.topic}" if said.topic else who


def _when(clock: Clock, said: Feedback) -> str:
    on = clock.day_of(said.said_at)
    return formats.day_short(on) if on.year == clock.today().year else formats.day(on)


def _wait(clock: Clock, said: Feedback, patience: Patience) -> Look | None:
    """How long it waits, or until when it was put off; nothing where nobody waits."""
    if said.snoozed_until is not None:
        sign = "snooze" if said.come_back_on is None else "promise"
        return Look(formats.day_short(said.snoozed_until), "neutral", sign)
    if said.come_back_on is not None:
        since = waits_since(said, clock)
        return patience.promised_look(since, said.come_back_on, clock.today())
    return patience.look(said.said_at) if said.waiting else None


def _tip(clock: Clock, patience: Patience, said: Feedback) -> str:
    on = formats.day(clock.day_of(said.said_at))
    if said.come_back_on is not None:
        promised = formats.day(said.come_back_on)
        return "\n".join((on, _("You promised to come back on {day}.").format(day=promised)))
    if said.snoozed_until is not None:
        until = formats.day(said.snoozed_until)
        return "\n".join((on, _("Put off until {day}.").format(day=until)))
    if not said.waiting:
        return on
    return f"{on}\n{patience.sentence(said.said_at)}"


def _mood(said: Any) -> Look:
    """The face alone: its word is in the tool tip and in the detail."""
    look = badge.polarity(said.polarity)
    return Look("", look.tone, look.icon)
