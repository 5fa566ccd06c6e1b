"""What kind of feedback a text is: complaint, question, suggestion, praise or other."""

from __future__ import annotations

import re

from core.measures.sentiment import features
from core.measures.sentiment.readers import beginning, reader
from core.measures.sentiment.reading import Reading
from core.text import fold

CLEAR_MOOD = 0.5
# How people tell a shop what to do, in plain letters.
_REQUESTS = {
    "cs": r"\bmel[ai]? byste\b|\b(?:\w+[djnt]te|otevrete),? prosim\b"
    r"|\bprosim,? (?:\w+[djnt]te|otevrete)\b",
    "lv": r"\bvajadzetu\b|\b\w+iet,? ludzu\b|\bludzu,? \w+iet\b",
    "en": r"\byou (?:really |also )?(?:should|ought to|could)\b|^(?:could you )?please \w+",
}
# With these a request is about the customer's own visit, or asks only for patience or an answer.
_OWN_AFFAIRS = {
    "cs": r"\b(?:ja|mi|mne|me|muj|moje|moji|mou|nam|nas|nase)\b"
    r"|\b(?:zrus|presun|omluv|promin|pockej|objednej|zapis|rekn|vzkaz|pozdrav)\w*te\b",
    "lv": r"\b(?:es|man|mani|manu|mans|mana|mums|mus|musu)\b"
    r"|\b(?:atcel|parcel|pagaid|piezvan|pieraks|saki|pasak|atvaino|pasveicin)\w*iet\b",
    "en": r"\b(?:i|me|my|mine|we|us|our)\b|\b(?:should|could) (?:see|know)\b"
    r"|\bplease (?:note|see|find|cancel|move|book|rebook|call|ring|tell|say|wait|excuse|accept)\b",
}


def guess_kind(text: str, language: str | None = None, default_language: str = "en") -> str | None:
    """The likeliest kind of a text; None when it holds nothing that its reader knows."""
    start, language = beginning(text, language, default_language)
    able = reader(language)
    if able is None:
        return None
    weighed = able.weigh(start)
    if not able.knows(weighed):
        return None
    logits = able.kind.logits(features.of(weighed))
    kind = able.kind.classes[max(range(len(logits)), key=logits.__getitem__)]
    if kind == "other":
        kind = _with_mood(able.read_weighed(start, weighed))
    if kind == "other" and not weighed.asks and _tells_the_shop_what_to_do(start, language):
        return "suggestion"
    return kind


def _with_mood(reading: Reading) -> str:
    """A remark with a clear mood is praise or a complaint: people speak of the shop here."""
    if abs(reading.score) < CLEAR_MOOD:
        return "other"
    return {"positive": "praise", "negative": "complaint"}.get(reading.polarity, "other")


def _tells_the_shop_what_to_do(text: str, language: str) -> bool:
    said = fold(text)
    if "?" in said or language not in _REQUESTS:
        return False
    own = re.search(_OWN_AFFAIRS[language], said)
    return not own and re.search(_REQUESTS[language], said) is not None
