"""The list of the timeline, and what of it was chosen."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QListView, QWidget

from caseorg.domain.timeline import Entry
from caseorg.gui.timeline.delegate import ROW_HEIGHT, TimelineDelegate
from caseorg.gui.timeline.model import ROW, TimelineModel
from caseorg.i18n import tr

_PAGE_UP, _PAGE_DOWN = Qt.Key.Key_PageUp, Qt.Key.Key_PageDown
_JUMPS = (_PAGE_UP, _PAGE_DOWN, Qt.Key.Key_Home, Qt.Key.Key_End)


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

    def select_near(self, row: int) -> None:
        """The entry at this row, or the one before it: what stood here is gone."""
        self.setCurrentIndex(self._rows.index(self._rows.entry_near(row)))

    def keep_in_sight(self, row: int) -> None:
        """What is selected; where that is gone, what took its place."""
        if not self.currentIndex().isValid():
            self.select_near(row)
        self.scrollTo(self.currentIndex())

    def _jump(self, key: int) -> None:
        """To an end or a page away; a silence between two entries is stepped over."""
        row, page = self.currentIndex().row(), max(1, self.viewport().height() // ROW_HEIGHT - 1)
        last = self._rows.rowCount() - 1
        aims = {_PAGE_UP: row - page, _PAGE_DOWN: row + page, Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        self.select_near(max(0, min(last, aims[Qt.Key(key)])))

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
        item = self._delegate.evidence_at(self.visualRect(index), row, event.position().toPoint())
        self.chosen.emit(row, item or (row.evidence[0] if row.evidence else None))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mouseDoubleClickEvent(event)
        if entry := self.entry():
            place, row = event.position().toPoint(), self.visualRect(self.currentIndex())
            item = self._delegate.evidence_at(row, entry, place)
            self.viewed.emit(item) if item else self.opened.emit(entry)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        entry = self.entry()
        if entry and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(entry)
        elif entry and event.key() == Qt.Key.Key_Space and entry.evidence:
            self.viewed.emit(entry.evidence[0])
        elif entry and event.key() == Qt.Key.Key_Delete:
            self.deleted.emit(entry)
        elif event.key() in _JUMPS and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._jump(event.key())
        else:
            super().keyPressEvent(event)
