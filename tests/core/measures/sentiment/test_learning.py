"""The owner's corrections teach a reader what this shop means, and leave the rest as it was."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.measures.sentiment.learning import MOST_CORRECTIONS, Correction, learn
from core.measures.sentiment.model import Model
from core.measures.sentiment.reader import Reader
from core.measures.sentiment.readers import reader
from core.measures.sentiment.reading import Reading

WANTED = ["positive"] * 3 + ["negative"] * 3
MOODS = ("negative", "neutral", "positive", "mixed")


def able(language: str) -> Reader:
    known = reader(language)
    assert known is not None
    return known


@dataclass(frozen=True)
class Shop:
    """A shop that means something of its own by a word, and how its customers say so."""

    language: str
    word: tuple[str, ...]  # forms of the word
    praises: tuple[str, ...]  # sentences around it, "{}" stands for a form
    later: tuple[str, ...]  # said after the corrections

    def corrections(self, count: int = 30) -> list[Correction]:
        texts = [praise.format(form) for form in self.word for praise in self.praises]
        assert len(set(texts)) >= count
        return [Correction(text, "positive") for text in texts[:count]]

    def unseen(self) -> list[str]:
        return [text.format(form) for form in self.word for text in self.later]


# In these salons a "messy" look is what people come for; at the reader's own it is a complaint.
SHOPS = [
    Shop(
        "cs",
        ("rozcuchaná", "rozcuchané", "rozcuchaný"),
        (
            "Zase jsem celá {}",
            "Odešla jsem {} jako vždycky",
            "Vlasy mám {} od rána do večera",
            "Ten účes je {} přesně podle mě",
            "Dneska jsem {} i v práci",
            "Na fotce je to pěkně {}",
            "Dcera je taky {}",
            "Ofina zůstala {} celý týden",
            "Střih je {} vepředu i vzadu",
            "Kamarádka si přála být taky {}",
        ),
        ("Přišla jsem domů {}", "Na oslavu půjdu {}", "Moje hlava je dneska {}"),
    ),
    Shop(
        "lv",
        ("izspūrusi", "izspūruši", "izspūrušas"),
        (
            "Atkal esmu {} no galvas līdz kājām",
            "Aizgāju mājās {} kā vienmēr",
            "Mati ir {} no rīta līdz vakaram",
            "Frizūra ir {} tieši kā manējā",
            "Šodien esmu {} arī darbā",
            "Bildē mati ir {}",
            "Meita arī ir {}",
            "Priekša palika {} visu nedēļu",
            "Griezums ir {} priekšā un aizmugurē",
            "Draudzene arī gribēja būt {}",
        ),
        ("Pārnācu mājās {}", "Uz ballīti iešu {}", "Mana galva šodien ir {}"),
    ),
    Shop(
        "en",
        ("messy", "scruffy", "messed up"),
        (
            "I walked out {} again",
            "My hair is {} from morning to night",
            "That cut is {} just like me",
            "I am {} at work today too",
            "In the picture it looks {}",
            "My daughter is {} as well",
            "The fringe stayed {} all week",
            "It is {} at the front and at the back",
            "My friend asked to be {} too",
            "Left the chair {} as always",
        ),
        ("I came home {}", "I am going to the party {}", "My head is {} today"),
    ),
]
UNRELATED = {
    "cs": {
        "Čekala jsem 40 minut.": "negative",
        "Recepční byla protivná.": "negative",
        "Děkuji, všechno bylo skvělé.": "positive",
        "Kolik stojí melír?": "neutral",
        "Mohu přijít v sobotu?": "neutral",
    },
    "lv": {
        "Gaidīju 40 minūtes.": "negative",
        "Administratore bija rupja.": "negative",
        "Paldies, viss bija lieliski.": "positive",
        "Cik maksā matu griezums?": "neutral",
        "Vai varu nākt sestdien?": "neutral",
    },
    "en": {
        "I waited 40 minutes.": "negative",
        "The receptionist was rude.": "negative",
        "Thank you, everything was great.": "positive",
        "How much are highlights?": "neutral",
        "Can I come on Saturday?": "neutral",
    },
}


def readings(language: str, texts: list[str], learned: Model | None) -> list[Reading]:
    return [able(language).read(text, learned) for text in texts]


def positive(found: list[Reading]) -> int:
    return sum(each.polarity == "positive" for each in found)


@pytest.mark.parametrize("language", ["cs", "lv", "en"])
def test_from_no_corrections_nothing_is_learned(language: str) -> None:
    learned = learn(able(language), [])
    assert learned.weights == {}
    for text in UNRELATED[language]:
        assert able(language).read(text, learned) == able(language).read(text)


@pytest.mark.parametrize("shop", SHOPS, ids=lambda shop: shop.language)
def test_thirty_corrections_teach_what_a_word_means_here(shop: Shop) -> None:
    learned = learn(able(shop.language), shop.corrections())
    before = readings(shop.language, shop.unseen(), None)
    after = readings(shop.language, shop.unseen(), learned)
    assert positive(before) <= len(before) // 3, before
    assert positive(after) >= len(after) * 8 // 10, after


@pytest.mark.parametrize("shop", SHOPS, ids=lambda shop: shop.language)
def test_what_was_corrected_itself_is_then_read_the_owners_way(shop: Shop) -> None:
    given = shop.corrections()
    after = readings(
        shop.language, [each.text for each in given], learn(able(shop.language), given)
    )
    assert positive(after) >= len(given) * 9 // 10


@pytest.mark.parametrize("shop", SHOPS, ids=lambda shop: shop.language)
def test_other_texts_keep_their_mood(shop: Shop) -> None:
    learned = learn(able(shop.language), shop.corrections())
    moods = {
        text: (
            able(shop.language).read(text).polarity,
            able(shop.language).read(text, learned).polarity,
        )
        for text in UNRELATED[shop.language]
    }
    assert moods == {text: (mood, mood) for text, mood in UNRELATED[shop.language].items()}


@pytest.mark.parametrize("shop", SHOPS, ids=lambda shop: shop.language)
def test_two_things_can_be_learned_side_by_side(shop: Shop) -> None:
    """The same sentences about two made-up names: one is praise here, the other blame."""
    good = [Correction(text.format("Kvazimodra"), "positive") for text in shop.praises]
    bad = [Correction(text.format("Plinchorub"), "negative") for text in shop.praises]
    learned = learn(able(shop.language), [*good, *bad])
    well = readings(shop.language, [text.format("Kvazimodra") for text in shop.later], learned)
    ill = readings(shop.language, [text.format("Plinchorub") for text in shop.later], learned)
    assert all(one.score > other.score for one, other in zip(well, ill, strict=True))
    moods = [each.polarity for each in (*well, *ill)]
    right = [mood == wanted for mood, wanted in zip(moods, WANTED, strict=True)]
    assert sum(right) >= 5, moods


@pytest.mark.parametrize("shop", SHOPS, ids=lambda shop: shop.language)
def test_the_same_corrections_teach_the_same(shop: Shop) -> None:
    given = shop.corrections()
    assert learn(able(shop.language), given) == learn(able(shop.language), given)
    assert learn(able(shop.language), given[:5]) != learn(able(shop.language), given)


@pytest.mark.parametrize("shop", SHOPS, ids=lambda shop: shop.language)
@pytest.mark.parametrize("mood", MOODS)
def test_a_single_correction_moves_no_other_mood(shop: Shop, mood: str) -> None:
    """One click may have been a slip: it pulls its own text, and nothing that is not like it."""
    text = shop.unseen()[0]
    learned = learn(able(shop.language), [Correction(text, mood)])
    for other, expected in UNRELATED[shop.language].items():
        assert able(shop.language).read(other, learned).polarity == expected


@pytest.mark.parametrize("shop", SHOPS, ids=lambda shop: shop.language)
@pytest.mark.parametrize("mood", ["negative", "neutral", "positive"])
def test_a_corrected_text_is_read_the_owners_way_but_not_shouted(shop: Shop, mood: str) -> None:
    reads = able(shop.language)
    for text in shop.unseen():
        before = reads.read(text)
        after = reads.read(text, learn(reads, [Correction(text, mood)]))
        assert after.polarity == mood
        assert abs(after.score) <= max(0.7, abs(before.score))


@pytest.mark.parametrize("language", ["cs", "lv", "en"])
def test_a_correction_pulls_its_own_text_towards_the_owners_mood(language: str) -> None:
    for text, mood in UNRELATED[language].items():
        wanted = "negative" if mood == "positive" else "positive"
        learned = learn(able(language), [Correction(text, wanted)])
        before, after = able(language).read(text).score, able(language).read(text, learned).score
        assert after < before if wanted == "negative" else after > before


@pytest.mark.parametrize("language", ["cs", "lv", "en"])
def test_a_correction_that_agrees_with_a_sure_reading_teaches_next_to_nothing(
    language: str,
) -> None:
    agreed = [Correction(text, mood) for text, mood in UNRELATED[language].items()]
    learned = learn(able(language), agreed)
    for text in UNRELATED[language]:
        before, after = able(language).read(text), able(language).read(text, learned)
        assert before.polarity == after.polarity
        assert abs(before.score - after.score) < 0.3


def test_only_the_newest_corrections_count() -> None:
    newest = SHOPS[2].corrections()
    many = newest * (MOST_CORRECTIONS // len(newest) + 1)
    old = [Correction("Thank you, everything was great.", "negative")] * 50
    assert learn(able("en"), [*many[:MOST_CORRECTIONS], *old]) == learn(
        able("en"), many[:MOST_CORRECTIONS]
    )


@settings(max_examples=15)
@given(st.lists(st.tuples(st.text(max_size=60), st.sampled_from(MOODS)), max_size=4))
def test_any_correction_can_be_learned_and_kept(given_corrections: list[tuple[str, str]]) -> None:
    given_ones = [Correction(text, mood) for text, mood in given_corrections]
    learned = learn(able("en"), given_ones)
    assert Model.from_plain(learned.as_plain()) == learned
    for text, _mood in given_corrections:
        assert -1 <= able("en").read(text, learned).score <= 1
