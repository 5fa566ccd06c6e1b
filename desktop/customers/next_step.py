"""What to do next about a customer: one line, and what does it at a press."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.i18n import N_, _, ngettext
from core.insight.health_scores import CustomerHealth
from desktop.customers.portrait import Portrait
from desktop.formats import day, day_short, days_ago

# An invitation needs some time before the next one.
PATIENCE_DAYS = 30
NEAR_DAYS = 150
_SAID = {
    "complaint": N_("A complaint of {day} waits for your answer."),
    "question": N_("A question of {day} waits for your answer."),
    "suggestion": N_("A suggestion of {day} waits for your answer."),
}
_SAID_ELSE = N_("What was said on {day} waits for your answer.")


@dataclass(frozen=True, slots=True)
class NextStep:
    """A sentence, a tone, and acts in the order of their buttons, the first one the main."""

    sentence: str
    tone: str = "accent"
    acts: tuple[str, ...] = ()


def near(on: date, today: date) -> str:
    """A day in words, without its year where there can be no doubt about it.

    In some languages a day without its year ends in a point of its own, and so may a sentence.
    """
    short = day_short(on)
    return day(on) if short.endswith(".") or abs((on - today).days) >= NEAR_DAYS else short


def next_step(portrait: Portrait) -> NextStep:
    """The one thing that comes first: what waits, then what is overdue, then what is expected."""
    return (
        _if_hidden(portrait)
        or _if_waiting(portrait)
        or _if_unsettled(portrait)
        or _if_checkin(portrait)
        or _if_booked(portrait)
        or _by_rhythm(portrait)
    )


def _if_hidden(portrait: Portrait) -> NextStep | None:
    if not portrait.customer.archived:
        return None
    return NextStep(_("Hidden from the lists. Everything is kept."), "soft", ("show_again",))


def _if_waiting(portrait: Portrait) -> NextStep | None:
    said = portrait.waiting
    if said is None:
        return None
    if said.come_back_on is not None:
        promised = _("You promised to come back on {day}.")
        words = promised.format(day=near(said.come_back_on, portrait.today))
        return NextStep(words, "warning", ("answer",))
    on = next(each.on for each in portrait.story if each.feedback is said)
    sentence = _(_SAID.get(said.kind, _SAID_ELSE)).format(day=near(on, portrait.today))
    return NextStep(sentence, "warning", ("answer",))


def _if_unsettled(portrait: Portrait) -> NextStep | None:
    visit = portrait.unsettled
    if visit is None:
        return None
    sentence = _("Booked for {day}: what became of it?").format(
        day=near(visit.visited_on, portrait.today)
    )
    return NextStep(sentence, "warning", ("came", "no_show"))


def _if_checkin(portrait: Portrait) -> NextStep | None:
    checkin, care = portrait.checkin, portrait.care
    if checkin is None or checkin.due_on > portrait.today:
        if care is None or care.sort == "winback":
            return None
        return NextStep(_(care.because), "warning", ("checkin",))
    sentence = _("Get in touch: the check-in is due.")
    if checkin.note:
        sentence = _("Get in touch, the check-in is due: {note}").format(note=checkin.note)
    return NextStep(sentence, "warning", ("checkin",))


def _if_booked(portrait: Portrait) -> NextStep | None:
    booked_on = portrait.health.booked_on
    if booked_on is None:
        return None
    if booked_on == portrait.today:
        return NextStep(_("Comes today."), "positive")
    return NextStep(_("Booked for {day}.").format(day=near(booked_on, portrait.today)), "positive")


def _by_rhythm(portrait: Portrait) -> NextStep:
    health = portrait.health
    if health.last_visit_on is None:
        return NextStep(_("Has not been here yet."), "soft", ("visit",))
    if health.state in ("overdue", "lost"):
        return _invitation(portrait)
    acts = () if health.refused else ("offer",)
    if health.due_on is None or health.due_on > portrait.today:
        return NextStep(_at_rest(health), "soft")
    if health.gap_is_estimate:
        return NextStep(_("Most customers have come again by now."), "accent", acts)
    sentence = _("A visit has been due since {day}.")
    return NextStep(sentence.format(day=near(health.due_on, portrait.today)), "accent", acts)


def _at_rest(health: CustomerHealth) -> str:
    # Nobody has a rhythm after a visit or two.
    if health.gap_is_estimate:
        return _("Nothing to do now.")
    return _("All is in rhythm: nothing to do now.")


def _invitation(portrait: Portrait) -> NextStep:
    health, today = portrait.health, portrait.today
    assert health.last_visit_on is not None
    ago = days_ago((today - health.last_visit_on).days)
    if health.refused:
        sentence = _("Last here {ago}. Has asked not to be contacted: leave it at that.")
        return NextStep(sentence.format(ago=ago), "soft")
    invited_on = portrait.invited_on
    if invited_on is not None and (today - invited_on).days < PATIENCE_DAYS:
        sentence = _("Invited {ago}. Give it some time.")
        return NextStep(sentence.format(ago=days_ago((today - invited_on).days)), "soft")
    if health.state == "lost":
        sentence = _("Probably lost: last here {ago}. A personal word may bring them back.")
        return NextStep(sentence.format(ago=ago), "negative", ("invite",))
    return NextStep(
        _("Time for an invitation: last here {ago}.").format(ago=ago), "warning", ("invite",)
    )


def rhythm_sentence(portrait: Portrait) -> str:
    """How often she comes and when next, in words; one visit or two are no rhythm yet."""
    health = portrait.health
    if health.last_visit_on is None or health.usual_gap_days is None:
        return _("No visit is noted yet.")
    return f"{_often(health, max(1, round(health.usual_gap_days)))} {_next_time(portrait)}".strip()


def _often(health: CustomerHealth, gap: int) -> str:
    if health.gap_is_estimate:
        often = ngettext(
            "Most customers come again after about {n} day.",
            "Most customers come again after about {n} days.",
            gap,
        )
    elif health.state == "lost":
        often = ngettext("Used to come every {n} day.", "Used to come every {n} days.", gap)
    elif gap == 1:
        often = _("Usually comes every day.")
    else:
        often = ngettext("Usually comes every {n} day.", "Usually comes every {n} days.", gap)
    return often.format(n=gap)


def _next_time(portrait: Portrait) -> str:
    health, window, today = portrait.health, portrait.health.expected, portrait.today
    if health.booked_on is not None:
        return _("Booked for {day}.").format(day=near(health.booked_on, today))
    if window is None:
        return ""
    if window.until < today:
        return _("Was expected between {since} and {until}.").format(
            since=near(window.since, today), until=near(window.until, today)
        )
    return _("Expected between {since} and {until}.").format(
        since=near(window.since, today), until=near(window.until, today)
    )
