"""The film strip: all evidence in a row, the present piece marked."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPixmapCache
from PySide6.QtWidgets import (
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from caseorg.domain.case import Evidence, EvidenceId
from caseorg.gui.icons import icon
from caseorg.gui.theme import colours
from caseorg.i18n import tr

_TILE = QSize(44, 66)
_GAP = 6
_NUMBER = 15  # pixels of a tile on which its number stands
_KEY = Qt.ItemDataRole.UserRole
_KIND = Qt.ItemDataRole.UserRole + 1


class ThumbnailStrip(QListWidget):
    """`chosen` carries the id of the piece that was clicked. A thumbnail is read from the disk when it is painted."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.setAccessibleName(tr("All evidence"))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(_TILE.height() + 2 * _GAP + 4)
        self.setItemDelegate(_Frames(self))
        self._items: tuple[EvidenceId, ...] = ()
        self.files: dict[EvidenceId, Path] = {}
        self.itemClicked.connect(lambda item: self.chosen.emit(item.data(_KEY)))

    def show_items(self, items: Sequence[Evidence], present: int) -> None:
        """Fills the strip where other pieces stand in it; brings the present one into its middle."""
        keys = tuple(item.id for item in items)
        if keys != self._items:
            self._items = keys
            self.clear()
            for piece in items:
                row = QListWidgetItem(str(piece.number), self)
                row.setData(_KEY, piece.id)
                row.setData(_KIND, piece.kind.value)
                row.setToolTip(f"{piece.label} {piece.name}")
        self.setCurrentRow(present)
        if item := self.item(present):
            self.scrollToItem(item, QListView.ScrollHint.PositionAtCenter)

    def place_at(self, place: QPoint) -> int | None:
        """Which piece is there, by its place in the strip."""
        index = self.indexAt(self.viewport().mapFrom(self, place))
        return index.row() if index.isValid() else None

    def add_files(self, files: Mapping[EvidenceId, Path]) -> None:
        """Thumbnails that were made."""
        self.files.update(files)
        self.viewport().update()


class _Frames(QStyledItemDelegate):
    """The upper part of a picture with its number, or the sign of what has none."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        return _TILE + QSize(_GAP, 2 * _GAP)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        strip = self.parent()
        assert isinstance(strip, ThumbnailStrip)
        place = QRect(option.rect.topLeft() + QPoint(_GAP // 2, _GAP), _TILE)
        painter.save()
        painter.fillRect(place, QColor(colours().raised))
        if picture := _thumbnail(strip.files.get(index.data(_KEY))):
            shown = picture.width() * place.height() // place.width()
            painter.drawPixmap(place, picture, QRect(0, 0, picture.width(), min(shown, picture.height())))
        else:
            icon(index.data(_KIND)).paint(painter, place.adjusted(8, 8, -8, -8 - _NUMBER))
        _draw_number(painter, place, index.data())
        current = strip.currentIndex() == index
        painter.setPen(QPen(QColor(colours().accent if current else colours().line), 3 if current else 1))
        painter.drawRect(place.adjusted(1, 1, -1, -1))
        painter.restore()


def _draw_number(painter: QPainter, place: QRect, number: str) -> None:
    under = QRect(place.left(), place.bottom() - _NUMBER + 1, place.width(), _NUMBER)
    painter.fillRect(under, QColor(30, 30, 30, 200))
    painter.setPen(QColor("#ffffff"))
    font = painter.font()
    font.setPixelSize(11)
    painter.setFont(font)
    painter.drawText(under, Qt.AlignmentFlag.AlignCenter, number)


def _thumbnail(file: Path | None) -> QPixmap | None:
    """A small picture that we made, from Qt's own bounded store."""
    if file is None:
        return None
    picture = QPixmap()
    if not QPixmapCache.find(str(file), picture):
        picture = QPixmap(str(file)).scaledToWidth(2 * _TILE.width(), Qt.TransformationMode.SmoothTransformation)
        QPixmapCache.insert(str(file), picture)
    return picture
