"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from core.errors import KnownError
from core.i18n import N_


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


@contextmanager
def handing_out(path: Path, refusal: str) -> Iterator[Path]:
    """The same for a file that somebody asked for, in folders that are made where they lack.

    Raises KnownError `refusal`; then what was at `path` is there still.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as half_made:
            yield half_made
    except OSError as error:
        sentence = N_("“{file}” could not be written. Is there space, and may you write there?")
        raise KnownError(refusal, sentence, file=path.name) from error


def is_disk_full(error: OSError) -> bool:
    """Whether an error says that the disk, or what one may use of it, is full."""
    # Windows knows no quota.
    return error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
