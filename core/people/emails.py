"""E-mail addresses however they were typed: when two of them reach the same box."""

from __future__ import annotations

_GMAIL = frozenset({"gmail.com", "googlemail.com"})


def key(text: str) -> str:
    """An address for comparing: without case, tags (+news) and, at Gmail, dots; "" for none."""
    local, at, domain = text.strip().casefold().rpartition("@")
    if not (local and at and domain):
        return ""
    local = local.partition("+")[0] or local
    if domain in _GMAIL:
        local, domain = local.replace(".", ""), "gmail.com"
    return f"{local}@{domain}"
