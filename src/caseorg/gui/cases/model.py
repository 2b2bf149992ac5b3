"""The rows of the case list: narrowed, ordered, and changed one by one."""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from operator import attrgetter

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from caseorg.domain.case import CaseId, CaseSummary, Platform, Shelf, Stage
from caseorg.domain.clocks.deadline import Clock
from caseorg.domain.sums.totals import claimed_by
from caseorg.i18n import tr
from caseorg.jobs.agenda import AgendaItem, by_urgency
from caseorg.views.case_list import (
    CaseFilter,
    CaseOrder,
    ListedCase,
    Wanted,
    badge_of,
    list_case,
    most_urgent,
    order_key,
)
from caseorg.views.labels import SHELVES, STAGES
from caseorg.views.sums import three_numbers

_KINDS = attrgetter("kinds", "case.platform")
CASE = int(Qt.ItemDataRole.UserRole)
BADGE = CASE + 1
Index = QModelIndex | QPersistentModelIndex


class CaseModel(QAbstractListModel):
    """Case summaries and what is due in, roles out. `counted` tells that there are more or fewer of a kind."""

    counted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.order = CaseOrder.CHANGED
        self.wanted = Wanted()
        self._now = datetime.now(UTC)
        self._known: dict[CaseId, ListedCase] = {}
        self._all: list[ListedCase] = []
        self._shown: list[ListedCase] = []
        self._counts: Counter[CaseFilter | Platform] = Counter()
        self._prepare()

    def show_cases(self, cases: tuple[CaseSummary, ...]) -> None:
        """Replaces the list; what is due in a case stays."""
        self._known = {case.id: list_case(case, self._clock(case.id), self._now) for case in cases}
        self._sort()

    def change_cases(self, cases: tuple[CaseSummary, ...]) -> None:
        """Puts new or changed cases in their places and leaves the others alone."""
        for case in cases:
            self._put(list_case(case, self._clock(case.id), self._now))
        self.counted.emit()

    def drop_cases(self, gone: Iterable[CaseId]) -> None:
        """Takes out those that are no more."""
        for key in gone:
            if old := self._known.pop(key, None):
                del self._all[self._place(self._all, old)]
                self._counts.subtract(_counted(*_KINDS(old)))
                self._show(old if self._matches(old) else None, None)
        self.counted.emit()

    def show_due(self, items: Iterable[AgendaItem], now: datetime) -> None:
        """What is due in all cases, of items in the order of the agenda."""
        self._now = now
        clocks = most_urgent(items)
        before, self._known = (
            self._known,
            {key: self._listed(listed, clocks.get(key)) for key, listed in self._known.items()},
        )
        if any(listed is not before[key] for key, listed in self._known.items()):
            self._sort()

    def change_due(self, changes: Mapping[CaseId, tuple[AgendaItem, ...]]) -> None:
        """What is due in some of them."""
        for key, items in changes.items():
            if old := self._known.get(key):
                new = self._listed(old, most_urgent(sorted(items, key=by_urgency)).get(key))
                if new is not old:
                    self._put(new)
        self.counted.emit()

    def sort_by(self, order: CaseOrder) -> None:
        """Another order."""
        self.order = order
        self._prepare()
        self._sort()

    def narrow(self, wanted: Wanted) -> None:
        """Keeps the cases that are wanted."""
        self.wanted = wanted
        self._prepare()
        self._select()

    def _listed(self, listed: ListedCase, clock: Clock | None) -> ListedCase:
        """A case with what is due in it now; most have nothing, and stay as they are."""
        return listed if clock is None and listed.clock is None else list_case(listed.case, clock, self._now)

    def _clock(self, key: CaseId) -> Clock | None:
        known = self._known.get(key)
        return known.clock if known else None

    def _prepare(self) -> None:
        """What each row is asked is made ready once."""
        self._key, self._matches = order_key(self.order), self.wanted.matcher()

    def _sort(self) -> None:
        self._prepare()
        self._all = sorted(self._known.values(), key=self._key)
        self._counts = Counter()
        for (kinds, platform), count in Counter(map(_KINDS, self._all)).items():
            self._counts.update(dict.fromkeys(_counted(kinds, platform), count))
        self._select()
        self.counted.emit()

    def _select(self) -> None:
        """Where the rows are those that were shown, their scroll position stays."""
        shown = list(filter(self._matches, self._all))
        if [listed.case.id for listed in shown] == [listed.case.id for listed in self._shown]:
            self._shown = shown
            if shown:
                self.dataChanged.emit(self.index(0), self.index(len(shown) - 1))
            return
        self.beginResetModel()
        self._shown = shown
        self.endResetModel()

    def _put(self, new: ListedCase) -> None:
        """One row; whoever has chosen it goes along."""
        if old := self._known.get(new.case.id):
            del self._all[self._place(self._all, old)]
            self._counts.subtract(_counted(*_KINDS(old)))
        insort(self._all, new, key=self._key)
        self._known[new.case.id] = new
        self._counts.update(_counted(*_KINDS(new)))
        self._show(old if old and self._matches(old) else None, new if self._matches(new) else None)

    def _show(self, old: ListedCase | None, new: ListedCase | None) -> None:
        if old and new:
            self._move(self._place(self._shown, old), new)
        elif old:
            row = self._place(self._shown, old)
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._shown[row]
            self.endRemoveRows()
        elif new:
            row = self._place(self._shown, new)
            self.beginInsertRows(QModelIndex(), row, row)
            self._shown.insert(row, new)
            self.endInsertRows()

    def _move(self, row: int, new: ListedCase) -> None:
        others = self._shown[:row] + self._shown[row + 1 :]
        place = self._place(others, new)
        if place != row:
            self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), place if place < row else place + 1)
        others.insert(place, new)
        self._shown = others
        if place != row:
            self.endMoveRows()
        self.dataChanged.emit(self.index(place), self.index(place))

    def _place(self, rows: list[ListedCase], listed: ListedCase) -> int:
        return bisect_left(rows, self._key(listed), key=self._key)

    def count(self, what: CaseFilter | Platform) -> int:
        """How many there are, whatever is shown of them."""
        return self._counts[what]

    @property
    def has_cases(self) -> bool:
        """Whether there are any, found or not."""
        return bool(self._all)

    def row_of(self, case_id: CaseId | None) -> int:
        """The row that shows the case, or -1."""
        known = self._known.get(case_id) if case_id else None
        return self._place(self._shown, known) if known and self._matches(known) else -1

    def beside(self, case_id: CaseId | None) -> CaseId | None:
        """The case below in the list, else that above it."""
        row = self.row_of(case_id)
        near = (row + 1, row - 1) if row >= 0 else ()
        return next((self._shown[place].case.id for place in near if 0 <= place < len(self._shown)), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 — Qt's signature
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        listed = self._shown[index.row()]
        if role == CASE:
            return listed.case
        if role == BADGE:
            return badge_of(listed, self._now)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._told(listed)
        return None

    def _told(self, listed: ListedCase) -> str:
        badge, case = badge_of(listed, self._now), listed.case
        count = tr("{count} pieces", count=case.evidence_count)
        return "，".join(filter(None, (case.title, badge.text if badge else "", facts(case), case.order_number, count)))


def _counted(kinds: frozenset[CaseFilter], platform: Platform) -> tuple[CaseFilter | Platform, ...]:
    """As what a case counts; for its platform where it is at hand."""
    return *kinds, *((platform,) if CaseFilter.ALL in kinds else ())


def facts(case: CaseSummary) -> str:
    """What is cut off comes last; where all that was paid is claimed, one figure says it."""
    claimed = claimed_by(case.demand, case.demand_said)
    paid = None if case.paid == claimed and not case.refunded else case.paid
    if case.shelf is not Shelf.AT_HAND:
        return "  ".join(filter(None, (tr(SHELVES[case.shelf]), case.merchant)))
    stage = tr(STAGES[case.stage]) if case.stage is Stage.CLOSED or not case.merchant else ""
    return "  ".join(filter(None, (stage, *three_numbers(paid, case.refunded, claimed), case.merchant)))
