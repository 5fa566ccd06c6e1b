"""One window per shop file: a second start raises the first one instead."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT_MS = 500


class SingleInstance(QObject):
    """Listens on a local name made from the file's path; nothing leaves the computer."""

    raised = Signal()

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        digest = hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:24]
        self._name = f"regulars-{digest}"
        self._server: QLocalServer | None = None

    def first(self) -> bool:
        """Whether this is the first window of the file; if not, the first one is raised."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(WAIT_MS):
            socket.disconnectFromServer()
            return False
        # The name of a program that crashed is left behind; it answers to nobody.
        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.newConnection.connect(self._answer)
        self._server.listen(self._name)
        return True

    def close(self) -> None:
        """Let another window have the file."""
        if self._server is not None:
            self._server.close()

    def _answer(self) -> None:
        if self._server is not None:
            connection = self._server.nextPendingConnection()
            if connection is not None:
                connection.disconnected.connect(connection.deleteLater)
            self.raised.emit()
