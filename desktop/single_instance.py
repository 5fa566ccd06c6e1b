"""One window per shop file: a second start raises the first one instead."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

WAIT_MS = 500


class SingleInstance(QObject):
    """A lock file beside the shop's file, and a local name by which the first is called."""

    raised = Signal()

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._lock = QLockFile(str(path) + ".lock")
        # Age alone makes no lock stale; one left by a crash is known by its dead process.
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    def first(self) -> bool:
        """Whether no other window has this file open.

        Where no lock can be written (a read-only stick) nobody can write the file either,
        so a second window does no harm.
        """
        taken = self._lock.tryLock(0)
        return taken or self._lock.error() != QLockFile.LockError.LockFailedError

    def listen(self) -> None:
        """Let a later start raise this window: after the first paint, QtNetwork is not free."""
        from PySide6.QtNetwork import QLocalServer

        name = self._name()
        QLocalServer.removeServer(name)
        self._server = QLocalServer(self)
        self._server.newConnection.connect(self._answer)
        self._server.listen(name)

    def raise_first(self) -> bool:
        """Call the window that has the file open to the front; whether it heard."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name())
        heard = socket.waitForConnected(WAIT_MS)
        socket.disconnectFromServer()
        return heard

    def close(self) -> None:
        """Let another window have the file."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def _name(self) -> str:
        # hashlib brings OpenSSL along, which the first paint need not wait for.
        import hashlib

        digest = hashlib.sha256(str(self._path.resolve()).encode()).hexdigest()[:24]
        return f"regulars-{digest}"

    def _answer(self) -> None:
        if self._server is None:
            return
        while connection := self._server.nextPendingConnection():
            connection.disconnected.connect(connection.deleteLater)
        self.raised.emit()
