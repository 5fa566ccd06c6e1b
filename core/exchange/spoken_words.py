"""What people write for the kind of a feedback and for the way it came, in three languages."""

from __future__ import annotations

import re
from collections.abc import Mapping

from core.exchange import words
from core.text import fold

# Folded beginnings of words; the first word of a cell that has one decides.
_KINDS = {
    "complaint": "stizn reklam complain sudz pretenz kritik critic negativ nespokoj neapmierin",
    "praise": "pochval podekov uzslav pateic prais complim thank pozitiv positiv diky paldies",
    "question": "dotaz otaz jautaj questi enquir inquir query",
    "suggestion": "navrh napad podnet pran namet zlepsen ieteik ierosin priekslik suggest idea "
    "ideas ideja wish request",
}
_CHANNELS = {
    "in_person": "osobn person klatien provozov prodejn pobock salon recepc reception counter "
    "ustne mutisk face",
    "phone": "telef phone call hovor zvan talrun volal",
    "sms": "sms",
    "whatsapp": "whatsapp",
    "email": "mail email epast pasts pasta",
    "social": "faceb instag messeng tiktok social fb ig soctik draugiem",
    "survey": "dotazn anket survey aptauj formul form",
    "web": "web google internet majasl recenz review firmy online seznam mapy",
    "letter": "dopis letter vestul",
}
_WORD = re.compile(r"[a-z0-9]+")


def kind(cell: str) -> str:
    """The kind of feedback that a cell names, "" for none."""
    return words.KINDS.get(fold(cell)) or _begun(cell, _KINDS)


def channel(cell: str) -> str:
    """The channel that a cell names, "" for none."""
    return words.CHANNELS.get(fold(cell)) or _begun(cell, _CHANNELS)


def _begun(cell: str, meanings: Mapping[str, str]) -> str:
    for word in _WORD.findall(fold(cell)):
        for meaning, beginnings in meanings.items():
            if word.startswith(tuple(beginnings.split())):
                return meaning
    return ""
