"""An import that is stopped, killed or out of space leaves the shop as it was before."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from core.errors import Cancelled, KnownError
from core.exchange import imports
from core.store import check
from core.store.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
# More rounds when somebody wants to be very sure: REGULARS_KILLS=100.
KILLS = int(os.environ.get("REGULARS_KILLS", "15"))
ROWS = 6_000
_IMPORTS = """
import sys
from core.exchange import imports
from core.store.workspace import Workspace

class Told:
    def step(self, done, total):
        print(done, flush=True)

shop = Workspace.open(sys.argv[1])
imports.bring_in(shop, sys.argv[2], progress=Told())
print("done", flush=True)
"""


def state(path: Path) -> list[tuple[object, ...]]:
    """Every row of every table that an import may touch."""
    nouns = ("customer", "visit", "import_batch", "import_line", "journal", "journal_image")
    with closing(Workspace.open(path)) as workspace:
        return [
            (noun, *row)
            for noun in nouns
            for row in workspace.rows(f"SELECT * FROM {noun} ORDER BY 1")
        ]


def beside(path: Path) -> list[str]:
    return sorted(each.name for each in path.parent.iterdir() if each.name.startswith(path.name))


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    path = tmp_path / "shop" / "salon.regulars"
    small = tmp_path / "before.csv"
    small.write_text("customer,date,amount\nAda,1.9.2026,5\nEva,2.9.2026,6\n", encoding="utf-8")
    with closing(Workspace.open(path, create=True)) as workspace:
        imports.bring_in(workspace, small)
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "long.csv"
    rows = [f"Host {n % 900},{n % 28 + 1}.{n % 12 + 1}.2026,{n}.50,u okna {n}" for n in range(ROWS)]
    path.write_text("customer,date,amount,note\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


# -- stopped ----------------------------------------------------------------------------


class StopsAt:
    """Someone who presses Stop at a certain step."""

    def __init__(self, step: int) -> None:
        self.left = step

    def step(self, done: int, total: int) -> None:
        self.left -= 1
        if self.left < 0:
            raise Cancelled


class Counts:
    """How far an import says it is."""

    def __init__(self) -> None:
        self.shares: list[float] = []

    def step(self, done: int, total: int) -> None:
        self.shares.append(done / total)


def test_stopping_at_any_step_leaves_no_row_and_no_file(
    shop: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "MOST_AT_ONCE", 700)
    before = state(shop)
    counts = Counts()
    with closing(Workspace.open(shop)) as workspace:
        imports.bring_in(workspace, file, progress=counts, dry_run=True)
        for step in random.Random(4).sample(range(len(counts.shares)), 8):
            with pytest.raises(Cancelled):
                imports.bring_in(workspace, file, progress=StopsAt(step))
            assert workspace.value("SELECT count(*) FROM visit") == 2
    assert beside(shop) == [shop.name]
    assert check.problems(shop) == []
    assert state(shop) == before


def test_an_import_tells_how_far_it_is_and_never_goes_back(shop: Path, file: Path) -> None:
    counts = Counts()
    with closing(Workspace.open(shop)) as workspace:
        imports.bring_in(workspace, file, progress=counts)
    assert counts.shares == sorted(counts.shares)
    assert counts.shares[0] < 0.05
    assert counts.shares[-1] == 1
    steps = zip(counts.shares, counts.shares[1:], strict=False)
    assert max(later - earlier for earlier, later in steps) < 0.4


# -- killed -----------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="kills as only Unix kills")
def test_a_killed_import_leaves_the_shop_as_it_was_or_is_whole(
    shop: Path, file: Path, tmp_path: Path
) -> None:
    before = state(shop)
    chance = random.Random(KILLS)
    script = tmp_path / "imports.py"
    script.write_text(_IMPORTS, encoding="utf-8")
    outcomes = set()
    for turn in range(KILLS):
        victim = tmp_path / f"{turn}" / shop.name
        victim.parent.mkdir()
        shutil.copy(shop, victim)
        killed = _killed(script, victim, file, chance.uniform(0, 0.6))
        assert check.problems(victim) == []
        after = state(victim)
        whole = len(after) > len(before)
        assert whole or after == before
        # What was told as done stays done.
        assert whole or not killed
        outcomes.add(whole)
        if turn % 5 == 0:
            with closing(Workspace.open(victim)) as workspace:
                assert imports.bring_in(workspace, file).rows == ROWS
                assert workspace.value("SELECT count(*) FROM visit") == ROWS + 2
        shutil.rmtree(victim.parent)
    assert False in outcomes


def _killed(script: Path, shop: Path, file: Path, seconds: float) -> bool:
    """Kill an import so long after its first step; whether it had said that it was done."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, script, shop, file], stdout=subprocess.PIPE, text=True, env=environment
    ) as child:
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(seconds)
        child.send_signal(signal.SIGKILL)
        return "done" in child.stdout.read()


# -- out of space -----------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MiB, where whoever runs the tests may make one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    words = [mount or "", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)]
    if not mount or subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("a small disk can be made only by root on Linux")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_gets_a_sentence_and_nothing_stays(small_disk: Path, file: Path) -> None:
    shop = small_disk / "salon.regulars"
    filler = small_disk / "photos"
    with closing(Workspace.open(shop, create=True)) as workspace:
        free = shutil.disk_usage(small_disk).free
        filler.write_bytes(bytes(free - (128 << 10)))
        with pytest.raises(KnownError) as error:
            imports.bring_in(workspace, file)
        assert error.value.code == "disk_full"
        assert workspace.value("SELECT count(*) FROM customer") == 0
        assert workspace.value("SELECT count(*) FROM import_batch") == 0
        filler.unlink()
        assert imports.bring_in(workspace, file).rows == ROWS
    assert check.problems(shop) == []


def test_a_disk_that_fills_before_a_large_file_is_written_out(
    small_disk: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "MOST_BYTES_IN_MEMORY", 0)
    shop = small_disk / "salon.regulars"
    with closing(Workspace.open(shop, create=True)) as workspace:
        with workspace.alone() as connection:
            connection.execute("PRAGMA cache_size = 20")
        filler = small_disk / "photos"
        filler.write_bytes(bytes(shutil.disk_usage(small_disk).free - (128 << 10)))
        with pytest.raises(KnownError, match="disk_full"):
            imports.bring_in(workspace, file)
        assert workspace.value("SELECT count(*) FROM customer") == 0
        filler.unlink()
        assert imports.bring_in(workspace, file).rows == ROWS
    assert check.problems(shop) == []
