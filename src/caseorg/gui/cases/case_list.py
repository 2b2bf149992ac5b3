"""The cases at the left."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QLabel, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from caseorg.domain.case import CaseId, CaseSummary, Stage
from caseorg.gui.forms import heading
from caseorg.gui.theme import colours
from caseorg.i18n import tr
from caseorg.views.labels import STAGES
from caseorg.views.sums import three_numbers

CASE = int(Qt.ItemDataRole.UserRole)
_ROW = 64
_MARGIN = 12
Index = QModelIndex | QPersistentModelIndex


class CaseModel(QAbstractListModel):
    """Case summaries in, roles out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[CaseSummary, ...] = ()
        self._shown: tuple[CaseSummary, ...] = ()
        self._words = ""

    def show_cases(self, cases: tuple[CaseSummary, ...]) -> None:
        """Replaces the list."""
        self._all = cases
        self._select()

    def search(self, words: str) -> None:
        """Keeps the cases whose title, merchant or order number holds the words."""
        self._words = words.strip().casefold()
        self._select()

    def _select(self) -> None:
        self.beginResetModel()
        self._shown = tuple(
            case
            for case in self._all
            if self._words in f"{case.title}\n{case.merchant}\n{case.order_number}".casefold()
        )
        self.endResetModel()

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
    paid = None if case.paid == case.claimed and not case.refunded else case.paid
    stage = tr(STAGES[case.stage]) if case.stage is Stage.CLOSED or not case.merchant else ""
    return "  ".join(filter(None, (stage, *three_numbers(paid, case.refunded, case.claimed), case.merchant)))


def _draw(painter: QPainter, room: QRect, place: Qt.AlignmentFlag, text: str, font: QFont, colour: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(room, place, painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width()))


class CaseList(QWidget):
    """The panel; tells which case was chosen."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cases")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = CaseModel(self)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(_CaseDelegate(self.view))
        self.view.setMouseTracking(True)
        self.view.setUniformItemSizes(True)
        self.view.setAccessibleName(tr("Cases"))
        self.view.selectionModel().currentChanged.connect(self._tell)
        self._empty = QLabel()
        self._empty.setProperty("role", "faint")
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(_MARGIN, 4, _MARGIN, 4)
        title = heading(tr("Cases"))
        title.setContentsMargins(_MARGIN, 10, 0, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(title)
        column.addWidget(self._empty)
        column.addWidget(self.view, 1)

    def show_cases(self, cases: tuple[CaseSummary, ...], current: CaseId | None) -> None:
        """Replaces the list and keeps `current` selected without telling again."""
        self.model.show_cases(cases)
        self._empty.setText(tr("No case yet.") if not cases else tr("No case matches."))
        self._select(current)

    def search(self, words: str, current: CaseId | None) -> None:
        """Narrows the list."""
        self.model.search(words)
        self._select(current)

    def _select(self, current: CaseId | None) -> None:
        self._empty.setVisible(self.model.rowCount() == 0)
        row = self.model.row_of(current)
        selection = self.view.selectionModel()
        selection.blockSignals(True)
        self.view.setCurrentIndex(self.model.index(row) if row >= 0 else QModelIndex())
        selection.blockSignals(False)
        self.view.viewport().update()

    def _tell(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.data(CASE).id)
