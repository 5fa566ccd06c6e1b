"""Contact cards (.vcf) as a table: one row for each card, under the headings of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from core.clock import Clock
from core.exchange import content_lines, days
from core.exchange.content_lines import Line
from core.exchange.records import Row, Unread
from core.i18n import N_
from core.text import clean, one_line

HEADINGS = (
    "Name",
    "First name",
    "Last name",
    "Phone",
    "Other phones",
    "E-mail",
    "Other e-mails",
    "Birthday",
    "Birthday without a year",
    "Company",
    "Job",
    "Nickname",
    "Address",
    "Website",
    "Categories",
    "Note",
    "Card UID",
)
# These stand in every table of cards, whatever the cards hold.
_ALWAYS = frozenset({"Name", "First name", "Last name", "Phone", "E-mail", "Card UID"})
CUT_OFF = N_("The file breaks off in the middle of this card.")
GROUP = N_("This card is a group of contacts, not a person.")
EMPTY = N_("There is no name, phone or e-mail on this card.")
_MOBILE = frozenset({"cell", "iphone", "mobile", "mobil"})
# Kinds that say nothing to a person, or what is so of most numbers and addresses.
_SILENT = frozenset(
    {"pref", "voice", "internet", "msg", "text", "cell", "iphone", "other", "x-other"}
)
_LABEL = re.compile(r"_\$!<(.*)>!\$_")
_SYSTEM_GROUP = re.compile(r"\*?\s*(mycontacts|my contacts|starred)", re.IGNORECASE)
_NO_YEAR = re.compile(r"--(\d\d)-?(\d\d)")
_UNIT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T.*)?")

Card = dict[str, str]


def headings(path: Path, encoding: str) -> tuple[str, ...]:
    """The headings that the cards of a file need."""
    used = set(_ALWAYS)
    for _number, card in _cards(path, encoding):
        if not isinstance(card, Unread):
            used.update(card)
    return tuple(heading for heading in HEADINGS if heading in used)


def records(path: Path, encoding: str, wanted: Sequence[str], _clock: Clock) -> Iterator[Row]:
    """The cards of a file as rows, numbered as they stand in it; for some why they stay out."""
    for number, card in _cards(path, encoding):
        if isinstance(card, Unread):
            yield number, card
        else:
            yield number, [card.get(heading, "") for heading in wanted]


def _cards(path: Path, encoding: str) -> Iterator[tuple[int, Card | Unread]]:
    found = content_lines.components(content_lines.lines(path, encoding), "VCARD")
    for number, (lines, whole) in enumerate(found, start=1):
        yield number, _card(lines) if whole else Unread(CUT_OFF, _shown(lines))


def _card(lines: Sequence[Line]) -> Card | Unread:
    by_name: dict[str, list[Line]] = {}
    for line in lines:
        by_name.setdefault(line.name, []).append(line)
    labels = {line.group: line.text() for line in by_name.get("X-ABLABEL", ()) if line.group}
    card = {
        **_naming(by_name),
        **_reached(by_name, "TEL", "Phone", "Other phones", labels),
        **_reached(by_name, "EMAIL", "E-mail", "Other e-mails", labels),
        **_born(by_name),
        "Job": _listed(by_name, "TITLE", ", "),
        "Address": "; ".join(filter(None, map(_address, by_name.get("ADR", ())))),
        "Website": _listed(by_name, "URL", ", "),
        "Categories": _categories(by_name),
        "Note": _listed(by_name, "NOTE", "\n"),
        "Card UID": _first(by_name, "UID"),
    }
    card["Note"] = "\n".join(filter(None, (card["Note"], card.pop("Odd birthday", ""))))
    card = {heading: text for heading, text in card.items() if text}
    kind = _first(by_name, "KIND") or _first(by_name, "X-ADDRESSBOOKSERVER-KIND")
    if kind.lower() == "group":
        return Unread(GROUP, card.get("Name", ""))
    if card.keys().isdisjoint(("Name", "Phone", "E-mail")):
        return Unread(EMPTY, _shown(lines))
    return card


def _shown(lines: Sequence[Line]) -> str:
    """What a card begins with, for the owner to find it by."""
    texts = (one_line(line.text()) for line in lines if line.name not in ("VERSION", "PRODID"))
    return next((text for text in texts if text), "")


def _first(by_name: dict[str, list[Line]], name: str) -> str:
    texts = (one_line(line.text()) for line in by_name.get(name, ()))
    return next((text for text in texts if text), "")


def _listed(by_name: dict[str, list[Line]], name: str, between: str) -> str:
    texts = [clean(line.text()) for line in by_name.get(name, ())]
    return between.join(dict.fromkeys(text for text in texts if text))


def _naming(by_name: dict[str, list[Line]]) -> Card:
    """The name as it is shown, else as it is made up, else the nickname, else the company."""
    structured = next(iter(by_name.get("N", ())), None)
    parts = [one_line(part) for part in structured.parts()] if structured else []
    family, given, middle = (*parts, "", "", "")[:3]
    made_up = one_line(f"{given} {middle} {family}")
    shown = _first(by_name, "FN")
    if made_up and (not shown or "," in shown):
        shown = made_up
    company = ", ".join(
        filter(None, (one_line(part) for org in by_name.get("ORG", ())[:1] for part in org.parts()))
    )
    nickname = _first(by_name, "NICKNAME")
    name = shown or nickname or company
    return {
        "Name": name,
        "First name": given if family else "",
        "Last name": family if given else "",
        "Company": company if company != name else "",
        "Nickname": nickname if nickname != name else "",
    }


def _reached(
    by_name: dict[str, list[Line]], name: str, first: str, others: str, labels: dict[str, str]
) -> Card:
    """The number or address to reach her by, and all the others with what they are."""
    found: dict[str, Line] = {}
    for line in by_name.get(name, ()):
        value = re.sub(r"^(tel|mailto):", "", one_line(line.text()), flags=re.IGNORECASE)
        if value.strip(" -+();"):
            found.setdefault(value, line)
    ranked = sorted(found, key=lambda value: _rank(found[value], labels))
    more = [_described(value, found[value], labels) for value in ranked[1:]]
    return {first: ranked[0] if ranked else "", others: ", ".join(more)}


def _rank(line: Line, labels: dict[str, str]) -> tuple[bool, bool, bool]:
    kinds = line.kinds | {_label(line, labels).lower()}
    return (
        not kinds.isdisjoint(("fax", "pager")),
        kinds.isdisjoint(_MOBILE),
        "pref" not in kinds and line.params.get("PREF") != "1",
    )


def _label(line: Line, labels: dict[str, str]) -> str:
    label = labels.get(line.group, "")
    found = _LABEL.fullmatch(label)
    return found[1] if found else label


def _described(value: str, line: Line, labels: dict[str, str]) -> str:
    words = sorted(line.kinds - _SILENT)
    label = _label(line, labels)
    if label and label.lower() not in _SILENT:
        words = [one_line(label)]
    return f"{value} ({' '.join(words)})" if words else value


def _born(by_name: dict[str, list[Line]]) -> Card:
    """The birthday where it is a whole day; one without a year is for the note, as is any other."""
    line = next(iter(by_name.get("BDAY", ())), None)
    text = one_line(line.text()) if line else ""
    if line is None or not text:
        return {}
    if found := _UNIT.fullmatch(text):
        text = f"{found[1]}-{found[2]}-{found[3]}"
    text = text.partition("T")[0] if text[:1].isdigit() else text
    omitted = line.params.get("X-APPLE-OMIT-YEAR", "")
    if omitted and text.startswith(omitted):
        text = "-" + text.removeprefix(omitted)
    if found := _NO_YEAR.fullmatch(text):
        return {"Birthday without a year": f"{int(found[2])}. {int(found[1])}."}
    if days.day(text) is None:
        return {"Odd birthday": f"Birthday: {text}"}
    return {"Birthday": text}


def _address(line: Line) -> str:
    parts = [one_line(part) for part in line.parts()]
    box, extra, street, city, region, code, country = (*parts, *[""] * 7)[:7]
    town = one_line(f"{code} {city}")
    return ", ".join(filter(None, (street, extra, box, town, region, country)))


def _categories(by_name: dict[str, list[Line]]) -> str:
    found = [one_line(part) for line in by_name.get("CATEGORIES", ()) for part in line.parts(",")]
    kept = [part for part in found if part and not _SYSTEM_GROUP.fullmatch(part)]
    return ", ".join(dict.fromkeys(kept))
