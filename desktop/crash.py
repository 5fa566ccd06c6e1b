"""A bug: the user learns that it happened, and may copy details that name nobody."""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, qVersion
from PySide6.QtWidgets import QApplication

from core.errors import KnownError
from core.i18n import _
from desktop import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

_shown: list[QDialog] = []


def install() -> None:
    """Tell every error that nobody caught, from now on."""
    sys.excepthook = _hook


def _hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
    else:
        tell(error)


def report(error: BaseException) -> str:
    """What happened and where, without the error's own words: those may name people."""
    import platform
    import traceback

    lines = [
        f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform(terse=True)}",
        _kind(error),
    ]
    for frame in traceback.extract_tb(error.__traceback__):
        lines.append(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}")
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        lines.append(report(cause).split("\n", 1)[1])
    return "\n".join(lines)


def _kind(error: BaseException) -> str:
    name = type(error).__name__
    return f"{name} ({error.code})" if isinstance(error, KnownError) else name


def tell(error: BaseException) -> None:
    """Log the bug and show it, once the event loop comes round. Safe to call from a slot."""
    # Loaded when there is something to write: logging would hold up the first page.
    from core import log

    log.set_up()
    log.get("desktop").error("%s", report(error))
    if QApplication.instance() is not None and not _shown:
        QTimer.singleShot(0, lambda: _show(report(error)))


def _show(details: str) -> None:
    if _shown:
        return
    from PySide6.QtWidgets import (
        QDialog,
        QHBoxLayout,
        QLabel,
        QPlainTextEdit,
        QPushButton,
        QVBoxLayout,
    )

    dialog = QDialog(QApplication.activeWindow())
    dialog.setWindowTitle(QApplication.applicationDisplayName())
    what = QLabel(_("Something went wrong inside Regulars."))
    what.setFont(theme.font(theme.HEADING, strong=True))
    calm = QLabel(
        _("What you saved before is safe. The details below name nobody; please send them to us.")
    )
    calm.setWordWrap(True)
    words = QPlainTextEdit(details)
    words.setReadOnly(True)
    words.setAccessibleName(_("Details"))
    copy = QPushButton(_("Copy details"))
    copy.clicked.connect(lambda: QApplication.clipboard().setText(details))
    go_on = QPushButton(_("Go on"))
    go_on.clicked.connect(dialog.accept)
    go_on.setDefault(True)
    foot = QHBoxLayout()
    foot.addStretch(1)
    foot.addWidget(copy)
    foot.addWidget(go_on)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(*(theme.GRID * 3,) * 4)
    column.setSpacing(theme.GRID * 2)
    for widget in (what, calm, words):
        column.addWidget(widget)
    column.addLayout(foot)
    dialog.resize(520, 360)
    dialog.finished.connect(lambda _code: _shown.clear())
    _shown.append(dialog)
    dialog.open()
