"""What a terminal says of a bug: one sentence, and in the log where it happened, without names."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from types import TracebackType

from core.i18n import _
from core.paths import log_folder


def tell_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Stand in for Python's traceback, whose last line could quote a customer."""
    if issubclass(kind, KeyboardInterrupt):
        sys.stderr.write("\n")
        return
    from core import log

    log.set_up()
    places = " < ".join(
        f"{Path(frame.filename).name}:{frame.lineno}"
        for frame in reversed(traceback.extract_tb(trace)[-8:])
    )
    log.get("cli").error("bug: %s at %s", kind.__name__, places)
    sentence = _("This is a fault in Regulars ({kind}). The log in “{folder}” says where.")
    sys.stderr.write(sentence.format(kind=kind.__name__, folder=log_folder()) + "\n")
