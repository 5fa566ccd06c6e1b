"""People are found again alike, whether few of them are known or more than memory should hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clock import FixedClock
from core.exchange import bearers, imports
from core.store.workspace import Workspace

_who = st.tuples(
    st.sampled_from(["", "7", "8"]),
    st.sampled_from(["Jana Nová", "Eva Malá", "Jana Malá"]),
    st.sampled_from(["", "j@example.cz", "e@example.cz"]),
    st.sampled_from(["", "777 100 200", "777 100 201"]),
)


def _told(folder: Path, rows: list[tuple[str, ...]], most: int) -> list[object]:
    """What becomes of two files, the second of which meets whom the first brought."""
    shop = Workspace.in_memory(clock=FixedClock("2026-09-21T08:00:00Z", zone="Europe/Prague"))
    told: list[object] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bearers, "MOST_IN_MEMORY", most)
        for number, part in enumerate((rows[: len(rows) // 2], rows[len(rows) // 2 :])):
            path = folder / f"{number}.csv"
            lines = [",".join((*row, f"{at + 1}.9.2026")) for at, row in enumerate(part)]
            text = "\n".join(["customer_id,name,email,phone,date", *lines, "9,Ota,,,1.1.2026"])
            path.write_text(text + "\n", encoding="utf-8")
            batch = imports.bring_in(shop, path)
            told.append(batch.as_contract())
            told += [problem.text() for problem in batch.row_problems]
    told += [tuple(row) for row in shop.rows("SELECT customer_id, visited_on FROM visit")]
    told += [tuple(row) for row in shop.rows("SELECT reference, name, email FROM customer")]
    assert shop.value("SELECT count(*) FROM sqlite_temp_master WHERE name = 'bearer'") == 0
    shop.close()
    return told


@given(st.lists(_who, max_size=12))
def test_the_scratch_file_finds_people_like_memory_does(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]
) -> None:
    folder = tmp_path_factory.mktemp("people")
    assert _told(folder, rows, 1) == _told(folder, rows, 1000)
