"""The rows of the agenda."""

from collections.abc import Iterable
from datetime import UTC, datetime

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from caseorg.domain.case import CaseId
from caseorg.gui.agenda.rows import GROUPS, Group, grouped, row_text
from caseorg.i18n import tr
from caseorg.jobs.agenda import AgendaItem

ROW = int(Qt.ItemDataRole.UserRole)
NOW = ROW + 1
Index = QModelIndex | QPersistentModelIndex
Key = tuple[CaseId, str]


class AgendaModel(QAbstractListModel):
    """Headings and agenda items in, roles out."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Group | AgendaItem, ...] = ()
        self._now = datetime.min.replace(tzinfo=UTC)

    def show_items(self, items: Iterable[AgendaItem], now: datetime) -> None:
        """Replaces the rows."""
        self.beginResetModel()
        self._rows, self._now = tuple(grouped(items, now)), now
        self.endResetModel()

    def index_of(self, key: Key | None) -> QModelIndex:
        """The row of a clock, or of the first where it is gone."""
        keys = [key_of(row) for row in self._rows]
        found = keys.index(key) if key in keys and key else next((n for n, one in enumerate(keys) if one), -1)
        return self.index(found) if found >= 0 else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 — Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        row = self._rows[index.row()]
        return Qt.ItemFlag.NoItemFlags if isinstance(row, Group) else super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == NOW:
            return self._now
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return tr(GROUPS[row]) if isinstance(row, Group) else row_text(row, self._now)
        return None


def key_of(row: Group | AgendaItem) -> Key | None:
    """What stays the same of a clock when the agenda is read again."""
    return None if isinstance(row, Group) else (row.case_id, row.clock.key)
