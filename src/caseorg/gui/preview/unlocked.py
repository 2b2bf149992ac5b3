"""Painting on a printer while the window goes on.

PySide keeps Python's lock while Qt paints. Qt packs a page for most of a second, and at the end sends all of them to
the print server, so the window would stand still. On Linux Qt's public functions, whose names stay for all of Qt 6, are
called without the lock; where they are not found, with it. Painting in bands would let the window breathe too, but
viewers put each band on whole dots of the screen, and tear a line of text in between.
"""

import sys
from collections.abc import Callable
from ctypes import CDLL, c_bool, c_int, c_void_p
from functools import cache
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from shiboken6 import getCppPointer

_DRAW_IMAGE = "_ZN8QPainter9drawImageERK6QRectFRK6QImageS2_6QFlagsIN2Qt19ImageConversionFlagEE"
_END = "_ZN8QPainter3endEv"
_LIBRARY = "libQt6Gui.so.6"


def draw_image(painter: QPainter, target: QRectF, image: QImage) -> None:
    """The same as painter.drawImage."""
    if call := _found(_DRAW_IMAGE):
        source = QRectF(image.rect())
        call(_at(painter), _at(target), _at(image), _at(source), c_int(0))
    else:
        painter.drawImage(target, image)


def end(painter: QPainter) -> bool:
    """The same as painter.end."""
    call = _found(_END)
    return bool(call(_at(painter))) if call else painter.end()


@cache
def _found(name: str) -> Callable[..., Any] | None:
    """A function of Qt's library, if there is one of the name."""
    try:
        found = CDLL(_LIBRARY)[name] if sys.platform == "linux" else None
    except (OSError, AttributeError):
        return None
    if found:
        found.restype = c_bool if name == _END else None
    return found


def _at(thing: QPainter | QRectF | QImage) -> c_void_p:
    return c_void_p(getCppPointer(thing)[0])
