"""The window with its first page comes up in at most two and a half times a bare window."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest

MOST_TIMES_SLOWER = 2.5
BARE = Path(__file__).with_name("bare_window.py")


def opening(shop: Path) -> tuple[str | Path, ...]:
    return ("-m", "desktop", "--shop", shop, "open", "--measure-start")


@pytest.mark.slow
def test_the_first_page_of_a_big_shop(
    benchmark, big_shop: Path, timed: Callable[..., float], tmp_path: Path
) -> None:
    shop = shutil.copy(big_shop, tmp_path / "shop.regulars")
    bare: list[float] = []
    timed(BARE)
    timed(*opening(shop))
    # The bare window takes its turn before each of ours, so that both meet the same weather.
    benchmark.pedantic(
        lambda: timed(*opening(shop)), setup=lambda: bare.append(timed(BARE)), rounds=15
    )
    ours = benchmark.stats.stats.data
    ratio = median(seconds / its_bare for seconds, its_bare in zip(ours, bare, strict=True))
    benchmark.extra_info |= {"bare_ms": round(median(bare) * 1000), "ratio": round(ratio, 2)}
    assert min(ratio, min(ours) / min(bare)) <= MOST_TIMES_SLOWER, (ours, bare)


@pytest.mark.ratio
def test_the_first_page_of_a_small_shop(
    small_shop: Path, timed: Callable[..., float], tmp_path: Path
) -> None:
    shop = shutil.copy(small_shop, tmp_path / "shop.regulars")
    timed(BARE)
    timed(*opening(shop))
    pairs = [(timed(BARE), timed(*opening(shop))) for _turn in range(5)]
    ratio = median(ours / bare for bare, ours in pairs)
    # The fastest of each is what is left when other programs on the computer are quiet.
    calmest = min(ours for _bare, ours in pairs) / min(bare for bare, _ours in pairs)
    assert min(ratio, calmest) <= MOST_TIMES_SLOWER, pairs
