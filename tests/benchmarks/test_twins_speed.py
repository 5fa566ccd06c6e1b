"""Likely twins among 20,000 customers are found in the background before anyone waits for them."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from core import sample
from core.clock import FixedClock
from core.people import duplicates
from core.sample import twins
from core.store.workspace import Workspace
from core.text import fold

CUSTOMERS = 20_000
# Comparing every name with every other, which finds neither phones nor addresses, takes longer.
MOST_OF_A_PLAIN_PASS = 1.0
LONGEST_PAUSE, TURNS = 0.1, 3


@pytest.fixture(scope="module")
def crowded() -> Iterator[Workspace]:
    """A shop of 20,000 customers, a thousand of them written down twice."""
    clock = FixedClock("2026-09-21T08:00:00Z", zone="Europe/Prague")
    with closing(Workspace.in_memory(clock=clock)) as shop:
        sample.fill(shop, customers=CUSTOMERS, years=0.2, seed=2, feedback_per_customer=0)
        twins.plant(shop, 0.05, seed=2)
        yield shop


def _plain_pass(names: list[str]) -> float:
    """The seconds in which rapidfuzz alone compares the names, told from every fourth one."""
    from rapidfuzz import fuzz, process

    began = time.perf_counter()
    some = names[::4]
    for start in range(0, len(some), 1_000):
        process.cdist(
            some[start : start + 1_000], names, scorer=fuzz.token_sort_ratio, score_cutoff=85
        )
    return (time.perf_counter() - began) * len(names) / len(some)


@pytest.mark.ratio
@pytest.mark.slow
def test_twins_are_found_faster_than_all_names_can_be_compared(crowded: Workspace) -> None:
    began = time.perf_counter()
    pairs = duplicates.find(crowded)
    ours = time.perf_counter() - began
    plain = _plain_pass([fold(row[0]) for row in crowded.rows("SELECT name FROM customer")])
    print(f"\n{len(pairs)} pairs in {ours:.2f} s; all names by rapidfuzz alone {plain:.2f} s")  # noqa: T201
    assert len(pairs) >= 0.05 * 0.95 * CUSTOMERS
    assert ours < MOST_OF_A_PLAIN_PASS * plain


def _longest_pause(work: Callable[[], object]) -> float:
    """The longest that another thread had to wait for its turn during some work, in seconds."""
    # What the sample shop and the test itself left is not the work's to look through.
    gc.collect()
    gc.freeze()
    worker = threading.Thread(target=work)
    worker.start()
    longest, last = 0.0, time.perf_counter()
    while worker.is_alive():
        time.sleep(0.001)
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    worker.join()
    gc.unfreeze()
    return longest


def _plain_sums() -> None:
    """Work that always gives way: its pauses are those that the machine makes."""
    end = time.perf_counter() + 2
    while time.perf_counter() < end:
        sum(range(1_000))


@pytest.mark.ratio
@pytest.mark.slow
def test_other_threads_go_on_meanwhile(crowded: Workspace) -> None:
    turns = []
    for _turn in range(TURNS):
        ours = _longest_pause(lambda: duplicates.find(crowded))
        turns.append((ours, max(LONGEST_PAUSE, 2 * _longest_pause(_plain_sums))))
        if ours < turns[-1][1]:
            break
    print(f"\nthe longest pauses of another thread, and the most allowed, in s: {turns}")  # noqa: T201
    assert any(ours < most for ours, most in turns), turns
