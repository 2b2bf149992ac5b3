"""A QR code on white, whatever the window's colours: a camera is to read it."""

import segno
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from caseorg.i18n import tr

SIDE = 216
_QUIET = 4  # modules around it that stay white


class CodeView(QWidget):
    """Shows a text as a QR code."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[bytes, ...] = ()
        self.setFixedSize(QSize(SIDE, SIDE))
        self.setAccessibleName(tr("QR code with the address of the page"))

    def show_text(self, text: str) -> None:
        """Another code."""
        self._rows = tuple(map(bytes, segno.make_qr(text, error="m").matrix))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 — Qt's name
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        if not self._rows:
            return
        side = SIDE // (len(self._rows) + 2 * _QUIET)
        margin = (SIDE - side * len(self._rows)) / 2
        for row, modules in enumerate(self._rows):
            for column, dark in enumerate(modules):
                if dark:
                    painter.fillRect(QRectF(margin + column * side, margin + row * side, side, side), QColor("black"))
        painter.end()
