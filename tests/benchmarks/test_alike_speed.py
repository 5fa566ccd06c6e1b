"""What sounds like a text is found while it is typed, among 100,000 voices."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

import pytest

from core.store.workspace import Workspace
from core.voice import alike, feedback, offers, suggestions, topic_guess, topics
from core.voice.suggestions import NewSuggestion

# A long complaint of common words, in each language, typed word by word.
TYPED = (
    "Barva na vlasech po týdnu vybledla, střih je křivý a čekala jsem půl hodiny",
    "Krāsa pēc nedēļas izbalēja, griezums ir šķībs un gaidīju pusstundu",
    "The colour faded in a week, the cut is crooked and I waited half an hour",
)
# Against reading every word said, which is what comparing without an index begins with.
MOST_SCANS = 5.0


@pytest.fixture(scope="module")
def shop(talkative_shop: Path) -> Iterator[Workspace]:
    opened = Workspace.open(talkative_shop)
    assert feedback.count(opened) >= 100_000
    with opened.write("2,000 suggestions"):
        for number in range(2_000):
            suggestions.suggest(opened, NewSuggestion(f"Idea {number} of towels and mirrors"))
    yield opened
    opened.close()


def seconds(act: object) -> float:
    began = time.perf_counter()
    act()  # type: ignore[operator]
    return time.perf_counter() - began


def slowest_pause(shop: Workspace) -> float:
    """The seconds of the slowest pause after a word; the faster of three tries counts."""
    texts = [text for line in TYPED for text in accumulate(line.split(), "{} {}".format)]
    return max(
        min(seconds(lambda text=text: alike.to(shop, text)) for _again in range(3))
        for text in texts
    )


def scan(shop: Workspace) -> float:
    look = "SELECT count(*) FROM feedback WHERE body LIKE '%nobody says this%'"
    return min(seconds(lambda: shop.value(look)) for _again in range(3))


@pytest.mark.slow
def test_what_is_alike_comes_while_it_is_typed(benchmark, shop: Workspace) -> None:
    worst = benchmark.pedantic(slowest_pause, (shop,), rounds=2)
    benchmark.extra_info |= {
        "slowest_pause_ms": round(worst * 1000, 1), "scan_ms": round(scan(shop) * 1000, 1)
    }  # fmt: skip
    assert worst <= MOST_SCANS * scan(shop)


@pytest.mark.slow
def test_offers_of_sixty_days_are_gathered_once(benchmark, shop: Workspace) -> None:
    first = benchmark.pedantic(lambda: seconds(lambda: offers.open(shop)), rounds=1)
    again = seconds(lambda: offers.open(shop))
    benchmark.extra_info |= {"first_ms": round(first * 1000), "again_ms": round(again * 1000, 2)}
    assert again < first / 10


@pytest.mark.slow
def test_a_topic_is_guessed_at_once_after_much_was_learned(benchmark, shop: Workspace) -> None:
    known = topics.find(shop)
    with shop.write("the owner's word on 2,000 voices") as write:
        write.execute(
            "UPDATE feedback SET topic_set_at = logged_at, topic_id = ? "
            "WHERE id IN (SELECT id FROM feedback ORDER BY id DESC LIMIT 2000)",
            [known[0].id],
        )
        write.tell("feedback")
    first = seconds(lambda: topic_guess.guesser(shop).guess(TYPED[0]))
    again = benchmark.pedantic(
        lambda: min(seconds(lambda: topic_guess.guesser(shop).guess(TYPED[0])) for _n in range(3)),
        rounds=1,
    )
    benchmark.extra_info |= {"first_ms": round(first * 1000), "again_ms": round(again * 1000, 1)}
    assert again < first
