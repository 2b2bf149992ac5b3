"""The rows of the agenda."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from caseorg.domain.case import CaseId
from caseorg.domain.clocks.deadline import ClockState
from caseorg.gui.agenda.rows import GROUPS, AgendaGroup, group_of, row_text
from caseorg.i18n import tr
from caseorg.jobs.agenda import AgendaItem, by_urgency

ROW = int(Qt.ItemDataRole.UserRole)
NOW = ROW + 1
Index = QModelIndex | QPersistentModelIndex
Key = tuple[CaseId, str]


class AgendaModel(QAbstractListModel):
    """Headings and agenda items in, roles out. What is done is left out.

    The items stand in their order, so that each group is a piece of the list: what changed of one case takes its place
    without the others being touched.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.now = datetime.min.replace(tzinfo=UTC)
        self._only: CaseId | None = None
        self._by_case: dict[CaseId, tuple[AgendaItem, ...]] = {}
        self._all: list[AgendaItem] = []
        self._shown: list[AgendaItem] = []
        self._counts = dict.fromkeys(AgendaGroup, 0)

    def show_items(self, items: Iterable[AgendaItem], now: datetime) -> None:
        """Replaces the rows."""
        self.now = now
        self._all = sorted((item for item in items if _is_open(item)), key=by_urgency)
        by_case: dict[CaseId, list[AgendaItem]] = {}
        for item in self._all:
            by_case.setdefault(item.case_id, []).append(item)
        self._by_case = {case_id: tuple(found) for case_id, found in by_case.items()}
        self.show_only(self._only)

    def show_only(self, case_id: CaseId | None) -> None:
        """What is due in one case, or in all."""
        self.beginResetModel()
        self._only = case_id
        self._shown = self._all if case_id is None else list(self._by_case.get(case_id, ()))
        ends = [bisect_left(self._shown, group, key=self._group) for group in AgendaGroup]
        sizes = (end - start for start, end in zip(ends, [*ends[1:], len(self._shown)], strict=True))
        self._counts = dict(zip(AgendaGroup, sizes, strict=True))
        self.endResetModel()

    def replace_cases(self, changes: Mapping[CaseId, tuple[AgendaItem, ...]]) -> None:
        """Puts what is due in these cases in place of what was."""
        for case_id, items in changes.items():
            for old in self._by_case.pop(case_id, ()):
                self._take_out(old)
            new = tuple(sorted(filter(_is_open, items), key=by_urgency))
            if new:
                self._by_case[case_id] = new
            for item in new:
                self._put_in(item)

    def _take_out(self, item: AgendaItem) -> None:
        if self._shown is not self._all:
            del self._all[_place(self._all, item)]
        if self._only not in (None, item.case_id):
            return
        place, group = _place(self._shown, item), group_of(item.clock, self.now)
        first, last = self._rows(place, group, self._counts[group] == 1)
        self.beginRemoveRows(QModelIndex(), first, last)
        del self._shown[place]
        self._counts[group] -= 1
        self.endRemoveRows()

    def _put_in(self, item: AgendaItem) -> None:
        if self._shown is not self._all:
            self._all.insert(_place(self._all, item), item)
        if self._only not in (None, item.case_id):
            return
        place, group = _place(self._shown, item), group_of(item.clock, self.now)
        first, last = self._rows(place, group, self._counts[group] == 0)
        self.beginInsertRows(QModelIndex(), first, last)
        self._shown.insert(place, item)
        self._counts[group] += 1
        self.endInsertRows()

    def _rows(self, place: int, group: AgendaGroup, with_heading: bool) -> tuple[int, int]:
        """First and last row of an item that stands, or will stand, at this place; its heading goes with the last."""
        above = sum(self._counts[other] > 0 for other in AgendaGroup if other < group)
        row = place + above + 1
        return (row - 1 if with_heading else row), row

    def _group(self, item: AgendaItem) -> AgendaGroup:
        return group_of(item.clock, self.now)

    def pressing(self) -> tuple[int, int]:
        """How many are overdue, and how many more fall due today, in all cases."""
        overdue, today = (
            bisect_left(self._all, group, key=self._group) for group in (AgendaGroup.TODAY, AgendaGroup.WEEK)
        )
        return overdue, today - overdue

    @property
    def only(self) -> CaseId | None:
        """The one case that is shown, or None."""
        return self._only

    @property
    def has_items(self) -> bool:
        """Whether anything is due in any case."""
        return bool(self._all)

    def index_of(self, key: Key | None) -> QModelIndex:
        """The row of a clock, or of the first where it is gone."""
        items = self._by_case.get(key[0], ()) if key and self._only in (None, key[0]) else ()
        item = next((entry for entry in items if key_of(entry) == key), self._shown[0] if self._shown else None)
        if item is None:
            return QModelIndex()
        return self.index(self._rows(_place(self._shown, item), self._group(item), False)[1])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 — Qt's signature
        return 0 if parent.isValid() else len(self._shown) + sum(count > 0 for count in self._counts.values())

    def _row(self, number: int) -> AgendaGroup | AgendaItem:
        for heading, (group, count) in enumerate((pair for pair in self._counts.items() if pair[1]), start=1):
            before = sum(size for other, size in self._counts.items() if other < group)
            if number == before + heading - 1:
                return group
            if number < before + heading + count:
                return self._shown[number - heading]
        raise IndexError(number)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        row = self._row(index.row())
        return Qt.ItemFlag.NoItemFlags if isinstance(row, AgendaGroup) else super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._row(index.row())
        if role == ROW:
            return row
        if role == NOW:
            return self.now
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return tr(GROUPS[row]) if isinstance(row, AgendaGroup) else row_text(row, self.now)
        return None


def key_of(row: AgendaGroup | AgendaItem) -> Key | None:
    """What stays the same of a clock when the agenda is read again."""
    return None if isinstance(row, AgendaGroup) else (row.case_id, row.clock.key)


def _is_open(item: AgendaItem) -> bool:
    return item.clock.state is not ClockState.DONE


def _place(items: list[AgendaItem], item: AgendaItem) -> int:
    return bisect_left(items, by_urgency(item), key=by_urgency)
