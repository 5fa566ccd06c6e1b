"""The ways out: the links that open an answer in mail, messages or WhatsApp. They send nothing."""

from __future__ import annotations

import re
from urllib.parse import quote

from core.people import phones
from core.text import clean, one_line

# Windows hands no longer link to another program; its words go by the clipboard instead.
LONGEST = 2000
_ADDRESS = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+")


def to_email(address: str, subject: str, body: str) -> str | None:
    """A `mailto:` link (RFC 6068), its lines ending in CRLF; None without one e-mail address."""
    address = address.strip()
    if not _ADDRESS.fullmatch(address):
        return None
    about = f"subject={quote(one_line(subject), safe='')}" if one_line(subject) else ""
    words = _lines(body).replace("\n", "\r\n")
    return _link(f"mailto:{quote(address, safe='@')}", [about], "body", words)


def to_number(channel: str, phone: str, body: str, country: str) -> str | None:
    """A link that opens a call (phone), a message (sms, RFC 5724) or WhatsApp.

    `country` (CZ, LV …) completes a number that was noted without its calling code. None without
    a number; WhatsApp wants it whole.
    """
    if channel == "whatsapp":
        number = phones.e164(phone, country) if phone else ""
        head, name = f"https://wa.me/{number.lstrip('+')}", "text"
    else:
        number = international(phone, country)
        head, name = f"{'tel' if channel == 'phone' else 'sms'}:{number}", "body"
    if not number:
        return None
    return head if channel == "phone" else _link(head, [], name, _lines(body))


def holds_words(link: str) -> bool:
    """Whether a link brings the words along; those of a very long answer are left out."""
    return re.search(r"[?&](?:body|text)=", link) is not None


def international(phone: str, country: str) -> str:
    """A number with its calling code and without spaces; its digits where it is incomplete."""
    if not phone:
        return ""
    return phones.e164(phone, country) or re.sub(r"[^\d+]", "", phone)


def _lines(body: str) -> str:
    """The words with the same sign at the end of each line, whatever they were pasted from."""
    return re.sub("\r\n?|[\u2028\u2029]", "\n", clean(body))


def _link(head: str, parts: list[str], name: str, text: str) -> str:
    given = [part for part in parts if part]
    words = f"{name}={quote(text, safe='')}"
    whole = f"{head}?{'&'.join([*given, words])}"
    if text and len(whole) <= LONGEST:
        return whole
    return f"{head}?{'&'.join(given)}" if given else head
