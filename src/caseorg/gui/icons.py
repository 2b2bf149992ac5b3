"""One family of line icons, tinted with the palette's text colour."""

from functools import cache

from PySide6.QtCore import QByteArray, QObject, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QPushButton

from caseorg.gui.theme import colours
from caseorg.resources import resource

_SIZES = (16, 20, 24, 32, 48, 64)


def icon(name: str) -> QIcon:
    """The icon resources/icons/<name>.svg in the present colours."""
    return _icon(name, colours().text)


def show_icon(holder: QAction | QPushButton, name: str) -> None:
    """Gives it the icon, and again in other colours by `renew_icons`."""
    holder.setProperty("picture", name)
    holder.setIcon(icon(name))


def renew_icons(parent: QObject) -> None:
    """The system changed its scheme: dark lines would not be seen in a dark window."""
    holders: list[QAction | QPushButton] = [*parent.findChildren(QAction), *parent.findChildren(QPushButton)]
    for holder in holders:
        if name := holder.property("picture"):
            holder.setIcon(icon(name))


@cache
def _icon(name: str, colour: str) -> QIcon:
    drawing = resource(f"icons/{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    found = QIcon()
    for size in _SIZES:
        picture = QPixmap(QSize(size, size))
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        renderer.render(painter)
        painter.end()
        found.addPixmap(picture)
    return found
