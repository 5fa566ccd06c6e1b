"""Reads English texts, with our reader or with plain TextBlob, and prints what it took as JSON.

Run as a program: `read_moods.py {ours|textblob} COUNT`, or `read_moods.py {bare|readers} 0` for
the memory of a Python with nothing and with all readers loaded and used.
"""

from __future__ import annotations

import json
import random
import re
import sys
from pathlib import Path

WHO = (
    "The owner|Jana|My hairdresser|The girl at the desk|Nobody|The new barber|Your nail lady".split(
        "|"
    )
)
DID = (
    "was lovely to me|cut my fringe far too short|did not listen at all|made my day|kept me waiting"
    "|was rude on the phone|explained everything patiently|charged me twice|burnt my scalp"
    "|gave me exactly what I asked for|forgot about my booking|was fine I suppose"
).split("|")
WHEN = (
    "today|last week|on Saturday|for the third time|as always|before my wedding|this morning".split(
        "|"
    )
)
MORE = (
    "I would not come back.|Thank you so much!|How much is it for students?|But the colour faded."
    "|The price went up again though.|I couldn't be happier.|Parking was hard to find."
    "|Never again.|Highly recommended to everyone 😍|It isn't great, to be honest."
).split("|")


def texts(count: int) -> list[str]:
    """Different English texts of one to four sentences, always the same ones."""
    dice = random.Random(7)
    return [
        f"{dice.choice(WHO)} {dice.choice(DID)} {dice.choice(WHEN)}, visit {number}. "
        + " ".join(dice.sample(MORE, dice.randint(0, 3)))
        for number in range(count)
    ]


def read_by_us(said: list[str]) -> int:
    from core.measures.sentiment import read

    return sum(read(text, "en").polarity == "positive" for text in said)


def read_by_textblob(said: list[str]) -> int:
    from textblob import TextBlob

    return sum(TextBlob(text).sentiment.polarity > 0 for text in said)


def read_in_every_language(said: list[str]) -> int:
    from core.measures.sentiment import guess_kind, read

    for language in ("cs", "lv", "en"):
        for text in said:
            read(text, language)
            guess_kind(text)
    return len(said)


def read_by_nobody(_said: list[str]) -> int:
    return 0


READERS = {
    "ours": read_by_us,
    "textblob": read_by_textblob,
    "readers": read_in_every_language,
    "bare": read_by_nobody,
}


def peak_mib() -> float:
    """The most memory this process ever held; getrusage would tell the peak of its parent too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    assert found
    return int(found[1]) / 1024


if __name__ == "__main__":
    told: dict[str, float] = {"counted": READERS[sys.argv[1]](texts(int(sys.argv[2])))}
    if sys.platform == "linux":
        told["peak_mib"] = round(peak_mib(), 1)
    sys.stdout.write(json.dumps(told))
