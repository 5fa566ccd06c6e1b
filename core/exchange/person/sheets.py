"""The sheets of a person's record, part by part, as reportlab sets them.

This room imports reportlab, so only printing may import it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from reportlab.platypus import CondPageBreak, Spacer

from core import formats
from core.exchange.person import words
from core.exchange.person.parts import facts_table, heading, quoted, table
from core.exchange.person.record import Answered, PersonRecord, Said
from core.exchange.person.words import word
from core.i18n import _, ngettext
from core.measures.health import BANDS
from core.measures.points import whole
from core.measures.stage import STAGES
from core.paper import words as printed
from core.paper.parts import text
from core.paper.typeface import GRID
from core.people.customers import Customer
from core.people.touchpoints import CHANNEL_LABELS
from core.people.visits import Visit
from core.voice.feedback import Feedback


def story(record: PersonRecord) -> list[Any]:
    """Everything from the name to the last contact, in the language in use."""
    parts = _title(record)
    for name, part in (
        (_("Particulars"), _particulars(record)),
        (_("Also known as"), _also_known(record)),
        (_("May we write?"), _consents(record)),
        (_("How things stand"), _standing(record)),
        (_("Goals"), _goals(record)),
        (_("Visits"), _visits(record)),
        (_("What was said, and what we answered"), _feedback(record)),
        (_("Ideas supported"), _supported(record)),
        (_("Survey answers"), _answers(record)),
        (_("Contacts"), _contacts(record)),
    ):
        if part:
            parts += [*heading(name), *part]
    return parts


def _title(record: PersonRecord) -> list[Any]:
    written = _("Everything that the shop has written down, as of {day}.")
    return [
        *([text(record.shop, "shop")] if record.shop else []),
        text(record.customer.name, "display"),
        text(written.format(day=formats.day(record.on)), "lead"),
    ]


def _particulars(record: PersonRecord) -> list[Any]:
    customer = record.customer
    facts = [
        (_("Name"), customer.name),
        (_("First name in letters"), _first_name(customer)),
        (_("Phone"), customer.phone),
        (_("E-mail"), customer.email),
        (_("Birthday"), formats.day(customer.born_on) if customer.born_on else ""),
        (_("Writes and reads in"), words.LANGUAGES.get(customer.language, "")),
        (_("Customer since"), formats.day(customer.joined_on) if customer.joined_on else ""),
        (_("Customer number"), customer.reference),
        (_("Hidden"), _("No longer shown in the lists.") if customer.archived else ""),
    ]
    parts: list[Any] = [facts_table([(name, told) for name, told in facts if told])]
    if customer.note:
        parts += [Spacer(0, GRID), text(_("Note"), "caption"), text(customer.note)]
    return parts


def _first_name(customer: Customer) -> str:
    """The first name where it is not plain from the name."""
    plain = customer.name.split(" ")[0] == customer.first_name
    return "" if plain else customer.first_name


def _also_known(record: PersonRecord) -> list[Any]:
    lines = []
    for known in record.also_known:
        told = (known.name, known.phone, known.email, known.reference)
        until = _("until {day}").format(day=_day(record, known.merged_at))
        lines.append(text(" · ".join(part for part in (*told, until) if part)))
    return lines


def _consents(record: PersonRecord) -> list[Any]:
    if not record.consents:
        return [text(_("Nothing was agreed or refused yet."), "soft")]
    head = (_("For messages by"), _("The customer"), _("Since"), _("Where this was said"))
    rows = [
        (
            word(CHANNEL_LABELS, said.channel),
            word(words.CONSENTS, said.state),
            formats.day(said.since_on),
            _said_where(said),
        )
        for said in record.consents
    ]
    return [table(head, rows, (0.2, 0.2, 0.2, 0.4))]


def _said_where(said: Said) -> str:
    quoted = _("“{words}”").format(words=said.wording) if said.wording else ""
    return "\n".join(part for part in (said.source, quoted) if part)


def _standing(record: PersonRecord) -> list[Any]:
    """Health in words, how the owner saw her over time, and the regular contact."""
    standing, checkin = record.standing, record.checkin
    facts: list[tuple[str, str]] = []
    if standing is not None:
        facts.append((_("Stage"), word(STAGES, standing.stage)))
        facts.append((_("Health"), _health(record)))
    if record.pins:
        pinned = [(on, word(words.PINS, stage)) for on, stage in record.pins]
        facts.append((_("Stage set by hand"), _over_time(pinned)))
    if record.pulses:
        felt = [(on, word(words.PULSES, value)) for on, value in record.pulses]
        facts.append((_("The owner’s own feeling"), _over_time(felt)))
    if checkin is not None:
        sentence = ngettext(
            "Every {n} day without contact; next on {day}.",
            "Every {n} days without contact; next on {day}.",
            checkin.interval_days,
        ).format(n=checkin.interval_days, day=formats.day(checkin.due_on))
        facts.append((_("Check-in"), "\n".join(filter(None, (sentence, checkin.note)))))
    return [facts_table(facts)] if facts else []


def _over_time(said: Sequence[tuple[date, str]]) -> str:
    return "\n".join(
        _("{feeling} ({day})").format(feeling=words_said, day=formats.day(on))
        for on, words_said in said
    )


def _health(record: PersonRecord) -> str:
    standing = record.standing
    assert standing is not None
    if standing.score is None or standing.band is None:
        return _("There is too little to go by yet.")
    score = _("{band}, {score} points out of 100 on {day}.").format(
        band=word(BANDS, standing.band),
        score=whole(standing.score),
        day=formats.day(standing.on),
    )
    return "\n".join((score, *standing.why))


def _goals(record: PersonRecord) -> list[Any]:
    rows = []
    for goal in record.goals:
        reached = formats.day(goal.reached_on) if goal.reached_on else "–"
        rows.append((goal.body, formats.day(goal.set_on), reached))
    head = (_("In the customer’s words"), _("Noted on"), _("Reached on"))
    return [table(head, rows, (0.6, 0.2, 0.2))] if rows else []


def _visits(record: PersonRecord) -> list[Any]:
    if not record.visits:
        return [text(_("No visit is noted yet."), "soft")]
    head = (_("Day"), _("What was done"), _("With"), _("Note"), _("Paid"))
    rows = [
        (formats.day(visit.visited_on), *_visit(visit, record.on), _paid(visit))
        for visit in record.visits
    ]
    return [table(head, rows, (0.16, 0.28, 0.15, 0.27, 0.14), right=(4,))]


def _visit(visit: Visit, today: date) -> tuple[str, str, str]:
    is_over = visit.status == "booked" and visit.visited_on < today
    became = word(words.VISITS, "was_booked" if is_over else visit.status)
    note = "\n".join(part for part in (became, visit.note) if part)
    return visit.services or "–", visit.staff_member, note


def _paid(visit: Visit) -> str:
    if visit.amount_minor is None:
        return ""
    return formats.money(visit.amount_minor, visit.currency)


def _feedback(record: PersonRecord) -> list[Any]:
    parts: list[Any] = []
    for heard, answers in record.feedback:
        parts += [
            CondPageBreak(6 * GRID),
            quoted(_about(record, heard), _("“{words}”").format(words=heard.body), "quote"),
            *(_answer(record, answer) for answer in answers),
            Spacer(0, GRID),
        ]
    return parts


def _about(record: PersonRecord, heard: Feedback) -> str:
    marks = (
        _day(record, heard.said_at),
        word(printed.KINDS, heard.kind),
        word(CHANNEL_LABELS, heard.channel),
        heard.topic,
        word(words.MOODS, heard.polarity),
        _("by the owner’s own word") if heard.overruled else "",
        heard.staff_member,
    )
    return " · ".join(mark for mark in marks if mark)


def _answer(record: PersonRecord, answer: Answered) -> Any:
    day = _day(record, answer.at)
    if answer.status == "none":
        about, body = _("{day} · no answer needed"), answer.because
    elif answer.status == "draft":
        about, body = _("{day} · an answer is drafted, and not sent"), answer.body
    else:
        about, body = _("{day} · our answer"), answer.body
    return quoted(about.format(day=day), body, "body", inset=3 * GRID)


def _supported(record: PersonRecord) -> list[Any]:
    rows = [(title, word(printed.STATUSES, status)) for title, status in record.supported]
    return [table((_("Idea"), _("Status")), rows, (0.75, 0.25))] if rows else []


def _answers(record: PersonRecord) -> list[Any]:
    parts: list[Any] = []
    before: tuple[str, Any] | None = None
    rows: list[tuple[str, str]] = []
    for asked in record.answers:
        if before != (asked.survey, asked.submitted_at):
            parts += _answered(record, before, rows)
            before, rows = (asked.survey, asked.submitted_at), []
        rows.append((asked.question, asked.answer))
    return [*parts, *_answered(record, before, rows)]


def _answered(
    record: PersonRecord, survey: tuple[str, Any] | None, rows: Sequence[tuple[str, str]]
) -> list[Any]:
    if survey is None or not rows:
        return []
    title = " · ".join((survey[0], _day(record, survey[1])))
    return [
        CondPageBreak(8 * GRID),
        text(title, "strong"),
        facts_table(rows, share=0.6),
        Spacer(0, GRID),
    ]


def _contacts(record: PersonRecord) -> list[Any]:
    rows = []
    for contact in record.contacts:
        from_whom = _("From the customer") if contact.direction == "in" else _("From the shop")
        about = "\n".join(filter(None, (word(words.REASONS, contact.reason), contact.note)))
        channel = word(CHANNEL_LABELS, contact.channel)
        rows.append((_day(record, contact.at), channel, from_whom, about))
    head = (_("Day"), _("How"), _("From whom"), _("What about"))
    return [table(head, rows, (0.18, 0.18, 0.22, 0.42))] if rows else []


def _day(record: PersonRecord, instant: Any) -> str:
    return formats.day(record.clock.day_of(instant))
