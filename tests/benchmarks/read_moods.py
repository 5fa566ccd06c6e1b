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

SENTENCES = Path(__file__).resolve().parents[2] / "training" / "sentiment" / "learn"


def texts(count: int, language: str = "en") -> list[str]:
    """Different texts of one or two sentences as people write them, always the same ones."""
    dice = random.Random(7)
    said = [
        line.split("\t")[2]
        for path in sorted((SENTENCES / language).glob("*.tsv"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    found = dict.fromkeys(dice.sample(said, min(count, len(said))))
    while len(found) < count:
        found[f"{dice.choice(said)} {dice.choice(said)}"] = None
    return list(found)


def read_by_us(said: list[str]) -> int:
    from core.measures.sentiment import read

    return sum(read(text, "en").polarity == "positive" for text in said)


def read_by_textblob(said: list[str]) -> int:
    from textblob import TextBlob

    return sum(TextBlob(text).sentiment.polarity > 0 for text in said)


def read_in_every_language(said: list[str]) -> int:
    from core.measures.sentiment import guess_kind, read

    for language in ("cs", "lv", "en"):
        for text in texts(len(said), language):
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
