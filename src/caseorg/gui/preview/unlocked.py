"""Painting on a printer while the window goes on.

PySide keeps Python's lock while Qt paints. Qt packs a page for most of a second, and at the end sends all of them to
the print server, so the window would stand still. On Linux Qt is called without the lock. Painting in bands would let
the window breathe too, but viewers put each band on whole dots of the screen, and tear a line of text in between.
"""

import sys
from ctypes import CDLL, c_bool, c_int, c_void_p

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from shiboken6 import getCppPointer

_DRAW_IMAGE = "_ZN8QPainter9drawImageERK6QRectFRK6QImageS2_6QFlagsIN2Qt19ImageConversionFlagEE"
_END = "_ZN8QPainter3endEv"
_LIBRARY = "libQt6Gui.so.6"


def draw_image(painter: QPainter, target: QRectF, image: QImage) -> None:
    """The same as painter.drawImage."""
    if sys.platform != "linux":
        painter.drawImage(target, image)
        return
    source = QRectF(image.rect())
    CDLL(_LIBRARY)[_DRAW_IMAGE](_at(painter), _at(target), _at(image), _at(source), c_int(0))


def end(painter: QPainter) -> bool:
    """The same as painter.end."""
    if sys.platform != "linux":
        return painter.end()
    call = CDLL(_LIBRARY)[_END]
    call.restype = c_bool
    return bool(call(_at(painter)))


def _at(thing: QPainter | QRectF | QImage) -> c_void_p:
    return c_void_p(getCppPointer(thing)[0])
