"""Emoji and emoticons, the same in every language, with the mood they carry."""

from __future__ import annotations

from core.measures.sentiment.lexicon_files import lines, weighted

# Emoticons are compared in small letters, like everything else.
SIGNS: dict[str, float] = {
    form.lower(): weight for form, weight, _label in map(weighted, lines("signs"))
}
