"""The pile as a contact sheet: what waits, then what is done; a tick says that it is."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QListView,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from caseorg.domain.case import Evidence, EvidenceId
from caseorg.gui.forms import heading
from caseorg.gui.theme import FAMILY, colours
from caseorg.i18n import tr

TILE = QSize(76, 116)
_GAP = 4
_STRIP = 18  # pixels of a tile on which its name stands
_TICK = 8  # half of its width
_MARGIN = 12
_KEY = Qt.ItemDataRole.UserRole
_DONE = Qt.ItemDataRole.UserRole + 1


class Pile(QScrollArea):
    """Two sheets of tiles, one below the other, as many in a row as there is room for."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Pictures"))
        self._pictures: dict[EvidenceId, QPixmap] = {}
        self.waiting, self.done = _Sheet(), _Sheet()
        self._heads = heading(""), heading("")
        for head in self._heads:
            head.setWordWrap(True)
        self._inside = inside = QWidget()
        inside.setObjectName("pile")
        column = QVBoxLayout(inside)
        column.setContentsMargins(_MARGIN, _MARGIN, 0, _MARGIN)
        column.setSpacing(6)
        for head, sheet in zip(self._heads, (self.waiting, self.done), strict=True):
            column.addWidget(head)
            column.addWidget(sheet)
            sheet.itemClicked.connect(lambda item: self.chosen.emit(item.data(_KEY)))
            sheet.itemDoubleClicked.connect(lambda item: self.opened.emit(item.data(_KEY)))
        column.addStretch()
        self.setWidget(inside)

    def show_columns(self, columns: int) -> None:
        """As wide as so many tiles."""
        self.setFixedWidth(columns * (TILE.width() + _GAP) + 2 * _MARGIN + 6)

    def show_pieces(
        self,
        waiting: Sequence[Evidence],
        done: Sequence[Evidence],
        names: Mapping[EvidenceId, str],
        present: EvidenceId | None,
    ) -> None:
        """Replaces all tiles; the present one is brought into sight."""
        columns = max(1, (self.width() - 2 * _MARGIN - 6) // (TILE.width() + _GAP))
        for head, sheet, items, title in zip(
            self._heads,
            (self.waiting, self.done),
            (waiting, done),
            (tr("To organise {count}", count=len(waiting)), tr("Organised {count}", count=len(done))),
            strict=True,
        ):
            head.setText(title)
            head.setVisible(bool(items))
            sheet.show_items(items, names, present, self._pictures, columns, done=sheet is self.done)
        self._reveal(present)

    def key_at(self, place: QPoint) -> EvidenceId | None:
        """Whose tile is there, counted in the pile."""
        for sheet in (self.waiting, self.done):
            item = sheet.itemAt(sheet.viewport().mapFrom(self, place)) if sheet.isVisible() else None
            if item:
                key: EvidenceId = item.data(_KEY)
                return key
        return None

    def add_picture(self, key: EvidenceId, picture: QPixmap) -> None:
        """A thumbnail that came in."""
        self._pictures[key] = picture
        for sheet in (self.waiting, self.done):
            sheet.add_picture(key, picture)

    def forget_pictures(self) -> None:
        """Those of another case."""
        self._pictures.clear()

    def _reveal(self, present: EvidenceId | None) -> None:
        for sheet in (self.waiting, self.done):
            for row in range(sheet.count()):
                if sheet.item(row).data(_KEY) == present:
                    place = sheet.visualItemRect(sheet.item(row)).center()
                    inside = sheet.mapTo(self._inside, place)
                    above = inside.y() if row == 0 and sheet is self.waiting else TILE.height() // 2 + _MARGIN
                    self.ensureVisible(inside.x(), inside.y(), 0, above)  # above the first one stands what they are


class _Sheet(QListWidget):
    """Tiles without a scroll bar of their own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QListWidget.SelectionMode.SingleSelection)
        self.setSpacing(0)
        self.setGridSize(TILE + QSize(_GAP, _GAP))
        self.setItemDelegate(_Tiles(self))
        for bar in (self.setVerticalScrollBarPolicy, self.setHorizontalScrollBarPolicy):
            bar(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_items(
        self,
        items: Sequence[Evidence],
        names: Mapping[EvidenceId, str],
        present: EvidenceId | None,
        pictures: Mapping[EvidenceId, QPixmap],
        columns: int,
        *,
        done: bool,
    ) -> None:
        self.clear()
        for piece in items:
            item = QListWidgetItem(f"{piece.number} {names.get(piece.id, '')}".strip(), self)
            item.setData(_KEY, piece.id)
            item.setData(_DONE, done)
            item.setToolTip(f"{piece.label} {piece.name}")
            if picture := pictures.get(piece.id):
                item.setData(Qt.ItemDataRole.DecorationRole, picture)
            if piece.id == present:
                self.setCurrentItem(item)
        self.setFixedHeight(-(-len(items) // columns) * self.gridSize().height() + 2)
        self.setVisible(bool(items))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 — Qt's name
        """The first click filled the sheet again, so that Qt knows of no item that was pressed."""
        if item := self.itemAt(event.position().toPoint()):
            self.itemDoubleClicked.emit(item)

    def add_picture(self, key: EvidenceId, picture: QPixmap) -> None:
        for row in range(self.count()):
            if self.item(row).data(_KEY) == key:
                self.item(row).setData(Qt.ItemDataRole.DecorationRole, picture)


class _Tiles(QStyledItemDelegate):
    """The upper part of a picture, its name on it, and its tick."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        return TILE

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        view = self.parent()
        assert isinstance(view, QListWidget)
        set_ = colours()
        place = QRect(option.rect.topLeft(), TILE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(place, QColor(set_.raised))
        picture = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(picture, QPixmap) and not picture.isNull():
            shown = picture.width() * place.height() // place.width()
            painter.drawPixmap(place, picture, QRect(0, 0, picture.width(), min(shown, picture.height())))
        strip = QRect(place.left(), place.bottom() - _STRIP + 1, place.width(), _STRIP)
        painter.fillRect(strip, QColor(30, 30, 30, 200))
        painter.setPen(QColor("#ffffff"))
        font = QFont(FAMILY)
        font.setPixelSize(11)
        painter.setFont(font)
        text = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, strip.width() - 6)
        painter.drawText(strip, Qt.AlignmentFlag.AlignCenter, text)
        current = view.currentIndex() == index
        painter.setPen(QPen(QColor(set_.accent if current else set_.line), 3 if current else 1))
        painter.drawRect(place.adjusted(1, 1, -1, -1))
        if index.data(_DONE):
            _draw_tick(painter, QPointF(place.right() - _TICK - 3, place.top() + _TICK + 4))
        painter.restore()


def _draw_tick(painter: QPainter, middle: QPointF) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor("#ffffff"), 1.5))
    painter.setBrush(QColor("#2e6b34"))
    painter.drawEllipse(middle, _TICK, _TICK)
    painter.drawPolyline([middle + QPointF(-3.5, 0), middle + QPointF(-1, 3), middle + QPointF(4, -3)])
