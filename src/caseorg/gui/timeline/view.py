"""The list of the timeline, and what of it was chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from caseorg.domain.case import Evidence
from caseorg.domain.timeline import Silence, TimelineEntry
from caseorg.gui.heights import Heights
from caseorg.gui.row_view import RowView
from caseorg.gui.theme import colours
from caseorg.gui.timeline.delegate import LIST, RowDelegate
from caseorg.gui.timeline.dragging import Dragged, dragged_from, pack, reordered, unpack
from caseorg.gui.timeline.lanes import LANES
from caseorg.gui.timeline.model import ROW, TimelineModel
from caseorg.i18n import tr


class TimelineView(RowView):
    """Tells `chosen(entry, evidence)` for the current row, with evidence where its thumbnail was clicked; `viewed` asks
    for the viewer. Several rows can be selected: `deleted` carries all of them."""

    chosen = Signal(object, object)
    opened = Signal(object)
    deleted = Signal(object)
    viewed = Signal(object)
    linked = Signal(object, object)
    ordered = Signal(object)

    def __init__(self, model: TimelineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline")
        self.setAccessibleName(tr("Timeline"))
        self.setModel(model)
        self._rows = model
        self._delegates = (RowDelegate(LIST, self), RowDelegate(LANES, self))
        self.show_lanes(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.selectionModel().currentChanged.connect(self._tell)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self._pressed: Evidence | None = None  # the thumbnail that a drag would take along
        self._target = QModelIndex()

    def show_lanes(self, shown: bool) -> None:
        """The entries in lanes, or as rows."""
        self._delegate = self._delegates[shown]
        self.setItemDelegate(self._delegate)
        self.viewport().update()

    def show_compact(self, compact: bool) -> None:
        """As many rows as possible, or rows with room."""
        for delegate in self._delegates:
            delegate.compact = compact
        self.scheduleDelayedItemsLayout()

    def heights(self) -> Heights:
        """Entries have one, silences another."""
        entry, silence = self.row_height, self._delegate.silence_height(self.fontMetrics().height())
        return Heights([silence if isinstance(row, Silence) else entry for row in self._rows.rows])

    @property
    def row_height(self) -> int:
        """Pixels of an entry."""
        return self._delegate.height(self.fontMetrics().height())

    def select_evidence(self, keys: Sequence[str]) -> None:
        """Selects the rows of all these pieces, without telling anybody."""
        model, chosen = self.selectionModel(), QItemSelection()
        for key in keys:
            if (row := self._rows.row_of(key)) >= 0:
                index = self._rows.index(row)
                chosen.select(index, index)
                model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        model.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def entry(self) -> TimelineEntry | None:
        """The current row's entry."""
        row = self.currentIndex().data(ROW) if self.currentIndex().isValid() else None
        return row if isinstance(row, TimelineEntry) else None

    def entries(self) -> list[TimelineEntry]:
        """All that is selected, from the top."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        found = [self._rows.index(row).data(ROW) for row in rows]
        return [row for row in found if isinstance(row, TimelineEntry)]

    def shown_entries(self) -> Sequence[TimelineEntry]:
        """All entries that are shown."""
        return self._rows.entries

    def open_menu(self, menu: QMenu) -> None:
        """The choices stand at the row that they are about."""
        index = self.currentIndex()
        self.scrollTo(index)
        menu.popup(self.viewport().mapToGlobal(self.visualRect(index).center()))

    def key(self) -> str:
        """What is selected: an event's id, or that of evidence alone; empty for nothing."""
        entry = self.entry()
        if entry is None:
            return ""
        return entry.key

    def select(self, key: str, *, quietly: bool = False) -> None:
        """Makes the row of an event or evidence the current one; `quietly` tells nobody."""
        row = self._rows.row_of(key) if key else -1
        if row < 0:
            return
        self.selectionModel().blockSignals(quietly)
        self._choose(self._rows.index(row))
        self.selectionModel().blockSignals(False)
        self.viewport().update()

    def select_also(self, keys: Sequence[str]) -> None:
        """The rows of these events or pieces beside the current one, without telling anybody."""
        chosen = QItemSelection()
        for row in map(self._rows.row_of, keys):
            if row >= 0:
                chosen.select(self._rows.index(row), self._rows.index(row))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.Select)

    def select_first(self) -> None:
        """Makes the first entry the current row."""
        for row in range(self.model().rowCount()):
            index = self.model().index(row, 0)
            if isinstance(index.data(ROW), TimelineEntry):
                self._choose(index)
                return

    def select_near(self, row: int) -> None:
        """The entry at this row, or the one before it: what stood here is gone."""
        self._choose(self._rows.index(self._rows.entry_near(row)))

    def _choose(self, index: QModelIndex) -> None:
        """It alone: Qt would add it to what is selected while Ctrl is still held down from the keys that stored it."""
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def keep_in_sight(self, row: int) -> None:
        """What is selected; where that is gone, what took its place."""
        if not self.currentIndex().isValid():
            self.select_near(row)
        self.scrollTo(self.currentIndex())

    def _tell(self, index: QModelIndex) -> None:
        row = index.data(ROW) if index.isValid() else None
        if isinstance(row, TimelineEntry):
            self.chosen.emit(row, row.evidence[0] if row.evidence else None)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = index.data(ROW) if index.isValid() else None
        self._pressed = None
        if not isinstance(row, TimelineEntry):
            return
        item = self._delegate.look.evidence_at(self.visualRect(index), row, event.position().toPoint(), self._rows)
        self._pressed = item
        self.chosen.emit(row, item or (row.evidence[0] if row.evidence else None))

    def startDrag(self, actions: Qt.DropAction) -> None:  # noqa: N802 — Qt's name
        """A thumbnail goes by itself; else what is selected."""
        dragged = Dragged((self._pressed.id,)) if self._pressed else dragged_from(self.entries())
        if dragged == Dragged():
            return
        drag = QDrag(self)
        drag.setMimeData(pack(dragged))
        picture = self._rows.thumbnails.get(dragged.evidence[0]) if dragged.evidence else None
        if picture and not picture.isNull():
            drag.setPixmap(picture.scaledToWidth(48))
        drag.exec(Qt.DropAction.LinkAction | Qt.DropAction.MoveAction, Qt.DropAction.LinkAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Files from outside are the window's."""
        event.accept() if unpack(event.mimeData()) != Dragged() else event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802
        target = self._event_at(event.position().toPoint())
        able = bool(target and self._dropped(event, target))
        self._mark(self.indexAt(event.position().toPoint()) if able else QModelIndex())
        event.accept() if able else event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802
        self._mark(QModelIndex())

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        target = self._event_at(event.position().toPoint())
        self._mark(QModelIndex())
        if target and (dropped := self._dropped(event, target)):
            event.accept()
            self.linked.emit(target.event, dropped) if unpack(event.mimeData()).evidence else self.ordered.emit(dropped)
        else:
            event.ignore()

    def _dropped(self, event: QDropEvent, target: TimelineEntry) -> Sequence[str]:
        """The evidence that would be linked, or the events in their new order."""
        dragged = unpack(event.mimeData())
        known = {item.id for item in target.evidence}
        if dragged.evidence:
            return [key for key in dragged.evidence if key not in known]
        place = event.position().toPoint()
        below = place.y() > self.visualRect(self.indexAt(place)).center().y()
        return reordered(self._rows.entries, dragged.event, target, below=below) if dragged.event else ()

    def _event_at(self, place: QPoint) -> TimelineEntry | None:
        index = self.indexAt(place)
        row = index.data(ROW) if index.isValid() else None
        return row if isinstance(row, TimelineEntry) and row.event else None

    def _mark(self, target: QModelIndex) -> None:
        """Frames the row that would take what is dragged."""
        self._target = target
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if self._target.isValid():
            painter = QPainter(self.viewport())
            painter.setPen(QPen(QColor(colours().accent), 2, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(self.visualRect(self._target).adjusted(3, 2, -4, -2), 6, 6)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mouseDoubleClickEvent(event)
        if entry := self.entry():
            place, row = event.position().toPoint(), self.visualRect(self.currentIndex())
            item = self._delegate.look.evidence_at(row, entry, place, self._rows)
            self.viewed.emit(item) if item else self.opened.emit(entry)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        entry = self.entry()
        if entry and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(entry)
        elif entry and event.key() == Qt.Key.Key_Space and entry.evidence:
            self.viewed.emit(entry.evidence[0])
        elif entry and event.key() == Qt.Key.Key_Delete:
            self.deleted.emit(self.entries() or [entry])
        else:
            super().keyPressEvent(event)
