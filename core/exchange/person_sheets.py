"""The sheets of a person's record, part by part, as reportlab sets them.

This room imports reportlab, so only printing may import it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Paragraph, Spacer, Table

from core import formats
from core.exchange import person_words as words
from core.exchange.person_record import Answered, PersonRecord, Said
from core.exchange.person_words import word
from core.i18n import _, ngettext
from core.measures.health import BANDS
from core.measures.stage import STAGES
from core.paper.parts import ROOM, text
from core.paper.typeface import EDGE, GRID, LINE, PLAIN, RAISED, marked_up, style
from core.people.touchpoints import CHANNEL_LABELS
from core.people.visits import Visit
from core.voice.feedback import Feedback

# What is longer goes on in a row of its own, which may stand on the next sheet.
_LONGEST_PIECE, _LONGEST_CELL = 1200, 450


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
            parts += [*_heading(name), *part]
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
        (_("First name in letters"), customer.first_name),
        (_("Phone"), customer.phone),
        (_("E-mail"), customer.email),
        (_("Birthday"), formats.day(customer.born_on) if customer.born_on else ""),
        (_("Writes and reads in"), words.LANGUAGES.get(customer.language, "")),
        (_("Customer since"), formats.day(customer.joined_on) if customer.joined_on else ""),
        (_("Customer number"), customer.reference),
        (_("Hidden"), _("No longer shown in the lists.") if customer.archived else ""),
    ]
    parts: list[Any] = [_facts([(name, told) for name, told in facts if told])]
    if customer.note:
        parts += [Spacer(0, GRID), text(_("Note"), "caption"), text(customer.note)]
    return parts


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
    return [_table(head, rows, (0.2, 0.2, 0.2, 0.4))]


def _said_where(said: Said) -> str:
    quoted = _("“{words}”").format(words=said.wording) if said.wording else ""
    return "\n".join(part for part in (said.source, quoted) if part)


def _standing(record: PersonRecord) -> list[Any]:
    """Health in words, the owner's own feeling, and the regular contact."""
    standing, customer, checkin = record.standing, record.customer, record.checkin
    facts: list[tuple[str, str]] = []
    if standing is not None:
        facts.append((_("Stage"), word(STAGES, standing.stage)))
        facts.append((_("Health"), _health(record)))
    if customer.pulse is not None and customer.pulse_on is not None:
        feeling = _("{feeling} ({day})").format(
            feeling=word(words.PULSES, customer.pulse), day=formats.day(customer.pulse_on)
        )
        facts.append((_("The owner’s own feeling"), feeling))
    if checkin is not None:
        sentence = ngettext(
            "Every {n} day without contact; next on {day}.",
            "Every {n} days without contact; next on {day}.",
            checkin.interval_days,
        ).format(n=checkin.interval_days, day=formats.day(checkin.due_on))
        facts.append((_("Check-in"), "\n".join(filter(None, (sentence, checkin.note)))))
    return [_facts(facts)] if facts else []


def _health(record: PersonRecord) -> str:
    standing = record.standing
    assert standing is not None
    if standing.score is None or standing.band is None:
        return _("There is too little to go by yet.")
    score = _("{band}, {score} points out of 100 on {day}.").format(
        band=word(BANDS, standing.band),
        score=formats.number(standing.score),
        day=formats.day(standing.on),
    )
    return "\n".join((score, *standing.why))


def _goals(record: PersonRecord) -> list[Any]:
    rows = []
    for goal in record.goals:
        reached = formats.day(goal.reached_on) if goal.reached_on else "–"
        rows.append((goal.body, formats.day(goal.set_on), reached))
    head = (_("In the customer’s words"), _("Noted on"), _("Reached on"))
    return [_table(head, rows, (0.6, 0.2, 0.2))] if rows else []


def _visits(record: PersonRecord) -> list[Any]:
    if not record.visits:
        return [text(_("No visit is noted yet."), "soft")]
    head = (_("Day"), _("What was done"), _("With"), _("Note"), _("Paid"))
    rows = [
        (formats.day(visit.visited_on), *_visit(visit), _paid(visit)) for visit in record.visits
    ]
    return [_table(head, rows, (0.16, 0.28, 0.15, 0.27, 0.14), right=(4,))]


def _visit(visit: Visit) -> tuple[str, str, str]:
    became = word(words.VISITS, visit.status)
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
            _quoted(_about(record, heard), _("“{words}”").format(words=heard.body), "quote"),
            *(_answer(record, answer) for answer in answers),
            Spacer(0, GRID),
        ]
    return parts


def _about(record: PersonRecord, heard: Feedback) -> str:
    marks = (
        _day(record, heard.said_at),
        word(words.KINDS, heard.kind),
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
    return _quoted(about.format(day=day), body, "body", inset=3 * GRID)


def _supported(record: PersonRecord) -> list[Any]:
    rows = [(title, word(words.SUGGESTIONS, status)) for title, status in record.supported]
    return [_table((_("Idea"), _("Status")), rows, (0.75, 0.25))] if rows else []


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
        _facts(rows, share=0.6),
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
    return [_table(head, rows, (0.18, 0.18, 0.22, 0.42))] if rows else []


# The parts of these sheets


def _day(record: PersonRecord, instant: Any) -> str:
    return formats.day(record.clock.day_of(instant))


def _heading(name: str) -> list[Any]:
    """A heading that leaves no half sheet empty: the table below it may break at once."""
    apart = ParagraphStyle("apart", parent=style("heading"), keepWithNext=0)
    return [CondPageBreak(13 * GRID), Paragraph(marked_up(name), apart)]


def _facts(facts: Sequence[tuple[str, str]], share: float = 0.28) -> Any:
    """What something is called at the left, what it is at the right."""
    rows = [
        [text(name, "soft"), piece]
        for name, told in facts
        for name, piece in _in_pieces(name, told)
    ]
    return _lined(rows, [ROOM * share, ROOM * (1 - share)])


def _in_pieces(name: str, told: str) -> Iterator[tuple[str, Any]]:
    for number, piece in enumerate(_pieces(told)):
        yield ("" if number else name), text(piece)


def _table(
    head: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[float], right: Any = ()
) -> Any:
    """A table whose head is repeated on every sheet; a column without a word leaves its room."""
    filled = [at for at in range(len(head)) if at == 0 or any(row[at] for row in rows)]
    room = sum(shares[at] for at in filled)
    shares = [shares[at] / room for at in filled]
    right = [filled.index(at) for at in right if at in filled]
    rows = [[row[at] for at in filled] for row in rows]
    head = [head[at] for at in filled]
    titles = [
        text(name, "caption_right" if at in right else "caption") for at, name in enumerate(head)
    ]
    cells: list[list[Any]] = [titles]
    for row in rows:
        columns = [_pieces(cell, _LONGEST_CELL) for cell in row]
        for number in range(max(map(len, columns))):
            pieces = [column[number] if number < len(column) else "" for column in columns]
            cells.append(
                [text(piece, "right" if at in right else "body") for at, piece in enumerate(pieces)]
            )
    return _lined(cells, [ROOM * share for share in shares], head=True)


def _pieces(told: str, longest: int = _LONGEST_PIECE) -> list[str]:
    """A long text in pieces that each fit on a sheet: a row of a table is never torn."""
    pieces: list[str] = []
    lines: list[str] = []
    length = 0
    for line in told.split("\n"):
        for part in _cut(line, longest):
            # Every line takes its place, also a short one.
            if lines and length + len(part) + 60 > longest:
                pieces.append("\n".join(lines))
                lines, length = [], 0
            lines.append(part)
            length += len(part) + 60
    return [*pieces, "\n".join(lines)]


def _cut(line: str, longest: int) -> Iterator[str]:
    while len(line) > longest:
        at = line.rfind(" ", longest // 2, longest) + 1 or longest
        yield line[:at].rstrip()
        line = line[at:]
    yield line


def _lined(rows: list[list[Any]], widths: list[float], *, head: bool = False) -> Any:
    table = Table(rows, colWidths=widths, repeatRows=1 if head else 0)
    table.setStyle(
        [
            ("FONTNAME", (0, 0), (-1, -1), PLAIN),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            *([("BACKGROUND", (0, 0), (-1, 0), RAISED)] if head else []),
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, LINE),
            ("LEFTPADDING", (0, 0), (-1, -1), 0 if not head else GRID / 2),
            ("RIGHTPADDING", (0, 0), (-1, -1), GRID / 2),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ]
    )
    return table


def _quoted(about: str, body: str, name: str, inset: float = 0) -> Any:
    """Words with a line at their left and above them when and how they were said."""
    rows = [[text(about, "caption")]]
    rows += [[Paragraph(marked_up(piece), style(name))] for piece in _pieces(body)]
    table = Table(rows, colWidths=[ROOM - inset], hAlign="RIGHT")
    table.setStyle(
        [
            ("FONTNAME", (0, 0), (-1, -1), PLAIN),
            ("LINEBEFORE", (0, 0), (0, -1), 1.5, EDGE if inset else LINE),
            ("LEFTPADDING", (0, 0), (-1, -1), 1.25 * GRID),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 1),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ]
    )
    return table
