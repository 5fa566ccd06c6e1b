"""A log of what the program did, never of whom it concerned."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler

from core.paths import log_folder

_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"


def set_up(level: int = logging.INFO) -> None:
    """Write warnings and milestones to a small rotating file; never fail over it."""
    logger = logging.getLogger("regulars")
    logger.setLevel(level)
    logger.propagate = False
    if logger.handlers:
        return
    try:
        folder = log_folder()
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            folder / "regulars.log", maxBytes=500_000, backupCount=2, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter(_FORMAT))
    logger.addHandler(handler)


def get(room: str) -> logging.Logger:
    """The logger of one room, for codes and counts only."""
    return logging.getLogger(f"regulars.{room}")
