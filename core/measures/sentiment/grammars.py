"""How each language turns and strengthens what a word says; forms in plain letters."""

from __future__ import annotations

import re

from core.measures.sentiment.lexicon import Grammar

CZECH = Grammar(
    negation="ne",
    superlative="nej",
    concord=True,
    comparative=re.compile(
        r"(ejsi|epsi|ezci|edsi|issi|ecnejsi)(ho|mu|m|ch|mi)?$|^(lip|lepe|hezceji)$"
    ),
    never=frozenset("nikdy nikde nikdo nikoho nikomu nikym nic nicim nicemu nijak".split()),
    joins=frozenset("a i ani aby bez".split()),
    so=frozenset("tak takhle takto takovou takovy takove takova tolik".split()),
)
LATVIAN = Grammar(
    negation="ne",
    superlative="vis",
    concord=True,
    comparative=re.compile(r"[a-z]{3}ak(s|a|u|i|as|os|am|ie|o|ais|us|iem)?$"),
    never=frozenset(
        "nekad nekur neviens neviena nevienu nevienam nevienai nekas neko nekam neka vairs".split()
    ),
    joins=frozenset("un ari bez lai".split()),
    so=frozenset("tik tiktal tada tadu tads tadas".split()),
)
ENGLISH = Grammar(
    comparative=re.compile(
        r"^(better|nicer|happier|prettier|kinder|friendlier|easier|softer|tastier|finer)$"
    ),
    never=frozenset("never nobody nowhere".split())
    | {"haven't", "havent", "hasn't", "hasnt", "can't", "couldn't", "won't"},
    far=frozenset("nothing neither nobody".split()),
    so=frozenset("so such".split()),
)
