"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path to write to, put in the place of `path` once it is whole and on the disk.

    Raises OSError; then, as with any other error, what was at `path` is there still.
    """
    half_made = path.with_name(path.name + ".part")
    try:
        yield half_made
        with half_made.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(half_made, path)
    finally:
        with suppress(OSError):
            half_made.unlink(missing_ok=True)


def is_disk_full(error: OSError) -> bool:
    """Whether an error says that the disk, or what one may use of it, is full."""
    # Windows knows no quota.
    return error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
