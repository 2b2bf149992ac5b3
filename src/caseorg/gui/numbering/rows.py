"""The evidence as rows that are dragged, or moved with Alt+↑ and Alt+↓."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QIcon, QKeyEvent, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from caseorg.domain.case import Evidence, EvidenceId
from caseorg.gui.forms import tip
from caseorg.gui.icons import icon
from caseorg.gui.labels import moment_with_source
from caseorg.i18n import tr

_KEY = Qt.ItemDataRole.UserRole
_PICTURE = QSize(36, 36)
_DRAGGED = "application/x-caseorg-numbered"
_HEIGHT = 320  # pixels at least


class NumberRows(QListWidget):
    """`ordered` says that the order is another one."""

    ordered = Signal()

    def __init__(
        self, items: Sequence[Evidence], pictures: Mapping[EvidenceId, Path], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._items = {item.id: item for item in items}
        self.setAccessibleName(tr("Evidence in the order of its numbers"))
        self.setMinimumHeight(_HEIGHT)
        self.setIconSize(_PICTURE)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        for item in items:
            row = QListWidgetItem(_picture(item, pictures.get(item.id)), "", self)
            row.setData(_KEY, item.id)
            row.setSizeHint(QSize(0, _PICTURE.height() + 6))
        self.setCurrentRow(0)

    def order(self) -> tuple[EvidenceId, ...]:
        """As the rows stand."""
        return tuple(self.item(row).data(_KEY) for row in range(self.count()))

    def put(self, order: Sequence[EvidenceId]) -> None:
        """All rows in this order; the current one stays so."""
        current = self.currentItem()
        rows = {item.data(_KEY): item for item in [self.takeItem(0) for _ in range(self.count())]}
        for key in order:
            self.addItem(rows[key])
        self.setCurrentItem(current)
        self.ordered.emit()

    def shift(self, by: int) -> None:
        """The current row up or down."""
        self._place(self.currentRow() + by)

    def _place(self, target: int) -> None:
        """The current row becomes this one."""
        row = self.currentRow()
        if row < 0 or row == target or not 0 <= target < self.count():
            return
        self.insertItem(target, self.takeItem(row))
        self.setCurrentRow(target)
        self.ordered.emit()

    def show_numbers(self, numbers: Mapping[EvidenceId, int]) -> None:
        """What each would be called, and what it is called now where that differs."""
        for row in range(self.count()):
            listed = self.item(row)
            piece = self._items[listed.data(_KEY)]
            number = numbers[piece.id]
            label = f"证据{number}" if number == piece.number else f"证据{number} ← {piece.label}"
            when = moment_with_source(piece.taken_at) if piece.taken_at else tr("Time unknown")
            text = f"{label}　{piece.proves or piece.name}　{when}"
            font = listed.font()
            font.setBold(number != piece.number)
            listed.setFont(font)
            listed.setText(text)
            listed.setToolTip(tip(piece.name))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 — Qt's names
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        by = steps.get(Qt.Key(event.key()))
        if by and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.shift(by)
        else:
            super().keyPressEvent(event)

    def mimeTypes(self) -> list[str]:  # noqa: N802
        return [_DRAGGED]

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:  # noqa: N802
        """The row that is dragged: nothing but a list of numbers takes it."""
        data = QMimeData()
        data.setData(_DRAGGED, str(items[0].data(_KEY)).encode())
        return data

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802
        return Qt.DropAction.MoveAction

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Let go in the upper half of a row it stands above it. As a copy for Qt, which else removes what was moved."""
        key, y = bytes(event.mimeData().data(_DRAGGED).data()).decode(), event.position().y()
        if key not in self.order():
            return
        self.setCurrentRow(self.order().index(EvidenceId(key)))
        above = sum(self.visualItemRect(self.item(row)).center().y() < y for row in range(self.count()))
        self._place(above - 1 if above > self.currentRow() else above)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()


def _picture(item: Evidence, file: Path | None) -> QIcon:
    """The upper part of it."""
    picture = QPixmap(str(file)) if file else QPixmap()
    if picture.isNull():
        return icon(item.kind)
    return QIcon(picture.copy(0, 0, picture.width(), min(picture.height(), picture.width())))
