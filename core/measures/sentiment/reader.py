"""Reading one language: its lexicon finds, its model weighs, and the reading says why."""

from __future__ import annotations

import math
from collections.abc import Sequence

from core.measures.sentiment import features
from core.measures.sentiment.features import Features
from core.measures.sentiment.lexicon import REMEMBERED, Lexicon
from core.measures.sentiment.model import Model, shares, trained
from core.measures.sentiment.reading import CLEAR, KEPT_WORDS, Polarity, Reading, Word, unread
from core.measures.sentiment.tokens import Sort, tokens
from core.measures.sentiment.weighing import Hit, Weighed, weigh

# "Mixed" has to be nearly sure; else the side that is likelier is told.
MIXED_SHARE = 0.5
# A hit is shown from this weight on. Words that the model alone knows are shown where no hit
# speaks for the side that won: a few, heavy ones, long enough to have a meaning.
WORTH_SHOWING = 0.05
SHOWN, SHOWN_LENGTH, MOST_SHOWN = 0.25, 4, 3
NEGATIVE, NEUTRAL, POSITIVE, MIXED = range(4)


def name(language: str, version: int) -> str:
    """What a reader is called in the readings it gives: "cs-1"."""
    return f"{language}-{version}"


class Reader:
    """Reads the mood of texts in one language.

    `name` is kept with each reading: it changes whenever the reader reads differently.
    """

    def __init__(self, language: str, version: int, lexicon: Lexicon) -> None:
        self.language = language
        self.name = name(language, version)
        self.lexicon = lexicon
        models = trained(language)
        self.mood: Model = models["mood"]
        self.kind: Model = models["kind"]
        self._words_felt: dict[str, list[float]] = {}

    def weigh(self, text: str) -> Weighed:
        """The text on the scales of the lexicon."""
        return weigh(tokens(text), self.lexicon)

    def read(self, text: str, learned: Model | None = None) -> Reading:
        """The mood of a text; unread when it holds nothing that this reader knows.

        `learned` holds weights to be added to the reader's own.
        """
        return self.read_weighed(text, self.weigh(text), learned)

    def read_weighed(self, text: str, weighed: Weighed, learned: Model | None = None) -> Reading:
        """`read` for a text that `weigh` has weighed already."""
        if not self.knows(weighed) and not _has_word(learned, weighed):
            return unread(self.language, self.name)
        forms = features.spoken(weighed.tokens)
        scale = 1 / math.sqrt(features.loudness(forms))
        logits = self._logits(forms, scale, features.findings(weighed))
        # Lessons for a model of other classes wait until they are learned again.
        if learned is not None and learned.classes == self.mood.classes:
            taught = learned.logits(features.of(weighed))
            logits = [a + b for a, b in zip(logits, taught, strict=True)]
        parts = shares(logits)
        mood = _mood(parts, weighed.later_side)
        words = tuple(self._words(text, weighed, scale, mood))
        return Reading(self.language, mood, _score(parts, mood), words, self.name)

    def knows(self, weighed: Weighed) -> bool:
        """Whether the text holds a word that this reader knows."""
        if weighed.hits or weighed.known:
            return True
        return _has_word(self.mood, weighed)

    def _logits(self, forms: Sequence[str], scale: float, findings: Features) -> list[float]:
        """`mood.logits` of all features of a text, with the sums of each word remembered."""
        logits = self.mood.logits(findings)
        columns = zip(*map(self._felt, forms), strict=True)
        return (
            [start + scale * sum(felt) for start, felt in zip(logits, columns, strict=True)]
            if forms
            else logits
        )

    def _felt(self, form: str) -> list[float]:
        felt = self._words_felt.get(form)
        if felt is None:
            felt = self.mood.felt(features.of_word(form))
            if len(self._words_felt) < REMEMBERED:
                self._words_felt[form] = felt
        return felt

    def _words(self, text: str, weighed: Weighed, scale: float, mood: Polarity) -> list[Word]:
        """The words that decided, in reading order."""
        hits = [hit for hit in weighed.hits if abs(hit.weight) >= WORTH_SHOWING]
        found = [(weighed.tokens[hit.first].start, _hit_word(text, weighed, hit)) for hit in hits]
        side = {"negative": -1, "positive": 1}.get(mood, 0)
        if side and not any(hit.weight * side > 0 for hit in hits):
            found += self._leaning(text, weighed, scale, side)
        return [word for _start, word in sorted(found, key=lambda each: each[0])][:KEPT_WORDS]

    def _leaning(
        self, text: str, weighed: Weighed, scale: float, side: int
    ) -> list[tuple[int, Word]]:
        """The words that lean most to a side by what the model learned of them."""
        found: dict[str, tuple[int, Word]] = {}
        covered = {place for hit in weighed.hits for place in range(hit.first, hit.end)}
        for place, token in enumerate(weighed.tokens):
            if token.sort is Sort.WORD and place not in covered and len(token.form) >= SHOWN_LENGTH:
                felt = self._felt(token.form[:20])
                weight = math.tanh(scale * (felt[POSITIVE] - felt[NEGATIVE]))
                if weight * side >= SHOWN:
                    word = Word(text[token.start : token.end], round(weight, 3))
                    found.setdefault(token.form, (token.start, word))
        return sorted(found.values(), key=lambda each: -abs(each[1].weight))[:MOST_SHOWN]


def _has_word(model: Model | None, weighed: Weighed) -> bool:
    """Whether a model knows a word of the text."""
    return model is not None and any(
        token.sort is Sort.WORD and f"w {token.form[:20]}" in model.weights
        for token in weighed.tokens
    )


def _hit_word(text: str, weighed: Weighed, hit: Hit) -> Word:
    start, end = weighed.tokens[hit.first].start, weighed.tokens[hit.end - 1].end
    return Word(text[start:end], round(hit.weight, 3), hit.negated, hit.label)


def _mood(parts: Sequence[float], later_side: float) -> Polarity:
    """The likeliest mood; what would be mixed goes to the half after a "but" that outweighs."""
    if parts[MIXED] >= MIXED_SHARE:
        return {-1.0: "negative", 1.0: "positive"}.get(later_side, "mixed")  # type: ignore[return-value]
    moods: tuple[Polarity, Polarity, Polarity] = ("negative", "neutral", "positive")
    return moods[max(range(3), key=parts.__getitem__)]


def _score(parts: Sequence[float], mood: Polarity) -> float:
    """How strong the mood is, −1…+1: within ±0.1 when neutral, beyond when it is not."""
    lean = parts[POSITIVE] - parts[NEGATIVE]
    if mood == "neutral":
        return round(lean * CLEAR * 0.99, 3)
    side = {"negative": -1.0, "positive": 1.0}.get(mood)
    if side is None:
        return round(lean, 3)
    return round(side * (CLEAR + (1 - CLEAR) * max(0.0, lean * side)), 3)
