"""Room in memory for what is larger than that: pages go to the disk before all is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.store.workspace import Workspace


@contextmanager
def spilling(workspace: Workspace, *, wanted: bool) -> Iterator[None]:
    """Let SQLite write pages out early where that is `wanted`; readers wait for it then.

    To be entered before a transaction: SQLite only listens between them.
    """
    if not wanted:
        yield
        return
    with workspace.alone() as connection:
        connection.execute("PRAGMA cache_spill = ON")
        try:
            yield
        finally:
            connection.execute("PRAGMA cache_spill = OFF")
