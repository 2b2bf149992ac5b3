"""What falls due in all open cases, overdue first."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint, QStandardPaths, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QListView,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from caseorg.actions.promise import settle_promise
from caseorg.domain.case import CaseFile, CaseId
from caseorg.domain.clocks.deadline import ClockKind, ClockState
from caseorg.gui.agenda.delegate import AgendaDelegate
from caseorg.gui.agenda.model import ROW, AgendaModel, Key, key_of
from caseorg.gui.agenda.rows import basis_text, due_text, left_text, name_text
from caseorg.gui.desk import Desk
from caseorg.gui.forms import heading
from caseorg.gui.menus import ContextMenu, add_choice, copy_text, row_at
from caseorg.i18n import tr
from caseorg.jobs.agenda import AgendaItem
from caseorg.store.queries import load_case

_MARGIN = 16


class AgendaPage(QWidget):
    """Shows what it is given; asks the window to open a case and to write the calendar."""

    opened = Signal(object)
    export_wanted = Signal(object)

    def __init__(self, desk: Desk, model: AgendaModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._case: CaseId | None = None
        self._seen = False
        self.model = model
        self.view = QListView()
        self.view.setObjectName("agenda")
        self.view.setModel(self.model)
        self.view.setItemDelegate(AgendaDelegate(self.view))
        self.view.setAccessibleName(tr("Agenda"))
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.activated.connect(self._open)
        self.view.selectionModel().currentChanged.connect(lambda index: self._choose(index))
        self._laid_out = QTimer(self, singleShot=True, interval=0)
        self._laid_out.timeout.connect(self._scroll)
        self.menus = ContextMenu(self.view, self._fill_menu)
        self.card = ClockCard()
        self.card.open_wanted.connect(self.opened)
        self.card.settle_wanted.connect(self._settle)
        self._bodies = QStackedWidget()
        self._bodies.addWidget(self.view)
        self._bodies.addWidget(self._teach())
        self._lay_out()
        self.show_case(desk.case_id)
        self._choose_first()

    def _lay_out(self) -> None:
        self.every, self.this = _switch(tr("All cases"), True), _switch(tr("This case only"), False)
        choice = QButtonGroup(self)
        for button in (self.every, self.this):
            choice.addButton(button)
        self.this.toggled.connect(self._fill)
        self.export = QPushButton(tr("Export as calendar (.ics)"))
        self.export.clicked.connect(self._export)
        bar = QHBoxLayout()
        bar.setContentsMargins(_MARGIN, 0, _MARGIN, 4)
        bar.setSpacing(4)
        for button in (self.every, self.this):
            bar.addWidget(button)
        bar.addStretch()
        bar.addWidget(self.export)
        title = heading(tr("Agenda"), "title")
        title.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, 8)
        foot = QVBoxLayout()
        foot.setContentsMargins(_MARGIN - 8, 8, _MARGIN - 8, 12)
        foot.addWidget(self.card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(title)
        column.addLayout(bar)
        column.addWidget(self._bodies, 1)
        column.addLayout(foot)

    def open_page(self) -> None:
        """Called when the page comes to the front."""
        self._seen = True
        self.view.setFocus()
        self._laid_out.start()

    def _scroll(self) -> None:
        """Behind another page, thousands of rows are not laid out."""
        if self.view.isVisible():
            self.view.scrollTo(self.view.currentIndex())

    def show_items(self, items: tuple[AgendaItem, ...], now: datetime) -> None:
        """The agenda as it was read; the chosen row stays chosen."""
        with self._keeping_chosen():
            self.model.show_items(items, now)

    def replace_cases(self, changes: Mapping[CaseId, tuple[AgendaItem, ...]]) -> None:
        """What is due in some cases, in place of what was; the chosen row stays chosen."""
        with self._keeping_chosen():
            self.model.replace_cases(changes)

    def show_case(self, case_id: CaseId | None) -> None:
        """Which case “this case” is."""
        self._case = case_id
        self.this.setEnabled(case_id is not None)
        if case_id is None:
            self.every.setChecked(True)
        self._fill()

    def _fill(self) -> None:
        only = self._case if self.this.isChecked() else None
        if only != self.model.only:
            with self._keeping_chosen():
                self.model.show_only(only)

    @contextmanager
    def _keeping_chosen(self) -> Iterator[None]:
        row = self.view.currentIndex().data(ROW) if self._seen else None  # before, nobody chose it
        key = key_of(row) if row is not None else None
        yield
        self._choose_first(key)

    def _choose_first(self, key: Key | None = None) -> None:
        """Or the row that was chosen."""
        empty = self.model.rowCount() == 0
        self._bodies.setCurrentIndex(1 if empty else 0)
        self.export.setEnabled(self.model.has_items)
        self.view.setCurrentIndex(self.model.index_of(key))
        if empty:
            self.card.hide()

    def _choose(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, AgendaItem):
            self.card.show_item(row, self.model.now)
            self._laid_out.start()  # the card may take the room in which the row stood
        else:
            self.card.hide()

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, AgendaItem):
            self.opened.emit(row.case_id)

    def _fill_menu(self, menu: QMenu, place: QPoint) -> None:
        """What the card offers, and the words."""
        item = row_at(self.view, place, ROW)
        if not isinstance(item, AgendaItem):
            return
        add_choice(menu, tr("Open the case"), lambda: self.opened.emit(item.case_id), "Return")
        if item.clock.kind is ClockKind.PROMISE:
            menu.addSeparator()
            add_choice(menu, tr("Kept"), lambda: self._settle(item, True))
            add_choice(menu, tr("Not kept"), lambda: self._settle(item, False))
        menu.addSeparator()
        add_choice(menu, tr("Copy the words"), lambda: copy_text(words_of(item, self.model.now)))

    def _settle(self, item: AgendaItem, kept: bool) -> None:
        """The promise is read again: whoever settled it meanwhile is not overruled."""

        def settle(case: CaseFile) -> None:
            for promise in case.promises:
                if promise.id == item.clock.promise:
                    self._desk.do(
                        partial(settle_promise, promise_id=promise.id, kept=kept, before=promise.kept),
                        case_id=item.case_id,
                    )

        self._desk.tasks.read(self, load_case, item.case_id, then=settle)

    def _export(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        proposed = str(Path(folder) / f"{tr('Agenda')}.ics")
        name, _ = QFileDialog.getSaveFileName(self, self.export.text(), proposed, "iCalendar (*.ics)")
        if name:
            file = Path(name)
            self.export_wanted.emit(file if file.suffix else file.with_suffix(".ics"))

    def _teach(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(40, 24, 40, 40)
        column.setSpacing(10)
        column.addStretch(2)
        for label in (
            heading(tr("Nothing is due")),
            heading(
                tr("Write down what the service promised, or mark an event as filed, refused or answered."), "faint"
            ),
            heading(tr("The periods that follow from it appear here and remind you while caseorg runs."), "faint"),
        ):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addStretch(3)
        return page


def about(item: AgendaItem, now: datetime) -> str:
    """Everything that is known of a clock but its name."""
    clock = item.clock
    lines = (
        f"{due_text(clock)}　{left_text(clock, now)}",
        item.title,
        basis_text(clock),
        tr("What to do: {advice}", advice=clock.advice) if clock.advice else "",
    )
    return "\n".join(filter(None, lines))


def words_of(item: AgendaItem, now: datetime) -> str:
    """The same with its name."""
    return f"{name_text(item.clock)}\n{about(item, now)}"


class ClockCard(QFrame):
    """The chosen clock whole, and what can be done about it."""

    open_wanted = Signal(object)
    settle_wanted = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._item: AgendaItem | None = None
        self._name, self._text = heading(""), heading("", "words")
        for label in (self._name, self._text):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.kept = _button(tr("Kept"), lambda: self._settle(True))
        self.broken = _button(tr("Not kept"), lambda: self._settle(False))
        self.open = _button(tr("Open the case"), self._open)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.kept, self.broken):
            row.addWidget(button)
        row.addStretch()
        row.addWidget(self.open)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(4)
        for part in (self._name, self._text):
            column.addWidget(part)
        column.addLayout(row)
        self.hide()

    def show_item(self, item: AgendaItem, now: datetime) -> None:
        """Everything that is known of the clock."""
        self._item = item
        clock = item.clock
        self._name.setText(name_text(clock))
        self._text.setText(about(item, now))
        for button in (self.kept, self.broken):
            button.setVisible(clock.kind is ClockKind.PROMISE)
        self.setProperty("state", "urgent" if clock.state is ClockState.OVERDUE else "")
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()

    def _settle(self, kept: bool) -> None:
        self.settle_wanted.emit(self._item, kept)

    def _open(self) -> None:
        if self._item:
            self.open_wanted.emit(self._item.case_id)


def _switch(label: str, checked: bool) -> QPushButton:
    button = QPushButton(label)
    button.setProperty("chip", True)
    button.setCheckable(True)
    button.setChecked(checked)
    return button


def _button(label: str, act: Callable[[], object]) -> QPushButton:
    button = QPushButton(label)
    button.clicked.connect(lambda: act())
    return button
