"""The ways out: the links that open an answer in mail, messages or WhatsApp. They send nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from core.people import phones
from core.text import clean, one_line

if TYPE_CHECKING:
    from core.voice.replies import Reply

# Windows hands no longer link to another program; its words go by the clipboard instead.
LONGEST = 2000
_ADDRESS = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+")


def mail(reply: Reply, subject: str = "") -> str | None:
    """A `mailto:` link (RFC 6068), its lines ending in CRLF; None without one e-mail address."""
    to = reply.email.strip()
    if not _ADDRESS.fullmatch(to):
        return None
    head = f"mailto:{quote(to, safe='@')}"
    about = f"subject={quote(one_line(subject), safe='')}" if one_line(subject) else ""
    return _link(head, [about], "body", _lines(reply).replace("\n", "\r\n"))


def sms(reply: Reply, country: str = "") -> str | None:
    """An `sms:` link (RFC 5724); None without a phone number.

    `country` (CZ, LV …) completes a number that was noted without its calling code.
    """
    number = international(reply.phone, country)
    return _link(f"sms:{number}", [], "body", _lines(reply)) if number else None


def whatsapp(reply: Reply, country: str = "") -> str | None:
    """A `https://wa.me/` link; None unless the number is known with its calling code."""
    number = phones.e164(reply.phone, country) if reply.phone else ""
    if not number:
        return None
    return _link(f"https://wa.me/{number.lstrip('+')}", [], "text", _lines(reply))


def call(reply: Reply, country: str = "") -> str | None:
    """A `tel:` link; None without a phone number."""
    number = international(reply.phone, country)
    return f"tel:{number}" if number else None


def holds_words(link: str) -> bool:
    """Whether a link brings the words along; those of a very long answer are left out."""
    return re.search(r"[?&](?:body|text)=", link) is not None


def international(phone: str, country: str) -> str:
    """A number with its calling code and without spaces; its digits where it is incomplete."""
    if not phone:
        return ""
    return phones.e164(phone, country) or re.sub(r"[^\d+]", "", phone)


def _lines(reply: Reply) -> str:
    """The words with the same sign at the end of each line, whatever they were pasted from."""
    return re.sub("\r\n?|[\u2028\u2029]", "\n", clean(reply.body))


def _link(head: str, parts: list[str], name: str, text: str) -> str:
    given = [part for part in parts if part]
    words = f"{name}={quote(text, safe='')}"
    whole = f"{head}?{'&'.join([*given, words])}"
    if text and len(whole) <= LONGEST:
        return whole
    return f"{head}?{'&'.join(given)}" if given else head
