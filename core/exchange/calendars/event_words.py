"""What the words of an event tell: who comes, for what, and how to reach her."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from core.people.customers import EMAIL
from core.text import clean, fold, one_line


@dataclass(frozen=True, slots=True)
class Told:
    """Who comes and what for; what else the event says is the note."""

    name: str = ""
    email: str = ""
    phone: str = ""
    services: str = ""
    note: str = ""


# A table of words reads best with many on a line.
# fmt: off
# Words of days on which nobody is served, folded.
_CLOSED = frozenset(
    ("dovolena", "dovca", "volno", "zavreno", "svatek", "obed", "prestavka", "pauza", "porada",
     "skoleni", "inventura", "uklid", "blokace", "blok", "nemoc", "lekar", "narozeniny", "schuzka",
     "soukrome", "nepracuji", "atvalinajums", "brivdiena", "brivs", "slegts", "pusdienas",
     "partraukums", "sapulce", "apmaciba", "inventarizacija", "slimiba", "arsts", "vacation",
     "dzimsanas", "holiday", "holidays", "closed", "lunch", "break", "meeting",
     "inventory", "blocked", "busy", "sick", "doctor", "birthday",
     "unavailable", "reminder")
)
# Beginnings of words that name what is done and never a person, folded.
_DONE_HERE = (
    "strih", "barv", "melir", "foukan", "ucesy", "uces", "holen", "vous", "manik", "pedik", "nehty",
    "gel", "masa", "kosmet", "osetr", "depil", "epil", "oboci", "ras", "licen", "makeup", "make-up",
    "konzult", "navstev", "termin", "rezervac", "objednav", "schuz", "kontrol", "cisten", "peeling",
    "trval", "prodluz", "svateb", "damsk", "pansk", "detsk", "griez", "kras", "matu", "frizur",
    "bard", "procedur", "kopsan", "vaksa", "uzacu", "skropst", "konsultac", "pieraksts", "vizit",
    "rezervaci", "haircut", "cut", "trim", "colour", "color", "highlight", "balayage", "blow",
    "beard", "shave", "nail", "shellac", "facial", "wax", "brow", "lash", "treatment", "tissue",
    "therapy", "consult", "appointment", "booking", "visit", "session", "fitting", "styl", "perm",
    "keratin", "botox", "lifting", "laser", "spa", "wrap", "deep", "swedish", "hot", "stone",
    "tattoo", "piercing", "yoga", "pilates", "class", "checkup", "check-up", "follow-up", "new",
    "first", "walk-in", "walkin", "men", "women", "kids", "wedding", "bridal", "trial",
)
_LABELS = {
    **dict.fromkeys(
        ("name", "fullname", "client", "customer", "clientname", "customername", "invitee",
         "bookedby", "guest", "jmeno", "jmenoaprijmeni", "klient", "klientka", "zakaznik",
         "zakaznice", "vards", "vardsuzvards", "klients", "kliente", "klientavards"), "name"),
    **dict.fromkeys(
        ("email", "emailaddress", "mail", "inviteeemail", "clientemail", "customeremail",
         "epasts", "emailova adresa"), "email"),
    **dict.fromkeys(
        ("phone", "phonenumber", "mobile", "mobilenumber", "tel", "telephone", "clientphone",
         "customerphone", "textreminder", "telefon", "mobil", "telefonnicislo", "telcislo",
         "talrunis", "talrunanumurs", "telefons", "mobilais"), "phone"),
    **dict.fromkeys(
        ("service", "services", "servicename", "treatment", "eventname", "appointmenttype",
         "sluzba", "sluzby", "procedura", "nazevsluzby", "pakalpojums", "pakalpojumi"), "services"),
}
# Lines that programs write under every booking and that tell nothing of it.
_BOILERPLATE = re.compile(
    r"(need to make changes|reschedule:|cancel:|powered by|view event in|zrušit rezervaci|"
    r"join with google meet|see your calendar|https?://\S+$|-+::~)", re.IGNORECASE
)
# fmt: on
# Short beginnings are whole words: Newman and Rasa are people.
_BEGINNINGS = tuple(start for start in _DONE_HERE if len(start) > 4)
_WHOLE = frozenset(start.rstrip("s") for start in _DONE_HERE if len(start) <= 4)
_MARKUP = re.compile(r"<(/?)(br|p|div|li|ul|b|i|u|strong|em|span|a)\b[^>]*>", re.IGNORECASE)
_ENTITIES = {"&nbsp;": " ", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&"}
_PHONE = re.compile(r"\+?\d[\d ()/.-]{6,20}\d")
_IN_BRACKETS = re.compile(r"(?P<name>[^()]+?)\s*\((?P<what>[^()]+)\)")
_APART = re.compile(r"\s+[-–—|/·•]\s+|\s*:\s+|\s*[–—|]\s*|,\s+")
_AND = re.compile(r"\s+(?:and|a|un)\s+")
_WITH = re.compile(
    r"(?P<what>.+?)\s+(?:with|for|s|pro|ar)\s+(?P<name>\S+(?:\s+\S+){0,3})", re.IGNORECASE
)
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_LONGEST_NAME = 60
_LONGEST_VALUE = 400


def told(summary: str, description: str, guest: tuple[str, str]) -> Told:
    """What an event tells. `guest` is the name and address of who is invited, each or both ""."""
    found = _labelled(description)
    name, email = _in_order(one_line(guest[0])), guest[1]
    if EMAIL.fullmatch(name):
        name, email = "", email or name
    found = replace(found, name=name or found.name, email=email or found.email)
    title = one_line(summary)
    if number := _PHONE.search(title):
        title = one_line(title.replace(number[0], "")).strip(" -–—:,|/()")
        found = replace(found, phone=found.phone or number[0])
    if found.name:
        return replace(found, services=found.services or _without(title, found.name))
    who, what = _apart(title)
    return replace(found, name=who, services=found.services or what)


def _in_order(name: str) -> str:
    """A name as it is said, also where an address book turned it around: “Nová, Jana”."""
    family, comma, given = name.partition(",")
    return one_line(f"{given} {family}") if comma else name


def is_closed(words: str) -> bool:
    """Whether an event is about nobody: a holiday, lunch, a meeting."""
    folded = fold(words)
    if re.search(r"\b(day|time|days) off\b", folded):
        return True
    return not _CLOSED.isdisjoint(re.findall(r"\w+", folded))


def is_service(words: str) -> bool:
    """Whether some words surely name what is done in a shop."""
    return any(_is_done_here(word) for word in words.split())


def looks_like_name(text: str) -> bool:
    """Whether some words may be a person's name: two to four, in capitals, none a service's."""
    words = text.split()
    if not 2 <= len(words) <= 4 or len(text) > _LONGEST_NAME:
        return False
    if not all(_NAME_WORD.fullmatch(word) and word[0].isupper() for word in words):
        return False
    return not is_service(text)


@lru_cache(maxsize=4096)
def _is_done_here(word: str) -> bool:
    folded = fold(word)
    return folded.startswith(_BEGINNINGS) or folded.rstrip("s") in _WHOLE


def _apart(title: str) -> tuple[str, str]:
    """The name and the service in a title; no name where none can be told from it."""
    if looks_like_name(title):
        return title, ""
    if found := _IN_BRACKETS.fullmatch(title):
        one, other = found["name"].strip(), found["what"].strip()
        if looks_like_name(one):
            return one, other
        if looks_like_name(other):
            return other, one
    pieces = [piece for piece in _APART.split(title) if piece]
    names = [piece for piece in pieces if looks_like_name(piece)]
    if names and len(pieces) > 1:
        name = names[-1] if len(names) > 1 and pieces[0] not in names else names[0]
        return name, ", ".join(piece for piece in pieces if piece != name)
    if len(pieces) == 2 and (who := _first_name_of(pieces)):
        return who, next(piece for piece in pieces if piece != who)
    if (found := _WITH.fullmatch(title)) and looks_like_name(found["name"]):
        return found["name"], found["what"]
    pair = [piece for piece in _AND.split(title) if looks_like_name(piece)]
    # Calendly: the guest and the owner.
    return (pair[0], "") if len(pair) == 2 else ("", title)


def _first_name_of(pieces: list[str]) -> str:
    """The one of two pieces that is a single name, where the other surely is a service."""
    for one, other in (pieces, pieces[::-1]):
        alone = _NAME_WORD.fullmatch(one) and one[0].isupper() and not _is_done_here(one)
        if alone and is_service(other):
            return one
    return ""


def _without(title: str, name: str) -> str:
    """The title without the name that is told elsewhere."""
    who, what = _apart(title)
    if who and fold(who) == fold(name):
        return what
    pieces = [piece for piece in _APART.split(title) if piece and fold(piece) != fold(name)]
    if len(pieces) < len([piece for piece in _APART.split(title) if piece]):
        return ", ".join(pieces)
    plain = re.sub(rf"\s*\(?{re.escape(name)}\)?\s*", " ", title, flags=re.IGNORECASE)
    plain = one_line(plain).strip(" -–—:,|/")
    return re.sub(r"\s+(with|for|and|s|pro|a|ar|un)$", "", plain, flags=re.IGNORECASE)


def _labelled(description: str) -> Told:
    """What stands behind labels in a description; the other lines are the note."""
    values: dict[str, str] = {}
    left: list[str] = []
    waiting = ""
    for line in map(one_line, _plain(description).split("\n")):
        label, colon, value = line.partition(":")
        field = _LABELS.get(_key(label), "")
        if waiting and line and not field:
            waiting, field, colon, value = "", waiting, ":", line
        if field and (colon or not values.get(field)) and (value.strip() or len(label) < 30):
            if value.strip():
                _keep(values, left, field, value.strip(), line)
            else:
                waiting = field
            continue
        if line and not _BOILERPLATE.match(line):
            left.append(line)
    _unlabelled(values, left)
    return Told(**values, note="\n".join(left))


def _keep(values: dict[str, str], left: list[str], field: str, value: str, line: str) -> None:
    """Take a labelled value over where it is what the label says; else it stays in the note."""
    if field == "email":
        found = EMAIL.search(value[:_LONGEST_VALUE])
        value = found[0].strip("<>(),;") if found else ""
    elif field == "phone":
        number = _PHONE.search(value)
        value = number[0] if number else ""
    if value and field not in values:
        values[field] = value
    else:
        left.append(line)


def _unlabelled(values: dict[str, str], left: list[str]) -> None:
    """Booking pages write who booked as lines of their own: a name, an address, a number."""
    for line in left[:]:
        short = len(line) <= _LONGEST_VALUE
        if short and "email" not in values and EMAIL.fullmatch(line):
            values["email"] = line
            at = left.index(line)
            if "name" not in values and at and looks_like_name(left[at - 1]):
                values["name"] = left.pop(at - 1)
            left.remove(line)
        elif "phone" not in values and _PHONE.fullmatch(line):
            values["phone"] = line
            left.remove(line)


def _key(label: str) -> str:
    return "".join(letter for letter in fold(label) if letter.isalnum())


def _plain(description: str) -> str:
    """The description without the markup that calendars on the web write into it."""
    if "<" in description:
        description = _MARKUP.sub(
            lambda tag: "\n" if tag[2].lower() in ("br", "p", "div", "li") else "", description
        )
    for entity, sign in _ENTITIES.items():
        description = description.replace(entity, sign)
    return clean(description)
