"""The sign beside the clock: notifications, and a way back when the window is closed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon, QWidget

from core.i18n import _
from desktop import icons


class Tray(QObject):
    """The tray icon, where the desktop has a tray; a silent stand-in where it has none."""

    opened = Signal(object)
    quit_asked = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._target: object = None
        self._icon: QSystemTrayIcon | None = None
        self._menu: QMenu | None = None
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._settle(window)

    @property
    def available(self) -> bool:
        """Whether this desktop shows tray icons."""
        return self._icon is not None

    def notify(self, title: str, text: str, target: object = None) -> bool:
        """Show a notification; a click on it emits `opened(target)`. False without a tray."""
        self._target = target
        if self._icon is None:
            return False
        self._icon.showMessage(title, text, icons.app_icon())
        return True

    def _settle(self, window: QWidget) -> None:
        self._icon = QSystemTrayIcon(icons.app_icon(), self)
        self._icon.setToolTip(QApplication.applicationDisplayName())
        self._menu = QMenu(window)
        self._menu.addAction(_("Open Regulars"), lambda: self.opened.emit(None))
        self._menu.addAction(_("Quit"), self.quit_asked.emit)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._activated)
        self._icon.messageClicked.connect(lambda: self.opened.emit(self._target))
        self._icon.show()

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason == QSystemTrayIcon.ActivationReason.Trigger:
            self.opened.emit(None)
