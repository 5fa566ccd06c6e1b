"""The review of ten years of a big shop: gathered before anyone grows impatient, then printed.

Machines differ, so what is asserted is how many times longer it takes than reading every visit
once, as rows, both in seconds of the processor. On a laptop that reading is some 0.2 s: gathered
in under 2 s, printed in under 3 s.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from core.insight import quarterly_review
from core.insight.periods import quarter_before, quarter_of
from core.insight.quarterly_review import paper as review_paper
from core.store.workspace import Workspace

# A first gathering with nothing kept from earlier; a paper of pages that are gathered.
MOST_READINGS = {"gather": 14.0, "paper": 8.0}
TURNS = 3


def seconds(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began


def reading(shop: Workspace) -> float:
    """The seconds that reading every visit once takes."""
    every = "SELECT customer_id, visited_on, amount_minor FROM visit"
    return min(seconds(lambda: sum(1 for _ in shop.each(every))) for _turn in range(TURNS))


def unreviewed(shop: Workspace) -> str:
    """The newest whole quarter without a review, so that nothing is stored of it."""
    known = {review.quarter for review in quarterly_review.find(shop)}
    quarter = quarter_before(quarter_of(shop.clock.today()))
    while quarter in known:
        quarter = quarter_before(quarter)
    return quarter


def turn(big_shop: Path) -> tuple[float, float, float]:
    """The seconds of a first gathering, of printing it, and of reading every visit."""
    with closing(Workspace.open(big_shop)) as shop:
        quarter = unreviewed(shop)
        gathered = seconds(partial(quarterly_review.gather, shop, quarter))
        pages = quarterly_review.gather(shop, quarter)
        printed = seconds(partial(review_paper.pdf, pages))
        return gathered, printed, reading(shop)


@pytest.mark.ratio
@pytest.mark.slow
def test_a_review_is_gathered_and_printed_in_little_more_than_reading_the_shop(
    big_shop: Path,
) -> None:
    gathered, printed, once = map(
        min, zip(*(turn(big_shop) for _turn in range(TURNS)), strict=True)
    )
    print(f"\ngathered {gathered:.2f} s, printed {printed:.2f} s; reading {once:.2f} s")  # noqa: T201
    assert gathered <= MOST_READINGS["gather"] * once
    assert printed <= MOST_READINGS["paper"] * once


@pytest.mark.slow
def test_a_review_from_the_terminal(benchmark, big_shop: Path, tmp_path: Path, timed) -> None:
    """A cold process from its start to the paper."""
    with closing(Workspace.open(big_shop)) as shop:
        quarter = unreviewed(shop)
    words = ("-m", "desktop", "--shop", big_shop, "review", "--quarter", quarter)
    benchmark.pedantic(timed, (*words, "--out", tmp_path / "review.pdf"), rounds=1)
