"""What TextBlob knows of English words, for our English reader to build on.

Its word list is read without running TextBlob: that would bring nltk and a third of a second,
and some 40 MiB that reading never uses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from statistics import fmean
from xml.etree import ElementTree

# TextBlob gives most of its words a shade; those without one are no mood words.
FELT = 0.05


def textblob_words() -> Mapping[str, float]:
    """The words that TextBlob weighs, each with its polarity −1…+1 over all its senses."""
    senses: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for _event, word in ElementTree.iterparse(_word_list()):
        if word.tag == "word":
            part_of_speech = word.get("pos", "")
            senses[word.get("form", "")][part_of_speech].append(float(word.get("polarity", 0)))
            word.clear()
    means = {
        form: {part: fmean(found) for part, found in by_part.items()}
        for form, by_part in senses.items()
    }
    weights = {form: fmean(by_part.values()) for form, by_part in means.items() if form}
    for form, by_part in means.items():
        if "JJ" in by_part:
            weights[_adverb(form)] = by_part["JJ"]
    return {form: weight for form, weight in weights.items() if abs(weight) >= FELT}


def _adverb(adjective: str) -> str:
    """As TextBlob builds it: "terrible" gives "terribly", "happy" gives "happily"."""
    stem = f"{adjective[:-1]}i" if adjective.endswith("y") else adjective
    return f"{stem.removesuffix('le')}ly"


def _word_list() -> Path:
    """Where TextBlob keeps its words. Looking for a package does not load it."""
    found = find_spec("textblob")
    folders: Iterable[str] = (found and found.submodule_search_locations) or ()
    for folder in folders:
        return Path(folder) / "en" / "en-sentiment.xml"
    raise ModuleNotFoundError("textblob", name="textblob")
