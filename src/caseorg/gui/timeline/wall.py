"""All pictures of the timeline in the order of time, under their days; a tick says that an event tells of one."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import (
    QAbstractListModel,
    QDate,
    QLocale,
    QModelIndex,
    QObject,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from caseorg.domain.case import Evidence
from caseorg.domain.timeline import TimelineEntry
from caseorg.gui.icons import icon
from caseorg.gui.theme import colours, scaled
from caseorg.gui.timeline.model import Index, TimelineModel, time_text
from caseorg.i18n import tr

TILE = QSize(96, 148)
_GAP, _CAPTION, _TICK = 8, 20, 9
_DAY = 24  # pixels above a tile, for its day
_ITEM = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Tile:
    """A piece of evidence, and the entry that it stands with."""

    item: Evidence
    entry: TimelineEntry


@dataclass(frozen=True, slots=True)
class TileDay:
    """The day of a tile, None for an unknown time; `begins` for its first tile, `new_year` where its year is another
    than that of the day before."""

    day: date | None
    begins: bool
    new_year: bool


class WallModel(QAbstractListModel):
    """The evidence of all entries that the timeline shows, each piece once; nothing while the wall is out of sight."""

    def __init__(self, rows: TimelineModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows = rows
        self.tiles: tuple[Tile, ...] = ()
        self._shown = False
        rows.modelReset.connect(self._renew)
        rows.dataChanged.connect(lambda *_: self._paint_again())

    def show(self, shown: bool) -> None:
        """Whether the wall is in sight."""
        if shown is not self._shown:
            self._shown = shown
            self._renew()

    def _renew(self) -> None:
        if not self._shown and not self.tiles:
            return
        self.beginResetModel()
        found: dict[str, Tile] = {}
        for entry in self.rows.entries if self._shown else ():
            if not entry.message:
                for item in entry.evidence:
                    found.setdefault(item.id, Tile(item, entry))
        self.tiles = tuple(sorted(found.values(), key=_time))
        self.endResetModel()

    def _paint_again(self) -> None:
        if self.tiles:
            self.dataChanged.emit(self.index(0), self.index(len(self.tiles) - 1))

    def row_of(self, key: str) -> int:
        """Where a piece lies; -1 where it is not shown."""
        return next((number for number, tile in enumerate(self.tiles) if tile.item.id == key), -1)

    def day_of(self, row: int) -> TileDay:
        """What stands above a tile."""
        day = _day(self.tiles[row].item)
        before = _day(self.tiles[row - 1].item) if row else day
        return TileDay(day, row == 0 or day != before, bool(day and before and day.year != before.year))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 — Qt's signature
        return 0 if parent.isValid() else len(self.tiles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        tile = self.tiles[index.row()]
        if role == _ITEM:
            return tile
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            text = tr("an event tells of it") if tile.entry.event else tr("no event yet")
            day = day_text(_day(tile.item))
            return "，".join(filter(None, (tile.item.label, day, tile.item.proves or tile.item.name, text)))
        return None


class WallView(QListView):
    """`chosen` tells entry and evidence; `viewed` asks for the viewer, `opened` for the form of the entry,
    `deleted` for withdrawing what is selected."""

    chosen = Signal(object, object)
    viewed = Signal(object)
    opened = Signal(object)
    deleted = Signal()

    def __init__(self, model: WallModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("wall")
        self.setAccessibleName(tr("Gallery"))
        self.setModel(model)
        self._tiles = model
        self.setItemDelegate(_TileDelegate(self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.selectionModel().currentChanged.connect(self._tell)

    def tile(self) -> Tile | None:
        """The current one."""
        index = self.currentIndex()
        return index.data(_ITEM) if index.isValid() else None

    def key(self) -> str:
        """The evidence of the current tile; empty for none."""
        tile = self.tile()
        return tile.item.id if tile else ""

    def chosen_keys(self) -> list[str]:
        """The evidence of all tiles that are selected."""
        return [self._tiles.tiles[row].item.id for row in sorted(index.row() for index in self.selectedIndexes())]

    def select(self, key: str) -> None:
        """Makes the tile of a piece the current one, without telling anybody."""
        row = self._tiles.row_of(key)
        model = self.selectionModel()
        model.blockSignals(True)
        self.setCurrentIndex(self._tiles.index(row) if row >= 0 else QModelIndex())
        model.blockSignals(False)
        self.viewport().update()
        if row >= 0:
            self.scrollTo(self.currentIndex())

    def select_first(self) -> None:
        """Where nothing is selected yet."""
        if not self.currentIndex().isValid() and self._tiles.tiles:
            self.setCurrentIndex(self._tiles.index(0))

    def _tell(self, index: QModelIndex) -> None:
        if index.isValid():
            tile: Tile = index.data(_ITEM)
            self.chosen.emit(tile.entry, tile.item)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 — Qt's names
        super().mouseDoubleClickEvent(event)
        if tile := self.tile():
            self.viewed.emit(tile.item)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        tile = self.tile()
        if tile and event.key() == Qt.Key.Key_Space:
            self.viewed.emit(tile.item)
        elif tile and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(tile.entry)
        elif tile and event.key() == Qt.Key.Key_Delete:
            self.deleted.emit()
        else:
            super().keyPressEvent(event)


class _TileDelegate(QStyledItemDelegate):
    """The day above, the upper part of the picture, its number and time below, the tick in its corner."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 — Qt's name
        return _tile() + QSize(_GAP, _GAP + scaled(_DAY))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tile: Tile = index.data(_ITEM)
        model = index.model()
        assert isinstance(model, WallModel)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        place = QRect(option.rect.topLeft(), _tile()).translated(_GAP // 2, _GAP // 2 + scaled(_DAY))
        painter.save()
        _paint_day(painter, option, model.day_of(index.row()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(place, QColor(colours().selected if chosen else colours().raised))
        _paint_picture(painter, place, tile.item, model.rows.thumbnails.get(tile.item.id))
        _paint_caption(painter, place, tile.item, option.font)
        if tile.entry.event:
            _paint_tick(painter, place)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours().accent if chosen else colours().line), 3 if chosen else 1))
        painter.drawRect(place.adjusted(1, 1, -1, -1))
        painter.restore()


def _tile() -> QSize:
    return QSize(scaled(TILE.width()), TILE.height() + scaled(_CAPTION) - _CAPTION)


def _paint_day(painter: QPainter, option: QStyleOptionViewItem, day: TileDay) -> None:
    """Above its first tile, and again where it goes on in the next row; a line joins the tiles of a day."""
    room = QRect(option.rect.left() + _GAP // 2, option.rect.top(), option.rect.width(), scaled(_DAY))
    starts_row = option.rect.left() < _GAP
    painter.setPen(QColor(colours().line))
    left = room.left() if day.begins or starts_row else option.rect.left() - _GAP
    painter.drawLine(left, room.bottom() - 1, room.right() - _GAP, room.bottom() - 1)
    if not (day.begins or starts_row):
        return
    font = QFont(option.font)
    font.setBold(day.begins)
    painter.setFont(font)
    painter.setPen(QColor(colours().text if day.begins else colours().faint))
    text = painter.fontMetrics().elidedText(_day_heading(day), Qt.TextElideMode.ElideRight, room.width() - _GAP)
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


def _paint_picture(painter: QPainter, place: QRect, item: Evidence, picture: QPixmap | None) -> None:
    room = place.adjusted(1, 1, -1, -scaled(_CAPTION))
    if picture is None or picture.isNull():
        icon(item.kind).paint(painter, room.adjusted(24, 24, -24, -24))
        return
    height = min(picture.height(), room.height() * picture.width() // room.width())
    shown = QRect(room.topLeft(), QSize(room.width(), height * room.width() // picture.width()))
    painter.drawPixmap(shown, picture, QRect(0, 0, picture.width(), height))


def _paint_caption(painter: QPainter, place: QRect, item: Evidence, font: QFont) -> None:
    room = QRect(place.left(), place.bottom() - scaled(_CAPTION) + 1, place.width(), scaled(_CAPTION))
    painter.fillRect(room, QColor(colours().window))
    painter.setFont(font)
    painter.setPen(QColor(colours().text))
    text = "  ".join(filter(None, (str(item.number), time_text(item.taken_at))))
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)


def _paint_tick(painter: QPainter, place: QRect) -> None:
    middle = QPointF(place.right() - _TICK - 4, place.top() + _TICK + 4)
    painter.setPen(QPen(QColor("#ffffff"), 2))
    painter.setBrush(QColor("#2e6b34"))
    painter.drawEllipse(middle, _TICK, _TICK)
    points = [middle + QPointF(-4, 0), middle + QPointF(-1, 3), middle + QPointF(4, -3)]
    painter.drawPolyline(points)


def _day(item: Evidence) -> date | None:
    return item.taken_at.local.date() if item.taken_at else None


def day_text(day: date | None) -> str:
    """With its weekday and year, as it is read aloud."""
    if day is None:
        return tr("Time unknown")
    return QLocale().toString(QDate(day.year, day.month, day.day), tr("dddd, d MMMM yyyy"))


def _day_heading(day: TileDay) -> str:
    """As short as a tile is wide."""
    if day.day is None:
        return tr("Time unknown")
    if day.new_year:
        return f"{day.day:%Y-%m-%d}"
    return QLocale().toString(QDate(day.day.year, day.day.month, day.day.day), tr("ddd d MMM"))


def _time(tile: Tile) -> tuple[bool, float, int]:
    taken = tile.item.taken_at
    return taken is None, taken.at.timestamp() if taken else 0.0, tile.item.number
