"""The cases at the left."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSettings, Qt, Signal
from PySide6.QtGui import QActionGroup, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from caseorg.domain.case import CaseId, CaseSummary
from caseorg.gui.cases.chips import Chips
from caseorg.gui.cases.delegate import MARGIN, CaseDelegate, row_height
from caseorg.gui.cases.model import CASE, CaseModel
from caseorg.gui.desk import Desk
from caseorg.gui.forms import heading
from caseorg.gui.heights import Heights
from caseorg.gui.row_view import RowView
from caseorg.i18n import tr
from caseorg.jobs.agenda import AgendaItem
from caseorg.views.case_list import ORDERS, USUAL_KINDS, CaseOrder

_STORED_ORDER = "case-order"


class CaseList(QWidget):
    """The panel; tells which case was chosen. The open one is selected without telling."""

    chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: CaseId | None = None
        desk.cases_read.connect(self._show_cases)
        desk.cases_changed.connect(self._change_cases)
        desk.cases_gone.connect(self._drop_cases)
        self.setObjectName("cases")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = CaseModel(self)
        self.view = _Rows(self.model)
        self.view.selectionModel().currentChanged.connect(self._tell)
        self._empty = QLabel()
        self._empty.setProperty("role", "faint")
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(MARGIN, 4, MARGIN, 4)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(tr("Filter: title, merchant, pinyin initials"))
        self.filter.setAccessibleName(tr("Filter the cases"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._narrow)
        self.filter.installEventFilter(self)
        self.chips = Chips(self.model, self)
        self.chips.chosen.connect(self._narrow)
        self.model.counted.connect(self._leave_empty_shelf)
        self.order = QPushButton()
        self.order.setProperty("flat", True)
        self.order.setMenu(self._order_menu())
        self._lay_out()
        self._show_order()

    def _lay_out(self) -> None:
        title = heading(tr("Cases"))
        title.setContentsMargins(MARGIN, 10, 0, 6)
        top, field = QHBoxLayout(), QHBoxLayout()
        top.setContentsMargins(0, 0, 4, 0)
        top.addWidget(title)
        top.addStretch()
        top.addWidget(self.order)
        field.setContentsMargins(MARGIN, 0, MARGIN, 8)
        field.addWidget(self.filter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row in (top, field):
            column.addLayout(row)
        for part in (self.chips, self._empty):
            column.addWidget(part)
        column.addWidget(self.view, 1)

    def _order_menu(self) -> QMenu:
        menu, group = QMenu(self), QActionGroup(self)
        for order, name in ORDERS.items():
            action = group.addAction(tr(name))
            action.setCheckable(True)
            action.setData(order)
            action.triggered.connect(lambda _=False, order=order: self.sort_by(order))
            menu.addAction(action)
        return menu

    def store(self, settings: QSettings) -> None:
        """Remembers the order."""
        settings.setValue(_STORED_ORDER, self.model.order.value)

    def restore(self, settings: QSettings) -> None:
        """The order that was remembered."""
        with suppress(ValueError):
            self.sort_by(CaseOrder(str(settings.value(_STORED_ORDER, ""))))

    def sort_by(self, order: CaseOrder) -> None:
        """Another order of the list."""
        self.model.sort_by(order)
        self._show_order()
        self._select()

    def _show_order(self) -> None:
        name = tr(ORDERS[self.model.order])
        self.order.setText(name)
        self.order.setAccessibleName(tr("Order of the cases: {order}", order=name))
        for action in self.order.menu().actions():
            action.setChecked(action.data() == self.model.order)

    def show_due(self, items: tuple[AgendaItem, ...], now: datetime) -> None:
        """What is due in all cases, in the order of the agenda."""
        self.model.show_due(items, now)
        self._select()

    def change_due(self, changes: Mapping[CaseId, tuple[AgendaItem, ...]]) -> None:
        """What is due in some of them."""
        self._quietly(lambda: self.model.change_due(changes))

    def _show_cases(self, cases: tuple[CaseSummary, ...]) -> None:
        self.model.show_cases(cases)
        self._select()

    def _change_cases(self, cases: tuple[CaseSummary, ...]) -> None:
        self._quietly(lambda: self.model.change_cases(cases))

    def _drop_cases(self, gone: frozenset[CaseId]) -> None:
        self._quietly(lambda: self.model.drop_cases(gone))

    def _quietly(self, change: Callable[[], None]) -> None:
        """Rows come and go without another case being chosen."""
        selection = self.view.selectionModel()
        selection.blockSignals(True)
        change()
        selection.blockSignals(False)
        self._select()

    def _narrow(self) -> None:
        wanted = replace(self.model.wanted, words=self.filter.text(), kind=self.chips.kind)
        self.model.narrow(replace(wanted, platform=self.chips.platform))
        self._select()

    def _select(self) -> None:
        self._empty.setText(tr("No case matches.") if self.model.has_cases else tr("No case yet."))
        self._empty.setVisible(self.model.rowCount() == 0)
        row = self.model.row_of(self._desk.case_id)
        selection = self.view.selectionModel()
        selection.blockSignals(True)
        index = self.model.index(row) if row >= 0 else QModelIndex()
        self.view.setCurrentIndex(index)
        selection.blockSignals(False)
        if index.isValid() and self._shown != self._desk.case_id:  # once: who scrolls on is not brought back
            self.view.scrollTo(index)
            self._shown = self._desk.case_id
        self.view.viewport().update()

    def _tell(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.data(CASE).id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 — Qt's name
        """Enter opens the first that was found, ↓ goes into the list, Esc shows all again."""
        if watched is self.filter and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            match event.key():
                case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Down:
                    self._enter()
                    return True
                case Qt.Key.Key_Escape:
                    self._leave()
                    return True
        return super().eventFilter(watched, event)

    def _enter(self) -> None:
        """The keyboard goes to the first that was found, or to the open case where nothing was looked for."""
        if self.model.rowCount():
            self.view.setFocus(Qt.FocusReason.TabFocusReason)
            if self.filter.text().strip() or not self.view.currentIndex().isValid():
                self.view.setCurrentIndex(self.model.index(0))

    def show_all(self) -> None:
        """Nothing is left out, and the open case is brought into sight."""
        self._shown = None
        self.chips.clear()
        self.filter.clear()

    def _leave_empty_shelf(self) -> None:
        """Nobody stays in a trash that is empty by now."""
        if self.chips.kind not in USUAL_KINDS and not self.model.count(self.chips.kind):
            self.show_all()

    def _leave(self) -> None:
        """What was narrowed is wide again; where nothing was, the keyboard goes back to the list."""
        narrowed = self.chips.clear()
        if not self.filter.text() and not narrowed:
            self.view.setFocus(Qt.FocusReason.TabFocusReason)
        self.filter.clear()


class _Rows(RowView):
    """All are of the same height."""

    def __init__(self, model: CaseModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(CaseDelegate(self))
        self.setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(row_height(self.fontMetrics()))
        self.setAccessibleName(tr("Cases"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)  # the right button chooses the case first

    def heights(self) -> Heights:
        return Heights([row_height(self.fontMetrics())] * self.model().rowCount())
