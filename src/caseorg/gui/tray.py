"""Tells through the system's tray, where there is one."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSystemTrayIcon


class Tray(QObject):
    """Shows an icon only from the first thing it tells."""

    clicked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icon = QSystemTrayIcon(QGuiApplication.windowIcon(), self)
        self._icon.setToolTip("caseorg")
        self._icon.messageClicked.connect(self.clicked)
        self._icon.activated.connect(lambda _: self.clicked.emit())

    @property
    def available(self) -> bool:
        """Whether the system has a tray."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def tell(self, text: str) -> None:
        """A message of the system's own."""
        self._icon.show()
        self._icon.showMessage("caseorg", text, self._icon.icon())

    def close(self) -> None:
        """Takes the icon away."""
        self._icon.hide()
