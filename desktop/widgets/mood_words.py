"""How a feedback was read, in sentences: the mood, how strong, and whose word it is."""

from __future__ import annotations

from core.i18n import N_, _, ngettext
from core.measures.sentiment import POLARITIES, Reading, Word
from core.measures.sentiment.reading import FACTS
from core.voice.feedback import Feedback
from desktop import formats

# A score from here on is clear, below the other it is slight.
CLEAR, SLIGHT = 0.6, 0.3

_READ = {
    "negative": (
        N_("Read as slightly negative ({score})."),
        N_("Read as negative ({score})."),
        N_("Read as clearly negative ({score})."),
    ),
    "positive": (
        N_("Read as slightly positive ({score})."),
        N_("Read as positive ({score})."),
        N_("Read as clearly positive ({score})."),
    ),
    "mixed": (N_("Read as mixed: good and bad stand side by side ({score})."),) * 3,
    "neutral": (N_("Read as neutral."),) * 3,
}
UNREAD = N_("Nobody could read this text: please say how it sounds.")


def how_read(said: Feedback) -> str:
    """How a feedback was read; where the owner overruled, her word and the app's."""
    if said.overruled:
        return _overruled(said.polarity, said.reading)
    if said.reading.polarity not in _READ:
        return _(UNREAD)
    read = strength(said.reading)
    learned = _learned(said.reading.reader)
    return f"{read} {learned}" if learned else read


def strength(reading: Reading) -> str:
    """The mood of a reading and how strong it is."""
    steps = _READ[reading.polarity]
    size = abs(reading.score)
    step = 2 if size >= CLEAR else 1 if size >= SLIGHT else 0
    return _(steps[step]).format(score=signed(reading.score))


def signed(score: float) -> str:
    """A score or weight with its sign: −0.72."""
    sign = "−" if score < 0 else "+"
    return f"{sign}{formats.number(abs(score), 2)}"


def weight(word: Word) -> str:
    """What a deciding word says and how it weighs; free of what the customer typed."""
    sentence, figure = _(_meaning(word)), formats.number(abs(word.weight), 1)
    text = sentence.format(fact=_(FACTS.get(word.label, "")), figure=figure)
    # Babel does not look into f-strings, so the second sentence stands on its own.
    turned = _("A “not” turned it round.")
    return f"{text} {turned}" if word.negated else text


def _meaning(word: Word) -> str:
    if word.label in FACTS:
        if word.weight < 0:
            return N_("A fact that hurts: {fact}. Weighs −{figure}.")
        return N_("A fact that pleases: {fact}. Weighs +{figure}.")
    if word.weight < 0:
        return N_("Weighs −{figure}: it sounds dissatisfied.")
    return N_("Weighs +{figure}: it sounds satisfied.")


def _overruled(mood: str, reading: Reading) -> str:
    facts = {"mood": _name(mood), "read": _name(reading.polarity), "score": signed(reading.score)}
    if reading.polarity not in _READ:
        return _("You said {mood}; the app could not read this text.").format(**facts)
    if reading.polarity == mood:
        return _("You said {mood}, and so did the app ({score}).").format(**facts)
    return _("You said {mood}; the app read {read} ({score}).").format(**facts)


def _name(polarity: str) -> str:
    return _(dict[str, str](POLARITIES.items()).get(polarity, polarity))


def _learned(reader: str) -> str:
    """From how many corrections the reader had learned: its name ends with "+42"."""
    count = reader.rpartition("+")[2] if "+" in reader else ""
    if not count.isdigit():
        return ""
    return ngettext(
        "Read with what was learned from {n} correction.",
        "Read with what was learned from {n} corrections.",
        int(count),
    ).format(n=int(count))
