"""The ways out: the link that opens an answer in mail, messages or WhatsApp. It sends nothing."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from core.i18n import N_
from core.people import consents
from core.voice import reply_links

# By which channels one can answer, and what the button that opens each is called.
OPENERS = {
    "email": N_("Open in mail"),
    "sms": N_("Open as SMS"),
    "whatsapp": N_("Open in WhatsApp"),
    "phone": N_("Call"),
}
CHANNELS = ("in_person", "phone", "sms", "whatsapp", "email", "social", "letter")
BY_NUMBER = ("phone", "sms", "whatsapp")
ASKING_CONSENT = consents.CHANNELS


def address(channel: str, phone: str, email: str) -> str:
    """Where an answer goes by a channel; "" where none is needed or none is known."""
    if channel == "email":
        return email
    return phone if channel in BY_NUMBER else ""


def lacks_address(channel: str, phone: str, email: str) -> bool:
    """Whether a channel needs a number or an address that is not known."""
    return channel in OPENERS and not address(channel, phone, email)


def link(channel: str, to: str, subject: str, body: str, country: str) -> QUrl | None:
    """What to open so that a program shows the answer ready to send; None where none can.

    `country` (CZ, LV …) completes a number that was noted without its country code. The words
    of a very long answer are left out, see `reply_links.holds_words`.
    """
    if channel not in OPENERS or not to:
        return None
    if channel == "email":
        text = reply_links.to_email(to, subject, body)
    else:
        text = reply_links.to_number(channel, to, body, country)
    return None if text is None else QUrl.fromEncoded(text.encode("ascii"))


def open_link(url: QUrl) -> bool:
    """Hand a link to the program that is meant for it; whether there is one."""
    return bool(QDesktopServices.openUrl(url))
