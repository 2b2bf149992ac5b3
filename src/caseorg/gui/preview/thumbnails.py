"""All pages in small, to find one's way."""

from collections.abc import Sequence
from math import ceil
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from caseorg.gui.preview.pictures import Pictures
from caseorg.gui.tasks import TaskRunner
from caseorg.gui.theme import colours
from caseorg.i18n import tr

Index = QModelIndex | QPersistentModelIndex
WIDTH = 150
_PAPER, _HIGHEST = 96, 140  # room for a page
_KEPT = 16_000_000  # bytes of thumbnails that are out of sight
_MARGIN = 10
_LINE = 20


class PageThumbnails(QListView):
    """The page that is read is the current one; only those in sight are drawn."""

    chosen = Signal(int)

    def __init__(self, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("thumbnails")
        self.setAccessibleName(tr("All pages in small"))
        self.setFixedWidth(WIDTH)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pictures = Pictures(tasks, _KEPT, self)
        self.pictures.arrived.connect(self.viewport().update)
        self.pages: Sequence[tuple[float, float]] = ()
        self.setItemDelegate(_Delegate(self))

    def show_pages(self, file: Path, pages: Sequence[tuple[float, float]]) -> None:
        """Shows a document with pages of these sizes, in points."""
        self.pictures.open(file)
        self.pages = pages
        self.setModel(_Model(len(pages), self))
        self.selectionModel().currentChanged.connect(lambda index, _: self.chosen.emit(index.row()))
        self.go(0)

    def go(self, page: int) -> None:
        """Makes a page the current one."""
        if page != self.currentIndex().row():
            self.setCurrentIndex(self.model().index(page, 0))

    def scale(self, page: int) -> float:
        """Dots a point, so that the page is as wide or as high as its place."""
        width, height = self.pages[page]
        return min(_PAPER / width, _HIGHEST / height) * self.devicePixelRatioF()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 — Qt's name
        super().paintEvent(event)
        if self.pages:
            first = self.indexAt(self.viewport().rect().topLeft()).row()
            last = self.indexAt(self.viewport().rect().bottomLeft()).row()
            seen = range(max(first, 0), (last if last >= 0 else len(self.pages) - 1) + 1)
            self.pictures.want([(page, self.scale(page)) for page in seen])


class _Model(QAbstractListModel):
    def __init__(self, pages: int, parent: PageThumbnails) -> None:
        super().__init__(parent)
        self._pages = pages

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 — Qt's signature
        return 0 if parent.isValid() else self._pages

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return str(index.row() + 1)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tr("Page {number}", number=index.row() + 1)
        return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: PageThumbnails) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 — Qt's name
        return QSize(_PAPER, _HIGHEST + _LINE + 2 * _MARGIN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        page, view = index.row(), self._view
        ratio = view.devicePixelRatioF()
        rect: QRect = option.rect
        width, height = (ceil(length * view.scale(page)) for length in view.pages[page])
        place = QRect(0, 0, ceil(width / ratio), ceil(height / ratio))
        place.moveCenter(rect.adjusted(0, 0, 0, -_LINE).center())
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = current and bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        if current:
            painter.fillRect(rect.adjusted(2, 2, -2, -2), QColor(colours().selected))
        if focused:
            painter.setPen(QColor(colours().accent))
            painter.drawRect(rect.adjusted(2, 2, -3, -3))
        painter.fillRect(place, Qt.GlobalColor.white)  # paper, also in the dark
        if image := view.pictures.of(page, view.scale(page)):
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, image.width() != width)
            painter.drawImage(place, image)
        painter.setPen(QPen(QColor(colours().accent if current else colours().line), 2 if current else 1))
        painter.drawRect(place)
        painter.setPen(QColor(colours().text if current else colours().faint))
        number = rect.adjusted(0, rect.height() - _LINE - _MARGIN // 2, 0, -_MARGIN // 2)
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(index.data()))
        painter.restore()
