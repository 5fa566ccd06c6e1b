"""Who buys again: the health score against naive scores and BG/NBD on a real purchase history.

`training/health/three_way.py` is the same check as a command, for any history.
"""

from __future__ import annotations

import importlib.util
import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
HISTORY = ROOT.parent / "shared" / "data" / "cdnow.csv"
FIRST_HALF_ENDS, SECOND_HALF_ENDS = date(1997, 9, 30), date(1998, 6, 30)


def module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "training" / "health" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    sys.modules[name] = found
    spec.loader.exec_module(found)
    return found


bgnbd = module("bgnbd")
three_way = module("three_way")


def test_the_expected_purchases_are_those_of_a_made_up_shop() -> None:
    """BG/NBD finds the world that it describes: the bar is not lowered by a poor rival."""
    rng = np.random.default_rng(1)
    n, weeks, true = 4000, 52.0, bgnbd.Model(r=0.9, alpha=6.0, a=0.8, b=2.5)
    rates = rng.gamma(true.r, 1 / true.alpha, n)
    leaves = rng.beta(true.a, true.b, n)
    repeats, last = np.zeros(n), np.zeros(n)
    later = np.zeros(n)
    for who in range(n):
        at = 0.0
        while (at := at + rng.exponential(1 / rates[who])) < 2 * weeks:
            if at < weeks:
                repeats[who], last[who] = repeats[who] + 1, at
            else:
                later[who] += 1
            if rng.random() < leaves[who]:
                break
    seen = bgnbd.Purchases(repeats, last, np.full(n, weeks))
    model = bgnbd.fit(seen)
    assert (model.r, model.alpha) == pytest.approx((true.r, true.alpha), rel=0.2)
    assert bgnbd.expected(model, seen, weeks).sum() == pytest.approx(later.sum(), rel=0.1)


@pytest.mark.skipif(
    not HISTORY.exists(), reason="the public purchase history lies beside the project only"
)
def test_the_health_score_beats_every_rival_on_cdnow() -> None:
    found = three_way.check(HISTORY, FIRST_HALF_ENDS, SECOND_HALF_ENDS)
    assert (found.people, found.came) == (23_570, 7_058)
    assert found.health >= 0.770
    assert found.health > max(found.recency, found.frequency, found.bgnbd)
    # What the literature's implementations give for this history.
    assert found.bgnbd == pytest.approx(0.763, abs=0.001)
    assert found.recency == pytest.approx(0.759, abs=0.001)
