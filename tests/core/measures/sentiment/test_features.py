"""What the statistical reader sees of a text, and the fast way to its sum."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.measures.sentiment import features
from core.measures.sentiment.reader import Reader
from core.measures.sentiment.readers import reader
from core.measures.sentiment.tokens import tokens

LANGUAGES = ("cs", "lv", "en")
SAID = st.lists(
    st.sampled_from(
        "the staff were lovely but I waited 40 minutes , 😍 :( . ! ? @salon https://example.org/x "
        "Čekala jsem čtyřicet minut a barva vybledla nespokojená suuuper xyzzy krásné "
        "Gaidīju krāsa nomazgājās neapmierināta ļoti laba paldies a né antidisestablishmentarian's "
        "ok no né".split()
    ),
    max_size=60,
).map(" ".join)


def able(language: str) -> Reader:
    known = reader(language)
    assert known is not None
    return known


def of(text: str, language: str = "en") -> features.Features:
    return features.of(able(language).weigh(text))


def words_of(found: features.Features) -> features.Features:
    """Only what stands in the text itself, without what the lexicon found."""
    return {name: value for name, value in found.items() if not name.startswith("= ")}


@given(st.sampled_from(LANGUAGES), SAID | st.text(max_size=150))
def test_the_remembered_sum_is_the_sum_of_all_features(language: str, text: str) -> None:
    reads = able(language)
    weighed = reads.weigh(text)
    forms = features.spoken(weighed.tokens)
    scale = 1 / math.sqrt(features.loudness(forms))
    findings = features.findings(weighed)
    slow = reads.mood.logits(features.of(weighed))
    for _first_and_again in range(2):
        fast = reads._logits(forms, scale, findings)
        assert fast == pytest.approx(slow, abs=1e-6)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_and_parts_of_them_are_known_to_the_model(language: str) -> None:
    """So that the comparison above compares more than zeros."""
    said = {"cs": "děkuji, krásné", "lv": "paldies, ļoti skaisti", "en": "thank you, lovely"}
    found = words_of(of(said[language], language))
    known = able(language).mood.weights
    assert {name[:2] for name in found if name in known} >= {"w "}
    assert [name for name in found if name in known and name[1:2] != " "]


@given(SAID.filter(lambda text: bool(tokens(text))), st.integers(2, 20))
def test_saying_it_again_does_not_shout(text: str, times: int) -> None:
    once, often = words_of(of(text)), words_of(of(f"{text} . " * times))
    loudest = math.sqrt(sum(value**2 for value in once.values()))
    assert math.sqrt(sum(value**2 for value in often.values())) <= loudest + 1.0
    assert {name for name in often if name[0] == "w"} <= {*once, "w ."}


@given(st.lists(st.text("abcdefghijklmnop", min_size=3, max_size=9), min_size=50, max_size=400))
def test_a_long_text_is_no_louder_than_a_short_one(words: list[str]) -> None:
    found = words_of(of(" ".join(words)))
    assert math.sqrt(sum(value**2 for value in found.values())) < 3


@pytest.mark.parametrize("words", [1, 10, 100])
def test_each_word_of_a_longer_text_says_less(words: int) -> None:
    def of_first(count: int) -> float:
        return of(" ".join(f"wo{chr(97 + n % 26)}rd{chr(97 + n // 26)}" for n in range(count)))[
            "w woarda"
        ]

    assert of_first(words) > of_first(words * 3)


def test_of_a_book_only_the_beginning_counts() -> None:
    words = [f"w{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}x" for n in range(features.MOST_WORDS)]
    beginning = " ".join(words)
    assert words_of(of(beginning)) == words_of(of(f"{beginning} {'entirely new words ' * 500}"))


def test_a_word_has_parts_with_its_ends_marked() -> None:
    assert list(features.parts("cut")) == ["_cu", "cut", "ut_", "_cut", "cut_", "_cut_"]
    assert list(features.parts("no", 2, 4)) == ["_n", "no", "o_", "_no", "no_", "_no_"]
    assert features.of_word("cut")["w cut"] > features.of_word("cut")["cut"]
    assert features.of_word("😍") == {"w 😍": features.WORD}


@given(st.text("abcdeéčž'", min_size=1, max_size=40).filter(lambda form: form[0].isalpha()))
def test_the_loudness_of_a_word_counts_its_features(form: str) -> None:
    short = form[:20]
    named = 1 + len(list(features.parts(short)))
    assert features.loudness([short]) == 1 + named


def test_bent_forms_of_a_word_share_parts() -> None:
    one, other = words_of(of("kadeřnice", "cs")), words_of(of("kadernici", "cs"))
    assert one.keys() & other.keys() >= {"_kad", "kader", "dern"}
    assert "w kadernice" not in other


def test_numbers_links_and_names_are_all_alike() -> None:
    one = words_of(of("40 https://example.org/great @lovely"))
    assert one == words_of(of("7,5 www.example.com/awful @rude"))
    assert {"w #", "w http", "w @"} <= one.keys()
    assert not [name for name in one if "lovely" in name or "great" in name]


def test_what_the_lexicon_found_stands_beside_the_words() -> None:
    praise, blame = of("She was polite!"), of("Was she not polite, but rude?")
    assert praise["= good"] > 0
    assert praise["= calls"] == 1
    assert "= bad" not in praise
    assert "= none" not in praise
    assert blame["= bad"] > 0
    assert blame["= asks"] == blame["= contrasts"] == 1
    assert of("qwrt")["= none"] == 1


@given(st.sampled_from(LANGUAGES), SAID)
def test_findings_are_small_figures(language: str, text: str) -> None:
    found = features.findings(able(language).weigh(text))
    assert all(0 < abs(value) <= 2 for value in found.values())


@given(st.text(max_size=200))
def test_any_text_has_features(text: str) -> None:
    assert all(math.isfinite(value) for value in of(text).values())
