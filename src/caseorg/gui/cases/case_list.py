"""The cases at the left."""

from bisect import bisect_left, insort
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from caseorg.domain.case import CaseId, CaseSummary, Stage
from caseorg.domain.sums.totals import claimed_by
from caseorg.gui.desk import Desk
from caseorg.gui.forms import heading
from caseorg.gui.theme import colours
from caseorg.i18n import tr
from caseorg.views.labels import STAGES
from caseorg.views.sums import three_numbers

CASE = int(Qt.ItemDataRole.UserRole)
_ROW = 64
_NEVER = datetime.max.replace(tzinfo=UTC)
_MARGIN = 12
Index = QModelIndex | QPersistentModelIndex


class CaseModel(QAbstractListModel):
    """Case summaries in, roles out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: list[CaseSummary] = []
        self._shown: list[CaseSummary] = []
        self._words = ""

    def show_cases(self, cases: tuple[CaseSummary, ...]) -> None:
        """Replaces the list."""
        self._all = sorted(cases, key=_order)
        self._select()

    def change_cases(self, cases: tuple[CaseSummary, ...]) -> None:
        """Puts new or changed cases in their places and leaves the others alone."""
        for case in cases:
            _put(self._all, case)
            row, wanted = self.row_of(case.id), self._matches(case)
            if row < 0 and wanted:
                place = bisect_left(self._shown, _order(case), key=_order)
                self.beginInsertRows(QModelIndex(), place, place)
                self._shown.insert(place, case)
                self.endInsertRows()
            elif row >= 0 and not wanted:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._shown[row]
                self.endRemoveRows()
            elif row >= 0:
                self._change(row, case)

    def _change(self, row: int, case: CaseSummary) -> None:
        """The row moves to where it belongs now; whoever has chosen it goes along."""
        others = self._shown[:row] + self._shown[row + 1 :]
        place = bisect_left(others, _order(case), key=_order)
        if place != row:
            self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), place if place < row else place + 1)
        others.insert(place, case)
        self._shown = others
        if place != row:
            self.endMoveRows()
        self.dataChanged.emit(self.index(place), self.index(place))

    def search(self, words: str) -> None:
        """Keeps the cases whose title, merchant or order number holds the words."""
        self._words = words.strip().casefold()
        self._select()

    def _select(self) -> None:
        self.beginResetModel()
        self._shown = list(filter(self._matches, self._all))
        self.endResetModel()

    def _matches(self, case: CaseSummary) -> bool:
        return self._words in f"{case.title}\n{case.merchant}\n{case.order_number}".casefold()

    @property
    def has_cases(self) -> bool:
        """Whether there are any, found or not."""
        return bool(self._all)

    def row_of(self, case_id: CaseId | None) -> int:
        """The row that shows the case, or -1."""
        return next((row for row, case in enumerate(self._shown) if case.id == case_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 — Qt's signature
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        case = self._shown[index.row()]
        if role == CASE:
            return case
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return "，".join(part for part in (case.title, _facts(case), case.order_number) if part)
        return None


def _order(case: CaseSummary) -> tuple[timedelta, str]:
    """The one touched last first."""
    return _NEVER - case.updated_at, case.id


def _put(cases: list[CaseSummary], case: CaseSummary) -> None:
    place = next((place for place, one in enumerate(cases) if one.id == case.id), None)
    if place is not None:
        del cases[place]
    insort(cases, case, key=_order)


class _CaseDelegate(QStyledItemDelegate):
    """Two lines: the title, then amount, merchant and how much evidence there is; a closed case is faint."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        return QSize(option.rect.width(), _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        case: CaseSummary = index.data(CASE)
        chosen = colours()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(chosen.selected))
            painter.fillRect(QRect(option.rect.left(), option.rect.top(), 3, _ROW), QColor(chosen.accent))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, QColor(chosen.raised))
        room = option.rect.adjusted(_MARGIN, 9, -_MARGIN, -9)
        bold = QFont(option.font)
        bold.setBold(True)
        closed = case.stage is Stage.CLOSED
        _draw(painter, room, Qt.AlignmentFlag.AlignTop, case.title, bold, chosen.faint if closed else chosen.text)
        count = tr("{count} pieces", count=case.evidence_count)
        painter.setFont(option.font)
        used = painter.fontMetrics().horizontalAdvance(count)
        _draw(
            painter, room, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight, count, option.font, chosen.faint
        )
        room.setRight(room.right() - used - 8)
        _draw(painter, room, Qt.AlignmentFlag.AlignBottom, _facts(case), option.font, chosen.faint)
        painter.setPen(QColor(chosen.line))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.restore()


def _facts(case: CaseSummary) -> str:
    """What is cut off comes last; where all that was paid is claimed, one figure says it."""
    claimed = claimed_by(case.demand, case.demand_said)
    paid = None if case.paid == claimed and not case.refunded else case.paid
    stage = tr(STAGES[case.stage]) if case.stage is Stage.CLOSED or not case.merchant else ""
    return "  ".join(filter(None, (stage, *three_numbers(paid, case.refunded, claimed), case.merchant)))


def _draw(painter: QPainter, room: QRect, place: Qt.AlignmentFlag, text: str, font: QFont, colour: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(room, place, painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width()))


def _padded(field: QLineEdit) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(_MARGIN, 0, _MARGIN, 8)
    row.addWidget(field)
    return row


class CaseList(QWidget):
    """The panel; tells which case was chosen. The open one is selected without telling."""

    chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        desk.cases_read.connect(self._show_cases)
        desk.cases_changed.connect(self._change_cases)
        self.setObjectName("cases")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = CaseModel(self)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(_CaseDelegate(self.view))
        self.view.setMouseTracking(True)
        self.view.setUniformItemSizes(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # a row is elided to the width
        self.view.setAccessibleName(tr("Cases"))
        self.view.selectionModel().currentChanged.connect(self._tell)
        self._empty = QLabel()
        self._empty.setProperty("role", "faint")
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(_MARGIN, 4, _MARGIN, 4)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(tr("Filter: title, merchant, number"))
        self.filter.setAccessibleName(tr("Filter the cases"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self.search)
        title = heading(tr("Cases"))
        title.setContentsMargins(_MARGIN, 10, 0, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(title)
        column.addLayout(_padded(self.filter))
        column.addWidget(self._empty)
        column.addWidget(self.view, 1)

    def _show_cases(self, cases: tuple[CaseSummary, ...]) -> None:
        """Replaces the list."""
        self.model.show_cases(cases)
        self._tell_empty()
        self._select()

    def _tell_empty(self) -> None:
        self._empty.setText(tr("No case matches.") if self.model.has_cases else tr("No case yet."))

    def _change_cases(self, cases: tuple[CaseSummary, ...]) -> None:
        """Changes some of the list."""
        self.view.selectionModel().blockSignals(True)
        self.model.change_cases(cases)
        self.view.selectionModel().blockSignals(False)
        self._tell_empty()
        self._select()

    def search(self, words: str) -> None:
        """Narrows the list."""
        self.model.search(words)
        self._select()

    def _select(self) -> None:
        self._empty.setVisible(self.model.rowCount() == 0)
        row = self.model.row_of(self._desk.case_id)
        selection = self.view.selectionModel()
        selection.blockSignals(True)
        self.view.setCurrentIndex(self.model.index(row) if row >= 0 else QModelIndex())
        selection.blockSignals(False)
        self.view.viewport().update()

    def _tell(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.data(CASE).id)
