"""Painting while the window goes on."""

import sys
from ctypes import CDLL, c_int, c_void_p

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from shiboken6 import getCppPointer

_DRAW_IMAGE = "_ZN8QPainter9drawImageERK6QRectFRK6QImageS2_6QFlagsIN2Qt19ImageConversionFlagEE"


def draw_image(painter: QPainter, target: QRectF, image: QImage) -> None:
    """The same as painter.drawImage, but without Python's lock.

    Qt packs a page for most of a second, and PySide keeps the lock meanwhile: the window would stand still. Bands would
    be quick, but viewers put each of them on whole dots of the screen, and a line of text in between is torn.
    """
    if sys.platform == "linux":
        given = (painter, target, image, QRectF(image.rect()))
        pointers = [c_void_p(getCppPointer(one)[0]) for one in given]
        CDLL("libQt6Gui.so.6")[_DRAW_IMAGE](*pointers, c_int(0))
    else:
        painter.drawImage(target, image)
