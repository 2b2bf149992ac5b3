"""The list of the timeline, and what of it was chosen."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QWidget

from caseorg.domain.timeline import Entry
from caseorg.gui.timeline.delegate import TimelineDelegate
from caseorg.gui.timeline.model import ROW, TimelineModel
from caseorg.i18n import tr


class TimelineView(QListView):
    """Tells `chosen(entry, evidence)` for the current row, with evidence where its thumbnail was clicked; `viewed` asks
    for the viewer."""

    chosen = Signal(object, object)
    opened = Signal(object)
    deleted = Signal(object)
    viewed = Signal(object)

    def __init__(self, model: TimelineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline")
        self.setAccessibleName(tr("Timeline"))
        self.setModel(model)
        self._rows = model
        self._delegate = TimelineDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(24)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.selectionModel().currentChanged.connect(self._tell)

    def entry(self) -> Entry | None:
        """The current row's entry."""
        row = self.currentIndex().data(ROW) if self.currentIndex().isValid() else None
        return row if isinstance(row, Entry) else None

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
        self.setCurrentIndex(self._rows.index(row))
        self.selectionModel().blockSignals(False)
        self.viewport().update()

    def select_first(self) -> None:
        """Makes the first entry the current row."""
        for row in range(self.model().rowCount()):
            index = self.model().index(row, 0)
            if isinstance(index.data(ROW), Entry):
                self.setCurrentIndex(index)
                return

    def _tell(self, index: QModelIndex) -> None:
        row = index.data(ROW) if index.isValid() else None
        if isinstance(row, Entry):
            self.chosen.emit(row, row.evidence[0] if row.evidence else None)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = index.data(ROW) if index.isValid() else None
        if not isinstance(row, Entry):
            return
        item = self._delegate.evidence_at(self.visualRect(index), row, self.font(), event.position().toPoint())
        self.chosen.emit(row, item or (row.evidence[0] if row.evidence else None))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mouseDoubleClickEvent(event)
        if entry := self.entry():
            place, row = event.position().toPoint(), self.visualRect(self.currentIndex())
            item = self._delegate.evidence_at(row, entry, self.font(), place)
            self.viewed.emit(item) if item else self.opened.emit(entry)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        entry = self.entry()
        if entry and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(entry)
        elif entry and event.key() == Qt.Key.Key_Space and entry.evidence:
            self.viewed.emit(entry.evidence[0])
        elif entry and event.key() == Qt.Key.Key_Delete:
            self.deleted.emit(entry)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """A card's height depends on the width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
