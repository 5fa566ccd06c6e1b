"""What every start is measured against: a window of PySide6 with an empty table, nothing else."""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView


class UntilPainted(QObject):
    """Ends the program once the table was painted."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, QApplication.quit)
        return False


app = QApplication(sys.argv[:1])
window = QMainWindow()
table = QTableView()
window.setCentralWidget(table)
until_painted = UntilPainted()
table.viewport().installEventFilter(until_painted)
window.resize(1366, 768)
window.show()
sys.exit(app.exec())
